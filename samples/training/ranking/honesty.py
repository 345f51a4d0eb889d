"""How honest the rankers' confidence is with strangers: each field's calibration error, and what of it is
chance.

A curve fitted on three folds of voices is judged on the fourth. Beside the error stands what a perfect
confidence would show of so many values: with few of them it, too, is not small.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from extractors.fields.calibration import Curve
from extractors.ranking.linear_chain import Array
from flows.fitting.calibration_fit import rising
from samples.training.ranking.rankers import Outcome
from tests.accuracy.report import table
from tests.accuracy.statistics import calibration_error

LEAST = 200
"""Values of a field of which an error is told (the goals' own bound)."""
DRAWS = 60
"""Of right and wrong at random, as often as the confidence says."""
HIGH = 0.95
"""Of the draws so many show less."""
SMALL = 300
"""Values as a look at thirty held-out voices has of a field."""


def honesty(outcomes: Sequence[Outcome], folds: Mapping[str, int]) -> str:
    """A table, by field, of the values found."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        if one.value is not None:
            groups[f"{one.question.letter.kind}/{one.question.name}"].append(one)
    dice = np.random.default_rng(1)
    rows = []
    for name, group in sorted(groups.items()):
        if len(group) >= LEAST:
            pairs = _judged(group, folds)
            shares = np.array([share for share, _ in pairs])
            chance, few = _by_chance(shares, len(pairs), dice), _by_chance(shares, SMALL, dice)
            told = f"{calibration_error(pairs):.3f}"
            rows.append([name, str(len(pairs)), told, _told(chance), _told(few)])
    by_chance = "perfect (95 % below)"
    return table(("field", "values", "ECE out of voice", by_chance, f"{by_chance}, {SMALL} values"), rows)


def _judged(group: Sequence[Outcome], folds: Mapping[str, int]) -> list[tuple[float, bool]]:
    """(confidence by the curve of the other folds, is it right) of each value."""
    found = []
    for fold in sorted({folds[one.question.voice] for one in group}):
        others = [one for one in group if folds[one.question.voice] != fold]
        scores = np.array([one.probability for one in others])
        curve = Curve(*rising(scores, np.array([float(one.is_right) for one in others])), review_below=0.0)
        own = (one for one in group if folds[one.question.voice] == fold)
        found += [(curve.probability(one.probability), one.is_right) for one in own]
    return found


def _by_chance(shares: Array, count: int, dice: np.random.Generator) -> tuple[float, float]:
    """The error of a perfect confidence over `count` values: its mean, and what few draws exceed."""
    errors = []
    for _ in range(DRAWS):
        drawn = dice.choice(shares, count)
        errors.append(calibration_error(list(zip(drawn, dice.random(count) < drawn, strict=True))))
    return float(np.mean(errors)), float(np.quantile(errors, HIGH))


def _told(errors: tuple[float, float]) -> str:
    return f"{errors[0]:.3f} ({errors[1]:.3f})"
