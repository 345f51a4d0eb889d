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
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Full
from typing import Any

import torch
from torch import nn

from samples.training import faces
from samples.training.batches import CHUNK, Batch, batches
from samples.training.export import write_onnx
from samples.training.net import Net

BATCH = 64
PEAK_RATE = 2e-3
WARM_STEPS = 300
AVERAGE = 0.999
"""Weight of the past in the running average of weights, which is what is exported."""
CHECKPOINT_SECONDS = 120
QUEUED = 24
"""Batches waiting for the trainer."""


@dataclass
class Trainer:
    """The net, its running average, its optimiser and how many batches it has seen."""

    net: Any
    average: Any
    optimiser: Any
    step: int = 0

    @classmethod
    def new(cls) -> "Trainer":
        """An untrained one."""
        torch.manual_seed(1)
        net = Net().to(memory_format=torch.channels_last)
        average = Net()
        average.load_state_dict(net.state_dict())
        return cls(net, average, torch.optim.AdamW(net.parameters(), lr=PEAK_RATE, weight_decay=0.02))

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
            scores.float().transpose(0, 1), torch.from_numpy(batch.targets), torch.from_numpy(batch.columns),
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
                now = learnt[name]
                if mean.dtype.is_floating_point:
                    mean.lerp_(now, 1 - share)
                else:
                    mean.copy_(now)


def rate_at(step: int, total: int) -> float:
    """Warm-up, then half a cosine down to a hundredth."""
    warm = min(1.0, (step + 1) / WARM_STEPS)
    fall = 0.5 * (1 + math.cos(math.pi * min(1.0, step / max(1, total))))
    return PEAK_RATE * warm * (0.01 + 0.99 * fall)


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


def train(trainer: Trainer, *, lines: int, minutes: float, seed: int, checkpoint: Path) -> None:
    """Learn until `lines` lines were seen or `minutes` are over, saving now and then."""
    total = lines // BATCH
    began = saved = time.monotonic()
    mean = 0.0
    for batch in stream(seed, trainer.step * BATCH // CHUNK):
        if trainer.step >= total or time.monotonic() - began > minutes * 60:
            break
        loss = trainer.learn(batch, rate_at(trainer.step, total))
        mean = loss if mean == 0 else 0.98 * mean + 0.02 * loss
        if trainer.step % 50 == 0:
            pace = (time.monotonic() - began) / 60
            print(f"batch {trainer.step}/{total}  loss {mean:.4f}  {pace:.1f} min", flush=True)
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            trainer.save(checkpoint)
            saved = time.monotonic()
    trainer.save(checkpoint)


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
    trainer = Trainer.new()
    if checkpoint.exists():
        trainer.load(checkpoint)
    train(trainer, lines=chosen.lines, minutes=chosen.minutes, seed=chosen.seed, checkpoint=checkpoint)
    print(f"{write_onnx(trainer.average, chosen.out):,} bytes written to {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
