"""A data folder with a little of everything, and what happens to it."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.health import active
from flows.backup.bring_back import Restored, restore
from flows.backup.databases import Sqlite
from flows.backup.sealing import KeysFile, recipient_of
from flows.backup.take import Report, back_up
from flows.store import Stored, store
from models.paths import DataFolder

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TABLE = (
    "create table if not exists desk_storedoriginal (sha256 text primary key, extension text, size bigint)"
)


def put(data: DataFolder, content: bytes, name: str = "x") -> Stored:
    """An original as the intake stores it, known to the database."""
    (data.root / name).write_bytes(content)
    stored = store(data.root / name, data, name)
    (data.root / name).unlink()
    with closing(sqlite3.connect(data.database)) as database, database:
        database.execute(TABLE)
        row = (stored.sha256, stored.extension, stored.size)
        database.execute("insert or ignore into desk_storedoriginal values (?, ?, ?)", row)
    return stored


def take(data: DataFolder, target: Path, now: datetime = NOW) -> Report:
    return back_up(data, target, now, Sqlite(data.database), recipient_of(data))


def bring_back(backup: Path, data: DataFolder, opener: KeysFile | None = None) -> Restored:
    """By the keys file, or making a new audit key."""
    return restore(
        backup, data, lambda folder: Sqlite(folder.database), opener, may_lose_audit_key=opener is None
    )


def stored_in(backup: Path, stored: Stored) -> Path:
    """Where the backup holds an original."""
    return next(backup.joinpath("simpan").rglob(f"{stored.sha256}*"))


def flip(path: Path) -> None:
    """One bit of a byte in the middle, size and times as they were."""
    facts = path.stat()
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def original(folder: Path, stored: Stored) -> Path:
    return DataFolder(folder).stored(stored.sha256, stored.extension)


def states(data: DataFolder) -> dict[str, str]:
    """What the desk tells of backups and originals now."""
    found = {item.state.id: item.detail for item in active(data)}
    return {name: text for name, text in found.items() if name.startswith(("cadangan", "berkas_asli"))}
