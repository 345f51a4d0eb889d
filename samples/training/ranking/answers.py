"""Answers to questions by models that had not seen the voice: told by field, and made curves of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.fields.calibration import PACKAGED, load_calibration
from flows.fitting.calibration_fit import Label, write_calibration
from models.document import Kind
from samples.training.ranking.curves import fit_by_field
from samples.training.ranking.rankers import Outcome
from tests.accuracy.report import percent, table

REVIEW_BELOW = 0.9
"""A value that is less likely right is shown. Of the answers of the re-ranker out of voice (2,335 letters)
1.2 % of all fields are then wrong and not shown, at 29 % touch; the rankers alone had 33 % at the same."""
NONE_BELOW = 0.92
"""A field of which nothing was found is shown where "none" is less likely: of 219 such answers from .88 to
here 38 were wrong, of 327 up to .95 22."""
MOST_FLAGGED = 0.25
"""Of a NIK's values at most. Where no wrong one passes hangs on single misreadings: in one fit that showed
12 % of them, in the next 52 % (with a quarter 3 of 626 pass wrong)."""
CUTS = (0.5, 0.7, 0.8, 0.9, 0.95)


def report(outcomes: Sequence[Outcome]) -> str:
    """By field: right, then silent, lost and touched where a value under each cut is shown."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[f"{one.question.letter.kind}/{one.question.name}"].append(one)
        groups["all"].append(one)
    rows = [
        [name, str(sum(one.question.is_carried for one in group)), _right(group)]
        + [_at(group, cut) for cut in CUTS]
        for name, group in sorted(groups.items())
    ]
    return table(
        ("field", "carried", "right %", *(f"silent / lost / touch % at {cut}" for cut in CUTS)), rows
    )


def _right(group: Sequence[Outcome]) -> str:
    carried = [one for one in group if one.question.is_carried]
    return percent(sum(one.is_right and one.value is not None for one in carried), len(carried))


def _at(group: Sequence[Outcome], cut: float) -> str:
    carried = [one for one in group if one.question.is_carried]
    passed = [one for one in group if one.probability >= cut and not one.is_right]
    silent = sum(one.value is not None for one in passed)
    touched = sum(one.probability < cut for one in carried)
    return " / ".join(
        (
            percent(silent, len(group)), percent(len(passed) - silent, len(carried)),
            percent(touched, len(carried)),
        )
    )  # fmt: skip


def write_curves(labels: Sequence[Label]) -> None:
    """Curves of calibration and thresholds from voices left out."""
    fitted = fit_by_field(labels, review_below=REVIEW_BELOW, most_flagged=MOST_FLAGGED)
    packaged = load_calibration()
    write_calibration(replace(packaged, curves={**packaged.curves, **fitted}), PACKAGED)


def labels_of(outcomes: Sequence[Outcome]) -> list[Label]:
    """The values that were found, each as right as it is."""
    return [
        Label(f"{one.question.letter.kind}/{one.question.name}", one.probability, one.is_right)
        for one in outcomes
        if one.value is not None
    ]


def flag_labels(outcomes: Sequence[Outcome]) -> list[Label]:
    """Nameless or not: as sure as the name, or as that there is none."""
    return [
        Label(
            f"{Kind.SURAT_PENGADUAN}/anonim",
            one.probability,
            (one.value is None) is not one.question.is_carried,
        )
        for one in outcomes
        if one.question.name == "pelapor_nama"
    ]
