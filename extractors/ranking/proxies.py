"""Who writes for another: a lawyer, who signs by power of attorney, who says that he acts for somebody.

A name is one wherever it stands: what its titles, its signature's column or a sentence say of it holds for
all of its places.
"""

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate

from extractors.fields.cues import cue
from extractors.ranking.owners import NAMED, PERSONS, mentions
from extractors.ranking.roles import Role
from extractors.ranking.signature_columns import SignatureColumns
from extractors.ranking.span_tagger import Tagging
from extractors.ranking.token_features import KOPERASI_WORD, folded

_POWER, _LAWYER, _ACTING = cue("proxies.power"), cue("proxies.lawyer"), cue("proxies.acting")
LEAST_LETTERS = 4
"""Of a word by which somebody is known again."""
SAME = 0.5
"""Share of a name's words beyond which another name with them is the same person's."""
NAME_WORDS = 3
"""Words before a lawyer's title that are his name."""
BEFORE, BEHIND = 40, 12
"""Words before the words of acting for another in which his name stands, and behind them the other's."""


def known_by(words: Iterable[str]) -> frozenset[str]:
    """Those of these folded words by which somebody is known again."""
    return frozenset(word for word in words if len(word) >= LEAST_LETTERS)


def _is_of(own: frozenset[str], names: frozenset[str]) -> bool:
    return bool(own) and len(own & names) / len(own) > SAME


class Proxies:
    """The proxies of a tagged letter; `columns`: of its signatures."""

    def __init__(self, tagging: Tagging) -> None:
        self._letter, self._words = tagging.letter, tagging.words
        self.columns = SignatureColumns(tagging.letter, tagging.words)
        self._folded = [folded(word.token.text) for word in tagging.words]
        self._mentions = mentions([run for run in tagging.runs if run.role in PERSONS], Role.NAMA)
        names = [*self._lawyers(), *self._signers(), *self._acting()]
        self._names = frozenset[str]().union(*names)

    def is_one(self, words: Iterable[int]) -> bool:
        """Whether these words are a proxy's name."""
        return _is_of(self._name(words), self._names)

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
        """Names in a column that signs by power of attorney."""
        places = [range(one.start, one.stop) for one in self._mentions]
        return [self._name(at) for at in places if self.columns.features(at, []).get("column_power")]

    def _acting(self) -> list[frozenset[str]]:
        """Who asks before the words of acting for another, or signs; not the other."""
        found: list[frozenset[str]] = []
        own = [one for one in self._mentions if one.own >= NAMED]
        for start, stop in self._places():
            client = self._client(stop)
            if client is not None:
                before = [one for one in own if start - BEFORE <= one.start < start]
                signing = [one for one in own if self._words[one.start].row >= self._letter.closing]
                names = [self._name(range(one.start, one.stop)) for one in (*before, *signing)]
                found += [name for name in names if not _is_of(name, client)]
        return found

    def _client(self, stop: int) -> frozenset[str] | None:
        """Who is named just behind and may ask, no koperasi between: its officers speak for it themselves."""
        one = next((one for one in self._mentions if one.start >= stop), None)
        if one is None or one.start > stop + BEHIND or one.own < one.other:
            return None
        is_body = any(map(KOPERASI_WORD.match, self._folded[stop : one.start]))
        return None if is_body else self._name(range(one.start, one.stop))

    def _places(self) -> list[tuple[int, int]]:
        """Where words of acting for another stand above the signatures, [start, stop)."""
        words = [at for at, word in enumerate(self._words) if word.row < self._letter.closing]
        starts = [0, *accumulate(len(self._folded[at]) + 1 for at in words)]
        text = " ".join(self._folded[at] for at in words)
        found = [(hit.start(), hit.end() + 1) for hit in _ACTING.finditer(text)]
        return [
            (words[bisect(starts, begin) - 1], words[bisect(starts, end) - 2] + 1) for begin, end in found
        ]
