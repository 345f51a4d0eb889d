"""A logistic regression's answer, and the log odds that stand for a probability among features."""

from dataclasses import dataclass

import numpy as np

from extractors.ranking.linear_chain import Array

SURE_ODDS = 0.002
"""Probabilities are kept this far from 0 and 1 before their odds are taken."""
ODDS_SCALE = 6.0


@dataclass(frozen=True)
class Logistic:
    """A logistic regression: probability = 1 / (1 + exp(-(bias + weights . features)))."""

    bias: float
    weights: Array

    def probability(self, features: Array) -> float:
        """Of one vector of features."""
        return float(1.0 / (1.0 + np.exp(-np.clip(self.bias + self.weights @ features, -30.0, 30.0))))


def odds(probability: float) -> float:
    """Log odds, about -1..1."""
    kept = min(1.0 - SURE_ODDS, max(SURE_ODDS, probability))
    return float(np.log(kept / (1.0 - kept))) / ODDS_SCALE
