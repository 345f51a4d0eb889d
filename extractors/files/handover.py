"""How a confined child gets the file to read, and its parent the picture the child made of it.

The file lies in the child's folder of pages for as long as the question lasts: a second name of the same file
where both lie on one file system (no bytes move; the child can't write there), else a copy, which stays while
the same file is asked for again.
"""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.files.scratch import Scratch
from models import durable

NO_LINK = {errno.EXDEV, errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS}
"""Another file system, one without links, or a file of another user's (fs.protected_hardlinks)."""


@contextmanager
def handed_over(path: Path, scratch: Scratch, most_bytes: int) -> Iterator[Path]:
    """Where the child finds the file. OSError when the disk has no room for a copy.

    What is no plain file, too large or not to be opened is named as it is: the child says so by its status.
    """
    target = scratch.pages / path.name
    if not _is_fit(path, most_bytes):
        yield path
        return
    is_name = not _is_copy_of(target, path) and _put(path, target)
    try:
        yield target
    finally:
        if is_name:
            target.unlink(missing_ok=True)


def _put(path: Path, target: Path) -> bool:
    """Whether the file got a second name; it was copied if not. OSError."""
    for old in target.parent.iterdir():
        old.unlink()
    try:
        os.link(path.resolve(), target)
    except OSError as refusal:
        if refusal.errno not in NO_LINK:
            raise
        shutil.copy2(path, target)
        return False
    return True


def _is_fit(path: Path, most_bytes: int) -> bool:
    try:
        facts = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(facts.st_mode) and facts.st_size <= most_bytes and os.access(path, os.R_OK)


def _is_copy_of(target: Path, path: Path) -> bool:
    """Whether a copy left from the last question is one of the file as it is now."""
    try:
        ours, its = target.stat(), path.stat()
    except OSError:
        return False
    return (ours.st_size, ours.st_mtime_ns) == (its.st_size, its.st_mtime_ns)


def fetch_picture(scratch: Scratch, target: Path, most_bytes: int) -> None:
    """Moves the picture from the child's folder to its place, on the disk before it has its name. OSError.

    The child may have been taken over by the file it read: a link or anything but a plain file is refused.
    """
    handle = os.open(scratch.picture, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > most_bytes:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        content = file.read()
    scratch.picture.unlink()
    durable.write(target, content)
