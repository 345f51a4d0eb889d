"""Which cases may belong together: same person (NIK or name) or koperasi, close in time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet

from desk.models import CaseRow, NoticeRow
from models.similarity import name_similarity
from models.status import CaseStatus
from models.tracking import parse

LOOSE_MINUTES = 60
"""Letter and KTP scanned apart come minutes apart; an hour covers a queue at the scanner."""
RETURN_DAYS = 90
"""A returned applicant comes back within weeks; after three months it is a new matter."""
ALIKE = 0.9
"""Same name as two readings of it may differ (models.similarity: 1.0 = equal after normalising)."""
UNDECIDED = (CaseStatus.MENUNGGU.value, CaseStatus.DITERIMA.value)
MOST = 5
NUMBER = re.compile(r"\b[A-Za-z]{2,5}[ -]*[\dIOS]{2}[ -]*[\dIOS]{6,9}[ -]*[A-Za-z]\b")
"""What may be a tracking number in a text; models.tracking says whether it is one."""


@dataclass(frozen=True)
class Proposal:
    """A case that may belong to this one, with the reason in words."""

    row: CaseRow
    reason: str


def proposals(row: CaseRow, cases: QuerySet[CaseRow]) -> list[Proposal]:
    """Undecided cases of the same person received within LOOSE_MINUTES, and returned ones of theirs."""
    if not row.applicant and not row.nik_hash:
        return []
    span = timedelta(minutes=LOOSE_MINUTES)
    near = Q(
        status__in=UNDECIDED,
        received_at__gte=row.received_at - span,
        received_at__lte=row.received_at + span,
    )
    returned = Q(
        status=CaseStatus.DIKEMBALIKAN.value, received_at__gte=row.received_at - timedelta(days=RETURN_DAYS)
    )
    same = Q(applicant__iexact=row.applicant) if row.applicant else Q()
    if row.nik_hash:
        same |= Q(nik_hash=row.nik_hash)
    others = cases.exclude(id=row.id).filter(near | (returned & same))
    known = others.only("id", "status", "applicant", "nik_hash")[:50]
    found = [Proposal(other, reason) for other in known if (reason := why(row, other))]
    return found[:MOST]


def why(row: CaseRow, other: CaseRow) -> str:
    """Why the two may belong together; "" when they don't seem to."""
    state = " (dikembalikan, menunggu kelengkapan)" if other.status == CaseStatus.DIKEMBALIKAN else ""
    if row.nik_hash and row.nik_hash == other.nik_hash:
        return f"NIK pemohon sama{state}"
    if row.applicant and other.applicant and name_similarity(row.applicant, other.applicant) >= ALIKE:
        return f"nama pemohon sama{state}"
    return ""


def numbers_in(text: str) -> set[str]:
    """Tracking numbers that stand in the text with the right check letter."""
    return {str(number) for found in NUMBER.findall(text) if (number := parse(found))}


def _named(row: CaseRow, cases: QuerySet[CaseRow], text: str) -> list[Proposal]:
    """Returned and undecided cases whose tracking number the papers carry, e.g. on the notice of shortage
    the applicant brought along."""
    states = (*UNDECIDED, CaseStatus.DIKEMBALIKAN.value)
    named = cases.exclude(id=row.id).filter(id__in=numbers_in(text), status__in=states)
    return [Proposal(other, "nomor penelusurannya tertulis pada berkas ini") for other in named[:MOST]]


def propose(row: CaseRow, cases: QuerySet[CaseRow], text: str = "") -> Sequence[NoticeRow]:
    """Notices for the proposals not told yet; the caller's transaction. `text`: what stands on the pages."""
    told = set(row.notices.exclude(other_case=None).values_list("other_case_id", flat=True))
    found = {proposal.row.id: proposal for proposal in (*_named(row, cases, text), *proposals(row, cases))}
    return [
        NoticeRow.objects.create(
            case=row,
            other_case=proposal.row,
            kind="mungkin_satu",
            text=f"Mungkin satu berkas dengan {proposal.row.id}: {proposal.reason}.",
        )
        for proposal in found.values()
        if proposal.row.id not in told
    ]
