"""A character model of the office's language: how likely a letter is after the letters before it.

Built by `python -m samples.training.hand.language` from letters, names and places (docs/recogniser.md).
Witten-Bell interpolation, stored as it is asked: for each n-gram its log-probability and, when it is a
context, what is left for letters never seen after it. All figures are one class: the model knows how many
figures a NIK has and where a date's stand, and never which.
"""

import functools
import string
from array import array
from bisect import bisect_left
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ALPHABET = " " + string.ascii_letters + string.digits + ".,-/:;()'\"!?+&%=@"
"""What a handwritten line is read as, in the order of a reader's columns behind the CTC blank."""

MODEL_FILE = Path(__file__).parent / "data" / "handwriting_language.npz"

ORDER = 6
"""Letters of an n-gram, the last one included."""

BITS = 7
"""Bits a letter takes in a key; 0 is no letter."""

FIGURE = "0"
_FIGURES = str.maketrans(string.digits, FIGURE * 10)

STEP = 1 / 12
"""Natural logarithms a stored unit: 255 of them reach down to e**-21."""

UNSEEN = -14.0
"""Log-probability of a character that the model knows nothing of."""


def classed(text: str) -> str:
    """The text with every figure as the one figure class."""
    return text.translate(_FIGURES)


def key_of(gram: str, codes: dict[str, int]) -> int:
    """An n-gram as a whole number; raises KeyError for a letter outside the model's alphabet."""
    key = 0
    for char in gram:
        key = key << BITS | codes[char]
    return key


class CharModel:
    """Log-probabilities of letters in context."""

    def __init__(
        self, alphabet: str, keys: NDArray[np.uint64], chances: NDArray[np.uint8], rests: NDArray[np.uint8]
    ) -> None:
        """`keys`: sorted n-grams; `chances` and `rests`: minus logarithms in STEPs."""
        self._codes = {char: at + 1 for at, char in enumerate(alphabet)}
        self._keys = array(
            "Q", keys.astype(np.uint64).tobytes()
        )  # bisecting it is 20 times quicker than numpy
        self._chances, self._rests = chances.tobytes(), rests.tobytes()
        self._known: dict[tuple[str, str], float] = {}

    def chance(self, before: str, char: str) -> float:
        """Log-probability of `char` after `before` (as much of it as the model uses); of a figure, that any
        figure follows: which one is the ink's to say, and a tenth of it would rather drop figures than read
        them."""
        context = classed(before[1 - ORDER :]) if before else " "
        letter = classed(char)
        found = self._known.get((context, letter))
        if found is None:
            found = self._known[context, letter] = self._look_up(context, letter)
        return found

    def _look_up(self, context: str, char: str) -> float:
        given_up = 0.0
        while True:
            try:
                at = self._at(context + char)
            except KeyError:
                return UNSEEN
            if at is not None:
                return given_up - STEP * self._chances[at]
            if not context:
                return UNSEEN
            rest = self._at(context)
            given_up -= STEP * self._rests[rest] if rest is not None else 0.0
            context = context[1:]

    def _at(self, gram: str) -> int | None:
        key = key_of(gram, self._codes)
        at = bisect_left(self._keys, key)
        return at if at < len(self._keys) and self._keys[at] == key else None

    def text(self, line: str) -> float:
        """Log-probability of a whole line."""
        return sum(self.chance(line[:at], char) for at, char in enumerate(line))


@functools.cache
def office_language() -> CharModel:
    """The shipped model."""
    return read_model(MODEL_FILE)


def read_model(path: Path) -> CharModel:
    """A model as `samples.training.hand.language` writes it."""
    with np.load(path) as held:
        alphabet = bytes(held["alphabet"]).decode()
        keys = np.cumsum(held["steps"].astype(np.uint64))
        return CharModel(alphabet, keys, held["chances"], held["rests"])
