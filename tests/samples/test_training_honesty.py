"""Calibration out of voice: what is honest everywhere errs by chance, what depends on the voice by more."""

from types import SimpleNamespace
from typing import cast

import numpy as np

from models.document import Kind
from samples.training.ranking.honesty import LEAST, honesty
from samples.training.ranking.rankers import Outcome, Question

FOLDS = {"01": 0, "02": 1, "03": 2, "04": 3}
EACH = 300


def _outcomes(name: str, rights: dict[str, float], each: int = EACH) -> list[Outcome]:
    """Values of each voice at .5 to 1, right as often as said, plus what `rights` adds for a voice."""
    dice = np.random.default_rng(7)
    found = []
    for voice, more in rights.items():
        question = cast(
            Question,
            SimpleNamespace(voice=voice, name=name, letter=SimpleNamespace(kind=Kind.SURAT_PERMOHONAN)),
        )
        for share in np.linspace(0.5, 1.0, each):
            found.append(Outcome(question, "x", float(share), bool(dice.random() < share + more)))
    return found


def _row(told: str, name: str) -> list[str]:
    line = next(line for line in told.splitlines() if name in line)
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_a_confidence_that_is_right_with_every_voice_errs_by_chance_alone() -> None:
    row = _row(honesty(_outcomes("perihal", dict.fromkeys(FOLDS, 0.0)), FOLDS), "perihal")
    assert row[1] == str(4 * EACH)
    assert float(row[2]) <= float(row[3].split("(")[1].rstrip(")")) + 0.01


def test_a_confidence_that_holds_for_some_voices_only_errs_by_more_than_chance() -> None:
    rights = {"01": 0.0, "02": 0.0, "03": 0.0, "04": -0.4}
    row = _row(honesty(_outcomes("perihal", rights), FOLDS), "perihal")
    assert float(row[2]) > float(row[3].split("(")[1].rstrip(")"))


def test_of_few_values_no_error_is_told() -> None:
    told = honesty(_outcomes("perihal", {"01": 0.0}, LEAST - 1), FOLDS)
    assert "perihal" not in told


def test_few_values_err_more_by_chance_than_many() -> None:
    row = _row(honesty(_outcomes("perihal", dict.fromkeys(FOLDS, 0.0)), FOLDS), "perihal")
    assert float(row[4].split()[0]) > float(row[3].split()[0])
