"""The batch flow of the pool with a stand-in for OCR: what a worker of a test loads instead of `run_batch`.

STUB_SECONDS (a page) and STUB_JOURNAL (each page read is noted there) come from the worker's environment.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect import flow

from extractors.files.reading_children import Slot
from flows.archive.batch import run_as_worker
from flows.archive.filework import Job
from flows.archive.runner import JobSettings
from flows.archive.storage import open_storage
from models.settings import Settings
from tests.flows.archive.stub import StubReader, compose


@contextmanager
def stub_job(
    target_url: str, kept: JobSettings, data: Path, settings: Settings, scratch: Path, *, slot: Slot
) -> Iterator[tuple[Job, None]]:
    """As flows.archive.reading.reading_job, without OCR."""
    journal = Path(os.environ.get("STUB_JOURNAL") or data / "dibaca.txt")
    reader = StubReader(float(os.environ.get("STUB_SECONDS", "0")), journal, slot)
    job = Job(open_storage(kept.source), open_storage(target_url), scratch, reader, compose, kept.has_pdf)
    yield job, None


@flow(name="arsip-kelompok-uji", flow_run_name="{batch}", persist_result=False, validate_parameters=False)
def run_stub(target: str, batch: str) -> None:
    """A batch, as a worker does it."""
    run_as_worker(target, batch, stub_job)
