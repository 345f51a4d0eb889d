"""Print that a stamp or signature hid from tesseract: it takes the whole block for a picture.

Where a mark has no line of print just below or across it, RapidOCR reads that spot; coloured ink is taken
away first where the scan has colour.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors import second_reader
from extractors.imaging import Pixels, as_pixels, crop
from models.field import Box
from models.page import Line, Mark, MarkKind, Word

MIN_LETTERS = 4
SURE_PRINT = 0.5
"""Mean word confidence of a line that counts as read."""
TRUSTED = 0.72
"""RapidOCR's mean probability of a line worth keeping; arcs of a stamp's text score lower."""
UNDER_INK = 0.7
"""What is read through a stamp is right less often than its score says; a person should look."""
BELOW, ABOVE, BESIDE = 0.028, 0.022, 0.08
"""How far around a mark (page height, height, width) its name and office stand."""
SATURATED, BRIGHT = 70, 70
"""Ink of pens and stamp pads: colourful and not black (HSV, 0..255)."""
LARGEST_LINE = 1.7
"""Times the usual height; higher lines are not the print that was lost."""


def lost_lines(pixels: Pixels, lines: Sequence[Line], marks: Sequence[Mark]) -> tuple[Line, ...]:
    """Lines of print around marks (boxes: fractions of the page) that `lines` lack."""
    spots = _merged([_around(mark.box) for mark in marks if _hides(mark, lines)])
    found = [line for spot in spots for line in _read_spot(pixels, spot)]
    usual = float(np.median([line.box[3] - line.box[1] for line in lines])) if lines else 1.0
    return tuple(line for line in found if _is_new(line, lines, usual))


def _hides(mark: Mark, lines: Sequence[Line]) -> bool:
    """Whether no name-like line was read just below the mark; a stamp may also hide the office above."""
    near = [line for line in lines if _touches(line.box, _around(mark.box)) and _is_print(line)]
    middle = (mark.box[1] + mark.box[3]) / 2
    has_below = any((line.box[1] + line.box[3]) / 2 > middle for line in near)
    needed = 2 if mark.kind is MarkKind.STEMPEL else 1
    return not has_below or len(near) < needed


def _is_print(line: Line) -> bool:
    letters = sum(c.isalpha() for c in line.text)
    return letters >= MIN_LETTERS and float(np.mean([word.confidence for word in line.words])) >= SURE_PRINT


def _around(box: Box) -> Box:
    return (
        max(0.0, box[0] - BESIDE),
        max(0.0, box[1] - ABOVE),
        min(1.0, box[2] + BESIDE),
        min(1.0, box[3] + BELOW),
    )


def _touches(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _merged(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that touch become one."""
    merged: list[Box] = []
    for box in boxes:
        touching = [other for other in merged if _touches(box, other)]
        merged = [other for other in merged if other not in touching]
        group = [box, *touching]
        merged.append((
            min(b[0] for b in group), min(b[1] for b in group), max(b[2] for b in group),
            max(b[3] for b in group)
        ))  # fmt: skip
    return merged


def _read_spot(pixels: Pixels, spot: Box) -> list[Line]:
    lines = second_reader.read_part(without_colour(crop(pixels, spot)), spot, pixels.shape[:2])
    return [line.model_copy(update={"words": tuple(_doubted(word) for word in line.words)}) for line in lines]


def _doubted(word: Word) -> Word:
    return word.model_copy(update={"confidence": UNDER_INK * word.confidence})


def without_colour(pixels: Pixels) -> Pixels:
    """Coloured ink turned to paper; black print stays."""
    hsv = cv2.cvtColor(pixels, cv2.COLOR_BGR2HSV)
    is_ink = (hsv[..., 1] > SATURATED) & (hsv[..., 2] > BRIGHT)
    is_ink = cv2.dilate(as_pixels(is_ink * 255), np.ones((3, 3), np.uint8)) > 0
    paper = np.median(pixels.reshape(-1, 3), axis=0)
    cleaned = pixels.copy()
    cleaned[is_ink] = paper
    return cleaned


def _is_new(line: Line, lines: Sequence[Line], usual: float) -> bool:
    mean = float(np.mean([word.confidence for word in line.words])) / UNDER_INK if line.words else 0.0
    is_sized = line.box[3] - line.box[1] < LARGEST_LINE * usual
    is_text = sum(c.isalpha() for c in line.text) >= MIN_LETTERS
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    is_known = any(
        b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in (other.box for other in lines if _is_print(other))
    )
    return mean >= TRUSTED and is_sized and is_text and not is_known
