"""Makes the pool of training lines on disk: shards that the trainer reads again and again.

    python -m samples.training.hand.pool --bank bank.json.gz --fonts /usr/share/fonts \\
        --fonts node_modules/@fontsource --out build/hand/pool --shards 80

Seeded: shard `k` is the same on every machine with the same fonts. Stopped at any time it goes on with the
next missing shard. The first EASED shards are short and clean, and grow.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.engines.handwriting import HEIGHT
from samples.training.hand.lines import Sources, line, sources
from samples.training.hand.split import Part

LINES = 1024
"""Lines of a shard."""
EASED = 14
"""Shards in which lines grow from clean words to worn lines of full length."""


@dataclass(frozen=True)
class Shard:
    """Lines of one shard, sorted by nothing. `pixels`: all lines side by side, HEIGHT x sum of widths."""

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


def write_shard(path: Path, lines: list[tuple[NDArray[np.uint8], str]]) -> None:
    """Written aside and renamed, so that a reader never sees half a shard."""
    pixels = np.concatenate([picture for picture, _ in lines], axis=1)
    widths = np.array([picture.shape[1] for picture, _ in lines], np.int64)
    texts = np.frombuffer("\n".join(text for _, text in lines).encode(), np.uint8)
    aside = path.with_suffix(".new")
    with aside.open("wb") as file:
        np.savez(file, pixels=pixels, widths=widths, texts=texts)
    aside.replace(path)


def make_shard(
    seed: int, number: int, made_from: Sources, count: int = LINES
) -> list[tuple[NDArray[np.uint8], str]]:
    """The lines of a shard."""
    ease = max(0.0, 1 - number / EASED)
    keys = (f"hand/{seed}/{number}/{at}" for at in range(count))
    made = [found for key in keys if (found := line(key, made_from, ease)) is not None]
    assert all(picture.shape[0] == HEIGHT for picture, _ in made)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the missing shards."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "--bank", type=Path, required=True, help="the writers' strokes (docs/data-sources.md)"
    )
    parser.add_argument("--fonts", type=Path, action="append", required=True, help="folder of typefaces")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--part", type=Part, default=Part.TRAIN)
    parser.add_argument("--shards", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    made_from = sources(chosen.bank, chosen.fonts, chosen.part)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for number in range(chosen.shards):
        path = shard_file(chosen.out, number)
        if not path.exists():
            began = time.monotonic()
            write_shard(path, make_shard(chosen.seed, number, made_from))
            print(f"shard {number + 1}/{chosen.shards}  {time.monotonic() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
