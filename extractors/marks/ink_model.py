"""How likely ink is a signature, and how likely a stamp: boosted trees over what is known of it.

What is known stands in `ink_evidence`.
They are fitted on pages whose ink is known (samples/training/marks); the weights lie in data/ink.json.
"""

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extractors.marks.ink_evidence import FEATURES, Array

MODEL_FILE = Path(__file__).resolve().parent / "data" / "ink.json"
LEAF = -1
"""In the place of a feature: the node is a leaf."""


@dataclass(frozen=True)
class Tree:
    """Nodes in arrays: what feature is asked, up to which value one goes left, to where, what a leaf adds."""

    feature: Sequence[int]
    threshold: Sequence[float]
    left: Sequence[int]
    right: Sequence[int]
    value: Sequence[float]

    def add(self, features: Array) -> float:
        """What the tree adds to the log odds."""
        node = 0
        while self.feature[node] != LEAF:
            goes_left = features[self.feature[node]] <= self.threshold[node]
            node = self.left[node] if goes_left else self.right[node]
        return self.value[node]


@dataclass(frozen=True)
class Boosted:
    """Trees whose sum is log odds."""

    bias: float
    trees: tuple[Tree, ...]

    def probability(self, features: Array) -> float:
        """Of one vector in the order of FEATURES."""
        odds = self.bias + sum(tree.add(features) for tree in self.trees)
        return float(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))))


@dataclass(frozen=True)
class InkOdds:
    """Probabilities that ink is, or holds, a signature and a stamp; and that a pen's few strokes are rather a
    clerk's mark (a cross, a tick, an arrow) than a signature."""

    signature: float
    stamp: float
    clerk: float


def ink_odds(features: Array) -> InkOdds:
    """What the packaged trees say."""
    models = _packaged()
    return InkOdds(*(models[name].probability(features) for name in ("signature", "stamp", "clerk")))


@functools.cache
def _packaged() -> Mapping[str, Boosted]:
    return load_models(MODEL_FILE)


def load_models(path: Path) -> dict[str, Boosted]:
    """The models of a file by name; ValueError if it was fitted for other features."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != FEATURES:
        raise ValueError(f"{path.name} is for other features than this program's.")
    return {name: _boosted(entry) for name, entry in stored["models"].items()}


def _boosted(entry: Mapping[str, Any]) -> Boosted:
    return Boosted(entry["bias"], tuple(Tree(**tree) for tree in entry["trees"]))
