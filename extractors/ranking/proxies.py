"""Who writes for another: a lawyer, who signs by power of attorney, who says that he acts for somebody.

A name is one wherever it stands: what its titles, its signature's column or a sentence say of it holds for
all of its places.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import accumulate

from extractors.fields.cues import cue
from extractors.ranking.owners import NAMED, PERSONS, Mention, mentions
from extractors.ranking.roles import Role
from extractors.ranking.signature_columns import SignatureColumns
from extractors.ranking.span_tagger import Tagging
from extractors.ranking.token_features import KOPERASI_WORD, folded

_POWER, _LAWYER, _ACTING = cue("proxies.power"), cue("proxies.lawyer"), cue("proxies.acting")
_GIVEN, _HIMSELF, _HELPER = cue("proxies.given"), cue("proxies.himself"), cue("proxies.helper")
_SPOKEN = cue("proxies.spoken")
LEAST_LETTERS = 4
"""Of a word by which somebody is known again."""
SAME = 0.5
"""Share of a name's words beyond which another name with them is the same person's."""
NAME_WORDS = 3
"""Words before a lawyer's title that are his name."""
BEFORE, BEHIND = 40, 12
"""Words before the words of acting for another in which his name stands, and behind them the other's."""
MAY_ASK = 0.05
"""Probability from which a name behind such words may be the applicant's."""


def known_by(words: Iterable[str]) -> frozenset[str]:
    """Those of these folded words by which somebody is known again."""
    return frozenset(word for word in words if len(word) >= LEAST_LETTERS)


def _is_of(own: frozenset[str], names: frozenset[str]) -> bool:
    return bool(own) and len(own & names) / len(own) > SAME


class Proxies:
    """The proxies of a tagged letter; `columns`: of its signatures; `client`: for whom it first says that
    somebody acts, "" for nobody."""

    def __init__(self, tagging: Tagging) -> None:
        self._letter, self._words = tagging.letter, tagging.words
        self.columns = SignatureColumns(tagging.letter, tagging.words)
        self._folded = [folded(word.token.text) for word in tagging.words]
        self._mentions = mentions([run for run in tagging.runs if run.role in PERSONS], Role.NAMA)
        acting = list(self._acting())
        self.client = next((client for client, _ in acting), "")
        spoken = (self._named_behind(stop) for _, stop in self._places(_SPOKEN))
        self._spokesman = next((name for name in spoken if name), "")
        names = [*self._lawyers(), *self._signers(), *(name for _, named in acting for name in named)]
        self._names = frozenset[str]().union(
            *(name for name in names if not _is_of(name, _known(self.client)))
        )

    def is_one(self, words: Iterable[int]) -> bool:
        """Whether these words are a proxy's name."""
        return _is_of(self._name(words), self._names)

    def is_named(self, name: str) -> bool:
        """Whether that is a proxy's name."""
        return _is_of(_known(name), self._names)

    def is_client(self, name: str) -> bool:
        """Whether that is the name of him for whom the letter first says that somebody acts."""
        return _is_of(_known(name), _known(self.client))

    def is_spokesman(self, name: str) -> bool:
        """Whether the letter first says of that one that he speaks for a group."""
        return _is_of(_known(name), _known(self._spokesman))

    def _name(self, words: Iterable[int]) -> frozenset[str]:
        """Without titles, which others have as well."""
        return known_by(word for word in (self._folded[at] for at in words) if "." not in word)

    def _lawyers(self) -> list[frozenset[str]]:
        """Names with a lawyer's title, where somebody has a lawyer."""
        if not any(map(_POWER.fullmatch, self._folded)):
            return []
        titles = [at for at, word in enumerate(self._words) if _LAWYER.search(word.token.text)]
        return [self._name(range(max(0, at - NAME_WORDS), at)) for at in titles]

    def _signers(self) -> list[frozenset[str]]:
        """Names in a column that signs by power of attorney, or beside somebody else whom it helps."""
        places = [range(one.start, one.stop) for one in self._mentions]
        names = [self._name(at) for at in places if self.columns.features(at, []).get("column_power")]
        own = [self._name(range(one.start, one.stop)) for one in self._mentions if one.own >= MAY_ASK]
        helping = [self._name(at) for at in places if _HELPER.search(self.columns.beside(at))]
        return names + [name for name in helping if not all(_is_of(other, name) for other in own)]

    def _acting(self) -> Iterator[tuple[str, list[frozenset[str]]]]:
        """For whom somebody acts, and who asks before the words of it, or signs."""
        own = [one for one in self._mentions if one.own >= NAMED]
        for start, stop in self._places(_ACTING):
            client = self._named_behind(stop)
            if client is not None:
                before = [one for one in own if start - BEFORE <= one.start < start]
                yield client, self._others(client, before)
        for start, _ in self._places(_GIVEN):
            client = self._named_before(start)
            if client is not None:
                yield client, self._others(client, [one for one in own if one.start >= start])

    def _others(self, client: str, near: Iterable[Mention]) -> list[frozenset[str]]:
        """The names of these and of those who sign, but for the client's."""
        signing = [
            one for one in self._mentions if one.own >= NAMED and self._row(one) >= self._letter.closing
        ]
        names = [self._name(range(one.start, one.stop)) for one in (*near, *signing)]
        return [name for name in names if not _is_of(name, _known(client))]

    def _text(self, one: Mention) -> str:
        return " ".join(word.token.text for word in self._words[one.start : one.stop])

    def _row(self, one: Mention) -> int:
        return self._words[one.start].row

    def _named_behind(self, stop: int) -> str | None:
        """Who is named just behind and may ask, no koperasi between: its officers speak for it themselves."""
        one = next((one for one in self._mentions if one.start >= stop), None)
        if one is None or one.start > stop + BEHIND or one.own < MAY_ASK:
            return None
        is_body = any(map(KOPERASI_WORD.match, self._folded[stop : one.start]))
        return None if is_body else self._text(one)

    def _named_before(self, start: int) -> str | None:
        """Who is the last that is named just before and may ask."""
        near = [one for one in self._mentions if start - BEFORE <= one.start < start]
        one = next((one for one in reversed(near) if one.own >= MAY_ASK), None)
        return self._text(one) if one else None

    def _places(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Where such words stand above the signatures, [start, stop); nowhere if he acts for himself, too."""
        words = [at for at, word in enumerate(self._words) if word.row < self._letter.closing]
        starts = [0, *accumulate(len(self._folded[at]) + 1 for at in words)]
        text = " ".join(self._folded[at] for at in words)
        found = [(hit.start(), hit.end() + 1) for hit in pattern.finditer(text)]
        if _HIMSELF.search(text):
            return []
        return [
            (words[bisect(starts, begin) - 1], words[bisect(starts, end) - 2] + 1) for begin, end in found
        ]


def _known(name: str) -> frozenset[str]:
    return known_by(folded(word) for word in name.split() if "." not in word)
