"""Figures for the head of office: a month beside the one before, and the cases behind each figure.

One filter serves both: what is counted is what the list shows. A case counts in the month it was received.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import QuerySet

from desk import facts, topics, words
from desk.models import Perkara, Proses
from desk.rights import visible
from models.status import CaseStatus

SERVICE, RESPONSE = "layanan", "tanggapan"
NO_PLACE = "(tidak disebut)"
MOST = 2000
"""Cases of a month that are looked at; the office has some hundred."""


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


def cases(user: User, where: Slice) -> list[Perkara]:
    """The cases of the slice that the user may see, oldest first."""
    after = first_of(where.month + timedelta(days=32))
    found = visible(user).filter(received_on__gte=where.month, received_on__lt=after)
    for column in ("service", "channel", "topic"):
        if value := getattr(where, column):
            found = found.filter(**{column: value})
    if where.kecamatan:
        found = found.filter(kecamatan="" if where.kecamatan == NO_PLACE else where.kecamatan)
    rows = list(found.select_related("process").order_by("received_on", "id")[:MOST])
    if where.kept:
        limit, _, how = where.kept.partition(":")
        rows = [row for row in rows if kept(row, limit) == how]
    return rows


def kept(row: Perkara, limit: str) -> str:
    """`tepat`, `lewat`, or "" while it is open (or the case has no such limit)."""
    due, done = (
        (row.service_due, _ended_on(row)) if limit == SERVICE else (row.response_due, _answered_on(row))
    )
    if due is None:
        return ""
    if done is not None:
        return "tepat" if done <= due else "lewat"
    return "lewat" if due < facts.today() else ""


def report(user: User, month: date) -> Report:
    """The month beside the one before."""
    now = cases(user, Slice(month))
    before = cases(user, Slice(month_before(month)))
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


def _table(now: Sequence[Perkara], before: Sequence[Perkara], month: date, column: str) -> list[Line]:
    values = Counter(getattr(row, column) or "" for row in now)
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


def _line(label: str, now: Sequence[Perkara], before: Sequence[Perkara], where: Slice) -> Line:
    return Line(label, len(now), len(before), where, _share(now, SERVICE), _share(now, RESPONSE))


def _share(rows: Sequence[Perkara], limit: str) -> Share:
    has_limit = [row for row in rows if (row.service_due if limit == SERVICE else row.response_due)]
    found = Counter(kept(row, limit) for row in has_limit)
    return Share(found["tepat"], found["lewat"], found[""])


def _ended_on(row: Perkara) -> date | None:
    """The day the case was settled: its last stage, else the decision that closed it."""
    process = getattr(row, "process", None)
    if process is not None and process.ended_on:
        return date.fromisoformat(str(process.ended_on))
    closed = {CaseStatus.SELESAI, CaseStatus.DITOLAK, CaseStatus.DIARSIPKAN}
    return row.decided_on if row.status in closed else None


def _answered_on(row: Perkara) -> date | None:
    return row.answered_at.date() if row.answered_at else None


def running(user: User, where: Running) -> list[Perkara]:
    """The cases behind a figure of what is not settled, oldest first."""
    if where.officer:
        found = _under_way(user).filter(officer__username=where.officer)
        rows = [process.case for process in found if not where.is_late or _is_late(process)]
    else:
        rows = [row for row in _open_cases(user) if not where.age or _age(row.received_on) == where.age]
    return sorted(rows, key=lambda row: (row.received_on, row.id))[:MOST]


def course(user: User, month: date, count: int = 12) -> list[Month]:
    """The months up to that one, oldest first."""
    found: list[Month] = []
    while len(found) < count:
        rows = cases(user, Slice(month))
        late = sum(kept(row, SERVICE) == "lewat" for row in rows)
        label = f"{words.MONTHS[month.month - 1]} {month.year % 100}"
        found.append(Month(label, len(rows), late, Slice(month)))
        month = month_before(month)
    return found[::-1]


def _open_cases(user: User) -> QuerySet[Perkara]:
    return visible(user).filter(status__in=("menunggu", "disetujui", "ditunda", "dikembalikan", "diterima"))


def _waiting(user: User) -> list[Figure]:
    """Cases not settled, by their age in hari kerja."""
    ages = Counter(_age(day) for day in _open_cases(user).values_list("received_on", flat=True))
    return [Figure(text, ages[key], Running(age=key)) for key, text in AGES.items() if ages[key]]


AGES = {"3": "sampai 3 hari kerja", "10": "4 sampai 10", "20": "11 sampai 20", "lebih": "lebih dari 20"}
"""Most hari kerja since receipt -> words."""


def _age(received_on: date) -> str:
    days = facts.calendar().between(received_on, facts.today())
    return next((key for key in AGES if key.isdecimal() and days <= int(key)), "lebih")


def _under_way(user: User) -> QuerySet[Proses]:
    found = Proses.objects.filter(ended_on__isnull=True, case__in=visible(user).filter(status="disetujui"))
    return found.select_related("officer", "case")


def _is_late(process: Proses) -> bool:
    return process.due_on is not None and process.due_on < facts.today()


def _load(user: User) -> list[Load]:
    """Each officer's cases under way, who has most first."""
    count: Counter[User] = Counter()
    late: Counter[User] = Counter()
    for process in _under_way(user):
        if process.officer:
            count[process.officer] += 1
            late[process.officer] += _is_late(process)
    return [_of_officer(officer, number, late[officer]) for officer, number in count.most_common()]


def _of_officer(officer: User, count: int, late: int) -> Load:
    name, who = officer.get_full_name() or officer.username, officer.username
    return Load(
        Figure(name, count, Running(officer=who)), Figure(name, late, Running(officer=who, is_late=True))
    )
