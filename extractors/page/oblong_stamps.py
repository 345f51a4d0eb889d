"""What oblong stamps in colour say, however they are turned: that a page counts no more ("BATAL"), or that
the office received it, a stamp that is not the sender's."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.engines import rapidocr
from extractors.image.pixels import Pixels, as_pixels, crop
from extractors.marks.framed_stamp import LIGHT, SATURATED
from extractors.marks.marks import OTHER
from extractors.marks.receipt_stamp import is_in
from extractors.text.own_lines import RECEIVED, is_offices
from extractors.text.stamp_duty import says
from extractors.text.voided import says_void
from models.page import SEEN, Mark, MarkKind

LEAST_INK = 0.02
"""Share of its box that the coloured ink of a stamp covers at least."""
ASPECT = 1.3
"""Long over short side of what such a stamp takes up; a round one has 1."""
EDGE = 12
"""Pixels of paper around a stamp's rows, without which those at its edge are not found."""
INNER = (0.96, 0.92)
"""Shares of its sides within a stamp's frame."""


def is_stamped_void(pixels: Pixels, marks: Sequence[Mark]) -> bool:
    """Whether a coloured oblong stamp among the marks of this page (HxWx3) says so, however it is turned."""
    stamps = (mark.box for mark in marks if mark.kind is MarkKind.STEMPEL)
    upright = [found for box in stamps if (found := _upright(crop(pixels, box))) is not None]
    return any(says_void(reading.text) for reading in rapidocr.read_lines(upright)) if upright else False


def without_receipts(pixels: Pixels, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks, those in a stamp of receipt no sure ones: tesseract reads only large rows that lie level."""
    sure = [mark.box for mark in marks if mark.kind is MarkKind.STEMPEL and mark.score >= SEEN]
    receipts = [box for box in sure if _is_receipt(crop(pixels, box))]
    return tuple(
        mark.model_copy(update={"score": min(mark.score, OTHER)}) if is_in(receipts, mark.box) else mark
        for mark in marks
    )


def _is_receipt(part: Pixels) -> bool:
    """Whether a part of the page holds an oblong stamp of receipt: its coloured ink says so, laid level; of a
    pale or grey one, or one on paper so dim that no ink alone can be read, the part as it is."""
    stamp = _upright(part)
    if stamp is not None:
        edged = cv2.copyMakeBorder(stamp, EDGE, EDGE, EDGE, EDGE, cv2.BORDER_CONSTANT, value=(255.0,))
        rows = rapidocr.read(as_pixels(cv2.cvtColor(edged, cv2.COLOR_GRAY2BGR)))
        if rows:
            return any(says(row, RECEIVED) for row in rows)
    height, width = part.shape[:2]
    return width > ASPECT * height > 0 and is_offices(rapidocr.read(part))


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
    turn = cv2.getRotationMatrix2D(middle, (angle + 90.0) % 180.0 - 90.0, 1.0)
    paper = np.where(is_ink, 0, 255).astype(np.uint8)
    level = cv2.warpAffine(paper, turn, part.shape[1::-1], borderValue=(255.0,))
    size = (max(1, round(INNER[0] * wide)), max(1, round(INNER[1] * high)))
    return as_pixels(cv2.getRectSubPix(level, size, middle))
