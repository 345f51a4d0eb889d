"""Files that survive a power cut: content on the disk first, then the name, then the name on the disk."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

SCRATCH = ".tmp"
"""How the hidden neighbour ends through which a file gets its content."""


def sync_folder(folder: Path) -> None:
    """Make the folder's entries survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """The folder and those above it, each entry on the disk; nothing when it is there."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def hidden_neighbour(path: Path) -> Path:
    """A new hidden name beside the file, through which it gets its content."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex[:12]}{SCRATCH}")


def write(path: Path, content: bytes) -> None:
    """Write whole or not at all, through a hidden neighbour and a rename; nothing is left when it fails."""
    make_folder(path.parent)
    scratch = hidden_neighbour(path)
    try:
        with scratch.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
    sync_folder(path.parent)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that was not there, to be written by the block; gone again when that fails. OSError."""
    with path.open("xb") as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
