"""Whether a complaint is signed: ink or a scrawl near the words over a signature."""

import re
from collections.abc import Sequence

from extractors.fields.candidate import Candidate
from extractors.fields.phrases import is_closing, is_signing
from extractors.fields.span import TextSpan
from extractors.text import signing
from extractors.text.complaint_sections import ComplaintSections
from extractors.text.signature_block import SCRAWL_LETTERS, SCRAWL_SURE
from extractors.text.writer_types import is_nameless
from models.page import SEEN, Mark, PageReading

FAR_BELOW = 0.16
"""Page heights below the words over a signature within which it lies."""
ABOVE_NAME = 0.03
"""Page heights above a name without such words within which its signature ends."""
SCRAWL_ASIDE = 0.15
"""Page widths beside them."""
_SPOKEN = re.compile(r"(?i)^(?=[a-z]{4})(?:[^aeiou]{0,2}[aeiou]{1,2})+[^aeiou]{0,2}\W*$")
"""Four letters and more, no three consonants on end: a scrawl is rarely read so."""
_YEAR = re.compile(r"^\W*(?:19|20)\d\d\W*$")


def is_signed(parts: ComplaintSections, pages: Sequence[PageReading], *, is_written: bool) -> Candidate:
    """bertanda_tangan: ink that is no print near the words over it, or a scrawl read as a few letters.

    Among handwriting neither a scrawl nor its absence is sure.
    """
    signatures = signing.signatures(pages)
    rows = parts.rows if parts.sign >= len(parts.rows) else ()
    found = signing.in_place([hit for hit in signatures if _is_in_place(parts, *hit)], pages, rows)
    if found.value:
        return found
    scrawl = _scrawl(parts, is_written=is_written)
    if scrawl is not None:
        source = signing.AMONG_WRITING if is_written else "signature.scrawl"
        return Candidate(True, source=source, page=scrawl.page, box=scrawl.box)
    is_astray = any(mark.score >= SEEN and _is_below(parts, mark, page) for mark, page in signatures)
    return found.sourced(signing.AMONG_WRITING) if is_written or is_astray else found


def _is_below(parts: ComplaintSections, mark: Mark, page: int) -> bool:
    """Whether ink lies below the closing words, however far."""
    if parts.close >= len(parts.rows):
        return False
    closing = parts.rows[parts.close].span
    return page == closing.page and mark.box[1] > closing.tokens[0].box[1]


def _is_in_place(parts: ComplaintSections, mark: Mark, page: int) -> bool:
    """Whether the ink lies at or below the closing words and not far from them (else a staple, a shadow)."""
    rows = parts.rows
    if not rows:
        return True
    if parts.sign >= len(rows):
        last = rows[max(0, parts.close - 1)].span
        middle = (mark.box[1] + mark.box[3]) / 2
        return page > (last.page or 1) or (page == last.page and middle > last.tokens[-1].box[3])
    at, over = rows[parts.close].span, rows[parts.sign].span.tokens[0].box
    if page != at.page:
        return page > (at.page or 1)
    is_name = not any(is_signing(cell.text) or is_closing(cell.text) for cell in rows[parts.close].cells)
    first = at.tokens[0].box[1] - (ABOVE_NAME if is_name else 0.0)
    return mark.box[3] > first and mark.box[1] - over[3] < FAR_BELOW


def _scrawl(parts: ComplaintSections, *, is_written: bool) -> TextSpan | None:
    """A signature read as a few letters: it stands just under the words over it. What is read surely among
    print and can be spoken is a word ('tani')."""
    if parts.sign >= len(parts.rows):
        return None
    over = parts.rows[parts.sign].span
    for row in parts.rows[parts.sign + 1 : parts.sign + 3]:
        for cell in row.cells:
            is_near = cell.page == over.page and abs(cell.x0 - over.x0) < SCRAWL_ASIDE
            is_read = cell.confidence >= SCRAWL_SURE and not is_written
            is_word = is_read and _SPOKEN.match(cell.text) is not None
            if is_near and not is_word and _is_scribble(cell.text):
                return cell
    return None


def _is_scribble(text: str) -> bool:
    letters = sum(char.isalnum() for char in text)
    is_short = 0 < letters <= SCRAWL_LETTERS and len(text.split()) == 1
    return is_short and not (_is_word(text) or text.istitle() or _YEAR.match(text))


def _is_word(text: str) -> bool:
    """A nameless signer's word ('warga'): no scribble."""
    return any(char.isalpha() for char in text) and is_nameless(text)
