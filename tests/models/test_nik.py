"""The NIK: what it says and what can be wrong with it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.nik import NikProblem, decode, mask, nik_digits, problems


def test_a_man_of_diwek() -> None:
    facts = decode("3517080508909001")
    assert facts is not None
    assert facts.kecamatan is not None and facts.kecamatan.name == "Diwek"
    assert facts.kabupaten_kota is not None and facts.kabupaten_kota.name == "Kabupaten Jombang"
    assert facts.provinsi is not None and facts.provinsi.name == "Jawa Timur"
    assert facts.birth_dates == (date(1990, 8, 5), date(2090, 8, 5))
    assert (facts.sex, facts.serial) == ("LAKI-LAKI", 9001)


def test_a_woman_has_forty_added_to_her_day() -> None:
    facts = decode("3517 0845 0890 9001")
    assert facts is not None
    assert facts.birth_dates[0] == date(1990, 8, 5)
    assert facts.sex == "PEREMPUAN"


def test_a_leap_day_exists_in_one_century_only() -> None:
    facts = decode("3517082902009001")
    assert facts is not None
    assert facts.birth_dates == (date(2000, 2, 29),)


@pytest.mark.parametrize(
    ("nik", "found"),
    [
        ("3517080508909001", ()),
        ("3517.08.050890.9001", ()),
        ("351708050890900", (NikProblem.LENGTH,)),
        ("", (NikProblem.LENGTH,)),
        ("35I7080508909001", (NikProblem.NOT_DIGITS,)),
        ("３５17080508909001", (NikProblem.NOT_DIGITS,)),
        ("3517990508909001", (NikProblem.REGION,)),
        ("3517083502909001", (NikProblem.BIRTH_DATE,)),
        ("3517080013909001", (NikProblem.BIRTH_DATE,)),
        ("3517087202909001", (NikProblem.BIRTH_DATE,)),
        ("3517080508900000", (NikProblem.SERIAL,)),
        ("0000000000000000", (NikProblem.REGION, NikProblem.BIRTH_DATE, NikProblem.SERIAL)),
    ],
)
def test_problems(nik: str, found: tuple[NikProblem, ...]) -> None:
    assert problems(nik) == found


def test_masked_for_lists() -> None:
    assert mask("3517080508909001") == "3517********9001"
    assert mask("12345678") == "********"
    assert mask("") == ""


@given(st.text(max_size=20) | st.text("0123456789 .", max_size=24))
def test_any_text_is_taken(text: str) -> None:
    facts = decode(text)
    assert (facts is None) == bool({NikProblem.LENGTH, NikProblem.NOT_DIGITS} & set(problems(text)))
    assert len(mask(text)) == len(nik_digits(text))
