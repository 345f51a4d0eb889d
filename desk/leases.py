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
        until = self.until_of(row)
        is_somebody = not self.is_held_by(row, self.nobody)
        return is_somebody and until is not None and now <= until <= self._latest(now)

    def held_by(self, holder: object) -> Q:
        """Rows that carry the holder's name, run out or not: until another takes the row he may renew it."""
        return Q(**{self.holder: holder})

    def is_held_by(self, row: Model, holder: object) -> bool:
        """Whether that row carries the holder's name."""
        return bool(getattr(row, self.holder) == holder)

    def until_of(self, row: Model) -> datetime | None:
        """Until when the row was given; None: to nobody."""
        until: datetime | None = getattr(row, self.until)
        return until

    def give(self, row: Model, holder: object, until: datetime) -> None:
        """Sets the row's columns; the caller saves."""
        self._set(row, self.given(holder, until))

    def take_back(self, row: Model) -> None:
        """Sets the row's columns to nobody; the caller saves."""
        self._set(row, self.given_back())

    def given(self, holder: object, until: datetime | None) -> dict[str, object]:
        """The columns of a row that `holder` has, for `update` and `create`."""
        return {self.holder: holder, self.until: until}

    def given_back(self) -> dict[str, object]:
        """The columns of a row that nobody has."""
        return self.given(self.nobody, None)

    def renewed(self, until: datetime) -> dict[str, object]:
        """The column of a row whose holder keeps it."""
        return {self.until: until}

    def same_as(self, row: Model) -> dict[str, object]:
        """The columns of a row held as that one is."""
        return self.given(getattr(row, self.holder), self.until_of(row))

    def _set(self, row: Model, columns: dict[str, object]) -> None:
        for column, value in columns.items():
            setattr(row, column, value)

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
