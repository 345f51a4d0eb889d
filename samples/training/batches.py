"""Endless seeded batches of worn lines; batch `k` is the same on every machine with the same fonts."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.engines.recogniser import ALPHABET, HEIGHT, STRIDE, prepare
from samples.splits import Dice, Split
from samples.training.strips import strip
from samples.training.wear import worn

CHUNK = 1024
"""Lines made at once and sorted by width, so that the lines of a batch are of like width."""

_CODES = {char: at + 1 for at, char in enumerate(ALPHABET)}


@dataclass(frozen=True)
class Batch:
    """`lines`: Nx1xHxW; `targets`: all texts' codes in a row; `lengths` and `columns`: per line."""

    lines: NDArray[np.float32]
    targets: NDArray[np.int64]
    lengths: NDArray[np.int64]
    columns: NDArray[np.int64]
    texts: tuple[str, ...] = ()


Line = tuple[NDArray[np.float32], str]


def line(key: str) -> Line | None:
    """One prepared line and its text; None where the text would not fit its columns."""
    dice = Dice(key, Split.TUNE)
    clean = strip(dice)
    picture = prepare(worn(dice, clean))
    text = "".join(char for char in clean.text if char in _CODES)
    doubles = sum(a == b for a, b in itertools.pairwise(text))
    fits = len(text) + doubles + 1 <= picture.shape[1] // STRIDE
    return (picture, text) if fits and text else None


def batch_of(lines: list[Line]) -> Batch:
    """Lines padded with paper to one width."""
    widest = -(-max(picture.shape[1] for picture, _ in lines) // STRIDE) * STRIDE
    stacked = np.zeros((len(lines), 1, HEIGHT, widest), np.float32)
    for row, (picture, _) in enumerate(lines):
        stacked[row, 0, :, : picture.shape[1]] = picture
    codes = [_CODES[char] for _, text in lines for char in text]
    return Batch(
        stacked, np.array(codes, np.int64), np.array([len(text) for _, text in lines], np.int64),
        np.array([-(-picture.shape[1] // STRIDE) for picture, _ in lines], np.int64),
        tuple(text for _, text in lines),
    )  # fmt: skip


def batches(seed: int, size: int, start: int = 0) -> Iterator[Batch]:
    """Batches from chunk `start` on, for ever."""
    chunk = start
    while True:
        made = [found for i in range(CHUNK) if (found := line(f"lines/{seed}/{chunk}/{i}")) is not None]
        made.sort(key=lambda item: item[0].shape[1])
        groups = [made[at : at + size] for at in range(0, len(made), size)]
        np.random.default_rng((seed, chunk)).shuffle(groups)
        yield from (batch_of(group) for group in groups)
        chunk += 1
