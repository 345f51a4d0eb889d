"""A logistic regression's answer, and the log odds that stand for a probability among features."""

from dataclasses import dataclass

import numpy as np

from extractors.ranking.linear_chain import Array

SURE_ODDS = 0.002
"""Probabilities are kept this far from 0 and 1 before their odds are taken."""
ODDS_SCALE = 6.0
MOST_ODDS = 30.0
"""Log odds beyond which a probability is 0 or 1."""


@dataclass(frozen=True)
class Logistic:
    """A logistic regression: probability = 1 / (1 + exp(-(bias + weights . features)))."""

    bias: float
    weights: Array

    def probability(self, features: Array) -> float:
        """Of one vector of features."""
        return share(float(self.bias + self.weights @ features))


def share(odds: float) -> float:
    """The probability of these log odds."""
    return float(1.0 / (1.0 + np.exp(-np.clip(odds, -MOST_ODDS, MOST_ODDS))))


def log_odds(probability: float, apart: float) -> float:
    """Of a probability that is kept so far apart from 0 and 1."""
    kept = min(1.0 - apart, max(apart, probability))
    return float(np.log(kept / (1.0 - kept)))


def odds(probability: float) -> float:
    """Log odds, about -1..1."""
    return log_odds(probability, SURE_ODDS) / ODDS_SCALE
