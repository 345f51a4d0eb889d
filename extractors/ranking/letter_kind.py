"""Whether a letter is a request or a complaint: by all its words, what it calls itself and asks, how it came.

The same matter is written to the office as either; a letter taken for the other kind is judged by the other
kind's requirements and clock, so that this is a decision of its own with a probability. Families of words
(data/kind.toml) are marks by the part of the letter where they stand; weights are learned (docs/ranking.md).
"""

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.ranking.language import States
from extractors.ranking.matter import MatterWords, load_matter
from extractors.ranking.services import DATA, MOST_LETTERS
from extractors.ranking.text_classifier import TextClassifier, load_classifier, mixed
from extractors.text.letter_sections import LetterSections
from models.case import Channel
from models.document import Kind

WORDS_FILE, STATES_FILE = DATA / "kind.npz", DATA / "kind_states.npz"
FAMILIES_FILE = DATA / "kind.toml"
LEAST_SHARE, MOST_ODDS = 1e-4, 9.0
"""The nearest to 0 or 1 that the words' share counts as, and the most that the model's log odds do."""
COMPLAINS = 0.7
"""A letter that is not about the office is taken for a complaint from this share on. One in doubt is listed
under both kinds (case-contract.md): a wrong first kind costs a look, and a request has twice as many fields
to look at. Out of voice, whole writers left out, 24 requests and 105 complaints of 4,377 letters over the
counter and by e-mail are taken for the other kind here, 49 and 66 at .5, 10 and 135 at .8."""
ABOUT_OFFICE, LIKE_COMPLAINT = 0.5, 0.1
"""A letter likelier than the one about the office itself, and likelier than the other a complaint, is one: of
160 letters by sixteen new voices (323 to 338) two are, of .15 and .17, about the office by .98 and more.
Requests that only speak of the office (a copy of its minutes, a lost receipt) are hardly like complaints."""
SURE = {Kind.SURAT_PERMOHONAN: 0.95, Kind.SURAT_PENGADUAN: 0.98}
"""From this probability on a letter's kind is beyond doubt, so that a file needs no more than it asks for. Of
1,146 held-out letters (no box) 148 stay in doubt, 235 before the words were learnt from all voices; three
complaints pass as sure requests, which need more papers, and a request as a sure complaint. Of 5,588 others,
whole writers left out, 7 requests do, 1 from .99 on, 12 from .97."""
ABOUT_IT_SURELY, SURE_ABOUT_IT = 0.95, 0.9
"""A letter so likely about the office is surely a complaint from this probability on: of 405 by voices
355 to 402 that came by other ways than the box 46 are about it so likely, all complaints; of the requests the
likeliest is at .63."""
OPENING, ENDING = 45, 45
"""Words of the body in which a letter says what it is, and in which it says what it wants."""
MOST_TIMES = 3
"""A family's further words say nothing more."""


def letter_text(letter: LetterSections) -> str:
    """All words of a letter, row by row."""
    return " ".join(row.text for row in letter.rows)[:MOST_LETTERS]


def channel_marks(channel: Channel | None) -> tuple[str, ...]:
    """How the letter came, as a mark beside its words."""
    return (f"channel={channel}",) if channel else ()


def family_marks(letter: LetterSections) -> Iterator[str]:
    """Which families of words stand in which part of the letter, and how often in all of it."""
    parts = _parts(letter)
    text = letter_text(letter).lower()
    for family, pattern in _families().items():
        times = len(pattern.findall(text))
        yield from (f"{family}>={least}" for least in range(1, min(times, MOST_TIMES) + 1))
        if times:
            yield from (f"{family}@{name}" for name, part in parts.items() if pattern.search(part))


@functools.lru_cache(maxsize=20_000)
def families_of(word: str) -> frozenset[str]:
    """The families that a word in lower case belongs to."""
    return frozenset(family for family, pattern in _families().items() if pattern.fullmatch(word))


def marks(letter: LetterSections, channel: Channel | None) -> tuple[str, ...]:
    """All that is known beside the letter's words."""
    return (*channel_marks(channel), *family_marks(letter))


def complaint_odds(states: States) -> float:
    """The log odds by what the language model makes of a letter's words on the average that it complains."""
    return _packaged_states().of_all(states)


def complaint_share(letter: LetterSections, channel: Channel | None, odds: float) -> float:
    """The probability that a letter is a complaint (surat_pengaduan) and no request: half by its words and
    marks, half by the language model (`odds`)."""
    words = _packaged().probabilities(letter_text(letter), marks(letter, channel))
    return mixed_share(words[Kind.SURAT_PENGADUAN], odds)


def mixed_share(words: float, odds: float) -> float:
    """The probability that a letter complains, by that of its words and the language model's log odds."""
    return mixed(words, min(max(odds, -MOST_ODDS), MOST_ODDS), LEAST_SHARE)


@dataclass(frozen=True)
class KindReading:
    """A letter's kind, the probability that it complains by its words and how it came, and the other kind
    where its own is not beyond doubt."""

    kind: Kind
    complaint: float
    may_be: Kind | None = None


def decided_kind(complaint: float, office: float) -> KindReading:
    """Whether a letter asks or complains. `complaint`: the probability that it complains; `office`: that it
    is about the office itself, whatever its kind: what its people and counters did is complained of and
    not asked for (case-contract.md). Such a letter stays in doubt where not
    both are likely."""
    kind, other, probability = Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN, 1.0 - complaint
    if complaint > COMPLAINS or (office > ABOUT_OFFICE and complaint > LIKE_COMPLAINT):
        kind, other, probability = other, kind, complaint
    is_office_s = kind is Kind.SURAT_PENGADUAN and office > ABOUT_IT_SURELY
    sure = SURE_ABOUT_IT if is_office_s else SURE[kind]
    return KindReading(kind, complaint, other if probability < sure else None)


def _parts(letter: LetterSections) -> Mapping[str, str]:
    """Head (with perihal and title), opening and ending of the body, and signature block, in lower case."""
    body = _words(letter, letter.body, letter.closing)
    closing = _words(letter, letter.closing, letter.signing)
    return {
        "head": " ".join(_words(letter, letter.kop_end, letter.body)),
        "opening": " ".join(body[:OPENING]),
        "ending": " ".join([*body[-ENDING:], *closing]),
        "signing": " ".join(_words(letter, letter.signing, letter.end)),
    }


def _words(letter: LetterSections, start: int, stop: int) -> list[str]:
    return [word for row in letter.rows[start:stop] for word in row.text.lower().split()]


@functools.cache
def _families() -> Mapping[str, re.Pattern[str]]:
    listed = tomllib.loads(FAMILIES_FILE.read_text(encoding="utf-8"))
    return {family: _pattern(words) for family, words in listed.items()}


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, or groups of words, whole; * stands for any letters."""
    shapes = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(shapes)})\b")


@functools.cache
def _packaged() -> TextClassifier:
    return load_classifier(WORDS_FILE)


@functools.cache
def _packaged_states() -> MatterWords:
    return load_matter(STATES_FILE)
