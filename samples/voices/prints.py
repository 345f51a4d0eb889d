"""What a mail program, a chat or a web page adds when it is printed or shot from a screen."""

import re
from collections.abc import Sequence

import numpy as np

from samples.pixels import Colour
from samples.sheet import Picture, Rule, Text
from samples.voices.page import Page, is_empty
from samples.voices.tagged import Block, Line, plain

STAMPED = re.compile(r"^\s*(?:\[|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[.:]\d{2}\b)")
"""A line of an exported chat begins with its time."""
OFFICE = re.compile(r"^\s*(?:Dinas|Dinkop|Admin|Petugas|Min\b|CS\b|Operator|Balasan)", re.IGNORECASE)
THEIRS: Colour = (240, 242, 244)
OURS: Colour = (220, 246, 206)
BAR: Colour = (196, 216, 210)
GREY: Colour = (105, 105, 110)
BUBBLE = 0.74
"""Width of a bubble as a share of the screen's."""
PADDING = 5.0
CHAT_BLOCKS = frozenset({"@baris", "@isi"})


def frame(page: Page) -> None:
    """The head of the print: a program's bar, or a line above a rule."""
    flow, style = page.flow, page.look.printed.but(size=8.5, colour=GREY)
    if page.look.print_kind == "cetak_wa":
        flow.sheet.add(_tint((0, 0, flow.size[0], flow.top - 8), BAR))
        flow.sheet.add(Text(flow.left, flow.top - 20, "<", style.but(size=12)))
        return
    words = page.dice.choice(("Surel", "Kotak Masuk", "Cetak Pesan"))
    if page.look.print_kind == "media_sosial":
        words = page.dice.choice(("Pesan", "Messenger", "Kotak Masuk Halaman"))
    flow.sheet.add(Text(flow.left, flow.top - 12, words, style))
    flow.sheet.add(Rule(flow.left, flow.top - 4, flow.edge, flow.top - 4, 0.5, GREY))


def feet(page: Page) -> None:
    """Address and page number at the foot of every page of a printed mail."""
    if page.look.print_kind != "cetak_email":
        return
    style = page.look.printed.but(size=8, colour=GREY)
    for i, sheet in enumerate(page.flow.sheets, 1):
        y = sheet.height - 24
        sheet.add(Text(page.flow.left, y, f"https://surel.contoh.id/pesan/{page.letter.id}", style))
        sheet.add(Text(page.flow.edge - 24, y, f"{i}/{len(page.flow.sheets)}", style))


def is_chat(page: Page, block: Block) -> bool:
    """Whether the block's lines are shown as bubbles: a chat that is no export with a time on each line."""
    lines = [plain(line) for line in block.lines if not is_empty(line)]
    stamped = sum(bool(STAMPED.match(line)) for line in lines)
    return page.look.print_kind == "cetak_wa" and block.mark in CHAT_BLOCKS and stamped * 3 < len(lines)


def bubbles(page: Page, lines: Sequence[Line]) -> None:
    """A bubble a line: the citizen's at the left, the office's at the right."""
    flow = page.flow
    for line in lines:
        if is_empty(line):
            continue
        is_office = bool(OFFICE.match(plain(line)))
        x = flow.left + (page.width * (1 - BUBBLE) if is_office else 0)
        edge = x + page.width * BUBBLE
        flow.need(page.step * 3)
        flow.y += PADDING
        top, number = flow.y, flow.page
        page.put(line, x=x + PADDING, edge=edge - PADDING)
        if flow.page != number:
            top = flow.top
        box = (x, top + 1, edge, flow.y + PADDING)
        flow.sheet.add(_tint(box, OURS if is_office else THEIRS))
        flow.y += PADDING + 3


def _tint(box: tuple[float, float, float, float], colour: Colour) -> Picture:
    x0, y0, x1, y1 = box
    return Picture(x0, y0, x1 - x0, y1 - y0, np.full((4, 4, 3), colour, np.uint8))
