"""The one door of flows into the database: plain typed functions, usable from threads and processes.

A case's way: `admit` -> (`take` -> `save_reading` | `fail`) -> the desk. A lease that is not renewed runs
out, and `take` hands the case out again, at most MOST_ATTEMPTS times; then it is `gagal`. Every function is
one short transaction (BEGIN IMMEDIATE on SQLite) and raises only models.errors.StorageError.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from desk import asking, audit, judging, matches, page_kinds, rows, search
from desk.admission import admit, admit_all, is_admitted, record_failure, requeue
from desk.door import connection_kept, door
from desk.leases import give_back, is_held, probe, renew, renew_all, run_out
from desk.models import (
    CaseFile,
    CaseReading,
    CaseRow,
    FieldRow,
    PageRow,
    RequestRow,
)
from desk.models.intake import REQUEST_LABELS
from desk.pictures import Drawing, drawing_done, next_drawing
from desk.stacks import divide
from desk.work import Admitted, Arrival, CaseSummary, Correction, Request, StoredFile, Work
from models.case import Case, Channel
from models.document import Kind
from models.page import PageReading
from models.status import CaseStatus
from models.typed_paper import TypedPaper

__all__ = [
    "Admitted", "Arrival", "CaseRow", "Correction", "Drawing", "Request", "StoredFile", "Work", "admit",
    "admit_all", "connection_kept", "corrections", "count_open", "divide", "drawing_done", "fail",
    "find_case", "finish_request", "give_back", "is_admitted", "is_held", "list_cases", "next_drawing",
    "probe", "record_failure", "renew", "renew_all", "requeue", "save_reading", "stored_pages", "take",
    "take_case", "take_request", "take_some",
]  # fmt: skip

MOST_ATTEMPTS = 3
"""A case that ended its reader three times will end it a fourth (issue 2, 4)."""


def _waiting(now: datetime, lease_seconds: int) -> QuerySet[CaseRow]:
    """Cases to be read that nobody is reading."""
    return CaseRow.objects.filter(status=CaseStatus.DITERIMA.value, merged_into__isnull=True).filter(
        Q(intake_until__isnull=True) | run_out("intake_until", now, lease_seconds)
    )


@door
def take(owner: str, *, lease_seconds: int = 60, held: Collection[str] = ()) -> Work | None:
    """The oldest case to be read, leased to `owner`; None when there is none. See `take_some`."""
    return next(iter(take_some(owner, 1, lease_seconds=lease_seconds, held=held)), None)


@door
def take_some(
    owner: str, most: int, *, lease_seconds: int = 60, held: Collection[str] = ()
) -> tuple[Work, ...]:
    """The oldest cases to be read, `most` of them, leased to `owner`; fewer when there are no more.

    `held`: cases that `owner` is reading now, whatever became of their leases meanwhile. A case tried
    MOST_ATTEMPTS times without a result becomes `gagal`.
    """
    if not _waiting(timezone.now(), lease_seconds).exclude(id__in=held).exists():
        return ()
    with transaction.atomic():
        now = timezone.now()
        waiting = (
            _waiting(now, lease_seconds)
            .exclude(id__in=held)
            .select_for_update(skip_locked=True)
            .order_by("received_at", "id")
        )
        for spent in waiting.filter(attempts__gte=MOST_ATTEMPTS):
            _give_up(spent, "Pembacaan terhenti tiga kali tanpa hasil.")
        cases = list(waiting.filter(attempts__lt=MOST_ATTEMPTS)[:most])
        return tuple(_lease(case, owner, now, lease_seconds) for case in cases)


@door
def take_case(case_id: str, owner: str, *, lease_seconds: int = 60) -> Work | None:
    """That case for `owner` (who may hold it already: no new attempt is counted); None if not to be had."""
    with transaction.atomic():
        now = timezone.now()
        case = CaseRow.objects.select_for_update().filter(id=case_id).first()
        if not case or case.status != CaseStatus.DITERIMA.value:
            return None
        is_live = case.intake_until is not None and case.intake_until >= now
        if is_live and case.intake_owner != owner:
            return None
        if not is_live and case.attempts >= MOST_ATTEMPTS:
            _give_up(case, "Pembacaan terhenti tiga kali tanpa hasil.")
            return None
        return _lease(case, owner, now, lease_seconds, is_new=not is_live)


def _lease(case: CaseRow, owner: str, now: datetime, seconds: int, *, is_new: bool = True) -> Work:
    case.intake_owner, case.intake_until = owner, now + timedelta(seconds=seconds)
    case.attempts += int(is_new)
    case.save(update_fields=["intake_owner", "intake_until", "attempts"])
    uses = list(case.files.select_related("file"))
    files = tuple(
        StoredFile(
            use.file_id, use.name, use.file.size, use.file.extension, tuple(use.pages),
            TypedPaper.model_validate(use.typed) if use.typed else None,
        )
        for use in uses
    )  # fmt: skip
    turned = {(use.name, int(page)): turn for use in uses for page, turn in use.rotations.items()}
    service = case.service if case.is_service_set else None
    kinds = {
        (use.name, int(page)): tuple(map(Kind, said)) for use in uses for page, said in use.kinds.items()
    }
    channel = Channel(case.channel)
    return Work(case.id, case.attempts, channel, case.received_on, files, service, turned, kinds)


def _give_up(case: CaseRow, reason: str) -> None:
    case.status, case.failure = CaseStatus.GAGAL.value, reason
    case.intake_owner, case.intake_until = "", None
    case.version += 1
    case.save(update_fields=["status", "failure", "intake_owner", "intake_until", "version"])
    audit.append(audit.SYSTEM, "gagal_dibaca", case.id, {"alasan": reason, "percobaan": case.attempts})


@door
def save_reading(case_id: str, owner: str, case: Case, pages: Sequence[PageReading]) -> bool:
    """Stores the reading; the case waits for a reviewer. False (and nothing done) when `owner` lost the
    lease or the reading is stored already; so it may be repeated."""
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        if row.status != CaseStatus.DITERIMA.value or row.intake_owner != owner:
            return False
        rows.write_pages(list(row.files.all()), pages)
        rows.write_documents(row, case.documents)
        rows.fill_summary(row, case)
        page_kinds.keep_said(row)
        if row.is_service_set or row.overrules.exists() or rows.has_person_values(row):
            judging.judge_again(row)
        CaseReading.objects.update_or_create(case=row, defaults={"json": rows.pack(case.to_json())})
        row.status, row.failure = CaseStatus.MENUNGGU.value, ""
        row.read_at = timezone.now()
        row.intake_owner, row.intake_until = "", None
        row.version += 1
        row.save()
        others = CaseRow.objects.filter(merged_into__isnull=True)
        text = rows.searchable_text(row, pages)
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
def fail(case_id: str, owner: str, reason: str, *, is_final: bool) -> None:
    """The reading failed. `is_final`, or the last attempt: the case is `gagal`; else it is tried again."""
    with transaction.atomic():
        case = CaseRow.objects.select_for_update().get(id=case_id)
        if case.status != CaseStatus.DITERIMA.value or case.intake_owner != owner:
            return
        if is_final or case.attempts >= MOST_ATTEMPTS:
            _give_up(case, reason)
            return
        case.failure, case.intake_owner, case.intake_until = reason, "", None
        case.save(update_fields=["failure", "intake_owner", "intake_until"])


@door
def take_request(owner: str) -> Request | None:
    """The oldest open request, leased to `owner`; None when there is none."""
    row = asking.lease(owner, REQUEST_LABELS)
    if row is None:
        return None
    payload = {str(key): str(value) for key, value in row.payload.items()}
    return Request(row.id, row.kind, row.case_id, payload, row.attempts)


@door
def finish_request(request_id: int, error: str | None = None) -> None:
    """The request is done, or could not be (`error`, in Indonesian, is shown on the desk)."""
    RequestRow.objects.filter(id=request_id, done_at__isnull=True).update(
        done_at=timezone.now(), error=error or "", owner="", until=None
    )


@door
def stored_pages(case_id: str) -> tuple[PageReading, ...]:
    """The page readings kept from an earlier reading of the case's files, in order (a case's own pages)."""
    found: list[PageReading] = []
    for use in CaseFile.objects.filter(case_id=case_id):
        for page in PageRow.objects.filter(file_id=use.file_id).order_by("number"):
            if not use.pages or page.number in use.pages:
                found.append(rows.read_page(page).model_copy(update={"file": use.name}))
    return tuple(found)


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


@door
def find_case(case_id: str) -> CaseSummary | None:
    """That case's line, or None."""
    return next(iter(_lines(CaseRow.objects.filter(id=case_id))), None)


@door
def list_cases() -> list[CaseSummary]:
    """All cases, oldest first."""
    return _lines(CaseRow.objects.filter(merged_into__isnull=True))


@door
def count_open() -> int:
    """Cases still to be read."""
    return CaseRow.objects.filter(status=CaseStatus.DITERIMA.value, merged_into__isnull=True).count()


def _lines(cases: QuerySet[CaseRow]) -> list[CaseSummary]:
    columns = cases.order_by("received_at", "id").values_list(
        "id", "status", "service", "completeness", "channel", "received_on", "response_due", "service_due"
    )
    return [CaseSummary(*line) for line in columns]
