"""`gagal/`: what could not be taken or read, each with its reason beside it in `NAME.alasan.txt`."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path

from models.case import Channel
from models.failed_copies import is_copy_of, reason_of, told
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

    def copy(self, original: Path, name: str, reason: str, case_id: str) -> Path:
        """Put a copy of a case's stored original into gagal/ under its own name, in place of one of before.

        The desk knows already: the case is `gagal`. No copy lies there without its reason, nor the beginning
        of one where the disk is full.
        """
        self.withdraw(name, case_id)
        target = self._free_name(Path(name).name)
        try:
            _write_reason(target, told(reason, case_id))
            shutil.copyfile(original, target)
        except OSError:
            target.unlink(missing_ok=True)
            reason_of(target).unlink(missing_ok=True)
            raise
        return target

    def withdraw(self, name: str, case_id: str) -> None:
        """Remove the copies that were made for the case: it was read after all, or fails anew."""
        for target in takewhile(os.path.lexists, self._names(Path(name).name)):
            if is_copy_of(target, [case_id]):
                target.unlink()
                reason_of(target).unlink()

    def _free_name(self, name: str) -> Path:
        """A name nobody has in gagal/, short enough for its reason file."""
        self.gagal.mkdir(parents=True, exist_ok=True)
        return next(target for target in self._names(name) if not os.path.lexists(target))

    def _names(self, name: str) -> Iterator[Path]:
        """The names that a file may have there, in order."""
        shown = Path(printable(name))
        suffix = shown.suffix[:16]
        stem = shown.stem.encode()[: LONGEST_NAME - len(suffix.encode())].decode("utf-8", "ignore")
        yield self.gagal / f"{stem}{suffix}"
        yield from (self.gagal / f"{stem} ({number}){suffix}" for number in count(2))


def _write_reason(target: Path, reason: str) -> None:
    reason_of(target).write_text(reason + "\n", encoding="utf-8")
