"""The inbox at work: sweep, wait, claim, store, admit, release; what fails for now is tried again.

Knows the database only through a `Ledger`, so that a test can stand in for it.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

from watchfiles import watch

from flows.claims import Claim, ClaimedFile, claim, claims, moved_in, release, store_files
from flows.inbox import Drop, Patience, Watch, closed_folders, sweep
from flows.logs import brief
from flows.privacy import close_to_others
from flows.refusals import Refusals
from flows.store import digest_of
from models.case import Channel
from models.durable import sync_folder
from models.errors import BerkasError, DatabaseAway
from models.health import Part, beat, clear, keep_latest_time, note
from models.paths import DataFolder
from models.trouble import cause_of

log = logging.getLogger("berkas.masuk")

LEAST_PAUSE_SECONDS = 0.3
"""Between two sweeps, however many events come: a scanner's stream of writes must not keep a core busy."""

PROSES = ".proses"
"""Our own claims; their changes are no news."""

FIRST_RETRY_SECONDS = 5.0
LONGEST_RETRY_SECONDS = 60.0
"""A full disk or a lost right is looked at again within a minute of being put right."""


AT_ONCE = 20
"""Drops that are committed together: a commit waits for the disk, and the first waits for the last."""

STUCK_SECONDS = 30.0
"""A drop that could not be taken for so long is told on the desk; most trouble is over before."""


class Ledger(Protocol):
    """What the inbox asks of the database."""

    def at_work(self) -> contextlib.AbstractContextManager[None]:
        """For the length of a round."""

    def in_cases(self, digests: Collection[str]) -> frozenset[str]:
        """Those of the originals that some case holds."""

    def admit(self, made: Claim, files: tuple[ClaimedFile, ...]) -> str:
        """Commit the claim as a case, idempotent on its id; returns the case's id."""

    def admit_all(self, stored: Sequence[tuple[Claim, tuple[ClaimedFile, ...]]]) -> None:
        """As `admit` for each, in one commit: all or, with an error, none."""

    def record_failure(self, drop_id: str, channel: Channel, name: str, reason: str) -> None:
        """Tell the desk of a drop that went to gagal/."""


def prepare_folders(data: DataFolder) -> None:
    """Make the folders, one per channel, and keep what holds personal data from others (flows/privacy.py)."""
    for folder in (data.proses, data.gagal, data.simpan, *(data.masuk / name for name in Channel)):
        folder.mkdir(parents=True, exist_ok=True)
    close_to_others(data)


class Doorkeeper(Protocol):
    """What says whether work may begin (flows/gate.py)."""

    def is_open(self) -> bool:
        """Whether disk and database allow it."""

    def report(self, error: BaseException) -> bool:
        """Whether the surroundings are to blame for a failure."""


