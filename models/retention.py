"""How long cases and their scans are kept after the end: classes of the office's schedule (retensi.toml).

Default is to hold: without a schedule of the office nothing is ever proposed for erasure. Scans (identity
cards!) may go before the case, never after it.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.errors import SettingsError
from models.paths import DataFolder
from models.toml_file import PACKAGED, Table, read_table

HOLD = "tahan"
OLD_TERM = "perkara"
"""What `berkas` was called in schedules written before."""
SPAN = re.compile(r"(\d{1,3}) (bulan|tahun)")
MONTHS_OF_YEAR = 12
LAST_DAY = 28
"""Every month has it; a date that a month lacks becomes this day, some days early for nobody's harm."""


@dataclass(frozen=True)
class RetentionClass:
    """One class. `case_months`, `image_months`: how long after the end, None = held; `services`: ids, empty =
    all that no other class names."""

    id: str
    name: str
    services: tuple[str, ...]
    case_months: int | None
    image_months: int | None
    basis: str

    @property
    def case_words(self) -> str:
        """How long the case is kept."""
        return _words(self.case_months)

    @property
    def image_words(self) -> str:
        """How long its scans are kept."""
        return _words(self.image_months)


@dataclass(frozen=True)
class Schedule:
    """All classes, in the order of the file."""

    classes: tuple[RetentionClass, ...]

    def of(self, service: str | None) -> RetentionClass | None:
        """The class of a service: the one that names it, else the one for all others."""
        named = (item for item in self.classes if service in item.services)
        others = (item for item in self.classes if not item.services)
        return next(named, None) or next(others, None)


def load_retention(data: Path | None = None) -> Schedule:
    """The office's schedule, else the packaged one. SettingsError names what is wrong."""
    own = DataFolder(data).retensi if data else None
    table = read_table(own if own and own.exists() else PACKAGED / "data" / "retensi.toml")
    schedule = Schedule(tuple(_class(row) for row in table.tables("kelas")))
    table.finish()
    _check(schedule, table.where)
    return schedule


def months_after(day: date, months: int) -> date:
    """The day so many months later."""
    total = day.year * MONTHS_OF_YEAR + day.month - 1 + months
    year, month = divmod(total, MONTHS_OF_YEAR)
    return date(year, month + 1, min(day.day, LAST_DAY))


def _class(row: Table) -> RetentionClass:
    term = OLD_TERM if row.text(OLD_TERM, "") else "berkas"
    found = RetentionClass(
        id=row.text("id"),
        name=row.text("nama"),
        services=row.texts("layanan", ()),
        case_months=_months(row, term),
        image_months=_months(row, "gambar"),
        basis=row.text("dasar"),
    )
    row.finish()
    if found.case_months is not None and (found.image_months or MONTHS_OF_YEAR**3) > found.case_months:
        raise SettingsError(f"{row.where}: gambar tidak boleh disimpan lebih lama daripada berkasnya.")
    return found


def _months(row: Table, key: str) -> int | None:
    text = row.text(key, HOLD).strip().lower()
    if text == HOLD:
        return None
    found = SPAN.fullmatch(text)
    if not found or not int(found[1]):
        raise SettingsError(f'{row.where}: {key} harus "{HOLD}" atau lamanya, misalnya "24 bulan".')
    return int(found[1]) * (MONTHS_OF_YEAR if found[2] == "tahun" else 1)


def _check(schedule: Schedule, where: str) -> None:
    named = [service for item in schedule.classes for service in item.services]
    twice = [service for service in dict.fromkeys(named) if named.count(service) > 1]
    if twice:
        raise SettingsError(f"{where}: layanan {twice[0]} ada pada dua kelas.")
    if sum(not item.services for item in schedule.classes) != 1:
        raise SettingsError(f"{where}: harus ada tepat satu kelas tanpa layanan, bagi berkas yang lain.")


def _words(months: int | None) -> str:
    if months is None:
        return "ditahan"
    years, rest = divmod(months, MONTHS_OF_YEAR)
    return f"{months} bulan" if rest else f"{years} tahun"
