"""Places of letters against the country's names."""

import pytest

from extractors.found import Found
from extractors.letter.place_name import MISREAD, known_place


@pytest.mark.parametrize("place", ["Jombang", "Perak", "KABUPATEN JOMBANG", "Surabaya", "Tembelang"])
def test_names_there_are_stay_sure(place: str) -> None:
    assert known_place(Found(place, rule=0.97)) == Found(place, rule=0.97)


@pytest.mark.parametrize("misread", ["Berak", "Tembelavg", "Jornbang"])
def test_a_name_nearly_one_is_doubted_and_not_changed(misread: str) -> None:
    assert known_place(Found(misread, rule=0.97)) == Found(misread, rule=MISREAD)


def test_a_desa_s_name_and_nothing_are_left_alone() -> None:
    assert known_place(None) is None
    assert known_place(Found("Banjardowo", rule=0.97)) == Found("Banjardowo", rule=0.97)
