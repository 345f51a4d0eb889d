"""One function a block mark: how its lines are put on the page."""

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from samples.pixels import Colour
from samples.sheet import Picture, Rule
from samples.stamps import INKS, logo
from samples.voices.closing import closing, holds_ink, ink, is_ink
from samples.voices.page import Page, column_count, is_empty
from samples.voices.runs import blank, broken, line_width, run_width, split_line, word_width, words_of
from samples.voices.tagged import Block, Line, Piece, plain

COLUMN, CELL, WIDE_GAP = r"\s*\|\|\s?", r"\s*¦\s*", r"(?<=\S) {3,}"
LABEL = re.compile(r"^\s*[A-Za-z./ ]{1,16}?\s*:\s")
POINT = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[-•▪])\s+")
SEVERAL_BLANKS = re.compile(r"^ {3,}\S")
LOGO = 46.0
INSET = 18.0
"""Points by which the text of a numbered point stands in."""
CELL_MARGIN = 4.0
GREY: Colour = (110, 110, 115)


def letterhead(page: Page, lines: Sequence[Line]) -> None:
    """Its first lines large, the others small, a rule below; perhaps with a logo."""
    flow, look = page.flow, page.look
    top, is_left = flow.y, look.head == "left"
    edge, x = flow.edge, flow.left
    if look.head == "logo":
        x += LOGO + 10
    shouted = [i for i, line in enumerate(lines) if plain(line).upper() == plain(line)]
    large = {0, *(i for i in shouted if i < 2)}
    for i, line in enumerate(lines):
        style = look.printed.but(bold=i in large, size=look.printed.size + (2.5 if i in large else -1))
        page.put(line, x=x, edge=edge, align="left" if is_left else "centre", style=style)
    if look.head == "logo":
        flow.sheet.add(Picture(flow.left, top + 6, LOGO, LOGO, logo(page.dice, INKS["blue"])))
        flow.y = max(flow.y, top + LOGO + 6)
    y = flow.y + 6
    if look.rule != "none":
        flow.sheet.add(Rule(flow.left, y, flow.edge, y, 2.0 if look.rule != "single" else 0.8))
    if look.rule == "double":
        flow.sheet.add(Rule(flow.left, y + 3, flow.edge, y + 3, 0.6))
    flow.y = y + 4


def left(page: Page, lines: Sequence[Line]) -> None:
    """Lines at the left."""
    typed(page, lines)


def right(page: Page, lines: Sequence[Line]) -> None:
    """A block that begins right of the middle; further left where its lines are long."""
    widest = max((line_width(words_of(page.runs(line))) for line in lines), default=0)
    at_most = page.flow.left + page.width * 0.57
    x = max(page.flow.left + page.width * 0.3, min(at_most, page.flow.edge - widest))
    for line in lines:
        page.put(line, x=x) if not is_empty(line) else page.gap(0.5)


def centred(page: Page, lines: Sequence[Line]) -> None:
    """Lines in the middle; a shouted first one is a title."""
    for i, line in enumerate(lines):
        text = plain(line)
        is_title = i == 0 and text.upper() == text and not page.look.body.hand
        style = page.look.printed.but(bold=True) if is_title else None
        page.put(line, align="centre", style=style) if text.strip() else page.gap(0.5)


def running(page: Page, lines: Sequence[Line]) -> None:
    """A line is a paragraph; numbered points stand in."""
    look = page.look
    for line in lines:
        if is_empty(line):
            page.gap(0.5)
        elif POINT.match(plain(line)):
            page.put(line, x=page.flow.left + INSET, first=-INSET, align=look.align)
        else:
            page.put(line, first=look.indent, align=look.align, is_value=":" not in plain(line))
            page.gap(look.gap)


def typed(page: Page, lines: Sequence[Line]) -> None:
    """A line is a line; blanks at its beginning and wide gaps within it are kept."""
    for line in lines:
        if is_empty(line):
            page.gap(0.6)
            continue
        text = plain(line)
        step = run_width("n", page.flow.style)
        indent = (len(text) - len(text.lstrip())) * step
        parts = split_line(line, WIDE_GAP)
        if len(parts) == 1:
            page.put(line, x=page.flow.left + min(indent, page.width / 2))
        else:
            _row(page, parts, step)


