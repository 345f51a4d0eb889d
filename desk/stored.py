"""Files that are made or handed in at the desk, put into the store of originals (`simpan/`) under
their digest."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from desk.models import StoredOriginal
from models.errors import StorageError
from models.paths import DataFolder
from models.trouble import cause_of

READ_ONLY = 0o440


def put(data: bytes, extension: str) -> StoredOriginal:
    """Stores the bytes durably (once, however often they come) and gives their row; the caller's
    transaction."""
    digest = sha256(data).hexdigest()
    target = DataFolder(settings.DATA_FOLDER).stored(digest, extension)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".")
        scratch = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            scratch.chmod(READ_ONLY)
            scratch.rename(target)
        except OSError as error:
            scratch.unlink(missing_ok=True)
            raise StorageError(
                f"Berkas tidak dapat disimpan: {cause_of(error)}. Periksa ruang disk."
            ) from error
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    row, _ = StoredOriginal.objects.get_or_create(
        sha256=digest, defaults={"size": len(data), "extension": extension}
    )
    return row


def read(row: StoredOriginal) -> bytes:
    """The bytes, verified. StorageError when they are missing or no longer what was stored."""
    try:
        data = DataFolder(settings.DATA_FOLDER).stored(row.sha256, row.extension).read_bytes()
    except OSError as error:
        raise StorageError("Berkas tersimpan tidak ditemukan; pulihkan dari cadangan.") from error
    if sha256(data).hexdigest() != row.sha256:
        raise StorageError("Berkas tersimpan sudah berubah dari yang dicatat; pulihkan dari cadangan.")
    return data
