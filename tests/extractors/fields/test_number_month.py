"""The month in a letter's number against its date."""

import pytest

from extractors.fields.address import normalised_address
from extractors.fields.candidate import Candidate
from extractors.fields.number_month import agreed
from extractors.fields.span import TextSpan

MARCH = Candidate("2026-03-05")


@pytest.mark.parametrize(
    ("number", "agreement", "value", "source"),
    [
        ("053/KOPPAS-RM/II/2026", 0.5, "053/KOPPAS-RM/III/2026", "number.month_corrected"),
        ("053/KOPPAS-RM/II/2026", 1.0, "053/KOPPAS-RM/II/2026", "number.at_odds"),
        ("053/KOPPAS-RM/III/2026", 0.5, "053/KOPPAS-RM/III/2026", "text"),
        ("053/KOPPAS-RM/XI/2026", 0.5, "053/KOPPAS-RM/XI/2026", "text"),
        ("053/KOPPAS-RM/II/2025", 0.5, "053/KOPPAS-RM/II/2025", "text"),
        ("053/KOPPAS-RM/11/2026", 0.5, "053/KOPPAS-RM/11/2026", "text"),
        ("049.A/KOPPAS-MMBN/2026", 1.0, "049.A/KOPPAS-MMBN/2026", "number.at_odds"),
        ("518/147/LBH/2026", 1.0, "518/147/LBH/2026", "text"),
    ],
)
def test_the_date_tells_the_month_of_a_misread_number(
    number: str, agreement: float, value: str, source: str
) -> None:
    found = agreed(Candidate(number, agreement=agreement), MARCH)
    assert found is not None
    assert (found.value, found.source) == (value, source)


def test_nothing_is_still_nothing() -> None:
    assert normalised_address(None) is None
    assert agreed(None, MARCH) is None
    assert agreed(Candidate("1/2", where=TextSpan()), None) is not None
