"""Does an address say where somebody lives? `-` says nothing; `RT` or `Kabupaten Jombang` finds nobody."""

import re
from functools import lru_cache

from models.doubt import Certainty, certainty
from models.field import Field
from models.region import Level, regions
from models.word_sets import word_set

_PLACE_LABELS = word_set("home_address.place_labels")
"""A name behind one of these is a place within a kabupaten, were it the kabupaten's own (Jl. Surabaya)."""
_OTHER_LABELS = word_set("home_address.other_labels")
_INSTEAD = word_set("home_address.instead")
"""Words that are written where no address is (`sesuai KTP`, `tidak disebutkan`)."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def home_certainty(address: Field) -> Certainty:
    """What can be said of where somebody lives: without a word the paper gives no address; labels, a
    kabupaten or a province alone leave it in doubt."""
    state = certainty(address)
    if state is not Certainty.SURE:
        return state
    words = _WORD.findall(str(address.value).upper())
    if not words:
        return Certainty.ABSENT
    return Certainty.SURE if _names_a_place(words) else Certainty.DOUBTFUL


def _names_a_place(words: list[str]) -> bool:
    """Whether one of the words, in capitals, is the name of a place within a kabupaten."""
    empty = _PLACE_LABELS | _OTHER_LABELS | _INSTEAD
    before = ["", *words]
    return any(
        word not in empty and (label in _PLACE_LABELS or word not in _wide_places())
        for label, word in zip(before, words, strict=False)
    )


@lru_cache(maxsize=1)
def _wide_places() -> frozenset[str]:
    """The words of the names of all provinces, kabupaten and kota, in capitals."""
    levels = (Level.PROVINSI, Level.KABUPATEN)
    names = [region.name for level in levels for region in regions().within("", level)]
    return frozenset(word for name in names for word in name.upper().split())
