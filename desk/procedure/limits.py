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
        kept_layanan=_kept("service_due", "settled_on", "settled_on"),
        kept_tanggapan=_kept("response_due", "answered_on", "answered_at"),
    )


def _kept(due: str, done: str, known: str) -> Case:
    """`known` is null where `done` is, and is asked first: SQLite asks Python for the day of a time, and most
    cases of a year have none."""
    return Case(
        When(**{f"{due}__isnull": True}, then=Value(NONE)),
        When(**{f"{known}__isnull": True, f"{due}__lt": facts.today()}, then=Value(PASSED)),
        When(**{f"{known}__isnull": True}, then=Value(OPEN)),
        When(**{f"{done}__lte": F(due)}, then=Value(KEPT)),
        default=Value(PASSED),
        output_field=CharField(),
    )


def kept(row: CaseRow, limit: str) -> str:
    """How a case of `judged` kept a limit (SERVICE, RESPONSE)."""
    return str(getattr(row, f"kept_{limit}"))
