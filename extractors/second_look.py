"""A second reading where it pays: RapidOCR on numbers and on weak lines, 0.03-0.08 s each.

Tesseract gets a 16-digit number right on 72-80 % of lines, RapidOCR on all that were measured (issue 3).
"""

import re
from collections.abc import Sequence

import numpy as np

from extractors import second_reader
from extractors.imaging import Pixels, crop
from extractors.indonesian import DIGITISH
from models.field import Box
from models.page import Line, Word

MIN_DIGITS = 8
"""Telephones have nine digits at least; one may be lost."""
WEAK_LINE = 0.70
"""Mean word confidence below which a line is read again."""
MAX_WEAK_LINES = 24
"""More weak lines than this: the page as a whole needs the other engine."""
TRUSTED_SECOND = 0.90
"""A second reading this sure replaces a weak line's text."""
HOPELESS_FIRST = 0.55
_RUN = re.compile(rf"{DIGITISH}(?:[\s.\-]?{DIGITISH}){{{MIN_DIGITS - 1},}}")
_NUMBER_LABEL = re.compile(r"\b(?:NIK|KTP|HP|WA|Telp|Telepon)\b", re.I)
_MARGIN = 0.25
"""Of the line's height, around the crop."""


def look_again(lines: Sequence[Line], pixels: Pixels) -> tuple[Line, ...]:
    """The lines (boxes: fractions of `pixels`) with second readings where they hold numbers or are weak."""
    weak = [index for index, line in enumerate(lines) if _is_weak(line)]
    chosen = {index: line_part(lines[index]) for index in range(len(lines)) if holds_number(lines[index])}
    if len(weak) <= MAX_WEAK_LINES:
        chosen |= {index: lines[index].box for index in weak}
    order = sorted(chosen)
    readings = second_reader.read_lines([_cut(pixels, chosen[index]) for index in order])
    result = list(lines)
    for index, reading in zip(order, readings, strict=True):
        if reading.text:
            result[index] = _merged(lines[index], reading, index in weak)
    return tuple(result)


def holds_number(line: Line) -> bool:
    """Whether the line holds a long number, or names one."""
    text = line.text
    return any(sum(c.isdigit() for c in m[0]) >= MIN_DIGITS - 2 for m in _RUN.finditer(text)) or (
        bool(_NUMBER_LABEL.search(text)) and sum(c.isdigit() for c in text) >= 5
    )


def _is_weak(line: Line) -> bool:
    letters = sum(c.isalnum() for c in line.text)
    return letters >= 3 and float(np.mean([word.confidence for word in line.words])) < WEAK_LINE


def line_part(line: Line) -> Box:
    """The part of the line that holds its numbers: from the first word with a digit to the last."""
    marked = [i for i, word in enumerate(line.words) if any(c.isdigit() for c in word.text)]
    if not marked:
        return line.box
    words: tuple[Word, ...] = line.words[max(0, marked[0] - 1) : marked[-1] + 2]
    return (
        words[0].box[0],
        min(w.box[1] for w in words),
        words[-1].box[2],
        max(w.box[3] for w in words),
    )


def _cut(pixels: Pixels, box: Box) -> Pixels:
    height, width = pixels.shape[:2]
    pad = _MARGIN * (box[3] - box[1]) * height
    grown = (box[0] - pad / width, box[1] - pad / height, box[2] + pad / width, box[3] + pad / height)
    return crop(pixels, grown)


def _merged(line: Line, reading: second_reader.Reading, is_weak: bool) -> Line:
    first = float(np.mean([word.confidence for word in line.words]))
    score = min(1.0, reading.score)
    if is_weak and score >= TRUSTED_SECOND and first < HOPELESS_FIRST:
        other = second_reader.as_line(reading, line.box)
        return Line(words=other.words, box=line.box, second=line.text, second_confidence=first)
    return line.model_copy(update={"second": reading.text, "second_confidence": score})
