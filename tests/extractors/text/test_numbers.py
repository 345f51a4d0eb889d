"""Telephone numbers, each read by two engines."""

import pytest

from extractors.text.letter_sections import dissect
from extractors.text.numbers import is_read_two_ways
from tests.extractors.paper import page


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
