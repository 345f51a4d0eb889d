"""The steps of one case, plain functions (`flows.tasks` wraps them): claim, read, check, hand to review.

A `CaseRun` carries what one step leaves for the next; it lives in this process only, so that Prefect
never sees more than the case's id.
"""

import logging
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from desk.intake import leases, readings, stacks
from desk.intake.values import StoredFile, Work
from extractors.files.child_process import ENDED_CODE, surroundings_number
from extractors.files.reading_children import CRASH_CODE, ReadingTime, Wishes
from flows.refusals import Refusals
from flows.store import digest_of
from models.case import Case, Finding
from models.errors import ConflictError, StorageError, SurroundingsError
from models.file_reading import FileReading
from models.page import PageReading
from models.paths import DataFolder
from models.separator import is_separator
from models.typed_paper import TYPED

log = logging.getLogger("berkas.baca")


PRINTED = (1240, 1754)
"""Pixels of an A4 page at 150 dpi: the desk prints on A4."""

MOST_CRASHES = 3
"""A page that ended its reader in every try is the page's fault; the case opens without it."""


class Reader(Protocol):
    """What reads a file: the reading children, or a stand-in in tests."""

    def read_file(self, path: Path, name: str | None = None, *, wishes: Wishes | None = None) -> FileReading:
        """All pages of a file; failures are data."""

    def draw_page(self, path: Path, number: int, rotation: int, picture: Path) -> str:
        """A page's picture for the desk, without reading; why there is none. SurroundingsError."""


Compose = Callable[[Sequence[FileReading], Work], Case]
"""Readings of a case's files and what the desk knows of it -> the case, judged."""


@dataclass(frozen=True)
class Bench:
    """What every run of this intake works with."""

    data: DataFolder
    owner: str
    lease_seconds: int
    reader: Reader
    compose: Compose
    refusals: Refusals
    case_seconds: float = math.inf
    """Longest reading of a case, its pages' times summed."""


@dataclass(frozen=True)
class Judged:
    """A case ready for the reviewers."""

    work: Work
    readings: tuple[FileReading, ...]
    case: Case


class CaseRun:
    """One case on its way through the steps (no dataclass: Prefect would walk through its fields)."""

    def __init__(self, bench: Bench, work: Work) -> None:
        self.bench = bench
        self.work = work
        self.readings: tuple[FileReading, ...] = ()
        self.cases: tuple[Judged, ...] = ()
        self.is_started = False
        self.is_done = False


def claim(run: CaseRun) -> None:
    """Confirm the lease, which is new, and that the originals are what was stored. ConflictError,
    StorageError."""
    run.is_started = True
    if not leases.is_held(run.work.case_id, run.bench.owner):
        raise ConflictError("Berkas ini sedang dibaca proses lain.")
    for file in run.work.files:
        path = run.bench.data.stored(file.sha256, file.extension)
        if not path.is_file() or digest_of(path) != file.sha256:
            raise StorageError(f"Berkas asli {file.sha256[:12]} hilang atau berubah; pulihkan dari cadangan.")


def read(run: CaseRun) -> None:
    """Read every file of the case; a file that can't be read is a finding, not an error. SurroundingsError
    when disk or rights were in the way, StorageError when the reader was ended."""
    bench, limit = run.bench, ReadingTime(run.bench.case_seconds)
    run.readings = tuple(
        typed_reading(file)
        if file.typed
        else bench.reader.read_file(
            bench.data.stored(file.sha256, file.extension), file.name, wishes=_wishes(run, file, limit)
        )
        for file in run.work.files
    )
    codes = {finding.code for reading in run.readings for finding in reading.findings}
    for number in filter(None, map(surroundings_number, codes)):
        raise SurroundingsError(number)
    if ENDED_CODE in codes or (CRASH_CODE in codes and run.work.attempt < MOST_CRASHES):
        raise StorageError("Program pembaca berhenti di tengah pembacaan; dicoba lagi.")


def typed_reading(file: StoredFile) -> FileReading:
    """The pages of a print of typed data: nothing is read; pictures are drawn when the desk asks for them."""
    assert file.typed
    numbers = [number for number in range(1, file.typed.pages + 1) if not file.pages or number in file.pages]
    width, height = PRINTED
    return FileReading(
        file.name,
        tuple(
            PageReading(file=file.name, number=number, width=width, height=height, reader=TYPED)
            for number in numbers
        ),
    )


