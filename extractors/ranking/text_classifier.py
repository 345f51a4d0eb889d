"""Tells what a text is about by its groups of four letters: tf-idf and one logistic regression a class.

Groups of letters survive misread words and every writer's endings; whole words and pairs of words, where a
classifier was fitted with them, say what groups do not. Weights are data, fitted with whole voices left out
(samples/training/ranking/services).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from extractors.ranking.linear_chain import Array
from extractors.ranking.word_lists import packed, unpacked

SIZE = 4
"""Letters of a group; a blank stands before and behind each word."""
MARK = 0.12
"""Length of a mark beside the text's 1: out of voice .10 to .14 are best, .2 is worse than none."""
_NO_LETTER = re.compile(r"[^a-z]+")


def groups(text: str) -> Counter[str]:
    """How often each group of letters stands in the text."""
    words = _NO_LETTER.sub(" ", text.lower()).split()
    padded = (f" {word} " for word in words)
    return Counter(word[at : at + SIZE] for word in padded for at in range(max(1, len(word) - SIZE + 1)))


WORD = "="
"""Begins the name of a word or of a pair of words among the groups."""


def words(text: str) -> Counter[str]:
    """How often each word and each pair of neighbours stands in the text."""
    found = _NO_LETTER.sub(" ", text.lower()).split()
    pairs = (f"{word} {after}" for word, after in pairwise(found))
    return Counter(WORD + name for name in (*found, *pairs))


@dataclass(frozen=True)
class TextClassifier:
    """`rarity`: log inverse document frequency of each group; `weights`: shape (classes, groups).

    A mark ("channel=loket") is what is known beside the text; it stands among the groups.
    """

    classes: tuple[str, ...]
    groups: tuple[str, ...]
    rarity: Array
    weights: Array
    biases: Array

    @cached_property
    def _places(self) -> dict[str, int]:
        return {group: at for at, group in enumerate(self.groups)}

    @cached_property
    def _has_words(self) -> bool:
        return any(name.startswith(WORD) for name in self.groups)

    def vector(self, text: str, marks: Sequence[str] = ()) -> Array:
        """The text's groups and its words, weighed by rarity, either of length 1, and its marks."""
        vector = self._weighed(groups(text))
        if self._has_words:
            vector += self._weighed(words(text))
        for mark in marks:
            if mark in self._places:
                vector[self._places[mark]] = MARK
        return vector

    def _weighed(self, counted: Mapping[str, int]) -> Array:
        vector = np.zeros(len(self.groups))
        for name, count in counted.items():
            at = self._places.get(name)
            if at is not None:
                vector[at] = (1.0 + np.log(count)) * self.rarity[at]
        vector /= float(np.linalg.norm(vector)) or 1.0
        return vector

    def probabilities(self, text: str, marks: Sequence[str] = ()) -> Mapping[str, float]:
        """The probability of each class; they add up to 1."""
        sums = self.weights @ self.vector(text, marks) + self.biases
        shares = 1.0 / (1.0 + np.exp(-np.clip(sums, -30.0, 30.0)))
        return dict(zip(self.classes, (float(share) for share in shares / shares.sum()), strict=True))


def mixed(share: float, odds: float, least: float) -> float:
    """A probability whose log odds are half those of `share`, half `odds`; no share counts as nearer to 0 or
    1 than `least`."""
    kept = min(max(share, least), 1.0 - least)
    return float(1.0 / (1.0 + np.exp(-(odds + np.log(kept / (1.0 - kept))) / 2.0)))


def load_classifier(path: Path) -> TextClassifier:
    """The weights of a file written by `write_classifier`."""
    with np.load(path, allow_pickle=False) as stored:
        return TextClassifier(
            unpacked(stored["classes"]),
            unpacked(stored["groups"]),
            stored["rarity"].astype(np.float64), stored["weights"].astype(np.float64),
            stored["biases"].astype(np.float64),
        )  # fmt: skip


def write_classifier(classifier: TextClassifier, path: Path) -> None:
    """Store it; weights in half precision."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            classes=packed(classifier.classes),
            groups=packed(classifier.groups),
            rarity=classifier.rarity.astype(np.float16), weights=classifier.weights.astype(np.float16),
            biases=classifier.biases.astype(np.float32),
        )  # fmt: skip
