"""Figures of the dashboard, each one grouped query over indexed columns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from desk import facts, listing, narrowing, topics, words
from desk.models import CaseRow, FieldRow
from desk.rights import visible
from models.status import CaseStatus

WEEKS = 12
DAYS = narrowing.QUARTER
"""The window of the figures that are not weekly: a quarter."""
MOST = 8
DAY_CLASSES = (
    (0, "hari yang sama"),
    (1, "1"),
    (2, "2"),
    (3, "3"),
    (5, "4-5"),
    (10, "6-10"),
    (9999, "lebih dari 10"),
)
"""Classes of hari kerja to a decision: the limits of the service standard (3 and 10) are edges."""


WAITING_CLASSES = (
    (-1, "melewati tenggat"),
    (0, "jatuh tempo hari ini"),
    (2, "1-2 hari kerja lagi"),
    (5, "3-5 hari kerja lagi"),
    (9999, "lebih lama"),
)
"""Classes of hari kerja left to waiting cases; up to two is what the queue calls near."""


@dataclass(frozen=True)
class Bar:
    """A bar: label, value, and a second value beside it where the chart has two."""

    label: str
    value: float
    other: float | None = None
    query: str = ""
    """The address of the list of the cases it counts; "" where no list shows them."""
    other_query: str = ""


@dataclass(frozen=True)
class Dashboard:
    """Everything the dashboard shows."""

    counts: Sequence[tuple[str, str, int]]
    overdue: int
    touch_rate: float | None
    median_days: int | None
    decided: int
    waiting: Sequence[Bar]
    weekly: Sequence[Bar]
    days: Sequence[Bar]
    corrections: Sequence[Bar]
    topics: Sequence[Bar]
    koperasi: Sequence[Bar]
    kecamatan: Sequence[Bar]
    period: str
    """The days over which all but the waiting ones and the weeks are counted."""
    weeks: str


def dashboard(user: User) -> Dashboard:
    """The figures over the cases the user may see."""
    cases = visible(user)
    since = _midnight(facts.today() - timedelta(days=DAYS))
    first_day = since.date()
    recent = cases.filter(received_on__gte=first_day)
    days = _days_to_decision(cases, first_day)
    return Dashboard(
        counts=listing.counts(user),
        overdue=listing.overdue(user),
        touch_rate=_touch_rate(recent),
        median_days=_median(days),
        decided=sum(days.values()),
        waiting=_waiting(cases),
        weekly=_weekly(cases),
        days=[
            replace(bar, query=listed(lama=f"{low}..{high}"))
            for bar, (low, high) in zip(_classes(days, DAY_CLASSES, -1), _edges(DAY_CLASSES, -1), strict=True)
        ],
        corrections=_corrections(since),
        topics=[
            replace(bar, label=topics.LABELS.get(bar.label, bar.label))
            for bar in _top(recent, "topic", "topik", since)
        ],
        koperasi=_top(recent, "koperasi", "koperasi", since),
        kecamatan=[
            replace(bar, label=bar.label.title()) for bar in _top(recent, "kecamatan", "kecamatan", since)
        ],
        period=f"{words.short_date(first_day)} sampai {words.short_date(facts.today())}",
        weeks=f"{words.short_date(_first_week())} sampai {words.short_date(facts.today())}",
    )


def listed(**narrowed: str) -> str:
    """The address of the list of cases of any status, narrowed so."""
    return _address(status="semua", **narrowed)


def _address(**parameters: str) -> str:
    return f"{reverse('antrean')}?{urlencode(parameters)}"


def _first_week() -> date:
    monday = facts.today() - timedelta(days=facts.today().weekday())
    return monday - timedelta(weeks=WEEKS - 1)


def _edges(classes: Sequence[tuple[int, str]], low: int) -> list[tuple[int, int]]:
    """Each class as (more than, at most)."""
    highs = [high for high, _label in classes]
    return list(zip([low, *highs], highs, strict=False))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _touch_rate(cases: QuerySet[CaseRow]) -> float | None:
    """Share of fields the machine was unsure of, in per cent."""
    sums = cases.aggregate(read=Sum("fields_read"), doubtful=Sum("fields_doubtful"))
    return 100 * (sums["doubtful"] or 0) / sums["read"] if sums["read"] else None


def _weekly(cases: QuerySet[CaseRow]) -> list[Bar]:
    """Received and decided cases of the last WEEKS weeks, Monday to Sunday."""
    first = _first_week()
    received, decided = Counter[date](), Counter[date]()
    for counter, column in ((received, "received_on"), (decided, "decided_on")):
        found = cases.filter(**{f"{column}__gte": first}).values_list(column).annotate(n=Count("*"))
        for day, number in found.order_by():
            counter[day - timedelta(days=day.weekday())] += number
    mondays = [first + timedelta(weeks=week) for week in range(WEEKS)]
    return [
        Bar(
            f"{day.day} {words.MONTHS[day.month - 1]}", received[day], decided[day],
            listed(diterima=narrowing.span(day, day + timedelta(days=6))),
            listed(diputus=narrowing.span(day, day + timedelta(days=6))),
        )
        for day in mondays
    ]  # fmt: skip


def _days_to_decision(cases: QuerySet[CaseRow], since: date) -> Counter[int]:
    """Hari kerja from receipt to decision -> number of cases."""
    decided_since = cases.filter(decided_on__gte=since)
    pairs = decided_since.values_list("received_on", "decided_on").annotate(n=Count("*")).order_by()
    days: Counter[int] = Counter()
    for received, decided, number in pairs:
        days[max(0, facts.calendar().between(received, decided))] += number
    return days


def _median(days: Counter[int]) -> int | None:
    half, seen = sum(days.values()) / 2, 0
    for day in sorted(days):
        seen += days[day]
        if seen >= half:
            return day
    return None


def _waiting(cases: QuerySet[CaseRow]) -> list[Bar]:
    """Waiting cases by the hari kerja left to them; those without a date apart."""
    waiting = cases.filter(status=CaseStatus.MENUNGGU.value)
    due = dict(waiting.values_list("sort_on").annotate(n=Count("*")).order_by())
    without = due.pop(date.max, 0)
    left: Counter[int] = Counter()
    today = facts.today()
    for day, number in due.items():
        left[-1 if day < today else facts.days_left(day) or 0] += number
    bars = [*_classes(left, WAITING_CLASSES, -2), Bar("tanpa tenggat", without)]
    spans = [*_spans(due, _edges(WAITING_CLASSES, -2)), (date.max, date.max)]
    return [
        replace(bar, query=_address(status="menunggu", batas=narrowing.span(first, last)))
        for bar, (first, last) in zip(bars, spans, strict=True)
    ]


def _spans(due: Iterable[date], edges: Sequence[tuple[int, int]]) -> Iterator[tuple[date, date]]:
    """The first and last due date of each class of hari kerja left; days in between are in no other."""
    today = facts.today()
    left = sorted((-1 if day < today else facts.days_left(day) or 0, day) for day in due)
    for low, high in edges:
        days = [day for number, day in left if low < number <= high]
        yield (days[0], days[-1]) if days else (date.min, date.min)


def _classes(days: Counter[int], classes: Sequence[tuple[int, str]], low: int) -> list[Bar]:
    """The days counted by class; each ends with its limit, the first begins after `low`."""
    found: list[Bar] = []
    for high, label in classes:
        found.append(Bar(label, sum(number for day, number in days.items() if low < day <= high)))
        low = high
    return found


def _corrections(since: datetime) -> list[Bar]:
    """How often people corrected, and how often they accepted, by field."""
    found = (
        FieldRow.objects.filter(person_at__gte=since, document__is_typed=False)
        .values_list("name")
        .annotate(corrected=Count("id", filter=Q(is_corrected=True)), looked=Count("id"))
        .order_by("-corrected", "-looked")[:MOST]
    )
    return [
        Bar(words.label(name), corrected, looked - corrected, listed(betul=name))
        for name, corrected, looked in found
    ]


def _top(cases: QuerySet[CaseRow], column: str, name: str, since: datetime) -> list[Bar]:
    """The most frequent values of a column; `name`: what the list calls it."""
    span = narrowing.span(since.date(), facts.today())
    found = cases.exclude(**{column: ""}).values_list(column).annotate(n=Count("*")).order_by("-n")[:MOST]
    return [
        Bar(str(label), number, query=listed(**{name: str(label), "diterima": span}))
        for label, number in found
    ]
