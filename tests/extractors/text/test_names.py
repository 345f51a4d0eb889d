"""Persons' names cut from what stands around them."""

from extractors.text.names import clean_name


def test_a_name_begins_at_its_bracket() -> None:
    assert clean_name("ABAOI (YUNI AZIZAH )") == "YUNI AZIZAH"
    assert clean_name("( SITI AMINAH )") == "SITI AMINAH"
