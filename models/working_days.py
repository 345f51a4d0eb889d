"""Hari kerja: Monday to Friday without libur nasional and cuti bersama (Perpres 21/2023 Ps. 3).

The list is one file, `hari_libur.toml`, of the data folder or else of the package. It also says which day
is counted first, for which no rule was found: by convention the day of receipt is day 0.
"""

import json
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from models.errors import SettingsError
from models.paths import DataFolder
from models.toml_file import PACKAGED, Table, read_table

SATURDAY = 5
ONE_DAY = timedelta(days=1)
KINDS = {"libur_nasional": "Libur nasional", "cuti_bersama": "Cuti bersama"}
"""Kinds of days off, as the SKB 3 Menteri names them."""


class FirstDay(StrEnum):
    """Which day counts as the first after receipt."""

    NEXT = "hari_kerja_berikutnya"
    RECEIPT = "hari_diterima"


@dataclass(frozen=True)
class Holiday:
    """A day off; `is_estimate` = not confirmed yet (feasts that depend on the moon)."""

    day: date
    name: str
    kind: str
    is_estimate: bool = False


@dataclass(frozen=True)
class Calendar:
    """The days off of the years that the file covers."""

    holidays: dict[date, Holiday]
    years: frozenset[int]
    first_day: FirstDay = FirstDay.NEXT

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday and in no list. In a year that the file lacks only weekends are off."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def add(self, received_on: date, days: int) -> date:
        """The date on which the `days`-th hari kerja after receipt falls (`days` >= 1).

        With FirstDay.RECEIPT the day of receipt counts when it is a hari kerja itself.
        """
        day = received_on - ONE_DAY if self.first_day is FirstDay.RECEIPT else received_on
        for _ in range(max(days, 1)):
            day += ONE_DAY
            while not self.is_working_day(day):
                day += ONE_DAY
        return day

    def between(self, start: date, end: date) -> int:
        """Hari kerja after `start` up to and including `end`; negative when `end` lies before."""
        if end < start:
            return -self.between(end, start)
        days_off = bisect_right(self._weekdays_off, end) - bisect_right(self._weekdays_off, start)
        return _weekdays_until(end) - _weekdays_until(start) - days_off

    @cached_property
    def _weekdays_off(self) -> list[date]:
        """Holidays that are no Saturday or Sunday, in order."""
        return sorted(day for day in self.holidays if day.weekday() < SATURDAY)

    def missing_years(self, start: date, end: date) -> tuple[int, ...]:
        """Years from `start` to `end` that the file does not cover: dates there are not to be trusted."""
        return tuple(year for year in range(start.year, end.year + 1) if year not in self.years)

    def estimates(self, start: date, end: date) -> tuple[Holiday, ...]:
        """Unconfirmed holidays from `start` to `end`."""
        return tuple(
            holiday
            for day, holiday in sorted(self.holidays.items())
            if holiday.is_estimate and start <= day <= end
        )


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays up to and including `day`; day 1 of the proleptic calendar is a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * SATURDAY + min(rest, SATURDAY)


def load_calendar(data: Path | None = None) -> Calendar:
    """The calendar of the data folder, else the packaged one. SettingsError names what is wrong."""
    own = DataFolder(data).hari_libur if data else None
    path = own if own and own.exists() else PACKAGED / "data" / "hari_libur.toml"
    table = read_table(path)
    first_day = _first_day(table)
    table.text("sumber", "")
    holidays = [_holiday(row) for row in table.tables("libur")]
    years = table.integers("tahun_lengkap", ())
    table.finish()
    return Calendar({holiday.day: holiday for holiday in holidays}, frozenset(years), first_day)


def _first_day(table: Table) -> FirstDay:
    value = table.text("hari_pertama", FirstDay.NEXT)
    if value not in set(FirstDay):
        raise SettingsError(f"{table.where}: hari_pertama harus salah satu dari {', '.join(FirstDay)}.")
    return FirstDay(value)


def _holiday(row: Table) -> Holiday:
    kind = row.text("jenis")
    if kind not in KINDS:
        raise SettingsError(f"{row.where}: jenis harus libur_nasional atau cuti_bersama.")
    holiday = Holiday(row.day("tanggal"), row.text("nama"), kind, row.flag("perkiraan", False))
    row.finish()
    return holiday


def as_toml(calendar: Calendar, source: str) -> str:
    """The calendar as the file that `load_calendar` reads; `source`: where the days come from."""
    lines = [
        "# Libur nasional dan cuti bersama, disunting di meja pemeriksaan.",
        f"sumber = {json.dumps(source, ensure_ascii=False)}",
        f'hari_pertama = "{calendar.first_day}"',
        f"tahun_lengkap = {sorted(calendar.years)}",
    ]
    for day, holiday in sorted(calendar.holidays.items()):
        lines += [
            "",
            "[[libur]]",
            f"tanggal = {day.isoformat()}",
            f'jenis = "{holiday.kind}"',
            f"nama = {json.dumps(holiday.name, ensure_ascii=False)}",
            *(["perkiraan = true"] if holiday.is_estimate else []),
        ]
    return "\n".join(lines) + "\n"
