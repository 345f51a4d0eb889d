"""A second look's counts: what is doubted, and which sort of value it was."""

import pytest

from models.document import Kind
from tests.accuracy.scoring import Scored
from tests.accuracy.second_look import Look, told


def _look(got: str, second: str, expected: str = "Achmad Baihaqi") -> Look:
    scored = Scored(Kind.SURAT_PERMOHONAN, "pemohon_nama", expected, got, got, 0.9, False, True)
    return Look(scored, second, 0.02)


@pytest.mark.parametrize(
    ("second", "is_doubted"),
    [
        ("Achmad Baihaqi", False),
        ("ACHMAD BAIHAQI.", False),
        ("Achmad Baihagi", True),
        ("Desa Sumberejo RT 02", False),
        ("", False),
    ],
)
def test_a_letter_more_or_less_is_doubt_and_other_ink_is_none(second: str, is_doubted: bool) -> None:
    assert _look("Achmad Baihaqi", second).is_doubted is is_doubted


@pytest.mark.parametrize(
    ("got", "sort"),
    [("Achmad Baihaqi", "right"), ("Achmad Baihagi", "misread"), ("Siti Aminah", "mistaken")],
)
def test_a_wrong_value_is_misread_or_anothers(got: str, sort: str) -> None:
    assert _look(got, got).sort == sort


def test_the_table_counts_what_is_doubted() -> None:
    text = told([_look("Achmad Baihagi", "Achmad Baihaqi"), _look("Achmad Baihaqi", "Achmad Baihaqi")])
    assert "| pemohon_nama | 2 | 0 of 1 | 1 of 1 | 0 of 0 |" in text
    assert "20 ms of a core a value; 50.0 % of what passed is doubted" in text
