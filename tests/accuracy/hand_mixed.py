"""`python -m tests.accuracy.hand_mixed`: pages that hold print and a hand, read by the product's reader.

    python -m tests.accuracy.hand_mixed --bank BANK --fonts FONTS --part tune --wrong

Three sorts in turn, letters of the corpus in the strokes of writers or in typefaces of one part: a printed
form filled in by hand; a typed letter whose date, number, name and addresses were written in by hand; a typed
letter with a clerk's note in its margin, which is not the letter's text. Fields by the contract, of each sort
and of what was written by hand. Of the test part figures are told, never letters.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.case import Channel
from models.document import Kind
from samples.bundle import CaseDraft
from samples.raster import render
from samples.sheet import Sheet, Text
from samples.splits import Dice, Level, Split
from samples.training.hand.split import Part, members
from samples.truth import Paper
from samples.voices.paper import RECEIVED, write_sheets
from samples.voices.split import VOICES, held_out, split_of
from samples.voices.tagged import Letter, Voice, load_voices
from samples.voices.truth import truth_of
from samples.writer import write_case
from tests.accuracy import report
from tests.accuracy.hand_letters import HEAD, Read, TimedReader, arguments, print_wrong, read_all, row
from tests.accuracy.hand_pages import (
    BOX,
    LONGEST,
    PRINTED,
    Owner,
    Sitting,
    Written,
    as_ink,
    drawing_digest,
    kept_page,
    points_of,
    rewritten,
    text_lines,
    typefaces,
    writable,
    writers,
)
from tests.accuracy.readings import open_readings

PART = "cetak dan tulisan"
FORM, FILLED, NOTED = SORTS = ("formulir", "isian", "catatan")
LEVELS = (Level.CLEAN, Level.MEDIUM)
"""Copies of such pages; hard ones are seldom seen at the counter."""
BY_HAND = frozenset({"tanggal_surat", "nomor_surat"})
"""What is written into a typed letter beside names, addresses and numbers."""
SUFFIXES = ("_nama", "_alamat", "_nik", "_telepon")
MOSTLY = 0.5
"""Share of a line that the value is, from which the whole line is taken for written by hand."""
NOTES = (
    "Diteruskan ke Kabid", "Segera ditindaklanjuti", "Acc, mohon dipelajari", "Arsip", "Sudah ditelepon",
    "Tunggu berkas KTP", "Disposisi: Seksi Kelembagaan", "Ybs datang sendiri",
)  # fmt: skip
NOTE_GAP = 30.0
"""Points below the last line, or from the top, at which a note stands."""


@dataclass(frozen=True)
class Mixed:
    """A page, its sort, and the fields that are written by hand on it."""

    written: Written
    sort: str
    by_hand: frozenset[str]


def letters_of(part: Part, sort: str) -> list[tuple[Voice, Letter]]:
    """Letters of the part's voices that this sort can be made of, the shorter ones first."""
    test = held_out(VOICES)
    split = Split.TEST if part is Part.TEST else Split.TUNE
    found = [
        (voice, letter)
        for voice in load_voices(VOICES, ())
        if split_of(voice, test) is split
        for letter in voice.letters
        if letter.channel in BOX and len(letter.source) <= LONGEST and _fits(letter, sort)
    ]
    return sorted(found, key=lambda pair: hashlib.sha256(pair[1].id.encode()).hexdigest())


def _fits(letter: Letter, sort: str) -> bool:
    if sort == FORM:
        return "formulir" in letter.flags
    return not letter.flags & (PRINTED | {"tangan"}) and letter.kind in (
        Kind.SURAT_PENGADUAN, Kind.SURAT_PERMOHONAN,
    )  # fmt: skip


def _is_by_hand(name: str) -> bool:
    return name in BY_HAND or name.endswith(SUFFIXES)


def by_pen(sheet: Sheet, letter: Letter, colour: tuple[int, int, int]) -> tuple[Sheet, frozenset[str]]:
    """The sheet, the lines that are mostly a value written by hand marked as a hand's; which values."""
    values = {span.tag.name: span.text for span in letter.spans() if _is_by_hand(span.tag.name)}
    items, names = [], set()
    for item in sheet.items:
        if isinstance(item, Text):
            held = {name for name, text in values.items() if _holds(item.text, text)}
            names |= held
            item = replace(item, style=item.style.but(hand=True, colour=colour)) if held else item
        items.append(item)
    return Sheet(sheet.width, sheet.height, items), frozenset(names)


def _holds(line: str, value: str) -> bool:
    return value in line and len(value) >= MOSTLY * len(line.strip())


def noted(sheet: Sheet, owner: Owner, dice: Dice, points: float) -> Sheet:
    """The sheet with a note in its margin."""
    lowest = max((item.y for item in sheet.items if isinstance(item, Text)), default=0.0)
    is_low = lowest < sheet.height - 3 * NOTE_GAP
    style = next(item.style for item in sheet.items if isinstance(item, Text))
    y = lowest + NOTE_GAP if is_low and dice.chance(0.5) else 0.6 * NOTE_GAP
    text = Text(sheet.width * dice.uniform(0.1, 0.6), y, dice.choice(NOTES), style.but(colour=(20, 30, 120)))
    note = as_ink(sheet, text, owner.ink(writable(text.text, owner), dice), points)
    return Sheet(sheet.width, sheet.height, [*sheet.items, note])


