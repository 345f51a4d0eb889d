"""The office's list of holidays: changed at the desk, written as `hari_libur.toml` of the data folder."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from django.conf import settings

from desk import facts
from desk.own_files import write_own
from models.errors import UsageError
from models.paths import DataFolder
from models.toml_file import PACKAGED, read_table
from models.working_days import KINDS, Holiday, as_toml, load_calendar


def source() -> str:
    """Where the list in force comes from (SKB 3 Menteri, number and year)."""
    own = _path()
    return (
        read_table(own if own.exists() else PACKAGED / "data" / "hari_libur.toml").text("sumber", "").strip()
    )


def change(wanted: Holiday | None, removed: date | None, said_source: str, complete_year: int | None) -> None:
    """Adds or replaces a holiday, removes one, declares a year complete. UsageError without a source."""
    if not said_source.strip():
        raise UsageError("Sebutkan sumbernya, misalnya nomor SKB 3 Menteri.")
    if wanted and (not wanted.name or wanted.kind not in KINDS):
        raise UsageError("Isi nama hari libur dan jenisnya.")
    calendar = facts.calendar()
    days = {day: holiday for day, holiday in calendar.holidays.items() if day != removed}
    if wanted:
        days[wanted.day] = wanted
    years = calendar.years | ({complete_year} if complete_year else set())
    write_own(_path(), as_toml(replace(calendar, holidays=days, years=frozenset(years)), said_source.strip()))
    load_calendar(Path(settings.DATA_FOLDER))


def _path() -> Path:
    return DataFolder(settings.DATA_FOLDER).hari_libur
