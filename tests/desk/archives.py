"""An archive for the desk's tests: made by the job itself, with a stand-in for OCR."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from flows.archive.index import FILE_NAME
from models.archive import remember_archive
from models.paths import DataFolder
from tests.flows.archive.stub import run
from tests.flows.archive.test_kill import letter

LETTERS = 6
ASKED = 2
"""The file whose third page may begin another letter."""


def make_archive(data: Path) -> Path:
    """Six letters: two scans of one, one whose end is unsure, the sample all of the rest."""
    home = data / "lama"
    shutil.rmtree(home, ignore_errors=True)
    DataFolder(data).arsip.unlink(missing_ok=True)
    source, target = home / "sumber", home / "arsip 2019"
    source.mkdir(parents=True)
    for number in range(1, LETTERS):
        texts = [*letter(number), "Dengan hormat, lanjutan"] if number == ASKED else letter(number)
        (source / f"{number}.pdf").write_text(json.dumps(texts))
    (source / "lagi.pdf").write_text(
        json.dumps([text.replace("Isi surat", "Isi  surat") for text in letter(1)])
    )
    run(source, target, 0.0, sample=1.0)
    remember_archive(data, target)
    return target


def write_lines(target: Path, letter_id: str) -> list[str]:
    """The letter's lines as handwriting in the index, the first word of each unsure; their text."""
    with closing(sqlite3.connect(target / FILE_NAME)) as index, index:
        query = "select isi from teks where rowid = (select nomor from surat where id = ?)"
        lines = str(index.execute(query, (letter_id,)).fetchone()[0]).split("\n")
        for number, line in enumerate(lines):
            words = [[word, 0.5 if at == 0 else 0.97] for at, word in enumerate(line.split())]
            box = [0.1, 0.05 + number * 0.04, 0.9, 0.08 + number * 0.04]
            index.execute(
                "insert into baris (surat, urutan, halaman, kotak, kata, terbaca) values (?, ?, 1, ?, ?, ?)",
                (letter_id, number, json.dumps(box), json.dumps(words), line),
            )
    return lines


def rows(target: Path, query: str) -> list[tuple[object, ...]]:
    """What the index says."""
    with closing(sqlite3.connect(target / FILE_NAME)) as index:
        return index.execute(query).fetchall()


def ids(target: Path, where: str) -> list[str]:
    """Ids of the letters."""
    return [str(row[0]) for row in rows(target, f"select id from surat where {where} order by id")]
