"""What is due: cases to be reviewed, stages, dispositions and follow-ups that are late or near, and the
meetings of the next days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from desk import facts, letters
from desk.models import CaseProcess, CaseRow, Disposition, FollowUp, Meeting
from desk.procedure import progress
from desk.rights import visible
from models.status import CaseStatus

SOON_DAYS = 3
"""Hari kerja ahead that the list looks."""
UNDECIDED = (CaseStatus.DITERIMA, CaseStatus.MENUNGGU, CaseStatus.DITUNDA)
MEETING_DAYS = 14
MOST = 200


@dataclass(frozen=True)
class Item:
    """A line: what is due of which case, when, and who has it."""

    row: CaseRow
    what: str
    due_on: date
    who: str
    officer_id: int | None = None
    """The user who has it, where one has."""

    @property
    def days_left(self) -> int | None:
        """Hari kerja until it; negative when it has passed."""
        return facts.days_left(self.due_on)

    @property
    def is_late(self) -> bool:
        """The date has passed."""
        return self.due_on < facts.today()

    @property
    def page(self) -> str:
        """Where it is done: the name of the case's page."""
        return "perkara" if self.row.status in UNDECIDED else "proses"


@dataclass(frozen=True)
class Reminders:
    """Everything that a person should look at now."""

    items: Sequence[Item]
    meetings: Sequence[Meeting]

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(item.is_late for item in self.items)


def reminders(user: User) -> Reminders:
    """What is late or near, of the cases the user may see; the latest first."""
    until, cases = _last_near(), visible(user)
    parts = (_reviews, _stages, _dispositions, _follow_ups, _returned)
    items = [item for part in parts for item in part(cases, until)]
    now = timezone.now()
    meetings = Meeting.objects.filter(
        case__in=cases, state="dijadwalkan", ends_at__gte=now, starts_at__lte=now + timedelta(MEETING_DAYS)
    ).select_related("case")
    return Reminders(sorted(items, key=lambda item: item.due_on), list(meetings[:MOST]))


def _last_near() -> date:
    """The last day until which not more than SOON_DAYS hari kerja are left, as the queue counts them."""
    day = facts.today()
    while (facts.days_left(day + timedelta(1)) or 0) <= SOON_DAYS:
        day += timedelta(1)
    return day


def _reviews(cases: QuerySet[CaseRow], until: date) -> list[Item]:
    """Cases that nobody has decided yet."""
    found = cases.filter(status__in=UNDECIDED, due_on__lte=until).select_related("assignee")
    return [
        Item(row, _asked(row), row.due_on, _name(row.assignee), row.assignee_id)
        for row in found.order_by("due_on")[:MOST]
        if row.due_on
    ]


def _asked(row: CaseRow) -> str:
    awaits_response = row.response_due and not row.answered_at
    return "Pemeriksaan berkas dan tanggapan pertama" if awaits_response else "Pemeriksaan berkas"


def _stages(cases: QuerySet[CaseRow], until: date) -> list[Item]:
    found = CaseProcess.objects.filter(case__in=cases, ended_on__isnull=True, due_on__lte=until)
    lines = []
    for process in found.select_related("case", "officer").order_by("due_on")[:MOST]:
        stage = progress.stage_of(process.case)
        if process.case.status == "disetujui" and stage and process.due_on:
            who = _name(process.officer)
            lines.append(Item(process.case, stage.name, process.due_on, who, process.officer_id))
    return lines


def _dispositions(cases: QuerySet[CaseRow], until: date) -> list[Item]:
    found = Disposition.objects.filter(case__in=cases, answered_on__isnull=True, due_on__lte=until)
    return [
        Item(order.case, f"Disposisi kepada {order.to}", order.due_on, order.to)
        for order in found.select_related("case").order_by("due_on")[:MOST]
    ]


def _follow_ups(cases: QuerySet[CaseRow], until: date) -> list[Item]:
    found = FollowUp.objects.filter(case__in=cases, done_on__isnull=True, due_on__lte=until)
    return [
        Item(item.case, f"Tindak lanjut: {item.text}", item.due_on, item.who)
        for item in found.select_related("case").order_by("due_on")[:MOST]
    ]


def _returned(cases: QuerySet[CaseRow], until: date) -> list[Item]:
    """Files that were sent back and should be complete by now (the date of the notice)."""
    found = cases.filter(status="dikembalikan", decided_on__isnull=False).order_by("decided_on")[:MOST]
    dated = [(row, letters.supply_until(row.decided_on)) for row in found if row.decided_on]
    return [
        Item(row, "Kelengkapan berkas dari pemohon", day, "") for row, day in dated if day and day <= until
    ]


def _name(user: User | None) -> str:
    return (user.get_full_name() or user.username) if user else ""