@dataclass
class Inbox:
    """The watched folder of `data`. `admitted` is called after each commit, to wake the readers."""

    data: DataFolder
    patience: Patience
    ledger: Ledger
    gate: Doorkeeper
    admitted: Callable[[], None] = lambda: None
    wall: Callable[[], datetime] = lambda: datetime.now(UTC)
    sweep_seconds: float = 5.0
    _watch: Watch = field(init=False)
    _unsynced: set[Path] = field(default_factory=set)
    _later: dict[str, tuple[float, float]] = field(default_factory=dict)
    _stuck: dict[str, tuple[float, str]] = field(default_factory=dict)
    _before: dict[str, tuple[float, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._watch = Watch(self.patience)
        self._refusals = Refusals(self.data.gagal, self.ledger.record_failure)

    def round(self, now: float) -> None:
        """One look at the folder at `now` (monotonic seconds); never raises for a file's sake."""
        if self.gate.is_open():
            self._before, self._stuck = self._stuck, {}
            self._look_for_closed_folders(now)
            self._take_up(now)
            ready = iter(self._watch.look(sweep(self.data.masuk), now))
            while drops := list(islice(ready, AT_ONCE)):
                self._finish([made for drop in drops if (made := self._take(drop, now))], now)
            self._tell_of_stuck(now)
        beat(self.data, Part.INBOX)
        keep_latest_time(self.data)

    def _take_up(self, now: float) -> None:
        """Carry on with claims that lie there: from before a crash, or waiting for a disk or a right."""
        waiting = []
        for made in claims(self.data.proses, self.wall()):
            if self._later.get(made.id, (0.0, 0.0))[0] <= now:
                waiting.append(made)
                self._unsynced.add(made.content)
            else:
                self._stuck[made.id] = (now, "")
        for start in range(0, len(waiting), AT_ONCE):
            self._finish(waiting[start : start + AT_ONCE], now)

    def _take(self, drop: Drop, now: float) -> Claim | None:
        try:
            made = claim(drop, self.data.proses, self.wall())
        except OSError as error:
            self._fail("drop tidak dapat diambil; dicoba lagi", error, str(drop.path), now)
            return None
        self._unsynced.update(moved_in(drop, made))
        return made

    def _finish(self, made: Sequence[Claim], now: float) -> None:
        """Store each, sync and commit together (both wait for the disk), release each; on trouble a claim
        stays and is tried again later."""
        stored: list[tuple[Claim, tuple[ClaimedFile, ...]]] = []
        for each in made:
            with self._trying(each, now):
                stored.append((each, store_files(each, self.data, self._refusals, self._unsynced)))
            beat(self.data, Part.INBOX)
        trouble = self._admit_all([(each, files) for each, files in stored if files])
        for each, files in stored:
            with self._trying(each, now):
                if isinstance(trouble, OSError) or (files and isinstance(trouble, DatabaseAway)):
                    raise trouble
                if files and trouble:
                    self.ledger.admit(each, files)
                held = self.ledger.in_cases(self._stored(files))
                release(each, held, digest_of, self.data.masuk)
                self._later.pop(each.id, None)
                if files:
                    log.info("drop %s diterima (%d berkas)", each.id, len(files))
                    self.admitted()
            beat(self.data, Part.INBOX)

    def _stored(self, files: Sequence[ClaimedFile]) -> list[str]:
        """Digests of those that lie in the store. Where an erasure took the same original away meanwhile, the
        claim holds the last of it."""
        paths = {file.sha256: self.data.stored(file.sha256, file.extension) for file in files}
        return [digest for digest, path in paths.items() if path.is_file()]

    def _admit_all(self, stored: Sequence[tuple[Claim, tuple[ClaimedFile, ...]]]) -> Exception | None:
        """Commits all of them; what was in the way, so that each is tried alone and none stops the others."""
        try:
            while self._unsynced:
                folder = next(iter(self._unsynced))
                with contextlib.suppress(FileNotFoundError):
                    sync_folder(folder)
                self._unsynced.discard(folder)
            if stored:
                self.ledger.admit_all(stored)
        except Exception as error:  # noqa: BLE001 - as in `_trying`
            return error
        return None

    @contextlib.contextmanager
    def _trying(self, made: Claim, now: float) -> Iterator[None]:
        """What goes wrong with a claim is told, and the claim is tried again later."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - the edge of the inbox: one drop never stops the others
            delay = min(
                LONGEST_RETRY_SECONDS, 2 * self._later.get(made.id, (0.0, FIRST_RETRY_SECONDS / 2))[1]
            )
            self._later[made.id] = (now + delay, delay)
            self._fail(
                f"klaim {made.id} belum selesai; dicoba lagi dalam {delay:.0f} detik", error, made.id, now
            )

    def _fail(self, what: str, error: Exception, key: str, now: float) -> None:
        """Remember it, and log it the first time, without a file's name (it may hold a person's)."""
        self.gate.report(error)
        cause = _cause(error)
        self._stuck[key] = (now, cause)
        if self._before.get(key, (now, ""))[1] != cause:
            log.warning("%s: %s", what, cause)

    def _look_for_closed_folders(self, now: float) -> None:
        for folder in closed_folders(self.data.masuk):
            self._stuck[str(folder)] = (now, f"folder {folder.name} tidak boleh dibuka (hak akses)")

    def _tell_of_stuck(self, now: float) -> None:
        """Turn the state on when something could not be taken for STUCK_SECONDS, else off."""
        for key, (since, cause) in self._stuck.items():
            first, known = self._before.get(key, (since, ""))
            self._stuck[key] = (first, cause or known)
        late = [cause for since, cause in self._stuck.values() if now - since >= STUCK_SECONDS]
        if late:
            causes = "; ".join(sorted({cause for cause in late if cause}))
            note(self.data, "folder_masuk_macet", f"{len(late)} menunggu: {causes}.")
        else:
            clear(self.data, "folder_masuk_macet")

    def run(self, stop: threading.Event) -> None:
        """Sweep until told to stop; events of the file system only make the next sweep come sooner."""
        wake = threading.Event()
        threading.Thread(target=_listen, args=(self.data.masuk, wake, stop), daemon=True).start()
        while not stop.is_set():
            try:
                with self.ledger.at_work():
                    self.round(time.monotonic())
            except Exception as error:  # noqa: BLE001 - the edge of the thread: it must outlive any trouble
                # No sign of life is given: when this lasts, the desk says that nothing is taken in.
                if not self.gate.report(error):
                    log.error("folder masuk tidak dapat dilayani; dicoba lagi: %s", brief(error))
            stop.wait(LEAST_PAUSE_SECONDS)
            wake.wait(self._watch.pause(time.monotonic(), self.sweep_seconds))
            wake.clear()


def _cause(error: Exception) -> str:
    if isinstance(error, OSError):
        return cause_of(error)
    return str(error).rstrip(".") if isinstance(error, BerkasError) else type(error).__name__


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
