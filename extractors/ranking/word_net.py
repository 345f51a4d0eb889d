"""A small net over a letter's words: what the language model makes of each, what rules and layout say of it.

Dilated convolutions in plain numpy; trained by `samples/training/ranking/net`. It gives the same kind of
scores as the random field (linear_chain), and the two are mixed (span_tagger).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.ranking.language import WIDTH
from extractors.ranking.linear_chain import Emissions
from extractors.ranking.word_lists import packed, unpacked

Floats = NDArray[np.float32]
TINY = 1e-5
"""Added to a variance (torch's own)."""


@dataclass(frozen=True)
class Block:
    """A convolution over three words, `dilation` apart, added to what went in. `kernel`: (3, in, out)."""

    dilation: int
    scale: Floats
    shift: Floats
    kernel: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """`x`: shape (words, width)."""
        normed = _normed(x) * self.scale + self.shift
        edge = np.zeros((self.dilation, x.shape[1]), np.float32)
        padded = np.concatenate([edge, normed, edge])
        steps = (padded[at * self.dilation : at * self.dilation + len(x)] for at in range(3))
        sums = sum((step @ part for step, part in zip(steps, self.kernel, strict=True)), self.bias)
        out: Floats = x + np.maximum(sums, 0.0)
        return out


@dataclass(frozen=True)
class WordNet:
    """Weights: a row for each of `features`; `inputs` (layers x 384, width) for the language model's states;
    `place` (width, 384) for what the language model is told of a word beside its pieces; `outputs` (width,
    labels)."""

    labels: tuple[str, ...]
    features: tuple[str, ...]
    rows: Floats
    inputs: Floats
    bias: Floats
    place: Floats
    blocks: tuple[Block, ...]
    scale: Floats
    shift: Floats
    outputs: Floats
    output_bias: Floats
    transitions: Floats

    @cached_property
    def _places(self) -> dict[str, int]:
        return {feature: row for row, feature in enumerate(self.features)}

    def described(self, tokens: Sequence[Sequence[str]]) -> Floats:
        """What the words' features (token_features) say of each, shape (words, width)."""
        known = [[at for one in features if (at := self._places.get(one)) is not None] for features in tokens]
        return np.array([self.rows[rows].sum(axis=0) for rows in known], np.float32)

    def placed(self, described: Floats) -> Floats:
        """The same for the language model, shape (words, 384)."""
        found: Floats = _normed(described) @ self.place
        return found

    def inner(self, described: Floats, states: Floats) -> Floats:
        """What it makes of each word, shape (words, width). `states`: what the language model makes of
        them."""
        layers = states.reshape(len(described), -1, WIDTH)
        x = _normed(layers).reshape(len(described), -1) @ self.inputs + self.bias
        x = np.maximum(x + described, 0.0)
        for block in self.blocks:
            x = block(x)
        found: Floats = _normed(x) * self.scale + self.shift
        return found

    def emissions(self, inner: Floats) -> Emissions:
        """What it says of each word."""
        scores = inner @ self.outputs + self.output_bias
        return Emissions(self.labels, scores.astype(np.float64), self.transitions.astype(np.float64))


def _normed(x: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    normed: Floats = centred / np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + TINY)
    return normed


def load_net(path: Path) -> WordNet:
    """The weights of a file written by `write_net`."""
    with np.load(path, allow_pickle=False) as stored:
        blocks = tuple(
            Block(int(dilation), *(stored[f"block{at}_{part}"].astype(np.float32) for part in PARTS))
            for at, dilation in enumerate(stored["dilations"])
        )
        rows = stored["rows"].astype(np.float32) * float(stored["rows_scale"])
        others = {name: stored[name].astype(np.float32) for name in OTHERS}
        return WordNet(
            unpacked(stored["labels"]), unpacked(stored["features"]), rows, blocks=blocks, **others
        )


PARTS = ("scale", "shift", "kernel", "bias")
OTHERS = ("inputs", "bias", "place", "scale", "shift", "outputs", "output_bias", "transitions")
STEPS = 127
"""Features' rows are kept as signed bytes, the largest number as this many steps; others as halves."""


def write_net(net: WordNet, path: Path) -> None:
    """Store it; words as lines of UTF-8."""
    scale = float(np.abs(net.rows).max()) / STEPS or 1.0
    blocks = {
        f"block{at}_{part}": getattr(block, part).astype(np.float16)
        for at, block in enumerate(net.blocks)
        for part in PARTS
    }
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            labels=packed(net.labels),
            features=packed(net.features),
            rows=np.round(net.rows / scale).astype(np.int8),
            rows_scale=np.float64(scale),
            dilations=np.array([block.dilation for block in net.blocks], np.int32),
            **blocks,
            **{name: getattr(net, name).astype(np.float16) for name in OTHERS},
        )
