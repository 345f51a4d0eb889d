"""The watched folder: what lies in it, and what of it may be taken.

A sweep is the truth (`sweep`); nothing here opens a file but `flows.is_complete`, and nothing but
regular files is ever opened. Time comes in as an argument, so that a test has its own clock.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flows.is_complete import is_complete
from models.case import Channel

TEMPORARY_SUFFIXES = (".part", ".partial", ".crdownload", ".filepart", ".tmp", ".download")
"""What browsers, scanners' utilities and sync clients call a file they have not finished."""

SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", ".ds_store", ".directory"})
"""Droppings of the file managers of Windows, macOS and KDE; never part of a case."""

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

    `files`: (path, size, mtime in ns, inode) of each regular file. `odd`: links, FIFOs, sockets, devices, and
    folders that may not be entered or lie too deep.
    """

    path: Path
    channel: Channel
    is_folder: bool
    files: tuple[tuple[Path, int, int, int], ...] = ()
    odd: tuple[Path, ...] = ()


DROPPING_STARTS = ("._", "~$")
"""What macOS (resource forks) and Office (lock files) leave beside a file that somebody copies or opens."""


def is_dropping(name: str) -> bool:
    """What a program left in a folder; never part of a case, so it goes with the claim it lies in."""
    lower = name.lower()
    return lower in SYSTEM_NAMES or lower.startswith(DROPPING_STARTS)


def is_passed_over(name: str) -> bool:
    """Hidden and temporary names: never taken, never reported."""
    lower = name.lower()
    return lower.startswith((".", "~")) or is_dropping(name) or lower.endswith(TEMPORARY_SUFFIXES)


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
    """Everything below a folder that is no folder and not passed over, and folders that can't be looked
    into; links are not followed."""
    if depth > MAX_DEPTH or is_closed(folder):
        yield folder
        return
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path), depth + 1)
        else:
            yield Path(entry.path)


def is_closed(folder: Path) -> bool:
    """Whether we may not look into that folder, or not take anything out of it."""
    return folder.is_dir() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK)


def closed_folders(masuk: Path) -> list[Path]:
    """The watched folder and those of channels that are closed to us: nothing dropped there is seen."""
    return [folder for folder in (masuk, *(masuk / name for name in Channel)) if is_closed(folder)]


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

    def look(self, drops: Iterable[Drop], now: float) -> list[Drop]:
        """The drops whose waiting is over at `now` (seconds of any clock that never goes back)."""
        seen: dict[Path, tuple[Drop, float]] = {}
        for drop in drops:
            before = self._since.get(drop.path)
            seen[drop.path] = before if before is not None and before[0] == drop else (drop, now)
        self._since = seen
        return [drop for drop, since in seen.values() if self._is_ready(drop, now - since)]

    def pause(self, now: float, longest: float) -> float:
        """Seconds until the next drop may be ready, `longest` at most."""
        dues = [since + due - now for drop, since in self._since.values() for due in self._dues(drop)]
        return min([longest, *(due for due in dues if due > 0)])

    def _dues(self, drop: Drop) -> tuple[float, float]:
        stable = self.patience.folder_stable if drop.is_folder else self.patience.stable
        return stable, self.patience.undecodable

    def _is_ready(self, drop: Drop, age: float) -> bool:
        """Links and the like wait for nothing. What is still odd when its waiting is over is for others to
        judge: an empty or closed file goes to gagal/ (flows/claims.py), what does not decode is opened
        safely by the reading children, and goes there with their reason."""
        if not drop.files:
            return bool(drop.odd) and (not drop.is_folder or age >= self._dues(drop)[0])
        if age < self._dues(drop)[0]:
            return False
        is_whole = all(size > 0 and is_complete(path) for path, size, _mtime, _inode in drop.files)
        return is_whole or age >= self.patience.undecodable
