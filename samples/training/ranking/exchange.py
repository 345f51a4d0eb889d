"""Names, bodies, places and numbers exchanged between letters while a net is fitted: it shall learn how they
are written about, not which ones there are.

A word is exchanged for the same other one wherever it stands in the letter, so that two mentions of a person
stay two mentions of one. Labels, places on the page and what the rules read stay.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.ranking.reading_order import Placed, words_of
from extractors.ranking.roles import OTHER, Role
from extractors.ranking.span_tagger import OUTSIDE
from extractors.ranking.token_features import BIAS, KOPERASI_WORD, folded, wording
from samples.training.ranking.labels import runs
from samples.training.ranking.material import Example

PERSONS = frozenset({Role.NAMA, Role.PIHAK_LAIN})
PLACES = frozenset({Role.ALAMAT, Role.ALAMAT_KOPERASI, Role.TEMPAT})
NUMBERS = frozenset({Role.NIK, Role.TELEPON, Role.NOMOR, Role.BADAN_HUKUM})
MOST_VOICES_OF_NAME, MOST_VOICES = 40, 6
"""A word of a name, or of a body or a place, that more voices write is not its own (Desa, Makmur)."""
_WORD = re.compile(r"\W*[^\W\d_]{3,}\W*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AROUND = re.compile(r"^\W+|\W+$")
FIRST, FURTHER, BODY, PLACE = "first", "further", "body", "place"
"""What stands for what: a person's first word and those behind it, a body's, a place's."""


@dataclass(frozen=True)
class Exchanged:
    """A letter with other words: as they stand, and their features."""

    words: list[str]
    told: list[list[str]]


class Exchange:
    """The words of these letters that may stand for one another."""

    def __init__(self, examples: Sequence[Example], seed: int) -> None:
        self._dice = random.Random(seed)
        voices: dict[str, set[str]] = defaultdict(set)
        words = [words_of(one.seen.sections) for one in examples]
        for one, placed in zip(examples, words, strict=True):
            for word in placed:
                voices[folded(word.token.text)].add(one.voice)
        self._voices = {word: len(writers) for word, writers in voices.items()}
        found: dict[str, set[str]] = defaultdict(set)
        for one, placed in zip(examples, words, strict=True):
            for at, kind in self._own_words(one.labels, placed):
                found[kind].add(_core(placed[at].token.text).title())
        self._pools = {kind: sorted(names) for kind, names in found.items()}

    def letter(self, example: Example) -> Exchanged:
        """A letter with all words exchanged that are a value's own; others each time."""
        words = words_of(example.seen.sections)
        others = self._others(example.labels, words)
        figures = set(_numbers(example.labels))
        new = []
        for at, word in enumerate(words):
            text, known = word.token.text, others.get(folded(word.token.text))
            if at in figures:
                text = self._number(text)
            elif known and (not text[:1].islower() or example.labels[at] != OUTSIDE):
                text = _like(text, known)
            new.append(
                word if text == word.token.text else replace(word, token=replace(word.token, text=text))
            )
        worded = wording(example.seen.sections, new)
        told = [[*old[: old.index(BIAS)], *now] for old, now in zip(example.told, worded, strict=True)]
        return Exchanged([word.token.text for word in new], told)

    def _others(self, labels: Sequence[str], words: Sequence[Placed]) -> Mapping[str, str]:
        """The word for which each is exchanged."""
        found: dict[str, str] = {}
        for at, kind in self._own_words(labels, words):
            name = folded(words[at].token.text)
            if name not in found:
                found[name] = self._dice.choice(self._pools[kind])
        return found

    def _own_words(self, labels: Sequence[str], words: Sequence[Placed]) -> Iterator[tuple[int, str]]:
        """The words of values that are a person's, a body's or a place's own."""
        for start, stop, label in sorted(runs(labels)):
            role = label.removeprefix(OTHER)
            texts = [word.token.text for word in words[start:stop]]
            is_body = role == Role.KOPERASI or any(KOPERASI_WORD.match(text) for text in texts)
            if role not in PERSONS | PLACES | {Role.KOPERASI}:
                continue
            is_person = role in PERSONS and not is_body
            most = MOST_VOICES_OF_NAME if is_person else MOST_VOICES
            own = [at for at, text in enumerate(texts, start) if self._is_own(text, most)]
            for place, at in enumerate(own):
                yield at, (FURTHER if place else FIRST) if is_person else BODY if is_body else PLACE

    def _is_own(self, text: str, most: int) -> bool:
        is_word = _WORD.fullmatch(text) is not None and _core(text)[:1].isupper()
        is_kind = KOPERASI_WORD.match(text) is not None
        return is_word and not is_kind and self._voices.get(folded(text), 0) <= most

    def _number(self, text: str) -> str:
        """Other figures; a long number's begin, a telephone's 08 or 62, a year and short numbers stay."""
        count = sum(char.isdigit() for char in text)
        kept = 4 if count >= 9 else 2 if text.lstrip("(+").startswith(("0", "62")) else 0
        found, before = [], 0
        for part in re.split(r"(\d+)", text):
            for char in part:
                is_old = not char.isdigit() or before < kept or _YEAR.fullmatch(part) is not None
                found.append(char if is_old else str(self._dice.randrange(10)))
                before += char.isdigit()
        return "".join(found)


def _numbers(labels: Sequence[str]) -> Iterator[int]:
    """The words of numbers."""
    for start, stop, label in runs(labels):
        if label.removeprefix(OTHER) in NUMBERS:
            yield from range(start, stop)


def _core(text: str) -> str:
    return _AROUND.sub("", text)


def _like(old: str, new: str) -> str:
    """A word in capitals or not, and between the marks, of the one that it stands for."""
    core = _core(old)
    shaped = new.upper() if core.isupper() and len(core) > 1 else new.lower() if core.islower() else new
    at = old.find(core)
    return old[:at] + shaped + old[at + len(core) :]
