"""How long a reading child has left: by its own computing time, so that a busy machine ends no good page.

A page that hangs is ended by the clock on the wall. A page whose child was only given a small share of the
cores is given the rest of its time, at most LONGEST_FACTOR times as long by the wall.
"""

import os
import time
from pathlib import Path

LONGEST_FACTOR = 6.0
"""With load 20 on 2 cores (measured) a page of 8 s took over 60 s by the wall."""

BUSY_SHARE = 0.02
"""Computing less than this share of the time means that the child hangs; at load 20 it still gets 10 %."""

TICKS = os.sysconf("SC_CLK_TCK")
_PGRP, _FIRST_TIME, _LAST_TIME = 2, 11, 15
"""Places in /proc/PID/stat after the command's name: process group; utime, stime, cutime, cstime."""


def group_seconds(group: int) -> float:
    """Computing time of a process group, of its members and of those they have waited for, in seconds."""
    return sum(_computed(entry, group) for entry in Path("/proc").glob("[0-9]*/stat"))


def _computed(stat: Path, group: int) -> float:
    """Computing time by that file of a process in the group; 0 for another's and for one that has ended."""
    try:
        parts = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, parts[_FIRST_TIME:_LAST_TIME])) / TICKS if int(parts[_PGRP]) == group else 0.0


class PageClock:
    """`seconds` of computing for one question to the child that leads process group `group`."""

    def __init__(self, group: int, seconds: float) -> None:
        self._group = group
        self._seconds = seconds
        # Between questions the child is its group's only member.
        self._spent = _computed(Path(f"/proc/{group}/stat"), group)
        self._start = time.monotonic()
        self._deadline = self._start + seconds

    def left(self) -> float:
        """Seconds by the wall until the next look; not positive: the time is over."""
        now = time.monotonic()
        if now >= self._deadline:
            self._deadline = self._next_deadline(now)
        return self._deadline - now

    def _next_deadline(self, now: float) -> float:
        longest = self._start + self._seconds * LONGEST_FACTOR
        computed = group_seconds(self._group) - self._spent
        if computed < BUSY_SHARE * (now - self._start) or computed >= self._seconds:
            return now
        return min(longest, now + self._seconds - computed)
