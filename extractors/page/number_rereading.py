"""A second reading where it pays: RapidOCR on numbers and on weak lines, 0.03-0.08 s each.

Tesseract gets a 16-digit number right on 72-80 % of lines, RapidOCR on all that were measured (issue 3).
"""

import re
from collections.abc import Sequence

import numpy as np

from extractors.engines import rapidocr
from extractors.engines.lost_blanks import with_lost_blanks
from extractors.fields.indonesian import DIGITISH
from extractors.fields.lexicon import words
from extractors.image.pixels import Pixels, crop_line
from models.field import Box, hull
from models.page import Line

MIN_DIGITS = 9
"""Telephones have nine digits at least."""
WEAK_LINE = 0.70
"""Mean word confidence below which a line is read again."""
MAX_WEAK_LINES = 24
"""More weak lines than this: the page as a whole needs the other engine."""
TRUSTED_SECOND = 0.90
"""A second reading this sure replaces a weak line's text: of 60 such lines of strangers' papers it was the
better one 57 times."""
HOPELESS = 0.55
"""Mean word confidence below which a line of print tells nothing of how legible its page is: a logo, a stamp.
With tesseract's own words there, too, one typed page of fourteen went to RapidOCR as a whole."""
_RUN = re.compile(rf"{DIGITISH}(?:[\s.\-()/+]{{0,2}}{DIGITISH}){{{MIN_DIGITS - 1},}}")
_MIN_TRUE = 6
"""Real digits in a run; fewer is a word of look-alike letters."""
_NOT_ASKED = re.compile(r"(?:Rp|IDR)\W*$|\brekening\b(?:(?!\bNIK\b)\D){0,40}$", re.I)
"""Before a sum of money or the number of an account: no field holds either."""
_LABELLED = re.compile(rf"\b(?:{'|'.join(words('numbers', 'labels'))})\b", re.I)
_LETTER_NUMBER = re.compile(r"(?i)\d[^/]{0,12}/.{1,30}[/J]\s?(?:19|20)\d\d|AHU\W?\d|\d/BH/")
"""Numbers of letters and of koperasi in law: Roman numerals and figures are easily mixed."""
BEHIND_LABEL = 30
"""Characters behind a label in which its number stands: an address has figures too, but far apart."""
_FIGURED_DATE = re.compile(r"(?<![\d/.-])\d{1,2}\s?([/.-])\s?\d{1,2}\s?\1\s?(?:20)?\d\d(?![\d/-])")
"""A date in figures alone has nothing that shows a lost stroke: 16/11/26 and 16/1/26."""
_MARGIN = 0.25
"""Of the line's height, around the crop."""


def reread(lines: Sequence[Line], pixels: Pixels) -> tuple[Line, ...]:
    """The lines (boxes: fractions of `pixels`) with second readings where they hold numbers or are weak."""
    weak = [index for index, line in enumerate(lines) if _is_weak(line)]
    chosen = {index: part for index, line in enumerate(lines) if (part := number_part(line))}
    if len(weak) <= MAX_WEAK_LINES:
        chosen |= {index: lines[index].box for index in weak}
    order = sorted(chosen)
    boxes = [chosen[index] for index in order]
    seen = rapidocr.see_lines([crop_line(pixels, box, _MARGIN) for box in boxes], boxes)
    result = list(lines)
    for index, found in zip(order, seen, strict=True):
        reading = with_lost_blanks(found) if index in weak else rapidocr.seen_text(found)
        if reading.text:
            result[index] = _merged(lines[index], reading, index in weak)
    return tuple(result)


def is_hopeless(line: Line) -> bool:
    """Whether tesseract could make nothing of the line."""
    return _sureness(line) < HOPELESS


def _is_weak(line: Line) -> bool:
    letters = sum(c.isalnum() for c in line.text)
    return letters >= 3 and _sureness(line) < WEAK_LINE


def _sureness(line: Line) -> float:
    return float(np.mean([word.confidence for word in line.words]))


def number_part(line: Line) -> Box | None:
    """The part of the line that holds its long numbers (sums of money and accounts left out), or None."""
    starts, text = [], ""
    for word in line.words:
        starts.append(len(text))
        text += word.text + " "
    if _FIGURED_DATE.search(text):
        return line.box
    spans = [match.span() for match in _RUN.finditer(text) if _is_number(match, text)]
    if formed := _LETTER_NUMBER.search(text):
        begin = min([formed.start(), *(start for start, _ in spans)])
        return hull([word.box for word in line.words[_first_word(text, starts, begin) :]])
    label = None if spans else _LABELLED.search(text)
    if label and sum(c.isdigit() for c in text[label.end() :][:BEHIND_LABEL]) >= _MIN_TRUE:
        return line.box
    marked = [
        word.box
        for word, at in zip(line.words, starts, strict=True)
        if any(at < end and start < at + len(word.text) for start, end in spans)
    ]
    return hull(marked) if marked else None


def _first_word(text: str, starts: Sequence[int], begin: int) -> int:
    """Which word a number begins in: words with figures before it are its misread beginning, others its
    label."""
    at = max(index for index, start in enumerate(starts) if start <= begin)
    while at and any(c.isdigit() for c in text[starts[at - 1] : starts[at]]):
        at -= 1
    return at


def _is_number(match: re.Match[str], text: str) -> bool:
    is_asked = not _NOT_ASKED.search(text[: match.start()])
    return is_asked and sum(c.isdigit() for c in match[0]) >= _MIN_TRUE


def _merged(line: Line, reading: rapidocr.Reading, is_weak: bool) -> Line:
    first = _sureness(line)
    score = min(1.0, reading.score)
    if is_weak and score >= TRUSTED_SECOND:
        other = rapidocr.as_line(reading, line.box)
        return Line(words=other.words, box=line.box, second=line.text, second_confidence=first)
    return line.model_copy(update={"second": reading.text, "second_confidence": score})
