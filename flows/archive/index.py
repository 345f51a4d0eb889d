"""The archive's index: one SQLite file with full-text search, made from the results and always remakeable.

TARGET/indeks.sqlite3: `surat` (a row a letter), `teks` (FTS5 over its text; `mungkin`: what words written by
hand may be instead), `baris` (its lines of handwriting), `berkas` (a row a source file),
`kembar` (pairs of letters that look like one). The job writes it; the desk reads it and adds what people
answer (models/archive_answers.py). One of another shape is emptied and filled again from the results.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.archive.record import FileResult, LetterRecord
from flows.archive.topics import koperasi_key
from models.archive import INDEX, sample_share
from models.archive_search import search_terms, with_read_words

FILE_NAME = INDEX
BUSY_SECONDS = 30
SHAPE = 4
"""Counted up with each change of TABLES."""

TABLES = """
create table if not exists berkas (
    id text primary key, nama text, halaman integer, pemisah integer, kegagalan text, detik real);
create table if not exists surat (
    nomor integer primary key, id text unique, berkas text, nama_berkas text, halaman text, jenis text,
    layanan text, tahun integer, tanggal text, pengirim text, koperasi text, topik text, saran integer,
    anonim integer, tulisan_tangan integer, dpi real, keyakinan real, keraguan text, sidik_gambar text,
    pdf text, json text, usul_batas text, kosong text, belakang text,
    contoh integer not null default 0, diperiksa text not null default '');
create index if not exists surat_berkas on surat (berkas);
create index if not exists surat_tahun on surat (tahun, topik);
create index if not exists surat_urut on surat (tahun, id);
create index if not exists surat_ragu_urut on surat (keyakinan, id, diperiksa) where keraguan != '';
create index if not exists surat_contoh on surat (contoh, diperiksa) where contoh;
create index if not exists surat_batas on surat (tahun, id) where usul_batas != '';
create index if not exists surat_diperiksa on surat (tahun, id) where diperiksa != '';
create table if not exists baris (
    surat text, urutan integer, halaman integer, kotak text, kata text, terbaca text, diketik text,
    primary key (surat, urutan));
create table if not exists kembar (satu text, dua text, sama integer, primary key (satu, dua));
create virtual table if not exists teks using fts5 (
    isi, pengirim, koperasi, mungkin, tokenize = "unicode61 remove_diacritics 2");
"""
WEIGHTS = "bm25(10.0, 10.0, 10.0, 1.0)"
"""Of the columns of `teks`: a word that was read counts more than one that may stand there."""

COLUMNS = (
    "id", "berkas", "nama_berkas", "halaman", "jenis", "layanan", "tahun", "tanggal", "pengirim", "koperasi",
    "topik", "saran", "anonim", "tulisan_tangan", "dpi", "keyakinan", "keraguan", "sidik_gambar", "pdf",
    "json", "usul_batas", "kosong", "belakang",
)  # fmt: skip
INSERT = f"insert into surat ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"

INSERT_TEXT = "insert into teks (rowid, isi, pengirim, koperasi, mungkin) values (?, ?, ?, ?, ?)"


INSERT_LINE = "insert into baris (surat, urutan, halaman, kotak, kata, terbaca) values (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True)
class Hit:
    """A letter found by its text. `is_approximate`: only with words that may stand in its handwriting."""

    id: str
    file_name: str
    date: str
    snippet: str
    is_approximate: bool = False


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The index, made when it is not there; one transaction for the block."""
    if not path.exists():
        _make(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.create_function("koperasi_baku", 1, koperasi_key, deterministic=True)
        _shape(connection)
        with connection:
            yield connection
    finally:
        connection.close()


def _make(path: Path) -> None:
    """An empty index, at its place only when it has its tables: the desk looks at it at any time."""
    fresh = path.with_name(f"{path.name}.baru")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(fresh)) as connection:
        _shape(connection)
    fresh.replace(path)


def _shape(connection: sqlite3.Connection) -> None:
    (shape,) = connection.execute("pragma user_version").fetchone()
    if shape not in (0, SHAPE) or (shape == 0 and _is_old(connection)):
        for table in ("surat", "teks", "berkas", "kembar", "baris"):
            connection.execute(f"drop table if exists {table}")
    connection.executescript(TABLES)
    connection.execute("insert into teks (teks, rank) values ('rank', ?)", (WEIGHTS,))
    connection.execute(f"pragma user_version = {SHAPE}")


def _is_old(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("select 1 from sqlite_master where name = 'surat'").fetchone())


