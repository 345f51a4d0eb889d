"""Which way up a page is, at little cost: profiles tell lying lines, words tell upside down."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors import second_reader
from extractors.imaging import Pixels, Quad, as_pixels, crop, ink, rotate, small_grey
from extractors.straighten import laid_flat
from models.field import Box
from models.page import Line

WORK_SIDE = 900
"""Pixels; lines of print are still 6 px high."""
SIDEWAYS_RATIO = 1.35
"""How much stronger the stripes across the page must be before its lines are taken to stand."""
EDGE = 0.04
"""Share of each side left out: scanners leave black strips there."""
RULE = 45
"""Pixels on the small copy; longer straight runs are no print."""
LOOKED_AT, LOOK_SIDE = 8, 1600
"""Longest lines that are recognised both ways up, and the pixels of the side on which they are looked for."""
FEW_LINES, LINE_BEGINNING = 4, 12
"""Lines that tesseract found which are recognised both ways up, and how much of each, in line heights."""
UNSURE_SHARES = (0.35, 0.65)
"""Between these the lines found may be no lines; print gives .17 to .33 on its head, .67 to .81 upright (24
pages of the tune split)."""


def is_sideways(pixels: Pixels) -> bool:
    """Whether lines of print run from top to bottom: their stripes show in the column sums.

    A sheet photographed at a slant is laid flat first: slanting lines make no stripes, its edges do.
    """
    mask = _print_only(ink(laid_flat(small_grey(pixels, WORK_SIDE))))
    return _stripes(mask, axis=0) > SIDEWAYS_RATIO * _stripes(mask, axis=1)


def _print_only(mask: Pixels) -> Pixels:
    """The ink without the page's border, long rules, toner streaks and dust."""
    height, width = mask.shape
    edge_y, edge_x = int(EDGE * height), int(EDGE * width)
    inner = mask[edge_y : height - edge_y, edge_x : width - edge_x]
    across = cv2.morphologyEx(inner, cv2.MORPH_OPEN, np.ones((1, RULE), np.uint8))
    down = cv2.morphologyEx(inner, cv2.MORPH_OPEN, np.ones((RULE, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    return as_pixels(cv2.morphologyEx(cv2.subtract(inner, rules), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)))


def are_lying(lines: Sequence[Line], width: int, height: int) -> bool:
    """Whether most words are wider than high: tesseract also reads blocks that stand on their side."""
    words = _sure_words(lines)
    return count_lying(lines, width, height) >= 0.5 * len(words)


def count_lying(lines: Sequence[Line], width: int, height: int) -> int:
    """Words, surely read, that are wider than high."""
    return sum((x1 - x0) * width > (y1 - y0) * height for x0, y0, x1, y1 in _sure_words(lines))


def _sure_words(lines: Sequence[Line]) -> list[Box]:
    return [
        word.box for line in lines for word in line.words if len(word.text) >= 4 and word.confidence > 0.5
    ]


def upright_share(pixels: Pixels, lines: Sequence[Line] = ()) -> float | None:
    """0..1: how far the page's lines, recognised both ways up, speak for this one; None without lines.

    `lines`: level lines found on the page, whatever was read in them: of print that stands on its head they
    are enough. Else RapidOCR's detection finds them, also in handwriting and faint print.
    """
    share = _share([_beginning(pixels, line.box) for line in _longest(lines)])
    if share is not None and not UNSURE_SHARES[0] < share < UNSURE_SHARES[1]:
        return share
    quads = sorted(second_reader.detect(pixels, LOOK_SIDE), key=_reach, reverse=True)[:LOOKED_AT]
    return _share([second_reader.cut(pixels, quad) for quad in quads])


def _longest(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.box[0] - line.box[2])[:FEW_LINES]


def _beginning(pixels: Pixels, box: Box) -> Pixels:
    """The line, cut where it is longer than what is needed."""
    line = crop(pixels, box)
    return line[:, : LINE_BEGINNING * line.shape[0]]


def _share(crops: Sequence[Pixels]) -> float | None:
    """How far these lines speak for the way up in which they are given."""
    if not crops:
        return None
    readings = second_reader.read_lines([*crops, *(rotate(line, 180) for line in crops)])
    worth = [reading.score * len(reading.text) for reading in readings]
    upright, total = sum(worth[: len(crops)]), sum(worth)
    return upright / total if total > 0 else None


def _reach(quad: Quad) -> float:
    """How wide a line is, in pixels."""
    return float(np.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1]))


def _stripes(mask: np.ndarray, axis: int) -> float:
    """How sharply ink changes from one line of pixels to the next along the other axis."""
    profile = mask.sum(axis=axis, dtype=np.float64) / 255.0 / mask.shape[axis]
    return float(np.square(np.diff(profile)).mean())


def print_outside(pixels: Pixels, boxes: Sequence[Box]) -> float:
    """Share of the page under print-like ink that no box (fractions of the page) covers."""
    mask = ink(small_grey(pixels, WORK_SIDE))
    height, width = mask.shape
    for x0, y0, x1, y1 in boxes:
        mask[int(y0 * height) : int(y1 * height) + 2, int(x0 * width) : int(x1 * width) + 2] = 0
    return float(np.count_nonzero(_print_only(mask))) / mask.size
