"""`gagal/`: what could not be taken or read, each with its reason beside it in `NAME.alasan.txt`."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.case import Channel
from models.paths import REASON_SUFFIX

LONGEST_NAME = 255 - len(REASON_SUFFIX.encode()) - 8
"""Bytes a name may have so that its reason file and a number still fit (255 on every Linux file system)."""

Record = Callable[[str, Channel, str, str], None]
"""(drop id, channel, name in gagal/, reason): tells the desk."""


def printable(name: str) -> str:
    """A file name that can be stored and shown: undecodable bytes become U+FFFD, controls blanks."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else " " for char in text)


@dataclass(frozen=True)
class Refusals:
    """The folder `gagal/` and the desk's ear for it."""

    gagal: Path
    record: Record

    def move(self, path: Path, channel: Channel, reason: str, drop_id: str) -> Path:
        """Tell the desk, write the reason, rename `path` (link, FIFO or file, never opened) into gagal/.

        The rename comes last: what raises before it (a locked database, a full disk) leaves the drop where
        it lies, and telling again under the same `drop_id` is the same telling.
        """
        target = self._free_name(path.name)
        self.record(drop_id, channel, target.name, reason)
        _write_reason(target, reason)
        path.rename(target)
        return target

    def copy(self, original: Path, name: str, reason: str) -> Path:
        """Put a copy of a stored original into gagal/ under its own name; the store keeps the original.

        The desk knows already: the copy belongs to a case that is `gagal`. No copy lies there without its
        reason, nor the beginning of one where the disk is full.
        """
        target = self._free_name(Path(name).name)
        try:
            _write_reason(target, reason)
            shutil.copyfile(original, target)
        except OSError:
            target.unlink(missing_ok=True)
            target.with_name(target.name + REASON_SUFFIX).unlink(missing_ok=True)
            raise
        return target

    def _free_name(self, name: str) -> Path:
        """A name nobody has in gagal/, short enough for its reason file."""
        self.gagal.mkdir(parents=True, exist_ok=True)
        shown = Path(printable(name))
        suffix = shown.suffix[:16]
        stem = shown.stem.encode()[: LONGEST_NAME - len(suffix.encode())].decode("utf-8", "ignore")
        number = 1
        target = self.gagal / f"{stem}{suffix}"
        while os.path.lexists(target):
            number += 1
            target = self.gagal / f"{stem} ({number}){suffix}"
        return target


def _write_reason(target: Path, reason: str) -> None:
    target.with_name(target.name + REASON_SUFFIX).write_text(reason + "\n", encoding="utf-8")
