"""Cases past their retention: proposed to a person, never erased by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from desk import facts
from desk.models import CaseRow
from desk.personal.erasing import CLOSED, Scope
from models.retention import RetentionClass, months_after

MOST = 500
SHORTEST_MONTH = 28
"""Days: what came fewer of them ago than its class has months can't be past its time."""


@dataclass(frozen=True)
class Expired:
    """A case of which something is past its time; `since`: the day it was."""

    row: CaseRow
    kind: RetentionClass
    scope: Scope
    since: date


@dataclass(frozen=True)
class Held:
    """A class with what waits in it."""

    kind: RetentionClass
    closed: int


def expired(cases: QuerySet[CaseRow]) -> list[Expired]:
    """What is past its time among `cases`, oldest first; the case before its scans."""
    months = [time for kind in facts.retention().classes for time in (kind.case_months, kind.image_months)]
    shortest = min((time for time in months if time is not None), default=None)
    if shortest is None:
        return []
    latest = facts.today() - timedelta(days=shortest * SHORTEST_MONTH)
    old = _closed(cases).filter(received_on__lte=latest)
    found = []
    for row in old.prefetch_related("erasures").order_by("received_on", "id"):
        one = _expired(row)
        if one:
            found.append(one)
        if len(found) >= MOST:
            break
    return sorted(found, key=lambda item: item.since)


def classes(cases: QuerySet[CaseRow]) -> Sequence[Held]:
    """Each class with the number of closed cases in it."""
    schedule = facts.retention()
    counts: dict[str, int] = {}
    for service, closed in _closed(cases).order_by().values_list("service").annotate(Count("id")):
        kind = schedule.of(service)
        counts[kind.id if kind else ""] = counts.get(kind.id if kind else "", 0) + closed
    return [Held(kind, counts.get(kind.id, 0)) for kind in schedule.classes]


def _closed(cases: QuerySet[CaseRow]) -> QuerySet[CaseRow]:
    return cases.filter(status__in=[status.value for status in CLOSED]).select_related("process")


def _expired(row: CaseRow) -> Expired | None:
    kind = facts.retention().of(row.service)
    if kind is None:
        return None
    end, done = _ended(row), {item.scope for item in row.erasures.all()}
    for scope, months in ((Scope.CASE, kind.case_months), (Scope.IMAGES, kind.image_months)):
        is_done = Scope.CASE.value in done or scope.value in done
        if months is not None and not is_done and months_after(end, months) <= facts.today():
            return Expired(row, kind, scope, months_after(end, months))
    return None


def _ended(row: CaseRow) -> date:
    """The day the case ended: its last stage, else its decision, else the day it came."""
    process = getattr(row, "process", None)
    return (process.ended_on if process else None) or row.decided_on or row.received_on
