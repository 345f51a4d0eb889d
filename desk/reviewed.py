"""What reviewers made of the machine's readings: the labels a calibration can be fitted on again."""

from collections.abc import Iterator
from dataclasses import dataclass

from desk.models import FieldRow
from models.status import CaseStatus

SEEN_BY_A_PERSON = (CaseStatus.DISETUJUI, CaseStatus.SELESAI, CaseStatus.DIARSIPKAN)
"""In these a reviewer has gone through the fields: what was left as it was counts as right."""


@dataclass(frozen=True)
class ReviewedField:
    """A value the machine read in an approved case. `confidence`: as calibrated then; no value is given."""

    kind: str
    name: str
    confidence: float
    is_right: bool


def reviewed_fields() -> Iterator[ReviewedField]:
    """All values read by the machine in approved cases, oldest documents first; no personal data."""
    seen = FieldRow.objects.filter(
        document__case__status__in=[status.value for status in SEEN_BY_A_PERSON],
        document__is_typed=False,
        machine_value__isnull=False,
    ).order_by("document_id", "position")
    rows = seen.values_list("document__kind", "name", "confidence", "is_corrected")
    for kind, name, confidence, is_corrected in rows.iterator(chunk_size=2000):
        yield ReviewedField(kind, name, confidence, not is_corrected)
