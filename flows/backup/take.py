"""Taking a backup: consistent while the system runs, read back from the disk before it is called one.

Order matters. What waits in masuk/ and the audit log's anchor are copied before the database (an anchor that
is behind is whole, one that is ahead looks like a cut tail), and the originals after it (every original is in
the store before the database names it). Prefect's own database holds no case and is left out.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from desk import keys
from flows.backup import contents
from flows.backup.contents import Manifest
from flows.backup.databases import Database, Original
from flows.locks import only_one
from flows.store import digest_of, digest_while_copying
from models.backup_note import BackupNote, read_note, write_note
from models.durable import sync_folder
from models.errors import StorageError, UsageError
from models.paths import DataFolder

PREFIX = "berkas-"
LOCK = ".berkas-cadangan.lock"
BUSY = "Cadangan lain sedang dibuat di folder itu; tunggu sampai selesai."

PLAIN_FOLDERS = ("kunci", "masuk", "gagal", "layanan", "templat")
"""Copied as they are; links, FIFOs and the like in them are left out."""
PLAIN_FILES = ("*.toml", "arsip.json")
LEFT_OUT = frozenset({f"kunci/{keys.SESSION}"})
"""Who holds a backup must not be able to make himself a session; a new key is made at the next start."""


@dataclass(frozen=True)
class Report:
    """What a backup holds; `linked` files are shared with an older backup. Digests: see BackupNote."""

    folder: Path
    originals: int
    linked: int
    missing: tuple[str, ...]
    spoilt: tuple[str, ...]
    unreadable: int
    """Drops in masuk/ or gagal/ that this process has no right to read."""


@dataclass
class _Copying:
    """A backup being written to `scratch`; `digests`: path within it -> SHA-256 of what was written."""

    data: DataFolder
    scratch: Path
    previous: Path | None
    older: dict[str, str]
    digests: dict[str, str] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)
    unreadable: int = 0

    def copy(self, source: Path, relative: str, wanted: str = "") -> bool:
        """One file as it is now; False when it is gone, closed to us, or not the `wanted` digest.

        A drop that vanished meanwhile was taken in: its original is in the store.
        """
        goal = self.scratch / relative
        goal.parent.mkdir(parents=True, exist_ok=True)
        try:
            digest = digest_while_copying(source, goal)
        except FileNotFoundError:
            return False
        except PermissionError:
            self.unreadable += 1
            return False
        if wanted and digest != wanted:
            goal.unlink()
            return False
        with suppress(OSError):  # a stick's file system may know no rights
            shutil.copystat(source, goal)
        self.digests[relative] = digest
        return True

    def share(self, relative: str, digest: str) -> bool:
        """Link the older backup's file if its bytes still have that digest; False where they can't be had."""
        if self.previous is None or self.older.get(relative) != digest:
            return False
        older, goal = self.previous / relative, self.scratch / relative
        goal.parent.mkdir(parents=True, exist_ok=True)
        try:
            if contents.disk_digest(older) != digest:
                return False
            try:
                os.link(older, goal)
            except OSError:  # a file system without hard links
                return self.copy(older, relative, digest)
        except OSError:
            return False
        self.digests[relative] = digest
        self.linked.add(relative)
        return True


def back_up(data: DataFolder, target: Path, now: datetime, database: Database) -> Report:
    """Write `target/berkas-<time>/`; it is named so only when it is complete and was read back. StorageError.

    `now` with its zone. What the backup found is noted in the data folder, for desk and doctor.
    """
    if not data.kunci.is_dir():
        raise UsageError(f"{data.root} bukan folder data berkas.")
    if target.is_relative_to(data.root):
        raise UsageError("Cadangan harus di luar folder data, sebaiknya di disk lain.")
    if broken := next(keys.faults(data), None):
        raise StorageError(broken)
    final = target / f"{PREFIX}{now:%Y%m%d-%H%M%S}"
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        with only_one(target / LOCK, BUSY):
            report = _write_whole(data, final, now, database)
    except (StorageError, OSError) as error:
        reason = str(error) if isinstance(error, StorageError) else (error.strerror or "galat berkas")
        _note_failure(data, now, reason)
        raise StorageError(f"Cadangan gagal: {reason}") from error
    made_at = now.isoformat(timespec="seconds")
    write_note(data, BackupNote(str(final), made_at, report.missing, report.spoilt))
    return report


def _note_failure(data: DataFolder, now: datetime, reason: str) -> None:
    last = read_note(data)
    with suppress(OSError):  # a full disk is told by its own alarm
        write_note(data, replace(last, failed_at=now.isoformat(timespec="seconds"), failure=reason))


def _write_whole(data: DataFolder, final: Path, now: datetime, database: Database) -> Report:
    """The backup under its name, or nothing; what a killed one left is removed first."""
    for left in final.parent.glob(f".{PREFIX}*.tmp"):
        shutil.rmtree(left, ignore_errors=True)
    scratch = final.with_name(f".{final.name}.tmp")
    scratch.mkdir(mode=0o700)
    try:
        report = _write(data, scratch, _previous(final.parent), now, database)
        scratch.rename(final)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    sync_folder(final.parent)
    return replace(report, folder=final)


def _previous(target: Path) -> Path | None:
    return max((path for path in target.glob(f"{PREFIX}*") if path.is_dir()), default=None)


def _write(
    data: DataFolder, scratch: Path, previous: Path | None, now: datetime, database: Database
) -> Report:
    """Everything in its order, then read back what was written."""
    copying = _Copying(data, scratch, previous, _older_list(previous))
    for path, relative in _plain(data):
        copying.copy(path, relative)
    database.copy(scratch / database.copy_name)
    copying.digests[database.copy_name] = digest_of(scratch / database.copy_name)
    missing, spoilt = _originals(copying, database.originals())
    for path in _pictures(data):
        relative = str(path.relative_to(data.root))
        if not copying.share(relative, digest_of(path)):
            copying.copy(path, relative)
    count = sum(path.startswith("simpan/") for path in copying.digests)
    manifest = Manifest(now.isoformat(timespec="seconds"), database.kind, count, missing)
    os.sync()
    fresh = {path: digest for path, digest in copying.digests.items() if path not in copying.linked}
    contents.check(scratch, fresh)
    contents.write(scratch, manifest, copying.digests)
    return Report(scratch, count, len(copying.linked), missing, spoilt, copying.unreadable)


def _older_list(previous: Path | None) -> dict[str, str]:
    """The older backup's list; nothing is shared with one that can't say what it holds."""
    if previous is None:
        return {}
    try:
        return contents.read_list(previous, contents.read_manifest(previous))
    except (UsageError, StorageError):
        return {}


def _plain(data: DataFolder) -> Iterator[tuple[Path, str]]:
    """Files that are copied as they are, and their paths within the backup."""
    found = [path for name in PLAIN_FOLDERS for path in contents.regular_files(data.root / name)]
    found += [path for pattern in PLAIN_FILES for path in sorted(data.root.glob(pattern)) if path.is_file()]
    for path in found:
        relative = str(path.relative_to(data.root))
        if relative not in LEFT_OUT and not path.name.endswith((".lock", ".part")):
            yield path, relative


def _pictures(data: DataFolder) -> Iterator[Path]:
    """Pages' pictures without the small ones, which are made again in an instant, and without empty ones."""
    for path in contents.regular_files(data.halaman):
        is_made = not path.name.startswith(".") and not path.name.endswith("-kecil.jpg")
        if is_made and path.stat().st_size > 0:
            yield path


def _originals(copying: _Copying, named: list[Original]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every original in the store and every one that the database names.

    Returns (missing, spoilt) digests: the store's copy is used where its bytes are right, else the older
    backup's, which is then the good one.
    """
    data = copying.data
    missing: list[str] = []
    spoilt: list[str] = []
    wanted = {str(data.stored(one.sha256, one.extension).relative_to(data.root)) for one in named}
    stored = (path for path in contents.regular_files(data.simpan) if not path.name.startswith("."))
    wanted |= {str(path.relative_to(data.root)) for path in stored}
    for relative in sorted(wanted):
        digest = Path(relative).name.split(".", maxsplit=1)[0]
        if copying.share(relative, digest):
            spoilt += [] if _digest_or_nothing(data.root / relative) == digest else [digest]
        elif not copying.copy(data.root / relative, relative, digest):
            missing.append(digest)
    return tuple(missing), tuple(spoilt)


def _digest_or_nothing(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return ""
