"""What a figure counts, as a filter of the list: `topik=SHU`, `diterima=2026-11-02..2026-11-08` ...

A chart's bar leads to the list narrowed to what it counts; the list says so and can be widened again.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from desk import facts, topics, words
from desk.models import CaseRow, FieldRow

SPAN = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
DAYS = re.compile(r"(-?\d{1,4})\.\.(\d{1,4})")
QUARTER = 90
"""Days over which the dashboard looks back."""


@dataclass(frozen=True)
class Narrowing:
    """One way to narrow the list: what it says, and which cases stay."""

    words: Callable[[str], str]
    stay: Callable[[str], Q]


@dataclass(frozen=True)
class Chip:
    """A narrowing in force: its name in the address, its value, and what the list says of it."""

    name: str
    value: str
    words: str


def span(first: date, last: date) -> str:
    """Two dates as an address says them."""
    return f"{first.isoformat()}..{last.isoformat()}"


def read(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The narrowings of an address; what is not understood is passed over."""
    found = ((name, given.get(name, "")[:200]) for name in NARROWINGS)
    return tuple((name, value) for name, value in found if value and _is_understood(name, value))


def chips(narrowed: Iterable[tuple[str, str]]) -> list[Chip]:
    """What the list says of them."""
    return [Chip(name, value, NARROWINGS[name].words(value)) for name, value in narrowed]


def narrow(cases: QuerySet[CaseRow], narrowed: Iterable[tuple[str, str]]) -> QuerySet[CaseRow]:
    """The cases that stay."""
    for name, value in narrowed:
        cases = cases.filter(NARROWINGS[name].stay(value))
    return cases


def in_class(received: date, decided: date, low: int, high: int) -> bool:
    """Whether that many hari kerja (more than `low`, at most `high`) lie from receipt to decision."""
    return low < max(0, facts.calendar().between(received, decided)) <= high


def _is_understood(name: str, value: str) -> bool:
    if name == "lama":
        return bool(DAYS.fullmatch(value))
    if name not in SPANS:
        return True
    try:
        return bool(_dates(value))
    except ValueError:
        return False


def _dates(value: str) -> tuple[date, date] | None:
    match = SPAN.fullmatch(value)
    return (date.fromisoformat(match[1]), date.fromisoformat(match[2])) if match else None


def _span_words(what: str) -> Callable[[str], str]:
    def said(value: str) -> str:
        first, last = _dates(value) or (date.min, date.max)
        if first == date.min:
            return f"{what} sampai {words.short_date(last)}"
        if last == date.max:
            return f"{what} mulai {words.short_date(first)}"
        return f"{what} {words.short_date(first)} sampai {words.short_date(last)}"

    return said


def _within(column: str) -> Callable[[str], Q]:
    return lambda value: Q(**{f"{column}__range": _dates(value)})


def _decided_after(value: str) -> Q:
    """Cases decided in the last quarter after so many hari kerja, day of decision by day."""
    low, high = (int(part) for part in value.split(".."))
    since = facts.today() - timedelta(days=QUARTER)
    pairs = CaseRow.objects.filter(decided_on__gte=since).values_list("received_on", "decided_on").distinct()
    by_day: dict[date, list[date]] = {}
    for received, decided in pairs.order_by():
        if decided and in_class(received, decided, low, high):
            by_day.setdefault(decided, []).append(received)
    stay = Q(pk__in=[])
    for decided, received_on in by_day.items():
        stay |= Q(decided_on=decided, received_on__in=received_on)
    return stay


def _days_words(value: str) -> str:
    low, high = (int(part) for part in value.split(".."))
    if low < 0:
        return "diputus pada hari diterima"
    if high > QUARTER * 2:
        return f"diputus setelah lebih dari {low} hari kerja"
    return f"diputus setelah {high if high == low + 1 else f'{low + 1}-{high}'} hari kerja"


def _corrected(value: str) -> Q:
    field = FieldRow.objects.filter(document__case=OuterRef("pk"), name=value, is_corrected=True)
    return Q(Exists(field))


NARROWINGS: dict[str, Narrowing] = {
    "topik": Narrowing(lambda value: topics.LABELS.get(value, value), lambda value: Q(topic=value)),
    "koperasi": Narrowing(lambda value: value, lambda value: Q(koperasi=value)),
    "kecamatan": Narrowing(lambda value: f"Kecamatan {value.title()}", lambda value: Q(kecamatan=value)),
    "diterima": Narrowing(_span_words("diterima"), _within("received_on")),
    "diputus": Narrowing(_span_words("diputus"), _within("decided_on")),
    "batas": Narrowing(_span_words("tenggat"), _within("sort_on")),
    "lama": Narrowing(_days_words, _decided_after),
    "betul": Narrowing(lambda value: f"{words.label(value)} dibetulkan", _corrected),
}
"""Name in the address -> how it narrows."""
SPANS = frozenset({"diterima", "diputus", "batas"})
