"""Weighs a field's options anew, each beside the others, and "none" with them.

The ranker's logistic regressions see what is known of an option; this small net sees beside it what the
tagger's net makes of the option's words, of those around them and of the letter as a whole, and what the
likelier of the other options are. It starts from the ranker's log odds and moves them. Several nets, each
fitted from another start, are averaged (samples/training/ranking/reranker, docs/ranking.md).
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extractors.ranking.language import DATA
from extractors.ranking.linear_chain import Array
from extractors.ranking.logistic import log_odds, share
from extractors.ranking.option_features import FEATURES
from extractors.ranking.options import Option
from extractors.ranking.roles import Role
from extractors.ranking.word_net import Floats

MODEL_FILE = DATA / "reranker.npz"
ROLES = tuple(Role)
KEPT = 1e-4
"""Probabilities are kept this far from 0 and 1 before their odds are taken."""
CLIPPED = 6.0
"""Standard deviations beyond which a feature says nothing more."""
BESIDE = 4
"""Further features of an option: the likeliest other, none, how far it lies before it, how many there are."""
AROUND = 5
"""States of an option: its words on average, the first, the last, the one before, the one behind."""
COUNTED = 8
"""Options that count as one."""
ALONE = 0.1
"""Added to the others' probabilities: where they are next to nothing, they are not heard."""
WEIGHTS = (
    "features", "words", "letter", "role", "others", "out", "role_out", "own",
    "none", "none_role", "none_out", "none_role_out", "none_own",
)  # fmt: skip
SCALES = ("features_mean", "features_spread", "none_mean", "none_spread")


@dataclass(frozen=True)
class FirstShares:
    """What the ranker makes of a field: each option's probability, that of none, and what tells none
    (`ranker.NONE_FEATURES`)."""

    shares: list[float]
    none: float
    none_features: Array


@dataclass(frozen=True)
class Asked:
    """What is weighed of a field: `features` of shape (options, n), `none_features` (m,), the log odds of
    each option and of none that the ranker gives; what the tagger's net makes of the options' words
    (options, 5 x width) and of the letter (width,)."""

    role: Role
    features: Floats
    none_features: Floats
    odds: Floats
    none_odds: float
    words: Floats
    letter: Floats


def asked(role: Role, inner: Floats, found: Sequence[Option], first: FirstShares) -> Asked:
    """Gathered of a field. `inner`: what the net makes of each of the letter's words (Tagging.inner)."""
    rows, count, none = [], len(found) / COUNTED, kept_odds(first.none)
    for at, (option, own) in enumerate(zip(found, first.shares, strict=True)):
        rival = max((*first.shares[:at], *first.shares[at + 1 :]), default=0.0)
        beside = (kept_odds(rival), none, own - rival, count)
        rows.append(np.concatenate([option.features, beside]))
    best, second = (*sorted(first.shares, reverse=True), 0.0, 0.0)[:2]
    told = (kept_odds(best), kept_odds(second), count)
    return Asked(
        role,
        np.array(rows, np.float32).reshape(len(found), len(FEATURES) + BESIDE),
        np.concatenate([first.none_features, told]).astype(np.float32),
        np.array([kept_odds(one) for one in first.shares], np.float32),
        none,
        np.array([_around(inner, one.words) for one in found], np.float32).reshape(
            len(found), AROUND * inner.shape[1]
        ),
        inner.mean(axis=0),
    )


def kept_odds(probability: float) -> float:
    """Its log odds."""
    return log_odds(probability, KEPT)


def _around(inner: Floats, words: Sequence[int]) -> Floats:
    """The words on average, the first, the last, the one before and the one behind, side by side."""
    nothing = np.zeros(inner.shape[1], np.float32)
    if not words:
        return np.tile(nothing, AROUND)
    first, last = words[0], words[-1]
    before = inner[first - 1] if first else nothing
    behind = inner[last + 1] if last + 1 < len(inner) else nothing
    return np.concatenate([inner[list(words)].mean(axis=0), inner[first], inner[last], before, behind])


@dataclass(frozen=True)
class Reranker:
    """`weights`: each of WEIGHTS, of all nets (nets, ...); `scales`: mean and deviation of the features and
    of those of "none"."""

    weights: Mapping[str, Floats]
    scales: Mapping[str, Floats]

    @functools.cached_property
    def _nets(self) -> tuple[dict[str, Floats], ...]:
        """The weights of each net."""
        count = len(self.weights["out"])
        return tuple({name: self.weights[name][net] for name in WEIGHTS} for net in range(count))

    def shares(self, one: Asked) -> tuple[list[float], float]:
        """The probability of each option, and of none."""
        none = share(float(np.mean([self._none(one, net) for net in self._nets])))
        if not len(one.odds):
            return [], none
        each = np.mean([self._of_net(one, net) for net in self._nets], axis=0)
        return [share(odds) for odds in each], none

    def _of_net(self, one: Asked, w: Mapping[str, Floats]) -> Floats:
        role = ROLES.index(one.role)
        seen = scaled(self.scales, "features", one.features) @ w["features"] + one.words @ w["words"]
        seen = seen + one.letter @ w["letter"] + w["role"][role]
        heard = 1.0 / (1.0 + np.exp(-one.odds[:, None]))
        first = heard * np.maximum(seen, 0.0)
        others = (first.sum(axis=0) - first) / (heard.sum() - heard + ALONE)
        second = np.maximum(seen + others @ w["others"], 0.0)
        found: Floats = second @ w["out"] + w["role_out"][role] + w["own"][role] * one.odds
        return found

    def _none(self, one: Asked, w: Mapping[str, Floats]) -> float:
        role = ROLES.index(one.role)
        seen = np.maximum(
            scaled(self.scales, "none", one.none_features) @ w["none"] + w["none_role"][role], 0.0
        )
        return float(seen @ w["none_out"] + w["none_role_out"][role] + w["none_own"][role] * one.none_odds)


def scaled(scales: Mapping[str, Floats], name: str, values: Floats) -> Floats:
    """Features, or those of "none", brought to one spread."""
    mean, spread = scales[f"{name}_mean"], scales[f"{name}_spread"]
    found: Floats = np.clip((values - mean) / spread, -CLIPPED, CLIPPED)
    return found


def load_reranker(path: Path) -> Reranker:
    """The weights of a file written by `write_reranker`."""
    with np.load(path, allow_pickle=False) as stored:
        kept = {name: stored[name].astype(np.float32) for name in stored.files}
    scales = {name: kept.pop(name) for name in SCALES}
    return Reranker(kept, scales)


def write_reranker(model: Reranker, path: Path) -> None:
    """Store it, weights as halves."""
    kept: dict[str, Any] = {name: values.astype(np.float16) for name, values in model.weights.items()}
    with path.open("wb") as file:
        np.savez_compressed(file, **kept | dict(model.scales))


@functools.cache
def packaged_reranker() -> Reranker:
    """The one of the package."""
    return load_reranker(MODEL_FILE)