@dataclass(frozen=True)
class Job(Sitting):
    """Who writes into which letter, how it is mixed and copied."""

    sort: str

    @property
    def name(self) -> str:
        """The page's file name without its ending."""
        rest = f"{self.owner.name}/{self.level}/{self.seed}/{self.sort}"
        return f"{self.letter.id}-{hashlib.sha256(rest.encode()).hexdigest()[:6]}"


def make_page(job: Job, home: Path) -> Mixed:
    """The page; kept in `home` and drawn only where it is missing."""
    if not job.marker(home).is_file():
        _draw(job, home)
    by_hand = json.loads(job.marker(home).read_text(encoding="utf-8"))["by_hand"]
    return Mixed(kept_page(job, home, PART), job.sort, frozenset(by_hand))


def _draw(job: Job, home: Path) -> None:
    dice = Dice(f"{job.seed}/{PART}/{job.sort}/{job.level}/{job.letter.id}/{job.owner.name}", job.split)
    flags = job.letter.flags | ({"tangan"} if job.sort == FORM else frozenset())
    page = write_sheets(job.voice, replace(job.letter, flags=flags), dice, job.seed)
    points = points_of(job.owner, dice, page.look.body.size)
    sheets, names = page.flow.sheets, frozenset[str]()
    if job.sort == FILLED:
        marked = [by_pen(sheet, job.letter, page.look.pen) for sheet in sheets]
        sheets, names = [sheet for sheet, _ in marked], frozenset().union(*(held for _, held in marked))
    elif job.sort == FORM:
        names = frozenset(span.tag.name for span in job.letter.spans() if _is_by_hand(span.tag.name))
    written = [rewritten(sheet, job.owner, dice, points) for sheet in sheets]
    if job.sort == NOTED:
        written[0] = (noted(written[0][0], job.owner, dice, points), written[0][1])
    case = CaseDraft(job.name, dice, job.level, RECEIVED, Channel(job.letter.channel))
    file = case.new_file("jpg" if len(written) == 1 else "pdf")
    refs = [case.scan(file, render(sheet, file.dpi, dice), turn=False) for sheet, _ in written]
    truth = truth_of(job.letter)
    case.add(Paper(job.letter.kind, truth.values, page.pages_of), refs)
    case.facts = truth.facts
    target = write_case(case.finish(PART, job.owner.name, job.split, job.seed), home)
    text = "\n".join(line for _, said in written for line in text_lines(said))
    told = {"file": target.name, "text": text, "by_hand": sorted(names)}
    job.marker(home).write_text(json.dumps(told), encoding="utf-8")


def make_pages(owners: Sequence[Owner], part: Part, count: int, cache: Path, seed: int) -> list[Mixed]:
    """`count` pages, the sorts, owners and copies in turn; no letter twice."""
    home = cache / "cetak-dan-tulisan" / drawing_digest()
    home.mkdir(parents=True, exist_ok=True)
    pools = {sort: letters_of(part, sort) for sort in SORTS}
    jobs = [
        Job(*pools[SORTS[at % 3]][at], owners[at // 3 % len(owners)], LEVELS[at % 2], seed, SORTS[at % 3])
        for at in range(count)
    ]
    return [make_page(job, home) for job in jobs]


def rows(pages: Sequence[Mixed], reads: Sequence[Read]) -> list[list[str]]:
    """All, each sort, and of each sort what was written by hand."""
    found = [row("all", reads)]
    for sort in SORTS:
        of_sort = [(page, read) for page, read in zip(pages, reads, strict=True) if page.sort == sort]
        found.append(row(sort, [read for _, read in of_sort]))
        if sort != NOTED:
            found.append(row(f"{sort}, by hand", [only(read, page.by_hand) for page, read in of_sort]))
    return found


def only(read: Read, names: frozenset[str]) -> Read:
    """The letter with these fields alone."""
    fields = tuple(field for field in read.result.score.fields if field.name in names)
    return replace(read, result=replace(read.result, score=replace(read.result.score, fields=fields)))


def main(argv: Sequence[str] | None = None) -> None:
    """Draw, read, score, print."""
    chosen = arguments(argv)
    who = members(chosen.part)
    owners = writers(chosen.bank, who.writers) + (typefaces(chosen.fonts, who.faces) if chosen.fonts else [])
    reader = TimedReader(open_readings(chosen.readings))
    pages = make_pages(owners, chosen.part, chosen.letters, chosen.readings / "pages", chosen.seed)
    reads = read_all([page.written for page in pages], PART, reader, raw=chosen.raw)
    print(report.table(HEAD, rows(pages, reads)))
    if chosen.wrong:
        print_wrong([page.written for page in pages], reads, reader)


if __name__ == "__main__":
    main()
