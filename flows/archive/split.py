"""One file, many letters: where does a letter begin?

A separator sheet always splits. Otherwise the signs of a first page are counted (date line, number or
subject, salutation, a closing on the page before, another hand); two or more split, one is only a
proposal for a person, whose decision then counts. Blank pages and attachments stay with the letter before
them; no page is dropped.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.fields.cues import group
from extractors.fields.indonesian import MONTHS
from models.document import Kind
from models.page import Line, PageReading
from models.separator import is_separator

SURE_SIGNS = 2
"""Signs that make a new letter certain enough to split without asking."""

HEAD_SHARE = 0.45
"""Upper part of the page where a letter begins."""

TAIL_SHARE = 0.45
"""Lower part of the page before, where a letter closes; a short letter closes at mid-page."""

DATE_LINE = re.compile(rf"\b\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+\d{{4}}\b", re.IGNORECASE)
NUMBER_OR_SUBJECT = re.compile(r"^\s*(?:nomor|no|perihal|hal|lampiran)\s*[.:]", re.IGNORECASE)
SALUTATION = re.compile(r"\b(?:yth|kepada|bapak/ibu|assalamu|dengan hormat)\b", re.IGNORECASE)
CLOSING = re.compile(rf"\b(?:{group('hormat')}|{group('penutup')}|{group('penulis')})\b", re.IGNORECASE)

PAPERS = frozenset({Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN})


@dataclass(frozen=True)
class Letter:
    """The pages of one letter. `proposals`: numbers of pages where another letter may begin; a person
    should look. `back_pages`: numbers of those that are the backs of sheets."""

    pages: tuple[PageReading, ...]
    proposals: tuple[int, ...] = ()
    back_pages: tuple[int, ...] = ()

    @property
    def first_page(self) -> int:
        """Number of its first page in the file."""
        return self.pages[0].number

    @property
    def face(self) -> int:
        """Number of its first page with anything on it."""
        return next((page.number for page in self.pages if not is_blank(page)), self.first_page)


@dataclass(frozen=True)
class Split:
    """A file's letters and its separator sheets with their blank backs (part of no letter)."""

    letters: tuple[Letter, ...]
    separators: tuple[int, ...] = ()


def split(pages: Sequence[PageReading], decided: Mapping[int, bool] | None = None) -> Split:
    """The letters of a file in order; every page is in one letter or is a separator sheet.

    `decided`: page -> whether a letter begins there, as a person said.
    """
    decided = decided or {}
    starts: list[tuple[list[PageReading], list[int]]] = []
    separators: list[int] = []
    is_new = True
    for place, page in enumerate(pages):
        is_its_back = is_new and place > 0 and is_blank(page)
        if is_separator(page.separator) or is_its_back:
            separators.append(page.number)
            is_new = True
            continue
        is_decided = page.number in decided
        signs = 0 if is_new or is_decided else first_page_signs(pages[place - 1], page)
        begins = decided[page.number] if is_decided else is_new or signs >= SURE_SIGNS
        if not starts or (begins and not all(is_blank(other) for other in starts[-1][0])):
            starts.append(([page], []))
        else:
            letter, proposals = starts[-1]
            letter.append(page)
            proposals += [page.number] if signs else []
        is_new = False
    backs = back_sides(pages)
    letters = tuple(
        Letter(tuple(found), tuple(proposals), tuple(page.number for page in found if page.number in backs))
        for found, proposals in starts
    )
    return Split(letters, tuple(separators))


def back_sides(pages: Sequence[PageReading]) -> frozenset[int]:
    """Numbers of the pages that are the backs of their sheets, where the file shows that both sides were
    scanned: an even number of pages, and blank ones only at even places."""
    blank = {page.number for page in pages if is_blank(page)}
    if len(pages) % 2 or not blank or any(number % 2 for number in blank):
        return frozenset()
    return frozenset(page.number for page in pages if page.number % 2 == 0)


def is_blank(page: PageReading) -> bool:
    """Nothing is written on it."""
    return page.quality.is_blank or bool(page.kinds and page.kinds[0][0] is Kind.KOSONG)


def first_page_signs(before: PageReading, page: PageReading) -> int:
    """How many signs say that `page` begins a letter; none for blank pages and papers of other kinds."""
    kind = page.kinds[0][0] if page.kinds else None
    if is_blank(page) or not page.lines:
        return 0
    head = [line.text for line in page.lines if line.box[1] < HEAD_SHARE]
    signs = (
        any(DATE_LINE.search(text) for text in head),
        any(NUMBER_OR_SUBJECT.search(text) for text in head),
        any(SALUTATION.search(text) for text in head),
        kind in PAPERS and _closes(before.lines),
        before.is_handwritten != page.is_handwritten and not before.quality.is_blank,
    )
    return sum(signs)


def _closes(lines: Sequence[Line]) -> bool:
    return any(CLOSING.search(line.text) for line in lines if line.box[3] > 1 - TAIL_SHARE)
