"""Facts of the office that views and rules need: calendar, service standards, letterhead; read anew when a
file of theirs changes."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from django.conf import settings as live
from django.utils import timezone

from models.fresh import Stamp, stamp
from models.office import Office, load_office
from models.paths import DataFolder
from models.processing import ProcessingRecord, load_processing
from models.reasons import Reasons, load_reasons
from models.retention import Schedule, load_retention
from models.service import Standards, load_standards
from models.settings import Settings, load_settings
from models.working_days import Calendar, load_calendar

T = TypeVar("T")


def calendar() -> Calendar:
    """The office's hari kerja."""
    return _fresh(load_calendar, DataFolder(live.DATA_FOLDER).hari_libur)


def standards() -> Standards:
    """The office's services."""
    data = DataFolder(live.DATA_FOLDER)
    return _fresh(load_standards, data.layanan, data.kantor)


def office() -> Office:
    """Letterhead, contact, signatory."""
    return _fresh(load_office, DataFolder(live.DATA_FOLDER).kantor)


def reasons() -> Reasons:
    """Reasons that the office often gives."""
    return _fresh(load_reasons, DataFolder(live.DATA_FOLDER).alasan)


def retention() -> Schedule:
    """How long cases and scans are kept."""
    return _fresh(load_retention, DataFolder(live.DATA_FOLDER).retensi)


def processing() -> ProcessingRecord:
    """The record of processing personal data."""
    return _fresh(load_processing, DataFolder(live.DATA_FOLDER).pemrosesan)


def settings() -> Settings:
    """The installation's settings."""
    return _fresh(load_settings, DataFolder(live.DATA_FOLDER).pengaturan)


def confidential_services() -> frozenset[str]:
    """Services whose cases are confidential until a pengelola_pengaduan says otherwise."""
    return standards().about_office() if settings().office_complaints == "rahasia" else frozenset()


def today() -> date:
    """Today in the office's time zone."""
    return timezone.localdate()


def days_left(due: date | None) -> int | None:
    """Hari kerja from today to `due`; negative when it has passed, None without a date."""
    return calendar().between(today(), due) if due else None


def _fresh(load: Callable[[Path], T], *paths: Path) -> T:
    return cast(T, _load(load, live.DATA_FOLDER, stamp(*paths)))


@lru_cache(maxsize=16)
def _load(load: Callable[[Path], object], data: Path, changed: Stamp) -> object:
    return load(data)
