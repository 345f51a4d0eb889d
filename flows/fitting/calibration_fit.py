"""Fits calibration curves and thresholds of review to labelled readings (isotonic, plain numpy)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extractors.fields.calibration import SCHEMA, Calibration, Curve
from models.field_spec import FREE_TEXT, places

Array = NDArray[np.float64]
Block = tuple[float, float, float]
"""Readings taken together: how many, the sum of their scores, how many were right."""

MIN_READINGS = 40
"""A field with fewer readings shares its kind's curve."""

BIN = 10
"""Readings taken together before the curve is made to rise: fewer, and it would follow single errors."""

FOLDS = 5
"""Thresholds are chosen on curves that have not seen the readings they judge."""

STRICT = frozenset(f"{kind}/{name}" for kind, name in places("nik"))
"""No silent error at all is accepted here: a wrong NIK names another person."""

MOST_FLAGGED = 0.15
"""Of a kind's values at most: beyond it a person would look at everything and see nothing."""

HIGHEST = 0.999
"""No threshold lies above this: the best readings of a field stay unflagged."""


@dataclass(frozen=True)
class Label:
    """A reading with its raw score and whether it was right. `key`: kind/field."""

    key: str
    score: float
    is_right: bool


def fit(labels: Sequence[Label], *, target: float, fitted_on: str) -> Calibration:
    """Curves for every field, with thresholds for at most `target` silent errors a value of its kind.

    Where that would flag more than MOST_FLAGGED of them, the threshold stays where it flags so many.
    Long texts are left out: a sentence more or less is no wrong value, and a curve would flag half of them.
    """
    groups = _grouped(label for label in labels if label.key.split("/")[-1] not in FREE_TEXT)
    left_out = {key: held_out(group) for key, group in groups.items()}
    below = {}
    for kind in {key.split("/")[0] for key in groups}:
        pairs = [
            pair
            for key, found in left_out.items()
            if key.split("/")[0] == kind
            for pair in _judged_here(key, groups[key], found, groups)
        ]
        below[kind] = min(threshold(pairs, round(target * len(pairs))), flagging(pairs, MOST_FLAGGED))
    curves = {}
    for key, group in groups.items():
        common = below[key.split("/")[0]]
        least = max(common, threshold(left_out[key], 0)) if key in STRICT else common
        curves[key] = curve(group, least)
    return Calibration(curves, fitted_on)


def curve(group: Sequence[Label], least: float) -> Curve:
    """The curve of these readings, with its threshold of review."""
    scores, shares = rising(_scores(group), _rights(group))
    return Curve(scores, shares, min(HIGHEST, least), len(group))


def _judged_here(
    key: str, group: Sequence[Label], pairs: Sequence[tuple[float, bool]], groups: Mapping[str, list[Label]]
) -> list[tuple[float, bool]]:
    """The pairs of readings that this very curve judges: of a kind's curve, those of its rare fields."""
    is_own = [label.key == key or label.key not in groups for label in group]
    return [pair for pair, own in zip(pairs, is_own, strict=True) if own and key not in STRICT]


def _grouped(labels: Iterable[Label]) -> Mapping[str, list[Label]]:
    """By field where there are enough, and by kind over all its fields."""
    fields: dict[str, list[Label]] = defaultdict(list)
    kinds: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        fields[label.key].append(label)
        kinds[label.key.split("/")[0]].append(label)
    return kinds | {key: group for key, group in fields.items() if len(group) >= MIN_READINGS}


def _scores(group: Sequence[Label]) -> Array:
    return np.array([label.score for label in group], dtype=np.float64)


def _rights(group: Sequence[Label]) -> Array:
    return np.array([label.is_right for label in group], dtype=np.float64)


