"""Lists of cases for the commands."""

from django.db.models import QuerySet

from desk.door import door
from desk.intake.values import CaseSummary
from desk.models import CaseRow


@door
def find_case(case_id: str) -> CaseSummary | None:
    """That case's line, or None."""
    return next(iter(_lines(CaseRow.objects.filter(id=case_id))), None)


@door
def list_cases() -> list[CaseSummary]:
    """All cases, oldest first."""
    return _lines(CaseRow.objects.filter(merged_into__isnull=True))


def _lines(cases: QuerySet[CaseRow]) -> list[CaseSummary]:
    columns = cases.order_by("received_at", "id").values_list(
        "id", "status", "service", "completeness", "channel", "received_on", "response_due", "service_due"
    )
    return [CaseSummary(*line) for line in columns]
