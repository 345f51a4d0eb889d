"""Signers, and whether the letter is signed and stamped."""

from collections.abc import Sequence

from extractors.found import Found, text_found
from extractors.letter.anatomy import Anatomy
from extractors.letter.names import clean_name, looks_like_name
from models.page import MarkKind, PageReading

NEAR = 0.30
"""A signature lies at most this far (page widths) from the signatures' rows."""


def signers(letter: Anatomy) -> tuple[Found, ...]:
    """Names under the signatures, in reading order."""
    found = []
    for row in letter.rows[letter.closing + 1 : letter.end]:
        for cell in row.cells:
            if looks_like_name(cell.text) and len(cell.tokens) <= 8:
                name = text_found(cell, clean_name(cell.text), rule=0.85)
                if name:
                    found.append(name)
    return tuple(found)


def is_signed(letter: Anatomy, pages: Sequence[PageReading]) -> Found:
    """bertanda_tangan: ink that is no print on the pages where the letter ends."""
    return _mark_found(MarkKind.TANDA_TANGAN, letter, pages)


def is_stamped(letter: Anatomy, pages: Sequence[PageReading]) -> Found:
    """berstempel: a stamp anywhere on the letter's pages."""
    return _mark_found(MarkKind.STEMPEL, letter, pages)


def _mark_found(kind: MarkKind, letter: Anatomy, pages: Sequence[PageReading]) -> Found:
    hits = [(m, number) for number, page in enumerate(pages, 1) for m in page.marks if m.kind is kind]
    if not hits:
        return Found(False, rule=0.9)
    mark, number = max(hits, key=lambda hit: hit[0].score)
    return Found(True, rule=mark.score, page=number, box=mark.box)
