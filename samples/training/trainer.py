"""Trains a line recogniser batch by batch: what both trainings share, whatever their net and lines.

Needs the dependency group `train`.
"""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from samples.training.batches import Batch

PEAK_RATE = 2e-3
WARM_STEPS = 300
WARM_SHARE = 8
"""At most one in so many batches warms up; a short run has fewer than WARM_STEPS."""
CHECKPOINT_SECONDS = 120
TOLD_EVERY = 50
"""Batches between two lines of progress."""


@dataclass
class Trainer:
    """The net, its running average (what is exported), its optimiser and how many batches it has seen.

    `past`: weight of the past in the running average.
    """

    net: Any
    average: Any
    optimiser: Any
    past: float
    step: int = 0

    @classmethod
    def new(cls, make: Callable[[], Any], *, seed: int, past: float, decay: float) -> "Trainer":
        """An untrained one; `make` gives a net, `decay` is the optimiser's weight decay."""
        torch.manual_seed(seed)
        net = make().to(memory_format=torch.channels_last)
        average = make().eval()
        average.load_state_dict(net.state_dict())
        return cls(net, average, torch.optim.AdamW(net.parameters(), lr=PEAK_RATE, weight_decay=decay), past)

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
        """One step; its loss."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        lines = torch.from_numpy(batch.lines).to(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            scores = self.net(lines)
        loss = self.loss_of(scores.float(), batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 2.0)
        self.optimiser.step()
        self.step += 1
        self._follow()
        return float(loss.detach())

    def loss_of(self, scores: Any, batch: Batch) -> Any:
        """How wrong the net's scores are: CTC of the lines' texts."""
        return nn.functional.ctc_loss(
            scores.transpose(0, 1), torch.from_numpy(batch.targets), torch.from_numpy(batch.columns),
            torch.from_numpy(batch.lengths), reduction="mean", zero_infinity=True,
        )  # fmt: skip

    def _follow(self) -> None:
        share = min(self.past, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            learnt = self.net.state_dict()
            for name, mean in self.average.state_dict().items():
                now = learnt[name]
                if mean.dtype.is_floating_point:
                    mean.lerp_(now, 1 - share)
                else:
                    mean.copy_(now)


def rate_at(step: int, total: int, peak: float = PEAK_RATE) -> float:
    """Warm-up, then half a cosine down to a hundredth of `peak`."""
    warm = min(1.0, (step + 1) / min(WARM_STEPS, max(1, total // WARM_SHARE)))
    fall = 0.5 * (1 + math.cos(math.pi * min(1.0, step / max(1, total))))
    return peak * warm * (0.01 + 0.99 * fall)


def train(
    trainer: Trainer,
    batches: Iterable[Batch],
    *,
    total: int,
    checkpoint: Path,
    minutes: float = math.inf,
    save_every: int = 1,
    peak: float = PEAK_RATE,
) -> None:
    """Learn until `total` batches were seen or `minutes` are over, saving now and then (after a multiple of
    `save_every` batches) and at the end."""
    began = saved = time.monotonic()
    mean = 0.0
    for batch in batches:
        if trainer.step >= total or time.monotonic() - began > minutes * 60:
            break
        loss = trainer.learn(batch, rate_at(trainer.step, total, peak))
        mean = loss if mean == 0 else 0.98 * mean + 0.02 * loss
        if trainer.step % TOLD_EVERY == 0:
            pace = (time.monotonic() - began) / 60
            print(f"batch {trainer.step}/{total}  loss {mean:.4f}  {pace:.1f} min", flush=True)
        if time.monotonic() - saved > CHECKPOINT_SECONDS and trainer.step % save_every == 0:
            trainer.save(checkpoint)
            saved = time.monotonic()
    trainer.save(checkpoint)
