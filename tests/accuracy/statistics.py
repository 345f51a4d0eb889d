"""Bounds and calibration: what a count of errors says, and whether confidences mean what they say."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

ALPHA = 0.05
BINS = 10
"""Equal-mass bins of the calibration error (from the goals)."""


def _binomial_cdf(errors: int, trials: int, p: float) -> float:
    """P(X <= errors) of a binomial."""
    if p <= 0:
        return 1.0
    if p >= 1:
        return 1.0 if errors >= trials else 0.0
    logs = (
        math.lgamma(trials + 1) - math.lgamma(i + 1) - math.lgamma(trials - i + 1)
        + i * math.log(p) + (trials - i) * math.log1p(-p)
        for i in range(errors + 1)
    )  # fmt: skip
    return min(1.0, sum(math.exp(value) for value in logs))


def upper_bound(errors: int, trials: int, alpha: float = ALPHA) -> float:
    """One-sided Clopper-Pearson upper bound of an error rate (0 errors: about 3 / trials)."""
    if trials == 0 or errors >= trials:
        return 1.0
    low, high = errors / trials, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _binomial_cdf(errors, trials, middle) > alpha:
            low = middle
        else:
            high = middle
    return high


@dataclass(frozen=True)
class Bin:
    """Readings of like confidence: how many, what they claimed, how many were right."""

    count: int
    confidence: float
    accuracy: float


def equal_mass_bins(pairs: Sequence[tuple[float, bool]], bins: int = BINS) -> tuple[Bin, ...]:
    """(confidence, right) pairs in up to `bins` bins of equal size, by rising confidence."""
    ranked = sorted(pairs)
    parts = (ranked[len(ranked) * i // bins : len(ranked) * (i + 1) // bins] for i in range(bins))
    return tuple(
        Bin(len(part), sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part))
        for part in parts
        if part
    )


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = BINS) -> float:
    """Expected calibration error over equal-mass bins."""
    total = len(pairs)
    return (
        sum(b.count / total * abs(b.confidence - b.accuracy) for b in equal_mass_bins(pairs, bins))
        if total
        else 0.0
    )
