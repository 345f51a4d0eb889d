"""Claiming a drop: rename, store, commit, and only then forget (in that order, resumable anywhere).

    masuk/loket/surat.pdf --rename--> masuk/.proses/<id>/isi/surat.pdf --copy--> simpan/ab/<sha256>.pdf
                                       masuk/.proses/<id>/klaim.json         admission.admit(id) commits

A claim found at start is taken up again: `admit` knows its id, so nothing is lost and nothing doubled.
"""

import hashlib
import json
import os
import shutil
import stat
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.inbox import Drop, is_closed, is_dropping, is_passed_over
from flows.refusals import Refusals, printable
from flows.store import named_in, store
from models.case import Channel
from models.paths import DataFolder

CONTENT = "isi"
LABEL = "klaim.json"

NOT_REGULAR = (
    "Ini bukan berkas biasa (tautan atau berkas khusus) sehingga tidak dibuka. Salin berkas aslinya."
)
CLOSED = "Hak akses menolak berkas atau folder ini dibuka. Buka hak aksesnya atau salin ulang."
EMPTY = "Berkas ini kosong. Pindai ulang lalu taruh kembali."


@dataclass(frozen=True)
class Claim:
    """A drop that is ours: `folder` = masuk/.proses/<id>."""

    id: str
    folder: Path
    channel: Channel
    name: str
    received_at: datetime

    @property
    def content(self) -> Path:
        """The folder that holds what was dropped."""
        return self.folder / CONTENT


@dataclass(frozen=True)
class ClaimedFile:
    """A file of a claim, stored: `name` is fit to be shown, `sha256`/`extension` say where it lies."""

    sha256: str
    name: str
    size: int
    extension: str


def claim(drop: Drop, proses: Path, received_at: datetime) -> Claim:
    """Take the drop by one rename on the same file system; OSError leaves it where it was. It is on the disk
    when the folders of `moved_in` are synced."""
    made = Claim(uuid.uuid4().hex, proses, drop.channel, drop.path.name, received_at)
    made = Claim(made.id, proses / made.id, made.channel, made.name, made.received_at)
    made.content.mkdir(parents=True)
    try:
        _write_label(made)
        drop.path.rename(made.content / drop.path.name)
    except OSError:
        shutil.rmtree(made.folder, ignore_errors=True)
        raise
    return made


def moved_in(drop: Drop, made: Claim) -> tuple[Path, Path]:
    """The folders between which the drop was moved."""
    return made.content, drop.path.parent


def _write_label(made: Claim) -> None:
    facts = {"channel": made.channel, "name": made.name, "received_at": made.received_at.isoformat()}
    with (made.folder / LABEL).open("w", encoding="ascii") as file:
        json.dump(facts, file)
        file.flush()
        os.fsync(file.fileno())


def claims(proses: Path, now: datetime) -> Iterator[Claim]:
    """The claims that lie there, oldest first; one without a label (cut off while made) is loket's."""
    folders = [entry for entry in proses.iterdir() if entry.is_dir()] if proses.is_dir() else []
    for folder in sorted(folders, key=lambda entry: entry.lstat().st_mtime_ns):
        try:
            facts = json.loads((folder / LABEL).read_text(encoding="ascii"))
            received_at = datetime.fromisoformat(facts["received_at"])
            yield Claim(folder.name, folder, Channel(facts["channel"]), facts["name"], received_at)
        except (OSError, ValueError, KeyError):
            yield Claim(folder.name, folder, Channel.LOKET, folder.name, now)


def members(content: Path) -> Iterator[Path]:
    """Every entry of a claim that is no folder, hidden ones included, in the order of a sweep; and folders
    that may not be entered."""
    if not content.is_dir():
        return
    for folder, folders, files in os.walk(content):
        folders.sort()
        odd = [name for name in folders if Path(folder, name).is_symlink() or is_closed(Path(folder, name))]
        folders[:] = [name for name in folders if name not in odd]
        yield from (Path(folder, name) for name in sorted(files + odd))


def store_files(
    made: Claim, data: DataFolder, refusals: Refusals, folders: set[Path]
) -> tuple[ClaimedFile, ...]:
    """Store each file of the claim; what is no file, empty or closed goes to gagal/ with its reason. To
    `folders` are added those that must be synced before anything relies on what is stored."""
    stored: list[ClaimedFile] = []
    for path in members(made.content):
        if is_passed_over(path.name):
            continue
        reason = refusal_of(path)
        if reason:
            refusals.move(path, made.channel, reason, _drop_id(made, path))
            continue
        kept = store(path, data, made.id)
        folders.update(named_in(kept, data))
        stored.append(ClaimedFile(kept.sha256, printable(path.name), kept.size, kept.extension))
    return tuple(stored)


def refusal_of(path: Path) -> str:
    """Why this entry of a claim can't be stored; "" when it can."""
    facts = path.lstat()
    if stat.S_ISDIR(facts.st_mode):
        return CLOSED
    if not stat.S_ISREG(facts.st_mode):
        return NOT_REGULAR
    if facts.st_size == 0:
        return EMPTY
    return "" if os.access(path, os.R_OK) else CLOSED


def _drop_id(made: Claim, path: Path) -> str:
    """The same each time the claim is taken up again."""
    place = os.fsencode(path.relative_to(made.content))
    return f"{made.id}-{hashlib.sha256(place).hexdigest()[:12]}"


def release(made: Claim, held: Collection[str], digest: Callable[[Path], str], masuk: Path) -> None:
    """Remove the claim after the commit, but only what a case holds (`held`: digests).

    A file that a writer with the folder still open added meanwhile goes back into the watched folder, also
    where a release was cut off and the next round stored it without a case.
    """
    for path in list(members(made.content)):
        is_regular = stat.S_ISREG(path.lstat().st_mode)
        if is_regular and (is_dropping(path.name) or digest(path) in held):
            path.unlink()
        else:
            _give_back(path, made, masuk)
    shutil.rmtree(made.folder)


def _give_back(path: Path, made: Claim, masuk: Path) -> None:
    home = masuk / made.channel.value
    home.mkdir(parents=True, exist_ok=True)
    target = home / path.name
    if target.exists() or target.is_symlink():
        # A hidden or unfinished name stays one: its first character is what says so.
        first = path.name[0] if path.name.startswith((".", "~")) else ""
        target = home / f"{first}{made.id[:8]} {path.name.removeprefix(first)}"
    path.rename(target)
