"""What the page of an archived letter shows: its pages for the viewer, the fields a reviewer may correct with
the boxes they were read from, and the name its PDF is saved under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from django.urls import reverse

from desk.archive import Archive, Letter
from desk.casepage import SCALE, PageView, Rect
from desk.typed import as_text
from desk.words import without_niks
from models import topics
from models.archive_answers import FIELDS
from models.case import Case
from models.document import Document
from models.field import Field
from models.field_spec import letter_names
from models.letter_fields import KOPERASI_NAMES

LABELS = {
    "tanggal": "Tanggal surat",
    "pengirim": "Pengirim",
    "koperasi": "Koperasi atau terlapor",
    "topik": "Topik",
}
READ_FROM = {
    "tanggal": letter_names("tanggal"),
    "pengirim": letter_names("nama"),
    "koperasi": KOPERASI_NAMES,
    "topik": letter_names("pokok"),
}
"""Column of the index -> the fields of the letter it was made of, the first that was read."""
OTHER_TOPIC = "Lainnya"
A4 = 1.414
UNSAFE = re.compile(r"[^\w .,()-]+")
LONGEST_NAME = 120


@dataclass(frozen=True)
class Name:
    """A field's key and doubt, as the viewer's template asks for them."""

    id: str
    is_doubtful: bool = False


@dataclass(frozen=True)
class ArchiveField:
    """A field of the letter: what was read or typed, where on its pages it stands, and the words there."""

    row: Name
    label: str
    value: str
    page: PageView | None = None
    rect: Rect | None = None
    choices: Sequence[str] = ()
    raw: str | None = None


@dataclass(frozen=True)
class ArchiveDocument:
    """The letter's fields."""

    fields: Sequence[ArchiveField]


@dataclass(frozen=True)
class ArchivePage:
    """The letter for the viewer (desk/_gambar.html)."""

    pages: Sequence[PageView]
    documents: Sequence[ArchiveDocument]
    is_open: bool = False


def build(archive: Archive, letter: Letter, typed: dict[str, str]) -> ArchivePage:
    """The page; `typed`: what somebody has typed already, which goes before what was read."""
    pages = list(_pages(archive, letter))
    document = _document(archive, letter)
    fields = [_field(name, letter, typed, document, pages) for name in FIELDS]
    return ArchivePage(pages, [ArchiveDocument(fields)])


def file_name(letter: Letter) -> str:
    """The name for saving: date, sender and koperasi as far as they are known, else the scan's name."""
    known = [letter.values.get(name, "").strip() for name in ("tanggal", "pengirim", "koperasi")]
    words = " - ".join(filter(None, known)) or letter.file_name.rsplit(".", 1)[0]
    return f"{' '.join(UNSAFE.sub(' ', words).split())[:LONGEST_NAME] or letter.id}.pdf"


def _pages(archive: Archive, letter: Letter) -> Iterator[PageView]:
    path = archive.root / letter.pdf
    if not letter.pdf or not path.is_file():
        return
    with pikepdf.open(path) as pdf:
        boxes = [[float(side) for side in page.mediabox] for page in pdf.pages]
    for index, number in enumerate(letter.pages[: len(boxes)]):
        x0, y0, x1, y1 = boxes[index]
        marks = [
            ", kosong" if number in letter.blank else "",
            ", sisi belakang" if number in letter.backs else "",
        ]
        yield PageView(
            index=index,
            file=letter.file_name,
            number=number,
            url=reverse("arsip_gambar", args=[archive.number, letter.id, index + 1]),
            height=round(SCALE * ((y1 - y0) / (x1 - x0) if x1 > x0 else A4)),
            title=f"Halaman {number} dari {without_niks(letter.file_name)}{''.join(marks)}",
            failure="",
            position=0,
            has_thumbnail=False,
        )


def _document(archive: Archive, letter: Letter) -> Document | None:
    """The letter as it was read, with the boxes of its fields; None when its file is gone."""
    path = archive.root / letter.json
    if not letter.json or not path.is_file():
        return None
    case = Case.model_validate_json(path.read_bytes())
    return next((item for item in case.documents if item.kind.value == letter.kind), None)


def _field(
    name: str, letter: Letter, typed: dict[str, str], document: Document | None, pages: Sequence[PageView]
) -> ArchiveField:
    value = typed.get(name, as_text(READ_FROM[name][0], letter.values[name]))
    choices = _topics(value) if name == "topik" else ()
    read = _read(name, document)
    page, rect = _place(read, document, pages) if read and document else (None, None)
    return ArchiveField(Name(name), LABELS[name], value, page, rect, choices, read.raw if read else None)


def _topics(value: str) -> list[str]:
    """The one list of topics; a value of an older archive stays choosable."""
    names = [topic.name for topic in topics.topics()] + [OTHER_TOPIC]
    return names if not value or value in names else [value, *names]


def _read(name: str, document: Document | None) -> Field | None:
    """The field of the letter that the value was read from; None where none has a place."""
    fields = [document.fields.get(read_from) for read_from in READ_FROM[name]] if document else []
    return next((item for item in fields if item and item.box and item.page), None)


def _place(read: Field, document: Document, pages: Sequence[PageView]) -> tuple[PageView | None, Rect | None]:
    """The page and the box of a field."""
    if not read.box or not read.page or read.page > len(document.pages):
        return None, None
    number = document.pages[read.page - 1].page
    page = next((item for item in pages if item.number == number), None)
    if not page:
        return None, None
    x0, y0, x1, y1 = read.box
    return page, Rect(x0 * SCALE, y0 * page.height, (x1 - x0) * SCALE, (y1 - y0) * page.height)
