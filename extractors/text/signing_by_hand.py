"""A signature among handwriting as whoever reads lines sees it: a row of one short word that is higher than
the text and could not be read surely.

The trees of `extractors/marks/ink_model.py` know signatures among print; where all is written by hand a
signature is often read as a word, and the ink under a word is no mark.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extractors.fields.candidate import Candidate
from extractors.fields.cues import cue
from models.field import Box, common_area
from models.page import SEEN, Line, MarkKind, PageReading

HIGH, LEVEL = (6, 0.85, 1.2), (3, 0.65, 0.85)
"""Most letters of what a scrawl is read as, the confidence below which they may be no word, and usual line
heights from which it is one: of a high scrawl (small words read as unsurely are lower, .6 to 1.1), and of one
in the text's own height (40 letters by hand of the tune voices have one; all are signed)."""
LOWER_PART = 0.7
"""Share of a letter's lines above its signature at least."""
ROW_WORDS = 3
"""Words of a line that is text."""
AMONG_WRITING, UNSEEN_IN_WRITING = "signature.among_writing", "signature.unseen_in_writing"
"""Of seeing a signature among handwriting, and none: a word may be taken for a scrawl, a scrawl have been
read as a word."""
NONE_IN_WRITING = "signature.none_in_writing"
"""Of no ink but what was read as words."""
LEAST_TRACE = 0.1
"""Probability of the likeliest mark on any page below which nothing but words was written: of 72 letters by
hand of the tune voices without such a mark, a scrawl or a signature noted in words ("ttd") 71 are unsigned,
of 17 with one from here to .5 nine."""
WIDEST = 0.6
"""Of the page's width: wider ink is a wavy rule or a crease, and shown."""
SCRAP = 3
_NOTED = cue("signing.noted")
SCRAWL = "signature.scrawl"
"""Of a line among handwriting that could not be read as words."""
SURE_IN_WRITING = 0.9
"""Probability of the likeliest mark from which a letter by hand is signed, where it lies on no text."""


def signed_by_hand(
    found: Candidate, pages: Sequence[PageReading], *, is_astray: bool, is_open: bool, least: float
) -> Candidate:
    """What ink among handwriting says (`found`; `is_astray`: it lies where no signature belongs; `is_open`:
    one may be hidden, or on another paper; `least`: how sure ink must be there at least), and a line there
    that was not read as words. A scrawl, or ink that is surely a pen's beside the text, signs a letter, and
    one without a trace of such ink is unsigned; anything between is shown to a person.

    Of 95 letters by hand with such ink and no scrawl (tune voices and writers) all are signed, of 27 with ink
    from .5 to SURE_IN_WRITING 21. Each mark is judged alone: on a bad copy many strokes of writing look like
    one a little.
    """
    unread = scrawls(pages)
    if unread:
        box, page = unread[-1]
        return Candidate(True, source=SCRAWL, page=page, box=box)
    if not found.value:
        is_bare = not (is_open or _has_trace(pages))
        return replace(
            found.sourced(NONE_IN_WRITING if is_bare else UNSEEN_IN_WRITING), is_doubtful=not is_bare
        )
    signed = pages[(found.page or 1) - 1]
    is_beside = found.box is not None and not _is_on_text(found.box, signed)
    inks = [mark for mark in signed.marks if mark.kind is MarkKind.TANDA_TANGAN and mark.box == found.box]
    is_ink = any(mark.score >= max(SURE_IN_WRITING, least) for mark in inks)
    is_rule = found.box is not None and found.box[2] - found.box[0] > WIDEST
    is_sure = is_ink and is_beside and not (is_astray or is_rule)
    return replace(found.sourced(AMONG_WRITING), is_doubtful=not is_sure)


def is_signed_page(page: PageReading) -> bool:
    """Whether a page written by hand shows a signature."""
    is_inked = any(mark.kind is MarkKind.TANDA_TANGAN for mark in page.seen_marks)
    return is_inked or bool(scrawls([page]))


def scrawls(pages: Sequence[PageReading]) -> list[tuple[Box, int]]:
    """Boxes of the lines that are rather a signature than words, with their pages (from 1); downwards.

    Of 486 letters by hand of the tune voices and 24 in the strokes of the tune writers 307 have one, and all
    of these are signed; none stands in the 64 that are not.
    """
    lines = [(line, number) for number, page in enumerate(pages, 1) for line in downwards(page)]
    usual = float(np.median([_height(line) for line, _ in lines])) if lines else 0.0
    return [
        (line.box, number)
        for at, (line, number) in enumerate(lines)
        if at >= LOWER_PART * len(lines) and pages[number - 1].is_hard and _is_scrawl(line, usual)
    ]


def _has_trace(pages: Sequence[PageReading]) -> bool:
    """Whether any ink looks like a pen's but for weak traces in a line of text, a word notes a signature, or
    a line of a few letters may be one that was read as a word. Of 42 unsigned letters by hand with such ink
    (120 in the strokes of the tune writers, 250 of looked-at voices) 31 have it within a line only, where an
    engine left a gap; none of the six signed ones that show nothing surer has."""
    inks = ((mark, page) for page in pages for mark in page.marks if mark.kind is MarkKind.TANDA_TANGAN)
    is_inked = any(
        mark.score >= SEEN or (mark.score >= LEAST_TRACE and not _is_on_text(mark.box, page))
        for mark, page in inks
    )
    is_noted = any(_NOTED.search(line.text) for page in pages for line in page.lines)
    return is_inked or is_noted or _has_scrap(pages)


def _has_scrap(pages: Sequence[PageReading]) -> bool:
    """Whether a line below a letter's beginning is one word of SCRAP letters or figures at most: of 250
    letters by hand of looked-at voices 147 have one in their lower half, and all of these are signed, three
    of them without any other trace."""
    lines = [line for page in pages for line in downwards(page)]
    return any(
        len(line.words) == 1
        and 1 < len(line.text.strip(".,:;-")) <= SCRAP
        and line.text.strip(".,:;-").isalnum()
        for line in lines[len(lines) // 3 :]
    )


def _is_on_text(box: Box, page: PageReading) -> bool:
    """Whether more than half of a box lies on lines of text."""
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1e-9)
    rows = [line.box for line in page.lines if len(line.words) >= ROW_WORDS]
    return sum(common_area(box, row) for row in rows) > area / 2


def _is_scrawl(line: Line, usual: float) -> bool:
    letters = sum(char.isalnum() for char in line.text)
    return len(line.words) == 1 and any(
        0 < letters <= most and line.words[0].confidence < sure and _height(line) >= high * usual
        for most, sure, high in (HIGH, LEVEL)
    )


def downwards(page: PageReading) -> list[Line]:
    """The page's lines from top to bottom."""
    return sorted(page.lines, key=lambda line: line.box[1])


def _height(line: Line) -> float:
    return line.box[3] - line.box[1]
