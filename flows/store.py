"""The store of originals: each file once, under its SHA-256, read-only, never changed or deleted."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from flows.is_complete import open_regular
from models.errors import StorageError
from models.file_type import HEAD_BYTES, type_of
from models.paths import DataFolder

CHUNK = 1 << 20
READ_ONLY = 0o440
"""Originals are read by the office's group and changed by nobody."""


@dataclass(frozen=True)
class Stored:
    """A file in the store: `simpan/<sha256[:2]>/<sha256><extension>`."""

    sha256: str
    extension: str
    size: int


def digest_of(path: Path) -> str:
    """SHA-256 of a regular file, as hex."""
    digest = hashlib.sha256()
    with os.fdopen(open_regular(path), "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def digest_while_copying(source: Path, target: Path) -> str:
    """Copy a regular file; returns the SHA-256 of the bytes that were written (not yet on the disk)."""
    digest = hashlib.sha256()
    with os.fdopen(open_regular(source), "rb") as origin, target.open("wb") as copy:
        while chunk := origin.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
    return digest.hexdigest()


def store(source: Path, data: DataFolder, label: str) -> Stored:
    """Copy `source` into the store, fsync, verify what was written, and only then name it. The name is on the
    disk when `sync_folder` was called for the folders of `named_in`; before that nothing may rely on it.

    `label` names the temporary file (a claim's id). Raises StorageError when the file changed while it
    was copied or reads back differently, OSError when the disk or the rights refuse; both may be retried.
    """
    data.simpan.mkdir(parents=True, exist_ok=True)
    scratch = data.simpan / f".{label}.tmp"
    try:
        stored = _copy(source, scratch)
        target = data.stored(stored.sha256, stored.extension)
        if target.exists() and digest_of(target) == stored.sha256:
            return stored
        if digest_of(scratch) != stored.sha256:
            raise StorageError("Salinan di penyimpanan tidak sama dengan aslinya; periksa kesehatan disk.")
        target.parent.mkdir(exist_ok=True)
        scratch.chmod(READ_ONLY)
        scratch.rename(target)
        return stored
    finally:
        scratch.unlink(missing_ok=True)


def named_in(stored: Stored, data: DataFolder) -> tuple[Path, Path]:
    """The folders that hold the stored file's name and its folder's."""
    return data.stored(stored.sha256, stored.extension).parent, data.simpan


def _copy(source: Path, scratch: Path) -> Stored:
    """Copy and digest in one pass; the copy is on the disk when this returns."""
    digest = hashlib.sha256()
    size = 0
    head = b""
    with os.fdopen(open_regular(source), "rb") as origin, scratch.open("wb") as copy:
        before = os.fstat(origin.fileno())
        while chunk := origin.read(CHUNK):
            head = head or chunk[:HEAD_BYTES]
            digest.update(chunk)
            copy.write(chunk)
            size += len(chunk)
        after = os.fstat(origin.fileno())
        copy.flush()
        os.fsync(copy.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != after.st_size:
        raise StorageError("Berkas masih ditulis ketika disalin; dicoba lagi.")
    return Stored(digest.hexdigest(), type_of(head).value, size)
