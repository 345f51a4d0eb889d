"""The parts of a job that every way of running it shares: options, plan, batches, index and report."""

import logging
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from flows.archive import answers, figures, index, report, review
from flows.archive.doubles import near_doubles
from flows.archive.plan import (
    PAGES,
    RESULTS,
    Plan,
    SourceFile,
    done_ids,
    make_plan,
    pending,
    save_batch,
    save_plan,
)
from flows.archive.record import FileResult, from_json
from flows.archive.runner import Runner
from flows.archive.storage import FolderStorage, Storage, open_storage
from flows.archive.verify import reopen_broken
from flows.refusals import printable
from models import archive_answers, archive_erasing
from models.archive import State
from models.page import PageReading

log = logging.getLogger("berkas.arsip")

BATCHES_IN_HAND = 2
"""While the last files of one batch are read, the first of the next keep the other children busy."""


@dataclass
class Tally:
    """Counts of this run, from several threads."""

    total: int
    total_bytes: int
    begin: float = field(default_factory=time.monotonic)
    done: int = 0
    done_bytes: int = 0
    pages: int = 0
    errors: int = 0
    doubtful: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self, page: PageReading) -> None:
        """A page was read."""
        with self._lock:
            self.pages += 1
            self.errors += page.failure is not None

    def file(self, result: FileResult, size: int) -> None:
        """A file of so many bytes is done."""
        with self._lock:
            self.done += 1
            self.done_bytes += size
            self.errors += not result.pages
            self.doubtful += sum(bool(letter.doubts) for letter in result.letters)

    def state(self, *, is_running: bool = True) -> State:
        """Now."""
        took = time.monotonic() - self.begin
        share = self.done_bytes / max(1, self.total_bytes)
        return State(
            self.done, self.total, self.pages, self.errors, self.doubtful, round(took, 1), is_running,
            share=share,
        )  # fmt: skip


def tally_of(files: Iterable[SourceFile]) -> Tally:
    """A tally for these files, nothing done yet."""
    sizes = [file.size for file in files]
    return Tally(len(sizes), sum(sizes))


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
    """The archive's place, the plan as of now, and the files still to be done; those that people divided
    otherwise, and those whose results are not whole, are done again."""
    target = open_storage(options.target)
    if isinstance(target, FolderStorage):
        archive_erasing.finish_all(target.root)
    reopen_broken(target)
    plan = make_plan(open_storage(options.source), target)
    answers.reopen(target, answers.to_divide_again(plan, target))
    return target, plan, pending(plan, target)


def run_batches(
    runner: Runner,
    parts: Sequence[tuple[SourceFile, ...]],
    tally: Tally,
    sample: float,
    *,
    is_visible: bool,
) -> None:
    """Batch after batch, two in hand; each a Prefect run when `is_visible`, and in the index when done."""
    target = runner.job.target

    def do(files: Sequence[SourceFile]) -> None:
        sizes = {file.id: file.size for file in files}
        for result in runner.run(files):
            tally.file(result, sizes[result.file_id])

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
            catch_up(target, sample)


def catch_up(target: Storage, sample: float) -> None:
    """Bring the results so far into the index, so that the desk has them while the job goes on."""
    if isinstance(target, FolderStorage):
        with index.opened(target.root / index.FILE_NAME) as connection:
            index_results(connection, target, sample)


def index_results(connection: sqlite3.Connection, target: Storage, sample: float) -> set[str]:
    """Add the results that are not in yet, and all that people answered; returns the files that are done.

    What is written is committed step by step: the desk waits for nothing but a step.
    """
    divided = archive_answers.starts_of(answers.stored_answers(target)).keys()
    done = done_ids(target)
    missing = done - index.indexed_files(connection) | done & divided
    names = (f"{RESULTS}/{id_}.json" for id_ in sorted(missing))
    index.add(connection, (from_json(target.read(name)) for name in names))
    index.draw(connection, sample)
    archive_answers.apply(connection, answers.stored_answers(target))
    connection.commit()
    return done


def finish(
    options: Options, target: Storage, plan: Plan, refused: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Bring the index up to the results and to what people answered, and write the reports. `refused`: name
    -> why of the files that could not be read when their turn came."""
    if refused:
        plan = replace(plan, closed=tuple(sorted((dict(plan.closed) | dict(refused)).items())))
        save_plan(target, plan, open_storage(options.source).url)
    target.clean_up()
    with tempfile.TemporaryDirectory() as scratch:
        folder = target.root if isinstance(target, FolderStorage) else Path(scratch)
        path = folder / index.FILE_NAME
        with index.opened(path) as connection:
            done = index_results(connection, target, options.sample)
            index.rename(connection, ((file.id, printable(file.name)) for file in plan.files))
            index.keep_pairs(connection, near_doubles(connection))
            archive_answers.apply(connection, answers.stored_answers(target))
            connection.commit()
            for id_ in done & set(target.names(PAGES)) - index.asked_files(connection):
                target.remove_folder(f"{PAGES}/{id_}")
            found = review.review_of(connection)
            report.write_reports(target, connection, figures.gather(connection), plan, found)
        if not isinstance(target, FolderStorage):
            target.write(index.FILE_NAME, path.read_bytes())
