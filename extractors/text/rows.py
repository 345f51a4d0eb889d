"""The geometry of a page: rows, cells, label-value pairs and paragraphs.

Works on words and boxes alone, so it is the same for tesseract, RapidOCR and a PDF's text layer.
Distances are in page widths of the straightened page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extractors.fields.name_spelling import BALINESE
from extractors.fields.span import TextSpan, Token, join
from extractors.text.side_column import above, as_rows, side_column
from models.page import Line, PageReading

MIN_RUN = 0.25
"""Page widths between a line's first and last word, from which its slope can be measured."""
MIN_SLOPES, SLOPE_SPREAD, MIN_REACH = 4, 0.03, 0.3
LEVEL = 0.004
"""Slopes (page heights a page width) below this do not mix up rows."""
ROW_OVERLAP = 0.55
"""Two lines are one row when their middles differ by less than this share of the lower height."""
BY_HAND_OVERLAP = 0.7
"""The same of print and a hand's words: a form's label stands on its rule, what is filled in above it."""
BLANK = 1.5
"""Word heights between two pieces of one line at most."""
A4_RATIO = 1.414
_RULES = "|¦[]{}"
"""What tesseract reads for the rulings of a table, alone or stuck to a word."""
_SPECKS = re.compile(r"^[.,'`’‘*°~\-–—_\"\s]+$")
_STUCK_SPECK = re.compile(r"^[.·](?=[^\W\d_]{3})")
"""A speck read as a full stop in front of a word."""
_IN_NUMBER = re.compile(r"\d [-–—/] \d")
"""A dash that is a word stands between figures: '22 - 10 - 2026'."""
LIKE_I = frozenset("|l1!")
"""What an engine reads for an I that stands alone."""
_COLON_ONLY = re.compile(r"^[:;=.]+$")
MIN_HEIGHT, MAX_HEIGHT = 0.004, 0.08
"""Words outside these heights (page widths) are specks and drawings, not print."""
EMBLEM_TOP, EMBLEM_REACH, EMBLEM_LETTERS, EMBLEM_SURE, EMBLEM_GAP = 0.22, 0.05, 3, 0.8, 0.05
"""Page widths from the top within which a letterhead's emblem stands, and within which the print stands that
it is beside; letters and confidence of the words that an engine makes of it at most; what is free between."""
LINE_WIDTH, LINES_BESIDE = 0.15, 2
"""Page widths of a line of print, and such lines that stand beside an emblem at least."""


@dataclass(frozen=True)
class Row:
    """What stands at one height: cells from left to right, parted by wide gaps."""

    cells: tuple[TextSpan, ...]
    page: int

    @cached_property
    def span(self) -> TextSpan:
        """All its cells in one."""
        return join(self.cells)

    @property
    def text(self) -> str:
        """All its words."""
        return self.span.text


def rows_of(pages: Sequence[PageReading]) -> tuple[Row, ...]:
    """All rows of a document's pages, from top to bottom."""
    return tuple(row for number, page in enumerate(pages, 1) for row in _page_rows(page, number))


def _page_rows(page: PageReading, number: int) -> Iterator[Row]:
    page = levelled(page)
    cells = [
        cell for line in page.lines for cell in _cells(line, page, number) if not _SPECKS.match(cell.text)
    ]
    cells = sorted(_without_emblem(cells), key=lambda cell: cell.middle)
    if column := side_column(cells):
        head = above(column, cells)
        yield from _grouped(head, number)
        yield from (Row(row, number) for row in as_rows(column))
        taken = set(map(id, (*head, *column)))
        cells = [cell for cell in cells if id(cell) not in taken]
    yield from _grouped(cells, number)


def _grouped(cells: Sequence[TextSpan], number: int) -> Iterator[Row]:
    """Cells (from top to bottom) that stand at one height as rows."""
    group: list[TextSpan] = []
    for cell in cells:
        if group and not _same_row(group, cell):
            yield from _row(group, number)
            group = []
        group.append(cell)
    if group:
        yield from _row(group, number)


def _without_emblem(cells: Sequence[TextSpan]) -> list[TextSpan]:
    """The cells without the scraps that an engine reads into a letterhead's emblem."""
    head = [cell for cell in cells if cell.middle < EMBLEM_TOP + EMBLEM_REACH]
    return [cell for cell in cells if cell not in head or not _is_emblem(cell, head)]


def _is_emblem(cell: TextSpan, head: Sequence[TextSpan]) -> bool:
    """Whether a cell is a scrap with the lines of a letterhead beside it, all on one side."""
    is_scrap = all(len(one.text) <= EMBLEM_LETTERS and one.confidence < EMBLEM_SURE for one in cell.tokens)
    if not is_scrap or cell.middle > EMBLEM_TOP:
        return False
    reach = max(EMBLEM_REACH, cell.height / 2)
    lines = [one for one in head if one.x1 - one.x0 > LINE_WIDTH and abs(one.middle - cell.middle) < reach]
    gaps = [one.x0 - cell.x1 for one in lines], [cell.x0 - one.x1 for one in lines]
    return len(lines) >= LINES_BESIDE and any(min(side) > EMBLEM_GAP for side in gaps)


def levelled(page: PageReading) -> PageReading:
    """The page with what is left of tilt taken out by the lines themselves.

    A photograph's lines climb more at one edge than at the other, so the slope is fitted over the height.
    """
    slopes = slopes_of(page.lines, page.straight)
    if len(slopes) < MIN_SLOPES:
        return page
    heights, climbs = np.array(slopes).T
    usual, middle = float(np.median(climbs)), float(np.median(heights))
    near = np.abs(climbs - usual) < SLOPE_SPREAD
    change = (
        float(np.polyfit(heights[near], climbs[near], 1)[0]) if np.ptp(heights[near]) > MIN_REACH else 0.0
    )
    if abs(usual) < LEVEL and abs(change) < LEVEL:
        return page
    before = np.eye(3) if page.straight is None else np.array(page.straight).reshape(3, 3)
    level = _levelling(usual - change * middle, change) @ before
    return page.model_copy(update={"straight": tuple(float(value) for value in level.ravel())})


