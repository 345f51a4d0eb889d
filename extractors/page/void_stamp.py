"""A stamp across a page that says that it counts no more ("BATAL")."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.engines import rapidocr
from extractors.image.pixels import Pixels, as_pixels, crop
from extractors.marks.framed_stamp import LIGHT, SATURATED
from extractors.text.voided import says_void
from models.page import Mark, MarkKind

LEAST_INK = 0.02
"""Share of its box that the coloured ink of a stamp covers at least."""
ASPECT = 1.3
"""Long over short side of what such a stamp takes up; a round one has 1."""
INNER = (0.96, 0.92)
"""Shares of its sides within a stamp's frame."""


def is_stamped_void(pixels: Pixels, marks: Sequence[Mark]) -> bool:
    """Whether a coloured oblong stamp among the marks of this page (HxWx3) says so, however it is turned."""
    stamps = (mark.box for mark in marks if mark.kind is MarkKind.STEMPEL)
    upright = [found for box in stamps if (found := _upright(crop(pixels, box))) is not None]
    return any(says_void(reading.text) for reading in rapidocr.read_lines(upright)) if upright else False


def _upright(part: Pixels) -> Pixels | None:
    """The coloured ink alone, black on white, its long side level; None where it is little or as high as
    wide."""
    if part.ndim != 3 or not part.size:
        return None
    _, saturation, value = cv2.split(cv2.cvtColor(part, cv2.COLOR_BGR2HSV))
    is_ink = (saturation > SATURATED) & (value > LIGHT)
    if is_ink.mean() < LEAST_INK:
        return None
    points: NDArray[np.float32] = np.argwhere(is_ink)[:, ::-1].astype(np.float32)
    middle, (wide, high), angle = cv2.minAreaRect(points)
    if wide < high:
        wide, high, angle = high, wide, angle - 90.0
    if wide < ASPECT * high:
        return None
    turn = cv2.getRotationMatrix2D(middle, angle, 1.0)
    paper = np.where(is_ink, 0, 255).astype(np.uint8)
    level = cv2.warpAffine(paper, turn, part.shape[1::-1], borderValue=(255.0,))
    size = (max(1, round(INNER[0] * wide)), max(1, round(INNER[1] * high)))
    return as_pixels(cv2.getRectSubPix(level, size, middle))
