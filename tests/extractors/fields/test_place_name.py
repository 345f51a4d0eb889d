"""Places of letters against the country's names."""

import pytest

from extractors.fields.candidate import Candidate
from extractors.fields.place_name import is_no_place, known_place, may_be_misread_place

SURE = "place.before_date"


@pytest.mark.parametrize("place", ["Jombang", "Perak", "KABUPATEN JOMBANG", "Surabaya", "Tembelang"])
def test_names_there_are_stay_sure(place: str) -> None:
    assert known_place(Candidate(place, source=SURE)) == Candidate(place, source=SURE)


@pytest.mark.parametrize("misread", ["Berak", "Tembelavg", "Jornbang"])
def test_a_name_nearly_one_is_doubted_and_not_changed(misread: str) -> None:
    assert known_place(Candidate(misread, source=SURE)) == Candidate(misread, source="place.misread")


def test_a_desa_s_name_and_nothing_are_left_alone() -> None:
    assert known_place(None) is None
    assert known_place(Candidate("Banjardowo", source=SURE)) == Candidate("Banjardowo", source=SURE)


@pytest.mark.parametrize(
    ("place", "may_be"), [("Diwe", True), ("Jombanq", True), ("Diwek", False), ("Carangwulung", False)]
)
def test_a_place_a_letter_off_a_known_one_may_be_misread(place: str, may_be: bool) -> None:
    assert may_be_misread_place(place) is may_be


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("Rab", True),
        ("Jum'at", True),
        ("Friday", True),
        ("tgl", True),
        ("Selorejo", False),
        ("Sabang", False),
    ],
)
def test_a_label_and_a_day_of_the_week_are_no_place(text: str, is_none: bool) -> None:
    assert is_no_place(text) is is_none
