"""Leases by the clock, and whether the database can be written (part of the door `desk/queue.py`)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from desk.door import door
from desk.models import CaseRow
from models.status import CaseStatus


def run_out(column: str, now: datetime, seconds: int) -> Q:
    """Leases that are over. One that ends later than any lease given now can was given before the clock was
    set back; its holder, if he lives, renews it by the clock as it is."""
    latest = now + timedelta(seconds=2 * abs(seconds))
    return Q(**{f"{column}__lt": now}) | Q(**{f"{column}__gt": latest})


@door
def renew(case_id: str, owner: str, *, lease_seconds: int = 60) -> bool:
    """A sign of life: prolongs the lease; False when it is lost (then stop, another reads the case)."""
    until = timezone.now() + timedelta(seconds=lease_seconds)
    held = CaseRow.objects.filter(id=case_id, intake_owner=owner, status=CaseStatus.DITERIMA.value)
    return held.update(intake_until=until) == 1


@door
def renew_all(case_ids: Collection[str], owner: str, *, lease_seconds: int = 60) -> None:
    """`renew` for all of them in one go."""
    until = timezone.now() + timedelta(seconds=lease_seconds)
    held = CaseRow.objects.filter(id__in=case_ids, intake_owner=owner, status=CaseStatus.DITERIMA.value)
    with transaction.atomic():
        held.update(intake_until=until)


@door
def is_held(case_id: str, owner: str) -> bool:
    """Whether `owner` holds the lease of the case, still to be read."""
    held = CaseRow.objects.filter(id=case_id, intake_owner=owner, status=CaseStatus.DITERIMA.value)
    return held.exists()


@door
def give_back(case_id: str, owner: str) -> None:
    """The reading met trouble that is no fault of the case: the attempt does not count."""
    with transaction.atomic():
        case = CaseRow.objects.select_for_update().filter(id=case_id, intake_owner=owner).first()
        if case and case.status == CaseStatus.DITERIMA.value:
            case.attempts = max(0, case.attempts - 1)
            case.intake_owner, case.intake_until = "", None
            case.save(update_fields=["attempts", "intake_owner", "intake_until"])


@door
def probe() -> None:
    """Whether the database can be written: takes its write lock and gives it back. DatabaseAway."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
