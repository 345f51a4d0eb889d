"""A number of known length out of a recogniser's columns: every alignment counted, none chosen early.

Greedy CTC forgets what nearly was. Here the probability of each digit at each place is summed over all
ways in which exactly `length` digits can stand in the line (forward and backward sums), and so is the
probability that there are so many at all.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

TINY = 1e-300
"""Keeps a line on which nothing stands from dividing by zero."""
LEAST = 1e-6
"""Probability of no digit where the digits' own add up to 1."""


@dataclass(frozen=True)
class Places:
    """`digits`: length x 10, each row the probabilities of 0..9 at that place.

    `complete`: probability that exactly so many digits stand in the line.
    """

    digits: Array
    complete: float

    @property
    def text(self) -> str:
        """The likeliest digit of each place."""
        return "".join(str(digit) for digit in self.digits.argmax(axis=1))

    @property
    def sureness(self) -> tuple[float, ...]:
        """The probability of each digit of `text`."""
        return tuple(float(value) for value in self.digits.max(axis=1))


def with_nothing(digits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Columns for `places` of T x 10 probabilities of 0..9: what is left of each column is no digit."""
    nothing = np.maximum(LEAST, 1.0 - digits.sum(axis=1, keepdims=True))
    return np.concatenate([nothing, digits], axis=1)


def places(columns: NDArray[np.float32], length: int) -> Places:
    """`columns`: T x 11 probabilities; column 0 = no digit here, 1..10 = 0..9."""
    chance = np.asarray(columns, dtype=np.float64)
    if not len(chance):
        return Places(np.full((length, 10), 0.1), 0.0)
    starts, scale = _forward(chance, length)
    held = _backward(chance, length, scale)
    counts = np.einsum("tnd,tnd->nd", starts, held)
    total = counts.sum(axis=1, keepdims=True)
    log_all = float(np.log(np.maximum(scale, TINY)).sum()) + float(np.log(max(TINY, total[0, 0])))
    even = np.where(total > TINY, counts / np.maximum(total, TINY), 0.1)
    return Places(even, float(np.exp(min(0.0, log_all))))


def _forward(chance: Array, length: int) -> tuple[Array, Array]:
    """Sums over what stands up to column t, scaled to 1 in each: T x length x 10 of digit n (from 0)
    beginning at t, and the scales."""
    steps = len(chance)
    starts = np.zeros((steps, length, 10))
    scale = np.zeros(steps)
    blank = np.zeros(length + 1)
    blank[0] = 1.0
    digit = np.zeros((length + 1, 10))
    for t in range(steps):
        so_far = blank + digit.sum(axis=1)
        begin = (so_far[:-1, None] - digit[:-1]) * chance[t, 1:]
        digit = digit * chance[t, 1:]
        digit[1:] += begin
        blank = so_far * chance[t, 0]
        scale[t] = max(TINY, float(blank.sum() + digit.sum()))
        starts[t] = begin / scale[t]
        blank, digit = blank / scale[t], digit / scale[t]
    return starts, scale


def _backward(chance: Array, length: int, scale: Array) -> Array:
    """T x length x 10: sums over what follows column t when digit n stands in it, scaled as in _forward."""
    steps = len(chance)
    held = np.zeros((steps, length, 10))
    blank = np.zeros(length + 1)
    blank[length] = 1.0
    digit = np.zeros((length + 1, 10))
    digit[length] = 1.0
    for t in range(steps - 1, -1, -1):
        held[t] = digit[1:]
        if t == 0:
            break
        now = digit * chance[t, 1:]
        follow = np.zeros((length + 1, 10))
        follow[:-1] = now[1:]
        stay = blank * chance[t, 0]
        after = follow.sum(axis=1)
        digit = (stay[:, None] + now + after[:, None] - follow) / scale[t]
        blank = (stay + after) / scale[t]
    return held
