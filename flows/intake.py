"""The resident intake process: the inbox, the cases' readings, the desk's requests, the leases.

Threads: one sweeps the watched folder; the main loop takes cases and hands each to a worker thread,
where it runs as one Prefect run; one renews leases and closes dead runs. OCR is held to the cores by
the reading children (as many as cores), so a few more runs than cores may be in flight.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime

from desk import queue
from flows import tasks
from flows.casework import Bench, CaseRun, Leases
from flows.logs import brief
from flows.pictures import draw_until
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


@dataclass
class Intake:
    """Everything the process does, until `stop` is set."""

    bench: Bench
    inbox: Inbox
    readers: int
    api_url: str | None
    stop: threading.Event = field(default_factory=threading.Event)
    _wake: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.leases = Leases(self.bench.owner, self.bench.lease_seconds)
        self.inbox.admitted = self._wake.set
        self._slots = threading.Semaphore(self.readers + EXTRA_RUNS)
        self._is_visible = False

    def run(self) -> None:
        """Work until `stop`; a failing part is logged and tried again, never fatal."""
        threads = [
            threading.Thread(target=self.inbox.run, args=(self.stop,), name="masuk"),
            threading.Thread(target=self._upkeep, name="perawatan"),
            threading.Thread(target=draw_until, args=(self.stop, self.bench), name="gambar"),
        ]
        for thread in threads:
            thread.start()
        with ThreadPoolExecutor(self.readers + EXTRA_RUNS, thread_name_prefix="perkara") as pool:
            while not self.stop.is_set():
                if not self._guarded("mengambil perkara", lambda: self._start_next(pool)):
                    self._wake.wait(IDLE_SECONDS)
                    self._wake.clear()
                self._guarded("permintaan meja", lambda: answer_requests(self.bench, self._wake.set))
            self._slots = threading.Semaphore(0)
        for thread in threads:
            thread.join(timeout=ABRUPT_SECONDS)

    def _start_next(self, pool: ThreadPoolExecutor) -> bool:
        """Take the oldest case and start it; False when there is none or no hand is free."""
        if not self._slots.acquire(blocking=False):
            return False
        work = queue.take(self.bench.owner, lease_seconds=self.bench.lease_seconds)
        if work is None:
            self._slots.release()
            return False
        future = pool.submit(self._one_case, work)
        future.add_done_callback(self._free_slot)
        return True

    def _free_slot(self, _future: Future[None]) -> None:
        self._slots.release()
        self._wake.set()

    def _one_case(self, work: queue.Work) -> None:
        """Read one case under its lease; a failure counts as one of its tries."""
        run = CaseRun(self.bench, work)
        with self.leases.holding(work.case_id):
            try:
                self._read(run)
            except Exception as error:  # noqa: BLE001 - the edge of a case: one never stops the others
                if run.is_done:
                    log.warning("perkara %s selesai, catatan Prefect tidak: %s", work.case_id, brief(error))
                    return
                log.error("perkara %s gagal, percobaan %d: %s", work.case_id, work.attempt, brief(error))
                reason = str(error) if isinstance(error, BerkasError) else f"Galat {type(error).__name__}."
                self._guarded("mencatat kegagalan", lambda: self._failed(work, reason))

    def _failed(self, work: queue.Work, reason: str) -> bool:
        queue.fail(work.case_id, self.bench.owner, reason, is_final=False)
        return True

    def _read(self, run: CaseRun) -> None:
        """As a Prefect run when its server answers, else the same steps without it."""
        is_visible = self.api_url is not None and tasks.server_answers(self.api_url)
        if is_visible != self._is_visible:
            self._is_visible = is_visible
            log.warning(
                "server Prefect %s", "menjawab" if is_visible else "tidak menjawab; membaca tanpa catatannya"
            )
        if not is_visible:
            tasks.run_plainly(run)
            return
        try:
            tasks.run_visibly(run)
        except Exception as error:
            if run.is_started:
                raise
            log.warning("perkara %s dibaca tanpa Prefect (%s)", run.work.case_id, type(error).__name__)
            tasks.run_plainly(run)

    def _upkeep(self) -> None:
        """Renew leases and close dead runs until stopped."""
        rounds = 0
        while not self.stop.wait(min(UPKEEP_SECONDS, self.bench.lease_seconds / 4)):
            self._guarded("memperpanjang sewa", self._renew)
            rounds += 1
            if rounds % 2 == 0:
                self._guarded("merapikan catatan Prefect", self._close_stale)

    def _renew(self) -> bool:
        self.leases.renew_all()
        return True

    def _close_stale(self) -> bool:
        if self.api_url is None or not tasks.server_answers(self.api_url):
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
            log.error("%s gagal; dicoba lagi: %s", what, brief(error))
            time.sleep(IDLE_SECONDS)
            return False
