"""A tagged letter to sheets, and a sheet to a case with its files and truth."""

from dataclasses import replace
from datetime import date

from models.case import Channel
from models.document import PageRef
from samples import overlays
from samples.bundle import CaseDraft, FileDraft, SampleCase
from samples.flow import Flow
from samples.paper import rule_sheet
from samples.pixels import Pixels
from samples.raster import render
from samples.sheet import Sheet
from samples.splits import Dice, Level, Split
from samples.truth import Paper
from samples.voices import prints
from samples.voices.blocks import draw_block
from samples.voices.look import Look, make_look
from samples.voices.marks import MarkDrawer, draw_marks
from samples.voices.page import Page
from samples.voices.tagged import Letter, Voice
from samples.voices.truth import truth_of

RECEIVED = date(2026, 11, 24)
"""Day of receipt of all letters of voices: their deadlines are known (samples/rules.py)."""
PART = "voices"
FILE_KINDS = {"pdf": 62, "jpg": 24, "png": 7, "tif": 7}
DIGITAL_SHARE = 0.35
"""Share of clean letters without ink that come as the PDF in which they were written."""
TRIES = 3
"""Times that a letter is set smaller because its end stands alone on a page."""
LONE_END = 0.24
"""So much of a last page filled, or less, is worth setting the letter smaller."""


def write_sheets(voice: Voice, letter: Letter, dice: Dice, seed: int, marks: MarkDrawer = draw_marks) -> Page:
    """The letter on its sheets."""
    look = make_look(voice, letter, dice, seed)
    start = dice.getstate()
    page = _written(letter, look, dice, marks)
    for _ in range(TRIES):
        is_lone = page.flow.page > 1 and page.flow.y < page.flow.size[1] * LONE_END
        if not is_lone:
            break
        dice.setstate(start)
        look = look.smaller()
        page = _written(letter, look, dice, marks)
    return page


def _written(letter: Letter, look: Look, dice: Dice, marks: MarkDrawer) -> Page:
    flow = Flow(look.body, look.size, look.left, look.right, look.top, 46, look.leading)
    page = Page(letter, look, dice, flow, marks)
    if look.print_kind:
        prints.frame(page)
    for block in letter.blocks:
        if prints.is_chat(page, block):
            prints.bubbles(page, block.lines)
        else:
            draw_block(page, block)
    prints.feet(page)
    if look.is_ruled:
        for sheet in flow.sheets:
            rule_sheet(sheet, flow.top, page.step)
    return page


def make_letter(
    voice: Voice,
    letter: Letter,
    *,
    seed: int,
    level: Level,
    split: Split,
    marks: MarkDrawer = draw_marks,
) -> SampleCase:
    """The letter as it comes in; the same arguments give the same bytes. `marks`: whose ink lies on it."""
    dice = Dice(f"{seed}/suara/{level}/{letter.id}", split)
    case = CaseDraft(letter.id, dice, level, RECEIVED, Channel(letter.channel))
    page = write_sheets(voice, letter, dice, seed, marks)
    case.is_handwritten = "tangan" in letter.flags
    refs = _file(case, letter, page)
    truth = truth_of(letter)
    case.add(Paper(letter.kind, truth.values, page.pages_of), refs)
    case.facts = truth.facts
    sample = case.finish(PART, f"suara-{voice.number}", split, seed)
    label = replace(sample.expected.label, alternatives=truth.alternatives)
    return replace(sample, expected=replace(sample.expected, label=label))


def _file(case: CaseDraft, letter: Letter, page: Page) -> list[PageRef]:
    """The letter's file in the case, with a reference to each page."""
    dice, sheets = case.dice, page.flow.sheets
    has_ink = letter.flags & {"ttd", "stempel", "materai", "tangan"}
    if case.level is Level.CLEAN and not has_ink and dice.chance(DIGITAL_SHARE):
        file = case.new_file("pdf")
        file.sheets.extend(sheets)
        return [PageRef(file=file.name, page=i) for i in range(1, len(sheets) + 1)]
    kinds = list(FILE_KINDS)
    kind = dice.choices(kinds, [FILE_KINDS[kind] for kind in kinds])[0]
    file = case.new_file(kind if len(sheets) == 1 else "pdf")
    return [case.scan(file, _printed(case, sheet, file, page.look)) for sheet in sheets]


def _printed(case: CaseDraft, sheet: Sheet, file: FileDraft, look: Look) -> Pixels:
    pixels = render(sheet, file.dpi, case.dice)
    if not look.print_kind and case.dice.chance(overlays.SHARE[case.level] / 2):
        overlays.note(case.dice, pixels, file.dpi)
    return pixels
