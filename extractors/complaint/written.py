"""Handwriting mended: a nought read as C or O, a number grown together with a word, a U read as V."""

import re

from models.page import Line, PageReading, Word

_BETWEEN = re.compile(r"(?<=\d)[CcOoQ]+(?=[\dCcOoQ.,-]*\d)")
_LEADING = re.compile(r"(?<![A-Za-z0-9])[CcOoQ](?=[\dCcOoQ]*\d[\dCcOoQ]*\d)")
_TRAILING = re.compile(r"(?<=\d)[COoQ]+(?![A-Za-z])")
_VOWEL = re.compile(r"(?<=[B-DF-HJ-NP-TW-Z])V(?=[B-DF-HJ-NP-TW-Z]|$|\W)")
"""A V between consonants, or behind one at a word's end: a U written with a point."""
_TAIL = re.compile(r"(?<=[A-Z]{2})1(?=\W*$)")
_GROWN = re.compile(
    r"(?<=\d)(?=R[TW]\b)|(?<=\bR[TW])(?=\d)|(?<=\d{5})(?=[A-Za-z]{2})|(?<=[A-Za-z]{2})(?=\d{5})"
    r"|(?<=[a-z]{3})(?=\d{1,4}\b)"
)


def with_mended_figures(page: PageReading) -> PageReading:
    """The page with noughts in figures, blanks around them and U in capitals put back."""
    return page.model_copy(update={"lines": tuple(_line(line) for line in page.lines)})


def _line(line: Line) -> Line:
    return line.model_copy(update={"words": tuple(_word(word) for word in line.words)})


def _word(word: Word) -> Word:
    text = _TAIL.sub("", _VOWEL.sub("U", word.text))
    return word.model_copy(update={"text": mended_figures(text) if _has_digit(text) else text})


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def mended_figures(text: str) -> str:
    """`C896` -> `0896`, `1Mei2C26` -> `1Mei2026`, `5RW` -> `5 RW`; marks of a number's form stay."""
    for pattern in (_BETWEEN, _LEADING, _TRAILING):
        text = pattern.sub(lambda hit: "0" * len(hit[0]), text)
    return _GROWN.sub(" ", text)
