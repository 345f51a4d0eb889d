"""The doubtful pile and the random sample as a sheet for a reviewer, and what the reviewers found.

The desk shows both (desk/archive.py). Without a desk `berkas archive --to ARSIP --review LEMBAR.xlsx` writes
the sheet; after a person has put "ya" or "tidak" into its column `benar`, `--reviewed LEMBAR.xlsx` takes the
answers in. Both kinds of answers are the same lines of one file (models/archive_answers.py).
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook

from desk.sheets import as_sheet
from flows.archive.storage import FolderStorage
from models import archive_answers
from models.archive import Review
from models.archive_answers import RIGHT, WRONG, Answer
from models.errors import UsageError

COLUMNS = ("id", "alasan", "tanggal", "pengirim", "koperasi, terlapor", "topik", "pdf", "benar", "catatan")
SAMPLE_REASON = "contoh acak"
YES, NO = "ya", "tidak"
BY_SHEET = "lembar"
"""Who answered, for answers that came on a sheet without a name."""


def sheet(connection: sqlite3.Connection) -> tuple[bytes, int, int]:
    """The sheet as XLSX, with the number of doubtful letters and of drawn ones."""
    query = """select id, keraguan, tanggal, pengirim, koperasi, topik, pdf from surat
        where keraguan != '' or contoh order by keraguan = '', id"""
    doubtful = drawn = 0
    rows = []
    for id_, doubts, *rest in connection.execute(query):
        doubtful, drawn = doubtful + bool(doubts), drawn + (not doubts)
        rows.append([id_, doubts.replace("\n", " ") or SAMPLE_REASON, *rest, "", ""])
    return as_sheet("Periksa", COLUMNS, rows), doubtful, drawn


def read_answers(path: Path) -> dict[str, bool]:
    """Letter id -> whether it was read rightly, for the rows a person has answered. UsageError."""
    try:
        page = load_workbook(path).active
    except (OSError, KeyError, ValueError, BadZipFile) as error:
        raise UsageError(f"{path.name} bukan lembar XLSX yang dapat dibaca.") from error
    rows = page.iter_rows(values_only=True) if page is not None else iter(())
    head = [str(cell) for cell in next(rows, ())]
    if "id" not in head or "benar" not in head:
        raise UsageError(f"{path.name} tidak memuat kolom 'id' dan 'benar'.")
    where, answer = head.index("id"), head.index("benar")
    return dict(_answers(((str(row[where]), row[answer]) for row in rows), path))


def _answers(rows: Iterable[tuple[str, object]], path: Path) -> Iterable[tuple[str, bool]]:
    for id_, value in rows:
        text = str(value or "").strip().lower()
        if text in {YES, NO}:
            yield id_, text == YES
        elif text:
            raise UsageError(f"{path.name}: '{text}' pada {id_} harus '{YES}' atau '{NO}'.")


def keep_answers(target: FolderStorage, answers: Mapping[str, bool]) -> None:
    """Add answers; a later one for the same letter counts."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    archive_answers.append(
        target.root,
        [
            Answer(BY_SHEET, now, letter=id_, verdict=RIGHT if is_right else WRONG)
            for id_, is_right in answers.items()
        ],
    )


def review_of(connection: sqlite3.Connection) -> Review:
    """What was found in the random sample alone: the doubtful letters say nothing about the rest."""
    query = "select count(*), sum(diperiksa != ''), sum(diperiksa = ?) from surat where contoh"
    drawn, looked_at, wrong = connection.execute(query, (WRONG,)).fetchone()
    return Review(drawn, looked_at or 0, wrong or 0)
