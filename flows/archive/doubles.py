"""Letters that were scanned or copied twice, found without comparing every letter with every other.

Two scans of one letter share words and pairs of words that hardly another letter has (names, amounts, the
words of the story); what a whole box has in common (a form's print, phrases of courtesy) tells nothing. So
each letter is compared only with those that share some of its rarest features, and a feature that more than
MOST_SHARED letters have is none: the work grows with the number of letters, not with its square.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

NEAR_BITS = 6
"""Of 64: pictures of one letter scanned twice differ in 0-5 bits, of two letters in 15 and more."""

NEAR_TEXT = 85.0
"""Percent of likeness of the texts (token set) that a second scan of the same letter reaches."""

MOST_SHARED = 50
"""Letters that may share a feature; no letter was copied so often, a form was."""

FEATURES = 32
"""Rarest features by which a letter is looked up: a scan's misreadings mostly occur once and are no features,
so of two scans with 10 % of the words misread, most of them agree."""

LEAST_SHARED = 5
"""Features in common before texts are compared: letters of two people share a few by chance."""

TABLE_BITS = 26
"""Features are counted in 64 MB; at 10^5 letters of 100 words a third of the places is taken."""

MASK = (1 << TABLE_BITS) - 1
SATURATED = 255
ROWS = "select s.nomor, s.id, s.sidik_gambar, t.isi from surat s join teks t on t.rowid = s.nomor"
TEXTS = "select isi from teks where rowid = ?"

Pair = tuple[str, str]


class _Seen(NamedTuple):
    """A letter: its row in the index, its id, the hash of its picture."""

    number: int
    id: str
    picture: int


def near_doubles(connection: sqlite3.Connection) -> tuple[Pair, ...]:
    """Pairs of letter ids with near pictures and like texts, in order."""
    counts = _counts(connection)
    seen: dict[int, list[_Seen]] = defaultdict(list)
    pairs: list[Pair] = []
    for letter, text in _letters(connection):
        keys = _rarest(text, counts)
        for other in _alike(letter, [seen[key] for key in keys]):
            (other_text,) = connection.execute(TEXTS, (other.number,)).fetchone()
            if fuzz.token_set_ratio(text, other_text) >= NEAR_TEXT:
                pairs.append((min(letter.id, other.id), max(letter.id, other.id)))
        for key in keys:
            seen[key].append(letter)
    return tuple(sorted(pairs))


def _alike(letter: _Seen, shelves: list[list[_Seen]]) -> list[_Seen]:
    """The letters seen before that share enough features (all, where the letter has few) and look alike."""
    shared = Counter(other for shelf in shelves for other in shelf)
    least = min(LEAST_SHARED, len(shelves))
    return [
        other
        for other, count in shared.items()
        if count >= least and (letter.picture ^ other.picture).bit_count() <= NEAR_BITS
    ]


def _letters(connection: sqlite3.Connection) -> Iterator[tuple[_Seen, str]]:
    """The letters that have a picture, each with its text."""
    for number, id_, picture, text in connection.execute(f"{ROWS} order by s.nomor"):
        if picture:
            yield _Seen(number, id_, int(picture, 16)), text


def _counts(connection: sqlite3.Connection) -> NDArray[np.uint8]:
    """How many letters have each feature, up to SATURATED."""
    counts = np.zeros(1 << TABLE_BITS, np.uint8)
    for _letter, text in _letters(connection):
        places = np.fromiter(_features(text), np.int64)
        counts[places] += counts[places] < SATURATED
    return counts


def _rarest(text: str, counts: NDArray[np.uint8]) -> list[int]:
    """The letter's rarest features that another letter has too."""
    features = sorted(_features(text))
    shared = [(int(counts[key]), key) for key in features if 2 <= counts[key] <= MOST_SHARED]
    return [key for _count, key in sorted(shared)[:FEATURES]]


def _features(text: str) -> set[int]:
    """Its words and pairs of neighbouring words, as numbers."""
    words = text.lower().split()
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return {crc32(feature.encode("utf-8", "replace")) & MASK for feature in (*words, *pairs)}