def _wishes(run: CaseRun, file: StoredFile, limit: ReadingTime) -> Wishes:
    """The file's pages that belong to the case, turned as a person asked, with a picture of each."""
    turns = {page: turn for (name, page), turn in run.work.rotations.items() if name == file.name}

    def picture(page: int) -> Path:
        return run.bench.data.page_image(file.sha256, page)

    return Wishes(pages=file.pages, turns=turns, picture=picture, time=limit)


def check(run: CaseRun) -> None:
    """Documents, completeness, findings, deadlines; a stack with separator sheets becomes several cases."""
    parts = stack_parts(run.readings)
    works = [run.work]
    if len(parts) > 1:
        ids = stacks.divide(run.work.case_id, run.bench.owner, [_pages_by_file(part) for part in parts])
        works = [replace(run.work, case_id=id_) for id_ in ids]
    run.cases = tuple(
        Judged(work, part, run.bench.compose(part, work)) for work, part in zip(works, parts, strict=True)
    )


def stack_parts(readings: Sequence[FileReading]) -> tuple[tuple[FileReading, ...], ...]:
    """The readings cut before each separator sheet; findings stay with the first part of their file."""
    parts: list[list[FileReading]] = [[]]
    for reading in readings:
        parts[-1].append(replace(reading, pages=()))
        for page in reading.pages:
            if is_separator(page.separator) and any(part.pages for part in parts[-1]):
                parts.append([replace(reading, pages=(), findings=())])
            parts[-1][-1] = replace(parts[-1][-1], pages=(*parts[-1][-1].pages, page))
    return tuple(tuple(part) for part in parts)


def _pages_by_file(part: Sequence[FileReading]) -> dict[str, list[int]]:
    """The part's pages; a file without pages is one that could not be read."""
    return {reading.file: [page.number for page in reading.pages] for reading in part}


def hand_to_review(run: CaseRun) -> None:
    """Give the case to the reviewers, or to gagal/ when nothing in it can be read."""
    if is_unreadable(run.readings):
        _give_up(run, unreadable_reason(run.readings))
    else:
        for judged in run.cases:
            readings.save_reading(
                judged.work.case_id, run.bench.owner, judged.case, pages_of(judged.readings)
            )
        for file in run.work.files:
            run.bench.refusals.withdraw(file.name, run.work.case_id)
    run.is_done = True


def pages_of(readings: Sequence[FileReading]) -> tuple[PageReading, ...]:
    """All pages of the case in order."""
    return tuple(page for reading in readings for page in reading.pages)


def is_unreadable(readings: Sequence[FileReading]) -> bool:
    """Whether not a single page could be read."""
    return all(page.failure is not None for page in pages_of(readings))


def unreadable_reason(readings: Sequence[FileReading]) -> str:
    """Why, in the first file's words."""
    findings: list[Finding] = [finding for reading in readings for finding in reading.findings]
    failures = [page.failure for page in pages_of(readings) if page.failure]
    return next(iter([finding.message for finding in findings] + failures), "Tidak ada halaman yang terbaca.")


def _give_up(run: CaseRun, reason: str) -> None:
    """The case is `gagal`; copies of its files lie in gagal/ with the reason."""
    for file in run.work.files:
        original = run.bench.data.stored(file.sha256, file.extension)
        run.bench.refusals.copy(original, file.name, reason, run.work.case_id)
    leases.fail(run.work.case_id, run.bench.owner, reason, is_final=True)


@dataclass
class Leases:
    """The cases this intake holds; `renewing` keeps their leases alive while they are read."""

    owner: str
    lease_seconds: int
    _held: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def holding(self, case_id: str) -> Iterator[None]:
        """Hold the lease of a case for the length of the block."""
        with self._lock:
            self._held.add(case_id)
        try:
            yield
        finally:
            with self._lock:
                self._held.discard(case_id)

    def held(self) -> tuple[str, ...]:
        """The cases held now."""
        with self._lock:
            return tuple(self._held)

    def renew_all(self) -> None:
        """Renew every lease held."""
        if held := self.held():
            leases.renew_all(held, self.owner, lease_seconds=self.lease_seconds)
