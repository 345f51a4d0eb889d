"""Taking a backup: consistent while the system runs, read back from the disk before it is called one.

Order matters. What waits in masuk/ and the audit log's anchor are copied before the database (an anchor that
is behind is whole, one that is ahead looks like a cut tail), and the originals after it (every original is in
the store before the database names it). Prefect's own database holds no case and is left out.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desk import keys
from flows import originals
from flows.backup import contents
from flows.backup.contents import Manifest
from flows.backup.databases import Database, Original
from flows.backup.packing import MODE, Packing
from flows.locks import only_one
from flows.refused import words_of
from flows.store import READ_ONLY, digest_of
from models.backup_note import BackupNote, read_note, write_note
from models.durable import sync_folder
from models.errors import StorageError, UsageError
from models.paths import DataFolder
from models.trouble import cause_of

PREFIX = "berkas-"
LOCK = ".berkas-cadangan.lock"
BUSY = "Cadangan lain sedang dibuat di folder itu; tunggu sampai selesai."

PLAIN_FOLDERS = ("kunci", "masuk", "gagal", "layanan", "templat")
"""Copied as they are; links, FIFOs and the like in them are left out."""
PLAIN_FILES = ("*.toml", "arsip.json", "kalibrasi*.json", "keyakinan-tulisan*.json")
"""Settings, the register of archives, and what the office's reviewers taught, each with the one before it."""
NEVER_IN = frozenset({f"kunci/{keys.SESSION}", f"kunci/{keys.AUDIT}"})
"""Who holds a backup must not be able to make himself a session (a new key is made at the next start), nor
to forge an audit log: its key lies in the keys file (flows/backup/sealing.py)."""
NOT_SEALED_IN = frozenset({f"kunci/{keys.NIK}"})
"""In plain backups only, which show every NIK anyway; of sealed ones it lies in the keys file."""

SCRATCH = ".cadangan"
"""Of the data folder: the database's copy before it is sealed. Swept when a backup begins."""


@dataclass(frozen=True)
class Report:
    """What a backup holds; `linked` files are shared with an older backup.

    `missing`: digests of originals that neither the store nor an older backup holds any more. `spoilt`: of
    those whose stored copy is gone or rotten while a backup still has them.
    """

    folder: Path
    originals: int
    linked: int
    missing: tuple[str, ...]
    spoilt: tuple[str, ...]
    unreadable: int
    """Files and folders in masuk/ or gagal/ that this process has no right to read."""


def back_up(data: DataFolder, target: Path, now: datetime, database: Database, recipient: str = "") -> Report:
    """Write `target/berkas-<time>/`; it is named so only when it is complete and was read back. StorageError.

    `now` with its zone; `recipient`: for whom it is sealed (empty: plain). What the backup found is noted in
    the data folder, for desk and doctor.
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
            report = _write_whole(data, final, now, database, recipient)
    except StorageError as error:
        _note_failure(data, now, str(error))
        raise StorageError(f"Cadangan gagal: {error}") from error
    except OSError as error:
        reason = cause_of(error)
        _note_failure(data, now, reason)
        raise StorageError(f"Cadangan gagal: {words_of(error, data.root) or reason}") from error
    made_at = now.isoformat(timespec="seconds")
    write_note(data, BackupNote(str(final), made_at))
    originals.tell(data, (*report.missing, *report.spoilt), is_read=True, what=_what_is_lost(report))
    return report


def _what_is_lost(report: Report) -> str:
    saved = len(report.spoilt)
    return "hilang atau rusak" + (f", {saved} di antaranya utuh di cadangan" if saved else " tanpa cadangan")


def _note_failure(data: DataFolder, now: datetime, reason: str) -> None:
    last = read_note(data)
    with suppress(OSError):  # a full disk is told by its own alarm
        write_note(data, replace(last, failed_at=now.isoformat(timespec="seconds"), failure=reason))


def _write_whole(data: DataFolder, final: Path, now: datetime, database: Database, recipient: str) -> Report:
    """The backup under its name, or nothing; what a killed one left is removed first."""
    for left in (*final.parent.glob(f".{PREFIX}*.tmp"), data.root / SCRATCH):
        shutil.rmtree(left, ignore_errors=True)
    scratch, private = final.with_name(f".{final.name}.tmp"), data.root / SCRATCH
    scratch.mkdir(mode=0o700)
    private.mkdir(mode=0o700)
    try:
        previous = _previous(final.parent)
        packing = Packing(scratch, recipient, previous, _older_list(previous, recipient))
        report = _write(data, packing, private, now, database)
        scratch.rename(final)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.rmtree(private, ignore_errors=True)
    sync_folder(final.parent)
    return replace(report, folder=final)


def _previous(target: Path) -> Path | None:
    return max((path for path in target.glob(f"{PREFIX}*") if path.is_dir()), default=None)


def _older_list(previous: Path | None, recipient: str) -> dict[str, str]:
    """The older backup's list; nothing is shared with one that is broken or sealed for another."""
    if previous is None:
        return {}
    try:
        manifest = contents.read_manifest(previous)
        return contents.read_list(previous, manifest) if manifest.recipient == recipient else {}
    except (UsageError, StorageError):
        return {}


