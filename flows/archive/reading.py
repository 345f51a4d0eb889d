"""The real reader of an archive job: warm reading children, and the office's standards for judging."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path

from extractors.case.name_rereading import LooksAgain
from extractors.case.reader import read_case
from extractors.files.reading_children import ReadingChildren, Slot
from flows.archive.answers import decided_starts, stored_answers
from flows.archive.filework import Compose, Job
from flows.archive.runner import JobSettings
from flows.archive.storage import open_storage
from models.archive_answers import erased_of
from models.case import Case, Channel
from models.file_reading import FileReading
from models.service import load_standards
from models.settings import Settings
from models.working_days import load_calendar


def composer(data: Path, again: LooksAgain | None = None) -> Compose:
    """Judges each letter by the office's standards, as one that came through the complaint box. `again`: who
    looks a second time at names."""
    standards, calendar = load_standards(data), load_calendar(data)

    def compose(reading: FileReading, *, received_on: date) -> Case:
        return read_case(
            [reading],
            channel=Channel.KOTAK_ADUAN,
            received_on=received_on,
            standards=standards,
            calendar=calendar,
            again=again,
        )

    return compose


@contextmanager
def reading_job(
    target_url: str,
    kept: JobSettings,
    data: Path,
    settings: Settings,
    scratch: Path,
    *,
    slot: Slot = nullcontext,
) -> Iterator[tuple[Job, ReadingChildren]]:
    """A job with warm reading children of its own; each page is read in a `slot`."""
    with ReadingChildren(settings.worker_count, settings.limits, slot) as children:
        children.warm()
        job = Job(
            source=open_storage(kept.source),
            target=open_storage(target_url),
            scratch=scratch,
            reader=children,
            compose=composer(data, children),
            has_pdf=kept.has_pdf,
            year=kept.year,
            starts=decided_starts(open_storage(target_url)),
            erased=erased_of(stored_answers(open_storage(target_url))),
        )
        yield job, children
