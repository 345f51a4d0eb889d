"""Who the parties of a case are, and which of its meetings stands."""

from desk.models import CaseRow, Meeting, PartyRow
from desk.models.meetings import APPLICANT
from desk.paperwork.matter import matter_of

MEETING, SITE = "pertemuan", "lokasi"
STANDS = ("dijadwalkan", "terlaksana", "tidak_hadir")


def parties(row: CaseRow) -> list[PartyRow]:
    """The active parties; until the first is written down (`entered`), those whom the letter names, not
    stored: looking changes nothing."""
    found = list(PartyRow.objects.filter(case=row))
    return [party for party in found if party.is_active] if found else _named(row)


def entered(row: CaseRow) -> list[PartyRow]:
    """The active parties, those whom the letter names written down first; the caller's transaction."""
    if not PartyRow.objects.filter(case=row).exists():
        for party in _named(row):
            party.save()
    return parties(row)


def key_of(party: PartyRow) -> str:
    """The party in a form: its number, or its role while only the letter names it."""
    return str(party.id or party.role)


def _named(row: CaseRow) -> list[PartyRow]:
    """Whom the letter names, one of each role at most."""
    matter = matter_of(row)
    found = ((APPLICANT, matter.applicant, matter.address, matter.phone),
             ("termohon", matter.respondent or matter.koperasi, "", ""))  # fmt: skip
    return [
        PartyRow(case=row, role=role, name=name[:200], address=address[:300], phone=phone[:40])
        for role, name, address, phone in found
        if name
    ]


def latest(row: CaseRow, kind: str | None = None) -> Meeting | None:
    """The last meeting that was not cancelled (of that kind)."""
    found = Meeting.objects.filter(case=row, state__in=STANDS)
    return (found.filter(kind=kind) if kind else found).order_by("at", "id").last()