def _row(page: Page, parts: Sequence[tuple[int, Line]], step: float) -> None:
    """Parts of a line at the columns at which they were typed."""
    flow = page.flow
    flow.need(page.step)
    top, bottom, x = flow.y, flow.y, flow.left
    for i, (column, part) in enumerate(parts):
        x = max(x, flow.left + column * step)
        flow.y = top
        page.put(part, x=min(x, flow.edge - page.width * 0.2))
        bottom = max(bottom, flow.y)
        if i < len(parts) - 1:
            x += line_width(words_of(page.runs(part))) + 2 * blank(flow.style)
    flow.y = bottom


def columns(page: Page, lines: Sequence[Line]) -> None:
    """Columns beside each other; labels before a colon are lined up in each."""
    rows = [[part for _, part in split_line(line, COLUMN)] for line in lines]
    count = column_count(rows)
    starts = [page.flow.left + page.width * share for share in _shares(page, rows, count)]
    tabs = [_tab(page, [row[i] for row in rows if i < len(row)]) for i in range(count)]
    was_label = [False] * count
    for row in rows:
        page.flow.need(page.step * 2)
        top = bottom = page.flow.y
        for i, cell in enumerate(row):
            page.flow.y = top
            edge = starts[i + 1] - 8 if i + 1 < count else page.flow.edge
            was_label[i] = _cell(page, cell, (starts[i], edge), tabs[i], was_label[i])
            bottom = max(bottom, page.flow.y)
        page.flow.y = max(bottom, top + page.step)


def _shares(page: Page, rows: Sequence[Sequence[Line]], count: int) -> list[float]:
    if count != 2:
        return [i / count for i in range(count)]
    second = max((line_width(words_of(page.runs(row[1]))) for row in rows if len(row) > 1), default=0)
    return [0.0, max(0.42, min(0.62, 1 - second / page.width))]


def _tab(page: Page, cells: Sequence[Line]) -> float:
    """Where the values of this column's labels begin."""
    labels = [plain(cell).split(":")[0].strip() for cell in cells if LABEL.match(plain(cell) + " ")]
    return max((run_width(label, page.look.body) for label in labels), default=0) + 8


def _cell(page: Page, cell: Line, room: tuple[float, float], tab: float, was_label: bool) -> bool:
    """A cell of a column; whether it has (or goes on with) a label."""
    x, edge = room
    if is_empty(cell):
        return was_label
    if LABEL.match(plain(cell) + " "):
        _pair(page, cell, (x, edge), tab)
        return True
    goes_on = was_label and bool(SEVERAL_BLANKS.match(plain(cell)))
    page.put(cell, x=x + tab + 8 if goes_on else x, edge=edge)
    return goes_on


def _pair(page: Page, line: Line, room: tuple[float, float], tab: float) -> None:
    """Label, colon, value; the value takes further lines below itself."""
    (_, label), (_, value) = split_line(line, r"\s*:\s*", 1)
    x, edge = room
    top = page.flow.y
    page.put(label, x=x, edge=x + tab + 2, style=None if page.look.body.hand else page.look.printed)
    low, page.flow.y = page.flow.y, top
    page.put((Piece(":"),), x=x + tab, edge=edge)
    page.flow.y = top
    if not is_empty(value):
        page.put(value, x=x + tab + 8, edge=edge, is_value=True)
    page.flow.y = max(page.flow.y, low)


