"""The lease of what the desk asks of the intake: rows of `permintaan`, taken up one at a time."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from desk.leases import run_out
from desk.models import RequestRow

LEASE_SECONDS = 120


def lease(owner: str, kinds: Collection[str]) -> RequestRow | None:
    """The oldest open request of these kinds, leased to `owner`; None when there is none."""
    now = timezone.now()
    free = RequestRow.objects.filter(kind__in=kinds, done_at__isnull=True).filter(
        Q(until__isnull=True) | run_out("until", now, LEASE_SECONDS)
    )
    if not free.exists():
        return None
    with transaction.atomic():
        row = free.select_for_update(skip_locked=True).order_by("at", "id").first()
        if row:
            row.owner, row.until = owner, now + timedelta(seconds=LEASE_SECONDS)
            row.attempts += 1
            row.save(update_fields=["owner", "until", "attempts"])
    return row
