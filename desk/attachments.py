"""Files that the desk itself keeps with a case (proof of a response): into the store, under their digest."""

import os
import re
import uuid
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from desk.counter import MAGIC, MOST_BYTES, Chunks
from desk.models import BerkasTersimpan
from models.errors import StorageError, UsageError
from models.paths import DataFolder

UNSAFE = re.compile(r"[^\w .()-]+")
LONGEST_NAME = 120


def keep(file: Chunks) -> BerkasTersimpan:
    """Stores the file (fsynced before it has its name) and gives its row; one known already is the same row.

    UsageError for a file that is too large or neither PDF nor picture; StorageError when it can't be written.
    """
    folder = DataFolder(settings.DATA_FOLDER)
    part = folder.simpan / f".{uuid.uuid4().hex}.part"
    try:
        folder.simpan.mkdir(parents=True, exist_ok=True)
        digest, size, head = _written(file, part)
        extension = next((kind for start, kind in MAGIC if head.startswith(start)), None)
        if not extension:
            raise UsageError(f"Berkas {file.name} bukan PDF, JPEG, PNG, atau TIFF; pindai atau simpan ulang.")
        target = folder.stored(digest, extension)
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            part.rename(target)
            _sync_folder(target.parent)
    except OSError as error:
        raise StorageError(
            f"Lampiran tidak dapat disimpan ({error.strerror}); periksa ruang disk dan hak akses."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    stored, _ = BerkasTersimpan.objects.get_or_create(
        sha256=digest, defaults={"size": size, "extension": extension}
    )
    return stored


def shown_name(file: Chunks) -> str:
    """The file's name, fit to be shown and saved."""
    path = Path(file.name or "lampiran")
    stem = UNSAFE.sub(" ", path.stem).strip()[:LONGEST_NAME] or "lampiran"
    return stem + UNSAFE.sub("", path.suffix)[:10]


def _written(file: Chunks, part: Path) -> tuple[str, int, bytes]:
    """Digest, size and first bytes of what was written."""
    digest, size, head = sha256(), 0, b""
    with part.open("wb") as out:
        for chunk in file.chunks():
            head = head or chunk[:16]
            size += len(chunk)
            if size > MOST_BYTES:
                raise UsageError(f"Berkas {file.name} lebih besar dari {MOST_BYTES // 2**20} MB.")
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size, head


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
