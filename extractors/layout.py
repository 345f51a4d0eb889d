"""The geometry of a page: rows, cells, label-value pairs and paragraphs.

Works on words and boxes alone, so it is the same for tesseract, RapidOCR and a PDF's text layer.
Distances are in page widths of the straightened page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.passage import Passage, Token, join
from models.page import Line, PageReading

ROW_OVERLAP = 0.55
"""Two lines are one row when their middles differ by less than this share of the lower height."""
A4_RATIO = 1.414
_RULING = re.compile(r"^[|\[\]{}¦]+$")
_COLON_ONLY = re.compile(r"^[:;=.]+$")
MIN_HEIGHT, MAX_HEIGHT = 0.004, 0.08
"""Words outside these heights (page widths) are specks and drawings, not print."""


@dataclass(frozen=True)
class Row:
    """What stands at one height: cells from left to right, parted by wide gaps."""

    cells: tuple[Passage, ...]
    page: int

    @cached_property
    def passage(self) -> Passage:
        """All its cells in one."""
        return join(self.cells)

    @property
    def text(self) -> str:
        """All its words."""
        return self.passage.text


def rows_of(pages: Sequence[PageReading]) -> tuple[Row, ...]:
    """All rows of a document's pages, from top to bottom."""
    return tuple(row for number, page in enumerate(pages, 1) for row in _page_rows(page, number))


def _page_rows(page: PageReading, number: int) -> Iterator[Row]:
    cells = [cell for line in page.lines for cell in _cells(line, page, number)]
    cells.sort(key=lambda cell: cell.middle)
    group: list[Passage] = []
    for cell in cells:
        if group and not _same_row(group, cell):
            yield _row(group, number)
            group = []
        group.append(cell)
    if group:
        yield _row(group, number)


def _cells(line: Line, page: PageReading, number: int) -> Iterator[Passage]:
    """The line's words, parted where a table's ruling was read as a word."""
    run: list[Token] = []
    for token in _tokens(line, page, number):
        if not _RULING.match(token.text):
            run.append(token)
        elif run:
            yield Passage(tuple(run))
            run = []
    if run:
        yield Passage(tuple(run))


def _same_row(group: Sequence[Passage], cell: Passage) -> bool:
    usual = sorted(group, key=lambda c: c.x1 - c.x0)[-1]
    apart = abs(cell.middle - usual.middle)
    return apart < ROW_OVERLAP * max(min(usual.height, cell.height), 0.5 * max(usual.height, cell.height))


def _row(cells: Sequence[Passage], number: int) -> Row:
    return Row(cells=tuple(sorted(cells, key=lambda cell: cell.x0)), page=number)


def _tokens(line: Line, page: PageReading, number: int) -> Iterator[Token]:
    ratio = page.height / page.width if page.width and page.height else A4_RATIO
    for word in line.words:
        x0, y0, x1, y1 = straightened(word.box, page.straight)
        token = Token(
            word.text, word.box, number, word.confidence, x0, y0 * ratio, x1, y1 * ratio, line
        )  # fmt: skip
        is_speck = not MIN_HEIGHT <= token.height <= MAX_HEIGHT and len(word.text) < 3
        if not is_speck or _COLON_ONLY.match(word.text):
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
        yield Token(
            text,
            (token.box[0] + low * box_width, token.box[1], token.box[0] + high * box_width, token.box[3]),
            token.page, token.confidence,
            token.x0 + low * width, token.y0, token.x0 + high * width, token.y1, token.line,
        )  # fmt: skip
