"""Which words of a letter say what is wrong or asked, and whether a stretch of them does.

"Mohon segera diproses" states no matter (case-contract.md), nor do greetings, introductions and thanks. Told
by what the language model makes of each word among the others, so that nobody's phrases are asked for.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractors.ranking.language import DATA, States
from extractors.ranking.linear_chain import Array

MATTER_FILE = DATA / "matter.npz"
STRETCH = 20
"""Words in a row that are judged together, about a sentence."""
SHORT, SHORT_STRETCH = 60, 12
"""Words of a letter that is short, names and address counted, and of a stretch that is enough to tell its
matter: of fifteen short papers without a matter among the trap files none has one above -1.4."""
BRIEF, BRIEF_STRETCH = 80, 8
"""The same of one that surely is none of those that never come to their matter (ranking/purpose): a question
is put in eight words (apakah pengawas boleh merangkap manajer)."""
LEAST = -1.0
"""Mean log odds of the best stretch of a statement, below which a person looks at it."""
SURE, NOTHING = 0.5, -2.0
"""The same of a whole letter: from the one on it surely says what for, up to the other it surely does not
(docs/ranking.md, "The matter")."""


@dataclass(frozen=True)
class MatterWords:
    """`weights`: shape (layers x width), a number for each of a word's states."""

    weights: Array
    bias: float

    def scores(self, states: States) -> Array:
        """The log odds that each word belongs to what is wrong or asked."""
        found: Array = states @ self.weights + self.bias
        return found

    def of_all(self, states: States) -> float:
        """The same of a whole letter: of its words on the average; 0 without a word."""
        return float(self.scores(states.mean(axis=0)[None])[0]) if len(states) else 0.0


def best_stretch(scores: Array, words: int = STRETCH) -> float:
    """The mean log odds of the words in a row that say most; of fewer words, of them all."""
    return float(_stretches(scores, words).max()) if len(scores) else NOTHING


def stretch_at(scores: Array, words: int) -> int:
    """Where the words in a row that say most begin."""
    return int(_stretches(scores, words).argmax())


def _stretches(scores: Array, words: int) -> Array:
    width = min(words, len(scores))
    found: Array = np.convolve(scores, np.full(width, 1.0 / width), "valid")
    return found


def is_told(scores: Array, *, is_to_the_point: bool = False) -> bool | None:
    """Whether a letter's words say what is wrong or asked; None where that is open. `is_to_the_point`: it is
    surely none that never comes to its matter."""
    best = best_stretch(scores)
    if is_to_the_point and len(scores) <= BRIEF and best_stretch(scores, BRIEF_STRETCH) >= SURE:
        return True
    if best <= NOTHING:
        return False
    is_brief = len(scores) <= SHORT and best_stretch(scores, SHORT_STRETCH) >= SURE
    return True if best >= SURE or is_brief else None


def load_matter(path: Path) -> MatterWords:
    """The weights of a file written by `write_matter`."""
    with np.load(path, allow_pickle=False) as stored:
        return MatterWords(stored["weights"].astype(np.float64), float(stored["bias"]))


def write_matter(model: MatterWords, path: Path) -> None:
    """Store it, in single precision."""
    with path.open("wb") as file:
        np.savez_compressed(file, weights=model.weights.astype(np.float32), bias=np.float32(model.bias))


@functools.cache
def packaged_matter() -> MatterWords:
    """The one of the package."""
    return load_matter(MATTER_FILE)
