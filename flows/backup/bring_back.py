"""Restoring a backup: every file checked before and after it is copied, nothing that exists overwritten."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.backup import contents
from flows.backup.databases import Database, kind_in
from models.errors import UsageError
from models.paths import DataFolder


@dataclass(frozen=True)
class Restored:
    """`originals`: how many came back whole; `missing`: digests that the backup was made without."""

    originals: int
    missing: tuple[str, ...]


def restore(backup: Path, data: DataFolder, database: Callable[[DataFolder], Database]) -> Restored:
    """Make the new data folder of a backup. It has its name only when all of it is there.

    `database`: the database of a data folder (its settings are the backup's own). UsageError when the places
    are wrong or not empty, StorageError when the backup is damaged.
    """
    manifest = contents.read_manifest(backup)
    if data.root.exists() and any(data.root.iterdir()):
        raise UsageError(f"{data.root} tidak kosong; pulihkan ke folder data yang baru.")
    kind = kind_in(backup)
    digests = contents.read_list(backup, manifest)
    contents.check(backup, digests)
    scratch = data.root.with_name(f".{data.root.name}.pemulihan")
    shutil.rmtree(scratch, ignore_errors=True)
    target = database(DataFolder(scratch))
    if target.kind != kind:
        raise UsageError(_OTHER_KIND[kind])
    target.check_copy(backup / target.copy_name)
    target.refuse_if_taken()
    try:
        _copy(backup, scratch, digests, {contents.MANIFEST, contents.LIST, target.copy_name})
        target.put_back(backup / target.copy_name)
        os.sync()
        if data.root.exists():
            data.root.rmdir()
        scratch.rename(data.root)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Restored(sum(path.startswith("simpan/") for path in digests), manifest.missing)


_OTHER_KIND = {
    "sqlite": "Cadangan ini memuat SQLite, tetapi 'database_url' menyebut PostgreSQL: kosongkan dahulu.",
    "postgresql": "Cadangan ini memuat basis data PostgreSQL: sebut alamat basis data baru yang kosong di "
    "BERKAS_DATABASE_URL.",
}


def _copy(backup: Path, target: Path, digests: dict[str, str], left: set[str]) -> None:
    """All but the files named `left`, with their rights; then every copy is read again."""
    target.mkdir(mode=0o700, parents=True)
    shutil.copytree(
        backup, target, dirs_exist_ok=True,
        ignore=lambda folder, _names: left if Path(folder) == backup else set(),
    )  # fmt: skip
    target.chmod(0o700)
    kunci = DataFolder(target).kunci
    if kunci.is_dir():
        kunci.chmod(0o700)
    contents.check(target, {path: digest for path, digest in digests.items() if path not in left})
