"""Where the rows of one KTP stand, from the labels among the lines read on it.

Labels are taken together when they can be of one card: right order, one column, even rows. A label that
was not read is filled in by its neighbours. Coordinates are pixels of a straight, level image; y grows
downwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.cards.pieces import Piece
from extractors.cards.row_labels import INDENTED, ROW_HEIGHTS, ROWS, is_header, match_label

HEIGHT_OF = dict(zip(ROWS, ROW_HEIGHTS, strict=True))

MIN_LABELS = 4
"""Fewer rows than this in the right order are no KTP (letters carry NIK, Nama, Alamat too)."""

CARD_ROWS = frozenset({"rt_rw", "kelurahan_desa", "kecamatan", "berlaku_hingga"})
"""Rows with labels of their own on a card only."""

FORMAL_ROWS = CARD_ROWS | {"agama", "status_perkawinan", "kewarganegaraan"}
"""Rows that the identity block of a letter seldom has."""

MIN_FORMAL = 2
"""Of `FORMAL_ROWS`, one of them a card's own: a letter's block of NIK, Nama, TTL, Jenis Kelamin, Alamat and
Pekerjaan in one column was taken for a card by order alone (photographed letters of the tune split)."""

ROW_TOLERANCE = 1.3
"""Steps a label may stand off its row: one wrapped line above it, and some."""

COLUMN_TOLERANCE = 2.2
"""Steps a label may stand left or right of the label column, indented ones aside."""

STEP_BOUNDS = (0.55, 3.5)
"""Row step over a label's height: rows neither overlap nor stand far apart."""

INDENT_STEPS = 1.75
"""How far RT/RW, Kel/Desa and Kecamatan stand to the right of the other labels, in row steps."""

VALUE_STEPS = 7.1
"""From the labels' left edge to the values' colon, in row steps (measured on the public layout)."""

ASPECT = 85.6 / 53.98
"""ISO 7810 ID-1, width over height."""

TOP_STEPS, LEFT_SHARE = 7.2, 0.058
"""On the public layout the name stands 7.2 row steps below the card's top, labels at 5.8 % of its width."""

STEPS_HIGH = 22.4
"""Height of the card in row steps."""

PHOTO_STEPS = 22.9
"""From the labels' left edge to the photo's, in row steps."""


@dataclass(frozen=True)
class Label:
    """A label found on the card."""

    row: str
    piece: Piece
    score: float


@dataclass(frozen=True)
class Rows:
    """One card's rows. `step`: pixels from row to row; `heights`: y of each row's middle, by row name.

    `left`: the labels' left edge at half height; `shear`: dx/dy of that edge.
    """

    labels: dict[str, Label]
    heights: dict[str, float]
    step: float
    left: float
    shear: float = 0.0

    @property
    def value_left(self) -> float:
        """Where the values' colons stand on the public layout."""
        return self.left + VALUE_STEPS * self.step

    @property
    def photo_left(self) -> float:
        """Where the photo begins on the public layout."""
        return self.left + PHOTO_STEPS * self.step


def find_rows(pieces: Sequence[Piece]) -> list[Rows]:
    """The rows of every KTP among the pieces of lines, most labels first."""
    labels = [
        Label(found.row, piece, found.score)
        for piece in pieces
        if (found := match_label(piece.text)) is not None
    ]
    result: list[Rows] = []
    while len(labels) >= MIN_LABELS:
        chosen = _consistent(labels)
        if len(chosen) < MIN_LABELS:
            break
        if not _is_of_card(chosen):
            labels = [label for label in labels if label not in chosen]
            continue
        rows = _rows(chosen)
        result.append(rows)
        labels = [label for label in labels if label not in chosen and not _inside(label, rows)]
    return sorted(result, key=lambda rows: -len(rows.labels))


def _is_of_card(labels: Sequence[Label]) -> bool:
    """Whether these rows are a card's, not an identity block's in a letter."""
    rows = {label.row for label in labels}
    return bool(rows & CARD_ROWS) and len(rows & FORMAL_ROWS) >= MIN_FORMAL


def _inside(label: Label, rows: Rows) -> bool:
    tops = rows.heights.values()
    is_high = min(tops) - rows.step <= label.piece.middle <= max(tops) + 2 * rows.step
    return is_high and rows.left - 2 * rows.step <= label.piece.left <= rows.photo_left


