"""Which cases may belong together: same person (NIK or name) or koperasi, close in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet

from desk.models import Pemberitahuan, Perkara
from models.similarity import name_similarity
from models.status import CaseStatus

LOOSE_MINUTES = 60
"""Letter and KTP scanned apart come minutes apart; an hour covers a queue at the scanner."""
RETURN_DAYS = 90
"""A returned applicant comes back within weeks; after three months it is a new matter."""
ALIKE = 0.9
"""Same name as two readings of it may differ (models.similarity: 1.0 = equal after normalising)."""
UNDECIDED = (CaseStatus.MENUNGGU.value, CaseStatus.DITERIMA.value)
MOST = 5


@dataclass(frozen=True)
class Proposal:
    """A case that may belong to this one, with the reason in words."""

    row: Perkara
    reason: str


def proposals(row: Perkara, cases: QuerySet[Perkara]) -> list[Proposal]:
    """Undecided cases of the same person received within LOOSE_MINUTES, and returned ones of theirs."""
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
    found = [Proposal(other, reason) for other in others[:50] if (reason := why(row, other))]
    return found[:MOST]


def why(row: Perkara, other: Perkara) -> str:
    """Why the two may belong together; "" when they don't seem to."""
    state = " (dikembalikan, menunggu kelengkapan)" if other.status == CaseStatus.DIKEMBALIKAN else ""
    if row.nik_hash and row.nik_hash == other.nik_hash:
        return f"NIK pemohon sama{state}"
    if row.applicant and other.applicant and name_similarity(row.applicant, other.applicant) >= ALIKE:
        return f"nama pemohon sama{state}"
    return ""


def propose(row: Perkara, cases: QuerySet[Perkara]) -> Sequence[Pemberitahuan]:
    """Notices for the proposals not told yet; the caller's transaction."""
    told = set(row.notices.exclude(other_case=None).values_list("other_case_id", flat=True))
    return [
        Pemberitahuan.objects.create(
            case=row,
            other_case=proposal.row,
            kind="mungkin_satu",
            text=f"Mungkin satu perkara dengan {proposal.row.id}: {proposal.reason}.",
        )
        for proposal in proposals(row, cases)
        if proposal.row.id not in told
    ]
