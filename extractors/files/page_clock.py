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
"""Looks at the child in its time, so each 3 s."""

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
_STATE, _FIRST_TIME, _LAST_TIME = 0, 11, 15
"""Places in /proc/PID/stat after the command's name: state; utime, stime, cutime, cstime."""
_RUNNABLE = "R"


@dataclass(frozen=True)
class _Task:
    """A thread's schedstat (time on a core, time in the run queue, turns), and the seconds it has waited."""

    figures: str
    waited: float


def computed_seconds(process: Path) -> float:
    """Computing time of a process (its folder in /proc) and of those it waited for; 0 when it is gone."""
    return sum(map(int, _stat(process)[_FIRST_TIME:_LAST_TIME])) / TICKS


def _stat(process: Path) -> list[str]:
    """A process's or thread's stat after its name; nothing for one that has ended."""
    return _text(process / "stat").rpartition(")")[2].split()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


class PageClock:
    """`seconds` of computing, or of being quiet, for one question to the child of that `pid`."""

    def __init__(
        self, pid: int, seconds: float, *, proc: Path = PROC, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._child, self._seconds, self._now = proc / str(pid), seconds, now
        self._pause = seconds / LOOKS
        self._last = now()
        self._sum = computed_seconds(self._child)
        self._tasks = dict(self._threads(0.0, {}))
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
        """What the child did in the `passed` seconds since the last look."""
        total = computed_seconds(self._child)
        computed, self._sum = max(0.0, total - self._sum), total
        before = self._tasks
        self._tasks = dict(self._threads(passed, before))
        grown = (each.waited - before[task].waited if task in before else each.waited
                 for task, each in self._tasks.items())  # fmt: skip
        waited = min(passed, sum(grown))
        self._computing += computed
        self._counted += passed - waited
        if computed + waited < BUSY_SHARE * passed:
            self._quiet += passed

    def _threads(self, passed: float, before: dict[Path, _Task]) -> Iterator[tuple[Path, _Task]]:
        """The child's threads. The kernel counts a wait when it is over; one that lasts is counted here."""
        for thread in self._child.glob("task/[0-9]*"):
            parts, figures = _stat(thread), _text(thread / "schedstat")
            if not parts or not figures:
                continue
            known = before.get(thread, _Task("", 0.0))
            waited = max(known.waited, int(figures.split()[1]) / NANOSECONDS)
            if parts[_STATE] == _RUNNABLE and figures == known.figures:
                waited = known.waited + passed
            yield thread, _Task(figures, waited)
