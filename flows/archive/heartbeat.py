"""A worker's sign of life: a small file of its batch, rewritten while it works.

The one who waits compares what it sees with its own clock, so hosts' clocks need not agree. Prefect's
own heartbeats are events that only a server-side automation reads; a run here must be found dead (and its
batch given out again) with Prefect's triggers switched off and whatever happened to its database.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from flows.archive.repeat import repeating
from flows.archive.storage import Storage
from models.archive import WORK

HEARTBEATS = f"{WORK}/denyut"

BEATS = 6
"""Beats within the time after which silence means death: five may be lost."""

START_SECONDS = 180.0
"""From being taken by a worker to the first beat: the program is loaded meanwhile, 5 s on an idle host."""


@contextmanager
def beating(target: Storage, batch: str, run: str, dead_seconds: float) -> Iterator[None]:
    """Beat for the length of the block; the first beat is there before the block begins."""

    def beat() -> None:
        target.write(f"{HEARTBEATS}/{batch}", f"{run} {uuid.uuid4().hex}".encode())

    def beat_if_possible() -> None:
        with suppress(OSError):  # a storage away for a moment; for long, it is silence and rightly so
            beat()

    beat()
    with repeating(beat_if_possible, dead_seconds / BEATS, "denyut"):
        yield


@dataclass
class Watcher:
    """Sees which runs beat, by its own clock. `dead_seconds`: silence that means death."""

    target: Storage
    dead_seconds: float
    start_seconds: float = START_SECONDS
    _seen: dict[str, tuple[bytes, float]] = field(default_factory=dict)

    def is_dead(self, batch: str, run: str, now: float) -> bool:
        """Whether a run that a worker took has not beaten for too long. A beat of another run of the
        batch counts for nothing; so ask of runs that were taken, not of those that wait."""
        beat = self._beat(batch, run)
        before = self._seen.get(run)
        if before is None or before[0] != beat:
            self._seen[run] = (beat, now)
            return False
        return now - before[1] > (self.dead_seconds if beat else max(self.dead_seconds, self.start_seconds))

    def _beat(self, batch: str, run: str) -> bytes:
        try:
            beat = self.target.read(f"{HEARTBEATS}/{batch}")
        except FileNotFoundError:
            return b""
        return beat if beat.startswith(run.encode()) else b""
