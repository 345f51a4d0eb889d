"""Bounds and calibration against known figures."""

import pytest

from tests.accuracy.statistics import calibration_error, equal_mass_bins, upper_bound


def test_no_error_in_300_is_the_rule_of_three() -> None:
    assert upper_bound(0, 300) == pytest.approx(3 / 300, rel=0.02)


def test_known_clopper_pearson_value() -> None:
    assert upper_bound(1, 10) == pytest.approx(0.3942, abs=1e-3)
    assert upper_bound(5, 5) == 1.0


def test_perfect_confidence_has_no_error() -> None:
    assert calibration_error([(1.0, True)] * 50 + [(0.0, False)] * 50) == 0.0


def test_overconfidence_shows() -> None:
    assert calibration_error([(0.9, False)] * 100) == pytest.approx(0.9)


def test_bins_have_equal_mass() -> None:
    bins = equal_mass_bins([(i / 100, i % 2 == 0) for i in range(100)])
    assert [b.count for b in bins] == [10] * 10
    assert all(b.accuracy == 0.5 for b in bins)
