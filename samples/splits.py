"""Tune and test never share a name, a phrase or a font: every pool is cut in two by position.

`Dice` is the one source of chance: a seeded generator that knows its split, so that a page made
for tuning can never pick a word that is kept for testing.
"""

import random
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

import numpy as np

T = TypeVar("T")

TEST_EVERY = 3
"""Every third entry of a pool belongs to the test split; the rest to tune."""
SHARED_BELOW = 4
"""Pools smaller than this (labels, forms of a date) are too small to cut; both splits use them."""


class Split(StrEnum):
    """Which half a page belongs to: `tune` may be looked at, `test` is only ever scored."""

    TUNE = "tune"
    TEST = "test"


class Level(StrEnum):
    """How hard a page is to read."""

    CLEAN = "clean"
    MEDIUM = "medium"
    HARD = "hard"


def half(pool: Sequence[T], split: Split) -> Sequence[T]:
    """The part of `pool` that this split may use."""
    if len(pool) < SHARED_BELOW:
        return pool
    is_test = split is Split.TEST
    return [item for i, item in enumerate(pool) if (i % TEST_EVERY == TEST_EVERY - 1) is is_test]


class Dice(random.Random):
    """Seeded chance for one sample; the same key gives the same sample on every machine."""

    def __init__(self, key: str, split: Split) -> None:
        super().__init__(key)
        self.split = split
        self.pixels = np.random.default_rng(self.getrandbits(64))

    def from_pool(self, pool: Sequence[T]) -> T:
        """One entry of this split's part of the pool."""
        return self.choice(half(pool, self.split))

    def chance(self, share: float) -> bool:
        """True with the given probability."""
        return self.random() < share
