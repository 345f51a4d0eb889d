"""Papers that have a letter's words and ask the office nothing: a certificate, an invitation, an envelope."""

import math
import re
from collections.abc import Sequence

from extractors.fields.cues import alternatives, anywhere, cue
from extractors.fields.office_names import OWN, office_pattern
from extractors.text.first_person import tells_of_himself
from extractors.text.legibility import plain_text
from extractors.text.names import bare_letters
from extractors.text.rows import rows_of
from extractors.text.signing_by_hand import downwards
from models.page import PageReading

START = re.compile(rf"(?m){alternatives('grouping.start')}")
"""What stands where a letter begins."""
LETTERS_END = re.compile(rf"(?m){alternatives('grouping.letters_end')}")
_TITLE = cue("grouping.title", lead=r"^", tail="", is_cased=True)
"""Titles of papers that people hand in with a letter, in letters alone: who signs one, signs no letter."""
TITLE_ROWS, WORD = 5, 4
"""Rows at a page's top in which its title stands, below a letterhead; letters of words that are written large
in it."""
TITLE_WORDS = 4
"""Words of a title by hand at most ("Kartu Tanda Anggota"); "Buku tabungane Mbah dicekel Yayuk" is none."""
_RECEIPT = cue("not_letters.receipt", lead=r"^", tail="")
_INVITES = re.compile(rf"(?m)^\W*(?:perihal|hal)\W+(?:{alternatives('not_letters.invites')})")
_OFFICE = rf"(?:{OWN})|{alternatives('not_letters.office')}"
_ADDRESSED = re.compile(r"\byth\b")
ADDRESS_ROWS = 3
"""Rows of an addressee, its courtesy counted."""
_SENDER = re.compile(rf"(?m)^\W*(?:{alternatives('not_letters.sender')})\W*:")
_ASKS = cue("not_letters.asks")
PROSE_WORDS = 10
"""Words of a row of running text; of a table's fewer."""
_SIGNERS = anywhere("not_letters.signers")
"""The head of a table in which people sign."""
ENVELOPE_WORDS = 30
"""Words of an envelope at most: two addresses."""


def what_it_is(page: PageReading) -> str | None:
    """What a page is that has a letter's words and is none; None of a letter."""
    title = paper_title(page)
    text = plain_text(page.lines)
    if not START.search(text) and lists_signers(page):
        return "daftar tanda tangan"
    if title and not START.search(text) and not LETTERS_END.search(text):
        return title.lower()
    if _INVITES.search(text) and not office_pattern(_OFFICE).search(_addressed(text)):
        return "surat undangan"
    is_short = len(text.split()) <= ENVELOPE_WORDS and not tells_of_himself(page.lines)
    return "amplop" if is_short and _SENDER.search(text) and not _ASKS.search(text) else None


def lists_signers(page: PageReading) -> bool:
    """Whether people sign on a sheet in a table of their names, and it has no running text."""
    rows = rows_of((page,)) if page.seen_marks else ()
    is_prose = any(len(row.text.split()) >= PROSE_WORDS for row in rows)
    return not is_prose and any(_SIGNERS.search(row.text.lower()) for row in rows)


def _addressed(text: str) -> str:
    """The rows to whom it is addressed, or all: the office's own invitations name it elsewhere."""
    rows = text.splitlines()
    at = next((at for at, row in enumerate(rows) if _ADDRESSED.search(row)), None)
    return text if at is None else "\n".join(rows[at : at + ADDRESS_ROWS])


def paper_title(page: PageReading) -> str | None:
    """A paper's title at the top, in capitals or with each word's first letter large; one that asks or
    complains ("Berita Acara Pengaduan Lisan", "Surat Pernyataan dan Permohonan") is a letter's, and what
    stands beside such a title is the head of a strip to be torn off. A receipt's names what was received
    ("Tanda Terima Berkas Permohonan"). By hand a sentence may begin so."""
    top = [line for line in downwards(page)[:TITLE_ROWS] if _is_large(line.text.split())]
    most = TITLE_WORDS if page.is_handwritten else math.inf
    asking = [line for line in top if _asks(line.text)]
    for line in top:
        is_title = _TITLE.match(bare_letters(line.text)) and len(line.text.split()) <= most
        is_strip = any(line.box[2] < other.box[0] for other in asking)
        if is_title and line not in asking and not is_strip:
            return line.text
    return None


def _asks(title: str) -> bool:
    return bool(_ASKS.search(title.lower())) and not _RECEIPT.match(bare_letters(title))


def _is_large(words: Sequence[str]) -> bool:
    return all(len(word) < WORD or not word[0].islower() for word in words)
