"""Fits the confidence models from labelled readings: `python -m extractors.fit_confidence ROWS.jsonl`.

Each line of the file is one reading: {"kind": ..., "features": [...], "right": true|false}, features in the
order of confidence.FEATURES. A ridge logistic a kind, pulled towards the one of all kinds where readings are
few; the threshold is the lowest that keeps the share of wrong and unflagged readings under the target.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.confidence import DEFAULT_KIND, FEATURES, MODEL_FILE

SILENT_TARGET = 0.002
"""Wrong and unflagged readings of a kind, as a share: under the goal, as unseen scans are harder."""

RIDGE = 0.6
"""Pull of the weights towards those of all kinds; of the pooled fit towards the hand-set start."""

ROUNDS = 60
"""Newton steps; the fit stands still after about ten."""

THRESHOLD_BOUNDS = {"nik": (0.95, 0.995), DEFAULT_KIND: (0.80, 0.97)}
"""Lowest and highest review threshold: few wrong readings in the sample must not make it careless."""

Array = NDArray[np.float64]


def fit(rows: Array, right: Array, start: Array) -> Array:
    """Weights (bias first) of a ridge logistic around `start`. `rows`: n x features."""
    design = np.hstack([np.ones((len(rows), 1)), rows])
    weights = start.copy()
    pull = np.full(len(start), RIDGE)
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (right - chance) - pull * (weights - start)
        spread = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(pull)
        weights = weights + np.linalg.solve(spread, gradient)
    return weights


def threshold(chance: Array, right: Array, kind: str) -> float:
    """The lowest threshold that keeps silent errors under the target."""
    low, high = THRESHOLD_BOUNDS.get(kind, THRESHOLD_BOUNDS[DEFAULT_KIND])
    for value in np.arange(low, high, 0.005):
        if float(((chance >= value) & (right < 0.5)).mean()) <= SILENT_TARGET:
            return round(float(value), 3)
    return high


def main(argv: Sequence[str]) -> int:
    """Fit all kinds found in the rows and write the model file."""
    groups: dict[str, list[tuple[list[float], bool]]] = defaultdict(list)
    for line in Path(argv[0]).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        groups[row["kind"]].append((row["features"], row["right"]))
    stored = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    start = {kind: np.array([entry["bias"], *entry["weights"]]) for kind, entry in stored["start"].items()}
    everything = [reading for kind, readings in groups.items() if kind != "nik" for reading in readings]
    pooled = fit(*_arrays(everything), start[DEFAULT_KIND])
    kinds = {DEFAULT_KIND: _entry(pooled, *_arrays(everything), DEFAULT_KIND)}
    for kind, readings in sorted(groups.items()):
        weights = fit(*_arrays(readings), start.get(kind, pooled))
        kinds[kind] = _entry(weights, *_arrays(readings), kind)
        print(f"{kind:16} n={len(readings):5} review below {kinds[kind]['review_below']}")
    stored.update(features=list(FEATURES), fitted_on=f"{len(everything)} readings, tune split", kinds=kinds)
    MODEL_FILE.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    return 0


def _arrays(readings: Sequence[tuple[list[float], bool]]) -> tuple[Array, Array]:
    return np.array([row for row, _ in readings], dtype=float), np.array(
        [right for _, right in readings], float
    )


def _entry(weights: Array, rows: Array, right: Array, kind: str) -> dict[str, object]:
    chance = 1.0 / (1.0 + np.exp(-np.clip(weights[0] + rows @ weights[1:], -30, 30)))
    return {
        "bias": round(float(weights[0]), 4),
        "weights": [round(float(weight), 4) for weight in weights[1:]],
        "review_below": threshold(chance, right, kind),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
