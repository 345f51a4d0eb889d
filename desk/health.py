"""Which states are on now (models/health.py): the notes of other parts, and what is looked at each time.

Everything here is cheap (a few stats) and asks no database, so every page, `/sehat/` and the doctor ask it.
"""

import shutil
from collections.abc import Callable
from datetime import datetime

from desk import keys
from models.backup_note import OLDEST, has_failed, is_old, read_note
from models.errors import SettingsError
from models.health import (
    GIB,
    LOW_DISK_BYTES,
    SILENT_SECONDS,
    STATES,
    Active,
    Part,
    Severity,
    clock_behind,
    noted,
    silence,
)
from models.paths import DataFolder
from models.settings import Settings, load_settings
from models.trouble import cause_of

CLOCK_JUMP_SECONDS = 120.0
"""Corrections of a clock that is kept right (NTP) are smaller."""

Probe = Callable[[DataFolder], str | None]
"""The detail of a state that is on ("" when there is none), None when it is off."""


def _inbox_is_silent(data: DataFolder) -> str | None:
    """Never started here is no fault: `berkas serve` gives the first sign of life itself."""
    seconds = silence(data, Part.INBOX)
    if seconds is None or seconds <= SILENT_SECONDS:
        return None
    return f"Tanda terakhir {seconds / 60:.0f} menit yang lalu."


def _free(data: DataFolder) -> int:
    return shutil.disk_usage(data.root).free


def _disk_is_full(data: DataFolder) -> str | None:
    free = _free(data)
    return f"Tersisa {free / GIB:.2f} GiB." if free < _reserve(data) else None


def _disk_is_low(data: DataFolder) -> str | None:
    free = _free(data)
    return f"Tersisa {free / GIB:.1f} GiB." if _reserve(data) <= free < LOW_DISK_BYTES else None


def _reserve(data: DataFolder) -> int:
    """The doctor tells of a wrong setting itself; the default serves until it is set right."""
    try:
        return load_settings(data.root).disk_reserve_bytes
    except SettingsError:
        return Settings().disk_reserve_bytes


def _keys_are_missing(data: DataFolder) -> str | None:
    return "; ".join(keys.faults(data)) or None


def _clock_went_back(data: DataFolder) -> str | None:
    seconds = clock_behind(data)
    return f"Mundur {seconds / 60:.0f} menit." if seconds > CLOCK_JUMP_SECONDS else None


def _backup_is_old(data: DataFolder) -> str | None:
    """A system in its first day needs none yet: its keys are as old as itself."""
    now = datetime.now().astimezone()
    detail = is_old(read_note(data), now)
    if detail != "":
        return detail
    try:
        first_start = (data.kunci / keys.AUDIT).stat().st_mtime
    except FileNotFoundError:
        return None
    return "Belum pernah ada cadangan." if now.timestamp() - first_start > OLDEST.total_seconds() else None


def _backup_has_failed(data: DataFolder) -> str | None:
    return has_failed(read_note(data), datetime.now().astimezone())


PROBES: dict[str, Probe] = {
    "penerima_berhenti": _inbox_is_silent,
    "disk_penuh": _disk_is_full,
    "disk_hampir_penuh": _disk_is_low,
    "kunci_hilang": _keys_are_missing,
    "jam_mundur": _clock_went_back,
    "cadangan_lama": _backup_is_old,
    "cadangan_belum_teruji": _backup_has_failed,
}
"""State id -> how it is looked at; the other states are noted by the part that knows."""


def active(data: DataFolder) -> tuple[Active, ...]:
    """The states that are on, the gravest first."""
    if not data.root.is_dir():
        return ()
    notes = noted(data)
    for state_id, probe in PROBES.items():
        detail = _look(probe, data)
        if detail is not None:
            notes[state_id] = detail
    return tuple(Active(state, notes[state.id]) for state in STATES if state.id in notes)


def _look(probe: Probe, data: DataFolder) -> str | None:
    """A probe that may not look (rights) says so as its detail."""
    try:
        return probe(data)
    except OSError as error:
        return f"Tidak dapat diperiksa: {cause_of(error)}."


def is_critical(states: tuple[Active, ...]) -> bool:
    """Whether one of them keeps the system from its work."""
    return any(item.state.severity is Severity.GENTING for item in states)
