"""The whole job on this machine, with a progress bar; Ctrl-C, SIGTERM, kill and power cuts only pause it."""

import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from flows.archive.plan import SourceFile, batches, save_plan
from flows.archive.progress import Progress
from flows.archive.reading import reading_job
from flows.archive.repeat import repeating
from flows.archive.runner import EXTRA_FILES, JobSettings, Runner, save_settings
from flows.archive.storage import FolderStorage, Storage, open_storage
from flows.archive.work import Options, finish, prepare, run_batches, tally_of
from flows.locks import only_one
from models.archive import WORK
from models.settings import Settings

LOCK = ".arsip.lock"
SHOW_SECONDS = 0.5
SCRATCH_FOLDER = f"{WORK}/sementara"
BUSY = "Arsip ini sedang dikerjakan proses lain; pakai --status untuk melihatnya."


def run_locally(options: Options, settings: Settings) -> bool:
    """Do the job on this machine; False when it was stopped before its end."""
    with ExitStack() as stack:
        place = open_storage(options.target)
        if isinstance(place, FolderStorage):
            place.root.mkdir(parents=True, exist_ok=True)
            stack.enter_context(only_one(place.root / LOCK, BUSY))
        target, plan, todo = prepare(options)
        kept = kept_of(options)
        save_plan(target, plan, kept.source)
        save_settings(target.url, kept)
        runner = _read_all(options, settings, kept, target, todo) if todo else None
        finish(options, target, plan, runner.refused if runner else {})
        return runner is None or not runner.stop.is_set()


def _read_all(
    options: Options, settings: Settings, kept: JobSettings, target: Storage, todo: Sequence[SourceFile]
) -> Runner:
    tally = tally_of(todo)
    progress = Progress(target)
    with (
        scratch_folder(target) as scratch,
        reading_job(target.url, kept, options.data, settings, scratch) as (job, children),
    ):
        runner = Runner(job, settings.worker_count + EXTRA_FILES, tally.page)

        def show() -> None:
            progress.show(tally.state())

        try:
            with stopping(runner, children.close), repeating(show, SHOW_SECONDS, "kemajuan"):
                run_batches(runner, batches(todo), tally, options.sample, is_visible=options.is_visible)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)  # room for the last word where the disk is full
            with suppress(OSError):
                progress.show(tally.state(is_running=False), is_last=True)
        return runner


def kept_of(options: Options) -> JobSettings:
    """What is kept of the options in TARGET."""
    source = open_storage(options.source).url
    return JobSettings(source, options.has_pdf, options.year, sample=options.sample)


@contextmanager
def scratch_folder(target: Storage) -> Iterator[Path]:
    """A place for pictures in flight, on the archive's own disk; what a killed run left there goes."""
    if not isinstance(target, FolderStorage):
        with tempfile.TemporaryDirectory(prefix="berkas-arsip-") as scratch:
            yield Path(scratch)
        return
    place = target.path(SCRATCH_FOLDER)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def stopping(runner: Runner, end: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and SIGTERM stop the job after the pages in flight; what was read stays."""

    def leave(_number: int, _frame: object) -> None:
        runner.stop.set()
        threading.Thread(target=end, daemon=True).start()

    before = {number: signal.signal(number, leave) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
