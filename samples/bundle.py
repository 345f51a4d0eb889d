"""A case being put together: files with pages, documents with truth, facts for the rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from models.case import Channel
from models.document import Document, Kind, PageRef
from samples import overlays, rules
from samples.channels import Channel as Copier
from samples.channels import pick_channel
from samples.letters.draft import Letter
from samples.pixels import Pixels, turned
from samples.raster import render
from samples.sheet import Sheet
from samples.splits import Dice, Level, Split
from samples.truth import Expected, Label, Paper

DPIS = {Level.CLEAN: (200, 300), Level.MEDIUM: (200, 200, 150, 300), Level.HARD: (150, 200)}
TURN_SHARE = {Level.CLEAN: 0.04, Level.MEDIUM: 0.18, Level.HARD: 0.3}
"""Share of pages that lie upside down or sideways."""
JPEG_QUALITY = {Level.CLEAN: (88, 95), Level.MEDIUM: (70, 90), Level.HARD: (38, 75)}


GARBAGE_SHARE = 0.06
"""Share of scanned PDFs with a text layer that says nothing true."""


def nonsense(dice: Dice) -> str:
    """A line as a wrongly set OCR program reads a page."""
    letters = "abcdefghijklmnopqrstuvwxyz.,;:|~^°»lI1 "
    return "".join(dice.choice(letters) for _ in range(dice.randint(8, 60)))


@dataclass
class FileDraft:
    """One file: its pages as pixels, or as sheets when it is born digital."""

    name: str
    dpi: int
    quality: int
    pages: list[Pixels] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    garbage: tuple[str, ...] = ()
    """Lines of nonsense laid invisibly over each page of a scanned PDF, as bad OCR software leaves."""


@dataclass(frozen=True)
class SampleCase:
    """A finished sample: files and what is true of them."""

    name: str
    files: tuple[FileDraft, ...]
    expected: Expected
    channels: tuple[str, ...]


@dataclass
class CaseDraft:
    """Collects pages and documents of one case; one per sample."""

    name: str
    dice: Dice
    level: Level
    today: date
    channel: Channel = Channel.LOKET
    files: list[FileDraft] = field(default_factory=list)
    papers: list[tuple[Paper, list[PageRef]]] = field(default_factory=list)
    facts: rules.CaseFacts = field(default_factory=rules.CaseFacts)
    copiers: list[str] = field(default_factory=list)
    is_handwritten: bool = False
    fixed: tuple[int, int] | None = None
    """(dpi, JPEG quality) of all files, instead of those of the level."""

    def new_file(self, extension: str, stem: str = "") -> FileDraft:
        """Start a file; its name is the case's when it is the only one."""
        name = f"{stem or self.name}.{extension}"
        dpi, quality = self.dice.choice(DPIS[self.level]), self.dice.randint(*JPEG_QUALITY[self.level])
        draft = FileDraft(name, *(self.fixed or (dpi, quality)))
        if extension == "pdf" and self.dice.chance(GARBAGE_SHARE):
            draft.garbage = tuple(nonsense(self.dice) for _ in range(self.dice.randint(6, 40)))
        self.files.append(draft)
        return draft

    def copy(self, page: Pixels, copier: Copier | None = None) -> Pixels:
        """The page as it comes out of a copier, scanner or phone of this level."""
        copier = copier or pick_channel(self.dice, self.level)
        self.copiers.append(copier.name)
        return copier.apply(page, self.dice, self.level)

    def scan(
        self, file: FileDraft, page: Pixels, copier: Copier | None = None, *, turn: bool = True
    ) -> PageRef:
        """Copy a page, perhaps turn it, put it into the file."""
        damaged = self.copy(page, copier)
        clockwise = (
            self.dice.choice((90, 180, 180, 270)) if turn and self.dice.chance(TURN_SHARE[self.level]) else 0
        )
        file.pages.append(turned(damaged, clockwise) if clockwise else damaged)
        return PageRef(file=file.name, page=len(file.pages), rotation=(360 - clockwise) % 360)

    def add(self, paper: Paper, pages: Sequence[PageRef]) -> None:
        """A document on those pages."""
        self.papers.append((paper, list(pages)))

    def add_kind(self, kind: Kind, page: PageRef) -> None:
        """A page without fields: blank, or an enclosure."""
        self.add(Paper(kind, {}), [page])

    def knows(self, **facts: object) -> None:
        """What the rules need to know."""
        self.facts = replace(self.facts, **facts)  # type: ignore[arg-type]

    def finish(self, part: str, family: str, split: Split, seed: int) -> SampleCase:
        """The sample with its truth."""
        documents: tuple[Document, ...] = tuple(paper.document(pages) for paper, pages in self.papers)
        expected = Expected(
            rules.service(self.facts),
            self.channel,
            self.today,
            documents,
            rules.completeness(self.facts),
            rules.deadlines(self.facts, self.today),
            Label(part, family, self.level, split, seed, self.is_handwritten),
        )
        return SampleCase(self.name, tuple(self.files), expected, tuple(self.copiers))


Painter = Callable[[int], Pixels]
"""Draws a page at a dpi."""


def letter_pages(
    case: CaseDraft, letter: Letter, file: FileDraft, copier: Copier | None = None
) -> list[PageRef]:
    """Scan all pages of a letter into the file."""
    case.is_handwritten = letter.is_handwritten
    refs = []
    for sheet in letter.sheets:
        page = render(sheet, file.dpi, case.dice)
        if letter.facts.is_signed and case.dice.chance(overlays.SHARE[case.level] / 2):
            overlays.note(case.dice, page, file.dpi)
        refs.append(case.scan(file, page, copier))
    return refs


def letter_fact(letter: Letter) -> rules.LetterFact:
    """What the rules need to know of a letter."""
    facts = letter.facts
    return rules.LetterFact(
        frozenset({facts.applicant.nik, facts.signer.nik}),
        facts.cooperative.name if letter.paper.values.get("koperasi_nama") else None,
        facts.topic.service,
        facts.is_signed,
    )
