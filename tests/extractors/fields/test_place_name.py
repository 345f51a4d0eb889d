"""Places of letters against the country's names."""

import pytest

from extractors.fields.candidate import Candidate
from extractors.fields.place_name import MISREAD, known_place


@pytest.mark.parametrize("place", ["Jombang", "Perak", "KABUPATEN JOMBANG", "Surabaya", "Tembelang"])
def test_names_there_are_stay_sure(place: str) -> None:
    assert known_place(Candidate(place, prior=0.97)) == Candidate(place, prior=0.97)


@pytest.mark.parametrize("misread", ["Berak", "Tembelavg", "Jornbang"])
def test_a_name_nearly_one_is_doubted_and_not_changed(misread: str) -> None:
    assert known_place(Candidate(misread, prior=0.97)) == Candidate(misread, prior=MISREAD)


def test_a_desa_s_name_and_nothing_are_left_alone() -> None:
    assert known_place(None) is None
    assert known_place(Candidate("Banjardowo", prior=0.97)) == Candidate("Banjardowo", prior=0.97)
