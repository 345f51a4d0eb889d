"""The doubtful pile and the random sample as a sheet for a reviewer, and what the reviewer found.

`berkas archive --to ARSIP --review LEMBAR.xlsx` writes the sheet; after a person has put "ya" or "tidak"
into its column `benar`, `--reviewed LEMBAR.xlsx` takes the answers in and the report states the error rate.
"""

import io
import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook

from flows.archive import figures
from flows.archive.plan import WORK
from flows.archive.report import Review, harmless
from flows.archive.storage import Storage
from models.errors import UsageError

ANSWERS = f"{WORK}/pemeriksaan.json"
COLUMNS = ("id", "alasan", "tanggal", "pengirim", "koperasi", "topik", "pdf", "benar", "catatan")
SAMPLE_REASON = "contoh acak"
YES, NO = "ya", "tidak"


def sheet(connection: sqlite3.Connection, share: float) -> tuple[bytes, int, int]:
    """The sheet as XLSX, with the number of doubtful letters and of drawn ones."""
    drawn = set(figures.drawn(connection, share))
    book = Workbook()
    page = book.active
    if page is None:
        raise UsageError("Lembar tidak dapat dibuat.")
    page.title = "Periksa"
    page.append(COLUMNS)
    query = (
        "select id, keraguan, tanggal, pengirim, koperasi, topik, pdf from surat order by keraguan = '', id"
    )
    doubtful = 0
    for id_, doubts, *rest in connection.execute(query):
        if doubts or id_ in drawn:
            doubtful += bool(doubts)
            reason = doubts.replace("\n", " ") or SAMPLE_REASON
            page.append([id_, reason, *(harmless(cell) for cell in rest), "", ""])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), doubtful, len(drawn)


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


def stored_answers(target: Storage) -> dict[str, bool]:
    """All answers so far."""
    answers: dict[str, bool] = json.loads(target.read(ANSWERS)) if target.exists(ANSWERS) else {}
    return answers


def keep_answers(target: Storage, answers: Mapping[str, bool]) -> None:
    """Add answers; a later one for the same letter counts."""
    target.write(ANSWERS, json.dumps({**stored_answers(target), **answers}).encode())


def review_of(connection: sqlite3.Connection, target: Storage, share: float) -> Review:
    """What was found in the random sample alone: the doubtful letters say nothing about the rest."""
    answers = stored_answers(target)
    drawn = figures.drawn(connection, share)
    looked_at = [answers[id_] for id_ in drawn if id_ in answers]
    return Review(len(drawn), len(looked_at), looked_at.count(False))
