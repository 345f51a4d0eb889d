"""Trains the handwriting recogniser from a pool of lines and writes it as ONNX.

    python -m samples.training.hand.train --pool build/hand/pool --steps 3600 \\
        --out build/hand/handwriting.onnx

Needs the dependency group `train`. The pool may still be growing (samples.training.hand.pool): the trainer
waits for the shard that its order asks for. Stopped at any time it goes on from its last checkpoint; only a
run that has seen all its steps writes a model. Seeded: order and alterations of lines are always the same.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from extractors.engines.char_model import ALPHABET
from extractors.engines.handwriting import HEIGHT, STRIDE
from samples.training.batches import Batch
from samples.training.hand.export import write_onnx
from samples.training.hand.net import Net
from samples.training.hand.pool import LINES, read_shard, shard_file
from samples.training.trainer import Trainer, train

BATCH = 64
"""Lines of a step."""
A_VISIT = LINES // BATCH
"""Steps that a shard gives."""
AVERAGE, DECAY = 0.998, 0.01
"""Weight of the past in the running average of weights, which is what is exported; weight decay."""
WAIT_SECONDS = 3.0
FRESH_SHARE = 0.5
"""Visits that take the next new shard; the others take one seen before, rather a late one."""

_CODES = {char: at + 1 for at, char in enumerate(ALPHABET)}


def visits(seed: int, shards: int) -> Iterator[int]:
    """The order of shards, for ever: new ones and seen ones in turn, then any but the eased first."""
    dice = random.Random(f"visits/{seed}")
    fresh = 0
    while True:
        if fresh < shards and (fresh < 2 or dice.random() < FRESH_SHARE):
            yield fresh
            fresh += 1
        else:
            yield dice.randrange(fresh // 3, fresh)


def altered(line: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
    """A stored line a little wider, shifted, paler or rougher: another look at each visit."""
    height, width = line.shape
    wide = max(16, round(width * float(np.exp(rng.normal(0, 0.07)))))
    matrix = np.array(
        [
            [wide / width, float(rng.normal(0, 0.05)), 0.0],
            [0, float(np.exp(rng.normal(0, 0.04))), float(rng.normal(0, 1.2))],
        ],
        np.float32,
    )
    moved = cv2.warpAffine(line, matrix, (wide, height), borderValue=64.0)
    picture = np.asarray(moved, dtype=np.float32) / 127 - 0.5
    if rng.random() < 0.4:
        picture = picture + rng.standard_normal(picture.shape, dtype=np.float32) * float(rng.uniform(0, 0.12))
    return np.asarray(picture * float(rng.uniform(0.8, 1.1)), dtype=np.float32)


def batch_of(lines: list[NDArray[np.float32]], texts: list[str]) -> Batch:
    """Lines padded with paper to one width."""
    widest = -(-max(line.shape[1] for line in lines) // STRIDE) * STRIDE
    stacked = np.zeros((len(lines), 1, HEIGHT, widest), np.float32)
    for row, line in enumerate(lines):
        stacked[row, 0, :, : line.shape[1]] = line
    codes = [_CODES[char] for text in texts for char in text]
    return Batch(
        stacked, np.array(codes, np.int64), np.array([len(text) for text in texts], np.int64),
        np.array([-(-line.shape[1] // STRIDE) for line in lines], np.int64),
    )  # fmt: skip


def batches(pool: Path, seed: int, shards: int, start: int) -> Iterator[Batch]:
    """Batches from visit `start` on; lines of like width stand together."""
    for visit, number in enumerate(visits(seed, shards)):
        if visit < start:
            continue
        path = shard_file(pool, number)
        while not path.exists():
            time.sleep(WAIT_SECONDS)
        shard = read_shard(path)
        rng = np.random.default_rng((seed, visit))
        lines = [altered(line, rng) for line in shard.lines()]
        order = sorted(range(len(lines)), key=lambda at: lines[at].shape[1] + rng.uniform(0, 24))
        groups = [order[at : at + BATCH] for at in range(0, LINES, BATCH)]
        rng.shuffle(groups)
        for group in groups:
            yield batch_of(
                [lines[at] for at in group or order[:BATCH]],
                [shard.texts[at] for at in group or order[:BATCH]],
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, train to the end, export."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "--pool", type=Path, required=True, help="folder of shards (samples.training.hand.pool)"
    )
    parser.add_argument("--shards", type=int, default=140, help="shards that the pool has or will have")
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--work", type=Path, default=Path("build/hand"), help="folder of the checkpoint")
    parser.add_argument("--out", type=Path, required=True, help="the ONNX file to write")
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(chosen.threads)
    chosen.work.mkdir(parents=True, exist_ok=True)
    checkpoint = chosen.work / "handwriting.pt"
    trainer = Trainer.new(Net, seed=chosen.seed, past=AVERAGE, decay=DECAY)
    if checkpoint.exists():
        trainer.load(checkpoint)
    trainer.step -= trainer.step % A_VISIT
    train(
        trainer,
        batches(chosen.pool, chosen.seed, chosen.shards, trainer.step // A_VISIT),
        total=chosen.steps,
        checkpoint=checkpoint,
        save_every=A_VISIT,
    )
    print(f"{write_onnx(trainer.average, chosen.out):,} bytes written to {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
