"""A form's labels that stand at the middle of a value of two lines, or at the foot of one of more, so that no
line of it is on their row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.fields.span import TextSpan
from extractors.text.key_values import led_label
from extractors.text.rows import Row

STEP, UNEVEN = 2.6, 2.5
"""Line heights between the two lines at most, and times that one of them lies farther from the label."""
LOW = 0.8
"""Steps between its lines by which a label stands below the last one at most; another label stands lower."""
HANGS = 2.0
"""Line heights by which they begin apart at most: behind a colon, or below it."""
_NUMBER = re.compile(r"\W*(?:\d{1,2}|[a-z])\W*")
"""What a form counts its lines with, in a cell of its own."""


def raised(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, such labels before the first line of their value."""
    return tuple(_raised(rows))


def _raised(rows: Sequence[Row]) -> Iterator[Row]:
    firsts = {at: first for at in range(1, len(rows)) if (first := _first_line(rows, at)) is not None}
    labels = {first: rows[at].cells for at, first in firsts.items()}
    for at, row in enumerate(rows):
        if at not in firsts:
            yield replace(row, cells=(*labels[at], *row.cells)) if at in labels else row


def _first_line(rows: Sequence[Row], at: int) -> int | None:
    """The row in which the value of a label alone on its row begins, if that is above it."""
    if not _is_label(rows[at]):
        return None
    if at + 1 < len(rows) and _is_centred(*rows[at - 1 : at + 2]):
        return at - 1
    return _foot_of(rows, at)


def _foot_of(rows: Sequence[Row], at: int) -> int | None:
    """The first of the lines at whose foot a label stands: two at least, in one column and in step, the label
    nearer to the last one than that to the one before."""
    label, last = rows[at].span, rows[at - 1].span
    step = last.middle - rows[at - 2].span.middle if at > 1 else 0.0
    if rows[at - 1].page != rows[at].page or not 0 < label.middle - last.middle < LOW * step:
        return None
    first = at
    while first and _is_line_of(rows[first - 1], label, last):
        if first < at and rows[first].span.middle - rows[first - 1].span.middle > STEP * last.height:
            break
        first -= 1
    return first if at - first > 1 else None


def _is_line_of(row: Row, label: TextSpan, last: TextSpan) -> bool:
    """Whether a row has nothing in a label's column and begins where the value's last line does."""
    is_right = row.page == label.page and row.span.x0 > label.x1
    return is_right and abs(row.span.x0 - last.x0) < HANGS * last.height


def _is_label(row: Row) -> bool:
    """Whether a row is a label alone, or with its number."""
    *numbers, label = row.cells
    hit = led_label(label.text)
    is_alone = hit is not None and not any(map(str.isalnum, label.text[hit[2] :]))
    return is_alone and all(_NUMBER.fullmatch(cell.text) for cell in numbers)


def _is_centred(above: Row, row: Row, below: Row) -> bool:
    """Whether a row, a label alone, stands midway between two lines of what stands behind it."""
    lines = (above, row, below)
    if len({one.page for one in lines}) > 1 or min(above.span.x0, below.span.x0) < row.span.x1:
        return False
    up, down = (low.span.middle - high.span.middle for high, low in pairwise(lines))
    height = max(above.span.height, below.span.height)
    is_midway = 0 < max(up, down) < UNEVEN * min(up, down) and up + down < STEP * height
    return is_midway and abs(above.span.x0 - below.span.x0) < HANGS * height
