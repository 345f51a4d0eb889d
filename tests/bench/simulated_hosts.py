"""Hosts of a work pool as threads: `python -m tests.bench.simulated_hosts POOL COUNT JOURNAL`.

Each claims runs and takes them through Prefect's engine like a worker's child process, in this process.
Runs until it is killed.
"""

import fcntl
import json
import logging
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import OrchestrationResult, SetStateStatus
from prefect.exceptions import ObjectNotFound
from prefect.flow_engine import run_flow_sync
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Pending

from extractors.files.reading_children import OnPage, Slot, Wishes
from flows.archive.batch import run_as_worker
from flows.archive.filework import Job
from flows.archive.runner import JobSettings
from flows.archive.storage import open_storage
from models.file_reading import FileReading
from models.settings import Settings
from tests.flows.archive.stub import compose, page_of

POLL_SECONDS = 1.0
LOOK_AT = 20
"""Of the runs that wait, one of the first so many is tried: hosts that all try the first meet there."""

log = logging.getLogger("berkas.simulasi")
own = threading.local()
"""Of each host: `data`, its folder; `work_seconds` of its last batch."""


class NoOcr:
    """Reads a JSON file's texts at once. No pictures: so the report looks for no near-doubles either."""

    def read_file(
        self,
        path: Path,
        name: str | None = None,
        on_page: OnPage | None = None,
        wishes: Wishes | None = None,
    ) -> FileReading:
        """All pages."""
        shown = name or path.name
        texts = json.loads(path.read_text())
        pages = tuple(page_of(shown, number, text) for number, text in enumerate(texts, start=1))
        if on_page:
            for page in pages:
                on_page(page)
        return FileReading(shown, pages)


@contextmanager
def open_job(
    target_url: str, kept: JobSettings, data: Path, settings: Settings, scratch: Path, *, slot: Slot
) -> Iterator[tuple[Job, None]]:
    """As flows.archive.reading.reading_job, without OCR."""
    source, target = open_storage(kept.source), open_storage(target_url)
    yield Job(source, target, scratch, NoOcr(), compose, kept.has_pdf), None


@flow(name="arsip-kelompok-uji", flow_run_name="{batch}", persist_result=False, validate_parameters=False)
def run_timed(target: str, batch: str) -> None:
    """A batch, as a worker does it; notes how long its files took, apart from Prefect."""
    begin = time.monotonic()
    try:
        run_as_worker(target, batch, open_job, own.data)
    finally:
        own.work_seconds = time.monotonic() - begin


class Host:
    """One host of the pool."""

    def __init__(self, client: SyncPrefectClient, pool: str, journal: Path) -> None:
        self._client = client
        self._pool = pool
        self._journal = journal
        self._claims = 0

    def live(self) -> None:
        """Claim and run, for ever."""
        while True:
            begin = time.monotonic()
            run = self._claim()
            if run is None:
                time.sleep(POLL_SECONDS)
                continue
            with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
                run_flow_sync(run_timed, run, run.parameters, return_type="state")
            took = time.monotonic() - begin
            self._note(took - own.work_seconds, own.work_seconds)

    def _claim(self) -> FlowRun | None:
        try:
            waiting = self._client.get_scheduled_flow_runs_for_work_pool(self._pool)
        except ObjectNotFound:
            return None
        for offer in random.sample(waiting[:LOOK_AT], min(LOOK_AT, len(waiting))):
            self._claims += 1
            answer: OrchestrationResult[None] = self._client.set_flow_run_state(offer.flow_run.id, Pending())
            if answer.status == SetStateStatus.ACCEPT:
                return self._client.read_flow_run(offer.flow_run.id)
        return None

    def _note(self, prefect: float, work: float) -> None:
        line = json.dumps({"prefect": round(prefect, 4), "work": round(work, 4), "claims": self._claims})
        self._claims = 0
        with self._journal.open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(f"{line}\n")


def main() -> None:
    """Start the hosts and wait."""
    pool, count, journal = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    for number in range(count):
        folder = journal.with_suffix("") / str(number)
        threading.Thread(target=live, args=(pool, journal, folder), daemon=True).start()
    threading.Event().wait()


def live(pool: str, journal: Path, data: Path) -> None:
    """A host that outlives every error, as a service does."""
    own.data = data
    while True:
        try:
            with get_client(sync_client=True) as client:
                Host(client, pool, journal).live()
        except Exception:
            log.exception("host begins again")
            time.sleep(POLL_SECONDS)


if __name__ == "__main__":
    main()
