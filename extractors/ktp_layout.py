"""Where things stand on one KTP: label rows, value column and photo, from the lines read on it.

Geometry, not text order: a value belongs to the row at whose height it stands in the value column, so a
wrapped name, the issue place below the photo or a label that was not read do no harm. Coordinates are
pixels of the image the lines were read on; y grows downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extractors.ktp_labels import (
    INDENTED,
    ROW_HEIGHTS,
    ROWS,
    find_blood_label,
    is_header,
    match_label,
)
from extractors.ktp_pieces import Piece, glyph_at, part, split_at_gaps

HEIGHT_OF = dict(zip(ROWS, ROW_HEIGHTS, strict=True))

MIN_LABELS = 4
"""Fewer rows than this in the right order are no KTP (letters carry NIK, Nama, Alamat too)."""

ROW_TOLERANCE = 1.3
"""Steps a label may stand off its row: one wrapped line above it, and some."""

COLUMN_TOLERANCE = 2.2
"""Steps a label may stand left or right of the label column, indented ones aside."""

INDENT_STEPS = 1.75
"""How far RT/RW, Kel/Desa and Kecamatan stand to the right of the other labels, in row steps."""

VALUE_STEPS = 7.1
"""From the labels' left edge to the values' colon, in row steps (measured on the public layout)."""

PHOTO_STEPS = 22.9
"""From the labels' left edge to the photo's, in row steps."""


@dataclass(frozen=True)
class Label:
    """A label found on the card."""

    row: str
    piece: Piece
    score: float


@dataclass(frozen=True)
class Layout:
    """One card's geometry. `step`: pixels from row to row; `labels` and `heights` by row name.

    `heights`: y of the row's middle at the label column, known or interpolated. `slope`: dy/dx of lines.
    """

    labels: dict[str, Label]
    heights: dict[str, float]
    step: float
    left: float
    value_left: float
    photo_left: float
    slope: float
    values: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    headers: tuple[Piece, ...] = ()
    beside: tuple[Piece, ...] = ()
    """Pieces of the photo column: issue place and date, officials of older cards."""
    blood: Piece | None = None

    def height_at(self, row: str, x: float) -> float:
        """y of the row's middle at `x`."""
        return self.heights[row] + self.slope * (x - self.left)


def layouts(lines: Sequence[Piece], slope: float = 0.0) -> list[Layout]:
    """Every KTP among the lines, best first. Lines must be about level and upright."""
    pieces = [found for line in lines for found in split_at_gaps(line)]
    labels = [
        Label(found.row, piece, found.score)
        for piece in pieces
        if (found := match_label(piece.text)) is not None
    ]
    result: list[Layout] = []
    while len(labels) >= MIN_LABELS:
        chosen = _consistent(labels, slope)
        if len({label.row for label in chosen}) < MIN_LABELS:
            break
        layout = _layout(chosen, slope)
        result.append(_filled(layout, pieces))
        labels = [label for label in labels if label not in chosen and not _inside(label, layout)]
    return sorted(result, key=lambda layout: -len(layout.labels))


def _inside(label: Label, layout: Layout) -> bool:
    tops = layout.heights.values()
    is_high = min(tops) - layout.step <= label.piece.middle <= max(tops) + 2 * layout.step
    return is_high and layout.left - 2 * layout.step <= label.piece.left <= layout.photo_left


def _column(label: Label, step: float) -> float:
    """The label column's x according to this label."""
    return label.piece.left - (INDENT_STEPS * step if label.row in INDENTED else 0.0)


def _consistent(labels: Sequence[Label], slope: float) -> list[Label]:
    """The largest set of labels that can be of one card: right order, one column, even rows."""
    best: list[Label] = []
    best_score = 0.0
    for one in labels:
        for two in labels:
            rows = HEIGHT_OF[two.row] - HEIGHT_OF[one.row]
            if rows <= 0:
                continue
            step = (two.piece.middle - one.piece.middle - slope * (two.piece.left - one.piece.left)) / rows
            if not 0.7 * one.piece.height <= step * 1.25 or step <= 2 or step > 3.5 * one.piece.height:
                continue
            chosen = _supporters(labels, one, step, slope)
            score = sum(label.score for label in chosen)
            if score > best_score:
                best, best_score = chosen, score
    return best


def _supporters(labels: Sequence[Label], origin: Label, step: float, slope: float) -> list[Label]:
    column = _column(origin, step)
    by_row: dict[str, tuple[float, Label]] = {}
    for label in labels:
        aside = abs(_column(label, step) - column)
        expected = origin.piece.middle + (HEIGHT_OF[label.row] - HEIGHT_OF[origin.row]) * step
        off = abs(label.piece.middle - slope * (label.piece.left - origin.piece.left) - expected)
        if aside > COLUMN_TOLERANCE * step or off > ROW_TOLERANCE * step:
            continue
        cost = off + 0.3 * aside - label.score * step
        if label.row not in by_row or cost < by_row[label.row][0]:
            by_row[label.row] = (cost, label)
    return _in_order([label for _, label in by_row.values()])


