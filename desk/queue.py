"""The one door of flows into the database: plain typed functions, usable from threads and processes.

A case's way: `admit` -> (`take` -> `save_reading` | `fail`) -> the desk. A lease that is not renewed runs
out, and `take` hands the case out again, at most MOST_ATTEMPTS times; then it is `gagal`. Every function is
one short transaction (BEGIN IMMEDIATE on SQLite) and raises only models.errors.StorageError.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from desk import asking, audit, judging, matches, page_kinds, rows, search
from desk.door import door
from desk.leases import give_back, probe, renew, run_out
from desk.models import (
    Bacaan,
    BerkasPerkara,
    BerkasTersimpan,
    Halaman,
    Isian,
    Masukan,
    Pemberitahuan,
    Perkara,
    Permintaan,
    TandaTerima,
)
from desk.models.perkara import CHANNEL_LABELS
from desk.models.permintaan import REQUEST_LABELS
from desk.numbers import new_number
from desk.pictures import Drawing, drawing_done, next_drawing
from desk.stacks import divide
from desk.work import Admitted, Arrival, CaseRow, Correction, Request, StoredFile, Work
from models.case import Case, Channel
from models.document import Kind
from models.identity import iso_date
from models.page import PageReading
from models.status import STATUS_LABELS, CaseStatus, may_move
from models.typed_paper import TypedPaper

__all__ = [
    "Admitted", "Arrival", "CaseRow", "Correction", "Drawing", "Request", "StoredFile", "Work", "admit",
    "corrections", "count_open", "divide", "drawing_done", "fail", "find_case", "finish_request", "give_back",
    "is_admitted", "list_cases", "next_drawing", "probe",
    "record_failure", "renew", "save_reading", "stored_pages", "take", "take_case", "take_request",
]  # fmt: skip

MOST_ATTEMPTS = 3
"""A case that ended its reader three times will end it a fourth (issue 2, 4)."""


@door
def admit(arrival: Arrival) -> Admitted:
    """Makes the drop a case `diterima`; idempotent on `drop_id`.

    Files that an officer gave in for a case go to that case, wherever else they lie. Others that are all
    known already are linked to the case that has them. Either way the desk is told.
    """
    try:
        with transaction.atomic():
            known = Masukan.objects.filter(drop_id=arrival.drop_id, case__isnull=False).first()
            if known and known.case_id:
                return Admitted(known.case_id, known.is_known)
            receipt = _receipt_for(arrival)
            if receipt and receipt.adds_to_id:
                return _add_to(arrival, receipt.adds_to_id)
            case = _case_with(arrival.files)
            return _link(arrival, case, receipt) if case else _open(arrival, receipt)
    except IntegrityError:
        known = Masukan.objects.get(drop_id=arrival.drop_id, case__isnull=False)
        return Admitted(str(known.case_id), known.is_known)


def _case_with(files: Sequence[StoredFile], besides: str = "") -> Perkara | None:
    """The newest case that holds all of these files; `besides`: not that one."""
    found: QuerySet[Perkara] = Perkara.objects.filter(merged_into__isnull=True).exclude(id=besides)
    for file in files:
        found = found.filter(files__file_id=file.sha256)
    return found.order_by("-received_at").first() if files else None


def _link(arrival: Arrival, case: Perkara, receipt: TandaTerima | None) -> Admitted:
    _record_drop(arrival, case, is_known=True)
    if receipt:
        receipt.adds_to = case
        receipt.save(update_fields=["adds_to"])
    _tell(case, "kiriman_sama", f"Berkas yang sama diterima lagi lewat {_whence(arrival)}.")
    audit.append(audit.SYSTEM, "kiriman_sama", case.id, {"drop": arrival.drop_id, "kanal": arrival.channel})
    return Admitted(case.id, is_known=True)


def _whence(arrival: Arrival) -> str:
    when = timezone.localtime(arrival.received_at).strftime("%d-%m-%Y %H.%M")
    return f"{CHANNEL_LABELS[arrival.channel]} pada {when}"


def _tell(case: Perkara, kind: str, text: str, other: Perkara | None = None) -> None:
    Pemberitahuan.objects.create(case=case, kind=kind, text=text, other_case=other)


def _open(arrival: Arrival, receipt: TandaTerima | None) -> Admitted:
    typed = TypedPaper.model_validate(receipt.typed) if receipt and receipt.typed else None
    case = Perkara.objects.create(
        id=receipt.number if receipt else new_number(),
        status=CaseStatus.DITERIMA.value,
        channel=arrival.channel.value,
        received_at=arrival.received_at,
        received_on=_received_on(arrival, typed),
    )
    _attach(case, arrival.files, first=0)
    if receipt and typed:
        _take_typed(case, typed, receipt)
    _record_drop(arrival, case, is_known=False)
    audit.append(
        audit.SYSTEM,
        "diterima",
        case.id,
        {"kanal": arrival.channel, "berkas": [file.sha256 for file in arrival.files]},
    )
    return Admitted(case.id, is_known=False)


def _received_on(arrival: Arrival, typed: TypedPaper | None) -> date:
    """The day from which deadlines count: of what an officer wrote down, the day it was said."""
    said = typed.fields.get("tanggal_surat") if typed else None
    day = iso_date(said.value) if said and isinstance(said.value, str) else None
    return day or timezone.localtime(arrival.received_at).date()


def _take_typed(case: Perkara, typed: TypedPaper, receipt: TandaTerima) -> None:
    """What the officer typed becomes data of the case at once; the receipt keeps no copy of it."""
    use = case.files.get()
    use.typed = receipt.typed
    use.save(update_fields=["typed"])
    rows.write_documents(case, [typed.document(use.name)])
    judging.judge_again(case)
    case.save()
    receipt.typed = None
    receipt.save(update_fields=["typed"])


def _receipt_for(arrival: Arrival) -> TandaTerima | None:
    """The receipt given for exactly these files, marked used."""
    digests = sorted(file.sha256 for file in arrival.files)
    for receipt in TandaTerima.objects.select_for_update().filter(first_digest=digests[0], is_used=False):
        if sorted(receipt.digests) == digests:
            receipt.is_used = True
            receipt.save(update_fields=["is_used"])
            return receipt
    return None


def _add_to(arrival: Arrival, case_id: str) -> Admitted:
    """Later documents of a case: what it does not hold yet is attached, and the whole case is read again.

    A case that was merged meanwhile hands them on; one that was decided keeps its decision, and its
    people are told.
    """
    case = Perkara.objects.select_for_update().get(id=case_id)
    while case.merged_into_id:
        case = Perkara.objects.select_for_update().get(id=case.merged_into_id)
    held = set(case.files.values_list("file_id", flat=True))
    new = [file for file in arrival.files if file.sha256 not in held]
    _record_drop(arrival, case, is_known=not new)
    if other := _case_with(arrival.files, besides=case.id):
        _tell(case, "berkas_kembar", f"Berkas susulan ini juga ada pada perkara {other.id}.", other)
    if not new:
        _tell(case, "kiriman_sama", f"Berkas susulan yang sama diterima lagi lewat {_whence(arrival)}.")
        return Admitted(case.id, is_known=True)
    _attach(case, new, first=max(case.files.values_list("position", flat=True), default=-1) + 1)
    status = CaseStatus(case.status)
    if status is CaseStatus.DITERIMA or may_move(status, CaseStatus.DITERIMA):
        requeue(case)
    else:
        _tell(case, "susulan", f"Berkas susulan datang setelah perkara {STATUS_LABELS[status].lower()}.")
    audit.append(audit.SYSTEM, "berkas_ditambah", case.id, {"berkas": [file.sha256 for file in new]})
    return Admitted(case.id, is_known=False)


def _attach(case: Perkara, files: Sequence[StoredFile], first: int) -> None:
    """Names are made unique within the case, since fields and pages name their file."""
    taken = set(case.files.values_list("name", flat=True))
    for position, file in enumerate(files, start=first):
        stored, _ = BerkasTersimpan.objects.get_or_create(
            sha256=file.sha256, defaults={"size": file.size, "extension": file.extension}
        )
        name = file.name if file.name not in taken else f"{position + 1}-{file.name}"
        taken.add(name)
        BerkasPerkara.objects.create(
            case=case, file=stored, name=name[-255:], position=position, pages=list(file.pages)
        )


def _record_drop(arrival: Arrival, case: Perkara, *, is_known: bool) -> None:
    Masukan.objects.update_or_create(
        drop_id=arrival.drop_id,
        defaults={
            "channel": arrival.channel.value, "case": case, "is_known": is_known, "at": arrival.received_at,
            "failure": "", "is_open": False,
        },
    )  # fmt: skip


@door
def is_admitted(drop_id: str) -> bool:
    """Whether that drop became (or was linked to) a case."""
    return Masukan.objects.filter(drop_id=drop_id, case__isnull=False).exists()


@door
def record_failure(drop_id: str, channel: Channel, name: str, reason: str) -> None:
    """A drop that went to `gagal/`: shown on the desk with "Coba lagi". `reason` in Indonesian."""
    with transaction.atomic():
        Masukan.objects.update_or_create(
            drop_id=drop_id,
            defaults={
                "channel": channel.value, "name": name[-255:], "failure": reason, "is_open": True,
                "at": timezone.now(),
            },
        )  # fmt: skip
        audit.append(audit.SYSTEM, "masukan_gagal", "", {"drop": drop_id, "alasan": reason})


def requeue(case: Perkara) -> None:
    """Sets a case back to be read (again); the caller's transaction."""
    case.status = CaseStatus.DITERIMA.value
    case.attempts, case.failure, case.is_set_aside = 0, "", False
    case.intake_owner, case.intake_until = "", None
    case.version += 1
    case.save()


