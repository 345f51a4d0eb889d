"""Splits words into pieces of a fixed vocabulary: the split whose pieces are likeliest together.

A unigram language model (Kudo 2018), by Viterbi over the letters of one word; a mark stands before each word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

WORD_MARK = "\u2581"
UNKNOWN_COST = 10.0
"""A letter that is no piece weighs this much less than the rarest one."""
MOST_KEPT = 50_000
"""Words whose split is remembered."""


@dataclass(frozen=True)
class WordPieces:
    """Pieces with their log probabilities; `unknown`: the id of a letter that is no piece; `spellings`:
    letters that the pieces spell otherwise."""

    pieces: Sequence[str]
    scores: Sequence[float]
    unknown: int
    spellings: Mapping[str, str]
    _kept: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {piece: at for at, piece in enumerate(self.pieces) if piece and at != self.unknown}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.pieces))

    @cached_property
    def _unknown_score(self) -> float:
        return float(min(self.scores)) - UNKNOWN_COST

    def split(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one."""
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found = self._kept[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        spelled = "".join(self.spellings.get(char, char) for char in word).replace(" ", WORD_MARK)
        text = WORD_MARK + spelled.lstrip(WORD_MARK)
        best = [0.0, *[float("-inf")] * len(text)]
        came: list[tuple[int, int]] = [(0, self.unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for stop in range(start + 1, min(len(text), start + self._longest) + 1):
                at = self._places.get(text[start:stop])
                if at is None and stop > start + 1:
                    continue
                score = best[start] + (self._unknown_score if at is None else self.scores[at])
                if score > best[stop]:
                    best[stop], came[stop] = score, (start, self.unknown if at is None else at)
        found, stop = [], len(text)
        while stop:
            stop, at = came[stop]
            found.append(at)
        return tuple(reversed(found))
