"""Inference of a linear-chain conditional random field (Lafferty et al. 2001), in plain numpy.

Training is `python -m samples.training.tagger` (python-crfsuite); at run time a file of weights is enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.ranking.word_lists import packed, unpacked

Array = NDArray[np.float64]


@dataclass(frozen=True)
class LinearChain:
    """Weights of `features` (one row each, one column a label) and of transitions from label to label."""

    labels: tuple[str, ...]
    features: tuple[str, ...]
    weights: NDArray[np.float32]
    transitions: Array

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {feature: row for row, feature in enumerate(self.features)}

    def scores(self, tokens: Sequence[Sequence[str]]) -> Array:
        """The sum of weights of each token's features, shape (tokens, labels); unknown features weigh 0."""
        total = np.zeros((len(tokens), len(self.labels)))
        for at, features in enumerate(tokens):
            known = [row for feature in features if (row := self._rows.get(feature)) is not None]
            if known:
                total[at] = self.weights[known].sum(axis=0)
        return total

    def emissions(self, tokens: Sequence[Sequence[str]]) -> "Emissions":
        """What it says of each token, with its steps from label to label."""
        return Emissions(self.labels, self.scores(tokens), self.transitions)

    def posterior(self, tokens: Sequence[Sequence[str]]) -> "Posterior":
        """All sequences of labels, weighed."""
        return self.emissions(tokens).posterior()

    def best_path(self, tokens: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """The likeliest sequence of labels."""
        return self.emissions(tokens).best_path()


@dataclass(frozen=True)
class Emissions:
    """Log weights of a text's labels, shape (tokens, labels), and of their steps, shape (labels, labels)."""

    labels: tuple[str, ...]
    scores: Array
    transitions: Array

    def mixed(self, other: "Emissions", own: float, others: float) -> "Emissions":
        """The weighted sum with what another model says of the same text and labels."""
        if other.labels != self.labels:
            raise ValueError("Two models with other labels cannot be mixed.")
        return Emissions(
            self.labels, own * self.scores + others * other.scores,
            own * self.transitions + others * other.transitions,
        )  # fmt: skip

    def posterior(self) -> "Posterior":
        """All sequences of labels, weighed: forward and backward sums."""
        scores = self.scores
        forward, backward = scores.copy(), np.zeros_like(scores)
        if not len(scores):
            return Posterior(self, forward, backward, 0.0)
        highest = self.transitions.max()
        steps = np.exp(self.transitions - highest)
        for at in range(1, len(scores)):
            forward[at] = _log_product(forward[at - 1], steps) + highest + scores[at]
        for at in range(len(scores) - 2, -1, -1):
            backward[at] = _log_product(backward[at + 1] + scores[at + 1], steps.T) + highest
        return Posterior(self, forward, backward, _log_sum(forward[-1]))

    def best_path(self) -> tuple[str, ...]:
        """The likeliest sequence of labels (Viterbi)."""
        scores = self.scores
        if not len(scores):
            return ()
        before = np.zeros(scores.shape, dtype=np.intp)
        best = scores[0]
        for at in range(1, len(scores)):
            reached = best[:, None] + self.transitions
            before[at] = reached.argmax(axis=0)
            best = reached.max(axis=0) + scores[at]
        path = [int(best.argmax())]
        for at in range(len(scores) - 1, 0, -1):
            path.append(int(before[at][path[-1]]))
        return tuple(self.labels[label] for label in reversed(path))


@dataclass(frozen=True)
class Posterior:
    """What is said of a text as a whole: log sums of the sequences up to and from each token, and of all."""

    emissions: Emissions
    forward: Array
    backward: Array
    total: float

    @cached_property
    def shares(self) -> Array:
        """Probability of each label at each token, shape (tokens, labels)."""
        shares: Array = np.exp(self.forward + self.backward - self.total)
        return shares

    def runs(self, begin: str, inside: str, least: float, longest: int) -> list[tuple[int, int, float]]:
        """(start, stop, probability) of the exact runs begin, inside, inside, ... that are likely enough."""
        labels, scores = self.emissions.labels, self.emissions.scores
        if begin not in labels:
            return []
        first, further = labels.index(begin), labels.index(inside) if inside in labels else None
        found = []
        for start in [at for at, share in enumerate(self.shares[:, first]) if share >= least]:
            before, label = float(self.forward[start, first]), first
            for stop in range(start + 1, min(len(scores), start + longest) + 1):
                ends = before + self._not_going_on(label, further, stop) - self.total
                if ends >= np.log(least):
                    found.append((start, stop, float(np.exp(ends))))
                if stop == len(scores) or further is None:
                    break
                before += float(self.emissions.transitions[label, further] + scores[stop, further])
                label = further
                if before + self.backward[stop, further] - self.total < np.log(least):
                    break
        return found

    def exact(self, begin: str, inside: str, start: int, stop: int) -> float:
        """The probability of just the run [start, stop)."""
        labels, said = self.emissions.labels, self.emissions
        if begin not in labels or (inside not in labels and stop > start + 1):
            return 0.0
        first, further = labels.index(begin), labels.index(inside) if inside in labels else None
        path = [first, *[-1 if further is None else further] * (stop - start - 1)]
        steps = said.transitions[path[:-1], path[1:]].sum()
        steps += said.scores[range(start + 1, stop), path[1:]].sum()
        whole = self.forward[start, first] + steps + self._not_going_on(path[-1], further, stop)
        return float(np.exp(min(0.0, whole - self.total)))

    def _not_going_on(self, label: int, further: int | None, stop: int) -> float:
        """Log sum of all that may follow a run which ends before `stop`."""
        said = self.emissions
        if stop == len(said.scores):
            return 0.0
        after = said.transitions[label] + said.scores[stop] + self.backward[stop]
        return _log_sum(after if further is None else np.delete(after, further))


def _log_sum(logs: Array) -> float:
    """log(sum(exp(logs))), without overflow."""
    highest = float(logs.max())
    return float(np.log(np.exp(logs - highest).sum())) + highest


TINY = 1e-300
"""Added before a logarithm: no probability becomes minus infinity."""


def _log_product(logs: Array, matrix: Array) -> Array:
    """log(exp(logs) @ matrix), without overflow."""
    highest = logs.max()
    product: Array = np.log(np.exp(logs - highest) @ matrix + TINY) + highest
    return product


def load_chain(path: Path) -> LinearChain:
    """The weights of a file written by `write_chain`."""
    with np.load(path, allow_pickle=False) as stored:
        return LinearChain(
            unpacked(stored["labels"]),
            unpacked(stored["features"]),
            stored["weights"].astype(np.float32) * float(stored["scale"]),
            stored["transitions"].astype(np.float64),
        )


STEPS = 127
"""Weights are kept as signed bytes: the largest is this many steps."""


def write_chain(chain: LinearChain, path: Path) -> None:
    """Store weights as bytes (a step is a 127th of the largest one); words as lines of UTF-8."""
    scale = float(np.abs(chain.weights).max()) / STEPS
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            labels=packed(chain.labels),
            features=packed(chain.features),
            weights=np.round(chain.weights / scale).astype(np.int8),
            scale=np.float64(scale),
            transitions=chain.transitions.astype(np.float32),
        )
