"""What the reader read of a case is stored, and asked for again."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from desk import audit, judging, matches, page_kinds, rows, search
from desk.door import door
from desk.intake.values import Correction
from desk.leases import READING
from desk.models import CaseReading, CaseRow, FieldRow
from models.case import Case
from models.page import PageReading
from models.status import CaseStatus


@door
def save_reading(case_id: str, owner: str, case: Case, pages: Sequence[PageReading]) -> bool:
    """Stores the reading; the case waits for a reviewer. False (and nothing done) when `owner` lost the
    lease or the reading is stored already; so it may be repeated."""
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        if row.status != CaseStatus.DITERIMA.value or not READING.is_held_by(row, owner):
            return False
        rows.write_pages(list(row.files.all()), pages)
        CaseReading.objects.update_or_create(case=row, defaults={"json": rows.pack(case.to_json())})
        gone = rows.write_documents(row, case.documents)
        rows.fill_summary(row, case)
        page_kinds.keep_said(row, gone)
        if row.is_service_set or row.overrules.exists() or rows.has_person_values(row):
            judging.judge_again(row)
        row.status, row.failure = CaseStatus.MENUNGGU.value, ""
        row.read_at = timezone.now()
        READING.take_back(row)
        row.version += 1
        row.save()
        others = CaseRow.objects.filter(merged_into__isnull=True)
        text = rows.searchable_text(row, (line.text for page in pages for line in page.lines))
        matches.propose(row, others if row.is_confidential else others.filter(is_confidential=False), text)
        search.index(case_id, text)
        audit.append(
            audit.SYSTEM,
            "dibaca",
            case_id,
            {"kelengkapan": row.completeness, "ragu": row.doubtful, "halaman": len(pages)},
        )
    return True


@door
def corrections() -> list[Correction]:
    """What people said of fields the machine had read, for fitting the confidence again; no case ids."""
    looked = (
        FieldRow.objects.filter(is_person=True, document__is_typed=False)
        .select_related("document")
        .order_by("person_at")
    )
    return [
        Correction(
            item.document.kind, item.name, item.machine_value, item.raw, item.confidence, item.needs_review,
            item.person_value,
        )
        for item in looked.iterator(chunk_size=2000)
    ]  # fmt: skip
