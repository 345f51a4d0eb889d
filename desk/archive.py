"""Archives of old letters (`berkas archive`) as the desk sees them: their index read, people's answers added.

The index and the letters are the job's; the desk writes only answers (models/archive_answers.py) and brings
them into the index at once, so that the next page shows them.
"""

import os
import sqlite3
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from models import archive_answers
from models.archive import INDEX, Review, known_archives, read_state
from models.archive_answers import WRONG, Answer
from models.archive_search import search_terms, with_read_words

BUSY_SECONDS = 30
PAGE_SIZE = 50
MOST_RANKED = 1000
"""More hits than this are not ranked but shown newest first: ranking 100,000 takes a second."""

PILES: dict[str, tuple[str, str]] = {
    "ragu": ("Meragukan", "keraguan != '' and diperiksa = ''"),
    "contoh": ("Contoh acak", "contoh and diperiksa = ''"),
    "batas": ("Batas surat", "usul_batas != ''"),
    "selesai": ("Sudah diperiksa", "diperiksa != ''"),
    "semua": ("Semua surat", "1"),
}
"""Code -> (words, which letters); letters of the first three wait for a person."""

LETTER = """nomor, id, berkas, nama_berkas, halaman, jenis, tahun, tanggal, pengirim, koperasi, topik, saran,
    anonim, tulisan_tangan, keyakinan, keraguan, pdf, json, usul_batas, kosong, belakang, contoh, diperiksa"""


CLOSED = (
    "Arsip ini tidak dapat dibuka: foldernya milik pengguna lain di komputer. Minta admin "
    "memberikannya kepada pengguna yang menjalankan sistem ini (chown -R)."
)
BROKEN = (
    "Indeks arsip ini rusak; jalankan lagi perintah yang membuatnya (berkas archive), isinya dibuat ulang."
)


@dataclass(frozen=True)
class Archive:
    """One archive; `number` is its place in the addresses."""

    number: int
    root: Path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.root.name

    @property
    def has_index(self) -> bool:
        """Whether its job came to an end (or a pause) once, and this process may look and answer there."""
        return not self.trouble and (self.root / INDEX).is_file()

    @property
    def trouble(self) -> str:
        """Why it can't be shown though it is there; "" when nothing is in the way."""
        try:
            paths = [path for path in (self.root, self.root / INDEX) if path.exists()]
        except PermissionError:
            return CLOSED
        return "" if all(os.access(path, os.R_OK | os.W_OK, effective_ids=True) for path in paths) else CLOSED


@dataclass(frozen=True)
class Summary:
    """An archive in the list."""

    archive: Archive
    state: str
    piles: Mapping[str, int]
    pairs: int
    review: Review | None
    trouble: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter of the index, with page numbers as numbers. `is_approximate`: found only by words that may
    stand in its handwriting."""

    id: str
    file: str
    file_name: str
    pages: tuple[int, ...]
    kind: str
    year: int | None
    values: Mapping[str, str]
    marks: tuple[str, ...]
    confidence: float
    doubts: tuple[str, ...]
    pdf: str
    json: str
    asked: tuple[int, ...]
    blank: tuple[int, ...]
    backs: tuple[int, ...]
    is_drawn: bool
    verdict: str
    is_approximate: bool = False


def archives(data: Path) -> list[Archive]:
    """All archives of this data folder; the number of one never changes."""
    return [Archive(number, root) for number, root in enumerate(known_archives(data), start=1)]


@contextmanager
def opened(archive: Archive, hidden: Collection[str] = ()) -> Iterator[sqlite3.Connection]:
    """The index; what the block changes is there whole or not at all. Letters of the services `hidden` are as
    if they were not there: a view of the same name goes before the table (and nothing can be written)."""
    path = f"file:{archive.root / INDEX}?mode=rw"
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        if hidden:
            names = ", ".join(f"'{name}'" for name in sorted(hidden))
            connection.execute(
                f"create temp view surat as select * from main.surat where layanan not in ({names})"
            )
        with connection:
            yield connection


def summary(archive: Archive, hidden: Collection[str] = ()) -> Summary:
    """How far it is and what waits for people."""
    if archive.trouble:
        return Summary(archive, "", {}, 0, None, archive.trouble)
    state = state_of(archive)
    if not archive.has_index:
        return Summary(archive, state, {}, 0, None)
    try:
        with opened(archive, hidden) as index:
            piles = {code: count(index, where) for code, (_words, where) in PILES.items()}
            (pairs,) = index.execute("select count(*) from kembar where sama is null").fetchone()
            return Summary(archive, state, piles, pairs, review(index))
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return Summary(archive, state, {}, 0, None, BROKEN)


def has_hidden(archive: Archive, hidden: Collection[str]) -> bool:
    """Whether it holds letters of those services; then its tables are not for who may not see these."""
    marks = ", ".join("?" * len(hidden))
    with opened(archive) as index:
        found = index.execute(f"select 1 from surat where layanan in ({marks}) limit 1", tuple(hidden))
        return found.fetchone() is not None


def state_of(archive: Archive) -> str:
    """The job's progress in words; empty before it wrote any."""
    state = read_state(archive.root)
    return state.words(time.time()) if state else ""