def _waiting(now: datetime, lease_seconds: int) -> QuerySet[Perkara]:
    """Cases to be read that nobody is reading."""
    return Perkara.objects.filter(status=CaseStatus.DITERIMA.value, merged_into__isnull=True).filter(
        Q(intake_until__isnull=True) | run_out("intake_until", now, lease_seconds)
    )


@door
def take(owner: str, *, lease_seconds: int = 60) -> Work | None:
    """The oldest case to be read, leased to `owner`; None when there is none.

    A case tried MOST_ATTEMPTS times without a result becomes `gagal`.
    """
    if not _waiting(timezone.now(), lease_seconds).exists():
        return None
    with transaction.atomic():
        now = timezone.now()
        waiting = (
            _waiting(now, lease_seconds).select_for_update(skip_locked=True).order_by("received_at", "id")
        )
        for spent in waiting.filter(attempts__gte=MOST_ATTEMPTS):
            _give_up(spent, "Pembacaan terhenti tiga kali tanpa hasil.")
        case = waiting.filter(attempts__lt=MOST_ATTEMPTS).first()
        return _lease(case, owner, now, lease_seconds) if case else None


@door
def take_case(case_id: str, owner: str, *, lease_seconds: int = 60) -> Work | None:
    """That case for `owner` (who may hold it already: no new attempt is counted); None if not to be had."""
    with transaction.atomic():
        now = timezone.now()
        case = Perkara.objects.select_for_update().filter(id=case_id).first()
        if not case or case.status != CaseStatus.DITERIMA.value:
            return None
        is_live = case.intake_until is not None and case.intake_until >= now
        if is_live and case.intake_owner != owner:
            return None
        if not is_live and case.attempts >= MOST_ATTEMPTS:
            _give_up(case, "Pembacaan terhenti tiga kali tanpa hasil.")
            return None
        return _lease(case, owner, now, lease_seconds, is_new=not is_live)


