"""Curves of calibration for the fields that are ranked, of answers by models that had not seen the voice."""

from collections import defaultdict
from collections.abc import Sequence

from extractors.fields.calibration import Curve
from flows.fitting.calibration_fit import (
    MIN_READINGS,
    STRICT,
    Label,
    curve,
    flagging,
    held_out,
    threshold,
)


def fit_by_field(labels: Sequence[Label], *, review_below: float, most_flagged: float) -> dict[str, Curve]:
    """Curves of fields with one threshold for all: of all ways to flag so many values, that which flags the
    least probable lets the fewest wrong ones pass. Where no wrong value is accepted (STRICT) it may lie
    higher, judged by curves that have not seen the reading, but flags no more than `most_flagged` of them."""
    groups: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        groups[label.key].append(label)
    curves = {}
    for key, group in groups.items():
        if len(group) < MIN_READINGS:
            continue
        least = review_below
        if key in STRICT:
            pairs = held_out(group)
            own = curve(group, least)
            seen = [(own.probability(label.score), label.is_right) for label in group]
            flagged = min(flagging(pairs, most_flagged), flagging(seen, most_flagged))
            least = max(least, min(threshold(pairs, 0), flagged))
        curves[key] = curve(group, least)
    return curves
