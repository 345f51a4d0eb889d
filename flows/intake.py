"""The resident intake process: the inbox, the cases' readings, the desk's requests, the leases.

Threads: one sweeps the watched folder; the main loop takes cases and hands each to a worker thread,
where it runs as one Prefect run; one renews leases and closes dead runs. The main loop starts a thread
that died anew. OCR is held to the cores by the reading children (as many as cores), so a few more runs
than cores may be in flight. While the gate is shut (disk full, database locked, rights lost) nothing new
is begun, and what was in hand goes back without a counted attempt.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from desk import door
from desk.counter import let_in_stranded
from desk.intake import leases
from desk.intake.values import Work
from flows import tasks
from flows.case_slots import CaseSlots
from flows.casework import Bench, CaseRun, Leases
from flows.gate import Gate
from flows.logs import brief
from flows.pictures import draw_until
from flows.prefect_watch import PrefectWatch
from flows.receive import Inbox
from flows.requests import answer_requests
from models.errors import BerkasError

log = logging.getLogger("berkas.terima")

IDLE_SECONDS = 1.0
"""How often the database is asked for work that no event announced (the desk's requests, freed leases)."""

EXTRA_RUNS = 2
"""Runs in flight beyond the reading children, so that one waits for Prefect while others read."""

UPKEEP_SECONDS = 15.0
"""Leases (60 s) are renewed four times in their length."""

ABRUPT_SECONDS = 30.0
"""Longest wait at a stop for cases in hand; what is not done then is taken up after its lease."""


MOST_EXCUSES = 5
"""A case blamed so often on surroundings that prove sound is at fault itself: then its tries count."""

EXCUSED_SECONDS = 10.0
"""Pause before a case is read again whose trouble was over when it was looked for."""


@dataclass
class Intake:
    """Everything the process does, until `stop` is set."""

    bench: Bench
    inbox: Inbox
    gate: Gate
    readers: int
    api_url: str | None
    stop: threading.Event = field(default_factory=threading.Event)
    _wake: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.leases = Leases(self.bench.owner, self.bench.lease_seconds)
        self.inbox.admitted = self._wake.set
        self._owed: dict[str, float] = {}
        self._excuses: Counter[str] = Counter()
        self._times_shut = 0
        self._threads: dict[str, threading.Thread] = {}
        self._slots = CaseSlots(self.readers + EXTRA_RUNS)
        self._prefect = PrefectWatch(self.bench.data, self.api_url)

    def run(self) -> None:
        """Work until `stop`; a failing part is logged and tried again, never fatal."""
        with ThreadPoolExecutor(self._slots.most, thread_name_prefix="berkas") as pool:
            while not self.stop.is_set():
                self._keep_alive("masuk", lambda: self.inbox.run(self.stop))
                self._keep_alive("perawatan", self._upkeep)
                self._keep_alive("gambar", lambda: draw_until(self.stop, self.bench))
                with door.connection_kept():
                    is_busy = self._guarded("mengambil berkas", lambda: self._start_next(pool))
                    self._guarded(
                        "permintaan meja", lambda: answer_requests(self.bench, self._wake.set, self.api_url)
                    )
                if not is_busy:
                    self._wake.wait(IDLE_SECONDS)
                    self._wake.clear()
            self._slots.close()
        for thread in self._threads.values():
            thread.join(timeout=ABRUPT_SECONDS)

    def _keep_alive(self, name: str, work: Callable[[], None]) -> None:
        """Start the thread of that name, or start it anew when it died."""
        before = self._threads.get(name)
        if before is not None and before.is_alive():
            return
        if before is not None:
            log.error("bagian '%s' berhenti; dijalankan lagi", name)
        self._threads[name] = threading.Thread(target=work, name=name)
        self._threads[name].start()

    def _start_next(self, pool: ThreadPoolExecutor) -> bool:
        """Take the oldest cases, one for each free slot, and start them; False when none is there, no slot
        free or the gate shut."""
        if not self.gate.is_open():
            return False
        self._settle()
        slots = list(iter(self._slots.take, None))
        if not slots:
            return False
        found: tuple[Work, ...] = ()
        try:
            held = self.leases.held()
            found = leases.take_some(
                self.bench.owner, len(slots), lease_seconds=self.bench.lease_seconds, held=held
            )
        finally:
            for slot in slots[len(found) :]:
                self._slots.give(slot)
        for slot, work in zip(slots, found, strict=False):
            future = pool.submit(self._one_case, work)
            future.add_done_callback(partial(self._free_slot, slot))
        return bool(found)

    def _free_slot(self, slot: object, _future: Future[None]) -> None:
        self._slots.give(slot)
        self._wake.set()

    def _one_case(self, work: Work) -> None:
        """Read one case under its lease; a failure counts as one of its tries."""
        run = CaseRun(self.bench, work)
        with self.leases.holding(work.case_id), door.connection_kept():
            try:
                self._read(run)
            except Exception as error:  # noqa: BLE001 - the edge of a case: one never stops the others
                if run.is_done:
                    log.warning("berkas %s selesai, catatan Prefect tidak: %s", work.case_id, brief(error))
                    return
                if self._is_excused(run, error):
                    return
                log.error("berkas %s gagal, percobaan %d: %s", work.case_id, work.attempt, brief(error))
                reason = str(error) if isinstance(error, BerkasError) else f"Galat {type(error).__name__}."
                self._guarded("mencatat kegagalan", lambda: self._failed(work, reason))
            else:
                self._excuses.pop(work.case_id, None)

    def _is_excused(self, run: CaseRun, error: Exception) -> bool:
        """Whether the surroundings are to blame: then the case goes back, and its attempt does not count."""
        if not self.gate.report(error):
            return False
        case_id = run.work.case_id
        self._excuses[case_id] += not self.gate.is_shut
        if self._excuses[case_id] > MOST_EXCUSES:
            return False
        due = time.monotonic() + (0.0 if self.gate.is_shut else EXCUSED_SECONDS)
        self._owed |= dict.fromkeys({case_id, *(judged.work.case_id for judged in run.cases)}, due)
        return True

    def _settle(self) -> None:
        """Give excused cases back, before any is taken: the database may have been what was away.

        Leases that ran out meanwhile are renewed first, lest a case in hand is taken twice.
        """
        if self._times_shut != self.gate.times_shut:
            self.leases.renew_all()
            self._times_shut = self.gate.times_shut
        due = [case_id for case_id, at in self._owed.items() if at <= time.monotonic()]
        for case_id in due:
            leases.give_back(case_id, self.bench.owner)
            self._owed.pop(case_id)

    def _failed(self, work: Work, reason: str) -> bool:
        leases.fail(work.case_id, self.bench.owner, reason, is_final=False)
        return True

    def _read(self, run: CaseRun) -> None:
        """As a Prefect run when its server answers, else the same steps without it."""
        if not self._prefect.answers():
            tasks.run_plainly(run)
            return
        try:
            tasks.run_visibly(run)
        except Exception as error:
            if run.is_started:
                raise
            log.warning("berkas %s dibaca tanpa Prefect (%s)", run.work.case_id, type(error).__name__)
            tasks.run_plainly(run)

    def _upkeep(self) -> None:
        """Renew leases, let stranded uploads in and close dead runs until stopped."""
        rounds = 0
        self._guarded("unggahan di loket", self._let_uploads_in)
        while not self.stop.wait(min(UPKEEP_SECONDS, self.bench.lease_seconds / 4)):
            self._guarded("memperpanjang sewa", self._renew)
            self._guarded("unggahan di loket", self._let_uploads_in)
            rounds += 1
            if rounds % 2 == 0:
                self._guarded("merapikan catatan Prefect", self._close_stale)

    def _renew(self) -> bool:
        self.leases.renew_all()
        return True

    def _let_uploads_in(self) -> bool:
        count = let_in_stranded(self.bench.data)
        if count:
            log.warning("%d unggahan yang tertahan dimasukkan", count)
        return True

    def _close_stale(self) -> bool:
        if not self._prefect.answers():
            return False
        closed = tasks.close_stale_runs(datetime.now(UTC))
        if closed:
            log.warning("%d catatan Prefect tanpa pemilik ditutup", closed)
        return True

    def _guarded(self, what: str, work: Callable[[], bool]) -> bool:
        """Do `work`; on any failure say so and go on after a pause."""
        try:
            return work()
        except Exception as error:  # noqa: BLE001 - the edge of the process: database or disk may be away
            if not self.gate.report(error) or not self.gate.is_shut:
                log.error("%s gagal; dicoba lagi: %s", what, brief(error))
            time.sleep(IDLE_SECONDS)
            return False
