"""The watched folder: what lies in it, and what of it may be taken.

A sweep is the truth (`sweep`); nothing here opens a file but `flows.is_complete`, and nothing but
regular files is ever opened. Time comes in as an argument, so that a test has its own clock.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from flows.is_complete import is_complete
from models.case import Channel

TEMPORARY_SUFFIXES = (".part", ".partial", ".crdownload", ".filepart", ".tmp", ".download")
"""What browsers, scanners' utilities and sync clients call a file they have not finished."""

SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
"""Droppings of Windows' file manager; never part of a case."""

MAX_DEPTH = 8
"""Folders below a drop that are looked into; deeper ones do not come from a scanner."""


@dataclass(frozen=True)
class Patience:
    """How long a drop must lie unchanged, in seconds."""

    stable: float
    folder_stable: float
    undecodable: float


@dataclass(frozen=True)
class Drop:
    """A file or sub-folder in the watched folder, by lstat alone.

    `files`: (path, size, mtime in ns, inode) of each regular file. `odd`: links, FIFOs, sockets, devices.
    """

    path: Path
    channel: Channel
    is_folder: bool
    files: tuple[tuple[Path, int, int, int], ...] = ()
    odd: tuple[Path, ...] = ()


class Move(StrEnum):
    """What is to be done with a drop."""

    CLAIM = "ambil"
    REFUSE = "tolak"


@dataclass(frozen=True)
class Ready:
    """A drop whose waiting is over; `reason` says why it is refused (one Indonesian sentence)."""

    drop: Drop
    move: Move
    reason: str = ""


def is_passed_over(name: str) -> bool:
    """Hidden and temporary names: never taken, never reported."""
    lower = name.lower()
    return lower.startswith((".", "~")) or lower in SYSTEM_NAMES or lower.endswith(TEMPORARY_SUFFIXES)


def channel_named(name: str) -> Channel | None:
    """The channel a folder of that name stands for; hyphens and blanks count as underscores."""
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    return Channel(plain) if plain in set(Channel) else None


def sweep(masuk: Path) -> list[Drop]:
    """All drops in the watched folder, in a stable order.

    A folder named as a channel holds that channel's drops; everything directly in `masuk` is loket's.
    """
    drops: list[Drop] = []
    for entry in _entries(masuk):
        channel = channel_named(entry.name)
        if channel is not None and entry.is_dir(follow_symlinks=False):
            drops.extend(_drop(inner, channel) for inner in _entries(Path(entry.path)))
        else:
            drops.append(_drop(entry, Channel.LOKET))
    return drops


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Entries that count, by name; a folder that vanished or refuses has none."""
    try:
        with os.scandir(folder) as entries:
            return sorted((e for e in entries if not is_passed_over(e.name)), key=lambda e: e.name)
    except OSError:
        return []


def _drop(entry: os.DirEntry[str], channel: Channel) -> Drop:
    path = Path(entry.path)
    if not entry.is_dir(follow_symlinks=False):
        return _collect(path, channel, [path], is_folder=False)
    return _collect(path, channel, walk(path), is_folder=True)


def walk(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Everything below a folder that is no folder and not passed over; links are not followed."""
    for entry in _entries(folder):
        if not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path)
        elif depth < MAX_DEPTH:
            yield from walk(Path(entry.path), depth + 1)


def _collect(path: Path, channel: Channel, members: Iterable[Path], *, is_folder: bool) -> Drop:
    files: list[tuple[Path, int, int, int]] = []
    odd: list[Path] = []
    for member in members:
        try:
            facts = member.lstat()
        except OSError:
            continue
        if stat.S_ISREG(facts.st_mode):
            files.append((member, facts.st_size, facts.st_mtime_ns, facts.st_ino))
        else:
            odd.append(member)
    return Drop(path, channel, is_folder, tuple(files), tuple(odd))


@dataclass
class Watch:
    """Remembers since when each drop has been as it is, and says which are ready."""

    patience: Patience
    _since: dict[Path, tuple[Drop, float]] = field(default_factory=dict)

    def look(self, drops: Iterable[Drop], now: float) -> list[Ready]:
        """The drops whose waiting is over at `now` (seconds of any clock that never goes back)."""
        seen: dict[Path, tuple[Drop, float]] = {}
        for drop in drops:
            before = self._since.get(drop.path)
            seen[drop.path] = before if before is not None and before[0] == drop else (drop, now)
        self._since = seen
        judged = (self._judge(drop, now - since) for drop, since in seen.values())
        return [ready for ready in judged if ready is not None]

    def pause(self, now: float, longest: float) -> float:
        """Seconds until the next drop may be ready, `longest` at most."""
        dues = [since + due - now for drop, since in self._since.values() for due in self._dues(drop)]
        return min([longest, *(due for due in dues if due > 0)])

    def _dues(self, drop: Drop) -> tuple[float, float]:
        stable = self.patience.folder_stable if drop.is_folder else self.patience.stable
        return stable, self.patience.undecodable

    def _judge(self, drop: Drop, age: float) -> Ready | None:
        if not drop.files:
            return None if drop.is_folder and not drop.odd else _refuse_odd(drop)
        if age < self._dues(drop)[0]:
            return None
        if all(size > 0 and is_complete(path) for path, size, _mtime, _inode in drop.files):
            return Ready(drop, Move.CLAIM)
        if age < self.patience.undecodable:
            return None
        if not drop.is_folder and drop.files[0][1] == 0:
            return Ready(drop, Move.REFUSE, "Berkas ini kosong (0 bita). Pindai ulang lalu taruh kembali.")
        # Whatever is still odd now is for the reading children to judge: they open it safely, and what
        # they cannot read goes to gagal/ with their reason.
        return Ready(drop, Move.CLAIM)


def _refuse_odd(drop: Drop) -> Ready:
    reason = "Ini bukan berkas biasa (tautan atau berkas khusus) sehingga tidak dibuka. Salin berkas aslinya."
    return Ready(drop, Move.REFUSE, reason)
