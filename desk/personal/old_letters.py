"""Erasing a letter of an archive because a person says so: checked here, said in the log, carried out by
models/archive_erasing.py. The scan that the archive was made from is the office's own, outside the system."""

import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from desk import archive, audit
from desk.archive import Archive, Letter
from desk.personal.erasing import LEAST_REASON, Said
from models import archive_erasing
from models.archive import is_running
from models.archive_answers import ERASED
from models.errors import StorageError, UsageError
from models.trouble import cause_of

log = logging.getLogger("berkas.arsip")

UNFINISHED = "Penghapusan surat arsip belum selesai ({why}); lanjutkan dengan: berkas personal-data tidy"
DIGITS = 8
"""Of the letter's id, typed by a person to say that he means this one."""


@dataclass(frozen=True)
class Order:
    """Which letter is to be erased."""

    archive: Archive
    letter: Letter
    said: Said


def mark(letter: Letter) -> str:
    """What is typed again: the begin of its file's digest and its first page."""
    return f"{letter.id[:DIGITS]}-{letter.pages[0]}"


def erase(order: Order) -> None:
    """Carries the order out. UsageError, with nothing changed, when it may not be; StorageError when the disk
    refuses, the rest then being done by `berkas personal-data tidy`, the next start or the next run."""
    _check(order)
    data = {"arsip": order.archive.name, "nomor": order.letter.id, "alasan": order.said.reason.strip()}
    audit.append(order.said.actor, "hapus_surat_arsip", "", data)
    at = timezone.now().isoformat(timespec="seconds")
    try:
        archive_erasing.erase(order.archive.root, order.letter.id, order.letter.pages, order.said.actor, at)
    except OSError as error:
        raise StorageError(UNFINISHED.format(why=cause_of(error))) from error


def finish_all(data: Path) -> int:
    """Finishes what was cut off in any archive of the desk that can be reached; how many letters. An archive
    that is closed or broken keeps nobody from starting."""
    finished = 0
    for one in archive.archives(data):
        if one.has_index and not is_running(one.root):
            try:
                finished += archive_erasing.finish_all(one.root)
            except (OSError, sqlite3.Error) as error:
                log.warning("arsip %d: penghapusan belum diselesaikan (%s)", one.number, type(error).__name__)
    return finished


def _check(order: Order) -> None:
    if order.letter.verdict == ERASED:
        raise UsageError("Data surat arsip ini sudah dihapus.")
    if order.said.typed.strip().lower() != mark(order.letter):
        raise UsageError(f"Ketik {mark(order.letter)} untuk memastikan surat mana yang dihapus.")
    if len(order.said.reason.strip()) < LEAST_REASON:
        raise UsageError(f"Tuliskan alasannya, sedikitnya {LEAST_REASON} huruf.")
    if is_running(order.archive.root):
        raise UsageError("Arsip itu sedang dijalankan; tunggu sampai selesai, atau hentikan dahulu.")