def draw(connection: sqlite3.Connection, share: float) -> None:
    """Mark the sample of letters without doubt that a reviewer looks at; the same ones on every run."""
    connection.create_function("bagian", 1, sample_share, deterministic=True)
    connection.execute("update surat set contoh = (keraguan = '' and bagian(id) < ?)", (share,))


def keep_pairs(connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """The pairs that look like one letter, as found now."""
    connection.execute("delete from kembar")
    connection.executemany("insert into kembar (satu, dua) values (?, ?)", pairs)


def indexed_files(connection: sqlite3.Connection) -> set[str]:
    """Ids of the source files whose letters are in."""
    return {row[0] for row in connection.execute("select id from berkas")}


def rename(connection: sqlite3.Connection, names: Iterable[tuple[str, str]]) -> None:
    """(file, its name in SOURCE now): a scan that was moved is found where the index says."""
    changed = [(name, id_, name) for id_, name in names]
    connection.executemany("update berkas set nama = ? where id = ? and nama != ?", changed)
    connection.executemany("update surat set nama_berkas = ? where berkas = ? and nama_berkas != ?", changed)


def asked_files(connection: sqlite3.Connection) -> set[str]:
    """Ids of the source files of which a person must say where letters begin; their pages are kept."""
    return {row[0] for row in connection.execute("select distinct berkas from surat where usul_batas != ''")}


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
            texts = (number, letter.text, letter.sender, letter.koperasi, letter.alternatives)
            connection.execute(INSERT_TEXT, texts)
            connection.executemany(INSERT_LINE, _lines(letter))


def remove(connection: sqlite3.Connection, file_ids: Iterable[str]) -> None:
    """Take out the letters of these files; they come in again with their new results."""
    for file_id in file_ids:
        _remove(connection, file_id)


def _remove(connection: sqlite3.Connection, file_id: str) -> None:
    old = connection.execute("select nomor from surat where berkas = ?", (file_id,)).fetchall()
    connection.executemany("delete from teks where rowid = ?", old)
    connection.execute("delete from baris where surat in (select id from surat where berkas = ?)", (file_id,))
    connection.execute("delete from surat where berkas = ?", (file_id,))
    connection.execute("delete from berkas where id = ?", (file_id,))


def _clean(name: str) -> str:
    """A file name as SQLite takes it (no lone surrogates)."""
    return name.encode("utf-8", "replace").decode()


def _numbers(pages: Iterable[int]) -> str:
    return ",".join(map(str, pages))


def _row(letter: LetterRecord) -> tuple[object, ...]:
    return (
        letter.id, letter.file_id, _clean(letter.file_name), _numbers(letter.pages), letter.kind,
        letter.service, letter.year, letter.date, letter.sender, letter.koperasi, letter.topic,
        letter.is_suggestion, letter.is_anonymous, letter.is_handwritten, letter.dpi, letter.confidence,
        "\n".join(letter.doubts), letter.picture_hash, letter.pdf, letter.json, _numbers(letter.proposals),
        _numbers(letter.blank_pages), _numbers(letter.back_pages),
    )  # fmt: skip


def _lines(letter: LetterRecord) -> Iterator[tuple[object, ...]]:
    for number, place, box, words in json.loads(letter.lines or "[]"):
        read = " ".join(word for word, _ in words)
        yield (letter.id, number, place, json.dumps(box), json.dumps(words), read)


MOST_RANKED = 1000
"""More hits than this are not ranked but shown newest first: ranking 100,000 takes a second, this 10 ms."""


def search(connection: sqlite3.Connection, words: str, limit: int = 20) -> list[Hit]:
    """Letters that hold all the words, best first (newest first when there are very many).

    Quotes and operators in `words` are taken as words. A word written by hand is also found by what it may be
    instead of what was read.
    """
    terms = search_terms(words)
    if not terms:
        return []
    counting = "select count(*) from (select 1 from teks where teks match ? limit ?)"
    (hits,) = connection.execute(counting, (terms, MOST_RANKED + 1)).fetchone()
    order = "rank" if hits <= MOST_RANKED else "teks.rowid desc"
    query = f"""
        select s.nomor, s.id, s.nama_berkas, s.tanggal, snippet(teks, -1, '[', ']', ' ... ', 12)
        from teks join surat s on s.nomor = teks.rowid
        where teks match ? order by {order} limit ?"""
    found = connection.execute(query, (terms, limit)).fetchall()
    exact = with_read_words(connection, terms, [number for number, *_ in found])
    return [Hit(id_, name, day, said, number not in exact) for number, id_, name, day, said in found]
