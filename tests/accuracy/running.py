"""Reads samples with the product's own reader, two warm child processes at a time, or from kept readings."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from extractors.case.reader import read_case
from extractors.fields.calibration import IDENTITY, Calibration
from models.case import Case, Completeness, CompletenessStatus
from models.identity import iso_date
from models.service import load_standards
from models.working_days import load_calendar
from tests.accuracy.dataset import Item
from tests.accuracy.matching import CaseScore, score_case
from tests.accuracy.readings import ReadsFiles
from tests.accuracy.sources import CHILDREN, looking

NOT_READ = Completeness(status=CompletenessStatus.PERLU_DIPERIKSA, requirements=())

Reader = Callable[[Item], Case]
"""What is measured: a sample in, a case out."""


@dataclass(frozen=True)
class Result:
    """One sample, read and scored; `seconds` for all its pages."""

    item: Item
    score: CaseScore
    seconds: float
    failure: str = ""
    """Why the reader broke down, if it did: it never should."""


def run(items: Sequence[Item], reader: Reader, workers: int = CHILDREN) -> Iterator[Result]:
    """Results in the order of the items, as they become ready."""
    with ThreadPoolExecutor(max_workers=workers) as threads:
        yield from threads.map(lambda item: _one(item, reader), items)


def _one(item: Item, reader: Reader) -> Result:
    start = time.perf_counter()
    failure = ""
    try:
        case = reader(item)
    except Exception as error:  # noqa: BLE001  the bench goes on and counts the case as not read at all
        failure = f"{type(error).__name__}: {error}"
        case = item.expected.model_copy(update={"documents": (), "completeness": NOT_READ})
    seconds = time.perf_counter() - start
    score = score_case(
        item.expected, case, family=item.family, is_handwritten=item.is_handwritten,
        alternatives=item.alternatives,
    )  # fmt: skip
    return Result(item, score, seconds, failure)


def came_on(case: Case) -> date:
    """The day on which a case came: the voices date their letters through the whole year, and no letter came
    before it was written."""
    written = [iso_date(document.text("tanggal_surat")) for document in case.documents]
    return max([case.received_on, *filter(None, written)])


class ProductReader:
    """The reader as it runs in the office: pages by warm children (or kept), then the case from them."""

    def __init__(self, children: ReadsFiles, calibration: Calibration | None = None) -> None:
        self._children = children
        self._calibration = calibration
        self._again = None if calibration is IDENTITY else looking(children)
        self._standards, self._calendar = load_standards(), load_calendar()

    def __call__(self, item: Item) -> Case:
        readings = [self._children.read_file(path) for path in item.files()]
        return read_case(
            readings, channel=item.expected.channel, received_on=came_on(item.expected),
            standards=self._standards, calendar=self._calendar, calibration=self._calibration,
            again=self._again,
        )  # fmt: skip
