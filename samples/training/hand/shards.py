"""Training lines on disk: shards that the trainer reads again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Shard:
    """Lines of one shard. `pixels`: all lines side by side, their height x sum of widths."""

    pixels: NDArray[np.uint8]
    widths: NDArray[np.int64]
    texts: tuple[str, ...]

    def lines(self) -> list[NDArray[np.uint8]]:
        """Each line's pixels."""
        return np.split(self.pixels, np.cumsum(self.widths)[:-1], axis=1)


def shard_file(folder: Path, number: int) -> Path:
    """Where a shard lies."""
    return folder / f"{number:05d}.npz"


def read_shard(path: Path) -> Shard:
    """A shard as written by `write_shard`."""
    with np.load(path) as held:
        texts = tuple(bytes(held["texts"]).decode().split("\n"))
        return Shard(held["pixels"], held["widths"], texts)


def write_shard(path: Path, lines: Sequence[tuple[NDArray[np.uint8], str]]) -> None:
    """Written aside and renamed, so that a reader never sees half a shard."""
    pixels = np.concatenate([picture for picture, _ in lines], axis=1)
    widths = np.array([picture.shape[1] for picture, _ in lines], np.int64)
    texts = np.frombuffer("\n".join(text for _, text in lines).encode(), np.uint8)
    aside = path.with_suffix(".new")
    with aside.open("wb") as file:
        np.savez(file, pixels=pixels, widths=widths, texts=texts)
    aside.replace(path)
