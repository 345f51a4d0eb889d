"""Numbers, each read by two engines."""

import pytest

from extractors.text.letter_sections import dissect
from extractors.text.numbers import find_nik, find_phone, is_read_two_ways, is_read_with_more
from extractors.text.rows import rows_of
from tests.extractors.paper import line, page


@pytest.mark.parametrize(
    ("second", "is_open"),
    [
        ("HP 0812-3456-7890", False),
        ("HP 0812-3456-7390", True),
        ("HP", False),
        (None, False),
    ],
    ids=["the same", "another figure", "no number", "not read"],
)
def test_a_number_that_two_engines_read_otherwise_is_open(second: str | None, is_open: bool) -> None:
    letter = page(["HP 0812-3456-7890"])
    lines = tuple(line.model_copy(update={"second": second}) for line in letter.lines)
    (row,) = dissect([letter.model_copy(update={"lines": lines})]).rows
    assert is_read_two_ways(row.span) is is_open


@pytest.mark.parametrize("sure", [0.95, 0.4])
@pytest.mark.parametrize(
    ("read", "second", "has_more"),
    [
        ("02/PBH-WT/2026", "Nomor : 02/PBH-WT/I/2026", True),
        ("9944/BH/KWK.13/VII/1994", "No. 9944/BH/KWK.13/VII1/1994", True),
        ("63/KJA-TDWIVI/2026", "63/KJA-TDW/VI/2026", True),
        ("041/KHW/PMHNI/2026", "No. : 041/KHW/PMH!VII/2026", True),
        ("9926/BH/KWK.13/VIII/1998", "BH: 9926/BH/KWK.13/VII/1998", False),
        ("9917/BH/II/1982", "9917/BH/II/1982 dan 77/KOP/I/9/III/2026", False),
        ("9917/BH/II/1982", "Jombang, 5/11/2026", False),
    ],
)
def test_a_number_that_the_other_engine_reads_with_more_is_told(
    read: str, second: str, has_more: bool, sure: float
) -> None:
    """Be it sure of it or not."""
    seen = line(read, 150, 200, second=second).model_copy(update={"second_confidence": sure})
    (row,) = rows_of([page((), lines=(seen,))])
    assert is_read_with_more(read, row.span) is has_more


@pytest.mark.parametrize(("sure", "read"), [(0.95, "3517056806839053"), (0.4, "3517056806839055")])
def test_a_second_number_leads_where_it_is_sure(sure: float, read: str) -> None:
    own = line("3517056806839055", 150, 200, second="3517056806839053")
    (row,) = rows_of([page((), lines=(own.model_copy(update={"second_confidence": sure}),))])
    found = find_nik(row.span)
    assert found is not None
    assert found.value == read


def test_an_unsure_second_number_is_heard_where_the_first_has_none() -> None:
    own = line("O8lZ-E456-78gO", 150, 200, second="0812-3456-7890")
    (row,) = rows_of([page((), lines=(own.model_copy(update={"second_confidence": 0.4}),))])
    found = find_phone(row.span)
    assert found is not None
    assert found.value == "081234567890"
