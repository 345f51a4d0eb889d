"""models/clean.py: nothing unseen gets into the nouns, and any text fits a cell."""

import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desk.sheets import as_sheet
from extractors.files.text_layer import reads_like_words
from models.case import Finding, Severity
from models.clean import MOST_CELL, clean_text, is_deceiving, safe_cell
from models.field import Field
from models.page import Line, Word

BOX = (0.0, 0.0, 1.0, 1.0)
ANYTHING = st.text(st.characters(), max_size=80)
"""Surrogates and unassigned characters too."""


@settings(deadline=None)
@given(ANYTHING)
def test_a_cleaned_text_is_stored_and_printed_anywhere(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert {unicodedata.category(each) for each in cleaned} & {"Cc", "Cs"} <= {"Cc"}
    assert all(each in "\n\t" for each in cleaned if unicodedata.category(each) == "Cc")
    assert clean_text(cleaned) == cleaned


@settings(deadline=None, max_examples=40)
@given(st.lists(ANYTHING, min_size=1, max_size=5))
def test_any_text_fits_a_sheet(texts: list[str]) -> None:
    book = load_workbook(io.BytesIO(as_sheet("Uji", ["a"] * len(texts), [texts])))
    assert book.active is not None


def test_what_people_write_stays() -> None:
    text = "Siti Nur'aini, S.Pd. – “Koperasi” café\n\tRp 1.000"
    assert clean_text(text) == text
    assert not is_deceiving(text + "soft\xadhyphen")


@pytest.mark.parametrize("unseen", ["\x01", "\x7f", "\x9f", "\u202e", "\u2066", "\ud800"])
def test_nouns_take_no_unseen_character(unseen: str) -> None:
    dirty = f"SITI{unseen} AMINAH"
    assert is_deceiving(dirty)
    assert Word(text=dirty, box=BOX, confidence=0.9).text == "SITI AMINAH"
    assert Line(words=(), box=BOX, second=dirty).second == "SITI AMINAH"
    field = Field(value=dirty, raw=dirty)
    assert (field.value, field.raw) == ("SITI AMINAH", "SITI AMINAH")
    assert Finding(code="X", severity=Severity.INFO, message=dirty).message == "SITI AMINAH"
    assert Field(value=True).value is True


def test_a_text_layer_that_hides_something_is_not_trusted() -> None:
    words = ["Perihal", "Permohonan", "Fasilitasi", "Konsultasi", "Koperasi", "Mekar", "Jaya"]
    assert reads_like_words(words)
    assert not reads_like_words([*words[:-1], "Ja\x01ya"])
    assert not reads_like_words([*words[:-1], "\u202eayaJ"])


def test_a_cell_is_no_formula_and_not_endless() -> None:
    assert safe_cell("\x01=1+1") == "'=1+1"
    assert len(safe_cell("x" * 100_000)) == MOST_CELL
