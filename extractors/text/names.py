"""Persons' names in print: what looks like one, and what is cut off it."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.fuzz import ratio

from extractors.fields.cues import cue
from extractors.fields.labels import is_label
from extractors.fields.lexicon import regencies
from extractors.fields.name_spelling import spelled

_NAME_WORD = r"(?:[A-Z][A-Za-z'’`.-]*|[a-z]{2}\.)"
_TITLE = r"(?:[A-Z][A-Za-z]{0,5}\.\s?){1,4}[A-Za-z]{0,4}|S\.?E|S\.?H|S\.?T|M\.?M|SPd|SAg|MSi|MPd|AMd"
NAME = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,6}}(?:\s*,\s*(?:{_TITLE})(?![A-Za-z])\.?){{0,3}}")
_NOT_A_NAME = cue("names.not_a_name")
_AROUND = " ()[]{}_.:;,-–—=|*\"'“”‘’`~<>«»/\\"
_FRONT = cue("names.front", lead=r"^", tail=r"\b\.?\s*[:.]?\s*")
_HANDLE = re.compile(r"\W*(?=[a-z0-9._]*[._][a-z0-9])[a-z0-9][a-z0-9._]+\W*")
_NICKNAME = cue("names.familiar", lead=r"^\W*", tail=r"\b\.?\s+[^\W\d_]+\W*$")
_BRACKETED = re.compile(r"^[^()\d]{1,8}\((?=\s?[A-Z][A-Za-z]{2,}[ .])")
"""'ABAOI (YUNI AZIZAH )': bits of a stamp or signature before the bracket that the name begins with."""
_STUCK = re.compile(r"^(?:[\W\d]+|[a-z]{1,3}(?=[A-Z][a-z]))")
"""Marks, figures or bits of a signature read in front of a name."""
_INITIAL = re.compile(r"(?<![^\s.])[A-Z]\.(?!Farm)(?=[A-Z][A-Za-z]{3,})|(?<=\b(?i:kh|hj|dr|ir))\.(?=[A-Z])")
_GLUED = re.compile(r"^H(?=[A-Z][a-z]{2}|[BCDFGJ-NP-TV-XZ][A-Z]{3})")
_DOT_FOR_BLANK = re.compile(r"(?<=[a-z]{3})\.(?=[A-Z][a-z]{2})")
"""'KH.M.Thoha', 'HSUPRAYITNO' (no name begins with H and another consonant) and 'Wiwik.Qomariyah': a blank
lost, lost with its dot, and one read as a full stop."""
_TORN = re.compile(
    r"(?<=, [A-Z]\.) (?=[A-Z][a-z]{1,3}\b)|(?<=[a-z]['’]) (?=[a-z])|(?<=[A-Z]{2}['’]) (?=[A-Z]{2})"
)
_DOT_FOR_COMMA = re.compile(r"(?<=\.)\.(?= )")
"""'A. Md.Keb' and 'Asy' ari' with a blank read into them, and 'S.E.. Ak' behind a name."""
_NUMBER_AFTER = re.compile(r"[\s:.,(]*\d{4,}.*$")
_LONG_WORD, _INNER_CAPITAL = re.compile(r"[^\W\d_]{4,}"), re.compile(r"[a-z][A-Z]")
"""A word longer than most titles, and a capital within one."""
SHORTEST_NAME = 3
NAME_MARKS, MOST_MARKS = " .,'’`-", 1
"""Marks that belong to names and their titles (H. Zainal, S.H.I.); others are specks, of which a name may
have one."""
LEAST_PART, SAME_PART = 3, 70.0
"""Letters of a word that tells whose name it is, and likeness (0..100) from which two are one, misread."""
MAX_WORDS = 8
LOW_TITLES = frozenset({"dr.", "drg.", "drh.", "apt."})
"""Titles before a name that are written small."""


def clean_name(text: str) -> str:
    """The name without brackets, underlines, 'Sdr.' and stray marks; a title's last dot stays."""
    inner = _BRACKETED.sub("", text)
    bare = _STUCK.sub("", _NUMBER_AFTER.sub("", inner.strip(_AROUND)))
    stripped = _FRONT.sub("", bare.strip(_AROUND)).strip(_AROUND)
    parted = _INITIAL.sub(r"\g<0> ", _GLUED.sub("H. ", _DOT_FOR_BLANK.sub(" ", stripped)))
    parted = _TORN.sub("", _DOT_FOR_COMMA.sub(",", parted))
    has_title = re.search(r",\s*[A-Z][A-Za-z.]{0,6}$", parted)
    is_dotted = has_title and text.rstrip(" )_]").endswith(".")
    return spelled(parted + "." if is_dotted else parted)


def bare_letters(text: str) -> str:
    """The letters alone, small: blanks within words were lost or read where none is."""
    return "".join(filter(str.isalpha, text.lower()))


def is_nickname(text: str) -> bool:
    """Whether somebody is only called what his neighbours call him ('Pak Darmo', 'Cak Di') or what he calls
    himself on a network ('warga.sambong_')."""
    return bool(_NICKNAME.match(text) or _HANDLE.fullmatch(text))


def has_odd_capitals(name: str) -> bool:
    """Whether a capital stands within a word, or one word is in capitals and another is not, titles aside: of
    14,422 names of applicants six are so; an engine joined words or took a scrap for one (SutiknosSBd)."""
    words = _LONG_WORD.findall(name)
    is_joined = any(_INNER_CAPITAL.search(word) for word in words)
    return is_joined or (any(map(str.isupper, words)) and any(map(str.istitle, words)))


def is_asked_for(text: str) -> bool:
    """Whether some words are what a form asks for (Jenis kelamin), and no name."""
    return len(text.split()) > 1 and is_label(text)


def looks_like_name(text: str, *, is_bracketed: bool = False) -> bool:
    """Capitalised words of letters, none of them an office's or a letter's word.

    `is_bracketed`: it stands in brackets under a signature, so that a misread capital matters less.
    """
    name = clean_name(text)
    letters = sum(char.isalpha() for char in name)
    if letters < SHORTEST_NAME or any(char.isdigit() for char in name) or _NOT_A_NAME.search(name):
        return False
    if name.lower() in regencies() or is_asked_for(name):
        return False  # the place before a date, what a form asks for
    words = [word for word in re.split(r"[\s,]+", name) if word]
    if all("." in word[:-1] for word in words):
        return False  # titles alone
    is_capital = all(word[0].isupper() or len(word) <= 3 or is_bracketed for word in words)
    marks = sum(not char.isalpha() and char not in NAME_MARKS for char in name)
    begins = words[0][0].isupper() or (words[0] in LOW_TITLES and len(words) > 1)
    return len(words) <= MAX_WORDS and begins and is_capital and marks <= MOST_MARKS


def name_parts(text: str) -> list[str]:
    """The words of a name in small letters, initials and titles of two letters left out."""
    return [part for part in re.findall("[a-z]+", text.lower()) if len(part) >= LEAST_PART]


def share_a_part(parts: Iterable[str], others: Sequence[str]) -> bool:
    """Whether a word of one name is one of the other's, a misread letter aside."""
    return any(ratio(part, other) >= SAME_PART for part in parts for other in others)
