"""Pictures of pages that are missing or broken are asked of the intake, by a row; the desk reads no paper.

`halaman/` can always be made anew from the originals: after a restore, a power cut, a disk's rot. Who looks
at such a page waits a moment, or his browser asks again (umum.js).
"""

import os
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import BoundedSemaphore

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from desk.intake.drawings import KIND
from desk.models import PageRow, RequestRow, StoredOriginal
from models.file_type import JPEG_END, JPEG_START
from models.paths import DataFolder

WAIT_SECONDS = 4.0
"""A page is drawn in under a second; a child that reads is free within this time more often than not."""

LOOK_SECONDS = 0.1

MOST_WAITING = 2
"""Of the desk's 8 workers; whoever finds no place is told to ask again."""

AGAIN_SECONDS = 2
"""When a browser asks again for a picture in the making."""

REFUSED_FOR = timedelta(minutes=10)
"""A page that could not be drawn is not asked for again at once by everybody who looks."""

_waiting = BoundedSemaphore(MOST_WAITING)


@dataclass(frozen=True)
class Missing:
    """Why there is no picture; `is_coming`: ask again in AGAIN_SECONDS."""

    reason: str
    is_coming: bool


def is_whole(path: Path) -> bool:
    """Whether a JPEG lies there from its first byte to its last (a power cut leaves neither, or no end)."""
    try:
        with path.open("rb") as file:
            start = file.read(len(JPEG_START))
            file.seek(-len(JPEG_END), os.SEEK_END)
            return start == JPEG_START and file.read() == JPEG_END
    except OSError:
        return False


def picture_of(page: PageRow) -> Path | Missing:
    """The whole picture of a page, made anew when it has to be; or why there is none (yet)."""
    path = DataFolder(settings.DATA_FOLDER).page_image(page.file_id, page.number)
    return path if is_whole(path) else _made_anew(page, path)


def made_again(page: PageRow) -> Path | Missing:
    """The same when the picture that lies there does not decode: it is thrown away first."""
    path = DataFolder(settings.DATA_FOLDER).page_image(page.file_id, page.number)
    path.unlink(missing_ok=True)
    return _made_anew(page, path)


def _made_anew(page: PageRow, path: Path) -> Path | Missing:
    refusal = _ask(page)
    if refusal:
        return Missing(f"Gambar halaman tidak dapat dibuat: {refusal}", is_coming=False)
    if _waiting.acquire(blocking=False):
        try:
            deadline = time.monotonic() + WAIT_SECONDS
            while time.monotonic() < deadline:
                if is_whole(path):
                    return path
                time.sleep(LOOK_SECONDS)
        finally:
            _waiting.release()
    return Missing("Gambar halaman sedang dibuat lagi dari berkas aslinya.", is_coming=True)


def _ask(page: PageRow) -> str:
    """Ask for the picture unless somebody has; why it was refused a moment ago, else nothing."""
    payload = {"berkas": page.file_id, "halaman": page.number, "putaran": page.rotation}
    with transaction.atomic():
        # The file's row serialises two who look at once.
        StoredOriginal.objects.select_for_update().get(sha256=page.file_id)
        asked = RequestRow.objects.filter(kind=KIND, payload=payload)
        if asked.filter(done_at__isnull=True).exists():
            return ""
        last = asked.filter(done_at__gt=timezone.now() - REFUSED_FOR).order_by("-done_at").first()
        if last is None or not last.error:
            RequestRow.objects.create(kind=KIND, payload=payload)
            return ""
        return last.error
