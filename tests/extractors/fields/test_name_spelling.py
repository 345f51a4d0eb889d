"""Readings that are no names put right; names that are stay."""

import pytest

from extractors.fields.name_spelling import may_lack_apostrophe, spelled


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("IWAYAN ZULKARNAEN", "I WAYAN ZULKARNAEN"),
        ("Imade Hartono", "I made Hartono"),
        ("TAUFIO WALUYO", "TAUFIQ WALUYO"),
        ("Taufig Fathoni", "Taufiq Fathoni"),
        ("RETNO OOMARIYAH", "RETNO QOMARIYAH"),
        ("Nur Oomariyah", "Nur Qomariyah"),
    ],
)
def test_what_no_name_is(read: str, name: str) -> None:
    assert spelled(read) == name


@pytest.mark.parametrize("name", ["KETUT HARTONO", "Oriza Satria", "Made Putra", "IKA SARI", "Sutadio"])
def test_names_stay(name: str) -> None:
    assert spelled(name) == name


@pytest.mark.parametrize(
    ("name", "is_odd"), [("MOCH. ROFII", True), ("MOCH. ROFI'I", False), ("HADI", False)]
)
def test_a_doubled_i_at_a_name_s_end_may_have_had_an_apostrophe(name: str, is_odd: bool) -> None:
    assert may_lack_apostrophe(name) is is_odd
