"""Restoring a backup: every file checked before and after it is copied, nothing that exists overwritten."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desk import keys
from flows.backup import contents
from flows.backup.contents import Manifest
from flows.backup.databases import Database, kind_in
from flows.backup.packing import unpack
from flows.backup.sealing import KeysFile
from models.errors import UsageError
from models.paths import DataFolder

NO_KEYS = "Cadangan ini disandikan: sebut berkas kuncinya dengan --keys BERKAS."
OTHER_KEYS = "Berkas kunci itu bukan untuk cadangan ini; pakai yang dibuat bersama cadangannya."
NO_AUDIT_KEY = (
    "Kunci audit tidak ada di dalam cadangan: sebut berkas kunci cadangan dengan --keys BERKAS. Bila berkas "
    "itu sudah tidak ada: --new-audit-key; catatan audit lama tetap ada, tetapi tidak dapat dibuktikan lagi."
)
OTHER_AUDIT_KEY = (
    "Kunci audit itu bukan kunci yang dipakai cadangan ini; pakai berkas kunci yang dibuat pada masanya. "
    "Bila tidak ada: --new-audit-key."
)
OTHER_KIND = {
    "sqlite": "Cadangan ini memuat SQLite, tetapi 'database_url' menyebut PostgreSQL: kosongkan dahulu.",
    "postgresql": "Cadangan ini memuat basis data PostgreSQL: sebut alamat basis data baru yang kosong di "
    "BERKAS_DATABASE_URL.",
}


@dataclass(frozen=True)
class Restored:
    """`originals`: how many came back whole; `missing`: digests that the backup was made without.

    `has_new_audit_key`: the log goes on by `berkas audit new-chain`.
    """

    originals: int
    missing: tuple[str, ...]
    has_new_audit_key: bool = False


def restore(
    backup: Path,
    data: DataFolder,
    database: Callable[[DataFolder], Database],
    opener: KeysFile | None = None,
    *,
    may_lose_audit_key: bool = False,
) -> Restored:
    """Make the new data folder of a backup. It has its name only when all of it is there.

    `database`: the database of a data folder whose settings are there. `opener`: opens a sealed backup, and
    holds the audit key. `may_lose_audit_key`: without the right one a new one is made.
    UsageError when the places or keys are wrong or not empty, StorageError when the backup is damaged.
    """
    manifest = contents.read_manifest(backup)
    if data.root.exists() and any(data.root.iterdir()):
        raise UsageError(f"{data.root} tidak kosong; pulihkan ke folder data yang baru.")
    if manifest.recipient and opener is None:
        raise UsageError(NO_KEYS)
    if manifest.recipient and opener and opener.recipient != manifest.recipient:
        raise UsageError(OTHER_KEYS)
    held = _held_keys(backup, manifest, opener, may_lose_audit_key=may_lose_audit_key)
    kind = manifest.database if manifest.recipient else kind_in(backup)
    digests = contents.read_list(backup, manifest)
    contents.check(backup, digests)
    scratch = DataFolder(data.root.with_name(f".{data.root.name}.pemulihan"))
    shutil.rmtree(scratch.root, ignore_errors=True)
    try:
        _fill(scratch, backup, digests, opener if manifest.recipient else None)
        _put_keys(scratch, held)
        target = database(scratch)
        if target.kind != kind:
            raise UsageError(OTHER_KIND[kind])
        copy = scratch.root / target.copy_name
        target.check_copy(copy)
        target.put_back(copy)
        os.sync()
        if data.root.exists():
            data.root.rmdir()
        scratch.root.rename(data.root)
    finally:
        shutil.rmtree(scratch.root, ignore_errors=True)
    originals = sum(path.startswith("simpan/") for path in digests)
    return Restored(originals, manifest.missing, has_new_audit_key=keys.AUDIT not in held)


def _held_keys(
    backup: Path, manifest: Manifest, opener: KeysFile | None, *, may_lose_audit_key: bool
) -> dict[str, str]:
    """Key file name -> its hex: from the keys file, or from the backup where it has them (older ones do)."""
    held = dict(opener.kept) if opener else {}
    for name in keys.KEPT:
        path = backup / "kunci" / name
        if not manifest.recipient and path.is_file():
            held.setdefault(name, path.read_text(encoding="ascii", errors="replace").strip())
    known = held.get(keys.AUDIT)
    is_right = known is not None and manifest.audit_key in {"", keys.fingerprint(known)}
    if not is_right and not may_lose_audit_key:
        raise UsageError(NO_AUDIT_KEY if known is None else OTHER_AUDIT_KEY)
    return {name: value for name, value in held.items() if is_right or name != keys.AUDIT}


def _fill(scratch: DataFolder, backup: Path, digests: dict[str, str], opener: KeysFile | None) -> None:
    """All files of the backup, opened, each checked again where it now lies."""
    if opener:
        unpack(backup, scratch.root, opener)
    else:
        left = shutil.ignore_patterns(contents.MANIFEST, contents.LIST)
        shutil.copytree(backup, scratch.root, ignore=left)
        contents.check(scratch.root, digests)
    scratch.kunci.mkdir(mode=0o700, exist_ok=True)
    scratch.root.chmod(0o700)
    scratch.kunci.chmod(0o700)


def _put_keys(scratch: DataFolder, held: dict[str, str]) -> None:
    """The keys that the log and the database were written with, or a new one for the log.

    With a new one the keys file is of no more use, so the next backup asks for another (backup_recipient).
    """
    for name, value in held.items():
        path = scratch.kunci / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(f"{value}\n", encoding="ascii")
    if keys.AUDIT not in held:
        keys.make_anew(scratch.kunci / keys.AUDIT)
        scratch.backup_recipient.unlink(missing_ok=True)
