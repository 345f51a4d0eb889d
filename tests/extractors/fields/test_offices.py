"""Offices in a koperasi, and what is none."""

import pytest

from extractors.fields.offices import is_no_office


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("Perorangan", True),
        (": diri sendiri", True),
        ("Umum", True),
        ("Ketua Umum", False),
        ("anggota", False),
    ],
)
def test_what_says_that_somebody_holds_no_office(text: str, is_none: bool) -> None:
    assert is_no_office(text) is is_none
