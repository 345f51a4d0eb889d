"""Trains the handwriting recogniser from a pool of lines and writes it as ONNX.

    python -m samples.training.hand.train --pool build/hand/pool --steps 3600 \\
        --out build/hand/handwriting.onnx

Needs the dependency group `train`. The pool may still be growing (samples.training.hand.pool): the trainer
waits for the shard that its order asks for. Stopped at any time it goes on from its last checkpoint; only a
run that has seen all its steps writes a model. Seeded: order and alterations of lines are always the same.
"""

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from extractors.engines.char_model import ALPHABET
from extractors.engines.handwriting import HEIGHT, STRIDE
from samples.training.hand.export import write_onnx
from samples.training.hand.net import Net
from samples.training.hand.pool import LINES, read_shard, shard_file

BATCH = 64
"""Lines of a step; a shard gives LINES / BATCH steps."""
PEAK_RATE = 2e-3
WARM_STEPS = 300
AVERAGE = 0.998
"""Weight of the past in the running average of weights, which is what is exported."""
CHECKPOINT_SECONDS = 120
WAIT_SECONDS = 3.0
FRESH_SHARE = 0.5
"""Visits that take the next new shard; the others take one seen before, rather a late one."""

_CODES = {char: at + 1 for at, char in enumerate(ALPHABET)}


@dataclass(frozen=True)
class Batch:
    """`lines`: Nx1xHEIGHTxW; `targets`: all codes in a row; `lengths` and `columns`: per line."""

    lines: NDArray[np.float32]
    targets: NDArray[np.int64]
    lengths: NDArray[np.int64]
    columns: NDArray[np.int64]


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


@dataclass
class Trainer:
    """The net, its running average, its optimiser and how many batches it has seen."""

    net: Any
    average: Any
    optimiser: Any
    step: int = 0

    @classmethod
    def new(cls, seed: int) -> "Trainer":
        """An untrained one."""
        torch.manual_seed(seed)
        net = Net().to(memory_format=torch.channels_last)
        average = Net().eval()
        average.load_state_dict(net.state_dict())
        return cls(net, average, torch.optim.AdamW(net.parameters(), lr=PEAK_RATE, weight_decay=0.01))

    def save(self, path: Path) -> None:
        """Everything that is needed to go on; replaced in one step."""
        parts = (self.net, self.average, self.optimiser)
        state = {"step": self.step, "parts": [part.state_dict() for part in parts]}
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        """Go on from `path`."""
        state = torch.load(path, weights_only=True)
        for part, values in zip((self.net, self.average, self.optimiser), state["parts"], strict=True):
            part.load_state_dict(values)
        self.step = state["step"]

    def learn(self, batch: Batch, rate: float) -> float:
        """One step; the mean loss a character."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        lines = torch.from_numpy(batch.lines).to(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.net(lines)
        loss = nn.functional.ctc_loss(
            scores.transpose(0, 1), torch.from_numpy(batch.targets), torch.from_numpy(batch.columns),
            torch.from_numpy(batch.lengths), reduction="mean", zero_infinity=True,
        )  # fmt: skip
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.optimiser.step()
        self.step += 1
        self._follow()
        return float(loss.detach())

    def _follow(self) -> None:
        share = min(AVERAGE, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            learnt = self.net.state_dict()
            for name, mean in self.average.state_dict().items():
                if mean.dtype.is_floating_point:
                    mean.lerp_(learnt[name], 1 - share)
                else:
                    mean.copy_(learnt[name])


def rate_at(step: int, total: int) -> float:
    """Warm-up, then half a cosine down to a hundredth."""
    warm = min(1.0, (step + 1) / WARM_STEPS)
    fall = 0.5 * (1 + math.cos(math.pi * min(1.0, step / max(1, total))))
    return PEAK_RATE * warm * (0.01 + 0.99 * fall)


def train(trainer: Trainer, pool: Path, *, steps: int, seed: int, shards: int, checkpoint: Path) -> None:
    """Learn until `steps` batches were seen, saving now and then."""
    began = saved = time.monotonic()
    mean, a_visit = 0.0, LINES // BATCH
    trainer.step -= trainer.step % a_visit
    for batch in batches(pool, seed, shards, trainer.step // a_visit):
        if trainer.step >= steps:
            break
        loss = trainer.learn(batch, rate_at(trainer.step, steps))
        mean = loss if mean == 0 else 0.98 * mean + 0.02 * loss
        if trainer.step % 50 == 0:
            print(
                f"step {trainer.step}/{steps}  loss {mean:.4f}  {(time.monotonic() - began) / 60:.1f} min",
                flush=True,
            )
        if time.monotonic() - saved > CHECKPOINT_SECONDS and trainer.step % a_visit == 0:
            trainer.save(checkpoint)
            saved = time.monotonic()
    trainer.save(checkpoint)


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
    trainer = Trainer.new(chosen.seed)
    if checkpoint.exists():
        trainer.load(checkpoint)
    train(
        trainer,
        chosen.pool,
        steps=chosen.steps,
        seed=chosen.seed,
        shards=chosen.shards,
        checkpoint=checkpoint,
    )
    print(f"{write_onnx(trainer.average, chosen.out):,} bytes written to {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
