"""Files that the desk itself keeps with a case (proof of a response): into the store, under their digest."""

import re
import uuid
from pathlib import Path

from django.conf import settings

from desk import uploads
from desk.models import StoredOriginal
from desk.uploads import Chunks
from models.durable import sync_folder
from models.errors import StorageError
from models.paths import DataFolder
from models.trouble import cause_of

UNSAFE = re.compile(r"[^\w .()-]+")
LONGEST_NAME = 120


def keep(file: Chunks) -> StoredOriginal:
    """Stores the file (fsynced before it has its name) and gives its row; one known already is the same row.

    UsageError for a file that is too large or neither PDF nor picture; StorageError when it can't be written.
    """
    folder = DataFolder(settings.DATA_FOLDER)
    part = folder.simpan / f".{uuid.uuid4().hex}.part"
    try:
        folder.simpan.mkdir(parents=True, exist_ok=True)
        written = uploads.write(file, part)
        target = folder.stored(written.digest, written.extension)
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            part.rename(target)
            sync_folder(target.parent)
    except OSError as error:
        raise StorageError(
            f"Lampiran tidak dapat disimpan ({cause_of(error)}); periksa ruang disk dan hak akses."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    stored, _ = StoredOriginal.objects.get_or_create(
        sha256=written.digest, defaults={"size": written.size, "extension": written.extension}
    )
    return stored


def shown_name(file: Chunks) -> str:
    """The file's name, fit to be shown and saved."""
    path = Path(file.name or "lampiran")
    stem = UNSAFE.sub(" ", path.stem).strip()[:LONGEST_NAME] or "lampiran"
    return stem + UNSAFE.sub("", path.suffix)[:10]
