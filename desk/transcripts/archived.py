"""Handwriting of an archived letter line by line: its lines from the index, what is typed into its answers.

A typed line goes into the letter's text, so that the letter is found by it. A value in it is only offered:
the index does not say which values a person has set.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.archive import Letter
from desk.archive_page import ArchiveField, ArchivePage
from desk.casepage import PageView
from desk.page_text import PlacedLine, PlacedWord
from desk.transcripts import lines
from desk.transcripts.carried import corrected
from desk.transcripts.lines import CarriedField, LineView
from desk.transcripts.saving import CHANGED, LONGEST, OFFERED
from models.archive_answers import Answer
from models.clean import clean_text
from models.errors import ConflictError

GONE = "Surat ini sudah dibaca ulang; baris itu tidak ada lagi."
DATE, TOPIC = "tanggal", "topik"
AS_FIELD = {DATE: "tanggal_surat", "pengirim": "pelapor_nama", "koperasi": "koperasi_nama"}
"""Column of the index -> a field that is written as it is."""


@dataclass(frozen=True)
class Stored:
    """A line of the index; `page`: its place in the letter from 1; `typed`: None until a person typed it."""

    number: int
    page: int
    line: PlacedLine
    typed: str | None


def has_lines(index: sqlite3.Connection, letter: Letter) -> bool:
    """Whether lines of handwriting were kept (an index of an older version has none)."""
    return bool(
        _table(index)
        and index.execute("select 1 from baris where surat = ? limit 1", (letter.id,)).fetchone()
    )


def stored_lines(index: sqlite3.Connection, letter: Letter) -> list[Stored]:
    """The letter's lines of handwriting, in their order."""
    if not _table(index):
        return []
    query = "select urutan, halaman, kotak, kata, diketik from baris where surat = ? order by urutan"
    return [_stored(*row) for row in index.execute(query, (letter.id,)).fetchall()]


def _table(index: sqlite3.Connection) -> bool:
    return bool(index.execute("select 1 from sqlite_master where name = 'baris'").fetchone())


def _stored(number: int, page: int, box: str, words: str, typed: str | None) -> Stored:
    place = json.loads(box)
    placed = tuple(PlacedWord(text, tuple(place), sure) for text, sure in json.loads(words))
    return Stored(number, page, PlacedLine(placed, tuple(place), ""), typed)


def line_views(page: ArchivePage, letter: Letter, found: Sequence[Stored]) -> list[LineView]:
    """The lines of which the page's picture is there."""
    return [line_view(page, letter, item) for item in found if item.page <= len(page.pages)]


def line_view(page: ArchivePage, letter: Letter, item: Stored) -> LineView:
    """One line with the letter's values that lie in it."""
    view, line = page.pages[item.page - 1], item.line
    is_open = item.typed is None
    return LineView(
        number=item.number,
        key="",
        text=line.text if is_open else item.typed or "",
        read=line.text,
        doubts=lines.unsure_words(line) if is_open else (),
        is_doubtful=lines.is_doubtful(line),
        is_done=not is_open,
        strip=lines.strip_of(view, line.box),
        fields=tuple(_carried(field, view, item) for field in _fields_in(page, view, line)),
    )


def _fields_in(page: ArchivePage, view: PageView, line: PlacedLine) -> list[ArchiveField]:
    return [
        field
        for document in page.documents
        for field in document.fields
        if field.row.id != TOPIC and field.rect and field.page == view
        and lines.is_carried(field.rect, view, line.box)
    ]  # fmt: skip


def _carried(field: ArchiveField, view: PageView, item: Stored) -> CarriedField:
    """The value, and what a typed line says instead of it."""
    shown = CarriedField(field.row.id, field.label, field.value, is_person=False)
    if item.typed is None:
        return shown
    said = corrected(AS_FIELD[field.row.id], field.value, field.raw, item.line.text, item.typed)
    return replace(shown, state=OFFERED, offered=said) if said and said != field.value else shown


@dataclass(frozen=True)
class Sent:
    """A line as the page sent it; `taken`: values that the person takes from it; who and when."""

    text: str
    taken: frozenset[str]
    by: str
    at: str


def answer(page: ArchivePage, letter: Letter, item: Stored, sent: Sent) -> tuple[Answer, LineView]:
    """What is to be kept of the line, and the line as the page shows it then."""
    text = " ".join(clean_text(sent.text).split())[:LONGEST]
    view = line_view(page, letter, replace(item, typed=text))
    taken = {str(field.id) for field in view.fields if field.offered and field.id in sent.taken}
    fields = tuple(
        replace(field, state=CHANGED, value=field.offered) if field.id in taken else field
        for field in view.fields
    )
    values = {str(field.id): field.offered for field in view.fields if field.id in taken}
    lines_typed = {item.number: (item.line.text, text)}
    kept = Answer(sent.by, sent.at, letter=letter.id, values=values, lines=lines_typed)
    return kept, replace(view, fields=fields)


def line_of(found: Sequence[Stored], number: int) -> Stored:
    """The line of that number. ConflictError when the letter has none."""
    line = next((item for item in found if item.number == number), None)
    if line is None:
        raise ConflictError(GONE)
    return line
