"""The end of a letter: columns of signers with the ink that lies there."""

import re
from collections.abc import Sequence

from samples.flow import Align
from samples.voices.marks import HEIGHT, SIGN, draw_thumb
from samples.voices.page import Page, column_count, is_empty
from samples.voices.runs import line_width, split_line, words_of
from samples.voices.tagged import Line, plain

MARKS = re.compile(r"\[(ttd|stempel|materai|jempol|paraf|ruang)\]")
"""A voice has the first three; what is drawn of the others is up to the page's own marks (`ruang`: room for a
signature that is not there)."""
THUMB = re.compile(r"cap (?:jempol|ibu jari)", re.IGNORECASE)
OFFICE = re.compile(r"\b(?:Kepala Desa|Lurah|Camat|Kepala Dusun|Ketua R[TW]|RT|RW|Direktur|Kepala)\b.*")
OWNERS = ("koperasi_nama", "lain_koperasi")
NO_OWNER = "PENGURUS KOPERASI"
CENTRED_WIDTH = 210.0
"""Points about whose middle a centred closing stands."""
OWNER_LENGTH = 40
"""Characters that a stamp has room for."""


def closing(page: Page, lines: Sequence[Line]) -> None:
    """Rows of the columns; a row with ink is as high as a signature."""
    rows = [[part for _, part in split_line(line, r"\s*\|\|\s?")] for line in lines]
    inked = sum(bool(MARKS.search(plain(line))) for line in lines)
    height = len(rows) * page.step + inked * HEIGHT
    page.flow.need(min(height, page.flow.size[1] * 0.4))
    starts, width = _columns(page, column_count(rows))
    above: list[list[str]] = [[] for _ in starts]
    for row in rows:
        _row(page, row, starts, width, above)


def ink(page: Page, line: Line) -> None:
    """A row of ink alone that stands outside a signature block, at the left where the words stand."""
    flow = page.flow
    flow.need(HEIGHT)
    page.marks(
        flow.sheet, tuple(MARKS.findall(plain(line))), (flow.left, flow.y),
        look=page.look, owner=_owner(page, ()), dice=page.dice,
    )  # fmt: skip
    flow.y += HEIGHT


def is_ink(line: Line) -> bool:
    """Whether a row holds nothing but ink: [ttd]."""
    text = plain(line).strip()
    return bool(text) and not MARKS.sub("", text).strip()


def holds_ink(line: Line) -> bool:
    """Whether a cell of a row holds a mark of ink."""
    return bool(MARKS.search(plain(line)))


def _columns(page: Page, count: int) -> tuple[list[float], float]:
    """Where each column begins, and how wide it is."""
    flow, share = page.flow, page.look.sign_x
    if count == 1:
        return [flow.left + page.width * share], page.width * (1 - share)
    return [flow.left + page.width * i / count for i in range(count)], page.width / count - 8


def _row(
    page: Page, row: Sequence[Line], starts: Sequence[float], width: float, above: list[list[str]]
) -> None:
    flow = page.flow
    has_ink = any(MARKS.search(plain(cell)) for cell in row)
    flow.need(HEIGHT if has_ink else page.step)
    top = bottom = flow.y
    for i, cell in enumerate(row):
        flow.y = top
        names = tuple(MARKS.findall(plain(cell)))
        if names:
            owner = _owner(page, above[i])
            x = (
                starts[i]
                + _before(page, cell)
                + (min(width, CENTRED_WIDTH) - SIGN[0]) / 2 * page.look.is_closing_centred
            )
            page.marks(flow.sheet, names, (x, top), look=page.look, owner=owner, dice=page.dice)
        _text(page, cell, starts[i], width, is_inked=bool(names))
        above[i].append(plain(cell))
        bottom = max(bottom, flow.y)
    flow.y = max(bottom, top + (HEIGHT * page.dice.uniform(0.9, 1.15) if has_ink else page.step * 0.7))


def _before(page: Page, cell: Line) -> float:
    """Points that the words before the ink of a cell take."""
    words = words_of(page.runs(split_line(cell, MARKS.pattern, 1)[0][1]))
    return line_width(words) if words else 0.0


def _text(page: Page, cell: Line, x: float, width: float, *, is_inked: bool) -> None:
    """The words of a cell without its marks."""
    words = tuple(type(piece)(MARKS.sub("", piece.text), piece.tags) for piece in cell)
    if is_empty(words):
        return
    if THUMB.search(plain(words)):
        draw_thumb(page.flow.sheet, (x + 20, page.flow.y), page.dice)
    look = page.look
    named = sum(len(piece.text) for piece in words if any(tag.name.endswith("_nama") for tag in piece.tags))
    is_name = named > len(plain(words)) / 2
    style = None
    if is_name and not look.body.hand and not look.is_form:
        style = look.body.but(bold=look.is_name_bold, underline=look.is_name_underlined)
    align: Align = "centre" if look.is_closing_centred else "left"
    edge = x + min(width, CENTRED_WIDTH) if align == "centre" else x + width
    page.put(words, x=x, edge=edge, align=align, style=style)
    if is_inked:
        page.flow.y += page.step


def _owner(page: Page, above: Sequence[str]) -> str:
    """Whose stamp it is: an office named above it, who stands in the letterhead, the koperasi named first."""
    for text in reversed(above):
        if match := OFFICE.search(text):
            return match[0].strip(" ,.")[:OWNER_LENGTH]
    heads = [plain(block.lines[0]) for block in page.letter.blocks if block.mark == "@kop" and block.lines]
    if heads:
        return heads[0][:OWNER_LENGTH]
    for name in OWNERS:
        for span in page.letter.spans():
            if span.tag.name == name:
                return span.text[:OWNER_LENGTH]
    return NO_OWNER
