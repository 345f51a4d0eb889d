"""Fits a word curve on typed lines, and measures it on letters that it was not fitted on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from models.word_curve import WordCurve, log_odds

ROUNDS, RIDGE = 60, 1.0
"""Newton's steps, and how strongly the curve is held to the one that changes nothing: as if one word more had
said so of each of its two numbers."""
LONGEST_STEP = 0.5
"""Of either number; from far off a whole step of Newton's runs away."""
FOLDS = 5
LEAST_SLOPE = 0.05
"""A curve rises: a fit that would turn it over says that there is too little to go by."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class WordLabel:
    """A word as it was read: whose letter it is of, its confidence, and whether it stands there."""

    letter: str
    confidence: float
    is_right: bool


def labels_of(letter: str, words: Sequence[tuple[str, float]], text: str) -> list[WordLabel]:
    """The words of a line beside what a person typed; case counts for nothing, as in fields."""
    read = " ".join(word for word, _ in words).lower()
    truth = f" {' '.join(text.split()).lower()} "
    stands = {
        block.src_start + step: block.dest_start + step
        for block in Levenshtein.opcodes(read, truth[1:-1])
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    }
    found, at = [], 0
    for word, confidence in words:
        places = [stands.get(place, -9) for place in range(at, at + len(word))]
        first = places[0] if places else -9
        is_whole = first >= 0 and places == list(range(first, first + len(places)))
        is_right = is_whole and truth[first] == " " and truth[first + len(word) + 1] == " "
        found.append(WordLabel(letter, confidence, is_right))
        at += len(word) + 1
    return found


def fit(
    labels: Sequence[WordLabel], fitted_on: str = "", held: tuple[float, float] = (RIDGE, RIDGE)
) -> WordCurve:
    """The likeliest curve. `held`: how strongly bias and slope are held to none and one."""
    known = np.array([[1.0, log_odds(label.confidence)] for label in labels])
    right = np.array([label.is_right for label in labels], dtype=np.float64)
    nothing = np.array([0.0, 1.0])
    weights = nothing.copy()
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (right - chance) - np.array(held) * (weights - nothing)
        bend = (known * (chance * (1 - chance))[:, None]).T @ known + np.diag(held)
        step = np.linalg.solve(bend, slope)
        weights = weights + step / max(1.0, float(np.abs(step).max()) / LONGEST_STEP)
    return WordCurve(float(weights[0]), max(LEAST_SLOPE, float(weights[1])), fitted_on)


def left_out(labels: Sequence[WordLabel]) -> list[tuple[WordCurve, WordLabel]]:
    """Each word with the curve of a fit that knew nothing of its letter."""
    letters = sorted({label.letter for label in labels})
    fold = {letter: at % FOLDS for at, letter in enumerate(letters)}
    curves = [fit([label for label in labels if fold[label.letter] != number]) for number in range(FOLDS)]
    return [(curves[fold[label.letter]], label) for label in labels]


def loss(pairs: Sequence[tuple[WordCurve, WordLabel]]) -> float:
    """Mean of minus the logarithm of what was said of what came true."""
    said = np.clip([curve.probability(label.confidence) for curve, label in pairs], 1e-6, 1 - 1e-6)
    right = np.array([label.is_right for _, label in pairs])
    return float(-np.mean(np.where(right, np.log(said), np.log(1 - said))))
