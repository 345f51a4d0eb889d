"""Whether a letter's place is one that there is: kabupaten, kota and kecamatan of the whole country."""

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from extractors.fields.candidate import Candidate
from extractors.fields.cues import cue
from extractors.fields.name_words import is_a_letter_off
from models.region import CODE_LENGTHS, Level, comparable, regions

_NOT_PLACE = cue("place_name.not_place", lead=r"^\W*")
_LETTERS = re.compile(r"[A-Z]+")
WITHIN_A_PLACE = frozenset({"RT", "RW", "NO"})
"""What an address tells of a place's parts; the place itself may stand before it."""
NAME_WORDS = 3
"""Words of a village's name at most."""
NEARLY = 0.75
"""Likeness of a misread name to the one it was ('Berak': Perak); names of desa are mostly further off."""


def is_no_place(text: str) -> bool:
    """Whether what stands before a date is no place: a label, a day of the week."""
    return _NOT_PLACE.match(text) is not None


def is_known_place(name: str) -> bool:
    """Whether there is a kabupaten, kota or kecamatan of that name."""
    return comparable(name) in _names()


def known_place(found: Candidate | None) -> Candidate | None:
    """The place, doubted where its name is nearly a known one's and not quite."""
    if found is None:
        return None
    wanted = comparable(str(found.value))
    if wanted in _names():
        return found
    near = process.extractOne(wanted, _names(), scorer=Levenshtein.normalized_similarity, score_cutoff=NEARLY)
    return found.sourced("place.misread") if near else found


@lru_cache(maxsize=1024)
def may_be_misread_place(name: str) -> bool:
    """Whether a place is no known one, and one letter away from one."""
    wanted = comparable(name)
    return wanted not in _names() and is_a_letter_off(wanted, _names())


def ends_in_a_place(address: str) -> bool:
    """Whether an address's last words are the name of a place of the country, down to its villages."""
    words = [word for word in _LETTERS.findall(address.upper()) if word not in WITHIN_A_PLACE]
    return any("".join(words[-count:]) in _villages() for count in range(1, NAME_WORDS + 1))


@lru_cache(maxsize=1)
def _villages() -> frozenset[str]:
    """Every place by its whole name, and by its last word (Kedung Papar: Papar)."""
    known = regions()
    names = [*known.names.values(), *(one.name for one in known.within("", Level.DESA))]
    words = [_LETTERS.findall(name.upper()) for name in names]
    return frozenset("".join(part) for one in words for part in (one, one[-1:]))


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(
        comparable(name)
        for code, name in regions().names.items()
        if CODE_LENGTHS[len(code)] in (Level.KABUPATEN, Level.KECAMATAN)
    )
