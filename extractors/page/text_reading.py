"""The text of an upright page: the PDF's own words, tesseract, or RapidOCR where tesseract fails."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.engines import rapidocr, tesseract
from extractors.engines.lost_blanks import read_print
from extractors.engines.pen_columns import by_a_hand
from extractors.image.dark_bands import with_bands_turned
from extractors.image.light import even_light
from extractors.image.pixels import Pixels, crop, grey
from extractors.image.ruled_paper import unruled_sheet
from extractors.image.streaks import without_streaks
from extractors.image.white_print import with_white_print_turned
from extractors.image.workspace import Side, Workspace
from extractors.page.number_rereading import is_hopeless, reread
from extractors.page.page_text import PageText
from extractors.page.pen_colour import blue_words
from extractors.page.pen_writing import CutLines, is_by_pen
from extractors.page.struck_numbers import with_struck_numbers
from extractors.page.undetected_text import with_undetected_text
from extractors.page.undetected_writing import with_undetected_writing
from extractors.page.written_words import WRITTEN, with_written_words
from extractors.text.legibility import GOOD_LEGIBILITY, count_words, legibility
from models.field import Box, hull
from models.page import Line, Word

CLEAR_LEGIBILITY = 0.88
"""Typed pages of medium quality stay above .91, handwriting below .86 (measured on 32 pages)."""
MUCH_MORE = 2
ROW_REACH = 0.6
"""Word heights between the middles of a row's words: small print and superscripts stay below."""
RAPID_LEAD = 0.02
"""RapidOCR's reading replaces tesseract's when it is this much more legible: its scores run higher."""

AROUND_INK = 0.03
"""Share of the page left around what is written; the detector wants some paper about a line."""


def read_text(page: Workspace, dpi: float | None) -> PageText:
    """One tesseract pass over the straightened page, number lines looked at twice."""
    sheet = page.sheet
    level = Workspace(with_white_print_turned(with_bands_turned(sheet.pixels)))
    light = without_streaks(even_light(level.pixels))
    own = tesseract.read_lines(light, dpi=dpi * page.scale(Side.READ) if dpi else None)
    lines = with_struck_numbers(level.pixels, reread(own, level.pixels))
    score = legibility(_judged(level.pixels, own, lines))
    by_pen, is_unread = None, False
    if score >= CLEAR_LEGIBILITY:  # else the other engine reads the whole page
        cut = CutLines(level.pixels, with_undetected_text(level, lines))
        by_pen = is_by_pen(cut)
        lines = tuple(cut.lines)
        if not by_pen:
            blue = blue_words(page, sheet, lines)
            lines = with_written_words(level, cut, blue)
            more = with_undetected_writing(level, lines)
            lines, is_unread = more or lines, more is None
    return PageText(
        sheet.back(lines), "tesseract", score, sheet.straight, is_by_pen=by_pen, is_unread=is_unread
    )


def _judged(sheet: Pixels, own: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """The lines by which tesseract is judged: its own, but where it could make nothing of print (a logo, a
    stamp) as they were read again. What a hand wrote tells."""
    hopeless = [at for at, line in enumerate(own) if is_hopeless(line)]
    odds = CutLines(sheet, [own[at] for at in hopeless]).odds
    print_only = {at for at, each in zip(hopeless, odds, strict=True) if by_a_hand(each) < WRITTEN}
    return [lines[at] if at in print_only else line for at, line in enumerate(own)]


def read_hard_text(page: Workspace, easy: PageText) -> PageText:
    """RapidOCR over the whole page, where tesseract's text is not legible; the better one is kept."""
    sheet, seen = page.colour_sheet, rapidocr.without_texture(page.once(seen_lines))
    lines = read_print(seen)
    score = legibility(lines)
    has_more = count_words(lines) > MUCH_MORE * count_words(easy.lines)
    if score < easy.legibility + RAPID_LEAD and not has_more and not easy.is_by_pen:
        return easy
    by_pen = is_by_pen(CutLines(grey(sheet.pixels), lines))
    return PageText(sheet.back(lines), "rapidocr", score, sheet.straight, seen, by_pen)


def seen_lines(page: Workspace) -> tuple[rapidocr.SeenLine, ...]:
    """What RapidOCR sees on the sheet laid flat, without its rules; texture too."""
    sheet = page.once(unruled_sheet)
    part = inked_part(Workspace(sheet))
    return rapidocr.see_part(crop(sheet, part), part, sheet.shape[:2])


def inked_part(page: Workspace) -> Box:
    """The box (fractions) around all that is written: the last page of a letter is mostly empty."""
    mask = cv2.morphologyEx(page.ink_at(Side.LOOK), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return (0.0, 0.0, 1.0, 1.0)
    height, width = mask.shape
    return (
        max(0.0, int(columns[0]) / width - AROUND_INK),
        max(0.0, int(rows[0]) / height - AROUND_INK),
        min(1.0, (int(columns[-1]) + 1) / width + AROUND_INK),
        min(1.0, (int(rows[-1]) + 1) / height + AROUND_INK),
    )


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
        if word.box[0] - runs[-1][-1].box[2] > tesseract.WIDE_GAP * height:
            runs.append([])
        runs[-1].append(word)
    return [Line(words=tuple(run), box=hull([word.box for word in run])) for run in runs]
