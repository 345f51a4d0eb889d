"""Lists of cases for the commands."""

from desk.door import door
from desk.intake.values import CaseSummary
from desk.models import CaseRow


@door
def list_cases() -> list[CaseSummary]:
    """All cases, oldest first."""
    columns = (
        CaseRow.objects.filter(merged_into__isnull=True)
        .order_by("received_at", "id")
        .values_list(
            "id", "status", "service", "completeness", "channel", "received_on", "response_due", "service_due"
        )
    )
    return [CaseSummary(*line) for line in columns]
