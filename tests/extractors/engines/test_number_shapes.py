"""Well-formed numbers make a reading likelier, others cost nothing."""

import pytest

from extractors.engines.number_shapes import LENGTH_BONUS, shape_bonus


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("NIK 3517110905799001", "NIK 351711905799001"),
        ("NIK : 3517 1109 0579 9001", "NIK : 3517 1109 0579 901"),
        ("3517110905799001", "35171109057990011"),
    ],
)
def test_sixteen_figures_are_likelier_than_one_lost_or_doubled(better: str, worse: str) -> None:
    assert shape_bonus(better) >= LENGTH_BONUS > shape_bonus(worse)


@pytest.mark.parametrize("text", ["", "Rp 10.000.000,-", "RT 03 RW 05", "No. 503/412/XII", "tahun 2026"])
def test_other_numbers_say_nothing(text: str) -> None:
    assert shape_bonus(text) == 0.0
