"""What the desk asks of the intake: rows taken up one at a time, under a lease like a case."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from desk.door import door
from desk.intake.values import Request
from desk.leases import REQUEST
from desk.models import RequestRow
from desk.models.intake import REQUEST_LABELS


@door
def take_request(owner: str) -> Request | None:
    """The oldest open request, leased to `owner`; None when there is none."""
    row = lease(owner, REQUEST_LABELS)
    if row is None:
        return None
    payload = {str(key): str(value) for key, value in row.payload.items()}
    return Request(row.id, row.kind, row.case_id, payload, row.attempts)


@door
def finish_request(request_id: int, error: str | None = None) -> None:
    """The request is done, or could not be (`error`, in Indonesian, is shown on the desk)."""
    RequestRow.objects.filter(id=request_id, done_at__isnull=True).update(
        done_at=timezone.now(), error=error or "", **REQUEST.given_back()
    )


def lease(owner: str, kinds: Collection[str]) -> RequestRow | None:
    """The oldest open request of these kinds, leased to `owner`; None when there is none."""
    now = timezone.now()
    free = RequestRow.objects.filter(REQUEST.free(now), kind__in=kinds, done_at__isnull=True)
    if not free.exists():
        return None
    with transaction.atomic():
        row = free.select_for_update(skip_locked=True).order_by("at", "id").first()
        if row:
            REQUEST.give(row, owner, now + REQUEST.longest)
            row.attempts += 1
            row.save(update_fields=[*REQUEST.columns, "attempts"])
    return row
