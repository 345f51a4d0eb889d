"""Restoring a backup: every file checked before and after it is copied, nothing that exists overwritten."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.backup import contents
from flows.backup.contents import Manifest
from flows.backup.databases import Database, kind_in
from flows.backup.packing import unpack
from flows.backup.sealing import KeysFile
from models.errors import UsageError
from models.paths import DataFolder

NO_KEYS = "Cadangan ini disandikan: sebut berkas kuncinya dengan --keys BERKAS."
OTHER_KEYS = "Berkas kunci itu bukan untuk cadangan ini; pakai yang dibuat bersama cadangannya."
OTHER_KIND = {
    "sqlite": "Cadangan ini memuat SQLite, tetapi 'database_url' menyebut PostgreSQL: kosongkan dahulu.",
    "postgresql": "Cadangan ini memuat basis data PostgreSQL: sebut alamat basis data baru yang kosong di "
    "BERKAS_DATABASE_URL.",
}


@dataclass(frozen=True)
class Restored:
    """`originals`: how many came back whole; `missing`: digests that the backup was made without."""

    originals: int
    missing: tuple[str, ...]


def restore(
    backup: Path, data: DataFolder, database: Callable[[DataFolder], Database], opener: KeysFile | None = None
) -> Restored:
    """Make the new data folder of a backup. It has its name only when all of it is there.

    `database`: the database of a data folder whose settings are there. `opener`: for a sealed backup.
    UsageError when the places or keys are wrong or not empty, StorageError when the backup is damaged.
    """
    manifest = contents.read_manifest(backup)
    if data.root.exists() and any(data.root.iterdir()):
        raise UsageError(f"{data.root} tidak kosong; pulihkan ke folder data yang baru.")
    kind = manifest.database if manifest.recipient else kind_in(backup)
    digests = contents.read_list(backup, manifest)
    contents.check(backup, digests)
    scratch = DataFolder(data.root.with_name(f".{data.root.name}.pemulihan"))
    shutil.rmtree(scratch.root, ignore_errors=True)
    try:
        _fill(scratch, backup, manifest, digests, opener)
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
    return Restored(sum(path.startswith("simpan/") for path in digests), manifest.missing)


def _fill(
    scratch: DataFolder, backup: Path, manifest: Manifest, digests: dict[str, str], opener: KeysFile | None
) -> None:
    """All files of the backup, opened, each checked again where it now lies; and the keys."""
    if not manifest.recipient:
        left = shutil.ignore_patterns(contents.MANIFEST, contents.LIST)
        shutil.copytree(backup, scratch.root, ignore=left)
        contents.check(scratch.root, digests)
    elif opener is None:
        raise UsageError(NO_KEYS)
    elif opener.recipient != manifest.recipient:
        raise UsageError(OTHER_KEYS)
    else:
        unpack(backup, scratch.root, opener)
    scratch.kunci.mkdir(mode=0o700, exist_ok=True)
    scratch.root.chmod(0o700)
    scratch.kunci.chmod(0o700)
    for name, value in (opener.kept if opener else {}).items():
        path = scratch.kunci / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(f"{value}\n", encoding="ascii")
