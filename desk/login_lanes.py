"""How many logins are worked on at once: a password's digest costs most of a second of computing, by design.

Strangers and known browsers wait in lanes of their own, one digest at a time in each; who finds a lane full
is asked to come again. So the other worker threads of the server always stay free for those who work.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

STRANGERS = 3
KNOWN = 4
"""Places of a lane, the one being worked on included; together fewer than flows.commands.desk.THREADS."""


class LaneFull(Exception):
    """Nobody more can wait here now."""


class Lane:
    """One digest at a time, a few waiting."""

    def __init__(self, places: int) -> None:
        self._places = threading.BoundedSemaphore(places)
        self._turn = threading.Lock()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Waits for its turn; LaneFull when all places are taken."""
        if not self._places.acquire(blocking=False):
            raise LaneFull
        try:
            with self._turn:
                yield
        finally:
            self._places.release()


strangers = Lane(STRANGERS)
known = Lane(KNOWN)
