"""Patterns made of the words of data/cues.toml: what is looked for is data, code says where it stands."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from models.koperasi_kinds import level_words, long_beginnings, long_forms, short_forms

CUES_FILE = Path(__file__).resolve().parent / "data" / "cues.toml"
_GROUP = re.compile(r"<([a-z_]+)>")
_FILLED: Mapping[str, Callable[[], tuple[str, ...]]] = {
    "koperasi_pendek": short_forms,
    "koperasi_panjang": long_forms,
    "koperasi_awal_panjang": long_beginnings,
    "koperasi_tingkat": level_words,
}
"""Groups whose words lie in the models, which the desk asks too."""


@lru_cache(maxsize=1)
def _stored() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(CUES_FILE.read_text(encoding="utf-8"))


def group(name: str) -> str:
    """The words of a group, parted by "|", for patterns that hold more than a list."""
    filled = _FILLED.get(name)
    return _written_out(filled() if filled else _stored()["groups"][name])


def _written_out(words: Iterable[str]) -> str:
    """The words, parted by "|", with each group among them in its place."""
    return _GROUP.sub(lambda named: group(named[1]), "|".join(words))


def alternatives(name: str) -> str:
    """The words of the list `module.name`, parted by "|", each group in it written out."""
    return _written_out(listed(name))


def listed(name: str) -> tuple[str, ...]:
    """The words of the list `module.name`, as they stand."""
    module, _, own = name.partition(".")
    return tuple(_stored()[module][own])


def cue(name: str, lead: str = r"\b", tail: str = r"\b", *, is_cased: bool = False) -> re.Pattern[str]:
    """One of the words of the list `module.name` between these shapes; case counts where `is_cased`."""
    return re.compile(f"{lead}(?:{alternatives(name)}){tail}", 0 if is_cased else re.IGNORECASE)


def anywhere(name: str, *, is_cased: bool = False) -> re.Pattern[str]:
    """One of the words of the list, be it within a longer word."""
    return cue(name, lead="", tail="", is_cased=is_cased)
