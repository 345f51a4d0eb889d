"""Figures for the head of office: a month beside the one before, and the cases behind each figure.

One filter serves both: what is counted is what the list shows. A case counts in the month it was received.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Count, F, Q, QuerySet

from desk import facts, topics, words
from desk.models import CaseProcess, CaseRow
from desk.procedure.limits import KEPT, OPEN, PASSED, RESPONSE, SERVICE, judged
from desk.rights import visible

NO_PLACE = "(tidak disebut)"


@dataclass(frozen=True)
class Slice:
    """Which cases: those received in a month, narrowed by one of the columns; `kept`: by how a limit was kept
    (`layanan:tepat`, `layanan:lewat`, `tanggapan:tepat`, `tanggapan:lewat`)."""

    month: date
    service: str = ""
    channel: str = ""
    topic: str = ""
    kecamatan: str = ""
    kept: str = ""

    def query(self) -> str:
        """The slice as a query string of the list."""
        values = {
            "bulan": f"{self.month:%Y-%m}", "layanan": self.service, "saluran": self.channel,
            "pokok": self.topic, "kecamatan": self.kecamatan, "batas": self.kept,
        }  # fmt: skip
        return urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True)
class Running:
    """Which cases are not settled: of an age (a key of AGES), or with an officer, all or the late ones."""

    age: str = ""
    officer: str = ""
    is_late: bool = False

    def query(self) -> str:
        """As a query string of the list."""
        values = {"umur": self.age, "petugas": self.officer, "terlambat": "ya" if self.is_late else ""}
        return urlencode({name: value for name, value in values.items() if value})


@dataclass(frozen=True)
class Figure:
    """A number with its words and the cases behind it."""

    label: str
    count: int
    where: Running


@dataclass(frozen=True)
class Load:
    """An officer's cases under way, and the late ones of them."""

    all: Figure
    late: Figure


@dataclass(frozen=True)
class Month:
    """A month of the course: what came, and what of it was late."""

    label: str
    count: int
    late: int
    where: Slice


@dataclass(frozen=True)
class Share:
    """How many of those with a limit kept it; `open`: neither kept nor passed yet."""

    kept: int
    passed: int
    open: int

    @property
    def percent(self) -> int | None:
        """Of those that are decided; None without any."""
        total = self.kept + self.passed
        return round(100 * self.kept / total) if total else None


@dataclass(frozen=True)
class Line:
    """A row of a table: its words, this month and the month before, and the slice behind it."""

    label: str
    count: int
    before: int
    where: Slice
    service_share: Share
    response_share: Share

    @property
    def where_before(self) -> Slice:
        """The same of the month before."""
        return replace(self.where, month=month_before(self.where.month))


class Group(NamedTuple):
    """Cases that the tables do not tell apart, and how many they are."""

    service: str | None
    channel: str
    topic: str
    kecamatan: str
    kept_layanan: str
    kept_tanggapan: str
    number: int


@dataclass(frozen=True)
class Report:
    """Everything on the page."""

    month: date
    total: Line
    tables: Sequence[tuple[str, Sequence[Line]]]
    waiting: Sequence[Figure]
    load: Sequence[Load]


def first_of(day: date) -> date:
    """The first of its month."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    """The first of the month before."""
    return first_of(month - timedelta(days=1))


def cases(user: User, where: Slice) -> QuerySet[CaseRow]:
    """The cases of the slice that the user may see, oldest first, with how they kept their limits."""
    found = judged(_received(user, where.month, _next(where.month)))
    for column in ("service", "channel", "topic"):
        if value := getattr(where, column):
            found = found.filter(**{column: value})
    if where.kecamatan:
        found = found.filter(kecamatan="" if where.kecamatan == NO_PLACE else where.kecamatan)
    if where.kept:
        limit, _, how = where.kept.partition(":")
        found = found.filter(**{f"kept_{RESPONSE if limit == RESPONSE else SERVICE}": how})
    return found.select_related("process").order_by("received_on", "id")


def _received(user: User, first: date, after: date) -> QuerySet[CaseRow]:
    return visible(user).filter(received_on__gte=first, received_on__lt=after)


def _next(month: date) -> date:
    return first_of(month + timedelta(days=32))


def _groups(user: User, month: date) -> list[Group]:
    """The month's cases, counted by what the tables tell apart."""
    found = judged(_received(user, month, _next(month))).order_by()
    return [Group(*row) for row in found.values_list(*Group._fields[:-1]).annotate(number=Count("id"))]


def report(user: User, month: date) -> Report:
    """The month beside the one before."""
    now, before = _groups(user, month), _groups(user, month_before(month))
    return Report(
        month,
        _line("Semua", now, before, Slice(month)),
        [
            ("Layanan", _table(now, before, month, "service")),
            ("Saluran", _table(now, before, month, "channel")),
            ("Pokok masalah", _table(now, before, month, "topic")),
            ("Kecamatan", _table(now, before, month, "kecamatan")),
        ],
        _waiting(user),
        _load(user),
    )


