"""Which way up a page is, at little cost: profiles tell lying lines, words tell upside down."""

import re
from collections.abc import Sequence

import cv2
import numpy as np

from extractors import second_reader
from extractors.imaging import Pixels, Quad, as_pixels, grey, ink, rotate, shrink
from extractors.straighten import laid_flat
from models.field import Box
from models.page import Line

WORK_SIDE = 900
"""Pixels; lines of print are still 6 px high."""
SIDEWAYS_RATIO = 1.35
"""How much stronger the stripes across the page must be before its lines are taken to stand."""
GOOD_LEGIBILITY = 0.62
"""Upright print stays above, upside-down print below, also on poor copies."""
EDGE = 0.04
"""Share of each side left out: scanners leave black strips there."""
RULE = 45
"""Pixels on the small copy; longer straight runs are no print."""
MIN_HEIGHTS = 6
MIN_LETTERS = 25
"""Fewer letters say nothing of orientation."""
LOOKED_AT, LOOK_SIDE = 8, 1600
"""Longest lines that are recognised both ways up, and the pixels of the side on which they are looked for."""
_SQUEEZE = re.compile(r"[^a-z0-9]+")


def is_sideways(pixels: Pixels) -> bool:
    """Whether lines of print run from top to bottom: their stripes show in the column sums.

    A sheet photographed at a slant is laid flat first: slanting lines make no stripes, its edges do.
    """
    small, _ = shrink(grey(pixels), WORK_SIDE)
    mask = _print_only(ink(laid_flat(small)))
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


def upright_share(pixels: Pixels) -> float | None:
    """0..1: how far the page's lines, recognised both ways up, speak for this one; None without lines.

    RapidOCR's detection and two recognitions of a few lines: it also reads handwriting and faint print,
    on which tesseract's words are noise either way.
    """
    quads = sorted(second_reader.detect(pixels, LOOK_SIDE), key=_reach, reverse=True)[:LOOKED_AT]
    crops = [second_reader.cut(pixels, quad) for quad in quads]
    if not crops:
        return None
    readings = second_reader.read_lines([*crops, *(rotate(crop, 180) for crop in crops)])
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


def legibility(lines: Sequence[Line]) -> float:
    """0..1: mean confidence of words with letters, by length; 0 where there are too few to tell."""
    words = [word for line in lines for word in line.words if sum(c.isalpha() for c in word.text) >= 3]
    letters = sum(len(word.text) for word in words)
    if letters < MIN_LETTERS:
        return 0.0
    return sum(word.confidence * len(word.text) for word in words) / letters


def uneven_heights(lines: Sequence[Line]) -> float:
    """Spread of the heights of words over three letters: standard deviation over mean; 0 for few words.

    Words half or twice as high as usual are left out: a frame's lines make print look uneven.
    """
    heights = np.array(
        [word.box[3] - word.box[1] for line in lines for word in line.words if len(word.text) > 3]
    )
    usual = float(np.median(heights)) if len(heights) else 0.0
    near = heights[(heights > usual / 2) & (heights < usual * 2)]
    return float(np.std(near) / np.mean(near)) if len(near) >= MIN_HEIGHTS else 0.0


def count_words(lines: Sequence[Line]) -> int:
    """Words of three letters and more."""
    return sum(1 for line in lines for word in line.words if sum(c.isalpha() for c in word.text) >= 3)


def squeezed_text(lines: Sequence[Line]) -> str:
    """The lines' text, lower case, letters and digits only: OCR's broken words still match."""
    return _SQUEEZE.sub("", " ".join(line.text for line in lines).lower())


def print_outside(pixels: Pixels, boxes: Sequence[Box]) -> float:
    """Share of the page under print-like ink that no box (fractions of the page) covers."""
    small, _ = shrink(grey(pixels), WORK_SIDE)
    mask = ink(small)
    height, width = mask.shape
    for x0, y0, x1, y1 in boxes:
        mask[int(y0 * height) : int(y1 * height) + 2, int(x0 * width) : int(x1 * width) + 2] = 0
    return float(np.count_nonzero(_print_only(mask))) / mask.size
