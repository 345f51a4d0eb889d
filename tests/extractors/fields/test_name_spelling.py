"""Readings that are no names put right; names that are stay."""

import pytest

from extractors.fields.name_spelling import spelled


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
