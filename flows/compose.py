"""Readings of a case's files -> the judged case, by the standards and the calendar of a data folder."""

from collections.abc import Sequence
from pathlib import Path

from desk.work import Work
from extractors.case.reader import read_case
from extractors.fields.calibration import load_calibration
from extractors.page.children import FileReading
from flows.casework import Compose
from models.case import Case
from models.service import load_standards
from models.working_days import load_calendar


def composer(data: Path) -> Compose:
    """Read the standards and the calendar once; what a person chose (the service) is kept.

    Confidences are looked up anew for each case, so that `berkas calibrate` needs no restart.
    """
    standards, calendar = load_standards(data), load_calendar(data)

    def compose(readings: Sequence[FileReading], work: Work) -> Case:
        return read_case(
            readings,
            channel=work.channel,
            received_on=work.received_on,
            standards=standards,
            calendar=calendar,
            service=work.service,
            calibration=load_calibration(data),
        )

    return compose
