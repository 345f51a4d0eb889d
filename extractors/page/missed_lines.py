"""Lines of a handwritten page that were missed: touching ones, of which the detector made one box.

Such a box says nothing and is dropped. Between lines that were read then stands a band with ink, high enough
for a line. Looked at larger, the detector parts what it took for one.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from extractors.engines import rapidocr
from extractors.image.pixels import Pixels, as_pixels, crop
from extractors.image.workspace import Side, Workspace
from models.field import Box

FEWEST_LINES = 3
"""Of a page: fewer give no usual height."""
LEAST_GAP = 1.1
"""Heights of a line (the page's median) between two lines in which a line may have been missed."""
FAR, LEAST_SLIT = 1.6, 0.25
"""Times the page's usual step from one line to the next, and heights of a line left between their boxes, from
which one may have been missed where lines slant and their boxes meet: a photograph lost an address so."""
LARGER = 1.5
"""Times the scale at which the page was looked at: two touching lines of a training writer are parted at this
size, at 1 and 2 they are not (docs/recogniser.md)."""
AROUND = 0.35
"""Heights of a line shown above and below the band."""
LEAST_WIDTH = 0.3
"""Of the widest line: narrower ink between lines is a signature or a stamp, and no line of the text."""


def with_missed_lines(sheet: Pixels, seen: Sequence[rapidocr.SeenLine]) -> tuple[rapidocr.SeenLine, ...]:
    """The lines of a page (boxes in fractions of `sheet`) with those found in the bands between them."""
    if len(seen) < FEWEST_LINES:
        return tuple(seen)
    height = float(np.median([line.box[3] - line.box[1] for line in seen]))
    least = LEAST_WIDTH * max(line.box[2] - line.box[0] for line in seen)
    bands = _bands(sheet, seen, height, least)
    found = [line for band in bands for line in _lines_in(sheet, band, height, least)]
    return (
        tuple(sorted((*seen, *found), key=lambda line: (line.box[1], line.box[0]))) if found else tuple(seen)
    )


def _bands(sheet: Pixels, seen: Sequence[rapidocr.SeenLine], height: float, least: float) -> list[Box]:
    """Boxes between lines that hold ink as wide as a line's. `height`: of a line, `least`: the least width,
    both in fractions of the sheet."""
    mask = cv2.morphologyEx(Workspace(sheet).ink_at(Side.LOOK), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    found: list[Box] = []
    low = min(line.box[3] for line in seen)
    far = FAR * _usual_step([line.box for line in seen])
    ordered = sorted(seen, key=lambda line: line.box[1])
    last = _middle(ordered[0].box)
    for line in ordered:
        gap, step = line.box[1] - low, _middle(line.box) - last
        if gap > LEAST_GAP * height or (step > far and gap > LEAST_SLIT * height):
            rows = slice(round(low * len(mask)), round(line.box[1] * len(mask)))
            columns = np.flatnonzero(mask[rows].any(axis=0)) / mask.shape[1]
            if len(columns) and columns[-1] - columns[0] > least:
                left, right = float(columns[0]) - height, float(columns[-1]) + height
                found.append((max(0.0, left), low, min(1.0, right), line.box[1]))
        low = max(low, line.box[3])
        last = max(last, _middle(line.box))
    return found


def _usual_step(boxes: Sequence[Box]) -> float:
    """The median height from the middle of one line to the next one's below it."""
    rows = sorted(boxes, key=_middle)
    steps = [_middle(below) - _middle(above) for above, below in pairwise(rows) if below[0] < above[2]]
    return float(np.median(steps)) if steps else np.inf


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _lines_in(sheet: Pixels, band: Box, height: float, least: float) -> list[rapidocr.SeenLine]:
    """Lines whose middle lies in the band, read from a larger picture of it."""
    around = AROUND * height
    part = (band[0], max(0.0, band[1] - around), band[2], min(1.0, band[3] + around))
    scale = LARGER * min(1.0, rapidocr.MAX_DETECT_SIDE / max(sheet.shape[:2]))
    method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    larger = as_pixels(cv2.resize(crop(sheet, part), None, fx=scale, fy=scale, interpolation=method))
    lines = (
        replace(line, box=rapidocr.placed(line.box, part))
        for line in rapidocr.see(larger, max(larger.shape[:2]))
    )
    return [
        line
        for line in lines
        if band[1] < (line.box[1] + line.box[3]) / 2 < band[3] and line.box[2] - line.box[0] >= least
    ]
