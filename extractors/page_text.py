"""The text of an upright page: the PDF's own words, tesseract, or RapidOCR where tesseract fails."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors import ocr, second_reader
from extractors.imaging import Pixels, even_light, grey
from extractors.orientation import GOOD_LEGIBILITY, count_words, legibility
from extractors.second_look import look_again
from extractors.straighten import Sheet, straighten
from models.page import Line, Word

WIDE_GAP = ocr.WIDE_GAP
CLEAR_LEGIBILITY = 0.88
"""Typed pages of medium quality stay above .91, handwriting below .86 (measured on 32 pages)."""
MUCH_MORE = 2
ROW_REACH = 0.6
"""Word heights between the middles of a row's words: small print and superscripts stay below."""
RAPID_LEAD = 0.02
"""RapidOCR's reading replaces tesseract's when it is this much more legible: its scores run higher."""


@dataclass(frozen=True)
class PageText:
    """Lines on the upright page, who read them, and how legible they are (0..1)."""

    lines: tuple[Line, ...]
    reader: str
    legibility: float
    straight: tuple[float, ...] | None = None


def read_text(pixels: Pixels, dpi: float | None) -> PageText:
    """One tesseract pass over the straightened page, number lines looked at twice."""
    sheet = straighten(pixels)
    lines = ocr.read_lines(even_light(grey(sheet.pixels)), dpi=dpi)
    lines = look_again(lines, sheet.pixels)
    return PageText(sheet.back(lines), "tesseract", legibility(lines), sheet.straight)


def read_hard_text(pixels: Pixels, easy: PageText) -> PageText:
    """RapidOCR over the whole page, where tesseract's text is not legible; the better one is kept."""
    sheet: Sheet = straighten(pixels)
    lines = second_reader.read(sheet.pixels)
    score = legibility(lines)
    has_more = count_words(lines) > MUCH_MORE * count_words(easy.lines)
    if score < easy.legibility + RAPID_LEAD and not has_more:
        return easy
    return PageText(sheet.back(lines), "rapidocr", score, sheet.straight)


def is_legible(text: PageText) -> bool:
    """Whether the text looks like upright print."""
    return text.legibility >= GOOD_LEGIBILITY


def is_clear(text: PageText) -> bool:
    """Whether tesseract's text can stand; below, the page is written by hand or hard to read."""
    return text.legibility >= CLEAR_LEGIBILITY


def text_layer(words: Sequence[Word]) -> PageText:
    """A PDF's own words gathered to lines."""
    ordered = sorted(words, key=lambda word: ((word.box[1] + word.box[3]) / 2, word.box[0]))
    rows: list[list[Word]] = []
    for word in ordered:
        if not rows or not _on_row(rows[-1], word):
            rows.append([])
        rows[-1].append(word)
    lines = tuple(line for row in rows for line in _row_lines(row))
    return PageText(lines, "lapisan_teks", 1.0)


def _on_row(row: Sequence[Word], word: Word) -> bool:
    """By the row's first word: one by one, a label set between two lines would chain them to one."""
    first = row[0].box
    height = min(first[3] - first[1], word.box[3] - word.box[1])
    return abs((first[1] + first[3]) - (word.box[1] + word.box[3])) / 2 < ROW_REACH * height


def _row_lines(row: list[Word]) -> list[Line]:
    """A row's words parted at wide gaps (the page's x and y units differ by A4's ratio)."""
    row.sort(key=lambda word: word.box[0])
    height = float(np.median([word.box[3] - word.box[1] for word in row])) * 1.414
    runs: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        if word.box[0] - runs[-1][-1].box[2] > WIDE_GAP * height:
            runs.append([])
        runs[-1].append(word)
    return [_line(run) for run in runs]


def _line(words: list[Word]) -> Line:
    boxes = [word.box for word in words]
    hull = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    return Line(words=tuple(words), box=hull)