def _levelling(slope: float, change: float) -> NDArray[np.float64]:
    """The homography that lowers y by x (slope + change y), to first order."""
    return np.array([[1.0, 0.0, 0.0], [-slope, 1.0, 0.0], [change, 0.0, 1.0]])


def slopes_of(lines: Sequence[Line], straight: tuple[float, ...] | None = None) -> list[tuple[float, float]]:
    """(height on the page, climb a page width) of each line that is long enough to show it."""
    return [found for line in lines if line.words and (found := _slope(line, straight))]


def _slope(line: Line, straight: tuple[float, ...] | None) -> tuple[float, float] | None:
    first, last = straightened(line.words[0].box, straight), straightened(line.words[-1].box, straight)
    run = (last[0] + last[2] - first[0] - first[2]) / 2
    if run < MIN_RUN:
        return None
    return (first[1] + first[3]) / 2, (last[1] + last[3] - first[1] - first[3]) / 2 / run


def _cells(line: Line, page: PageReading, number: int) -> Iterator[TextSpan]:
    """The line's words, parted where a table's ruling was read as a word."""
    run: list[Token] = []
    for token in _with_initials(list(_tokens(line, page, number))):
        text = _STUCK_SPECK.sub("", token.text.strip(_RULES))
        begins, ends = token.text[:1] in _RULES, token.text[-1:] in _RULES
        if run and begins:
            yield TextSpan(tuple(run))
            run = []
        if text:
            run.append(replace(token, text=text) if text != token.text else token)
        if run and ends:
            yield TextSpan(tuple(run))
            run = []
    if run:
        yield TextSpan(tuple(run))


def _with_initials(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the 'I' of a man's name from Bali, which an engine takes for a ruling."""
    last = len(tokens) - 1
    return [
        token.corrected("I")
        if token.text in LIKE_I and at < last and tokens[at + 1].text.upper().rstrip(".,)") in BALINESE
        else token
        for at, token in enumerate(tokens)
    ]


def _same_row(group: Sequence[TextSpan], cell: TextSpan) -> bool:
    usual = sorted(group, key=lambda c: c.x1 - c.x0)[-1]
    apart = abs(cell.middle - usual.middle)
    height = max(min(usual.height, cell.height), 0.5 * max(usual.height, cell.height))
    is_above_rule = apart < BY_HAND_OVERLAP * height and cell.is_by_hand != usual.is_by_hand
    return apart < ROW_OVERLAP * height or is_above_rule or any(_meet(one, cell) for one in group)


def _meet(one: TextSpan, other: TextSpan) -> bool:
    """Whether two pieces of a line that a fold broke meet: a blank apart, at one height where they do."""
    left, right = sorted((one, other), key=lambda cell: cell.x0)
    height = min(left.height, right.height)
    level = abs(left.tokens[-1].middle - right.tokens[0].middle) < ROW_OVERLAP * height
    return level and abs(right.x0 - left.x1) < BLANK * height


def _row(cells: Sequence[TextSpan], number: int) -> Iterator[Row]:
    """The row of these cells; none where they hold no letter or figure (dust)."""
    if any(char.isalnum() for cell in cells for char in cell.text):
        yield Row(cells=tuple(sorted(cells, key=lambda cell: cell.x0)), page=number)


def _tokens(line: Line, page: PageReading, number: int) -> Iterator[Token]:
    ratio = page.height / page.width if page.width and page.height else A4_RATIO
    is_text = any(len(word.text) > 2 for word in line.words)
    for at, word in enumerate(line.words):
        x0, y0, x1, y1 = straightened(word.box, page.straight)
        token = Token(
            word.text, word.box, number, word.confidence, x0, y0 * ratio, x1, y1 * ratio, line, word.read_as
        )  # fmt: skip
        is_of_line = is_text and word.box[1::2] == line.box[1::2]
        is_odd = not (is_of_line or MIN_HEIGHT <= token.height <= MAX_HEIGHT) and len(word.text) < 3
        near = " ".join(one.text for one in line.words[max(0, at - 1) : at + 2])
        if not is_odd or _COLON_ONLY.match(word.text) or _IN_NUMBER.search(near):
            yield from _parts(token)


def straightened(
    box: tuple[float, float, float, float], straight: tuple[float, ...] | None
) -> tuple[float, float, float, float]:
    """The box moved so that its middle lies where the straightened page has it; size kept."""
    if straight is None:
        return box
    a, b, c, d, e, f, g, h, i = straight
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    scale = g * x + h * y + i
    if abs(scale) < 1e-9:
        return box
    moved_x, moved_y = (a * x + b * y + c) / scale, (d * x + e * y + f) / scale
    return (box[0] + moved_x - x, box[1] + moved_y - y, box[2] + moved_x - x, box[3] + moved_y - y)


def _parts(token: Token) -> Iterator[Token]:
    """A whole line that an engine gave as one word becomes words, by letter counts."""
    if " " not in token.text:
        yield token
        return
    total, at = len(token.text), 0
    for text in token.text.split():
        at = token.text.index(text, at)
        low, high = at / total, (at + len(text)) / total
        at += len(text)
        width, box_width = token.x1 - token.x0, token.box[2] - token.box[0]
        box = (token.box[0] + low * box_width, token.box[1], token.box[0] + high * box_width, token.box[3])
        yield replace(token, text=text, box=box, x0=token.x0 + low * width, x1=token.x0 + high * width)
