"""How alike two texts, two names or two koperasi are, from 0 to 1.

Used by the completeness check and by the accuracy bench, so that both mean the same by "the same".
"""

import re
from functools import lru_cache

from models.koperasi_name import KoperasiName, normalise_koperasi, split_koperasi
from models.name_forms import normalise_name
from models.word_sets import word_set

NAME_MATCH = 0.92
"""From here two names are one person's: one letter in thirteen may differ (a slip of the pen or of the
OCR); SLAMET WIDODO and SLAMET WIDADI (0.85) or AHMAD FAUZI and AHMAD FAUZAN (0.83) stay below."""

OTHER_PERSON = 0.6
"""Likeness below which two names are two persons'; strangers' mostly lie below .5."""

CALLED = word_set("similarity.called")
"""Words by which a village calls somebody, no part of his name (Mbah Djuminem)."""

KOPERASI_MATCH = 0.92
"""The same for the proper name of a koperasi, prefixes aside."""

OTHER_TYPE = 0.6
"""Highest likeness of two koperasi of different kinds (KSP X and KUD X are two bodies)."""

_SPACE = re.compile(r"\s+")
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")


def normalise_text(text: str) -> str:
    """Upper case, white space folded, punctuation at the ends dropped (case-contract.md, scoring)."""
    return _ENDS.sub("", _SPACE.sub(" ", text).upper())


@lru_cache(maxsize=65536)
def edit_distance(first: str, second: str) -> int:
    """Levenshtein distance, by bit vectors (Myers 1999, Hyyrö 2003): one big-integer step a letter."""
    if len(first) < len(second):
        first, second = second, first
    if not second:
        return len(first)
    places: dict[str, int] = {}
    for index, letter in enumerate(second):
        places[letter] = places.get(letter, 0) | 1 << index
    mask = (1 << len(second)) - 1
    last = 1 << len(second) - 1
    rises, falls, distance = mask, 0, len(second)
    for letter in first:
        match = places.get(letter, 0) | falls
        diagonal = (((match & rises) + rises) ^ rises) | match
        up = falls | ~(diagonal | rises) & mask
        down = diagonal & rises
        distance += bool(up & last) - bool(down & last)
        up = up << 1 | 1
        rises = (down << 1 | ~(diagonal | up)) & mask
        falls = up & diagonal & mask
    return distance


def raw_similarity(first: str, second: str) -> float:
    """1 - edit distance / longer length, of the texts as they are; 1.0 for two empty ones."""
    longest = max(len(first), len(second))
    return 1.0 - edit_distance(first, second) / longest if longest else 1.0


def edit_similarity(first: str, second: str) -> float:
    """The contract's "normalised edit similarity": of the texts in upper case with white space folded."""
    return raw_similarity(normalise_text(first), normalise_text(second))


def name_similarity(first: str, second: str) -> float:
    """Likeness of two persons' names, whatever their titles, abbreviations and spelling.

    An initial equals the word it opens (M. NUR HUDALLAH, MUHAMMAD NUR HUDALLAH). 0.0 if one is empty.
    """
    return max(_words_alike(first, second, modern=True), _words_alike(first, second, modern=False))


def is_another_person(one: str, other: str) -> bool:
    """Whether two names are two persons': none is the other with a word more (Suparti Kabuh), whatever one is
    called by."""
    names = [[word for word in normalise_name(name).split() if word not in CALLED] for name in (one, other)]
    words, further = map(set, names)
    is_part = words <= further or further <= words
    return not is_part and name_similarity(*map(" ".join, names)) < OTHER_PERSON


def is_name_part(short: str, long: str) -> bool:
    """Whether every word of the one name stands in the other (Slamet, Slamet Widodo)."""
    words = set(normalise_name(short).split())
    return bool(words) and words <= set(normalise_name(long).split())


def _words_alike(first: str, second: str, *, modern: bool) -> float:
    one, two = (normalise_name(name, modern=modern).split() for name in (first, second))
    if not one or not two:
        return 0.0
    if len(one) == len(two):
        one, two = _spell_initials(one, two)
    return max(raw_similarity(" ".join(one), " ".join(two)), raw_similarity("".join(one), "".join(two)))


def _spell_initials(one: list[str], two: list[str]) -> tuple[list[str], list[str]]:
    """Both names with initials written out by the other; names of initials alone stay as they are."""
    pairs = list(zip(one, two, strict=True))
    if not any(len(a) > 1 and len(b) > 1 for a, b in pairs):
        return one, two
    spelled = [(b, b) if _is_initial(a, b) else (a, a) if _is_initial(b, a) else (a, b) for a, b in pairs]
    return [a for a, _ in spelled], [b for _, b in spelled]


def _is_initial(short: str, word: str) -> bool:
    return len(short) == 1 < len(word) and word[0] == short


def koperasi_similarity(first: str, second: str) -> float:
    """Likeness of two koperasi names over their prefixes: `KSP X` is `Koperasi Simpan Pinjam "X"`.

    `Koperasi X`, which names no kind, goes with every kind; two different kinds, kecamatan or villages
    (nearly every village has a koperasi wanita, many of one name) give at most OTHER_TYPE. Where only
    one gives its kecamatan or village, the name decides. 0.0 if one has no proper name.
    """
    one, two = split_koperasi(first), split_koperasi(second)
    if not one.core or not two.core:
        return 0.0
    score = max(
        raw_similarity(one.core, two.core),
        raw_similarity(one.core.replace(" ", ""), two.core.replace(" ", "")),
    )
    is_other_kind = bool(one.kind and two.kind and one.kind != two.kind)
    return min(score, OTHER_TYPE) if is_other_kind or _is_elsewhere(one, two) else score


def is_elsewhere(first: str, second: str) -> bool:
    """Whether two koperasi's names tell another village or kecamatan: namesakes."""
    return _is_elsewhere(split_koperasi(first), split_koperasi(second))


def _is_elsewhere(one: KoperasiName, two: KoperasiName) -> bool:
    return _are_apart(one.village, two.village) or (
        _are_apart(one.place, two.place) and not _is_begun(*sorted((one.place, two.place), key=len))
    )


def _are_apart(first: str, second: str) -> bool:
    """Whether both name a place, and not the same one; `Sumber Jambe` is `Sumberjambe`."""
    one, two = first.replace(" ", ""), second.replace(" ", "")
    return bool(one and two) and raw_similarity(one, two) < KOPERASI_MATCH


def _is_begun(short: str, long: str) -> bool:
    """Whether a kecamatan's name goes on with that of its kabupaten: `Ploso`, `Ploso Jombang`."""
    return long.startswith(f"{short} ")


__all__ = [
    "KOPERASI_MATCH",
    "NAME_MATCH",
    "edit_distance",
    "edit_similarity",
    "is_elsewhere",
    "koperasi_similarity",
    "name_similarity",
    "normalise_koperasi",
    "normalise_name",
    "normalise_text",
    "raw_similarity",
]
