"""Papers that come in at the desk itself: written into the watched folder like any other drop, with a
receipt whose number becomes the case's (desk/intake/admission.py finds it by the files' digests)."""

import logging
import re
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from desk import audit, uploads
from desk.door import door
from desk.intake.admission import case_with
from desk.models import CaseRow, ReceiptRow
from desk.numbers import new_number
from desk.rights import visible
from desk.uploads import Chunks
from models.case import Channel
from models.clean import clean_text
from models.durable import sync_folder
from models.errors import UsageError
from models.paths import DataFolder
from models.tracking import parse
from models.trouble import cause_of
from models.typed_paper import TypedPaper

log = logging.getLogger("berkas.loket")

PART = ".part"
"""How a hidden folder ends that an upload is being written into (`.NUMBER.part`)."""
BUSY_SECONDS = 10.0
"""Younger ones are just being let in by the request that wrote them."""
ABANDONED_SECONDS = 6 * 3600
"""No upload takes that long; what has no receipt by then was given up with an error."""
MOST_FILES = 30
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Slip:
    """What the receipt says of who gave what."""

    channel: Channel
    giver: str = ""
    contact: str = ""
    subject: str = ""
    adds_to: CaseRow | None = None
    typed: TypedPaper | None = None
    """The file is only the print of these data."""


def receive(files: Sequence[Chunks], slip: Slip, user: User) -> ReceiptRow:
    """Puts the files into the watched folder as one drop and gives the receipt. Of files that a case has
    already it says the number of that case, which the drop is added to.

    UsageError for no file, too many, too large or of another type; then nothing is left behind.
    """
    if not files or len(files) > MOST_FILES:
        raise UsageError(f"Pilih satu sampai {MOST_FILES} berkas.")
    masuk = DataFolder(settings.DATA_FOLDER).masuk
    with transaction.atomic():
        number = new_number()
        home = masuk / slip.channel.value
        part = home / f".{number}{PART}"
        try:
            part.mkdir(parents=True)
            digests = [_write(file, part, place) for place, file in enumerate(files, 1)]
            sync_folder(part)
            sync_folder(home)
            receipt = _receipt(number, digests, slip, user)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        transaction.on_commit(lambda: _let_in(part, home, number))
    return receipt


def _write(file: Chunks, folder: Path, place: int) -> str:
    """Writes the file under a safe name; returns its digest."""
    raw = folder / f"{place}.part"
    written = uploads.write(file, raw)
    stem = UNSAFE.sub("-", Path(file.name or "berkas").stem).strip("-.")[:60] or "berkas"
    raw.rename(folder / f"{place:02d}-{stem}{written.extension}")
    return written.digest


def _receipt(number: str, digests: Sequence[str], slip: Slip, user: User) -> ReceiptRow:
    ordered = sorted(digests)
    adds_to = slip.adds_to or _known(ordered, user)
    receipt = ReceiptRow.objects.create(
        number=number,
        channel=slip.channel.value,
        digests=ordered,
        first_digest=ordered[0],
        giver=clean_text(slip.giver)[:200],
        contact=clean_text(slip.contact)[:200],
        subject=clean_text(slip.subject)[:300],
        person=user,
        adds_to=adds_to,
        typed=slip.typed.model_dump(mode="json") if slip.typed else None,
    )
    target = adds_to.id if adds_to else number
    audit.append(user.username, "tanda_terima", target, {"nomor": number, "kanal": slip.channel.value})
    return receipt


def _known(digests: Sequence[str], user: User) -> CaseRow | None:
    """The case that has all these files; none that the user may not know of."""
    case = case_with(digests)
    return case if case and visible(user).filter(id=case.id).exists() else None


def _let_in(part: Path, home: Path, number: str) -> None:
    """One rename makes the drop visible: a lone file by itself, several as a folder.

    The receipt is given and the files are on the disk: what refuses here is done by `let_in_stranded`.
    """
    try:
        files = list(part.iterdir())
        if len(files) == 1:
            files[0].rename(home / f"{number}-{files[0].name}")
        if len(files) > 1:
            part.rename(home / number)
        else:
            part.rmdir()
        sync_folder(home)
    except OSError as error:
        log.warning("unggahan %s belum masuk; dicoba lagi: %s", number, cause_of(error))


@door
def let_in_stranded(data: DataFolder) -> int:
    """Lets in uploads whose receipt was given but that a crash kept hidden, and removes those that never
    came to a receipt (their sender was told so); returns how many were let in. The intake calls it."""
    count = 0
    for part in data.masuk.glob(f"*/.*{PART}"):
        number = part.name.removeprefix(".").removesuffix(PART)
        age = abs(time.time() - part.stat().st_mtime)
        if not part.is_dir() or not parse(number) or age < BUSY_SECONDS:
            continue
        if ReceiptRow.objects.filter(number=number).exists():
            _let_in(part, part.parent, number)
            count += 1
        elif age > ABANDONED_SECONDS:
            shutil.rmtree(part, ignore_errors=True)
    return count
