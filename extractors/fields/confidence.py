"""One raw score a field: what is known of a reading, weighed into a number between 0 and 1.

What is known goes into an `Evidence`; a small logistic model a field kind (data/confidence.json)
turns it into a score. How often a score is right is counted afterwards on labelled readings, and thresholds
are set there (extractors/fields/calibration.py, docs/calibration.md).
"""

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MODEL_FILE = Path(__file__).resolve().parent / "data" / "confidence.json"

DEFAULT_KIND = "teks"

FEATURES = (
    "engine",
    "weakest",
    "is_agreed",
    "is_second_missing",
    "is_valid",
    "is_invalid",
    "corrected",
    "poor",
)
"""Order of the weights in the file; the bias comes first."""


@dataclass(frozen=True)
class Evidence:
    """What is known of one reading.

    `kind`: the field kind (a name in the model file; unknown ones count as "teks"). `engine`, `weakest`:
    mean and least probability of the value's characters. `agreement`: likeness of a second, independent
    reading, None without one. `is_valid`: what a check on the value said, None where there is none.
    `corrected`: 0..1, how far the value had to be moved from the raw text. `quality`: 0..1 of the image.
    """

    kind: str = DEFAULT_KIND
    engine: float = 0.0
    weakest: float = 0.0
    agreement: float | None = None
    is_valid: bool | None = None
    corrected: float = 0.0
    quality: float = 1.0

    def features(self) -> tuple[float, ...]:
        """The numbers the model weighs, in the order of FEATURES."""
        return (
            _log_odds(self.engine),
            _log_odds(self.weakest),
            0.0 if self.agreement is None else 2.0 * self.agreement - 1.0,
            float(self.agreement is None),
            float(self.is_valid is True),
            float(self.is_valid is False),
            self.corrected,
            1.0 - self.quality,
        )


@dataclass(frozen=True)
class KindModel:
    """Bias and weights of one field kind, and the confidence under which a person should look."""

    bias: float
    weights: tuple[float, ...]
    review_below: float


def confidence(evidence: Evidence) -> float:
    """How sure the value is, 0..1; a probability once calibrated."""
    model = _model(evidence.kind)
    total = model.bias + sum(w * f for w, f in zip(model.weights, evidence.features(), strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def needs_review(kind: str, value: float) -> bool:
    """Whether a field of that kind with that confidence should be shown to a person."""
    return value < _model(kind).review_below


def _log_odds(probability: float) -> float:
    """-1..1 for probabilities 0.01..0.99+: engine scores crowd near 1, and there the difference lies."""
    clipped = min(0.999, max(0.01, probability))
    return math.log(clipped / (1.0 - clipped)) / math.log(999.0)


def _model(kind: str) -> KindModel:
    models = _models()
    return models.get(kind) or models[DEFAULT_KIND]


@functools.cache
def _models() -> Mapping[str, KindModel]:
    """The packaged models, by field kind."""
    stored = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != FEATURES:
        raise ValueError(f"{MODEL_FILE.name} is for other features than this program's.")
    return {
        kind: KindModel(entry["bias"], tuple(entry["weights"]), entry["review_below"])
        for kind, entry in stored["kinds"].items()
    }