def _lease(case: Perkara, owner: str, now: datetime, seconds: int, *, is_new: bool = True) -> Work:
    case.intake_owner, case.intake_until = owner, now + timedelta(seconds=seconds)
    case.attempts += int(is_new)
    case.save(update_fields=["intake_owner", "intake_until", "attempts"])
    files = tuple(
        StoredFile(
            use.file_id, use.name, use.file.size, use.file.extension, tuple(use.pages),
            TypedPaper.model_validate(use.typed) if use.typed else None,
        )
        for use in case.files.select_related("file")
    )  # fmt: skip
    turned = {(use.name, int(page)): turn for use in case.files.all() for page, turn in use.rotations.items()}
    service = case.service if case.is_service_set else None
    uses = case.files.all()
    kinds = {
        (use.name, int(page)): tuple(map(Kind, said)) for use in uses for page, said in use.kinds.items()
    }
    channel = Channel(case.channel)
    return Work(case.id, case.attempts, channel, case.received_on, files, service, turned, kinds)


def _give_up(case: Perkara, reason: str) -> None:
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
        row = Perkara.objects.select_for_update().get(id=case_id)
        if row.status != CaseStatus.DITERIMA.value or row.intake_owner != owner:
            return False
        rows.write_pages(list(row.files.all()), pages)
        rows.write_documents(row, case.documents)
        rows.fill_summary(row, case)
        page_kinds.keep_said(row)
        if row.is_service_set or row.overrules.exists() or rows.has_person_values(row):
            judging.judge_again(row)
        Bacaan.objects.update_or_create(case=row, defaults={"json": rows.pack(case.to_json())})
        row.status, row.failure = CaseStatus.MENUNGGU.value, ""
        row.read_at = timezone.now()
        row.intake_owner, row.intake_until = "", None
        row.version += 1
        row.save()
        others = Perkara.objects.filter(merged_into__isnull=True)
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
        case = Perkara.objects.select_for_update().get(id=case_id)
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
    Permintaan.objects.filter(id=request_id, done_at__isnull=True).update(
        done_at=timezone.now(), error=error or "", owner="", until=None
    )


@door
def stored_pages(case_id: str) -> tuple[PageReading, ...]:
    """The page readings kept from an earlier reading of the case's files, in order (a case's own pages)."""
    found: list[PageReading] = []
    for use in BerkasPerkara.objects.filter(case_id=case_id):
        for page in Halaman.objects.filter(file_id=use.file_id).order_by("number"):
            if not use.pages or page.number in use.pages:
                found.append(rows.read_page(page).model_copy(update={"file": use.name}))
    return tuple(found)


@door
def corrections() -> list[Correction]:
    """What people said of fields the machine had read, for fitting the confidence again; no case ids."""
    looked = (
        Isian.objects.filter(is_person=True, document__is_typed=False)
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
def find_case(case_id: str) -> CaseRow | None:
    """That case's line, or None."""
    return next(iter(_lines(Perkara.objects.filter(id=case_id))), None)


@door
def list_cases() -> list[CaseRow]:
    """All cases, oldest first."""
    return _lines(Perkara.objects.filter(merged_into__isnull=True))


@door
def count_open() -> int:
    """Cases still to be read."""
    return Perkara.objects.filter(status=CaseStatus.DITERIMA.value, merged_into__isnull=True).count()


def _lines(cases: QuerySet[Perkara]) -> list[CaseRow]:
    columns = cases.order_by("received_at", "id").values_list(
        "id", "status", "service", "completeness", "channel", "received_on", "response_due", "service_due"
    )
    return [CaseRow(*line) for line in columns]
