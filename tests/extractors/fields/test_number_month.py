"""The month in a letter's number against its date."""

import pytest

from extractors.fields.address import normalised_address
from extractors.fields.candidate import Candidate
from extractors.fields.number_month import AT_ODDS, MENDED, agreed
from extractors.fields.span import TextSpan

MARCH = Candidate("2026-03-05")


@pytest.mark.parametrize(
    ("number", "agreement", "value", "prior"),
    [
        ("053/KOPPAS-RM/II/2026", 0.5, "053/KOPPAS-RM/III/2026", MENDED),
        ("053/KOPPAS-RM/II/2026", 1.0, "053/KOPPAS-RM/II/2026", AT_ODDS),
        ("053/KOPPAS-RM/III/2026", 0.5, "053/KOPPAS-RM/III/2026", 0.95),
        ("053/KOPPAS-RM/XI/2026", 0.5, "053/KOPPAS-RM/XI/2026", 0.95),
        ("053/KOPPAS-RM/II/2025", 0.5, "053/KOPPAS-RM/II/2025", 0.95),
        ("053/KOPPAS-RM/11/2026", 0.5, "053/KOPPAS-RM/11/2026", 0.95),
        ("049.A/KOPPAS-MMBN/2026", 1.0, "049.A/KOPPAS-MMBN/2026", AT_ODDS),
        ("518/147/LBH/2026", 1.0, "518/147/LBH/2026", 0.95),
    ],
)
def test_the_date_tells_the_month_of_a_misread_number(
    number: str, agreement: float, value: str, prior: float
) -> None:
    found = agreed(Candidate(number, agreement=agreement), MARCH)
    assert found is not None
    assert (found.value, found.prior) == (value, prior)


def test_nothing_is_still_nothing() -> None:
    assert normalised_address(None) is None
    assert agreed(None, MARCH) is None
    assert agreed(Candidate("1/2", where=TextSpan()), None) is not None
