"""The inbox at work: sweep, wait, claim, store, admit, release; what fails for now is tried again.

Knows the database only through a `Ledger`, so that a test can stand in for it.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from watchfiles import watch

from flows.claims import Claim, ClaimedFile, claim, claims, release, store_files
from flows.inbox import Drop, Move, Patience, Ready, Watch, sweep
from flows.privacy import close_to_others
from flows.refusals import Refusals
from flows.store import digest_of, is_full
from models.case import Channel
from models.errors import BerkasError
from models.health import Part, beat
from models.paths import DataFolder

log = logging.getLogger("berkas.masuk")

LEAST_PAUSE_SECONDS = 0.3
"""Between two sweeps, however many events come: a scanner's stream of writes must not keep a core busy."""

PROSES = ".proses"
"""Our own claims; their changes are no news."""

FIRST_RETRY_SECONDS = 5.0
LONGEST_RETRY_SECONDS = 60.0
"""A full disk or a lost right is looked at again within a minute of being mended."""


class Ledger(Protocol):
    """What the inbox asks of the database."""

    def is_admitted(self, drop_id: str) -> bool:
        """Whether the claim of that id was committed."""

    def admit(self, made: Claim, files: tuple[ClaimedFile, ...]) -> str:
        """Commit the claim as a case, idempotent on its id; returns the case's id."""

    def record_failure(self, drop_id: str, channel: Channel, name: str, reason: str) -> None:
        """Tell the desk of a drop that went to gagal/."""


def prepare_folders(data: DataFolder) -> None:
    """Make the folders, one per channel, and keep what holds personal data from others (flows/privacy.py)."""
    for folder in (data.proses, data.gagal, data.simpan, *(data.masuk / name for name in Channel)):
        folder.mkdir(parents=True, exist_ok=True)
    close_to_others(data)


@dataclass
class Inbox:
    """The watched folder of `data`. `admitted` is called after each commit, to wake the readers."""

    data: DataFolder
    patience: Patience
    ledger: Ledger
    admitted: Callable[[], None] = lambda: None
    wall: Callable[[], datetime] = lambda: datetime.now(UTC)
    sweep_seconds: float = 5.0
    _watch: Watch = field(init=False)
    _later: dict[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._watch = Watch(self.patience)
        self._refusals = Refusals(self.data.gagal, self.ledger.record_failure)

    def round(self, now: float) -> None:
        """One look at the folder at `now` (monotonic seconds); never raises for a file's sake."""
        self.take_up(now)
        for ready in self._watch.look(sweep(self.data.masuk), now):
            self._handle(ready, now)
            beat(self.data, Part.INBOX)
        beat(self.data, Part.INBOX)

    def take_up(self, now: float) -> None:
        """Carry on with claims that lie there: from before a crash, or waiting for a disk or a right."""
        for made in claims(self.data.proses, self.wall()):
            due, _delay = self._later.get(made.id, (0.0, 0.0))
            if due <= now:
                self._finish(made, now)
                beat(self.data, Part.INBOX)

    def _handle(self, ready: Ready, now: float) -> None:
        drop = ready.drop
        try:
            if ready.move is Move.REFUSE:
                self._refuse(drop, ready.reason)
                return
            made = claim(drop, self.data.proses, self.wall())
        except OSError as error:
            self._tell("drop tidak dapat diambil; dicoba lagi", error, drop.channel.value)
            return
        self._finish(made, now)

    def _refuse(self, drop: Drop, reason: str) -> None:
        for number, path in enumerate(drop.odd or [drop.path]):
            drop_id = f"tolak-{path.lstat().st_ino}-{time.time_ns()}-{number}"
            self._refusals.move(path, drop.channel, reason, drop_id)
            log.warning("satu drop dipindahkan ke gagal/ (%s)", drop_id)

    def _finish(self, made: Claim, now: float) -> None:
        """Store, commit, release; on trouble the claim stays and is tried again later."""
        try:
            files = store_files(made, self.data, self._refusals)
            if files:
                self.ledger.admit(made, files)
            release(made, files, digest_of, self.data.masuk)
            self._later.pop(made.id, None)
        except Exception as error:  # noqa: BLE001 - the edge of the inbox: one drop never stops the others
            delay = min(
                LONGEST_RETRY_SECONDS, 2 * self._later.get(made.id, (0.0, FIRST_RETRY_SECONDS / 2))[1]
            )
            self._later[made.id] = (now + delay, delay)
            self._tell(f"klaim belum selesai; dicoba lagi dalam {delay:.0f} detik", error, made.id)
            return
        if files:
            log.info("drop %s diterima (%d berkas)", made.id, len(files))
            self.admitted()

    @staticmethod
    def _tell(what: str, error: Exception, where: str) -> None:
        """Say it plainly, without a file's name (it may hold a person's)."""
        if isinstance(error, OSError):
            cause = "disk penuh: kosongkan ruang" if is_full(error) else (error.strerror or "galat berkas")
        else:
            cause = str(error) if isinstance(error, BerkasError) else type(error).__name__
        log.warning("%s (%s): %s", what, where, cause)

    def run(self, stop: threading.Event) -> None:
        """Sweep until told to stop; events of the file system only make the next sweep come sooner."""
        wake = threading.Event()
        threading.Thread(target=_listen, args=(self.data.masuk, wake, stop), daemon=True).start()
        while not stop.is_set():
            try:
                self.round(time.monotonic())
            except OSError as error:
                self._tell("folder masuk tidak dapat dibaca; dicoba lagi", error, "masuk")
            stop.wait(LEAST_PAUSE_SECONDS)
            wake.wait(self._watch.pause(time.monotonic(), self.sweep_seconds))
            wake.clear()


def _listen(masuk: Path, wake: threading.Event, stop: threading.Event) -> None:
    """Set `wake` when something changes; where events do not work (NFS, SMB, full queues) the sweep does."""
    with contextlib.suppress(OSError, RuntimeError):
        for _changes in watch(
            masuk,
            watch_filter=lambda _change, path: f"/{PROSES}/" not in path,
            stop_event=stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            wake.set()
