"""How long a reading child has left, so that a busy machine ends no good page.

A child's time ends when it has computed all of it, or was quiet as long: neither computing nor waiting for a
core, which is what a hang looks like. Its waiting for a core costs it nothing, however long that takes. What
is neither (it waits for the disk between two steps) may take LONGEST_FACTOR times as long.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

LOOKS = 20
"""Looks at the group's processes in its time, so each 3 s: a look at 200 processes takes 5 ms."""

LATEST = 2.0
"""Looks' length that counts at most: of a longer time a parent that had no core itself knows too little."""

LONGEST_FACTOR = 6.0
"""With load 20 on 2 cores (measured) a page of 8 s took over 60 s by the wall."""

SHORT = 1.0
"""Seconds that are not looked into: a page so quick is no matter for its case's time."""

BUSY_SHARE = 0.02
"""Computing and waiting for a core less than this share of the time between two looks is being quiet."""

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
NANOSECONDS = 1e9
_STATE, _PGRP, _FIRST_TIME, _LAST_TIME = 0, 2, 11, 15
"""Places in /proc/PID/stat after the command's name: state, process group; utime, stime, cutime, cstime."""
_RUNNABLE = "R"


@dataclass(frozen=True)
class _Task:
    """A thread's schedstat (time on a core, time in the run queue, turns), and the seconds it has waited."""

    figures: str
    waited: float


def _members(group: int, proc: Path) -> Iterator[tuple[Path, list[str]]]:
    """The group's processes: folder in /proc, and stat after the name."""
    for entry in proc.glob("[0-9]*"):
        parts = _stat(entry)
        if parts and int(parts[_PGRP]) == group:
            yield entry, parts


def _stat(process: Path) -> list[str]:
    """A process's or thread's stat after its name; nothing for one that has ended."""
    return _text(process / "stat").rpartition(")")[2].split()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _computed(parts: list[str]) -> float:
    return sum(map(int, parts[_FIRST_TIME:_LAST_TIME])) / TICKS


class PageClock:
    """`seconds` of computing, or of being quiet, for one question to the child that leads process `group`."""

    def __init__(
        self, group: int, seconds: float, *, proc: Path = PROC, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._group, self._seconds, self._proc, self._now = group, seconds, proc, now
        self._pause = seconds / LOOKS
        self._last = now()
        # Between questions the child is its group's only member.
        leader = proc / str(group)
        self._sum = _computed(_stat(leader))
        self._tasks = dict(self._threads(leader, 0.0, {}))
        self._computing = self._quiet = self._counted = 0.0

    def left(self) -> float:
        """Seconds until the next look; not positive: the time is over."""
        now = self._now()
        if now >= self._last + self._pause:
            self._look(min(now - self._last, LATEST * self._pause))
            self._last = now
        return 0.0 if self._is_over else self._last + self._pause - now

    def spent(self) -> float:
        """Seconds since the question but for those in which the child waited for a core."""
        now = self._now()
        if now - self._last >= SHORT:
            self._look(now - self._last)
            self._last = now
        return self._counted + now - self._last

    @property
    def _is_over(self) -> bool:
        longest = self._seconds * LONGEST_FACTOR
        return max(self._computing, self._quiet) >= self._seconds or self._counted >= longest

    def _look(self, passed: float) -> None:
        """What the group did in the `passed` seconds since the last look."""
        members = list(_members(self._group, self._proc))
        total = sum(_computed(parts) for _, parts in members)
        computed, self._sum = max(0.0, total - self._sum), total
        before = self._tasks
        self._tasks = {
            task: figures for entry, _ in members for task, figures in self._threads(entry, passed, before)
        }
        grown = (each.waited - before[task].waited if task in before else each.waited
                 for task, each in self._tasks.items())  # fmt: skip
        waited = min(passed, sum(grown))
        self._computing += computed
        self._counted += passed - waited
        if computed + waited < BUSY_SHARE * passed:
            self._quiet += passed

    def _threads(
        self, process: Path, passed: float, before: dict[Path, _Task]
    ) -> Iterator[tuple[Path, _Task]]:
        """The process's threads. The kernel counts a wait when it is over; one that lasts is counted here."""
        for thread in process.glob("task/[0-9]*"):
            parts, figures = _stat(thread), _text(thread / "schedstat")
            if not parts or not figures:
                continue
            known = before.get(thread, _Task("", 0.0))
            waited = max(known.waited, int(figures.split()[1]) / NANOSECONDS)
            if parts[_STATE] == _RUNNABLE and figures == known.figures:
                waited = known.waited + passed
            yield thread, _Task(figures, waited)
