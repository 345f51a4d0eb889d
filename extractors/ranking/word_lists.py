"""Lists of words in files of weights: lines of UTF-8, so that no pickle is needed."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Packed = NDArray[np.uint8]


def packed(words: Iterable[str]) -> Packed:
    """The words (none of them holds a line break) as bytes."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def unpacked(stored: Packed) -> tuple[str, ...]:
    """The words that `packed` was given."""
    return tuple(stored.tobytes().decode().split("\n"))
