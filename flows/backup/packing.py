"""Putting files into a backup, plain or sealed, and sharing with the older backup what has not changed.

Plain, a file lies under its own path. Sealed, an original or a picture lies under the digest it is known by
and everything else under a number, since names in masuk/ may be people's; what is what stands in the sealed
index. Sharing is by name and digest of the stored bytes, so it needs no key that opens anything.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from flows.backup import contents
from flows.backup.sealing import SUFFIX, KeysFile, seal, unseal
from flows.store import digest_while_copying
from models.errors import StorageError

INDEX = f"indeks{SUFFIX}"
PICTURE_DIGEST = 16
"""Hex digits of a picture's digest in its sealed name: whether it changed shows without opening it."""

MODE = 0o777


@dataclass(frozen=True)
class Entry:
    """What a sealed file is: its path in the data folder, the SHA-256 of its content, its rights."""

    path: str
    sha256: str
    mode: int


DROPS = ("masuk/", "gagal/")
"""What people and scanners put there may be closed; a backup without anything else would be none."""


@dataclass
class Packing:
    """A backup being written to `scratch`, sealed for `recipient` unless that is empty.

    `previous`, `older`: the backup before and its list (nothing is shared without). `digests`: path within
    the backup -> SHA-256 of the bytes there. `unreadable`: drops that this process has no right to read.
    """

    scratch: Path
    recipient: str
    previous: Path | None
    older: Mapping[str, str]
    digests: dict[str, str] = field(default_factory=dict)
    index: dict[str, Entry] = field(default_factory=dict)
    linked: set[str] = field(default_factory=set)
    unreadable: int = 0

    def copy(self, source: Path, relative: str, wanted: str = "") -> bool:
        """One file as it is now; False when it is gone, a drop closed to us, or not the `wanted` digest.

        A drop that vanished meanwhile was taken in: its original is in the store.
        """
        stored = self._stored_name(relative, wanted)
        goal = self._room_for(stored)
        try:
            digest, written = self._put(source, goal)
            mode = source.stat().st_mode & MODE
        except FileNotFoundError:
            goal.unlink(missing_ok=True)
            return False
        except PermissionError:
            if not relative.startswith(DROPS):
                raise
            self.unreadable += 1
            return False
        if wanted and digest != wanted:
            goal.unlink()
            return False
        self._keep(stored, written, Entry(relative, digest, mode))
        return True

    def _put(self, source: Path, goal: Path) -> tuple[str, str]:
        """SHA-256 of the content, and of the bytes written for it."""
        if self.recipient:
            return seal(source, goal, self.recipient)
        digest = digest_while_copying(source, goal)
        with suppress(OSError):  # a stick's file system may know no rights
            goal.chmod(source.stat().st_mode & MODE)
        return digest, digest

    def share(self, relative: str, digest: str, mode: int) -> bool:
        """Link the older backup's file if its bytes are still what its list says, else False."""
        stored = self._stored_name(relative, digest)
        listed = self.older.get(stored)
        if self.previous is None or listed is None or not (self.recipient or listed == digest):
            return False
        older, goal = self.previous / stored, self._room_for(stored)
        try:
            if contents.disk_digest(older) != listed:
                return False
            try:
                os.link(older, goal)
            except OSError:  # a file system without hard links
                if digest_while_copying(older, goal) != listed:
                    return False
        except OSError:
            return False
        self.linked.add(stored)
        self._keep(stored, listed, Entry(relative, digest, mode))
        return True

    def _keep(self, stored: str, written: str, entry: Entry) -> None:
        self.digests[stored] = written
        self.index[stored] = entry

    def _room_for(self, stored: str) -> Path:
        goal = self.scratch / stored
        goal.parent.mkdir(parents=True, exist_ok=True)
        return goal

    def _stored_name(self, relative: str, digest: str) -> str:
        if not self.recipient:
            return relative
        folder = relative.partition("/")[0]
        if folder == "simpan":
            return f"{relative}{SUFFIX}"
        if folder == "halaman":
            return f"{relative.removesuffix('.jpg')}.{digest[:PICTURE_DIGEST]}{SUFFIX}"
        return f"lain/{len(self.index):06d}{SUFFIX}"

    def write_index(self, scratch: Path) -> None:
        """Seal the index into the backup; `scratch`: where its plain text may lie for a moment."""
        if not self.recipient:
            return
        plain = scratch / "indeks.json"
        facts = {stored: asdict(entry) for stored, entry in self.index.items()}
        plain.write_text(json.dumps(facts), encoding="utf-8", errors="surrogateescape")
        _, self.digests[INDEX] = seal(plain, self.scratch / INDEX, self.recipient)
        plain.unlink()


def unpack(backup: Path, target: Path, opener: KeysFile) -> None:
    """Open every file of a sealed backup into `target`, each checked by the index. StorageError."""
    target.mkdir(mode=0o700, parents=True)
    plain = target / "indeks.json"
    unseal(backup / INDEX, plain, opener)
    index = json.loads(plain.read_text(encoding="utf-8", errors="surrogateescape"))
    plain.unlink()
    for stored, facts in index.items():
        entry = Entry(**facts)
        goal = target / entry.path
        goal.parent.mkdir(parents=True, exist_ok=True)
        if unseal(backup / stored, goal, opener) != entry.sha256:
            raise StorageError(
                f"{contents.shown(stored)} dalam cadangan bukan berkas semula; pakai cadangan lain."
            )
        goal.chmod(entry.mode)
