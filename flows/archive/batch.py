"""A batch of an archive job as one Prefect run: on this machine, or on any host with a worker of the pool.

Parameters are the place of the archive and the batch's id, never a name or a text. A run that is done
twice does nothing the second time: results are looked up first and written last.
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from prefect import flow
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.archive import runner
from flows.archive.plan import SourceFile, load_batch
from flows.archive.pulse import beating
from flows.archive.reading import reading_job
from flows.archive.storage import open_storage
from models.settings import load_settings

FLOW_NAME = "arsip-kelompok"

Here = Callable[[Sequence[SourceFile]], None]

_here: dict[str, Here] = {}
"""Archives that this very process works on: target -> what does a batch's files."""


@flow(name=FLOW_NAME, flow_run_name="{batch}", persist_result=False, validate_parameters=False)
def run_batch(target: str, batch: str) -> None:
    """Do the files of a batch that have no result yet."""
    files = load_batch(open_storage(target), batch)
    do = _here.get(target)
    if do is not None:
        do(files)
    else:
        run_as_worker(target, batch, files)


def run_visibly(target: str, batch: str, do: Here) -> None:
    """A batch of this process as a Prefect run (its heartbeat off, as in flows/tasks.py)."""
    _here[target] = do
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        run_batch(target, batch)


def run_as_worker(target: str, batch: str, files: Sequence[SourceFile]) -> None:
    """A batch in a worker's process: reading children of its own, a pulse that says it is alive."""
    data = Path(os.environ.get("BERKAS_DATA") or "data")
    settings = load_settings(data)
    kept = runner.load_settings_of(target)
    with (
        tempfile.TemporaryDirectory(prefix="berkas-arsip-") as scratch,
        beating(open_storage(target), batch),
        reading_job(target, kept, data, settings, Path(scratch)) as (job, _children),
    ):
        for _result in runner.Runner(job, settings.worker_count + runner.EXTRA_FILES).run(files):
            continue
