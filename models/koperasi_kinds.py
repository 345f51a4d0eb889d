"""The kinds of koperasi, in full and short (data/jenis_koperasi.toml): the one list of them."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from models.toml_file import PACKAGED

KINDS_FILE = PACKAGED / "data" / "jenis_koperasi.toml"


class Forms(NamedTuple):
    """How a kind is written, as regular expressions in small letters: behind the word koperasi, and short."""

    long: tuple[str, ...]
    short: tuple[str, ...]


@lru_cache(maxsize=1)
def _stored() -> dict[str, Any]:
    return tomllib.loads(KINDS_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Forms]:
    """Kind -> its forms, in the order in which they are tried; "" for what stands where a kind does."""
    stored = _stored()
    named = [*stored["jenis"].items(), ("", stored["lain"])]
    return {kind: Forms(tuple(forms["panjang"]), tuple(forms["pendek"])) for kind, forms in named}


def short_forms() -> tuple[str, ...]:
    """All short forms of one word, longer ones first: `kspps` before `ksp`."""
    words = {word for forms in kinds().values() for word in forms.short if " " not in word}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def long_forms() -> tuple[str, ...]:
    """All forms behind the word koperasi, longer ones first."""
    words = {words for forms in kinds().values() for words in forms.long}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def long_beginnings() -> tuple[str, ...]:
    """The first words of longer forms, longer ones first: `simpan`, `simpan pinjam dan`."""
    forms = [words.split() for words in long_forms()]
    begun = {" ".join(words[:count]) for words in forms for count in range(1, len(words))}
    return tuple(sorted(begun, key=lambda word: (-len(word), word)))


def primary_words() -> tuple[str, ...]:
    """Words before `koperasi` that any koperasi of persons may bear: `primer`."""
    return tuple(_stored()["tingkat"]["sendiri"])


def level_words() -> tuple[str, ...]:
    """All words before `koperasi` that say at which level it stands: `primer`, `pusat`."""
    return (*primary_words(), *_stored()["tingkat"]["gabungan"])


@lru_cache(maxsize=1)
def _short_word() -> re.Pattern[str]:
    return re.compile("|".join(short_forms()), re.IGNORECASE)


def is_short_form(word: str) -> bool:
    """Whether a word is a kind's short form, in any case."""
    return _short_word().fullmatch(word) is not None


def is_initials(word: str) -> bool:
    """Whether a short form is initials (KSP) and not a word, as all with the syllable `ko` are (Kopwan)."""
    return is_short_form(word) and "ko" not in word.lower()
