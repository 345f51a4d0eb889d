"""The archive's index: one SQLite file with full-text search, made from the results and always remakeable.

TARGET/indeks.sqlite3: `surat` (a row a letter), `teks` (FTS5 over its text), `berkas` (a row a source file).
One process writes it; any may read.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.archive.record import FileResult, LetterRecord

FILE_NAME = "indeks.sqlite3"
BUSY_SECONDS = 30

TABLES = """
create table if not exists berkas (
    id text primary key, nama text, halaman integer, pemisah integer, kegagalan text, detik real);
create table if not exists surat (
    nomor integer primary key, id text unique, berkas text, nama_berkas text, halaman text, jenis text,
    layanan text, tahun integer, tanggal text, pengirim text, koperasi text, topik text, saran integer,
    anonim integer, tulisan_tangan integer, dpi real, keyakinan real, keraguan text, sidik_gambar text,
    pdf text, json text);
create index if not exists surat_berkas on surat (berkas);
create index if not exists surat_tahun on surat (tahun, topik);
create index if not exists surat_ragu on surat (keraguan) where keraguan != '';
create virtual table if not exists teks using fts5 (
    isi, pengirim, koperasi, tokenize = "unicode61 remove_diacritics 2");
"""

COLUMNS = (
    "id", "berkas", "nama_berkas", "halaman", "jenis", "layanan", "tahun", "tanggal", "pengirim", "koperasi",
    "topik", "saran", "anonim", "tulisan_tangan", "dpi", "keyakinan", "keraguan", "sidik_gambar", "pdf",
    "json",
)  # fmt: skip
INSERT = f"insert into surat ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"


@dataclass(frozen=True)
class Hit:
    """A letter found by its text."""

    id: str
    file_name: str
    date: str
    snippet: str


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The index, made when it is not there; one transaction for the block."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.executescript(TABLES)
        with connection:
            yield connection
    finally:
        connection.close()


def indexed_files(connection: sqlite3.Connection) -> set[str]:
    """Ids of the source files whose letters are in."""
    return {row[0] for row in connection.execute("select id from berkas")}


def add(connection: sqlite3.Connection, results: Iterable[FileResult]) -> None:
    """Put in the letters of these files; a file that is in already is replaced, never doubled."""
    for result in results:
        _remove(connection, result.file_id)
        connection.execute(
            "insert into berkas values (?, ?, ?, ?, ?, ?)",
            (result.file_id, _clean(result.file_name), result.pages, len(result.separators),
             "\n".join(result.failures), result.seconds),
        )  # fmt: skip
        for letter in result.letters:
            number = connection.execute(INSERT, _row(letter)).lastrowid
            texts = (number, letter.text, letter.sender, letter.koperasi)
            connection.execute("insert into teks (rowid, isi, pengirim, koperasi) values (?, ?, ?, ?)", texts)


def _remove(connection: sqlite3.Connection, file_id: str) -> None:
    old = connection.execute("select nomor from surat where berkas = ?", (file_id,)).fetchall()
    connection.executemany("delete from teks where rowid = ?", old)
    connection.execute("delete from surat where berkas = ?", (file_id,))
    connection.execute("delete from berkas where id = ?", (file_id,))


def _clean(name: str) -> str:
    """A file name as SQLite takes it (no lone surrogates)."""
    return name.encode("utf-8", "replace").decode()


def _row(letter: LetterRecord) -> tuple[object, ...]:
    return (
        letter.id, letter.file_id, _clean(letter.file_name), ",".join(map(str, letter.pages)), letter.kind,
        letter.service, letter.year, letter.date, letter.sender, letter.koperasi, letter.topic,
        letter.is_suggestion, letter.is_anonymous, letter.is_handwritten, letter.dpi, letter.confidence,
        "\n".join(letter.doubts), letter.picture_hash, letter.pdf, letter.json,
    )  # fmt: skip


MOST_RANKED = 1000
"""More hits than this are not ranked but shown newest first: ranking 100,000 takes a second, this 10 ms."""


def search(connection: sqlite3.Connection, words: str, limit: int = 20) -> list[Hit]:
    """Letters that hold all the words, best first (newest first when there are very many).

    Quotes and operators in `words` are taken as words.
    """
    terms = " ".join(f'"{term}"' for term in words.replace('"', " ").split())
    if not terms:
        return []
    counting = "select count(*) from (select 1 from teks where teks match ? limit ?)"
    (hits,) = connection.execute(counting, (terms, MOST_RANKED + 1)).fetchone()
    order = "rank" if hits <= MOST_RANKED else "teks.rowid desc"
    query = f"""
        select s.id, s.nama_berkas, s.tanggal, snippet(teks, 0, '[', ']', ' ... ', 12)
        from teks join surat s on s.nomor = teks.rowid
        where teks match ? order by {order} limit ?"""
    return [Hit(*row) for row in connection.execute(query, (terms, limit))]
