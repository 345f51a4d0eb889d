"""What is due when: the standard's limits from receipt and from completeness, and a stage's own term.

The standard does not say which of the two clocks binds nor what happens to the time while a file is returned
(docs/service.md); both are worked out, and a setting of the office says which one binds.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.procedure.stages import Since, Stage, Term
from models.service import Limits
from models.wording import long_date
from models.working_days import Calendar


class ClockRule(StrEnum):
    """Which clock binds (setting `clock_rule`)."""

    BOTH = "keduanya"
    RECEIPT = "diterima"
    COMPLETE = "lengkap"


LIMIT_WORDS = {"layanan": "Penyelesaian layanan", "tanggapan": "Tanggapan"}


@dataclass(frozen=True)
class Events:
    """When what began. `complete_on`: the day the file was approved as complete, None before."""

    received_on: date
    complete_on: date | None = None
    stage_on: date | None = None

    def on(self, since: Since) -> date | None:
        """The day of that event, None when it has not come."""
        days = {
            Since.DITERIMA: self.received_on,
            Since.LENGKAP: self.complete_on,
            Since.TAHAP: self.stage_on,
        }
        return days[since]

    def entering(self, day: date) -> "Events":
        """The events if a stage began on that day."""
        return replace(self, stage_on=day)


@dataclass(frozen=True)
class Due:
    """A date with the rule it follows from, in words."""

    on: date
    what: str
    rule: str
    binds: bool = True


def standard_dues(
    limits: Limits, events: Events, calendar: Calendar, rule: ClockRule = ClockRule.BOTH
) -> tuple[Due, ...]:
    """Each limit of the standard from receipt and, once the file is complete, from completeness.

    With ClockRule.BOTH the earlier one (from receipt) binds and the other is shown beside it.
    """
    found: list[Due] = []
    for name, days in (("tanggapan", limits.response), ("layanan", limits.service)):
        if days is None:
            continue
        for since in (Since.DITERIMA, Since.LENGKAP):
            start = events.on(since)
            if start is not None:
                found.append(
                    _due(
                        LIMIT_WORDS[name],
                        Term(days, since),
                        start,
                        calendar,
                        binds=_binds(since, events, rule),
                    )
                )
    return tuple(found)


def stage_due(
    stage: Stage, limits: Limits, events: Events, calendar: Calendar, rule: ClockRule = ClockRule.BOTH
) -> Due | None:
    """What binds in a stage: its own term, else the limit of the standard it names; None at the end."""
    if stage.is_end:
        return None
    if stage.term is not None:
        start = events.on(stage.term.since)
        return _due(stage.name, stage.term, start, calendar) if start else None
    if stage.limit is None:
        return None
    wanted = LIMIT_WORDS[stage.limit]
    dues = standard_dues(limits, events, calendar, rule)
    return next((due for due in dues if due.what == wanted and due.binds), None)


def _binds(since: Since, events: Events, rule: ClockRule) -> bool:
    if rule is ClockRule.COMPLETE and events.complete_on is not None:
        return since is Since.LENGKAP
    return since is Since.DITERIMA


def _due(what: str, term: Term, start: date, calendar: Calendar, *, binds: bool = True) -> Due:
    words = {Since.DITERIMA: "berkas diterima", Since.LENGKAP: "berkas lengkap", Since.TAHAP: "tahap dimulai"}
    rule = f"{term.days} hari kerja sejak {words[term.since]} ({long_date(start)})"
    return Due(calendar.add(start, term.days), what, rule, binds)
