"""A span's raw text is what the engine read, whatever was put right in it since."""

import pytest

from extractors.fields.span import TextSpan, Token
from models.page import Line, Word

BOX = (0.1, 0.1, 0.3, 0.12)
LINE = Line(words=(Word(text="5RW", box=BOX, confidence=0.9),), box=BOX)


def token(text: str, x0: float = 0.1, read_as: str | None = None) -> Token:
    return Token(text, BOX, 1, 0.9, x0, 0.1, x0 + 0.05, 0.12, LINE, read_as)


@pytest.mark.parametrize(
    ("tokens", "text", "raw"),
    [
        ([token("RT"), token("05", 0.2)], "RT 05", "RT 05"),
        ([token("RT"), token("05", 0.2, "O5")], "RT 05", "RT O5"),
        ([token("01", 0.1, "O1"), token("01", 0.3, "O1")], "01 01", "O1 O1"),
        ([], "", ""),
    ],
)
def test_raw_is_what_was_read(tokens: list[Token], text: str, raw: str) -> None:
    span = TextSpan(tuple(tokens))
    assert (span.text, span.raw) == (text, raw)


def test_a_word_put_right_twice_keeps_the_engine_s_reading() -> None:
    once = token("PETVGAS").corrected("PETUGAS")
    assert once.corrected("Petugas") == token("Petugas", read_as="PETVGAS")
    assert once.corrected("PETUGAS") is once


def test_a_part_of_a_word_put_right_has_all_that_was_read_of_it() -> None:
    span = TextSpan((token("KEPALADINAS", read_as="KEPALAD1NAS"),))
    assert (span.slice(6, 11).text, span.slice(6, 11).raw) == ("DINAS", "KEPALAD1NAS")


@pytest.mark.parametrize(
    ("text", "read_as", "part", "raw"),
    [("dari Kopwan", "dariKopwan", "Kopwan", "Kopwan"), ("DARIKOPWAN", "daRiKoPWaN", "KOPWAN", "KoPWaN")],
)
def test_a_part_that_was_read_as_it_stands_has_that_alone(
    text: str, read_as: str, part: str, raw: str
) -> None:
    span = TextSpan((token(text, read_as=read_as),))
    assert span.slice(text.index(part), len(text)).raw == raw
