"""How drops become cases: admitted, linked, added to a case, refused."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from desk import audit, joined, judging, rows
from desk.door import door
from desk.intake.values import Admitted, Arrival, StoredFile
from desk.leases import READING
from desk.models import CaseFile, CaseRow, Documentation, DropRow, NoticeRow, ReceiptRow, StoredOriginal
from desk.models.cases import CHANNEL_LABELS
from desk.numbers import new_number
from models.case import Channel
from models.identity import iso_date
from models.status import STATUS_LABELS, CaseStatus, may_move
from models.typed_paper import TypedPaper


@door
def admit(arrival: Arrival) -> Admitted:
    """Makes the drop a case `diterima`; idempotent on `drop_id`.

    Files that an officer gave in for a case go to that case, wherever else they lie. Others that are all
    known already are linked to the case that has them. Either way the desk is told.
    """
    try:
        with transaction.atomic():
            return _admit(arrival)
    except IntegrityError:
        known = DropRow.objects.get(drop_id=arrival.drop_id, case__isnull=False)
        return Admitted(str(known.case_id), known.is_known)


@door
def admit_all(arrivals: Sequence[Arrival]) -> None:
    """As `admit` for each, in one transaction (a commit waits for the disk): all of them or, on any error,
    none; then they may be admitted one by one."""
    with transaction.atomic(), audit.together():
        for arrival in arrivals:
            _admit(arrival)


def _admit(arrival: Arrival) -> Admitted:
    known = DropRow.objects.filter(drop_id=arrival.drop_id, case__isnull=False).first()
    if known and known.case_id:
        return Admitted(known.case_id, known.is_known)
    receipt = _receipt_for(arrival)
    if receipt and receipt.adds_to_id:
        return _add_to(arrival, receipt, receipt.adds_to_id)
    case = case_with([file.sha256 for file in arrival.files])
    return _link(arrival, case, receipt) if case else _open(arrival, receipt)


def case_with(digests: Collection[str], besides: str = "") -> CaseRow | None:
    """The newest case that holds all files of these digests; `besides`: not that one."""
    found: QuerySet[CaseRow] = CaseRow.objects.filter(merged_into__isnull=True).exclude(id=besides)
    for digest in digests:
        found = found.filter(files__file_id=digest)
    return found.order_by("-received_at").first() if digests else None


def _link(arrival: Arrival, case: CaseRow, receipt: ReceiptRow | None) -> Admitted:
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


def _tell(case: CaseRow, kind: str, text: str, other: CaseRow | None = None) -> None:
    NoticeRow.objects.create(case=case, kind=kind, text=text, other_case=other)


def _open(arrival: Arrival, receipt: ReceiptRow | None) -> Admitted:
    typed = TypedPaper.model_validate(receipt.typed) if receipt and receipt.typed else None
    at = min(receipt.at, arrival.received_at) if receipt else arrival.received_at
    case = CaseRow.objects.create(
        id=receipt.number if receipt else new_number(),
        status=CaseStatus.DITERIMA.value,
        channel=arrival.channel.value,
        received_at=at,
        received_on=_received_on(at, typed),
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


def _received_on(at: datetime, typed: TypedPaper | None) -> date:
    """The day from which deadlines count: of what an officer wrote down, the day it was said; else that of
    the receipt, however much later the machine took the files up."""
    said = typed.fields.get("tanggal_surat") if typed else None
    day = iso_date(said.value) if said and isinstance(said.value, str) else None
    return day or timezone.localtime(at).date()


def _take_typed(case: CaseRow, typed: TypedPaper, receipt: ReceiptRow) -> None:
    """What the officer typed becomes data of the case at once; the receipt keeps no copy of it."""
    use = case.files.get()
    use.typed = receipt.typed
    use.save(update_fields=["typed"])
    rows.write_documents(case, [typed.document(use.name)])
    judging.judge_again(case)
    case.save()
    receipt.typed = None
    receipt.save(update_fields=["typed"])


def _receipt_for(arrival: Arrival) -> ReceiptRow | None:
    """The receipt given for exactly these files, marked used."""
    digests = sorted(file.sha256 for file in arrival.files)
    for receipt in ReceiptRow.objects.select_for_update().filter(first_digest=digests[0], is_used=False):
        if sorted(receipt.digests) == digests:
            receipt.is_used = True
            receipt.save(update_fields=["is_used"])
            return receipt
    return None


def _add_to(arrival: Arrival, receipt: ReceiptRow, case_id: str) -> Admitted:
    """Later documents of a case: what it does not hold yet is attached, and the whole case is read again.

    A case that was merged meanwhile hands them on; one that was decided keeps its decision, and its
    people are told.
    """
    case = joined.living(CaseRow.objects.get(id=case_id))
    case = CaseRow.objects.select_for_update().get(id=case.id)
    held = set(case.files.values_list("file_id", flat=True))
    new = [file for file in arrival.files if file.sha256 not in held]
    if not new:
        return _link(arrival, case, receipt)
    _record_drop(arrival, case, is_known=False)
    if case.status == CaseStatus.DISETUJUI:
        return _document(receipt, case, new)
    if other := case_with([file.sha256 for file in arrival.files], besides=case.id):
        _tell(case, "berkas_kembar", f"Dokumen susulan ini juga ada pada berkas {other.id}.", other)
    _attach(case, new, first=max(case.files.values_list("position", flat=True), default=-1) + 1)
    status = CaseStatus(case.status)
    if status is CaseStatus.DITERIMA or may_move(status, CaseStatus.DITERIMA):
        requeue(case)
    else:
        _tell(case, "susulan", f"Berkas susulan datang setelah berkas {STATUS_LABELS[status].lower()}.")
    audit.append(audit.SYSTEM, "berkas_ditambah", case.id, {"berkas": [file.sha256 for file in new]})
    return Admitted(case.id, is_known=False)


def _document(receipt: ReceiptRow, case: CaseRow, new: Sequence[StoredFile]) -> Admitted:
    """Papers that come while an approved case is under way: they document it; what was decided on stays."""
    held = set(case.documentation.values_list("file_id", flat=True))
    for file in new:
        if file.sha256 in held:
            continue
        stored, _ = StoredOriginal.objects.get_or_create(
            sha256=file.sha256, defaults={"size": file.size, "extension": file.extension}
        )
        case.documentation.create(
            file=stored, caption=f"Berkas susulan: {file.name}"[:300], in_report=False, person=receipt.person
        )
    _tell(case, "susulan", "Berkas susulan datang; lihat Dokumentasi pada proses layanan.")
    audit.append(audit.SYSTEM, "berkas_susulan", case.id, {"berkas": [file.sha256 for file in new]})
    return Admitted(case.id, is_known=False)


def _attach(case: CaseRow, files: Sequence[StoredFile], first: int) -> None:
    """Names are made unique within the case, since fields and pages name their file."""
    taken = set(case.files.values_list("name", flat=True)) if first else set()
    for position, file in enumerate(files, start=first):
        stored, _ = StoredOriginal.objects.get_or_create(
            sha256=file.sha256, defaults={"size": file.size, "extension": file.extension}
        )
        name = file.name if file.name not in taken else f"{position + 1}-{file.name}"
        taken.add(name)
        CaseFile.objects.create(
            case=case, file=stored, name=name[-255:], position=position, pages=list(file.pages)
        )


def _record_drop(arrival: Arrival, case: CaseRow, *, is_known: bool) -> None:
    DropRow.objects.update_or_create(
        drop_id=arrival.drop_id,
        defaults={
            "channel": arrival.channel.value, "case": case, "is_known": is_known, "at": arrival.received_at,
            "failure": "", "is_open": False,
        },
    )  # fmt: skip


@door
def in_cases(digests: Collection[str]) -> frozenset[str]:
    """Those of the originals that some case holds; what none holds was never admitted."""
    own = CaseFile.objects.filter(file_id__in=digests).values_list("file_id", flat=True)
    later = Documentation.objects.filter(file_id__in=digests).values_list("file_id", flat=True)
    return frozenset((*own, *later))


@door
def record_failure(drop_id: str, channel: Channel, name: str, reason: str) -> None:
    """A drop that went to `gagal/`: shown on the desk with "Coba lagi". `reason` in Indonesian; the log tells
    it once."""
    with transaction.atomic():
        is_told = DropRow.objects.filter(drop_id=drop_id, failure=reason).exists()
        DropRow.objects.update_or_create(
            drop_id=drop_id,
            defaults={
                "channel": channel.value, "name": name[-255:], "failure": reason, "is_open": True,
                "at": timezone.now(),
            },
        )  # fmt: skip
        if not is_told:
            audit.append(audit.SYSTEM, "masukan_gagal", "", {"drop": drop_id, "alasan": reason})


def requeue(case: CaseRow) -> None:
    """Sets a case back to be read (again); the caller's transaction."""
    case.status = CaseStatus.DITERIMA.value
    case.attempts, case.failure, case.is_set_aside = 0, "", False
    case.decided_at, case.decided_on = None, None
    READING.take_back(case)
    case.version += 1
    case.save()
