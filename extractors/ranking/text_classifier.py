"""Tells what a text is about by its groups of four letters: tf-idf and one logistic regression a class.

Groups of letters survive misread words and every writer's endings. Weights are data, fitted with whole voices
left out (samples/training/ranking/services).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from extractors.ranking.linear_chain import Array

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

    def vector(self, text: str, marks: Sequence[str] = ()) -> Array:
        """The text's groups, weighed by rarity, of length 1, and its marks."""
        vector = np.zeros(len(self.groups))
        for group, count in groups(text).items():
            at = self._places.get(group)
            if at is not None:
                vector[at] = (1.0 + np.log(count)) * self.rarity[at]
        vector /= float(np.linalg.norm(vector)) or 1.0
        for mark in marks:
            if mark in self._places:
                vector[self._places[mark]] = MARK
        return vector

    def probabilities(self, text: str, marks: Sequence[str] = ()) -> Mapping[str, float]:
        """The probability of each class; they add up to 1."""
        sums = self.weights @ self.vector(text, marks) + self.biases
        shares = 1.0 / (1.0 + np.exp(-np.clip(sums, -30.0, 30.0)))
        return dict(zip(self.classes, (float(share) for share in shares / shares.sum()), strict=True))


def load_classifier(path: Path) -> TextClassifier:
    """The weights of a file written by `write_classifier`."""
    with np.load(path, allow_pickle=False) as stored:
        return TextClassifier(
            tuple(stored["classes"].tobytes().decode().split("\n")),
            tuple(stored["groups"].tobytes().decode().split("\n")),
            stored["rarity"].astype(np.float64), stored["weights"].astype(np.float64),
            stored["biases"].astype(np.float64),
        )  # fmt: skip


def write_classifier(classifier: TextClassifier, path: Path) -> None:
    """Store it; weights in half precision."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            classes=np.frombuffer("\n".join(classifier.classes).encode(), np.uint8),
            groups=np.frombuffer("\n".join(classifier.groups).encode(), np.uint8),
            rarity=classifier.rarity.astype(np.float16), weights=classifier.weights.astype(np.float16),
            biases=classifier.biases.astype(np.float32),
        )  # fmt: skip
