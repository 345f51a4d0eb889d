"""Readings of a case's files -> the judged case, by the standards and the calendar of a data folder."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from desk.intake.values import Work
from extractors.case.name_rereading import LooksAgain
from extractors.case.reader import read_case
from extractors.fields.calibration import load_calibration
from models.case import Case
from models.document import Document, Kind
from models.file_reading import FileReading
from models.fresh import Stamp, stamp
from models.page import PageReading
from models.paths import DataFolder
from models.service import Standards, load_standards
from models.word_curve import load_word_curve
from models.working_days import Calendar, load_calendar


def composer(data: Path, again: LooksAgain | None = None) -> Callable[[Sequence[FileReading], Work], Case]:
    """What judges a case; what a person chose (the service) is kept.

    `again`: who looks a second time at names.

    Standards, calendar and confidences are looked up anew for each case: a new cuti bersama,
    `berkas calibrate` and `train` need no restart.
    """
    _facts(data)

    def compose(readings: Sequence[FileReading], work: Work) -> Case:
        standards, calendar = _facts(data)
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


def _facts(data: Path) -> tuple[Standards, Calendar]:
    """The office's services and hari kerja. SettingsError names file and fault."""
    folder = DataFolder(data)
    return _loaded(data, stamp(folder.layanan, folder.kantor, folder.hari_libur))


@lru_cache(maxsize=4)
def _loaded(data: Path, changed: Stamp) -> tuple[Standards, Calendar]:
    return load_standards(data), load_calendar(data)


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
