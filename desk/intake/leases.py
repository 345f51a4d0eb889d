"""A case is read under a lease: taken, renewed, given back; what fails too often is `gagal`."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from desk import audit
from desk.door import door
from desk.intake.values import StoredFile, Work
from desk.leases import READING
from desk.models import CaseRow
from models.case import Channel
from models.document import Kind
from models.status import CaseStatus
from models.typed_paper import TypedPaper

MOST_ATTEMPTS = 3
"""A case that ended its reader three times will end it a fourth (issue 2, 4)."""


def _waiting(now: datetime, lease_seconds: int) -> QuerySet[CaseRow]:
    """Cases to be read that nobody is reading."""
    free = READING.of(lease_seconds).free(now)
    return CaseRow.objects.filter(free, status=CaseStatus.DITERIMA.value, merged_into__isnull=True)


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
        is_live = READING.of(lease_seconds).is_held(case, now)
        if is_live and not READING.is_held_by(case, owner):
            return None
        if not is_live and case.attempts >= MOST_ATTEMPTS:
            _give_up(case, "Pembacaan terhenti tiga kali tanpa hasil.")
            return None
        return _lease(case, owner, now, lease_seconds, is_new=not is_live)


def _lease(case: CaseRow, owner: str, now: datetime, seconds: int, *, is_new: bool = True) -> Work:
    READING.give(case, owner, now + timedelta(seconds=seconds))
    case.attempts += int(is_new)
    case.save(update_fields=[*READING.columns, "attempts"])
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
    READING.take_back(case)
    case.version += 1
    case.save(update_fields=["status", "failure", *READING.columns, "version"])
    audit.append(audit.SYSTEM, "gagal_dibaca", case.id, {"alasan": reason, "percobaan": case.attempts})


@door
def renew(case_id: str, owner: str, *, lease_seconds: int = 60) -> bool:
    """A sign of life: prolongs the lease; False when it is lost (then stop, another reads the case)."""
    until = timezone.now() + timedelta(seconds=lease_seconds)
    return _held(owner).filter(id=case_id).update(**READING.renewed(until)) == 1


@door
def renew_all(case_ids: Collection[str], owner: str, *, lease_seconds: int = 60) -> None:
    """`renew` for all of them in one go."""
    until = timezone.now() + timedelta(seconds=lease_seconds)
    with transaction.atomic():
        _held(owner).filter(id__in=case_ids).update(**READING.renewed(until))


@door
def is_held(case_id: str, owner: str) -> bool:
    """Whether `owner` holds the lease of the case, still to be read."""
    return _held(owner).filter(id=case_id).exists()


def _held(owner: str) -> QuerySet[CaseRow]:
    """Cases still to be read that `owner` has."""
    return CaseRow.objects.filter(READING.held_by(owner), status=CaseStatus.DITERIMA.value)


@door
def give_back(case_id: str, owner: str) -> None:
    """The reading met trouble that is no fault of the case: the attempt does not count."""
    with transaction.atomic():
        case = _held(owner).select_for_update().filter(id=case_id).first()
        if case:
            case.attempts = max(0, case.attempts - 1)
            READING.take_back(case)
            case.save(update_fields=["attempts", *READING.columns])


@door
def fail(case_id: str, owner: str, reason: str, *, is_final: bool) -> None:
    """The reading failed. `is_final`, or the last attempt: the case is `gagal`; else it is tried again."""
    with transaction.atomic():
        case = CaseRow.objects.select_for_update().get(id=case_id)
        if case.status != CaseStatus.DITERIMA.value or not READING.is_held_by(case, owner):
            return
        if is_final or case.attempts >= MOST_ATTEMPTS:
            _give_up(case, reason)
            return
        case.failure = reason
        READING.take_back(case)
        case.save(update_fields=["failure", *READING.columns])
