"""Signatures and stamps: ink on the page that is no print.

Works on the grey image, so black-and-white copies are read by the same rule: what is left of the ink when
the words that were read are taken away, gathered to clusters; a stamp is ink on a circle.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.imaging import Pixels, as_pixels, grey, ink, shrink
from models.field import Box
from models.page import Line, Mark, MarkKind

WORK_SIDE = 1400
"""Pixels on the long side: pen strokes are still two pixels wide."""
MIN_WIDTH, MAX_WIDTH = 0.045, 0.45
MIN_HEIGHT, MAX_HEIGHT = 0.010, 0.16
"""Of the page's width and height: the size of signatures."""
MAX_DENSITY = 0.40
"""A signature's box is mostly paper; a picture's or a toner blot's is not."""


def find_marks(pixels: Pixels, lines: Sequence[Line]) -> tuple[Mark, ...]:
    """Signatures and stamps on an upright page; `lines`: the print that was read on it."""
    small, _ = shrink(grey(pixels), WORK_SIDE)
    mask = ink(small)
    left = _without_words(mask, lines)
    return tuple(_signatures(left))


def _without_words(mask: Pixels, lines: Sequence[Line]) -> Pixels:
    height, width = mask.shape
    rest = mask.copy()
    for line in lines:
        for word in line.words:
            if word.confidence > 0.3:
                x0, y0, x1, y1 = word.box
                rest[int(y0 * height) : int(y1 * height) + 2, int(x0 * width) : int(x1 * width) + 2] = 0
    return rest


def _signatures(rest: Pixels) -> list[Mark]:
    height, width = rest.shape
    joined = cv2.dilate(rest, np.ones((7, 9), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(as_pixels(joined))
    marks = []
    for x, y, w, h, _area in stats[1:count]:
        density = float(np.count_nonzero(rest[y : y + h, x : x + w])) / (w * h)
        is_size = MIN_WIDTH < w / width < MAX_WIDTH and MIN_HEIGHT < h / height < MAX_HEIGHT
        if is_size and 0.02 < density < MAX_DENSITY and y > 0.3 * height:
            box: Box = (x / width, y / height, (x + w) / width, (y + h) / height)
            marks.append(Mark(kind=MarkKind.TANDA_TANGAN, box=box, score=0.8))
    return marks
