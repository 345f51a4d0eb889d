"""Words that names are made of, and what looks like one of them misread."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

NAME_WORDS_FILE = Path(__file__).resolve().parent / "data" / "name_words.txt"
"""A word and how many writers have it, a line each (samples/training/name_words.py)."""
COMMON = 4
"""Writers who have a word that another one may be a misreading of."""
SHORTEST = 5
"""Letters of a word that is judged: a shorter one is like too many."""


@lru_cache(maxsize=1)
def _counts() -> Mapping[str, int]:
    rows = NAME_WORDS_FILE.read_text(encoding="utf-8").splitlines()
    parted = (row.split() for row in rows if not row.startswith("#"))
    return {word: int(count) for word, count in parted}


@lru_cache(maxsize=1)
def _common() -> Mapping[int, tuple[str, ...]]:
    """The common words by their length."""
    found: dict[int, list[str]] = defaultdict(list)
    for word, count in _counts().items():
        if count >= COMMON:
            found[len(word)].append(word)
    return {length: tuple(words) for length, words in found.items()}


@lru_cache(maxsize=4096)
def may_be_misread(word: str) -> bool:
    """Whether a word is in no name that is known, and one letter away from a common one."""
    own = word.lower()
    if len(own) < SHORTEST or own in _counts():
        return False
    lengths = range(len(own) - 1, len(own) + 2)
    return is_a_letter_off(own, (other for length in lengths for other in _common().get(length, ())))


def is_a_letter_off(word: str, known: Iterable[str]) -> bool:
    """Whether a word is one letter away from one of these, at most."""
    return any(Levenshtein.distance(word, other, score_cutoff=1) <= 1 for other in known)
