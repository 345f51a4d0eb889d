"""Backup and restore of a data folder: consistent while the system runs, verified when it comes back.

Order matters. The audit log's anchor is copied before the database (an anchor that is behind is whole,
one that is ahead looks like a cut tail), and the originals after it (every original is in the store
before the database names it). Prefect's own database holds no case and is left out.
"""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.store import digest_of
from models.errors import StorageError, UsageError
from models.paths import DataFolder

MANIFEST = "cadangan.json"
PREFIX = "berkas-"
DUMP = "berkas.pgdump"
SCHEMA = "berkas.cadangan/1"

PLAIN_FOLDERS = ("kunci", "masuk", "gagal", "layanan")
"""Copied as they are; links, FIFOs and the like in them are left out."""


@dataclass(frozen=True)
class Report:
    """What a backup holds; `linked` originals are shared with an older backup."""

    folder: Path
    originals: int
    linked: int


def back_up(data: DataFolder, target: Path, now: datetime, database_url: str = "") -> Report:
    """Write `target/berkas-<time>/`; it is named so only when it is complete. StorageError otherwise."""
    if not data.kunci.is_dir():
        raise UsageError(f"{data.root} bukan folder data berkas.")
    if target.is_relative_to(data.root):
        raise UsageError("Cadangan harus di luar folder data, sebaiknya di disk lain.")
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    final = target / f"{PREFIX}{now:%Y%m%d-%H%M%S}"
    scratch = target / f".{final.name}.tmp"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    previous = max((path for path in target.glob(f"{PREFIX}*") if path.is_dir()), default=None)
    for name in PLAIN_FOLDERS:
        _copy_plain(data.root / name, scratch / name)
    for path in data.root.glob("*.toml"):
        shutil.copy2(path, scratch / path.name)
    _copy_database(data, scratch, database_url)
    originals, linked = _copy_originals(data.simpan, scratch / "simpan", previous)
    _write_manifest(scratch, now, originals)
    scratch.rename(final)
    return Report(final, originals, linked)


def _files(folder: Path) -> Iterator[Path]:
    """Regular files below a folder; links are not followed."""
    for root, _folders, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            if path.is_file() and not path.is_symlink():
                yield path


def _copy_plain(source: Path, target: Path) -> None:
    for path in _files(source):
        goal = target / path.relative_to(source)
        goal.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copy2(path, goal)
        except FileNotFoundError:
            continue  # taken in while we copied; its original is in the store


def _copy_database(data: DataFolder, scratch: Path, url: str) -> None:
    """SQLite's own online backup, or pg_dump."""
    if url:
        _run(["pg_dump", "--format=custom", "--file", str(scratch / DUMP), url])
    elif data.database.exists():
        with (
            closing(sqlite3.connect(f"file:{data.database}?mode=ro", uri=True)) as live,
            closing(sqlite3.connect(scratch / data.database.name)) as copy,
        ):
            live.backup(copy)
            _check_database(copy)


def _check_database(database: sqlite3.Connection) -> None:
    (answer,) = database.execute("PRAGMA quick_check").fetchone()
    if answer != "ok":
        raise StorageError(f"Basis data rusak: {answer}. Pakai cadangan lain.")


def _run(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        raise StorageError(f"Perintah {command[0]} tidak ada; pasang paket postgresql-client.")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise StorageError(f"{command[0]} gagal: {done.stderr.strip().splitlines()[-1:]}")


def _copy_originals(simpan: Path, target: Path, previous: Path | None) -> tuple[int, int]:
    """Copy each original, or link it to the older backup's when that is on the same disk."""
    count = linked = 0
    target.mkdir()
    for path in _files(simpan):
        if path.name.startswith("."):
            continue
        relative = path.relative_to(simpan)
        goal = target / relative
        goal.parent.mkdir(exist_ok=True)
        older = previous / "simpan" / relative if previous else None
        if older and older.exists() and older.stat().st_size == path.stat().st_size:
            os.link(older, goal)
            linked += 1
        else:
            shutil.copy2(path, goal)
        count += 1
    return count, linked


def _write_manifest(scratch: Path, now: datetime, originals: int) -> None:
    facts = {"schema": SCHEMA, "made_at": now.isoformat(timespec="seconds"), "originals": originals}
    path = scratch / MANIFEST
    with path.open("w", encoding="utf-8") as file:
        json.dump(facts, file, indent=2)
        file.flush()
        os.fsync(file.fileno())


def restore(backup: Path, data: DataFolder, database_url: str = "") -> int:
    """Copy a backup into a data folder that is new or empty; returns the number of verified originals.

    UsageError when the places are wrong, StorageError when the backup is damaged.
    """
    if not (backup / MANIFEST).is_file():
        raise UsageError(f"{backup} bukan cadangan yang lengkap (tidak ada {MANIFEST}).")
    if data.root.exists() and any(data.root.iterdir()):
        raise UsageError(f"{data.root} tidak kosong; pulihkan ke folder data yang baru.")
    count = _verify(backup)
    data.root.mkdir(parents=True, exist_ok=True)
    shutil.copytree(backup, data.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(MANIFEST, DUMP))
    if (backup / DUMP).exists():
        _run(
            [
                "pg_restore",
                "--clean",
                "--if-exists",
                "--no-owner",
                "--dbname",
                database_url,
                str(backup / DUMP),
            ]
        )
    if data.kunci.is_dir():
        data.kunci.chmod(0o700)
    return count


def _verify(backup: Path) -> int:
    """Every original's digest is its name, all are there, and the database is sound."""
    manifest = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    count = 0
    for path in _files(backup / "simpan"):
        if digest_of(path) != path.name.split(".", maxsplit=1)[0]:
            raise StorageError(f"Berkas asli {path.name[:12]} dalam cadangan rusak; pakai cadangan lain.")
        count += 1
    if count != manifest["originals"]:
        raise StorageError(f"Cadangan memuat {count} berkas asli, seharusnya {manifest['originals']}.")
    database = backup / "berkas.sqlite3"
    if database.exists():
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as copy:
            _check_database(copy)
    return count
