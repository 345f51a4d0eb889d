"""The writer of a complaint: what is known of him, and when he is nameless."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance.Levenshtein import normalized_similarity

from extractors.fields.candidate import Candidate
from extractors.fields.span import NOTHING, TextSpan
from extractors.text.addresses import is_a_place
from extractors.text.rows import Row
from models.complaint_check import NO_NAMES, is_a_name

MIN_LETTERS = 3
"""A shorter word is no name."""
_CALLED = frozenset(("IBU", "BAPAK", "SAYA", "NAMA", "DARI", "DI", "DESA", "DUSUN", "KOPERASI", "KOP"))
"""Words before a name, among those of the nameless."""
NEARLY = 0.75
"""Likeness of a misread word to one of those who do not want to be named, beside one that is read rightly."""


@dataclass(frozen=True)
class Sent:
    """What the head of a printed chat says: who sent it and when."""

    name: Candidate | None = None
    phone: Candidate | None = None
    date: TextSpan = NOTHING


@dataclass(frozen=True)
class Message:
    """What the complainant wrote, in a printed chat without its heads; a letter as it is.

    `starts`: the rows that begin a message of a chat.
    """

    rows: tuple[Row, ...]
    sent: Sent = Sent()
    starts: frozenset[int] = frozenset()


def is_nameless(text: str) -> bool:
    """Signed by no name: 'warga', 'hamba Allah'; misread ones too."""
    words = [word.upper() for word in re.findall(r"[^\W\d_]+", text)]
    if not words or not is_a_name(text) or _is_a_places(words):
        return True
    is_known = any(word in NO_NAMES for word in words)
    return len(words) > 1 and is_known and all(_is_nearly_nameless(word) for word in words)


def is_said_nameless(text: str) -> bool:
    """Signed by a word for nobody; 'Ibu' alone is a name whose rest was not read."""
    words = {word.upper() for word in re.findall(r"[^\W\d_]+", text)}
    return bool(words - _CALLED) and is_nameless(text)


def _is_a_places(words: Sequence[str]) -> bool:
    """'WARGA CUKIR': those of a village."""
    place = [word for word in words if word not in NO_NAMES]
    return words[0] in NO_NAMES and place == list(words[-len(place) :]) and is_a_place("".join(place))


def _is_nearly_nameless(word: str) -> bool:
    return len(word) < MIN_LETTERS or any(normalized_similarity(word, known) >= NEARLY for known in NO_NAMES)