def _table(now: Sequence[Group], before: Sequence[Group], month: date, column: str) -> list[Line]:
    values: Counter[str] = Counter()
    for row in now:
        values[getattr(row, column) or ""] += row.number
    lines = []
    for value, _count in values.most_common():
        if not value and column != "kecamatan":
            continue
        where = _narrowed(month, column, value or NO_PLACE)
        mine = [row for row in now if (getattr(row, column) or "") == value]
        then = [row for row in before if (getattr(row, column) or "") == value]
        lines.append(_line(_label(column, value), mine, then, where))
    return lines


def _narrowed(month: date, column: str, value: str) -> Slice:
    """The month's cases with that value in the column."""
    texts = {name: value if name == column else "" for name in ("service", "channel", "topic", "kecamatan")}
    return Slice(month, **texts)


def _label(column: str, value: str) -> str:
    if column == "topic":
        return topics.LABELS.get(value, value)
    if column == "kecamatan":
        return value.title() or NO_PLACE
    return words.label(value)


def _line(label: str, now: Sequence[Group], before: Sequence[Group], where: Slice) -> Line:
    return Line(label, _sum(now), _sum(before), where, _share(now, SERVICE), _share(now, RESPONSE))


def _sum(groups: Sequence[Group]) -> int:
    return sum(group.number for group in groups)


def _share(groups: Sequence[Group], limit: str) -> Share:
    found: Counter[str] = Counter()
    for group in groups:
        found[group.kept_layanan if limit == SERVICE else group.kept_tanggapan] += group.number
    return Share(found[KEPT], found[PASSED], found[OPEN])


def running(user: User, where: Running) -> QuerySet[CaseRow]:
    """The cases behind a figure of what is not settled, oldest first."""
    if where.officer:
        found = _under_way(user).filter(officer__username=where.officer)
        if where.is_late:
            found = found.filter(due_on__lt=facts.today())
        rows = visible(user).filter(process__in=found)
    else:
        rows = _open_cases(user)
        days = rows.order_by().values_list("received_on", flat=True).distinct()
        if where.age:
            rows = rows.filter(received_on__in=[day for day in days if _age(day) == where.age])
    return rows.order_by("received_on", "id")


def course(user: User, month: date, count: int = 12) -> list[Month]:
    """The months up to that one, oldest first."""
    months = [month]
    while len(months) < count:
        months.append(month_before(months[-1]))
    came: Counter[date] = Counter()
    late: Counter[date] = Counter()
    found = judged(_received(user, months[-1], _next(month))).annotate(how=F("kept_layanan")).order_by()
    # By day, not by month: SQLite would ask Python for the month of every case.
    counted = found.values_list("received_on", "how").annotate(number=Count("id"))
    for day, how, number in counted:
        first = first_of(day)
        came[first] += number
        late[first] += number if how == PASSED else 0
    return [
        Month(f"{words.MONTHS[first.month - 1]} {first.year % 100}", came[first], late[first], Slice(first))
        for first in reversed(months)
    ]


def _open_cases(user: User) -> QuerySet[CaseRow]:
    return visible(user).filter(status__in=("menunggu", "disetujui", "ditunda", "dikembalikan", "diterima"))


def _waiting(user: User) -> list[Figure]:
    """Cases not settled, by their age in hari kerja."""
    ages: Counter[str] = Counter()
    days = _open_cases(user).order_by().values_list("received_on").annotate(number=Count("id"))
    for day, number in days:
        ages[_age(day)] += number
    return [Figure(text, ages[key], Running(age=key)) for key, text in AGES.items() if ages[key]]


AGES = {"3": "sampai 3 hari kerja", "10": "4 sampai 10", "20": "11 sampai 20", "lebih": "lebih dari 20"}
"""Most hari kerja since receipt -> words."""


def _age(received_on: date) -> str:
    days = facts.calendar().between(received_on, facts.today())
    return next((key for key in AGES if key.isdecimal() and days <= int(key)), "lebih")


def _under_way(user: User) -> QuerySet[CaseProcess]:
    return CaseProcess.objects.filter(
        ended_on__isnull=True, case__in=visible(user).filter(status="disetujui")
    )


def _load(user: User) -> list[Load]:
    """Each officer's cases under way, who has most first."""
    is_late = Q(due_on__lt=facts.today())
    counted = _under_way(user).filter(officer__isnull=False).order_by().values_list("officer")
    found = counted.annotate(number=Count("case_id"), late=Count("case_id", filter=is_late))
    officers = User.objects.in_bulk([officer for officer, _number, _late in found])
    order = sorted(found, key=lambda row: -row[1])
    return [_of_officer(officers[officer], number, late) for officer, number, late in order]


def _of_officer(officer: User, count: int, late: int) -> Load:
    name, who = officer.get_full_name() or officer.username, officer.username
    return Load(
        Figure(name, count, Running(officer=who)), Figure(name, late, Running(officer=who, is_late=True))
    )
