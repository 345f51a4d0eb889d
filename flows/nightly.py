"""What `berkas serve` does by itself once a day: a command in a process of its own, in the quiet hours."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from flows.supervisor import Part

QUIET = time(2, 0)
"""Nobody works then, and a machine that is off at night does it at its next start."""
MORNING = time(7, 0)
"""Before work begins: what is due today is in the mail."""
NICE = 15
"""Whoever works at the desk meanwhile goes first."""


@dataclass
class Nightly:
    """Runs its part at the start and then once a day after `at`; `tend` is called again and again."""

    part: Part
    at: time = QUIET
    _due: datetime | None = field(default=None)

    def tend(self, now: datetime) -> None:
        """Start it when it is time and the last one has ended. Must be called in the main thread."""
        is_running = self.part.process is not None and self.part.process.poll() is None
        if is_running or (self._due is not None and now < self._due):
            return
        self._due = following(now, self.at)
        self.part.start()


def following(now: datetime, at: time = QUIET) -> datetime:
    """The next time it is `at` after `now`; local time without zone, as the clock on the wall."""
    today = datetime.combine(now.date(), at)
    return today if now < today else today + timedelta(days=1)


def gently(command: list[str]) -> list[str]:
    """The command so that it yields to everything else, at processor and disk."""
    for program, *options in (("nice", "-n", str(NICE)), ("ionice", "-c", "3")):
        if found := shutil.which(program):
            command = [found, *options, *command]
    return command
