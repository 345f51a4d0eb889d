"""Who the parties of a case are, and which of its meetings stands."""

from desk.models import CaseRow, Meeting, PartyRow
from desk.models.meetings import APPLICANT
from desk.paperwork.matter import matter_of

MEETING, SITE = "pertemuan", "lokasi"
STANDS = ("dijadwalkan", "terlaksana", "tidak_hadir")


def parties(row: CaseRow) -> list[PartyRow]:
    """The active parties; at first those whom the letter names."""
    if not PartyRow.objects.filter(case=row).exists():
        matter = matter_of(row)
        found = ((APPLICANT, matter.applicant, matter.address, matter.phone),
                 ("termohon", matter.respondent or matter.koperasi, "", ""))  # fmt: skip
        for role, name, address, phone in found:
            if name:
                PartyRow.objects.create(
                    case=row, role=role, name=name[:200], address=address[:300], phone=phone[:40]
                )
    return list(PartyRow.objects.filter(case=row, is_active=True))


def latest(row: CaseRow, kind: str | None = None) -> Meeting | None:
    """The last meeting that was not cancelled (of that kind)."""
    found = Meeting.objects.filter(case=row, state__in=STANDS)
    return (found.filter(kind=kind) if kind else found).order_by("at", "id").last()
