"""Which text belongs to which row of a KTP.

Geometry, not text order: a value belongs to the row at whose height it stands in the value column, so a
wrapped name, the issue place below the photo or a label that was not read do no harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from extractors.cards.pieces import Piece, glyph_at, part, split_at_gaps
from extractors.cards.row_labels import ROWS, find_blood_label, match_label, second_label_end
from extractors.cards.row_layout import PHOTO_STEPS, VALUE_STEPS, Rows, find_rows

MIN_PHOTO_STEPS = 17.0
"""Left edge of the photo in row steps from the labels, at least (narrow value columns)."""

HEADER_STEPS = (14.0, 21.0)
"""Between these, in row steps from the labels' left edge, the two centred header lines pass."""

OWN_ROW = 0.45
"""Row steps a value may stand off its label's height; further down it is a second line of the row above."""

ONE_LINE = ("nik", "jenis_kelamin")
"""Rows that never wrap: what stands off below them begins the next row, whose label was not read."""

COLUMN_GAP = 1.5
"""A gap of more row steps than this parts a value from what stands in the photo column."""

FURTHER_LINE = 6.0
"""Row steps right of the values within which a value's further line begins; a place of issue half a line
below its row stands 10 and more right of them (8 of 45 cards of a maker of 2026-12-01)."""

HEADER_LINE = 0.6
"""The same of a header's lines, which are larger."""

SAME_LINE = 0.5
"""Row steps between the middles of two pieces of one line; lines stand .85 to 1.1 steps apart."""


@dataclass(frozen=True)
class Layout:
    """A card's rows and what stands in them, in pixels of the straight region; without the photo's column."""

    rows: Rows
    value_left: float
    photo_left: float
    values: dict[str, tuple[Piece, ...]]
    headers: tuple[Piece, ...] = ()
    blood: Piece | None = None

    @property
    def step(self) -> float:
        """Pixels from row to row."""
        return self.rows.step

    def height_of(self, row: str) -> float:
        """y of the row's middle."""
        return self.rows.heights[row]

    @property
    def header_lines(self) -> list[list[Piece]]:
        """The header's lines from above, each from the left."""
        return _lines(self.headers, HEADER_LINE * self.step)


def layouts(lines: Sequence[Piece]) -> list[Layout]:
    """Every KTP among the lines, most labels first."""
    pieces = [found for line in lines for found in split_at_gaps(line)]
    return [fill(rows, pieces) for rows in find_rows(pieces)]


def fill(rows: Rows, pieces: Sequence[Piece]) -> Layout:
    """Every piece in its place."""
    value_left, photo_left = _columns(rows, pieces)
    places: dict[str, list[Piece]] = {row: [] for row in (*ROWS, "header")}
    blood: Piece | None = None
    labels = {id(label.piece) for label in rows.labels.values()}
    for piece in pieces:
        is_labelled = id(piece) in labels
        rest = _after_label(piece) if is_labelled else _after_colon(piece)
        if rest is None:
            continue
        rest, found = _without_blood(rest)
        blood = found or blood
        if rest is None:
            continue
        place = _place(rest, rows, photo_left)
        if place is not None and (is_labelled or rest.right > value_left or place == "header"):
            places[place].append(rest)
    values = {row: _one_column(places[row], value_left, rows) for row in ROWS}
    return Layout(rows, value_left, photo_left, values, tuple(places["header"]), blood)


def _after_label(piece: Piece) -> Piece | None:
    """What follows the label (and its colon, if that comes soon)."""
    found = match_label(piece.text)
    if found is None:
        return None
    over = second_label_end(piece.text, found.end)
    colon = piece.text.find(":", over)
    end = colon + 1 if 0 <= colon - over <= 2 else over
    return part(piece, glyph_at(piece, end))


def _after_colon(piece: Piece) -> Piece | None:
    """A value without its colon and what of the label before it was cut into its line."""
    colon = piece.text.find(":", 0, 3)
    return part(piece, glyph_at(piece, colon + 1)) if colon >= 0 else piece


def _without_blood(piece: Piece) -> tuple[Piece | None, Piece | None]:
    """The piece without `Gol. Darah ...`, and that."""
    span = find_blood_label(piece.text)
    if span is None:
        return piece, None
    start = glyph_at(piece, span[0])
    return (part(piece, 0, start) if start else None), part(piece, start)


def _columns(rows: Rows, pieces: Sequence[Piece]) -> tuple[float, float]:
    """Where values begin on this card, and where its photo does."""
    guess, step = rows.value_left, rows.step
    starts = [
        piece.left
        for piece in pieces
        if abs(piece.left - guess) < 2.5 * step
        and any(abs(piece.middle - rows.heights[row]) < 0.4 * step for row in ROWS[1:])
    ]
    value_left = float(np.median(starts)) if len(starts) >= 3 else guess
    photo_left = rows.left + (value_left - rows.left) * (PHOTO_STEPS / VALUE_STEPS)
    return value_left, max(photo_left, rows.left + MIN_PHOTO_STEPS * step)


def _place(piece: Piece, rows: Rows, photo_left: float) -> str | None:
    """The row a piece belongs to; "header" or None (the photo's column, too)."""
    step, top = rows.step, rows.heights["nik"]
    if piece.middle < top - 0.75 * step:
        low, high = (rows.left + steps * step for steps in HEADER_STEPS)
        is_centred = piece.left < high and piece.right > low
        return "header" if is_centred and piece.middle > top - 6 * step else None
    centre = (piece.left + piece.right) / 2
    if centre > photo_left - 0.5 * step and abs(piece.middle - top) > 0.8 * step:
        return None
    if piece.right < rows.left or piece.middle > rows.heights["berlaku_hingga"] + 0.8 * step:
        return None
    gaps = {row: piece.middle - rows.heights[row] for row in ROWS}
    nearest = min(ROWS, key=lambda row: abs(gaps[row]))
    if abs(gaps[nearest]) <= OWN_ROW * step or (nearest == "nik" and abs(gaps[nearest]) < 0.75 * step):
        return nearest
    above = [row for row in ROWS if gaps[row] > 0]
    if above and above[-1] in ONE_LINE:
        return ROWS[ROWS.index(above[-1]) + 1]
    return above[-1] if above else nearest


def _one_column(found: Sequence[Piece], value_left: float, rows: Rows) -> tuple[Piece, ...]:
    """A row's pieces line by line; what follows a wide gap belongs to the photo column, and so does a further
    line that begins far right of the values."""
    kept: list[Piece] = []
    for piece in chain.from_iterable(_lines(found, SAME_LINE * rows.step)):
        before = kept[-1] if kept and abs(kept[-1].middle - piece.middle) < 0.5 * rows.step else None
        if before is not None:
            is_own = piece.left - before.right <= COLUMN_GAP * rows.step
        else:
            is_own = not kept or piece.left - value_left <= FURTHER_LINE * rows.step
        if is_own:
            kept.append(piece)
    return tuple(kept)


def _lines(found: Sequence[Piece], reach: float) -> list[list[Piece]]:
    """The lines from above, each from the left. `reach`: pixels between the middles of one line's pieces."""
    lines: list[list[Piece]] = []
    for piece in sorted(found, key=lambda piece: piece.middle):
        if lines and piece.middle - lines[-1][0].middle < reach:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.left) for line in lines]
