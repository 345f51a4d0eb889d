"""Which way up a page is, by its words: whether they lie, and in which of two ways up they can be read."""

from collections.abc import Sequence

import numpy as np

from extractors.engines import rapidocr
from extractors.image.pixels import Pixels, Quad, crop, rotate
from models.field import Box
from models.page import Line

LOOKED_AT, LOOK_SIDE = 8, 1600
"""Longest lines that are recognised both ways up, and the pixels of the side on which they are looked for."""
FEW_LINES, LINE_BEGINNING = 4, 12
"""Lines that tesseract found which are recognised both ways up, and how much of each, in line heights."""
UNSURE_SHARES = (0.35, 0.65)
"""Between these the lines found may be no lines; print gives .17 to .33 on its head, .67 to .81 upright (24
pages of the tune split)."""


def lying_words(lines: Sequence[Line], pixels: Pixels) -> tuple[int, int]:
    """How many of the words surely read are wider than high, and how many were: tesseract also reads blocks
    that stand on their side."""
    height, width = pixels.shape[:2]
    words = [word for line in lines for word in line.words if len(word.text) >= 4 and word.confidence > 0.5]
    lying = sum((x1 - x0) * width > (y1 - y0) * height for x0, y0, x1, y1 in (word.box for word in words))
    return lying, len(words)


def upright_share(pixels: Pixels, lines: Sequence[Line] = ()) -> float | None:
    """0..1: how far the page's lines, recognised both ways up, speak for this one; None without lines.

    `lines`: level lines found on the page, whatever was read in them: of print that stands on its head they
    are enough. Else RapidOCR's detection finds them, also in handwriting and faint print.
    """
    share = _share([_beginning(pixels, line.box) for line in _longest(lines)])
    if share is not None and not UNSURE_SHARES[0] < share < UNSURE_SHARES[1]:
        return share
    quads = sorted(rapidocr.detect(pixels, LOOK_SIDE), key=_reach, reverse=True)[:LOOKED_AT]
    return _share([rapidocr.cut(pixels, quad) for quad in quads])


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
    readings = rapidocr.read_lines([*crops, *(rotate(line, 180) for line in crops)])
    weights = [reading.score * len(reading.text) for reading in readings]
    upright, total = sum(weights[: len(crops)]), sum(weights)
    return upright / total if total > 0 else None


def _reach(quad: Quad) -> float:
    """How wide a line is, in pixels."""
    return float(np.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1]))