def _column(label: Label, step: float) -> float:
    """The label column's x according to this label."""
    return label.piece.left - (INDENT_STEPS * step if label.row in INDENTED else 0.0)


def _consistent(labels: Sequence[Label]) -> list[Label]:
    """The largest set of labels that can be of one card: right order, one column, even rows."""
    best: list[Label] = []
    best_score = 0.0
    for one in labels:
        for two in labels:
            rows = HEIGHT_OF[two.row] - HEIGHT_OF[one.row]
            if rows <= 0:
                continue
            step = (two.piece.middle - one.piece.middle) / rows
            if not STEP_BOUNDS[0] * one.piece.height <= step <= STEP_BOUNDS[1] * one.piece.height:
                continue
            chosen = _supporters(labels, one, step)
            score = sum(label.score for label in chosen)
            if score > best_score:
                best, best_score = chosen, score
    return best


def _supporters(labels: Sequence[Label], origin: Label, step: float) -> list[Label]:
    column = _column(origin, step)
    by_row: dict[str, tuple[float, Label]] = {}
    for label in labels:
        aside = abs(_column(label, step) - column)
        expected = origin.piece.middle + (HEIGHT_OF[label.row] - HEIGHT_OF[origin.row]) * step
        off = abs(label.piece.middle - expected)
        if aside > COLUMN_TOLERANCE * step or off > ROW_TOLERANCE * step:
            continue
        cost = off + 0.3 * aside - label.score * step
        if label.row not in by_row or cost < by_row[label.row][0]:
            by_row[label.row] = (cost, label)
    return _in_order([label for _, label in by_row.values()])


def _in_order(labels: list[Label]) -> list[Label]:
    """The longest chain whose rows go down as their places do."""
    chains: list[list[Label]] = []
    for label in sorted(labels, key=lambda label: label.piece.middle):
        before = [chain for chain in chains if HEIGHT_OF[chain[-1].row] < HEIGHT_OF[label.row]]
        chains.append([*max(before, key=len, default=[]), label])
    return max(chains, key=len, default=[])


def _rows(labels: list[Label]) -> Rows:
    places = np.array([HEIGHT_OF[label.row] for label in labels])
    ys = np.array([label.piece.middle for label in labels])
    step = float(np.median(np.diff(ys) / np.diff(places)))
    columns = np.array([_column(label, step) for label in labels])
    shear = _shear(columns, ys)
    heights = {row: _between(place, places, ys, step) for row, place in HEIGHT_OF.items()}
    left = float(np.median(columns - shear * (ys - ys.mean())))
    return Rows({label.row: label for label in labels}, heights, step, left, shear)


def _shear(columns: np.ndarray, ys: np.ndarray) -> float:
    """dx/dy of the label column: the median over pairs far apart (Theil-Sen), which outliers leave alone."""
    far = (ys.max() - ys.min()) / 3
    pairs = [(i, j) for i in range(len(ys)) for j in range(i) if abs(ys[i] - ys[j]) >= far]
    if len(pairs) < 3:
        return 0.0
    return float(np.median([(columns[i] - columns[j]) / (ys[i] - ys[j]) for i, j in pairs]))


def _between(place: float, places: np.ndarray, ys: np.ndarray, step: float) -> float:
    """Height of a row: its label's, between its neighbours', or steps beyond the last."""
    if place < places[0]:
        return float(ys[0] - (places[0] - place) * step)
    if place > places[-1]:
        return float(ys[-1] + (place - places[-1]) * step)
    return float(np.interp(place, places, ys))


def anchor_count(texts: Sequence[str]) -> int:
    """How many of the texts are labels or headers of a KTP: they show a card's turn."""
    return sum(1 for text in texts if match_label(text) is not None or is_header(text))


def outline(rows: Rows) -> list[tuple[float, float]]:
    """The card's corners in region pixels, from its rows and columns (clockwise from the top left)."""
    height = STEPS_HIGH * rows.step
    width = ASPECT * height
    left, top = rows.left - LEFT_SHARE * width, rows.heights["nama"] - TOP_STEPS * rows.step
    return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]


def rows_by_template(left: float, top: float, height: float) -> Rows:
    """The rows where the public layout has them on a card of that height at that place: no label was read."""
    step = height / STEPS_HIGH
    heights = {row: top + (TOP_STEPS + place) * step for row, place in HEIGHT_OF.items()}
    return Rows({}, heights, step, left + LEFT_SHARE * ASPECT * height)
