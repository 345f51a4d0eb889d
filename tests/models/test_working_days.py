"""Hari kerja: the vectors of issue 2, the setting, and what happens outside the list."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import SettingsError
from models.working_days import Calendar, FirstDay, load_calendar

CALENDAR = load_calendar()
DAYS = st.dates(date(2024, 1, 1), date(2027, 11, 30))


@pytest.mark.parametrize(
    ("received_on", "days", "due"),
    [
        (date(2026, 3, 13), 3, date(2026, 3, 25)),
        (date(2026, 3, 13), 10, date(2026, 4, 6)),
        (date(2026, 5, 12), 3, date(2026, 5, 19)),
        (date(2026, 5, 12), 10, date(2026, 6, 2)),
        (date(2026, 12, 18), 10, date(2027, 1, 7)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 8, 17), 1, date(2026, 8, 18)),
    ],
)
def test_deadline_vectors(received_on: date, days: int, due: date) -> None:
    assert CALENDAR.add(received_on, days) == due


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 21), False),
        (date(2026, 12, 25), False),
        (date(2026, 12, 24), False),
        (date(2025, 8, 18), False),
    ],
)
def test_weekends_holidays_and_cuti_bersama_are_off(day: date, is_working: bool) -> None:
    assert CALENDAR.is_working_day(day) is is_working


def test_day_of_receipt_may_count_as_the_first() -> None:
    calendar = Calendar(CALENDAR.holidays, CALENDAR.years, FirstDay.RECEIPT)
    assert calendar.add(date(2026, 11, 24), 1) == date(2026, 11, 24)
    assert calendar.add(date(2026, 11, 21), 1) == date(2026, 11, 23)
    assert calendar.add(date(2026, 11, 24), 3) == date(2026, 11, 26)


@given(DAYS, st.integers(1, 15))
def test_as_many_working_days_lie_between_as_were_added(received_on: date, days: int) -> None:
    due = CALENDAR.add(received_on, days)
    assert CALENDAR.is_working_day(due)
    assert CALENDAR.between(received_on, due) == days
    assert CALENDAR.between(due, received_on) == -days


@given(DAYS, st.integers(1, 10))
def test_a_day_later_is_never_due_earlier(received_on: date, days: int) -> None:
    assert CALENDAR.add(received_on + timedelta(days=1), days) >= CALENDAR.add(received_on, days)


@given(st.dates(date(2025, 6, 1), date(2027, 3, 1)), st.integers(-500, 500))
def test_between_counts_the_working_days_one_by_one(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    first, last = min(start, end), max(start, end)
    one_by_one = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    count = len([day for day in one_by_one if CALENDAR.is_working_day(day)])
    assert CALENDAR.between(start, end) == (count if end >= start else -count)


def test_years_outside_the_file_are_named() -> None:
    assert CALENDAR.missing_years(date(2027, 12, 20), date(2028, 1, 5)) == (2028,)
    assert CALENDAR.missing_years(date(2026, 1, 1), date(2027, 1, 5)) == ()


def test_estimated_holidays_are_told_apart() -> None:
    estimates = CALENDAR.estimates(date(2027, 3, 1), date(2027, 3, 31))
    assert [holiday.day for holiday in estimates] == [date(2027, 3, 10), date(2027, 3, 11)]
    assert CALENDAR.estimates(date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_the_data_folder_has_the_last_word(tmp_path: Path) -> None:
    own = 'hari_pertama = "hari_diterima"\ntahun_lengkap = [2026]\n'
    own += '[[libur]]\ntanggal = 2026-11-25\njenis = "cuti_bersama"\nnama = "Hari jadi"\n'
    (tmp_path / "hari_libur.toml").write_text(own)
    calendar = load_calendar(tmp_path)
    assert calendar.add(date(2026, 11, 24), 2) == date(2026, 11, 26)
    assert load_calendar(tmp_path / "kosong").years == CALENDAR.years


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('hari_pertama = "besok"', "hari_pertama"),
        ('[[libur]]\ntanggal = "2026-01-01"\njenis = "libur_nasional"\nnama = "X"', "tanggal"),
        ('[[libur]]\ntanggal = 2026-01-01\njenis = "libur"\nnama = "X"', "jenis"),
        ('[[libur]]\ntanggal = 2026-01-01\njenis = "cuti_bersama"', "nama"),
        ("tahun_lengkap = [true]", "tahun_lengkap"),
        ("liburan = 3", "liburan"),
        ("[[libur]\n", "TOML"),
    ],
)
def test_faults_in_the_file_are_named(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "hari_libur.toml").write_text(text)
    with pytest.raises(SettingsError, match=word):
        load_calendar(tmp_path)
