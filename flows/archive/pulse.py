"""A worker's sign of life: a small file of its batch, rewritten while it works.

The one who waits compares what it sees with its own clock, so hosts' clocks need not agree.
"""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flows.archive.plan import WORK
from flows.archive.storage import Storage

PULSES = f"{WORK}/denyut"
BEAT_SECONDS = 10.0
DEAD_SECONDS = 60.0
"""Six beats missed: the worker is dead or cut off; its batch is given out again."""


@contextmanager
def beating(target: Storage, batch: str, seconds: float = BEAT_SECONDS) -> Iterator[None]:
    """Beat for the length of the block."""
    stop = threading.Event()

    def beat() -> None:
        while True:
            target.write(f"{PULSES}/{batch}", uuid.uuid4().hex.encode())
            if stop.wait(seconds):
                return

    thread = threading.Thread(target=beat, name="denyut", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@dataclass
class Watcher:
    """Sees which batches beat, by its own clock."""

    target: Storage
    dead_seconds: float = DEAD_SECONDS
    _seen: dict[str, tuple[bytes, float]] = field(default_factory=dict)

    def is_dead(self, batch: str, now: float) -> bool:
        """Whether a batch that began has not beaten for too long; one that never began is not dead."""
        name = f"{PULSES}/{batch}"
        if not self.target.exists(name):
            return False
        beat = self.target.read(name)
        before = self._seen.get(batch)
        if before is None or before[0] != beat:
            self._seen[batch] = (beat, now)
            return False
        return now - before[1] > self.dead_seconds
