"""The register of outgoing letters: numbers as people entered them from the office's own, never invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from desk.models import CasePaper
from desk.models.papers import PAPER_LABELS
from desk.paperwork.shelf import WAYS
from desk.rights import visible
from desk.sheets import Cell, as_sheet
from models.procedure.stages import PaperKind

HEADER = ("Nomor", "Tanggal surat", "Jenis", "Kepada", "Hal", "Berkas", "Disampaikan", "Cara", "Final oleh")
HIDDEN = "(dirahasiakan)"
PAGE = 100


@dataclass(frozen=True)
class Line:
    """A letter of the register."""

    paper: CasePaper
    to: str
    subject: str

    @property
    def way(self) -> str:
        """How it went out."""
        return WAYS.get(self.paper.sent_by, "")

    @property
    def by(self) -> str:
        """Who made it final."""
        person = self.paper.finalizer
        return (person.get_full_name() or person.username) if person else ""


@dataclass(frozen=True)
class Wanted:
    """A year of the register, narrowed: a kind of paper, those not sent yet, words in number or case."""

    year: int
    kind: str = ""
    is_unsent: bool = False
    words: str = ""


def letters(user: User, wanted: Wanted) -> QuerySet[CasePaper]:
    """The numbered final papers of cases the user may see, newest first."""
    found = CasePaper.objects.filter(
        is_final=True, case__in=visible(user), dated_on__year=wanted.year
    ).exclude(number="")
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.is_unsent:
        found = found.filter(sent_on__isnull=True)
    if wanted.words:
        found = found.filter(Q(number__icontains=wanted.words) | Q(case__id__icontains=wanted.words))
    return found.select_related("case", "finalizer").order_by("-dated_on", "-id")


def line(paper: CasePaper) -> Line:
    """The letter as the register shows it; who asked for secrecy is not named."""
    lines = [str(part) for part in paper.content.get("addressee", ())]
    name = lines[1] if len(lines) > 1 else ""
    subject = str(paper.content.get("subject") or paper.content.get("title") or "")
    return Line(paper, HIDDEN if paper.case.is_confidential and name else name, subject)


def years(user: User, today: date) -> list[int]:
    """Years with letters, newest first; this year is always there."""
    found = CasePaper.objects.filter(is_final=True, case__in=visible(user), dated_on__isnull=False)
    return sorted({today.year, *(day.year for day in found.dates("dated_on", "year"))}, reverse=True)


def kinds() -> list[tuple[str, str]]:
    """Kinds of paper for the filter."""
    return [(kind.value, PAPER_LABELS[kind]) for kind in PaperKind]


def workbook(papers: Sequence[CasePaper]) -> bytes:
    """The register as XLSX, with real dates."""
    return as_sheet("Surat keluar", HEADER, [_cells(line(paper)) for paper in papers])


def _cells(item: Line) -> list[Cell]:
    paper = item.paper
    return [
        paper.number, paper.dated_on, paper.get_kind_display(), item.to, item.subject, paper.case_id,
        paper.sent_on, item.way, item.by,
    ]  # fmt: skip