def count(index: sqlite3.Connection, where: str) -> int:
    """Letters of a pile."""
    return int(index.execute(f"select count(*) from surat where {where}").fetchone()[0])


def review(index: sqlite3.Connection) -> Review:
    """What people found in the random sample."""
    query = "select count(*), sum(diperiksa != ''), sum(diperiksa = ?) from surat where contoh"
    drawn, looked_at, wrong = index.execute(query, (WRONG,)).fetchone()
    return Review(drawn, looked_at or 0, wrong or 0)


def letters(index: sqlite3.Connection, pile: str, words: str, page: int) -> tuple[list[Letter], bool]:
    """A page of a pile, of those that hold all the words; and whether more follow."""
    where, values, order = PILES[pile][1], [], "keyakinan, id" if pile == "ragu" else "tahun desc, id desc"
    terms = search_terms(words)
    if terms:
        hits = index.execute(
            "select count(*) from (select 1 from teks where teks match ? limit ?)", (terms, MOST_RANKED + 1)
        ).fetchone()[0]
        where += " and teks match ?"
        values, order = [terms], "rank" if hits <= MOST_RANKED else "teks.rowid desc"
    source = "teks join surat on surat.nomor = teks.rowid" if terms else "surat"
    columns = ", ".join(f"surat.{name.strip()}" for name in LETTER.split(","))
    query = f"select {columns} from {source} where {where} order by {order} limit ? offset ?"
    found = index.execute(query, [*values, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE]).fetchall()
    shown = found[:PAGE_SIZE]
    numbers = [row["nomor"] for row in shown]
    exact = with_read_words(index, terms, numbers) if terms else set(numbers)
    return [_letter(row, row["nomor"] not in exact) for row in shown], len(found) > PAGE_SIZE


def letter(index: sqlite3.Connection, id_: str) -> Letter | None:
    """The letter of that id."""
    row = index.execute(f"select {LETTER} from surat where id = ?", (id_,)).fetchone()
    return _letter(row) if row else None


def text_of(index: sqlite3.Connection, id_: str) -> str:
    """All that was read of it."""
    row = index.execute(
        "select isi from teks where rowid = (select nomor from surat where id = ?)", (id_,)
    ).fetchone()
    return str(row[0]) if row else ""


def has_one_before(index: sqlite3.Connection, found: Letter) -> bool:
    """Whether a letter of the same file stands before it."""
    row = index.execute("select 1 from surat where berkas = ? and id < ?", (found.file, found.id)).fetchone()
    return bool(row)


def next_of(index: sqlite3.Connection, pile: str, but: str) -> str:
    """The letter of the pile to look at next; empty when none is left."""
    order = "keyakinan, id" if pile == "ragu" else "id"
    query = f"select id from surat where {PILES[pile][1]} and id != ? order by {order} limit 1"
    row = index.execute(query, (but,)).fetchone()
    return str(row[0]) if row else ""


def following(index: sqlite3.Connection, pile: str, found: Letter) -> str:
    """The letter that stands after this one in the pile; empty at its end."""
    order, after = ("keyakinan, id", "(keyakinan, id) > (?, ?)") if pile == "ragu" else ("id", "id > ?")
    values = (found.confidence, found.id) if pile == "ragu" else (found.id,)
    query = f"select id from surat where {PILES[pile][1]} and {after} order by {order} limit 1"
    row = index.execute(query, values).fetchone()
    return str(row[0]) if row else ""


def pairs(index: sqlite3.Connection, most: int) -> list[tuple[Letter, Letter]]:
    """Letters that look like one and of which nobody said yet whether they are."""
    found = []
    query = "select satu, dua from kembar where sama is null order by 1, 2 limit ?"
    for one, other in index.execute(query, (most,)).fetchall():
        both = letter(index, one), letter(index, other)
        if both[0] and both[1]:
            found.append((both[0], both[1]))
    return found


def take(archive: Archive, answers: Sequence[Answer]) -> None:
    """Keep the answers and bring them into the index. OSError when the archive can't be written."""
    archive_answers.append(archive.root, answers)
    with opened(archive) as index:
        archive_answers.apply(index, answers)


def _numbers(text: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in (text or "").split(",") if part)


def _letter(row: sqlite3.Row, is_approximate: bool = False) -> Letter:
    marks = {"saran": "saran", "anonim": "tanpa nama", "tulisan_tangan": "tulisan tangan"}
    return Letter(
        id=row["id"],
        file=row["berkas"],
        file_name=row["nama_berkas"],
        pages=_numbers(row["halaman"]),
        kind=row["jenis"],
        year=row["tahun"],
        values={name: row[name] or "" for name in archive_answers.FIELDS},
        marks=tuple(words for name, words in marks.items() if row[name]),
        confidence=row["keyakinan"],
        doubts=tuple(row["keraguan"].split("\n")) if row["keraguan"] else (),
        pdf=row["pdf"],
        json=row["json"],
        asked=_numbers(row["usul_batas"]),
        blank=_numbers(row["kosong"]),
        backs=_numbers(row["belakang"]),
        is_drawn=bool(row["contoh"]),
        verdict=row["diperiksa"],
        is_approximate=is_approximate,
    )
