"""The shipped character model: what it prefers, and what it does not pretend to know."""

import math

import pytest

from extractors.engines.char_model import UNSEEN, office_language


@pytest.mark.parametrize(
    ("likely", "odd"),
    [
        ("Kami sudah melapor", "Kamisudah melapor"),
        ("Siti Aminah", "Sili Aminah"),
        ("mohon segera ditindak", "mohon se gera ditindak"),
        ("RT 03 RW 05", "RT 03 PW 05"),
        ("Kecamatan Peterongan", "Kecamalan Peterongan"),
    ],
)
def test_the_offices_words_are_likelier_than_their_misreadings(likely: str, odd: str) -> None:
    model = office_language()
    assert model.text(likely) > model.text(odd) + math.log(20)


def test_it_never_says_which_figure_stands_where() -> None:
    model = office_language()
    assert model.text("NIK 3517110905799001") == pytest.approx(model.text("NIK 9999999999999999"))


def test_a_sign_that_it_never_saw_is_unlikely_and_no_error() -> None:
    assert office_language().chance("Jombang", "\u00e9") == UNSEEN


def test_chances_after_a_text_sum_to_one() -> None:
    model = office_language()
    from extractors.engines.char_model import ALPHABET, classed

    for before in ("", "Koper", "tgl 1", "Xq"):
        total = sum(math.exp(model.chance(before, char)) for char in set(classed(ALPHABET)))
        assert 0.9 < total < 1.06  # stored in steps of a twelfth