def _in_order(labels: list[Label]) -> list[Label]:
    """The longest chain whose rows go down as their places do."""
    ordered = sorted(labels, key=lambda label: label.piece.middle)
    chains: list[list[Label]] = []
    for label in ordered:
        before = [chain for chain in chains if HEIGHT_OF[chain[-1].row] < HEIGHT_OF[label.row]]
        chains.append([*max(before, key=len, default=[]), label])
    return max(chains, key=len, default=[])


def _layout(labels: list[Label], slope: float) -> Layout:
    known = {label.row: label for label in labels}
    left_guess = float(np.median([label.piece.left for label in labels]))
    heights = {label.row: label.piece.middle - slope * (label.piece.left - left_guess) for label in labels}
    rows = np.array([HEIGHT_OF[row] for row in heights])
    ys = np.array(list(heights.values()))
    order = np.argsort(rows)
    rows, ys = rows[order], ys[order]
    steps = np.diff(ys) / np.diff(rows)
    step = float(np.median(steps))
    left = float(np.median([_column(label, step) for label in labels]))
    full = {row: heights.get(row, _between(at, rows, ys, step)) for row, at in HEIGHT_OF.items()}
    return Layout(
        labels=known, heights=full, step=step, left=left, slope=slope,
        value_left=left + VALUE_STEPS * step, photo_left=left + PHOTO_STEPS * step,
    )  # fmt: skip


def _between(at: float, rows: np.ndarray, ys: np.ndarray, step: float) -> float:
    """Height of a row whose label was not read: between its neighbours, or a step beyond the last."""
    if at < rows[0]:
        return float(ys[0] - (rows[0] - at) * step)
    if at > rows[-1]:
        return float(ys[-1] + (at - rows[-1]) * step)
    return float(np.interp(at, rows, ys))


def _filled(layout: Layout, pieces: Sequence[Piece]) -> Layout:
    """The layout with every value piece in its row."""
    layout = _with_columns(layout, pieces)
    values: dict[str, list[Piece]] = {row: [] for row in ROWS}
    headers: list[Piece] = []
    beside: list[Piece] = []
    blood: Piece | None = None
    labels = {id(label.piece): label for label in layout.labels.values()}
    for piece in pieces:
        label = labels.get(id(piece))
        rest: Piece | None = piece
        if label is not None:
            found = match_label(piece.text)
            rest = part(piece, glyph_at(piece, found.end)) if found else None
        if rest is None:
            continue
        span = find_blood_label(rest.text)
        if span is not None:
            blood = part(rest, glyph_at(rest, span[0])) or blood
            rest = part(rest, 0, glyph_at(rest, span[0])) if span[0] > 0 else None
            if rest is None:
                continue
        row = _row_of(rest, layout)
        if row == "header":
            headers.append(rest)
        elif row == "beside":
            beside.append(rest)
        elif row is not None and (label is not None or rest.right > layout.value_left):
            values[row].append(rest)
    ordered = {
        row: tuple(sorted(found, key=lambda p: (round(p.middle / layout.step), p.left)))
        for row, found in values.items()
    }
    return Layout(
        **{
            **layout.__dict__,
            "values": ordered,
            "headers": tuple(headers),
            "beside": tuple(beside),
            "blood": blood,
        }
    )


def _with_columns(layout: Layout, pieces: Sequence[Piece]) -> Layout:
    """The layout with the value column where most values begin."""
    guess, step = layout.value_left, layout.step
    starts = [
        piece.left for piece in pieces
        if abs(piece.left - guess) < 2.5 * step
        and any(abs(piece.middle - layout.height_at(row, piece.left)) < 0.4 * step for row in ROWS[1:])
    ]  # fmt: skip
    value_left = float(np.median(starts)) if len(starts) >= 3 else guess
    photo_left = layout.left + (value_left - layout.left) * (PHOTO_STEPS / VALUE_STEPS)
    return Layout(
        **{
            **layout.__dict__,
            "value_left": value_left,
            "photo_left": max(photo_left, layout.left + 17 * step),
        }
    )


def _row_of(piece: Piece, layout: Layout) -> str | None:
    """The row a value piece belongs to; "header", "beside" (photo column) or None."""
    step = layout.step
    top = layout.height_at("nik", piece.left)
    if piece.middle < top - 0.75 * step:
        return "header" if piece.middle > top - 6 * step and piece.right > layout.left else None
    if piece.left > layout.photo_left - step and abs(piece.middle - top) > 0.8 * step:
        return "beside"
    if (
        piece.right < layout.left
        or piece.middle > layout.height_at("berlaku_hingga", piece.left) + 0.8 * step
    ):
        return None
    gaps = {row: piece.middle - layout.height_at(row, piece.left) for row in ROWS}
    nearest = min(ROWS, key=lambda row: abs(gaps[row]))
    if abs(gaps[nearest]) <= 0.45 * step or (nearest == "nik" and abs(gaps[nearest]) < 0.75 * step):
        return nearest
    above = [row for row in ROWS if gaps[row] > 0]
    return above[-1] if above else nearest


def anchor_count(texts: Sequence[str]) -> int:
    """How many of the texts are labels or headers of a KTP: what tells a card's turn."""
    return sum(1 for text in texts if match_label(text) is not None or is_header(text))
