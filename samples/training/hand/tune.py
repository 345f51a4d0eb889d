"""Tunes a pretrained line recogniser to handwriting: RapidOCR's own net, its head cut down to our letters.

    python -m samples.training.hand.tune pool --bank BANK --fonts /usr/share/fonts \\
        --fonts node_modules/@fontsource --out build/hand/pool
    python -m samples.training.hand.tune train --pool build/hand/pool \\
        --out extractors/engines/data/hand_reader.onnx

Needs the dependency group `train`. The pool is lines as the page reader cuts them (blocks.py), of the
training writers and typefaces but for those of `[sureness]` in split.toml, texts of voices that are neither
held out nor kept for measuring. Seeded; stopped at any time both go on where they were; only a run that has
seen all its steps writes a model.
"""

import argparse
import math
import random
import time
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from extractors.engines.line_columns import LEAST_WIDTH, LINE_HEIGHT
from samples.training.batches import Batch
from samples.training.hand.blocks import Crop, Sources, crops
from samples.training.hand.faces import find_faces
from samples.training.hand.graph import GraphNet, with_weights
from samples.training.hand.hands import chars_of, read_bank
from samples.training.hand.head import cut_down
from samples.training.hand.shards import Shard, read_shard, shard_file, write_shard
from samples.training.hand.split import Part, members, sureness, unseen_voices
from samples.training.hand.texts import Texts
from samples.training.trainer import Trainer, train

LINES, BATCH = 1024, 32
"""Lines of a shard, and of a step."""
STRIDE = 8
"""Pixels along the line behind one column of the net."""
PEAK_RATE = 3e-4
AVERAGE, DECAY = 0.995, 0.01
"""Weight of the past in the running average of weights, which is what is exported; weight decay."""
WAIT_SECONDS = 3.0
TINTED_SHARE = 0.5
"""Lines whose ink has a colour."""


def pretrained() -> onnx.ModelProto:
    """RapidOCR's recogniser with a head for our letters, named in its metadata."""
    path = next((Path(str(files("rapidocr"))) / "models").glob("*_rec_small.onnx"))
    held = {item.key: item.value for item in onnx.load(str(path)).metadata_props}
    return cut_down(path.read_bytes(), ["blank", *held["character"].splitlines(), " "])


def letters_of(model: onnx.ModelProto) -> str:
    """The characters of the net's columns behind the blank."""
    return str(next(item.value for item in model.metadata_props if item.key == "characters"))


class Tuned(GraphNet):
    """The net as the trainer wants it: log-probabilities along the line."""

    def forward(self, lines: torch.Tensor) -> torch.Tensor:
        """N x 3 x LINE_HEIGHT x W to N x T x (1 + letters)."""
        return super().forward(lines).float().log_softmax(-1)


def sources(bank: Path, fonts: Sequence[Path]) -> Sources:
    """What the pool is made from."""
    chosen, left = members(Part.TRAIN), sureness()
    hands = read_bank(bank, tuple(writer for writer in chosen.writers if writer not in left.writers))
    faces = find_faces(fonts, [face for face in chosen.faces if face not in left.faces])
    return Sources(hands, faces, Texts(unseen_voices()), chars_of(hands))


def make_shard(seed: int, number: int, made_from: Sources) -> list[Crop]:
    """LINES crops."""
    made: list[Crop] = []
    for at in range(LINES):
        made += crops(f"block/{seed}/{number}/{at}", made_from)
        if len(made) >= LINES:
            break
    return made[:LINES]