def _write(data: DataFolder, packing: Packing, private: Path, now: datetime, database: Database) -> Report:
    """Everything in its order, then read back what was written."""
    for path, relative in _plain(data, is_sealed=bool(packing.recipient)):
        packing.copy(path, relative)
    packing.unreadable += sum(map(_closed_folders, (data.masuk, data.gagal)))
    copied = private / database.copy_name
    database.copy(copied)
    packing.copy(copied, database.copy_name)
    missing, spoilt = _originals(data, packing, database.originals())
    for path in _pictures(data):
        relative, digest = str(path.relative_to(data.root)), digest_of(path)
        if not packing.share(relative, digest, path.stat().st_mode & MODE):
            packing.copy(path, relative, digest)
    packing.write_index(private)
    count = sum(path.startswith("simpan/") for path in packing.digests)
    made_at = now.isoformat(timespec="seconds")
    key = keys.fingerprint((data.kunci / keys.AUDIT).read_text(encoding="ascii"))
    manifest = Manifest(made_at, database.kind, count, missing, recipient=packing.recipient, audit_key=key)
    os.sync()
    fresh = {path: digest for path, digest in packing.digests.items() if path not in packing.linked}
    contents.check(packing.scratch, fresh)
    contents.write(packing.scratch, manifest, packing.digests)
    return Report(packing.scratch, count, len(packing.linked), missing, spoilt, packing.unreadable)


def _plain(data: DataFolder, *, is_sealed: bool) -> Iterator[tuple[Path, str]]:
    """Files that are copied as they are, and their paths within the data folder."""
    left_out = NEVER_IN | (NOT_SEALED_IN if is_sealed else frozenset())
    found = [path for name in PLAIN_FOLDERS for path in contents.regular_files(data.root / name)]
    found += [path for pattern in PLAIN_FILES for path in sorted(data.root.glob(pattern)) if path.is_file()]
    for path in found:
        relative = str(path.relative_to(data.root))
        if relative not in left_out and not path.name.endswith((".lock", ".part")):
            yield path, relative


def _closed_folders(folder: Path) -> int:
    refused: list[OSError] = []
    for _ in os.walk(folder, onerror=refused.append):
        pass
    return sum(isinstance(error, PermissionError) for error in refused)


def _pictures(data: DataFolder) -> Iterator[Path]:
    """Pages' pictures without the small ones, which are made again in an instant, and without empty ones."""
    for path in contents.regular_files(data.halaman):
        is_made = not path.name.startswith(".") and not path.name.endswith("-kecil.jpg")
        if is_made and path.stat().st_size > 0:
            yield path


def _originals(
    data: DataFolder, packing: Packing, named: list[Original]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every original in the store and every one that the database names.

    Returns (missing, spoilt) digests: the store's copy is used where its bytes are right, else the older
    backup's, which is then the good one.
    """
    missing: list[str] = []
    spoilt: list[str] = []
    wanted = {str(data.stored(one.sha256, one.extension).relative_to(data.root)) for one in named}
    stored = (path for path in contents.regular_files(data.simpan) if not path.name.startswith("."))
    wanted |= {str(path.relative_to(data.root)) for path in stored}
    for relative in sorted(wanted):
        digest = Path(relative).name.split(".", maxsplit=1)[0]
        if packing.share(relative, digest, READ_ONLY):
            spoilt += [] if _digest_or_nothing(data.root / relative) == digest else [digest]
        elif not packing.copy(data.root / relative, relative, digest):
            missing.append(digest)
    return tuple(missing), tuple(spoilt)


def _digest_or_nothing(path: Path) -> str:
    try:
        return digest_of(path)
    except OSError:
        return ""
