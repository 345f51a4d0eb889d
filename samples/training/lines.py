"""Trains the line recogniser and writes it as ONNX.

    python -m samples.training.lines --lines 1500000 --out extractors/engines/data/recogniser.onnx

Needs the dependency group `train` and the font packages of `faces.PACKAGES`. One process makes lines, one
trains; stopped at any time, it goes on from its last checkpoint (`--work`). `--minutes` bounds one call:
the export then holds what was learnt so far. Seeded: the lines are always the same; weights differ in
their last digits between machines.
"""

import argparse
import math
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from queue import Empty, Full
from typing import Any

import torch

from samples.training import faces
from samples.training.batches import CHUNK, Batch, batches
from samples.training.export import write_onnx
from samples.training.net import Net
from samples.training.trainer import Trainer, train

BATCH = 64
AVERAGE, DECAY = 0.999, 0.02
"""Weight of the past in the running average of weights, which is what is exported; weight decay."""
QUEUED = 24
"""Batches waiting for the trainer."""


def _produce(queue: Any, seed: int, start: int) -> None:
    """Make batches until the trainer is gone (it may have been killed)."""
    trainer = os.getppid()
    for batch in batches(seed, BATCH, start):
        while os.getppid() == trainer:
            try:
                queue.put(batch, timeout=5)
                break
            except Full:
                continue
        else:
            return


def stream(seed: int, start: int) -> Iterator[Batch]:
    """Batches made by a process of their own."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue(QUEUED)
    maker = context.Process(target=_produce, args=(queue, seed, start), daemon=True)
    maker.start()
    try:
        while True:
            try:
                yield queue.get(timeout=60)
            except Empty:
                if not maker.is_alive():
                    raise RuntimeError(
                        "the process that makes lines has ended; its message stands above"
                    ) from None
    finally:
        maker.terminate()


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse, train, export; 2 when fonts are missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--lines", type=int, default=1_500_000, help="lines to learn from in all")
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop after so long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder of the checkpoint")
    parser.add_argument("--out", type=Path, required=True, help="the ONNX file to write")
    chosen = parser.parse_args(arguments)
    if lacking := faces.missing():
        print(f"fonts missing: {', '.join(lacking)}; apt install {faces.PACKAGES}")
        return 2
    torch.set_num_threads(chosen.threads)
    chosen.work.mkdir(parents=True, exist_ok=True)
    checkpoint = chosen.work / "lines.pt"
    trainer = Trainer.new(Net, seed=1, past=AVERAGE, decay=DECAY)
    if checkpoint.exists():
        trainer.load(checkpoint)
    train(
        trainer,
        stream(chosen.seed, trainer.step * BATCH // CHUNK),
        total=chosen.lines // BATCH,
        minutes=chosen.minutes,
        checkpoint=checkpoint,
    )
    print(f"{write_onnx(trainer.average, chosen.out):,} bytes written to {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
