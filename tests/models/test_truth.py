"""The committed samples' true documents, judged, give the verdicts that their maker knows.

The generator works its verdicts out of what it drew (samples/rules.py), without models.completeness.
"""

from pathlib import Path

import pytest

from models.case import Case
from models.checks import judge
from tests.models.make import CALENDAR, STANDARDS

EXPECTED = sorted((Path(__file__).parents[2] / "samples").rglob("*.expected.json"))


@pytest.mark.skipif(not EXPECTED, reason="no sample is committed yet")
@pytest.mark.parametrize("path", EXPECTED, ids=[path.name for path in EXPECTED])
def test_verdicts_and_deadlines_of_the_truth(path: Path) -> None:
    truth = Case.model_validate_json(path.read_text(encoding="utf-8"))
    case = judge(
        truth.documents,
        channel=truth.channel,
        received_on=truth.received_on,
        standards=STANDARDS,
        calendar=CALENDAR,
    )
    assert case.service == truth.service
    assert case.deadlines == truth.deadlines
    assert {item.id: item.status for item in case.completeness.requirements} == {
        item.id: item.status for item in truth.completeness.requirements
    }
