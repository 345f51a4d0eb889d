"""An uploaded file onto the disk: its digest, size and type, taken while it is written."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from models.errors import UsageError
from models.file_type import HEAD_BYTES, FileType, type_of

MOST_BYTES = 100 * 2**20
"""A file of a case; a scan of 60 colour pages at 300 dpi stays below it."""


class Chunks(Protocol):
    """An uploaded file: its name and its bytes in pieces."""

    name: str | None

    def chunks(self) -> Iterable[bytes]:
        """The bytes."""


@dataclass(frozen=True)
class Written:
    """What was written: its digest, its size, and the extension of its type."""

    digest: str
    size: int
    extension: str


def write(file: Chunks, path: Path) -> Written:
    """Writes the file there, on the disk when this returns.

    UsageError for one that is too large or neither PDF nor picture; the caller removes what was written.
    """
    digest, size, head = sha256(), 0, b""
    with path.open("wb") as out:
        for chunk in file.chunks():
            head = head or chunk[:HEAD_BYTES]
            size += len(chunk)
            if size > MOST_BYTES:
                raise UsageError(f"Berkas {file.name} lebih besar dari {MOST_BYTES // 2**20} MB.")
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    kind = type_of(head)
    if kind is FileType.OTHER:
        raise UsageError(f"Berkas {file.name} bukan PDF, JPEG, PNG, atau TIFF; pindai atau simpan ulang.")
    return Written(digest.hexdigest(), size, kind.value)
