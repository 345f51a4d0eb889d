"""Whether cases kept their limits, told by the database: figures count thousands of cases at once."""

from django.db.models import Case, CharField, DateField, F, QuerySet, Value, When
from django.db.models.functions import TruncDate

from desk import facts
from desk.models import CaseRow
from models.status import CaseStatus

SERVICE, RESPONSE = "layanan", "tanggapan"
KEPT, PASSED, OPEN, NONE = "tepat", "lewat", "terbuka", ""
"""Kept; passed, with or without an end; neither yet; the case has no such limit."""
CLOSED = (CaseStatus.SELESAI, CaseStatus.DITOLAK, CaseStatus.DIARSIPKAN)


def judged(cases: QuerySet[CaseRow]) -> QuerySet[CaseRow]:
    """The cases with `kept_layanan` and `kept_tanggapan`: KEPT, PASSED, OPEN or NONE.

    A case is settled on the day of its last stage, else of the decision that closed it.
    """
    settled = Case(
        When(process__ended_on__isnull=False, then=F("process__ended_on")),
        When(status__in=CLOSED, then=F("decided_on")),
        default=None,
        output_field=DateField(),
    )
    days = cases.annotate(settled_on=settled, answered_on=TruncDate("answered_at"))
    return days.annotate(
        kept_layanan=_kept("service_due", "settled_on"), kept_tanggapan=_kept("response_due", "answered_on")
    )


def _kept(due: str, done: str) -> Case:
    return Case(
        When(**{f"{due}__isnull": True}, then=Value(NONE)),
        When(**{f"{done}__lte": F(due)}, then=Value(KEPT)),
        When(**{f"{done}__isnull": False}, then=Value(PASSED)),
        When(**{f"{due}__lt": facts.today()}, then=Value(PASSED)),
        default=Value(OPEN),
        output_field=CharField(),
    )


def kept(row: CaseRow, limit: str) -> str:
    """How a case of `judged` kept a limit (SERVICE, RESPONSE)."""
    return str(getattr(row, f"kept_{limit}"))
