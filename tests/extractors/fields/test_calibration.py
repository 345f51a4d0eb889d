"""Calibration: curves rise, say what was counted, keep silent errors under the target, survive a file."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.fields.calibration import (
    FILE_NAME,
    IDENTITY,
    Calibration,
    Curve,
    load_calibration,
)
from flows.fitting.calibration_fit import (
    MOST_FLAGGED,
    Label,
    expected,
    fit,
    raw_score,
    rising,
    threshold,
    write_calibration,
)
from models.document import Document, Kind
from models.errors import SettingsError
from models.field import Field

FRACTION = st.floats(0, 1, allow_nan=False)


def _labels(key: str, count: int, seed: int, *, boast: float = 0.0) -> list[Label]:
    """Readings right with probability score ** 2 (+ none): a reader that boasts."""
    dice = random.Random(seed)
    scores = [dice.random() ** 0.3 for _ in range(count)]
    return [Label(key, score, dice.random() < max(0.0, score**2 - boast)) for score in scores]


@given(st.lists(st.tuples(FRACTION, st.booleans()), min_size=1, max_size=200), FRACTION, FRACTION)
def test_curves_never_fall_and_stay_probabilities(
    pairs: list[tuple[float, bool]], one: float, two: float
) -> None:
    scores, rights = np.array([p[0] for p in pairs]), np.array([float(p[1]) for p in pairs])
    curve = Curve(*rising(scores, rights), review_below=0.5)
    low, high = sorted((one, two))
    assert 0.0 <= curve.probability(low) <= curve.probability(high) <= 1.0


def test_readings_of_one_score_are_never_parted() -> None:
    scores = np.array([0.5] * 15 + [0.93] * 60 + [0.95] * 20)
    rights = np.array([0.0] * 15 + [0.0] * 5 + [1.0] * 55 + [1.0] * 20)
    knots, shares = rising(scores, rights)
    assert knots == pytest.approx((0.5, 0.93, 0.95))
    assert shares[1] == pytest.approx(55.5 / 61)


@given(FRACTION)
def test_the_raw_score_can_be_had_back(score: float) -> None:
    curve = Curve((0.2, 0.5, 0.9), (0.1, 0.1, 0.97), 0.5)
    assert raw_score(curve, curve.probability(score)) == pytest.approx(score, abs=1e-4)


def test_a_boasting_reader_is_brought_down_to_what_is_right() -> None:
    calibration = fit(_labels("ktp/nama", 3000, 1), target=0.005, fitted_on="uji")
    fresh = _labels("ktp/nama", 3000, 2)
    curve = calibration.curves["ktp/nama"]
    claimed = sum(curve.probability(label.score) for label in fresh) / len(fresh)
    right = sum(label.is_right for label in fresh) / len(fresh)
    raw = sum(label.score for label in fresh) / len(fresh)
    assert abs(claimed - right) < 0.02
    assert abs(raw - right) > 0.05


def _good_reader(key: str, count: int, seed: int) -> list[Label]:
    """Nearly always right where it is sure, a coin where it is not (one in ten)."""
    dice = random.Random(seed)
    scores = [dice.uniform(0.3, 0.5) if dice.random() < 0.1 else dice.uniform(0.7, 1.0) for _ in range(count)]
    return [Label(key, score, dice.random() < (0.999 if score > 0.6 else 0.5)) for score in scores]


def test_silent_errors_stay_near_the_target_on_fresh_readings() -> None:
    labels = _good_reader("ktp/nama", 3000, 3) + _good_reader("ktp/alamat", 3000, 4)
    calibration = fit(labels, target=0.005, fitted_on="uji")
    silent, flagged = expected(calibration, _good_reader("ktp/nama", 4000, 5))
    assert silent < 0.01
    assert 0.05 < flagged < 0.15


def test_a_wrong_nik_is_never_let_through_among_the_readings_fitted_on() -> None:
    labels = _labels("ktp/nik", 600, 6) + _labels("ktp/nama", 600, 7)
    calibration = fit(labels, target=0.05, fitted_on="uji")
    nik = calibration.curves["ktp/nik"]
    assert nik.review_below > calibration.curves["ktp/nama"].review_below


def test_a_rare_field_shares_its_kinds_curve() -> None:
    calibration = fit(_labels("ktp/nama", 400, 8) + _labels("ktp/rt", 20, 9), target=0.01, fitted_on="uji")
    assert calibration.curve(Kind.KTP, "rt") == calibration.curves["ktp"]
    assert calibration.curve(Kind.SURAT_PENGADUAN, "terlapor") is None


def test_thresholds_are_chosen_where_every_field_is_rare_too() -> None:
    labels = [label for at in range(30) for label in _good_reader(f"ktp/f{at}", 30, at)]
    calibration = fit(labels, target=0.01, fitted_on="uji")
    assert set(calibration.curves) == {"ktp"}
    assert calibration.curves["ktp"].review_below > 0.5


def test_no_more_is_flagged_than_a_person_can_look_at() -> None:
    labels = _labels("ktp/nama", 2000, 11, boast=0.2)
    calibration = fit(labels, target=0.0, fitted_on="uji")
    silent, flagged = expected(calibration, labels)
    assert flagged <= MOST_FLAGGED + 0.03
    assert silent > 0.0


def test_threshold_allows_just_so_many_wrong_ones() -> None:
    pairs = [(0.9, True), (0.8, False), (0.7, True), (0.6, False)]
    assert threshold(pairs, 2) == 0.0
    assert 0.6 < threshold(pairs, 1) < 0.7
    assert 0.8 < threshold(pairs, 0) < 0.9


def _document() -> Document:
    fields = {
        "nama": Field(value="SITI", confidence=0.9, needs_review=False),
        "nik": Field(value=None, confidence=0.0, needs_review=True),
    }
    return Document(kind=Kind.KTP, pages=(), fields=fields)


def test_fields_get_their_share_and_flag_and_empty_ones_are_left() -> None:
    calibration = Calibration({"ktp/nama": Curve((0.0, 1.0), (0.0, 0.5), review_below=0.8)})
    made = calibration.applied(_document())
    assert made.fields["nama"].confidence == pytest.approx(0.98 * 0.45 + 0.02 * 0.9)
    assert made.fields["nama"].needs_review
    flagged = _document().model_copy(
        update={"fields": {"nama": Field(value="SITI", confidence=1.0, needs_review=True)}}
    )
    assert (
        Calibration({"ktp": Curve((0.0, 1.0), (0.0, 1.0), 0.5)}).applied(flagged).fields["nama"].needs_review
    )
    assert made.fields["nik"] == _document().fields["nik"]
    assert IDENTITY.applied(_document()) == _document()


def test_the_offices_own_file_counts_before_the_packaged_one(tmp_path: Path) -> None:
    write_calibration(
        Calibration({"ktp": Curve((0.1, 0.9), (0.2, 0.99), 0.7, 80)}, "uji"), tmp_path / FILE_NAME
    )
    own = load_calibration(tmp_path)
    assert own.fitted_on == "uji"
    assert own.curves["ktp"] == Curve((0.1, 0.9), (0.2, 0.99), 0.7, 80)
    assert load_calibration(tmp_path / "lain").fitted_on != "uji"


@pytest.mark.parametrize("text", ["", "{}", '{"schema": "lain", "curves": {}}', '{"schema": 3'])
def test_a_broken_file_says_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="berkas calibrate"):
        load_calibration(tmp_path)
