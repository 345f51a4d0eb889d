"""What a backup holds: `cadangan.json` says what and when, `isi.sha256` lists every file's digest.

The list has the format of sha256sum: `cd berkas-... && sha256sum --check isi.sha256` proves a backup
without this program. `cadangan.json` is written last and holds the list's own digest.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.store import digest_of
from models.errors import StorageError, UsageError

MANIFEST = "cadangan.json"
LIST = "isi.sha256"
SCHEMA = "berkas.cadangan/2"
FIRST_SCHEMA = "berkas.cadangan/1"
"""Without a list: its originals are checked by their names."""


@dataclass(frozen=True)
class Manifest:
    """`missing`: digests of originals that the database names and neither store nor older backup held.

    `recipient`: for whom it is sealed (flows/backup/sealing.py), empty for a plain backup. `audit_key`: the
    fingerprint of the key that its audit log was written with; the key itself is in none.
    """

    made_at: str
    database: str
    originals: int
    missing: tuple[str, ...] = ()
    list_digest: str = ""
    recipient: str = ""
    audit_key: str = ""
    schema: str = SCHEMA


def regular_files(folder: Path) -> Iterator[Path]:
    """Regular files below a folder, in a stable order; links are not followed."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            if path.is_file() and not path.is_symlink():
                yield path


def write(backup: Path, manifest: Manifest, digests: Mapping[str, str]) -> None:
    """Write list and manifest; `digests`: path within the backup -> SHA-256. On the disk when it returns."""
    lines = "".join(_line(path, digest) for path, digest in sorted(digests.items()))
    _put(backup / LIST, lines)
    facts = asdict(manifest) | {"list_digest": digest_of(backup / LIST)}
    _put(backup / MANIFEST, json.dumps(facts, indent=2))


def _line(path: str, digest: str) -> str:
    """As sha256sum writes it: a name with a backslash or a line break is escaped and marked."""
    shown = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if shown == path else chr(92)}{digest}  {shown}\n"


def _put(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(backup: Path) -> Manifest:
    """What the backup says of itself. UsageError when the folder is no complete backup."""
    try:
        facts = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
        if facts["schema"] == FIRST_SCHEMA:
            return Manifest(facts["made_at"], "", facts["originals"], schema=FIRST_SCHEMA)
        return Manifest(**facts | {"missing": tuple(facts["missing"])})
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{backup} bukan cadangan yang lengkap ({MANIFEST} tidak ada atau rusak)."
        ) from error


def read_list(backup: Path, manifest: Manifest) -> dict[str, str]:
    """Path within the backup -> SHA-256. StorageError when the list is not the one that was written."""
    if manifest.schema == FIRST_SCHEMA:
        return {
            str(path.relative_to(backup)): path.name.split(".", maxsplit=1)[0]
            for path in regular_files(backup / "simpan")
        }
    try:
        is_whole = digest_of(backup / LIST) == manifest.list_digest
        text = (backup / LIST).read_text(encoding="utf-8", errors="surrogateescape") if is_whole else ""
    except OSError:
        is_whole = False
    if not is_whole:
        raise StorageError(f"Daftar isi cadangan ({LIST}) rusak; pakai cadangan lain.")
    return dict(_parsed(line) for line in text.split("\n") if line)


def _parsed(line: str) -> tuple[str, str]:
    is_escaped = line.startswith("\\")
    digest, path = line.removeprefix("\\").split("  ", maxsplit=1)
    if is_escaped:
        marked = path.replace("\\\\", "\0")
        path = marked.replace("\\n", "\n").replace("\\r", "\r").replace("\0", "\\")
    return path, digest


def check(folder: Path, digests: Mapping[str, str]) -> None:
    """Every listed file is there with its digest, read from the disk. StorageError names one that is not."""
    for path, digest in digests.items():
        try:
            is_good = disk_digest(folder / path) == digest
        except OSError:
            is_good = False
        if not is_good:
            raise StorageError(f"Berkas {shown(path)} dalam cadangan hilang atau rusak; pakai cadangan lain.")


def disk_digest(path: Path) -> str:
    """SHA-256 of what the disk holds: pages that the kernel kept of the writing are let go first."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)
    return digest_of(path)


def shown(path: str) -> str:
    """A path fit for a message: an original by the start of its digest, no person's file name."""
    folder, _, name = path.rpartition("/")
    return name[:12] if folder.startswith(("simpan", "halaman")) else folder.partition("/")[0] or name
