"""A letter's head set as a column beside its text: each label with its value right below it."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.fields.labels import is_label, label_at
from extractors.fields.span import TextSpan

ALIGNED, BELOW, ANY_GAP, STEP = 1.6, 2.4, 6.0, 3.0
"""Word heights: between the beginnings of two lines of the column, below each other; from a label down to its
value; between two lines of the column at most, and of the text beside it where that begins above."""
LEAST_LABELS, LEAST_BESIDE = 3, 5
"""Labels over their values, and lines of text beside the column, at least."""


def side_column(cells: Sequence[TextSpan]) -> list[TextSpan]:
    """The lines of the column, from top to bottom; none where the page has no such column. `cells`: of a
    page, from top to bottom."""
    for at, cell in enumerate(cells):
        if _is_label(cell):
            column = _down_from(cell, cells[at + 1 :])
            if _is_stacked(column) and _stands_beside(column, cells):
                return column
    return []


def above(column: Sequence[TextSpan], cells: Sequence[TextSpan]) -> list[TextSpan]:
    """The cells above the column and above the text beside it, which may begin higher up."""
    edge, top = max(cell.x1 for cell in column), column[0].middle
    for cell in reversed(cells):
        if cell.x0 > edge and cell.middle < top and top - cell.middle < STEP * cell.height:
            top = cell.middle
    return [cell for cell in cells if cell.middle < top]


def as_rows(column: Sequence[TextSpan]) -> list[tuple[TextSpan, ...]]:
    """The column's lines as a head has them: each label with a colon and its value behind it, but for the
    addressee, who stands below a "Kepada" in any letter."""
    rows: list[tuple[TextSpan, ...]] = []
    for cell in column:
        label = rows[-1][-1] if rows else None
        if label and _is_label(label) and not (_is_label(cell) or _is_addressees(label)):
            rows[-1] = (_with_colon(label), cell)
        else:
            rows.append((cell,))
    return rows


def _is_addressees(label: TextSpan) -> bool:
    hit = label_at(label.text)
    return hit is not None and hit[0] == "kepada"


def _with_colon(label: TextSpan) -> TextSpan:
    *before, last = label.tokens
    return TextSpan((*before, last.corrected(f"{last.text.rstrip(' :.')}:")))


def _down_from(first: TextSpan, below: Sequence[TextSpan]) -> list[TextSpan]:
    """The cells that begin one below the other; a sheet that lies askew moves them little by little."""
    column = [first]
    for cell in below:
        last = column[-1]
        height = max(last.height, cell.height)
        is_aligned = abs(cell.x0 - last.x0) < ALIGNED * height
        if is_aligned and last.height < cell.middle - last.middle < ANY_GAP * height:
            column.append(cell)
    return column


def _is_stacked(column: Sequence[TextSpan]) -> bool:
    """Whether most labels stand over their values, and enough of them."""
    over = [two for one, two in pairwise(column) if _is_label(one) and _is_near(one, two)]
    stacked = sum(not _is_label(two) for two in over)
    return stacked >= LEAST_LABELS and stacked > len(over) - stacked


def _is_near(one: TextSpan, two: TextSpan) -> bool:
    return two.middle - one.middle < BELOW * max(one.height, two.height)


def _stands_beside(column: Sequence[TextSpan], cells: Sequence[TextSpan]) -> bool:
    """Whether text runs right of the column, all along it, and nothing else stands there."""
    top, foot = column[0].middle, column[-1].middle
    own = set(map(id, column))
    beside = [cell for cell in cells if top <= cell.middle <= foot and id(cell) not in own]
    edge = max(cell.x1 for cell in column)
    return len(beside) >= LEAST_BESIDE and all(cell.x0 > edge for cell in beside)


def _is_label(cell: TextSpan) -> bool:
    return is_label(cell.text.rstrip(" :."))
