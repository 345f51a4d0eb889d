"""What the last backup said, kept in the data folder, so that desk and doctor can tell when it is too old."""

import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta

from models.paths import DataFolder

OLDEST = timedelta(hours=26)
"""A backup a day, and two hours for one that starts later or takes longer than yesterday's."""


@dataclass(frozen=True)
class BackupNote:
    """`made_at`, `failed_at`: ISO 8601 with zone, of the last good backup and of the last that failed (empty:
    none). A good one was read back from its disk.
    """

    folder: str = ""
    made_at: str = ""
    failed_at: str = ""
    failure: str = ""


def write_note(data: DataFolder, note: BackupNote) -> None:
    """Put it in the data folder, on the disk before it has its name."""
    scratch = data.backup_note.with_suffix(".part")
    with scratch.open("w", encoding="utf-8") as file:
        json.dump(asdict(note), file)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(data.backup_note)


def read_note(data: DataFolder) -> BackupNote:
    """The note of the last backup; an empty one when there is none that can be read."""
    try:
        facts = json.loads(data.backup_note.read_text(encoding="utf-8"))
        note = BackupNote(**{field.name: str(facts[field.name]) for field in fields(BackupNote)})
        for moment in (note.made_at, note.failed_at):
            _moment(moment)
    except (OSError, ValueError, KeyError, TypeError):
        return BackupNote()
    return note


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def is_old(note: BackupNote, now: datetime) -> str | None:
    """The date of a last backup that is older than a day; None when it is younger. `now` with zone.

    Without any backup: "".
    """
    made_at = _moment(note.made_at)
    if made_at is None:
        return ""
    return f"Cadangan terakhir: {_shown(made_at, now)}." if now - made_at > OLDEST else None


def has_failed(note: BackupNote, now: datetime) -> str | None:
    """When and why a backup failed after the last good one; None when none did. `now` with zone."""
    made_at, failed_at = _moment(note.made_at), _moment(note.failed_at)
    if failed_at is None or (made_at is not None and failed_at <= made_at):
        return None
    return f"{_shown(failed_at, now)}: {note.failure}"


def _shown(moment: datetime, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%d-%m-%Y %H.%M}"
