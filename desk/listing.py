"""The queue: filters, sorting, counts, and its lines made ready for the template."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from desk import colleagues, countdown, facts, failures, joined, narrowing, search
from desk.countdown import Countdown
from desk.leases import REVIEW
from desk.models import CaseRow
from desk.rights import may, visible
from models.case import CompletenessStatus
from models.status import STATUS_LABELS, CaseStatus
from models.tracking import parse

HIGHEST_PAGE = 999_999
"""A higher number is no page anybody came to by turning pages (and SQLite can't count so far)."""
PAGE_SIZE = 40
"""Lines a page: two screens at 1366x768."""
TABS = (
    CaseStatus.MENUNGGU,
    CaseStatus.DIKEMBALIKAN,
    CaseStatus.DITUNDA,
    CaseStatus.DITERIMA,
    CaseStatus.GAGAL,
    CaseStatus.DISETUJUI,
    CaseStatus.DITOLAK,
    CaseStatus.SELESAI,
    CaseStatus.DIARSIPKAN,
)
ORDERS = {
    "tenggat": ("sort_on", "received_at", "id"),
    "terbaru": ("-received_at", "-id"),
    "terlama": ("received_at", "id"),
    "pemohon": ("applicant", "id"),
    "pemohon-turun": ("-applicant", "-id"),
    "koperasi": ("koperasi", "id"),
    "koperasi-turun": ("-koperasi", "-id"),
    "nomor": ("id",),
    "nomor-turun": ("-id",),
    "tenggat-turun": ("-sort_on", "-received_at", "-id"),
}
ORDER_WORDS = {
    "tenggat": "Tenggat",
    "terbaru": "Terbaru",
    "terlama": "Terlama",
    "pemohon": "Pemohon",
    "koperasi": "Koperasi",
    "nomor": "Nomor",
}
"""Orders that the list of orders offers; a column's heading turns its order round."""


@dataclass(frozen=True)
class Column:
    """A column of the list. `up`, `down`: the orders its heading asks for, "" when it does not sort."""

    words: str
    up: str = ""
    down: str = ""
    css: str = ""


COLUMNS = (
    Column("Tenggat", "tenggat", "tenggat-turun"),
    Column("Nomor", "nomor", "nomor-turun"),
    Column("Pemohon", "pemohon", "pemohon-turun", "pemohon"),
    Column("Koperasi", "koperasi", "koperasi-turun", "koperasi"),
    Column("Layanan"),
    Column("Perihal", css="perihal saat-lebar"),
    Column("Kelengkapan"),
    Column("Saluran", css="saluran"),
    Column("Diterima", "terlama", "terbaru"),
    Column("Petugas", css="petugas"),
)


@dataclass(frozen=True)
class Filters:
    """What the person asked of the queue; empty texts mean "all"."""

    status: str = CaseStatus.MENUNGGU.value
    query: str = ""
    channel: str = ""
    service: str = ""
    completeness: str = ""
    holder: str = ""
    order: str = "tenggat"
    overdue: bool = False
    sure: bool = False
    """Nothing doubtful and complete: decided with one key."""
    page: int = 1
    narrowed: tuple[tuple[str, str], ...] = ()
    """What a figure counts (desk/narrowing.py)."""


COMPLAINTS = "pengaduan"
"""A choice of the service filter: every service that takes complaint letters."""

UNDER_WAY = "berjalan"
"""A status filter: every case that has not ended."""
HOLDERS = {
    "milik": "Milik saya",
    "tanpa": "Belum ditugaskan",
    "saya": "Saya pegang",
    "bebas": "Tidak dipegang",
}
"""Choices of the filter by person: whose case it is, and who has it open."""

VIEWS: tuple[tuple[str, str, str, str], ...] = (
    ("periksa", "Milik saya", f"status={UNDER_WAY}&pemegang=milik", "m"),
    ("periksa", "Melewati tenggat", "status=menunggu&lewat=ya", ""),
    ("putuskan", "Siap diputus", "status=menunggu&yakin=ya", ""),
    ("putuskan", "Saya pegang", "status=menunggu&pemegang=saya", ""),
    ("terima_berkas", "Menunggu kelengkapan", "status=dikembalikan", ""),
    ("terima_berkas", "Gagal dibaca", "status=gagal", ""),
    ("kelola_pengaduan", "Pengaduan", f"status=menunggu&layanan={COMPLAINTS}", ""),
    ("lihat_audit", "Ditunda", "status=ditunda", ""),
    ("arsipkan", "Siap diarsipkan", "status=selesai", ""),
)
"""(right, words, query string, key): the views a role starts from."""


def views(user: User) -> list[tuple[str, str, str]]:
    """The views of this user's roles: words, query string, key."""
    return [(words, query, key) for right, words, query, key in VIEWS if may(user, right)]


@dataclass(frozen=True)
class Line:
    """A case in the list."""

    row: CaseRow
    countdown: Countdown
    holder: str
    """Who has it open, "" when nobody has."""
    assignee: str
    """Whose case it is, "" when nobody's."""
    applicant: str


@dataclass(frozen=True)
class Listing:
    """A page of the queue."""

    lines: Sequence[Line]
    filters: Filters
    has_next: bool
    news: Collection[str] = ()
    """The cases of the page that have news for the reader."""
    told: str = ""
    """Into which case the one with the number that is looked for went, where it did."""


def listing(user: User, filters: Filters) -> Listing:
    """That page of the queue, for this user."""
    start = (filters.page - 1) * PAGE_SIZE
    wanted = (
        matching(user, filters)
        .order_by(*ORDERS[filters.order])
        .defer("verdicts", "findings", "failure")
        .select_related("reviewer", "assignee")
    )
    found = list(wanted[start : start + PAGE_SIZE + 1])
    lines = [line(row, user) for row in found[:PAGE_SIZE]]
    news = colleagues.with_news(user, [row.id for row in found])
    return Listing(lines, filters, len(found) > PAGE_SIZE, news, _told(filters, found))


def _told(filters: Filters, found: Sequence[CaseRow]) -> str:
    number = str(parse(filters.query) or "")
    return joined.words(number, found[0].id) if number and found and found[0].id != number else ""


def matching(user: User, filters: Filters) -> QuerySet[CaseRow]:
    """The cases that pass the filters, in no order. Words are looked for in every status."""
    cases = visible(user)
    if filters.status not in ("semua", UNDER_WAY) and not filters.query:
        cases = cases.filter(status=filters.status)
    if filters.status == UNDER_WAY and not filters.query:
        cases = cases.exclude(status__in=countdown.ENDED)
    if filters.query:
        number = parse(filters.query)
        found = joined.of_number(str(number)) if number else None
        cases = cases.filter(id__in=search.find(filters.query) if not number else [found.id] if found else [])
    cases = narrowing.narrow(cases, filters.narrowed)
    if filters.channel:
        cases = cases.filter(channel=filters.channel)
    if filters.service:
        cases = cases.filter(_of_service(filters.service))
    if filters.completeness:
        cases = cases.filter(completeness=filters.completeness)
    if filters.overdue:
        cases = cases.filter(sort_on__lt=facts.today())
    if filters.sure:
        cases = cases.filter(doubtful=0, completeness=CompletenessStatus.LENGKAP.value)
    now = timezone.now()
    if filters.holder == "saya":
        cases = cases.filter(REVIEW.held(now), REVIEW.held_by(user))
    if filters.holder == "bebas":
        cases = cases.filter(REVIEW.free(now))
    if filters.holder == "milik":
        cases = cases.filter(assignee=user)
    if filters.holder == "tanpa":
        cases = cases.filter(assignee__isnull=True)
    return cases


def _of_service(chosen: str) -> Q:
    """Cases of that service, of none ("tanpa"), or of any that takes complaint letters."""
    if chosen == COMPLAINTS:
        services = facts.standards().services.values()
        return Q(service__in=[item.id for item in services if item.choice.complaint_about])
    return Q(service=None if chosen == "tanpa" else chosen)


def line(row: CaseRow, user: User) -> Line:
    """The case as a line; a confidential applicant is hidden from who may not see them."""
    holder = _name(row.reviewer) if REVIEW.is_held(row, timezone.now()) else ""
    hidden = row.is_confidential and not may(user, "lihat_rahasia")
    applicant = "(dirahasiakan)" if hidden else row.applicant
    return Line(row, countdown.of(row), holder, _name(row.assignee), applicant)


def _name(who: User | None) -> str:
    return (who.get_full_name() or who.username) if who else ""


def counts(user: User) -> list[tuple[str, str, int]]:
    """(status, words, number of cases) for the tabs; failures are drops as well as cases."""
    found = dict(visible(user).order_by().values_list("status").annotate(n=Count("*")))
    found[CaseStatus.GAGAL.value] = failures.count(user)
    return [(status.value, STATUS_LABELS[status], found.get(status.value, 0)) for status in TABS]


def held_by_others(user: User) -> int:
    """Waiting cases that colleagues hold or that are given to them."""
    waiting = visible(user).filter(status=CaseStatus.MENUNGGU.value)
    held = REVIEW.held(timezone.now()) & ~REVIEW.held_by(user)
    return waiting.filter(held | ~colleagues.nobody_elses(user)).count()


def overdue(user: User) -> int:
    """Waiting cases whose date has passed."""
    today: date = facts.today()
    return visible(user).filter(status=CaseStatus.MENUNGGU.value, sort_on__lt=today).count()
