"""Warm child processes that read pages under limits: the parent never touches a hostile byte.

A page that crashes its child, takes too long or too much memory is marked, and the file goes on with its
next page in a new child. The parent imports no image library; it may be a thread of any server.
"""

import math
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from extractors.files.child_process import Answer, ChildProcess, PictureKind, surroundings_number
from extractors.files.turns import Turns
from models.case import Finding, Severity
from models.errors import SurroundingsError
from models.field import Box
from models.file_reading import FileReading
from models.limits import DEFAULT_LIMITS, Limits
from models.page import PageReading

UNREADABLE_CODE = "BERKAS_TIDAK_TERBACA"
"""The reader itself gave the page up."""

CRASH_CODE = "PEMBACA_BERHENTI"
"""The child died; unlike a damaged file this may be the program's fault, so it is tried again."""
CRASH_MESSAGE = "Halaman {page} dari {file} menggagalkan program pembaca; pindai ulang halaman itu."

ASIDE_CODE = "WAKTU_PERKARA_HABIS"
ASIDE_MESSAGE = (
    "Mulai halaman {page} {file} belum dibaca: batas waktu satu perkara ({minutes:.0f} menit) habis. "
    "Pisahkan perkara ini atau bagi berkasnya, lalu baca lagi."
)

OnPage = Callable[[PageReading], None]

Slot = Callable[[], AbstractContextManager[None]]
"""Waits until one more page may be read on this host; free again at the end of the block."""


class ReadingTime:
    """How long the pages of one case have been read together, but for waiting for a core; pages beyond
    `limit` seconds are put aside."""

    def __init__(self, limit: float = math.inf) -> None:
        self._limit = limit
        self._spent = 0.0
        self._lock = threading.Lock()

    @property
    def is_over(self) -> bool:
        """Whether no more page is to be begun."""
        return self._spent >= self._limit

    def spend(self, seconds: float) -> None:
        """A page took so long."""
        with self._lock:
            self._spent += seconds

    def over(self, file: str, number: int) -> Answer:
        """What a page that was put aside says."""
        message = ASIDE_MESSAGE.format(page=number, file=file, minutes=self._limit / 60)
        return Answer(failure=message, code=ASIDE_CODE)


@dataclass(frozen=True)
class Wishes:
    """What a reading is to do besides reading.

    `pages`: the page numbers wanted (empty = all). `turns`: page -> degrees clockwise a person asked for
    instead of the reader's own. `picture`: page -> where its upright picture is to be written, and
    `picture_kind` what for. `skip`: pages read already. `time`: of the case, which its other files share.
    """

    pages: tuple[int, ...] = ()
    skip: frozenset[int] = frozenset()
    turns: Mapping[int, int] = field(default_factory=dict)
    picture: Callable[[int], Path] | None = None
    picture_kind: PictureKind = PictureKind.DESK
    time: ReadingTime = field(default_factory=ReadingTime)


NO_WISHES = Wishes()


