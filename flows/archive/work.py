"""The whole job on this machine: plan, read batch by batch, index, report; stops and resumes anywhere."""

import logging
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.archive import figures, index, report
from flows.archive.plan import (
    RESULTS,
    Plan,
    SourceFile,
    batches,
    done_ids,
    make_plan,
    pending,
    save_batch,
    save_plan,
)
from flows.archive.progress import Progress, State
from flows.archive.record import FileResult, from_json
from flows.archive.runner import EXTRA_FILES, JobSettings, Runner, reading_job, save_settings
from flows.archive.storage import FolderStorage, Storage, open_storage
from flows.locks import only_one
from models.page import PageReading
from models.settings import Settings

log = logging.getLogger("berkas.arsip")

LOCK = ".arsip.lock"
BUSY = "Arsip ini sedang dikerjakan proses lain; pakai --status untuk melihatnya."
BATCHES_IN_HAND = 2
"""While the last files of one batch are read, the first of the next keep the other children busy."""


@dataclass
class Tally:
    """Counts of this run, from several threads."""

    total: int
    begin: float = field(default_factory=time.monotonic)
    done: int = 0
    pages: int = 0
    errors: int = 0
    doubtful: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self, page: PageReading) -> None:
        """A page was read."""
        with self._lock:
            self.pages += 1
            self.errors += page.failure is not None

    def file(self, result: FileResult) -> None:
        """A file is done."""
        with self._lock:
            self.done += 1
            self.errors += not result.pages
            self.doubtful += sum(bool(letter.doubts) for letter in result.letters)

    def state(self, *, is_running: bool = True) -> State:
        """Now."""
        took = time.monotonic() - self.begin
        return State(
            self.done, self.total, self.pages, self.errors, self.doubtful, round(took, 1), is_running
        )


@dataclass(frozen=True)
class Options:
    """What the operator asked for."""

    source: str
    target: str
    data: Path
    has_pdf: bool = True
    year: int | None = None
    sample: float = 0.05
    is_visible: bool = False


def prepare(options: Options) -> tuple[Storage, Plan, tuple[SourceFile, ...]]:
    """The archive's place, the plan as of now, and the files still to be read."""
    target = open_storage(options.target)
    plan = make_plan(open_storage(options.source), target)
    return target, plan, pending(plan, target)


def run_here(options: Options, settings: Settings) -> bool:
    """Do the job on this machine; False when it was stopped before its end."""
    with ExitStack() as stack:
        place = open_storage(options.target)
        if isinstance(place, FolderStorage):
            place.root.mkdir(parents=True, exist_ok=True)
            stack.enter_context(only_one(place.root / LOCK, BUSY))
        target, plan, todo = prepare(options)
        kept = JobSettings(open_storage(options.source).url, options.has_pdf, options.year)
        save_plan(target, plan, kept.source)
        save_settings(target.url, kept)
        is_whole = not todo or _read_all(options, settings, kept, target, todo)
        finish(options, target, plan)
        return is_whole


def _read_all(
    options: Options, settings: Settings, kept: JobSettings, target: Storage, todo: Sequence[SourceFile]
) -> bool:
    tally = Tally(len(todo))
    progress = Progress(target)
    scratch_at = target.root if isinstance(target, FolderStorage) else None
    with (
        tempfile.TemporaryDirectory(prefix=".kerja-", dir=scratch_at) as scratch,
        reading_job(target.url, kept, options.data, settings, Path(scratch)) as (job, children),
    ):
        runner = Runner(job, settings.worker_count + EXTRA_FILES, tally.page)
        with stopping(runner, children.close), showing(progress, tally):
            run_batches(runner, batches(todo), tally, is_visible=options.is_visible)
        progress.show(tally.state(is_running=False), is_last=True)
        return not runner.stop.is_set()


def run_batches(
    runner: Runner, parts: Sequence[tuple[SourceFile, ...]], tally: Tally, *, is_visible: bool
) -> None:
    """Batch after batch, two in hand; each a Prefect run when `is_visible`."""
    target = runner.job.target

    def do(files: Sequence[SourceFile]) -> None:
        for result in runner.run(files):
            tally.file(result)

    def one(files: Sequence[SourceFile]) -> None:
        if runner.stop.is_set():
            return
        if not is_visible:
            do(files)
            return
        from flows.archive.batch import run_visibly  # noqa: PLC0415 - Prefect is loaded only when it is used

        run_visibly(target.url, save_batch(target, files), do)

    with ThreadPoolExecutor(BATCHES_IN_HAND, thread_name_prefix="kelompok") as pool:
        for future in [pool.submit(one, files) for files in parts]:
            future.result()


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


@contextmanager
def showing(progress: Progress, tally: Tally) -> Iterator[None]:
    """Show the progress while the block runs."""
    stop = threading.Event()

    def show() -> None:
        while not stop.wait(0.5):
            progress.show(tally.state())

    thread = threading.Thread(target=show, name="kemajuan", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def finish(options: Options, target: Storage, plan: Plan) -> None:
    """Bring the index up to the results and write the reports."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = target.root if isinstance(target, FolderStorage) else Path(scratch)
        path = folder / index.FILE_NAME
        with index.opened(path) as connection:
            missing = done_ids(target) - index.indexed_files(connection)
            names = (f"{RESULTS}/{id_}.json" for id_ in sorted(missing))
            index.add(connection, (from_json(target.read(name)) for name in names))
            review = report.Review(len(figures.drawn(connection, options.sample)), 0, 0)
            report.write_reports(target, connection, figures.gather(connection), plan, review)
        if not isinstance(target, FolderStorage):
            target.write(index.FILE_NAME, path.read_bytes())
