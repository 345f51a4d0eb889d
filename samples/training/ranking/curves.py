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

SPARED = 0.5
"""The surest wrong number of some hundred is not the surest of all: half of what lies above it is shown too.
Of the next 113 NIKs one was wrong and passed by .006 without this; with it 8 are shown, without 6."""


def fit_by_field(labels: Sequence[Label], *, review_below: float, most_flagged: float) -> dict[str, Curve]:
    """Curves of fields with one threshold for all: of all ways to flag so many values, that which flags the
    least probable lets the fewest wrong ones pass. Where no wrong value is accepted (STRICT) it may lie
    higher, judged by curves that have not seen the reading, but flags no more than `most_flagged` of them.
    Such fields are numbers of one kind, of which few are wrong: they have one curve together."""
    groups: dict[str, list[Label]] = defaultdict(list)
    strict = STRICT & {label.key for label in labels}
    for label in labels:
        for key in strict if label.key in strict else (label.key,):
            groups[key].append(label)
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
            least = max(least, min(1.0 - SPARED * (1.0 - threshold(pairs, 0)), flagged))
        curves[key] = curve(group, least)
    return curves