def altered(line: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
    """A stored line another way at each visit: width, slant, light, colour of the ink. 3 x H x W, -1..1."""
    height, width = line.shape
    wide = max(16, round(width * float(np.exp(rng.normal(0, 0.08)))))
    slant = float(rng.normal(0, 0.06))
    matrix = np.array(
        [[wide / width, slant, -slant * height / 2], [0, 1, float(rng.normal(0, 0.8))]], np.float32
    )
    moved = cv2.warpAffine(line, matrix, (wide, height), borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    paper = float(np.percentile(moved, 90))
    dark = (paper - moved)[None] * np.ones((3, 1, 1), np.float32)
    if rng.random() < TINTED_SHARE:
        dark *= rng.uniform(0.35, 1.0, (3, 1, 1)).astype(np.float32)
    colour = paper - dark * float(rng.uniform(0.7, 1.25)) + float(rng.normal(0, 8))
    if rng.random() < 0.3:
        colour = colour + rng.standard_normal(colour.shape, dtype=np.float32) * float(rng.uniform(0, 10))
    return np.asarray(colour.clip(0, 255) / 127.5 - 1, np.float32)


def batch_of(lines: list[NDArray[np.float32]], texts: list[str], codes: dict[str, int]) -> Batch:
    """Lines padded as `extractors.engines.line_columns.along` pads them."""
    widest = max(LEAST_WIDTH, *(-(-line.shape[2] // STRIDE) * STRIDE for line in lines))
    stacked = np.zeros((len(lines), 3, LINE_HEIGHT, widest), np.float32)
    for row, line in enumerate(lines):
        stacked[row, :, :, : line.shape[2]] = line
    columns = [min(widest // STRIDE, math.ceil(line.shape[2] / STRIDE) + 1) for line in lines]
    return Batch(
        stacked, np.array([codes[char] for text in texts for char in text], np.int64),
        np.array([len(text) for text in texts], np.int64), np.array(columns, np.int64),
    )  # fmt: skip


def batches(pool: Path, seed: int, shards: int, codes: dict[str, int], start: int) -> Iterator[Batch]:
    """Batches from visit `start` on: one shard after the other, then any of them; each visit its own
    alterations."""
    visit = start
    while True:
        number = visit if visit < shards else random.Random(f"{seed}/{visit}").randrange(shards)
        path = shard_file(pool, number)
        while not path.exists():
            time.sleep(WAIT_SECONDS)
        yield from _visited(read_shard(path), np.random.default_rng((seed, visit)), codes)
        visit += 1


def _visited(shard: Shard, rng: np.random.Generator, codes: dict[str, int]) -> Iterator[Batch]:
    lines = [altered(line, rng) for line in shard.lines()]
    texts = ["".join(char for char in text if char in codes) for text in shard.texts]
    order = sorted(range(len(lines)), key=lambda at: lines[at].shape[2] + rng.uniform(0, 40))
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    rng.shuffle(groups)
    for group in groups:
        yield batch_of([lines[at] for at in group], [texts[at] for at in group], codes)


def exported(net: Any, model: onnx.ModelProto, path: Path) -> int:
    """Write the net's weights into the pretrained graph; the file's size in bytes."""
    path.write_bytes(with_weights(model, net.values()).SerializeToString())
    return path.stat().st_size


def make_pool(chosen: argparse.Namespace) -> None:
    """Make the missing shards."""
    cv2.setNumThreads(1)
    made_from = sources(chosen.bank, chosen.fonts)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for number in range(chosen.shards):
        if not (path := shard_file(chosen.out, number)).exists():
            began = time.monotonic()
            write_shard(path, make_shard(chosen.seed, number, made_from))
            print(f"shard {number + 1}/{chosen.shards}  {time.monotonic() - began:.0f} s", flush=True)


def learn(chosen: argparse.Namespace) -> None:
    """Train to the end, export."""
    torch.set_num_threads(chosen.threads)
    cv2.setNumThreads(1)
    model = pretrained()
    codes = {char: at + 1 for at, char in enumerate(letters_of(model))}
    trainer = Trainer.new(lambda: Tuned(model), seed=chosen.seed, past=AVERAGE, decay=DECAY)
    chosen.work.mkdir(parents=True, exist_ok=True)
    checkpoint = chosen.work / "hand_reader.pt"
    if checkpoint.exists():
        trainer.load(checkpoint)
    visit = LINES // BATCH
    trainer.step -= trainer.step % visit
    train(
        trainer,
        batches(chosen.pool, chosen.seed, chosen.shards, codes, trainer.step // visit),
        total=chosen.steps, checkpoint=checkpoint, save_every=visit, peak=chosen.rate,
    )  # fmt: skip
    print(f"{exported(trainer.average, model, chosen.out):,} bytes written to {chosen.out}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse and do one of both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    kinds = parser.add_subparsers(required=True)
    pool = kinds.add_parser("pool", help="make the lines")
    pool.add_argument("--bank", type=Path, required=True, help="the writers' strokes (docs/data-sources.md)")
    pool.add_argument("--fonts", type=Path, action="append", required=True, help="folder of typefaces")
    pool.set_defaults(do=make_pool)
    tuning = kinds.add_parser("train", help="tune the net on them")
    tuning.add_argument("--pool", type=Path, required=True)
    tuning.add_argument("--steps", type=int, default=384, help="batches, a multiple of 32")
    tuning.add_argument("--rate", type=float, default=PEAK_RATE)
    tuning.add_argument("--threads", type=int, default=1)
    tuning.add_argument("--work", type=Path, default=Path("build/hand"), help="folder of the checkpoint")
    tuning.set_defaults(do=learn)
    for kind in (pool, tuning):
        kind.add_argument("--shards", type=int, default=12)
        kind.add_argument("--seed", type=int, default=1)
        kind.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    chosen.do(chosen)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
