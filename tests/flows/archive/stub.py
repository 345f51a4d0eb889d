"""The archive job with a stand-in for OCR: `python -m tests.flows.archive.stub SOURCE TARGET [SECONDS]`.

Plan, batches, storage, splitting, PDF, results, index and resume are the product's own. A source file is
JSON: one text a page. Each page read is noted in SOURCE/../dibaca.txt, so that a test can count.
"""

import fcntl
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle
from pathlib import Path

from PIL import Image

from extractors.files.reading_children import OnPage, Slot, Wishes
from flows.archive.answers import decided_starts, stored_answers
from flows.archive.filework import Job
from flows.archive.plan import batches, save_plan
from flows.archive.runner import JobSettings, Runner, save_settings
from flows.archive.storage import FolderStorage
from flows.archive.work import Options, finish, prepare, run_batches, tally_of
from models.archive_answers import erased_of
from models.case import Case, Channel, Completeness, CompletenessStatus
from models.document import Document, Kind, PageRef
from models.file_reading import FileReading
from models.page import Line, PageReading, Quality, Word

WORKERS = 4


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (62, 88), 255).save(out, "JPEG")
    return out.getvalue()


PICTURE = _picture()


def page_of(name: str, number: int, text: str) -> PageReading:
    """A page whose lines are the text's lines, from top to bottom."""
    lines = []
    for place, words in enumerate(text.split("\n")):
        box = (0.1, 0.05 + place * 0.04, 0.9, 0.08 + place * 0.04)
        lines.append(Line(words=(Word(text=words, box=box, confidence=1.0),), box=box))
    kinds = ((Kind.SURAT_PENGADUAN, 1.0),) if text.strip() else ((Kind.KOSONG, 1.0),)
    quality = Quality(dpi=75.0, is_blank=not text.strip())
    return PageReading(
        file=name, number=number, width=62, height=88, lines=tuple(lines), kinds=kinds, quality=quality
    )


class Hands:
    """WORKERS pages at a time over all processes that share the folder, as cores are shared."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def one(self) -> Iterator[None]:
        """A free hand."""
        for place in cycle(range(WORKERS)):
            with (self._folder / str(place)).open("w") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    time.sleep(0.01)
                    continue
                yield
                return


class StubReader:
    """Reads JSON files page by page, `seconds` a page, each in a `slot` (else one of WORKERS hands)."""

    def __init__(self, seconds: float, journal: Path, slot: Slot | None = None) -> None:
        self._seconds = seconds
        self._journal = journal
        self._slot = slot or Hands(journal.with_suffix(".tangan")).one

    def read_file(
        self,
        path: Path,
        name: str | None = None,
        on_page: OnPage | None = None,
        wishes: Wishes | None = None,
    ) -> FileReading:
        """Only the pages that are wished."""
        wishes = wishes or Wishes()
        shown = name or path.name
        pages = []
        for number, text in enumerate(json.loads(path.read_text()), start=1):
            if number in wishes.skip:
                continue
            with self._slot():
                time.sleep(self._seconds)
            if wishes.picture:
                wishes.picture(number).write_bytes(PICTURE)
            page = page_of(shown, number, text)
            pages.append(page)
            note(self._journal, f"{shown} {number}")
            if on_page is not None:
                on_page(page)
        return FileReading(shown, tuple(pages))


def note(journal: Path, line: str) -> None:
    """Append a line, whole, from any process."""
    with journal.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(f"{line}\n")
        file.flush()
        os.fsync(file.fileno())


def compose(reading: FileReading, *, received_on: date) -> Case:
    """A complaint without fields."""
    pages = tuple(PageRef(file=page.file, page=page.number) for page in reading.pages)
    return Case(
        service="fasilitasi_pengaduan",
        channel=Channel.KOTAK_ADUAN,
        received_on=received_on,
        documents=(Document(kind=Kind.SURAT_PENGADUAN, pages=pages),),
        completeness=Completeness(status=CompletenessStatus.LENGKAP, requirements=()),
    )


def run(
    source: Path,
    target: Path,
    seconds: float,
    *,
    has_pdf: bool = True,
    is_visible: bool = False,
    sample: float = 0.05,
) -> None:
    """The whole job as `flows.archive.local_run.run_locally` does it, with the stub in place of the children.

    `is_visible`: each batch a run of the Prefect server of the environment.
    """
    options = Options(str(source), str(target), source.parent, has_pdf=has_pdf, sample=sample)
    place, plan, todo = prepare(options)
    save_plan(place, plan, str(source))
    save_settings(place.url, JobSettings(str(source), has_pdf, sample=sample))
    with tempfile.TemporaryDirectory(dir=source.parent) as scratch:
        job = Job(
            FolderStorage(source),
            place,
            Path(scratch),
            StubReader(seconds, source.parent / "dibaca.txt"),
            compose,
            has_pdf=has_pdf,
            starts=decided_starts(place),
            erased=erased_of(stored_answers(place)),
        )
        runner, tally = Runner(job, WORKERS + 2), tally_of(todo)
        run_batches(runner, batches(todo), tally, sample, is_visible=is_visible)
    finish(options, place, plan, runner.refused)


if __name__ == "__main__":
    run(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        float(sys.argv[3]) if len(sys.argv) > 3 else 0.0,
        is_visible="--visible" in sys.argv,
    )
