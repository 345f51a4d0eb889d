"""Telephone numbers, each read by two engines."""

import pytest

from extractors.text.letter_sections import dissect
from extractors.text.numbers import is_read_two_ways, is_read_with_more
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


@pytest.mark.parametrize(
    ("read", "second", "has_more"),
    [
        ("9944/BH/KWK.13/VII/1994", "No. 9944/BH/KWK.13/VII1/1994", True),
        ("63/KJA-TDWIVI/2026", "63/KJA-TDW/VI/2026", True),
        ("9926/BH/KWK.13/VIII/1998", "BH: 9926/BH/KWK.13/VII/1998", False),
        ("9917/BH/II/1982", "9917/BH/II/1982 dan 77/KOP/I/9/III/2026", False),
        ("9917/BH/II/1982", "Jombang, 5/11/2026", False),
    ],
)
def test_a_number_that_the_other_engine_reads_with_more_is_told(
    read: str, second: str, has_more: bool
) -> None:
    (row,) = rows_of([page((), lines=(line(read, 150, 200, second=second),))])
    assert is_read_with_more(read, row.span) is has_more
