"""The real intake process with a stand-in for OCR: `python -m tests.flows.stub_intake DATA [SECONDS]`.

Everything but the reading of pixels is the product's own: inbox, store, queue, leases, Prefect runs.
"""

import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from desk import boot
from extractors.files.reading_children import Wishes
from models.case import Case, Completeness, CompletenessStatus, Finding, Severity
from models.file_reading import FileReading
from models.file_type import JPEG_END, JPEG_START
from models.page import PageReading
from models.paths import DataFolder
from models.separator import SEPARATOR_TEXT
from models.settings import load_settings

UNREADABLE = b"RUSAK"
"""A file that contains this is told as unreadable."""


DRAWN = JPEG_START + b"digambar" + JPEG_END
"""What a page's picture holds that this reader drew."""

SHEET = b"PEMISAH"
"""Where a file contains this a separator sheet lies between two pages."""


class StubReader:
    """Reads every file in the same time as one page with no text, `count` files at a time."""

    def __init__(self, seconds: float, count: int) -> None:
        self._seconds = seconds
        self._hands = threading.Semaphore(count)

    def read_file(self, path: Path, name: str | None = None, *, wishes: Wishes | None = None) -> FileReading:
        """One page, or a failure when the file says so."""
        with self._hands:
            time.sleep(self._seconds)
        shown = name or path.name
        if UNREADABLE in path.read_bytes():
            message = f"{shown} rusak."
            finding = Finding(code="BERKAS_RUSAK", severity=Severity.GALAT, message=message, file=shown)
            return FileReading(shown, (), (finding,))
        marks = path.read_bytes().split(SHEET)
        pages = [PageReading(file=shown, number=1, width=10, height=10)]
        for number in range(2, 2 * len(marks), 2):
            sheet = PageReading(file=shown, number=number, separator=SEPARATOR_TEXT)
            pages += [sheet, PageReading(file=shown, number=number + 1, width=10, height=10)]
        wanted = wishes.pages if wishes else ()
        return FileReading(shown, tuple(page for page in pages if not wanted or page.number in wanted))

    def draw_page(self, path: Path, number: int, rotation: int, picture: Path) -> str:
        """A picture that is one by its first and last bytes, or a failure when the file says so."""
        if UNREADABLE in path.read_bytes():
            return f"{path.name} rusak."
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(DRAWN)
        return ""


def compose(readings: Sequence[FileReading], work: object) -> Case:
    """A case without documents."""
    return Case(
        service=None,
        channel=work.channel,  # type: ignore[attr-defined]
        received_on=work.received_on,  # type: ignore[attr-defined]
        documents=(),
        completeness=Completeness(status=CompletenessStatus.TIDAK_LENGKAP, requirements=()),
    )


def main() -> int:
    """Run until stopped."""
    data = Path(sys.argv[1]).absolute()
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    boot.configure(data)
    boot.prepare()
    from flows.locks import only_one
    from flows.logs import log_to_stderr
    from flows.resident import BUSY, make_intake, work_until_stopped

    log_to_stderr()
    settings = load_settings(data)
    reader = StubReader(seconds, settings.worker_count)
    with only_one(DataFolder(data).intake_lock, BUSY):
        work_until_stopped(make_intake(DataFolder(data), settings, reader, compose))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