def rising(scores: Array, rights: Array) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Knots of the non-falling curve nearest to the readings: neighbours that fall are pooled."""
    blocks: list[Block] = []
    for block in _bins(scores, rights):
        blocks.append(block)
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            last, before = blocks.pop(), blocks.pop()
            blocks.append(_pooled(before, last))
    return tuple(total / count for count, total, _ in blocks), tuple(_share(block) for block in blocks)


def _bins(scores: Array, rights: Array) -> list[Block]:
    """Neighbours in bins of at least BIN; readings of one score are never parted."""
    levels, place = np.unique(np.round(scores, 4), return_inverse=True)
    counts = np.bincount(place, minlength=len(levels))
    right = np.bincount(place, weights=rights, minlength=len(levels))
    bins: list[Block] = []
    for score, count, hits in zip(levels, counts, right, strict=True):
        block = (float(count), float(score * count), float(hits))
        if bins and bins[-1][0] < BIN:
            bins[-1] = _pooled(bins[-1], block)
        else:
            bins.append(block)
    if len(bins) > 1 and bins[-1][0] < BIN:
        last = bins.pop()
        bins[-1] = _pooled(bins[-1], last)
    return bins


def _pooled(one: Block, two: Block) -> Block:
    return one[0] + two[0], one[1] + two[1], one[2] + two[2]


def _share(block: Block) -> float:
    """Right share with half a reading added on either side: a count of 20 of 20 is not certainty."""
    count, _, right = block
    return (right + 0.5) / (count + 1.0)


def held_out(group: Sequence[Label]) -> list[tuple[float, bool]]:
    """(probability by a curve fitted on the other folds, is it right) of each reading."""
    if len(group) < 2 * FOLDS:
        return [(label.score, label.is_right) for label in group]
    curves = []
    for fold in range(FOLDS):
        others = [label for at, label in enumerate(group) if at % FOLDS != fold]
        curves.append(Curve(*rising(_scores(others), _rights(others)), review_below=0.0))
    return [(curves[at % FOLDS].probability(label.score), label.is_right) for at, label in enumerate(group)]


def threshold(pairs: Sequence[tuple[float, bool]], allowed: int) -> float:
    """The lowest probability from which on at most `allowed` wrong readings lie."""
    wrong = sorted((probability for probability, is_right in pairs if not is_right), reverse=True)
    return float(np.nextafter(wrong[allowed], 2.0)) if len(wrong) > allowed else 0.0


def flagging(pairs: Sequence[tuple[float, bool]], share: float) -> float:
    """The probability below which that share of the readings lies."""
    ranked = sorted(probability for probability, _ in pairs)
    return ranked[int(share * len(ranked))] if ranked else 0.0


def passes(calibration: Calibration, label: Label) -> tuple[bool, bool] | None:
    """(does it pass unflagged, is it right) of a reading by its curve; None where there is no curve."""
    curve = calibration.curves.get(label.key) or calibration.curves.get(label.key.split("/")[0])
    return (curve.probability(label.score) >= curve.review_below, label.is_right) if curve else None


def expected(calibration: Calibration, labels: Sequence[Label]) -> tuple[float, float]:
    """Share of silent errors and share flagged among `labels`, all readings by their curves."""
    judged = [one for label in labels if (one := passes(calibration, label)) is not None]
    silent = sum(passed and not is_right for passed, is_right in judged)
    flagged = sum(not passed for passed, _ in judged)
    return silent / max(1, len(labels)), flagged / max(1, len(labels))


def raw_score(curve: Curve, probability: float) -> float:
    """The raw score that a curve makes `probability` of (to about 1e-6)."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if curve.probability(middle) < probability else (low, middle)
    return (low + high) / 2


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Store it; replaced in one step, so that a reader never meets half a file."""
    curves = {
        key: {
            "count": curve.count, "review_below": round(curve.review_below, 5),
            "scores": [round(value, 5) for value in curve.scores],
            "shares": [round(value, 5) for value in curve.shares],
        }
        for key, curve in sorted(calibration.curves.items())
    }  # fmt: skip
    stored = {"schema": SCHEMA, "fitted_on": calibration.fitted_on, "curves": curves}
    fresh = path.with_suffix(".baru")
    fresh.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)
