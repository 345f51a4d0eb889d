"""Names of persons in one form, so that spellings of the same name become equal.

Titles, abbreviations (Moch., Abd.) and the spelling before 1972 (oe, dj, tj) are ours, gathered
from how letters and cards of East Java are written; no list of them is published.
"""

import re
from typing import NamedTuple

from models.word_sets import word_set

FRONT_TITLES = word_set("name_forms.front")
"""Words dropped from the front of a name, as long as a word is left."""

BACK_TITLES = word_set("name_forms.back")
"""Words dropped from the end, dots taken out (S.Pd. = SPD), as long as a word is left."""

NEED_DOTS = word_set("name_forms.need_dots")
"""Titles that are names or parts of names too (Nur Ma, Liem Sia): dropped only when written with dots or
after a comma."""

SHORT_FORMS = {
    "MOCH": "MUHAMAD", "MOH": "MUHAMAD", "MOHD": "MUHAMAD", "MUH": "MUHAMAD", "MHD": "MUHAMAD",
    "MUCH": "MUHAMAD", "MUHAMMAD": "MUHAMAD", "MOHAMMAD": "MUHAMAD", "MOHAMAD": "MUHAMAD",
    "MOCHAMMAD": "MUHAMAD", "MOCHAMAD": "MUHAMAD", "MUCHAMMAD": "MUHAMAD", "MUCHAMAD": "MUHAMAD",
    "MUHAMMED": "MUHAMAD", "MOHAMED": "MUHAMAD", "ABD": "ABDUL", "ABDL": "ABDUL", "ACH": "AHMAD",
    "AHMD": "AHMAD", "ACHMAD": "AHMAD", "AHMED": "AHMAD", "ST": "SITI", "STI": "SITI",
    "FX": "FRANSISKUS XAVERIUS",
}  # fmt: skip
"""Abbreviations and spellings of one name."""

_OLD_SPELLING = (("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("SJ", "SY"), ("NJ", "NY"))
"""The spelling before 1972; applied to both sides, so that it need not be the true one."""

_TOKEN = re.compile(r"(?:[A-Z]{1,4}\.){1,4}[A-Z]{0,5}(?![A-Z])\.?|[A-Z0-9]+")
_INNER_SIGNS = re.compile(r"['’`´-]")


class _Word(NamedTuple):
    text: str
    is_dotted: bool


def normalise_name(name: str, *, modern: bool = True) -> str:
    """One form of a person's name: upper case, no titles, abbreviations written out.

    `modern`: also in the spelling of today, which may join two names (KHOERUL, KHURUL).
    """
    words = [SHORT_FORMS.get(word, word) for word in _without_titles(name)]
    text = " ".join(words)
    for old, new in _OLD_SPELLING if modern else ():
        text = text.replace(old, new)
    return text


def _without_titles(name: str) -> list[str]:
    """Words of the name; what follows a comma is a title even if we do not know it."""
    head, *tail = name.upper().split(",")
    words = _words(head) or _words(" ".join(tail))
    while len(words) > 1 and words[0].text in FRONT_TITLES:
        words = words[1:]
    while len(words) > 1 and _is_back_title(words[-1]):
        words = words[:-1]
    return [word.text for word in words]


def _is_back_title(word: _Word) -> bool:
    return word.text in BACK_TITLES and (word.is_dotted or word.text not in NEED_DOTS)


def _words(text: str) -> list[_Word]:
    """Words without punctuation. Dotted titles are closed up (S.PD. -> SPD), other dots part words."""
    found: list[_Word] = []
    for token in _TOKEN.findall(_INNER_SIGNS.sub("", text)):
        parts = [part for part in token.split(".") if part]
        joined = "".join(parts)
        if len(parts) > 1 and joined in BACK_TITLES | FRONT_TITLES:
            found.append(_Word(joined, True))
        else:
            found.extend(_Word(part, False) for part in parts)
    return found
