"""Tracking numbers (models/tracking.py): a case's id, and what the receipt says."""

from django.utils import timezone

from desk import facts
from desk.models import NumberCounter
from models.tracking import TrackingNumber


def new_number() -> str:
    """The next number of this year, e.g. JBG-26-000123-K; within the caller's transaction, whose lock on
    the counter lets no number be given twice."""
    year = timezone.localdate().year % 100
    counters = NumberCounter.objects.select_for_update().filter(year=year)
    counter = counters.first()
    if counter is None:
        NumberCounter.objects.get_or_create(year=year)
        counter = counters.get()
    counter.last += 1
    counter.save(update_fields=["last"])
    return str(TrackingNumber(facts.office().prefix, year, counter.last))