def listed(page: Page, lines: Sequence[Line]) -> None:
    """Label : value rows, the colons lined up; a line without a colon goes on with the last value."""
    x, edge = page.flow.left + page.look.indent, page.flow.edge
    labels = [plain(line).split(":")[0].strip() for line in lines if ":" in plain(line)]
    widest = max((run_width(label, page.look.printed) for label in labels), default=0)
    if page.look.body.hand:
        widest = max((run_width(label, page.look.body) for label in labels), default=0)
    tab = min(widest + 10, page.width * 0.42)
    for line in lines:
        page.flow.need(page.step * 2)
        if is_empty(line):
            page.gap(0.4)
        elif ":" in plain(line):
            _pair(page, line, (x, edge), tab)
            if page.look.is_form:
                y = page.flow.y + 3
                page.flow.sheet.add(Rule(x + tab + 8, y, edge, y, 0.4, GREY))
        else:
            page.put(line, x=x + tab + 8, is_value=True)


def table(page: Page, lines: Sequence[Line]) -> None:
    """A ruled table, its first line the head; columns as wide as their texts ask for."""
    rows = [[part for _, part in split_line(line, CELL)] for line in lines if not is_empty(line)]
    widths = _widths(page, rows)
    for r, row in enumerate(rows):
        is_head = r == 0 and not page.look.body.hand
        style = page.look.printed.but(bold=True) if is_head else None
        high = max(
            len(broken(words_of(page.runs(cell)), width - 2 * CELL_MARGIN))
            for cell, width in zip(row, widths, strict=False)
        )
        height = high * page.step + 5
        page.flow.need(height)
        top, x = page.flow.y, page.flow.left
        for c, width in enumerate(widths):
            page.flow.y = top
            if c < len(row) and not is_empty(row[c]):
                page.put(
                    row[c], x=x + CELL_MARGIN, edge=x + width - CELL_MARGIN, style=style, is_value=c > 0 < r
                )
            _box(page, (x, top, x + width, top + height))
            x += width
        page.flow.y = top + height


def _widths(page: Page, rows: Sequence[Sequence[Line]]) -> list[float]:
    """As wide as the longest text of each column asks for, at least as its longest word."""
    count = column_count(rows)
    natural, least = [12.0] * count, [12.0] * count
    for row in rows:
        for i, cell in enumerate(row):
            words = words_of(page.runs(cell, is_value=i > 0))
            natural[i] = max(natural[i], line_width(words))
            least[i] = max([least[i], *(word_width(word) for word in words)])
    least = [min(width, page.width * 0.5) + 3 * CELL_MARGIN for width in least]
    over = [max(0.0, width + 3 * CELL_MARGIN - low) for width, low in zip(natural, least, strict=True)]
    spare = max(0.0, page.width - sum(least))
    share = min(1.0, spare / (sum(over) or 1))
    return [low + more * share for low, more in zip(least, over, strict=True)]


def _box(page: Page, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    for ends in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        page.flow.sheet.add(Rule(*ends, 0.6))


def copies(page: Page, lines: Sequence[Line]) -> None:
    """Who gets a copy, small at the left."""
    small = page.look.body.but(size=page.look.body.size * 0.92)
    for line in lines:
        page.put(line, style=small)


DRAWERS: dict[str, Callable[[Page, Sequence[Line]], None]] = {
    "@kop": letterhead, "@kiri": left, "@kanan": right, "@tengah": centred, "@kolom": columns,
    "@isi": running, "@baris": typed, "@daftar": listed, "@tabel": table, "@ttd": closing,
    "@tembusan": copies,
}  # fmt: skip


def draw_block(page: Page, block: Block) -> None:
    """The block's lines below what stands on the page; @halaman begins a new page first, columns that are
    signed are signatures."""
    if block.mark == "@halaman":
        page.flow.new_page()
        running(page, block.lines)
        return
    mark = "@ttd" if block.mark == "@kolom" and any(map(holds_ink, block.lines)) else block.mark
    parts = groupby(block.lines, lambda line: mark != "@ttd" and is_ink(line))
    for is_inked, lines in [(kind, tuple(part)) for kind, part in parts] or [(False, ())]:
        if is_inked:
            for line in lines:
                ink(page, line)
        else:
            DRAWERS[mark](page, lines)
    page.gap(0.5 if not page.look.body.hand else 0)
