"""Readings of a case's files -> the judged case, by the standards and the calendar of a data folder."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from desk.intake.values import Work
from extractors.case.name_rereading import LooksAgain
from extractors.case.reader import read_case
from extractors.fields.calibration import load_calibration
from models.case import Case
from models.document import Document, Kind
from models.file_reading import FileReading
from models.page import PageReading
from models.service import load_standards
from models.word_curve import load_word_curve
from models.working_days import load_calendar


def composer(data: Path, again: LooksAgain | None = None) -> Callable[[Sequence[FileReading], Work], Case]:
    """Read the standards and the calendar once; what a person chose (the service) is kept.

    `again`: who looks a second time at names.

    Confidences are looked up anew for each case, so that `berkas calibrate` and `train` need no restart.
    """
    standards, calendar = load_standards(data), load_calendar(data)

    def compose(readings: Sequence[FileReading], work: Work) -> Case:
        return read_case(
            [_as_said(_as_sure_here(reading, data), work.kinds) for reading in readings],
            channel=work.channel,
            received_on=work.received_on,
            standards=standards,
            calendar=calendar,
            service=work.service,
            calibration=load_calibration(data),
            typed=_typed(readings, work),
            again=again,
        )

    return compose


def _typed(readings: Sequence[FileReading], work: Work) -> list[Document]:
    """The documents that a person typed, of the files whose pages are in this part of a stack."""
    here = {page.file for reading in readings for page in reading.pages}
    return [file.typed.document(file.name) for file in work.files if file.typed and file.name in here]


def _as_sure_here(reading: FileReading, data: Path) -> FileReading:
    """The reading with handwritten words as sure as they are in this office."""
    curve = load_word_curve(data)
    return replace(reading, pages=tuple(map(curve.applied, reading.pages))) if curve.is_own else reading


def _as_said(reading: FileReading, kinds: Mapping[tuple[str, int], tuple[Kind, ...]]) -> FileReading:
    """The reading with the kinds that a person gave to its pages."""
    pages = (_page_as_said(page, kinds.get((page.file, page.number))) for page in reading.pages)
    return replace(reading, pages=tuple(pages))


def _page_as_said(page: PageReading, said: tuple[Kind, ...] | None) -> PageReading:
    if not said:
        return page
    cards = page.cards if Kind.KTP in said else ()
    kinds = tuple((kind, 1.0) for kind in said)
    return page.model_copy(update={"kinds": kinds, "cards": cards, "is_kind_said": True})
