"""The gate before all work: shut while disk, database or rights are in the way, open again by itself.

A shut gate costs nobody an attempt, is told on the desk with its reason, and is logged twice: when it shuts
and when it opens.
"""

import logging
import shutil
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from models.errors import BerkasError
from models.health import clear, note
from models.paths import DataFolder
from models.trouble import Trouble, trouble_of

log = logging.getLogger("berkas.gerbang")

LOOK_SECONDS = 1.0
"""How often an open gate looks at the room on the disk (one system call)."""

PROBE_SECONDS = 5.0
"""How often a shut gate tries whether it may open: work goes on within seconds of the cause's end."""

PROBE_BYTES = 64 * 1024
"""Enough that a file system without room refuses."""

PROBE_PREFIX = ".periksa-"

STATE = "baca_ditunda"
NAMED = {Trouble.DATABASE: "basis_data_terkunci"}
"""Troubles that have a state of their own, told besides."""


@dataclass
class Gate:
    """`probe_database` raises DatabaseAway while nothing can be written. Thread-safe."""

    data: DataFolder
    reserve_bytes: int
    probe_database: Callable[[], None]
    clock: Callable[[], float] = time.monotonic
    times_shut: int = 0
    _trouble: Trouble | None = None
    _due: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """What an earlier process noted is looked at anew, and what it left of its probes is removed."""
        for folder in self._folders():
            for path in folder.glob(f"{PROBE_PREFIX}*"):
                path.unlink(missing_ok=True)
        clear(self.data, STATE)
        for state_id in NAMED.values():
            clear(self.data, state_id)

    def is_open(self) -> bool:
        """Whether work may begin now."""
        with self._lock:
            now = self.clock()
            if now >= self._due:
                self._set(self.trouble() if self._trouble else self._lack_of_room())
                self._due = self.clock() + (PROBE_SECONDS if self._trouble else LOOK_SECONDS)
            return self._trouble is None

    def report(self, error: BaseException) -> bool:
        """Some work failed. True when its surroundings are to blame: the gate is shut if they still are."""
        trouble = trouble_of(error)
        if trouble is None:
            return False
        with self._lock:
            still = trouble if trouble is Trouble.DATABASE else self.trouble()
            if still is not None:
                self._set(still)
                self._due = self.clock() + PROBE_SECONDS
        return True

    @property
    def is_shut(self) -> bool:
        """Whether it is shut, without a new look."""
        return self._trouble is not None

    def trouble(self) -> Trouble | None:
        """What is in the way now, tried in earnest: room, a file in each folder, the database's lock."""
        try:
            if room := self._lack_of_room():
                return room
            for folder in (*self._folders(), Path(tempfile.gettempdir())):
                try_to_write(folder)
            self.probe_database()
        except (OSError, BerkasError) as error:
            return trouble_of(error) or Trouble.DEVICE
        return None

    def _folders(self) -> tuple[Path, ...]:
        return (self.data.simpan, self.data.halaman, self.data.masuk)

    def _lack_of_room(self) -> Trouble | None:
        try:
            free = shutil.disk_usage(self.data.root).free
        except OSError as error:
            return trouble_of(error) or Trouble.DEVICE
        return Trouble.DISK if free < self.reserve_bytes else None

    def _set(self, trouble: Trouble | None) -> None:
        if trouble is self._trouble:
            return
        for state_id in (NAMED.get(self._trouble), STATE) if self._trouble else ():
            if state_id:
                clear(self.data, state_id)
        if trouble is None:
            log.warning("penerimaan dan pembacaan berlanjut")
        else:
            self.times_shut += 1
            log.warning("penerimaan dan pembacaan ditunda: %s", trouble)
            note(self.data, STATE, trouble.value)
            if trouble in NAMED:
                note(self.data, NAMED[trouble])
        self._trouble = trouble


def try_to_write(folder: Path) -> None:
    """Make, rename and remove a file there; OSError says what is refused. Nothing is left behind."""
    folder.mkdir(parents=True, exist_ok=True)
    probe = folder / f"{PROBE_PREFIX}{uuid.uuid4().hex}"
    renamed = probe.with_suffix(".2")
    try:
        probe.write_bytes(bytes(PROBE_BYTES))
        probe.rename(renamed)
    finally:
        probe.unlink(missing_ok=True)
        renamed.unlink(missing_ok=True)
