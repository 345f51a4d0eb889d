"""The words of letters (data/lexicon.toml) and the names of places, for patterns and comparisons.

A word that people write differently is a line of the file, never a pattern in code (house rule 21).
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.region import Level, regions

LEXICON_FILE = Path(__file__).resolve().parent / "data" / "lexicon.toml"
SHORTEST_PLACE = 5
"""Letters of a regency's name that is no common word: Batu, Bima and Agam are words or given names too."""


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, dict[str, Any]]:
    return tomllib.loads(LEXICON_FILE.read_text(encoding="utf-8"))


def words(table: str, name: str) -> tuple[str, ...]:
    """The words of a list of the lexicon, in its order."""
    return tuple(_lexicon()[table][name])


def word_lists(table: str) -> dict[str, tuple[str, ...]]:
    """All lists of a table by their names."""
    return {name: tuple(listed) for name, listed in _lexicon()[table].items()}


@lru_cache(maxsize=1)
def regencies() -> frozenset[str]:
    """Names of the country's kabupaten and kota in lower case, without the word for their kind."""
    names = (region.name.partition(" ")[2].lower() for region in regions().within("", Level.KABUPATEN))
    return frozenset(name for name in names if len(name) >= SHORTEST_PLACE)


@lru_cache(maxsize=1)
def regency_pattern() -> str:
    """Any of these names, the longest first, for patterns that pass over case."""
    return "|".join(re.escape(name) for name in sorted(regencies(), key=lambda name: (-len(name), name)))
