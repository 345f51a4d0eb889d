"""A row's lease: who has it, until when. The reading of a case, the review of it and what is asked of the
intake are held in the same way."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from django.db.models import Model, Q


@dataclass(frozen=True)
class Lease:
    """Two columns of a table: `holder`, and `until` (null: nobody). `nobody`: what `holder` says then.

    No lease is given for more than `longest`. One that ends later than that was given before the clock was
    set back, and counts as run out; its holder, if he lives, renews it by the clock as it is.
    """

    holder: str
    until: str
    nobody: str | None
    longest: timedelta

    @property
    def columns(self) -> list[str]:
        """For `update_fields`."""
        return [self.holder, self.until]

    def of(self, seconds: int) -> Self:
        """The same lease, given for so many seconds at most (below 0: a lease that has run out, in tests)."""
        return replace(self, longest=timedelta(seconds=abs(seconds)))

    def held(self, now: datetime) -> Q:
        """Rows that somebody has."""
        return ~self._nobody & Q(**{f"{self.until}__gte": now, f"{self.until}__lte": self._latest(now)})

    def free(self, now: datetime) -> Q:
        """Rows that nobody has, or no longer."""
        never, over = Q(**{f"{self.until}__isnull": True}), Q(**{f"{self.until}__lt": now})
        return self._nobody | never | over | Q(**{f"{self.until}__gt": self._latest(now)})

    def is_held(self, row: Model, now: datetime) -> bool:
        """Whether somebody has that row."""
        until: datetime | None = getattr(row, self.until)
        is_somebody = getattr(row, self.holder) != self.nobody
        return is_somebody and until is not None and now <= until <= self._latest(now)

    def give(self, row: Model, holder: object, until: datetime) -> None:
        """Sets the row's columns; the caller saves."""
        setattr(row, self.holder, holder)
        setattr(row, self.until, until)

    def take_back(self, row: Model) -> None:
        """Sets the row's columns to nobody; the caller saves."""
        for column, value in self.given_back().items():
            setattr(row, column, value)

    def given_back(self) -> dict[str, str | None]:
        """The columns of a row that nobody has, for `update`."""
        return {self.holder: self.nobody, self.until: None}

    @property
    def _nobody(self) -> Q:
        """A user who is deleted leaves the time behind."""
        return Q(**{f"{self.holder}__isnull": True} if self.nobody is None else {self.holder: self.nobody})

    def _latest(self, now: datetime) -> datetime:
        """Twice: a clock that is set back by seconds takes nothing from anybody."""
        return now + 2 * self.longest


READING = Lease("intake_owner", "intake_until", "", timedelta(minutes=1))
"""Of a case (desk/intake/leases.py): which process reads it; `of` the setting `lease_seconds`."""

REVIEW = Lease("reviewer", "reviewer_until", None, timedelta(hours=2))
"""Of a case (desk/changes.py): which person works on it. The longest, half a morning, is for who takes
several cases at once (desk/bulk.py) and works through them one after the other."""

REQUEST = Lease("owner", "until", "", timedelta(minutes=2))
"""Of a request (desk/intake/requests.py): which process does what was asked."""
