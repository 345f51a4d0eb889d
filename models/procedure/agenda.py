"""When a meeting can be: hari kerja, days of notice, the service's limit, and what rooms and officers
are free.

Pure: the desk gives what is taken already, and gets proposals or the reason against a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from models.wording import long_date, weekday
from models.working_days import ONE_DAY, Calendar

MOST_DAYS = 60
"""How far ahead a free time is looked for."""


@dataclass(frozen=True)
class Rules:
    """How the office holds meetings. `notice_days`: hari kerja between invitation and meeting."""

    notice_days: int
    starts: tuple[time, ...]
    minutes: int
    rooms: tuple[str, ...]


@dataclass(frozen=True)
class Taken:
    """A meeting that stands: its room ("" = elsewhere) and officers are not free."""

    starts: datetime
    ends: datetime
    room: str
    officers: frozenset[str]


@dataclass(frozen=True)
class Diary:
    """What a time is checked against: the day it is asked, the office's rules, hari kerja, what is taken."""

    today: date
    rules: Rules
    calendar: Calendar
    taken: Sequence[Taken]

    @property
    def earliest(self) -> date:
        """The first hari kerja that leaves the days of notice."""
        return self.calendar.add(self.today, self.rules.notice_days + 1)


@dataclass(frozen=True)
class Slot:
    """A time and place that is free; `is_late`: beyond the service's limit."""

    starts: datetime
    ends: datetime
    room: str
    is_late: bool = False


@dataclass(frozen=True)
class Wish:
    """What somebody wants: when, where, with whom. `needs_notice`: invitations still have to go out."""

    starts: datetime
    ends: datetime
    room: str
    officers: frozenset[str]
    needs_notice: bool = True


def objections(wish: Wish, diary: Diary) -> tuple[str, ...]:
    """What speaks against the wish, a sentence each; empty when nothing does."""
    day, found = wish.starts.date(), []
    if wish.ends <= wish.starts:
        found.append("Waktu selesai harus sesudah waktu mulai.")
    if not diary.calendar.is_working_day(day):
        found.append(f"{weekday(day)}, {long_date(day)} bukan hari kerja.")
    first = diary.earliest if wish.needs_notice else diary.today
    if day < first:
        notice = f" ({diary.rules.notice_days} hari kerja untuk undangan)" if wish.needs_notice else ""
        found.append(f"Paling cepat {weekday(first)}, {long_date(first)}{notice}.")
    for other in diary.taken:
        if other.starts < wish.ends and wish.starts < other.ends:
            found += _clashes(wish, other)
    return tuple(dict.fromkeys(found))


def proposals(
    diary: Diary, limit: date | None, *, officers: frozenset[str], count: int = 5
) -> tuple[Slot, ...]:
    """The first free times, earliest first, one a day; those beyond the limit say so."""
    found: list[Slot] = []
    day = diary.earliest
    for _ in range(MOST_DAYS):
        slot = _free(day, diary, officers)
        if slot:
            is_late = limit is not None and day > limit
            found.append(Slot(slot.starts, slot.ends, slot.room, is_late))
        if len(found) == count:
            break
        day += ONE_DAY
    return tuple(found)


def _free(day: date, diary: Diary, officers: frozenset[str]) -> Slot | None:
    """The first free time of that day."""
    for start in diary.rules.starts:
        for room in diary.rules.rooms:
            starts = datetime.combine(day, start)
            ends = starts + timedelta(minutes=diary.rules.minutes)
            if not objections(Wish(starts, ends, room, officers), diary):
                return Slot(starts, ends, room)
    return None


def _clashes(wish: Wish, other: Taken) -> list[str]:
    when = f"{long_date(other.starts.date())} pukul {other.starts:%H.%M}-{other.ends:%H.%M}"
    found = [f"{wish.room} sudah dipakai pada {when}."] if wish.room and wish.room == other.room else []
    busy = sorted(wish.officers & other.officers)
    return found + [f"{name} sudah bertugas pada {when}." for name in busy]
