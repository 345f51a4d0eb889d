"""Whose signature it is: who signs has the ink at his name."""

from collections.abc import Iterator, Sequence
from itertools import product

from extractors.fields.cues import cue
from extractors.fields.span import TextSpan
from extractors.text.letter_sections import CLOSING, SIGNING, LetterSections
from extractors.text.names import NAME_MARKS, bare_letters, name_parts, share_a_part
from extractors.text.signing import (
    ONE_NAME,
    closing_cells,
    is_in_column,
    is_signature_name,
    signing_ink,
)
from models.complaint_check import NOBODY
from models.field import Box, lies_in
from models.page import SEEN, Mark, MarkKind, PageReading
from models.similarity import name_similarity

ABOVE, BELOW, BESIDE = 0.13, 0.05, 0.1
"""Page heights over and under a name, and page widths beside it, within which its bearer signs. Of 173 typed
letters by voices 355 to 402 that are surely signed and have the applicant's name below them 167 have ink
there; six of an adversary's files that only others sign have none."""
NAME_BELOW = 4.0
"""Heights of a name up to which it stands right below the ink of its signature."""
SURELY_READ = 0.8
"""How surely the name of a stranger who signs is read. Of 146 typed requests that are signed (voices 403 to
418, 545 to 576) five are signed by somebody whom they do not name."""
IN_LIST, LISTED = 0.02, 2
"""Page widths by which names of a list begin apart, and how many others it has at least."""
END_ROWS = 3
"""Rows at a letter's end among which its signer's name stands."""
_LAWYER = cue("proxies.lawyer")
_AIDE = cue("signature_columns.aide", lead=r"^\W*")
_RECEIVER = cue("signature_columns.receiver", lead=r"^\W*")
_WRITER = cue("signature_columns.writer", lead=r"^\W*")
POST_WORDS = 4
"""Of a post over a signature; more are a sentence."""
_SIGNING = (MarkKind.TANDA_TANGAN, MarkKind.STEMPEL)
LIKE = 0.8
"""Likeness of a cell below the letter to a name from which it is that name, a misread letter and a title
aside."""


def is_signed_by_nobody(name: str, letter: LetterSections) -> bool:
    """Whether a letter ends, or is signed right below closing words, with what people sign with who hide
    their name (Warga Diwek yang peduli), and that name is not beside it: of 90 complaints by strangers three
    are so, one with the accused's name above, one with another's on a receipt below."""
    rows = [row.text for row in letter.rows]
    ends = [at for at in range(1, len(rows)) if at == len(rows) - 1 or SIGNING.match(rows[at - 1])]
    nobody = [at for at in ends if _first_word(rows[at]) in NOBODY]
    beside = ("".join(map(bare_letters, rows[max(0, at - END_ROWS + 1) : at + 2])) for at in nobody)
    return any(bare_letters(name) not in text for text in beside)


def _first_word(row: str) -> str:
    return row.lstrip("( ").split(maxsplit=1)[0].upper() if row.strip("( ") else ""


def is_signed_elsewhere(name: str, letter: LetterSections, pages: Sequence[PageReading]) -> bool:
    """Whether a name stands below the letter without ink, and all that may be a signature stands elsewhere:
    at the name of a witness ("Mengetahui"), another officer or the clerk who received it; or it does not
    stand there, and a stranger signs."""
    cells = closing_cells(letter)
    own = _of(name, cells)
    others = [cell for cell in cells if is_signature_name(cell) and cell not in own]
    ink = [(mark.box, page) for mark, page in signing_ink(letter, pages) if mark.score >= SEEN]
    if not own:
        return any(_is_strangers(cell, name, letter, ink) for cell in cells)
    inked: dict[int, list[Box]] = {}
    for mark, page in ink:
        inked.setdefault(page, []).append(mark)
    return bool(ink) and not any(
        _is_signed_by(_boxes(own, page), _boxes(others, page), _boxes(cells, page), marks)
        for page, marks in inked.items()
    )


def is_receivers(letter: LetterSections, pages: Sequence[PageReading]) -> bool:
    """Whether all that may be a signature stands below the words for a clerk who receives the paper, and
    nothing below those for its writer, which a form prints in another column."""
    short = [cell for cell in closing_cells(letter) if len(cell.tokens) <= POST_WORDS]
    receivers, writers = ([cell for cell in short if who.match(cell.text)] for who in (_RECEIVER, _WRITER))
    ink = [(mark.box, page) for mark, page in signing_ink(letter, pages) if mark.score >= SEEN]
    return bool(ink and writers) and all(
        any(_is_over(mark, over) for over in _boxes(receivers, page))
        and not any(_is_beside(mark, over) for over in _boxes(writers, page))
        for mark, page in ink
    )


def is_aide_beside_ink(name: str, letter: LetterSections, pages: Sequence[PageReading]) -> bool:
    """Whether a name stands in a column of its own below an aide's post (secretary, treasurer), beside a
    stamp or ink: the chief whose name that hides signs with him, and it is he who asks. (Of 640 typed letters
    by voices 893 to 908, 941 to 956, 1117 to 1132 and 1213 to 1228 nine are so, and in each another person
    was chosen; twelve aides sign alone.)"""
    cells = [cell for row in letter.rows for cell in row.cells]
    posts = _aides(cells)
    below = [cell for cell in cells if any(_is_post_over(post, cell) for post in posts)]
    own = _of(name, below)
    return any(mark.kind in _SIGNING and _is_apart(name, mark.box) for name, mark in _with_marks(own, pages))


