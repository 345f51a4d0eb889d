"""Reading yields to the people at the desk: a lower priority always, and one core less while they work.

The desk touches a file when a person does something (models/health.py); a page in hand is finished.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.health import people_work
from models.paths import DataFolder

NICE = 5
"""A third of the desk's weight at the processor."""

LOOK_SECONDS = 1.0


def yielding(command: list[str], nice: Path = Path("/usr/bin/nice")) -> list[str]:
    """The command with the lower priority, which all it starts inherits."""
    return [str(nice), "-n", str(NICE), *command] if nice.exists() else command


class DeskFirst:
    """Slots for pages: as many as there are readers, one less (but one at least) while people work."""

    def __init__(self, data: DataFolder, count: int) -> None:
        self._data = data
        self._count = count
        self._in_use = 0
        self._change = threading.Condition()

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Waits for its turn."""
        with self._change:
            while self._in_use >= self._allowed():
                self._change.wait(LOOK_SECONDS)
            self._in_use += 1
        try:
            yield
        finally:
            with self._change:
                self._in_use -= 1
                self._change.notify()

    def _allowed(self) -> int:
        return max(1, self._count - people_work(self._data))
