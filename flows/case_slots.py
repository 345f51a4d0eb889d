"""How many cases are in hand at once. One that takes long makes way: another is begun beside it, so that a
few thick files do not keep the rest from being begun (pages take turns: extractors/files/turns.py)."""

import threading
import time
from collections.abc import Callable

LONG_SECONDS = 60.0
MOST_LONG = 8
"""So many at most beside the usual ones, as each holds a lease and a run of Prefect's."""


class CaseSlots:
    """`count` slots, and up to `most_long` cases more that have had theirs for LONG_SECONDS."""

    def __init__(
        self, count: int, most_long: int = MOST_LONG, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most = count + most_long
        self._count = count
        self._most_long = most_long
        self._clock = clock
        self._lock = threading.Lock()
        self._since: dict[object, float] = {}
        self._is_closed = False

    def take(self) -> object | None:
        """A slot for one more case; None when there is none."""
        with self._lock:
            now = self._clock()
            long = sum(now - since >= LONG_SECONDS for since in self._since.values())
            usual = len(self._since) - min(long, self._most_long)
            if self._is_closed or usual >= self._count:
                return None
            self._since[slot := object()] = now
            return slot

    def give(self, slot: object) -> None:
        """The case is done."""
        with self._lock:
            self._since.pop(slot, None)

    def close(self) -> None:
        """No more slots."""
        self._is_closed = True
