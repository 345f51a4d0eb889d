"""Does a file look finished? By its first and last bytes only; nothing is decoded here.

A scanner that pauses for longer than the stable time leaves a file without its end marker. Whether
the file truly decodes is found out by the reading children, where a hostile file does no harm.
"""

import os
import stat
import struct
from pathlib import Path

from models.file_type import HEAD_BYTES, JPEG_END, PDF_END, PNG_END, FileType, type_of

TAIL_BYTES = 65_536
"""Some devices pad after the end marker; 64 KB covers the padding of every sample seen."""

MAX_TIFF_PAGES = 10_000
"""A longer chain of image directories is a loop or no scan."""

SAFE_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""Never through a link, never blocking on a FIFO that took the file's place since it was looked at."""


def open_regular(path: Path) -> int:
    """A file descriptor for reading; OSError for anything that is no regular file."""
    handle = os.open(path, SAFE_FLAGS)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise OSError(f"bukan berkas biasa: {path.name!r}")


def is_complete(path: Path) -> bool:
    """Whether the file is of a known type and has its end; False as well when it can't be opened."""
    try:
        handle = open_regular(path)
    except OSError:
        return False
    with os.fdopen(handle, "rb") as file:
        size = os.fstat(handle).st_size
        head = os.pread(handle, HEAD_BYTES, 0)
        tail = os.pread(handle, TAIL_BYTES, max(0, size - TAIL_BYTES))
        kind = type_of(head)
        if kind is FileType.PDF:
            return PDF_END in tail
        if kind is FileType.JPEG:
            return JPEG_END in tail
        if kind is FileType.PNG:
            return PNG_END in tail
        return kind is FileType.TIFF and _has_directories(file.fileno(), head, size)


def _has_directories(handle: int, head: bytes, size: int) -> bool:
    """Walk a TIFF's chain of image directories; libtiff writes each after its pixels."""
    order = "<" if head[:2] == b"II" else ">"
    is_big = 43 in head[2:4]
    width, count_width, entry = (8, 8, 20) if is_big else (4, 2, 12)
    offset_code, count_code = ("Q", "Q") if is_big else ("I", "H")
    at = 8 if is_big else 4
    seen: set[int] = set()
    while len(seen) < MAX_TIFF_PAGES:
        raw = os.pread(handle, width, at)
        if len(raw) < width:
            return False
        (offset,) = struct.unpack(order + offset_code, raw)
        if offset == 0 or offset in seen:
            return bool(seen)
        counted = os.pread(handle, count_width, offset) if offset < size else b""
        if len(counted) < count_width:
            return False
        seen.add(offset)
        (entries,) = struct.unpack(order + count_code, counted)
        at = offset + count_width + entries * entry
        if at + width > size:
            return False
    return False
