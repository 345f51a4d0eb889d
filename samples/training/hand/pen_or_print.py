"""Trains the net that tells print from a hand, column by column of a line (docs/recogniser.md).

    python -m samples.training.hand.pen_or_print --bank BANK --fonts /usr/share/fonts \\
        --fonts node_modules/@fontsource --out extractors/engines/data/pen_columns.onnx

Needs the dependency group `train`. Lines (mixed_lines.py) are drawn as they are learnt from, of the training
writers and typefaces but for those of `[sureness]` in split.toml. Seeded; stopped at any time it goes on from
its checkpoint; only a run that has seen all its steps writes a model.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import nn

from extractors.engines.pen_columns import STRIDE
from extractors.engines.recogniser import HEIGHT
from samples.training.batches import Batch
from samples.training.export import write_onnx
from samples.training.hand import tune
from samples.training.hand.blocks import Sources
from samples.training.hand.mixed_lines import NEITHER, NO_INK, Line, line
from samples.training.net import Net
from samples.training.trainer import Trainer, train

TRUNK, STRIDES, ALONG = (16, 32, 48, 64), ((2, 2), (2, 2), (1, 1), (2, 2)), 64
"""Of samples.training.net: 125 thousand weights; a column sees some 70 pixels to either side."""
BATCH, CHUNK = 24, 16
"""Lines of a step, and steps whose lines are made at once and sorted by width."""
AVERAGE, DECAY = 0.99, 0.01
"""Weight of the past in the running average of weights, which is what is exported; weight decay."""
SAVE_EVERY = CHUNK


def new_net() -> Net:
    """Two scores a column: print, a hand."""
    return Net(TRUNK, STRIDES, ALONG, classes=2)


class ColumnTrainer(Trainer):
    """Learns what each column shows."""

    def loss_of(self, scores: Any, batch: Batch) -> Any:
        """Mean negative log-probability of the columns with ink."""
        kinds = torch.from_numpy(batch.targets).reshape(scores.shape[:2])
        return nn.functional.nll_loss(scores.transpose(1, 2), kinds, ignore_index=NO_INK)


def sources(bank: Path, fonts: Sequence[Path]) -> Sources:
    """What lines are made from: what the net for handwriting learns from."""
    held = tune.sources(bank, fonts)
    faces = [face for face in held.faces if face.path.stem not in NEITHER]
    return Sources(held.hands, faces, held.texts, held.written)


def batch_of(lines: Sequence[Line]) -> Batch:
    """Lines padded with paper to the widest."""
    columns = np.array([len(line.labels) for line in lines], np.int64)
    stacked = np.zeros((len(lines), 1, HEIGHT, int(columns.max()) * STRIDE), np.float32)
    kinds = np.full((len(lines), int(columns.max())), NO_INK, np.int64)
    for row, one in enumerate(lines):
        stacked[row, 0, :, : one.picture.shape[1]] = one.picture
        kinds[row, : len(one.labels)] = one.labels
    return Batch(stacked, kinds.reshape(-1), columns, columns)


def batches(seed: int, made_from: Sources, start: int) -> Iterator[Batch]:
    """Batches from step `start` (a multiple of CHUNK) on, no line twice."""
    number = start * BATCH
    while True:
        made = [line(f"pen/{seed}/{at}", made_from) for at in range(number, number + BATCH * CHUNK)]
        made.sort(key=lambda one: one.picture.shape[1])
        order = np.random.default_rng((seed, number)).permutation(CHUNK)
        yield from (batch_of(made[at * BATCH : (at + 1) * BATCH]) for at in order)
        number += BATCH * CHUNK


def main(arguments: Sequence[str] | None = None) -> int:
    """Train to the end, export."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "--bank", type=Path, required=True, help="the writers' strokes (docs/data-sources.md)"
    )
    parser.add_argument("--fonts", type=Path, action="append", required=True, help="folder of typefaces")
    parser.add_argument("--steps", type=int, default=1600, help="batches, a multiple of 16")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, default=Path("build/hand"), help="folder of the checkpoint")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    trainer = ColumnTrainer.new(new_net, seed=chosen.seed, past=AVERAGE, decay=DECAY)
    chosen.work.mkdir(parents=True, exist_ok=True)
    checkpoint = chosen.work / "pen_columns.pt"
    if checkpoint.exists():
        trainer.load(checkpoint)
    trainer.step -= trainer.step % CHUNK
    made_from = sources(chosen.bank, chosen.fonts)
    train(
        trainer, batches(chosen.seed, made_from, trainer.step),
        total=chosen.steps, checkpoint=checkpoint, save_every=SAVE_EVERY,
    )  # fmt: skip
    size = write_onnx(trainer.average, chosen.out, "pen_columns")
    print(f"{size:,} bytes written to {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
