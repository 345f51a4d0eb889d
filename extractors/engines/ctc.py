"""Greedy CTC: the characters of a line out of a recogniser's columns."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Peak(NamedTuple):
    """A run of columns that say one character: which one (from 1), its best score, its first column."""

    label: int
    score: float
    column: int


def greedy(columns: NDArray[np.float32]) -> list[Peak]:
    """The characters along a line. `columns`: T x characters, the blank first; scores or their logarithms."""
    best = columns.argmax(axis=1) if len(columns) else np.zeros(0, dtype=np.int64)
    peaks: list[Peak] = []
    previous = 0
    for at, label in enumerate(best.tolist()):
        score = float(columns[at, label])
        if label and label != previous:
            peaks.append(Peak(label, score, at))
        elif label and score > peaks[-1].score:
            peaks[-1] = peaks[-1]._replace(score=score)
        previous = label
    return peaks
