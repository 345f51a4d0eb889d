"""Beam search over a line's columns with a character model, and where each letter of a text stands.

The character model only chooses among letters for which there is ink: a letter is tried in a column only if
the net gives it at least LEAST_INK there. What is read keeps the ink's own evidence, apart from the model's.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""Columns x (1 + alphabet): log-probabilities, column 0 the CTC blank."""

WIDTH = 12
"""Texts kept after each column, unless the caller gives another number."""
LEAST_INK = math.log(0.002)
"""Log-probability below which a letter is not tried in a column."""
SURE_BLANK = math.log(0.9995)
"""Columns that are surely empty let no text grow; most columns are, which saves most of the time."""
NEVER = -1e9

Chance = Callable[[str, str], float]
"""Log-probability of a letter after a text."""


@dataclass(frozen=True)
class Weights:
    """How far the character model is heard; fitted on lines of many writers (docs/recogniser.md)."""

    language: float = 0.6
    """Share of the model's log-probability that is added."""
    letter: float = 2.4
    """Added for each letter: the model makes every longer text less likely, and a net that doubts a letter
    gives most of its place to the blank."""
    mark: float = 1.2
    """Added beside it for a blank between words or a sign, which have least ink."""

    def added(self, chance: float, letters: str) -> float:
        """What letters add to a score beside their ink. `chance`: the model's log-probability of them."""
        marks = len(letters) - sum(map(str.isalnum, letters))
        return self.language * chance + self.letter * len(letters) + self.mark * marks


def _joined(one: float, two: float) -> float:
    """log(e**one + e**two)."""
    if one < two:
        one, two = two, one
    return one + math.log1p(math.exp(two - one)) if two > NEVER else one


Beams = dict[str, tuple[float, float]]
"""Texts with the log-probability of ending in a blank and in their last letter."""


def search(
    columns: Scores, alphabet: str, chance: Chance, weights: Weights = Weights(), width: int = WIDTH
) -> list[tuple[str, float]]:
    """Likeliest texts with their scores (ink and model together), best first; at most `width`."""
    language = _Language(chance, weights, {"": 0.0})
    beams: Beams = {"": (0.0, NEVER)}
    for column in columns:
        beams = _stepped(column, beams, alphabet, language, width)
    ranked = ((text, _joined(*ends) + language.bonus[text]) for text, ends in beams.items())
    return sorted(ranked, key=lambda item: -item[1])


@dataclass(frozen=True)
class _Language:
    """The model and what each text has earned from it so far."""

    chance: Chance
    weights: Weights
    bonus: dict[str, float]

    def longer(self, text: str, char: str) -> str:
        """The text with one more letter, whose bonus is then known."""
        found = text + char
        if found not in self.bonus:
            self.bonus[found] = self.bonus[text] + self.weights.added(self.chance(text, char), char)
        return found


def _stepped(column: Scores, beams: Beams, alphabet: str, language: _Language, width: int) -> Beams:
    """The beams after one more column."""
    blank = float(column[0])
    if blank > SURE_BLANK:
        return {text: (_joined(*ends) + blank, NEVER) for text, ends in beams.items()}
    tried = [(alphabet[at], float(column[at + 1])) for at in np.flatnonzero(column[1:] > LEAST_INK).tolist()]
    after: Beams = {}
    for text, (ended, lettered) in beams.items():
        total = _joined(ended, lettered)
        _add(after, text, total + blank, NEVER)
        last = text[-1:]
        for char, ink in tried:
            if last == char:
                _add(after, text, NEVER, lettered + ink)
            _add(after, language.longer(text, char), NEVER, (ended if last == char else total) + ink)
    best = sorted(after, key=lambda text: -(_joined(*after[text]) + language.bonus[text]))[:width]
    return {text: after[text] for text in best}


def _add(beams: Beams, text: str, blank: float, letter: float) -> None:
    """One more way to the text."""
    before = beams.get(text)
    beams[text] = (
        (blank, letter) if before is None else (_joined(before[0], blank), _joined(before[1], letter))
    )


def likelihoods(columns: Scores, texts: Sequence[str], alphabet: str) -> NDArray[np.float64]:
    """The log-probability of each text in these columns, summed over all alignments (CTC forward pass)."""
    longest = max(len(text) for text in texts)
    codes = np.zeros((len(texts), 2 * longest + 1), np.int64)
    for row, text in enumerate(texts):
        codes[row, 1 : 2 * len(text) : 2] = [1 + alphabet.index(char) for char in text]
    barred = np.full(codes.shape, NEVER)
    barred[:, 2:][(codes[:, 2:] != 0) & (codes[:, 2:] != codes[:, :-2])] = 0.0
    ways = np.full(codes.shape, NEVER)
    ways[:, :2] = columns[0][codes[:, :2]]
    never = np.full((len(texts), 2), NEVER)
    for column in columns[1:]:
        one = np.concatenate([never[:, :1], ways[:, :-1]], axis=1)
        two = np.concatenate([never, ways[:, :-2]], axis=1)[:, : codes.shape[1]] + barred
        most = np.maximum(np.maximum(ways, one), two)
        ways = most + np.log(np.exp(ways - most) + np.exp(one - most) + np.exp(two - most)) + column[codes]
    ends = 2 * np.array([len(text) for text in texts])
    rows = np.arange(len(texts))
    before = np.where(ends > 0, ways[rows, np.maximum(ends - 1, 0)], NEVER)
    return np.asarray(np.logaddexp(ways[rows, ends], before), dtype=np.float64)


@dataclass(frozen=True)
class Spotted:
    """Where a letter stands, 0..1 along the line, and the net's own probability of it there."""

    place: float
    ink: float


def spotted(columns: Scores, text: str, alphabet: str) -> list[Spotted]:
    """Each letter of `text` at its columns on the likeliest way through them; empty when it does not fit."""
    codes = [0]
    for char in text:
        codes += [1 + alphabet.index(char), 0]
    steps, states = len(columns), len(codes)
    if states > 2 * steps + 1:
        return []
    ways = _likeliest_way(columns[:, codes], codes)
    found: list[Spotted] = []
    for at in range(len(text)):
        own = np.flatnonzero(ways == 2 * at + 1)
        if not len(own):
            return []
        ink = columns[own, codes[2 * at + 1]]
        best = int(own[int(ink.argmax())])
        found.append(Spotted((best + 0.5) / steps, math.exp(min(0.0, float(ink.max())))))
    return found


def _likeliest_way(shown: Scores, codes: list[int]) -> NDArray[np.int64]:
    """The state of each column (blanks and letters in turn) on the likeliest alignment."""
    steps, states = shown.shape
    skips = np.array([at > 1 and codes[at] != 0 and codes[at] != codes[at - 2] for at in range(states)])
    best = np.full(states, NEVER)
    best[: min(2, states)] = shown[0, : min(2, states)]
    came = np.zeros((steps, states), np.int8)
    for step in range(1, steps):
        one = np.concatenate([[NEVER], best[:-1]])
        two = np.where(skips, np.concatenate([[NEVER, NEVER], best[:-2]])[:states], NEVER)
        options = np.stack([best, one, two])
        came[step] = options.argmax(axis=0)
        best = options.max(axis=0) + shown[step]
    state = states - 1 if states == 1 or best[-1] >= best[-2] else states - 2
    way = np.zeros(steps, np.int64)
    for step in range(steps - 1, -1, -1):
        way[step] = state
        state -= int(came[step, state])
    return way