def is_aides_post(post: str, name: str, letter: LetterSections) -> bool:
    """Whether a post that was read below the letter is an aide's in another column than a name: the chief's
    own over it was not read (under his stamp in four of 240 damaged letters)."""
    cells = closing_cells(letter)
    own = _of(name, cells)
    read = [cell for cell in _aides(cells) if post.casefold() in cell.text.casefold()]
    return bool(own and read) and not any(is_in_column(over, cell) for over in read for cell in own)


def is_under_stamp(name: str, letter: LetterSections, pages: Sequence[PageReading]) -> bool:
    """Whether a stamp lies where the post over a name would stand."""
    own = _of(name, closing_cells(letter))
    marked = _with_marks(own, pages)
    return any(mark.kind is MarkKind.STEMPEL and _is_over(box, mark.box) for box, mark in marked)


def is_over_a_name(ink: Box | None, page: int | None, letter: LetterSections) -> bool:
    """Whether ink on a page of the letter stands right over a signer's name, or reaches into it."""
    if ink is None or page is None:
        return False
    names = [cell for cell in closing_cells(letter) if is_signature_name(cell)]
    return any(_is_right_over(ink, name) for name in _boxes(names, page))


def _is_right_over(ink: Box, name: Box) -> bool:
    is_beside = ink[2] < name[0] or name[2] < ink[0]
    gap, high = name[1] - ink[3], name[3] - name[1]
    return not is_beside and gap < NAME_BELOW * high and (ink[1] + ink[3]) / 2 < name[1]


def _is_post_over(post: TextSpan, name: TextSpan) -> bool:
    return bool(is_in_column(post, name) and post.box and name.box and _is_over(name.box, post.box))


def _is_apart(name: Box, mark: Box) -> bool:
    """Whether ink lies as high as a name, and in another column."""
    return mark[1] - ABOVE < name[1] < mark[3] + ABOVE and not _is_beside(name, mark)


def _is_strangers(cell: TextSpan, name: str, letter: LetterSections, ink: Sequence[tuple[Box, int]]) -> bool:
    """Whether a cell below the letter is the name of somebody signing of whom the letter says nothing: its
    last sheet may be another's. A lawyer signs for his client."""
    is_name = is_signature_name(cell) or bool(ONE_NAME.match(cell.text.strip(NAME_MARKS)))
    if not is_name or cell.confidence < SURELY_READ or CLOSING.match(cell.text) or _LAWYER.search(cell.text):
        return False
    said = " ".join(row.text for row in letter.rows[: letter.closing]).lower()
    parts = name_parts(cell.text)
    is_known = all(part in said for part in parts)
    is_like = share_a_part(parts, name_parts(name))
    is_over = any(page == cell.page and cell.box and _is_over(cell.box, mark) for mark, page in ink)
    return is_over and not is_known and not is_like


def _of(name: str, cells: Sequence[TextSpan]) -> list[TextSpan]:
    """The cells that are that name."""
    return [cell for cell in cells if name_similarity(cell.text, name) >= LIKE]


def _aides(cells: Sequence[TextSpan]) -> list[TextSpan]:
    """The cells that are an aide's post."""
    return [cell for cell in cells if len(cell.tokens) <= POST_WORDS and _AIDE.match(cell.text)]


def _with_marks(cells: Sequence[TextSpan], pages: Sequence[PageReading]) -> Iterator[tuple[Box, Mark]]:
    """The boxes of cells, each with every mark seen on its page."""
    for number, page in enumerate(pages, 1):
        yield from product(_boxes(cells, number), page.seen_marks)


def _boxes(cells: Sequence[TextSpan], page: int) -> list[Box]:
    return [cell.box for cell in cells if cell.page == page and cell.box]


def _is_at(name: Box, others: Sequence[Box], mark: Box) -> bool:
    """Whether ink lies over a name, or below its top and over no other."""
    is_below = _is_beside(name, mark) and name[1] <= mark[1] < name[3] + BELOW
    return _is_over(name, mark) or (is_below and not any(_is_over(other, mark) for other in others))


def _is_signed_by(
    own: Sequence[Box], others: Sequence[Box], cells: Sequence[Box], ink: Sequence[Box]
) -> bool:
    """Whether some of a page's ink stands at one of the own names, or behind it in a list: there no other
    name counts that is a signature which an engine read as letters."""
    clear = [name for name in others if not any(lies_in(name, mark) for mark in ink)]
    return any(
        _is_at(name, others, mark) or _is_in_list(name, cells, clear, mark) for mark in ink for name in own
    )


def _is_in_list(name: Box, cells: Sequence[Box], others: Sequence[Box], mark: Box) -> bool:
    """Whether ink stands behind a name of a list, and nothing in it is nearer to the ink in height."""
    listed = [cell for cell in cells if abs(cell[0] - name[0]) < IN_LIST]
    is_others = any(_is_over(other, mark) and other[2] > mark[0] for other in others)
    if len(listed) <= LISTED or is_others or mark[0] < name[2]:
        return False
    apart = {cell: abs(cell[1] + cell[3] - mark[1] - mark[3]) / 2 for cell in (name, *listed)}
    return apart[name] == min(apart.values()) and apart[name] < BELOW


def _is_over(name: Box, mark: Box) -> bool:
    return _is_beside(name, mark) and mark[1] < name[1] < mark[3] + ABOVE


def _is_beside(name: Box, mark: Box) -> bool:
    return max(name[0], mark[0]) - min(name[2], mark[2]) < BESIDE
