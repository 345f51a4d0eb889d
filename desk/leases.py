"""Leases by the clock."""

from datetime import datetime, timedelta

from django.db.models import Q


def run_out(column: str, now: datetime, seconds: int) -> Q:
    """Leases that are over. One that ends later than any lease given now can was given before the clock was
    set back; its holder, if he lives, renews it by the clock as it is."""
    latest = now + timedelta(seconds=2 * abs(seconds))
    return Q(**{f"{column}__lt": now}) | Q(**{f"{column}__gt": latest})
