"""What still counts down: the response until it was given, the service until the case has ended."""

from dataclasses import dataclass
from datetime import date

from desk import facts
from desk.models import CaseRow
from models.status import CaseStatus

ENDED = frozenset({CaseStatus.SELESAI, CaseStatus.DITOLAK, CaseStatus.DIARSIPKAN})
SOON_DAYS = 2
"""Hari kerja left from which a deadline is called near."""


@dataclass(frozen=True)
class Countdown:
    """`due_on`: the date that binds, None when none does; `days_left`: hari kerja until it, below 0 after."""

    due_on: date | None
    days_left: int | None
    words: str

    @property
    def urgency(self) -> str:
        """terlambat, dekat or tenang."""
        if self.days_left is None:
            return "tenang"
        return "terlambat" if self.days_left < 0 else "dekat" if self.days_left <= SOON_DAYS else "tenang"

    @property
    def is_late(self) -> bool:
        """The date has passed."""
        return self.urgency == "terlambat"


def of(row: CaseRow) -> Countdown:
    """The countdown of that case as it stands."""
    if row.status in ENDED:
        return Countdown(None, None, "tuntas")
    if row.due_on is None:
        return Countdown(None, None, "sudah ditanggapi" if row.answered_at else "tanpa tenggat")
    left = facts.days_left(row.due_on)
    return Countdown(row.due_on, left, due_words(left))


def due_words(days: int | None) -> str:
    """3 -> "3 hari kerja lagi"; -2 -> "terlambat 2 hari kerja"; 0 -> "jatuh tempo hari ini"."""
    if days is None:
        return "tanpa tenggat"
    if days < 0:
        return f"terlambat {-days} hari kerja"
    return f"{days} hari kerja lagi" if days else "jatuh tempo hari ini"
