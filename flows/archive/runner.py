"""Runs batches on this machine: all reading children busy, splitting and writing in the threads between."""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass

from flows.archive.filework import Job, Refused, Stopped, do_file
from flows.archive.plan import SourceFile, has_result
from flows.archive.record import FileResult
from flows.archive.storage import open_storage
from models.archive import WORK
from models.errors import UsageError
from models.page import PageReading

JOB = f"{WORK}/pekerjaan.json"

EXTRA_FILES = 2
"""Files in hand beyond the reading children: while one is split and written, the children read others."""


@dataclass(frozen=True)
class JobSettings:
    """What a worker on any host needs to know; stored in TARGET."""

    source: str
    has_pdf: bool = True
    year: int | None = None
    dead_seconds: float = 60.0
    """Silence of a worker after which its batch is given out again (pool only; `heartbeat`)."""
    sample: float = 0.05
    """Share of the undoubted letters that a person looks at."""


def save_settings(target_url: str, settings: JobSettings) -> None:
    """Keep them in TARGET."""
    open_storage(target_url).write(JOB, json.dumps(asdict(settings)).encode())


def load_settings_of(target_url: str) -> JobSettings:
    """As they were kept; UsageError when nothing was archived there, or what was kept is not whole."""
    target = open_storage(target_url)
    if not target.exists(JOB):
        raise UsageError(f"{target.url} bukan arsip: belum ada pekerjaan di sana.")
    try:
        return JobSettings(**json.loads(target.read(JOB)))
    except (ValueError, TypeError) as error:
        raise UsageError(
            f"Catatan pekerjaan di {target.url} rusak; jalankan lagi berkas archive SUMBER --to TUJUAN."
        ) from error


class Runner:
    """Does files of a job in `count` threads until told to stop.

    `on_last` is called, once or more, when no file is left that has not begun. `refused`: name -> why of the
    files that could not be read.
    """

    def __init__(
        self,
        job: Job,
        count: int,
        on_page: Callable[[PageReading], None] | None = None,
        on_last: Callable[[], None] | None = None,
    ) -> None:
        self.job = job
        self.stop = threading.Event()
        self.refused: dict[str, str] = {}
        self._count = count
        self._on_page = on_page
        self._on_last = on_last

    def run(self, files: Sequence[SourceFile]) -> Iterator[FileResult]:
        """The results as they come; files done already (by another worker) are passed over."""
        waiting = deque(file for file in files if not has_result(self.job.target, file))
        with ThreadPoolExecutor(self._count, thread_name_prefix="arsip") as pool:
            running: set[Future[FileResult | None]] = set()
            while True:
                while waiting and len(running) < self._count and not self.stop.is_set():
                    running.add(pool.submit(self._one, waiting.popleft()))
                if not waiting and self._on_last is not None:
                    self._on_last()
                if not running:
                    return
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                yield from filter(None, (future.result() for future in finished))

    def _one(self, file: SourceFile) -> FileResult | None:
        if self.stop.is_set():
            return None
        try:
            return do_file(self.job, file, self._on_page)
        except (Stopped, CancelledError):  # the reading children were told to end
            self.stop.set()
            return None
        except Refused as error:
            self.refused[file.name] = str(error)
            return None
