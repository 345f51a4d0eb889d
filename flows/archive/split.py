"""One file, many letters: where does a letter begin?

A separator sheet always splits. Otherwise the signs of a first page are counted (date line, number or
subject, salutation, a closing on the page before, another hand); two or more split, one is only a
proposal for a person. Blank pages and attachments stay with the letter before them; no page is dropped.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.document import Kind
from models.page import Line, PageReading
from models.separator import is_separator

SURE_SIGNS = 2
"""Signs that make a new letter certain enough to split without asking."""

HEAD_SHARE = 0.45
"""Upper part of the page where a letter begins."""

TAIL_SHARE = 0.45
"""Lower part of the page before, where a letter closes; a short letter closes at mid-page."""

MONTHS = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember"
DATE_LINE = re.compile(rf"\b\d{{1,2}}\s+(?:{MONTHS})\s+\d{{4}}\b", re.IGNORECASE)
NUMBER_OR_SUBJECT = re.compile(r"^\s*(?:nomor|no|perihal|hal|lampiran)\s*[.:]", re.IGNORECASE)
SALUTATION = re.compile(r"\b(?:yth|kepada|bapak/ibu|assalamu|dengan hormat)\b", re.IGNORECASE)
CLOSING = re.compile(
    r"\b(?:hormat (?:kami|saya)|demikian|wassalamu|terima ?kasih|pemohon|pelapor)\b", re.IGNORECASE
)

PAPERS = frozenset({Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN})


@dataclass(frozen=True)
class Letter:
    """The pages of one letter. `is_sure` False: a person should look where it was (not) split."""

    pages: tuple[PageReading, ...]
    is_sure: bool = True

    @property
    def first_page(self) -> int:
        """Number of its first page in the file."""
        return self.pages[0].number


@dataclass(frozen=True)
class Split:
    """A file's letters and its separator sheets (kept, but part of no letter)."""

    letters: tuple[Letter, ...]
    separators: tuple[int, ...] = ()


def split(pages: Sequence[PageReading]) -> Split:
    """The letters of a file in order; every page is in one letter or is a separator sheet."""
    starts: list[tuple[list[PageReading], bool]] = []
    separators: list[int] = []
    is_new = True
    for place, page in enumerate(pages):
        if is_separator(page.separator):
            separators.append(page.number)
            is_new = True
            continue
        signs = 0 if is_new else first_page_signs(pages[place - 1], page)
        if is_new or signs >= SURE_SIGNS:
            starts.append(([page], True))
        else:
            letter, is_sure = starts[-1]
            letter.append(page)
            starts[-1] = (letter, is_sure and signs == 0)
        is_new = False
    letters = tuple(Letter(tuple(found), is_sure) for found, is_sure in starts)
    return Split(letters, tuple(separators))


def first_page_signs(before: PageReading, page: PageReading) -> int:
    """How many signs say that `page` begins a letter; none for blank pages and papers of other kinds."""
    kind = page.kinds[0][0] if page.kinds else None
    if page.quality.is_blank or kind is Kind.KOSONG or not page.lines:
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