class ReadingChildren:
    """`count` children behind one thread-safe door; use as a context manager. Files take turns, page by page.

    `slot`: taken for each page, where other processes read on the same cores.
    """

    def __init__(self, count: int, limits: Limits = DEFAULT_LIMITS, slot: Slot = nullcontext) -> None:
        self._limits = limits
        self._slot = slot
        self._idle: queue.LifoQueue[ChildProcess] = queue.LifoQueue()
        self._children = [ChildProcess(limits) for _ in range(max(1, count))]
        for child in self._children:
            self._idle.put(child)
        self._turns = Turns(len(self._children), "baca")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all children now; pages in flight come back as failures."""
        self._turns.close()
        for child in self._children:
            child.close()
        self._turns.join()

    def warm(self) -> None:
        """Start all children and have them load their models, at the same time.

        Each is borrowed as for a page, since a child answers one thread only and files may be read
        meanwhile; in threads apart, since those of the pages may all be waiting for a child.
        """
        borrowed = [self._idle.get() for _ in self._children]
        with ThreadPoolExecutor(max_workers=len(borrowed), thread_name_prefix="hangat") as threads:
            for done in [threads.submit(self._warm, child) for child in borrowed]:
                done.result()

    def _warm(self, child: ChildProcess) -> None:
        try:
            child.ask("warm")
        finally:
            self._idle.put(child)

    def read_file(
        self, path: Path, name: str | None = None, on_page: OnPage | None = None, wishes: Wishes | None = None
    ) -> FileReading:
        """All pages of a file. Never raises over the file's content: failures are findings.

        `name` stands for the file in readings and findings; `on_page` is called in the caller's thread
        with each page, in order. `wishes`: which pages, which rotations, and where pictures go.
        """
        wishes = wishes or NO_WISHES
        shown, turn = name or path.name, object()
        counting = self._turns.submit(turn, partial(self._ask, "count", path))
        counted = _called(counting.result(), path.name, shown)
        if counted.failure is not None or not counted.pages:
            return FileReading(shown, (), (_finding(counted, shown, 1),), path)
        waiting = [
            self._turns.submit(turn, partial(self._read_page, path, shown, number, wishes))
            for number in range(1, counted.pages + 1)
            if number not in wishes.skip and (not wishes.pages or number in wishes.pages)
        ]
        return FileReading(shown, *_collected(waiting, on_page), path)

    def draw_page(self, path: Path, number: int, rotation: int, picture: Path) -> str:
        """Write a page's picture for the desk anew, turned clockwise by `rotation` degrees, without reading.

        Returns why it could not be made, or nothing. SurroundingsError: not for the page's sake.
        """
        with self._borrowed() as child:
            answer = child.ask("draw", path, number, turn=rotation, picture=picture)
        if number_of_refusal := surroundings_number(answer.code):
            raise SurroundingsError(number_of_refusal)
        if answer.pages and answer.failure is None:
            return ""
        return answer.failure or CRASH_MESSAGE.format(page=number, file=path.name)

    def look_again(self, path: Path, number: int, rotation: int, boxes: Sequence[Box]) -> tuple[str, ...]:
        """What the second engine reads in each of these boxes (fractions of the page turned clockwise by
        `rotation` degrees); nothing where that can't be had. Never raises over the file or the child."""

        def ask() -> Answer:
            with self._slot(), self._borrowed() as child:
                return self._spared(child, child.ask("look", path, number, turn=rotation, boxes=boxes))

        try:
            answer = self._turns.submit(object(), ask).result()
        except (RuntimeError, CancelledError):  # closed meanwhile
            return ()
        return answer.texts if len(answer.texts) == len(boxes) else ()

    def _read_page(
        self, path: Path, shown: str, number: int, wishes: Wishes
    ) -> tuple[PageReading, Finding | None]:
        if wishes.time.is_over:
            answer = wishes.time.over(shown, number)
        else:
            with self._slot():
                answer = _called(self._ask("read", path, number, wishes), path.name, shown)
            wishes.time.spend(answer.seconds)
        if answer.reading is not None:
            reading = answer.reading.model_copy(update={"file": shown})
            failed = Answer(failure=reading.failure, code=UNREADABLE_CODE)
            return reading, _finding(failed, shown, number) if reading.failure else None
        finding = _finding(answer, shown, number)
        return PageReading(file=shown, number=number, failure=finding.message), finding

    def _ask(self, verb: str, path: Path, number: int = 0, wishes: Wishes = NO_WISHES) -> Answer:
        turn = wishes.turns.get(number)
        picture = wishes.picture(number) if wishes.picture and verb == "read" else None
        with self._borrowed() as child:
            ask = partial(
                child.ask, verb, path, number, turn=turn, picture=picture, picture_kind=wishes.picture_kind
            )
            answer = ask()
            if answer.is_given_up and child.pages_read > 1:
                child.stop()
                answer = ask()
            return self._spared(child, answer)

    def _spared(self, child: ChildProcess, answer: Answer) -> Answer:
        """The answer; a child that has read its share or grown fat is stopped."""
        if child.pages_read >= self._limits.child_pages or answer.is_child_fat:
            child.stop()
        return answer

    @contextmanager
    def _borrowed(self) -> Iterator[ChildProcess]:
        child = self._idle.get()
        try:
            yield child
        finally:
            self._idle.put(child)


def _called(answer: Answer, name: str, shown: str) -> Answer:
    """The answer with the name people know in its message, in place of the store's digest."""
    failure = answer.failure.replace(name, shown) if answer.failure else None
    return replace(answer, failure=failure)


def _collected(
    waiting: list[Future[tuple[PageReading, Finding | None]]], on_page: OnPage | None
) -> tuple[tuple[PageReading, ...], tuple[Finding, ...]]:
    pages: list[PageReading] = []
    findings: list[Finding] = []
    for future in waiting:
        reading, finding = future.result()
        pages.append(reading)
        is_told = finding is not None and finding.code == ASIDE_CODE == (
            findings[-1].code if findings else ""
        )
        if finding is not None and not is_told:
            findings.append(finding)
        if on_page is not None:
            on_page(reading)
    return tuple(pages), tuple(findings)


def _finding(answer: Answer, file: str, number: int) -> Finding:
    message = answer.failure or CRASH_MESSAGE.format(page=number, file=file)
    return Finding(code=answer.code or CRASH_CODE, severity=Severity.GALAT, message=message, file=file)
