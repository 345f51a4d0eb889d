"""What people answered about an archive's letters: TARGET/.kerja/pemeriksaan.jsonl, one answer a line.

Lines are only ever added, so that desk and command may write at once and nothing is lost; of two answers to
one question the later counts. `apply` brings them into the index, which is made anew without losing them.
"""

import fcntl
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from models.archive import ANSWERS
from models.durable import sync_folder

RIGHT, WRONG = "benar", "salah"
ERASED = "dihapus"
"""Of a letter whose data was erased (models/archive_erasing.py)."""
FIELDS = ("tanggal", "pengirim", "koperasi", "topik")
"""Columns of the index that a reviewer may correct: those by which a letter is found again."""


@dataclass(frozen=True)
class Answer:
    """One answer: about a letter (`verdict`, `values`, `lines`: number of a line in the letter's text -> what
    was read of it and what a person typed), two letters (`double`), or where letters begin in a file
    (`starts`: page -> whether a letter begins there). `erased`: pages of a letter that a person erased."""

    by: str
    at: str
    letter: str = ""
    verdict: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    double: tuple[str, str] | None = None
    is_same: bool = False
    file: str = ""
    starts: Mapping[int, bool] = field(default_factory=dict)
    lines: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    erased: tuple[int, ...] = ()


def append(root: Path, answers: Iterable[Answer]) -> None:
    """Add answers to the archive's file, each line whole and on the disk when this returns."""
    lines = "".join(json.dumps(asdict(answer)) + "\n" for answer in answers)
    path = root / ANSWERS
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if file.tell() and not _ends_whole(file.fileno(), file.tell()):
            file.write(b"\n")
        file.write(lines.encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _ends_whole(handle: int, size: int) -> bool:
    return os.pread(handle, 1, size - 1) == b"\n"


def parse(content: bytes) -> list[Answer]:
    """All answers in order; a line cut off by a lost power is passed over."""
    found = []
    for line in content.splitlines():
        try:
            facts = json.loads(line)
        except ValueError:
            continue
        facts["double"] = tuple(facts["double"]) if facts["double"] else None
        facts["erased"] = tuple(facts.get("erased", ()))
        facts["starts"] = {int(page): bool(begins) for page, begins in facts["starts"].items()}
        facts["lines"] = {int(line): (said[0], said[1]) for line, said in facts.get("lines", {}).items()}
        found.append(Answer(**facts))
    return found


def starts_of(answers: Iterable[Answer]) -> dict[str, dict[int, bool]]:
    """File -> page -> whether a letter begins there, as people decided."""
    found: dict[str, dict[int, bool]] = {}
    for answer in answers:
        if answer.file:
            found.setdefault(answer.file, {}).update(answer.starts)
    return found


def erased_of(answers: Iterable[Answer]) -> dict[str, frozenset[int]]:
    """File -> pages of letters that people erased; they are never read into a letter again."""
    found: dict[str, set[int]] = {}
    for answer in answers:
        if answer.erased:
            found.setdefault(answer.letter.rpartition("-")[0], set()).update(answer.erased)
    return {file: frozenset(pages) for file, pages in found.items()}


def apply(connection: sqlite3.Connection, answers: Iterable[Answer]) -> None:
    """Bring the answers into the index; doing it again changes nothing."""
    for answer in answers:
        if answer.double:
            connection.execute(
                "update kembar set sama = ? where satu = ? and dua = ?", (answer.is_same, *answer.double)
            )
        if answer.erased:
            blank(connection, answer.letter)
        elif answer.letter:
            _apply_to_letter(connection, answer)


def _apply_to_letter(connection: sqlite3.Connection, answer: Answer) -> None:
    row = connection.execute("select nomor from surat where id = ?", (answer.letter,)).fetchone()
    if row is None:
        return
    if answer.verdict:
        connection.execute("update surat set diperiksa = ? where nomor = ?", (answer.verdict, *row))
    for number, (read, text) in answer.lines.items():
        _apply_line(connection, (answer.letter, number, read), text, row[0])
    for name in FIELDS:
        if name in answer.values:
            value = (answer.values[name], *row)
            connection.execute(f"update surat set {name} = ? where nomor = ?", value)
            if name in ("pengirim", "koperasi"):
                connection.execute(f"update teks set {name} = ? where rowid = ?", value)
            if name == "tanggal" and answer.values[name]:
                connection.execute(
                    "update surat set tahun = ? where nomor = ?", (int(answer.values[name][:4]), *row)
                )


def _apply_line(
    connection: sqlite3.Connection, line: tuple[str, int, str], text: str, letter_number: int
) -> None:
    """A typed line; nothing where the letter was read anew and another line stands there now."""
    changed = connection.execute(
        "update baris set diketik = ? where surat = ? and urutan = ? and terbaca = ?", (text, *line)
    )
    if not changed.rowcount:
        return
    (body,) = connection.execute("select isi from teks where rowid = ?", (letter_number,)).fetchone()
    lines = str(body).split("\n")
    lines[line[1]] = text
    connection.execute("update teks set isi = ? where rowid = ?", ("\n".join(lines), letter_number))


def blank(connection: sqlite3.Connection, letter: str) -> None:
    """The letter's row without its words; it is no longer found, drawn or paired."""
    row = connection.execute("select nomor from surat where id = ?", (letter,)).fetchone()
    if row is None:
        return
    connection.execute("delete from teks where rowid = ?", row)
    connection.execute(
        """update surat set tanggal = '', pengirim = '', koperasi = '', topik = '', keraguan = '',
        sidik_gambar = '', pdf = '', json = '', usul_batas = '', contoh = 0, diperiksa = ? where nomor = ?""",
        (ERASED, *row),
    )
    connection.execute("delete from kembar where satu = ? or dua = ?", (letter, letter))
    if connection.execute("select 1 from sqlite_master where name = 'baris'").fetchone():
        connection.execute("delete from baris where surat = ?", (letter,))
