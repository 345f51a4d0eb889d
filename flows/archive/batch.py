"""A batch of an archive job as one Prefect run: on this machine, or on any host with a worker of the pool.

Parameters are the place of the archive and the batch's id, never a name or a text. A run that is done
twice does nothing the second time: results are looked up first and written last.
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from prefect import flow
from prefect.runtime import flow_run
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from extractors.files.reading_children import Slot
from flows.archive.filework import Job
from flows.archive.heartbeat import beating
from flows.archive.plan import SourceFile, has_result, load_batch
from flows.archive.reading import reading_job
from flows.archive.runner import EXTRA_FILES, JobSettings, Runner, load_settings_of
from flows.archive.slots import slots_of
from flows.archive.storage import open_storage
from models.errors import BerkasError
from models.settings import Settings, load_settings

FLOW_NAME = "arsip-kelompok"

Here = Callable[[Sequence[SourceFile]], None]

_here: dict[str, Here] = {}
"""Archives that this very process works on: target -> what does a batch's files."""


class OpenJob(Protocol):
    """Makes the job with its reader for the length of a block, as flows.archive.reading.reading_job."""

    def __call__(
        self,
        target_url: str,
        kept: JobSettings,
        data: Path,
        settings: Settings,
        scratch: Path,
        *,
        slot: Slot,
    ) -> AbstractContextManager[tuple[Job, object]]:
        """A job that reads each page in a `slot`."""


@flow(name=FLOW_NAME, flow_run_name="{batch}", persist_result=False, validate_parameters=False)
def run_batch(target: str, batch: str) -> None:
    """Do the files of a batch that have no result yet."""
    do = _here.get(target)
    if do is not None:
        do(load_batch(open_storage(target), batch))
    else:
        run_as_worker(target, batch)


def run_visibly(target: str, batch: str, do: Here) -> None:
    """A batch of this process as a Prefect run (its heartbeat off, as in flows/tasks.py)."""
    _here[target] = do
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        run_batch(target, batch)


def run_as_worker(
    target_url: str, batch: str, open_job: OpenJob = reading_job, data: Path | None = None
) -> None:
    """A batch in a worker's process: reading children of its own, a heartbeat that says it is alive.

    It waits for its turn on this host, loaded and beating, and starts its children when that comes. It
    returns only when every file has its result, so that a completed run needs no second look.
    `data`: this host's data folder, BERKAS_DATA if not given.
    """
    data = data or Path(os.environ.get("BERKAS_DATA") or "data")
    settings = load_settings(data)
    slots = slots_of(data, settings.worker_count)
    target = open_storage(target_url)
    kept = load_settings_of(target_url)
    with beating(target, batch, str(flow_run.id), kept.dead_seconds):
        todo = [file for file in load_batch(target, batch) if not has_result(target, file)]
        if not todo:
            return
        with (
            slots.turn() as pass_on,
            tempfile.TemporaryDirectory(prefix="berkas-arsip-") as scratch,
            open_job(target_url, kept, data, settings, Path(scratch), slot=slots.one) as (job, _children),
        ):
            runner = Runner(job, settings.worker_count + EXTRA_FILES, on_last=pass_on)
            for _result in runner.run(todo):
                continue
        if runner.stop.is_set():
            raise BerkasError("Kelompok terhenti sebelum semua berkasnya selesai.")
        if runner.refused:
            raise BerkasError(
                f"{len(runner.refused)} berkas SUMBER tidak terbaca di mesin ini, atau berubah."
            )
