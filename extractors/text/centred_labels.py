"""A form's labels that stand at the middle of a value of two lines, so that no line of it is on their row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.fields.labels import label_at
from extractors.text.key_values import lead_end
from extractors.text.rows import Row

STEP, UNEVEN = 2.6, 2.5
"""Line heights between the two lines at most, and times that one of them lies farther from the label."""
HANGS = 2.0
"""Line heights by which they begin apart at most: behind a colon, or below it."""
_NUMBER = re.compile(r"\W*(?:\d{1,2}|[a-z])\W*")
"""What a form counts its lines with, in a cell of its own."""


def raised(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, such labels before the first line of their value."""
    return tuple(_raised(rows))


def _raised(rows: Sequence[Row]) -> Iterator[Row]:
    lone = {at for at in range(1, len(rows) - 1) if _is_centred(*rows[at - 1 : at + 2])}
    for at, row in enumerate(rows):
        if at + 1 in lone:
            yield replace(row, cells=(*rows[at + 1].cells, *row.cells))
        elif at not in lone:
            yield row


def _is_centred(above: Row, row: Row, below: Row) -> bool:
    """Whether a row is a label alone, midway between two lines of what stands behind it."""
    *numbers, label = row.cells
    text = label.text[lead_end(label.text) :]
    hit = label_at(text)
    is_label = hit is not None and not any(map(str.isalnum, text[hit[1] :]))
    if not is_label or not all(_NUMBER.fullmatch(cell.text) for cell in numbers):
        return False
    lines = (above, row, below)
    if len({one.page for one in lines}) > 1 or min(above.span.x0, below.span.x0) < label.x1:
        return False
    up, down = (low.span.middle - high.span.middle for high, low in pairwise(lines))
    height = max(above.span.height, below.span.height)
    is_midway = 0 < max(up, down) < UNEVEN * min(up, down) and up + down < STEP * height
    return is_midway and abs(above.span.x0 - below.span.x0) < HANGS * height
