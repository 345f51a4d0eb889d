"""What a sheet says of its place in a letter: its number, that another one follows, that the letter ends."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from rapidfuzz.fuzz import partial_ratio

from extractors.case.letter_date import BIRTH
from extractors.case.letter_head import LETTER_NUMBER
from extractors.case.not_letters import LETTERS_END, PROSE_WORDS
from extractors.fields.cues import alternatives, anywhere, cue
from extractors.fields.indonesian import ROMANS
from extractors.text.first_person import tells_of_himself
from extractors.text.key_values import dated_place
from extractors.text.koperasi import koperasi_in
from extractors.text.legibility import plain_text, squeezed, squeezed_text
from extractors.text.letter_sections import ADDRESSEE
from extractors.text.names import bare_letters
from extractors.text.rows import rows_of
from extractors.text.signing_by_hand import downwards, is_signed_page
from models.koperasi_name import split_koperasi
from models.page import Line, PageReading

_GOES_ON: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (cue("grouping.decree_next", lead=r"^\W*", is_cased=True), anywhere("grouping.decree", is_cased=True)),
    (anywhere("grouping.deed_next", is_cased=True), anywhere("grouping.deed", is_cased=True)),
)
"""What a further page of an institution's paper begins with, and what the page before it then has: a decree
goes on with what it decides, a deed with its chapters."""
TOP_LETTERS = 4
"""Letters of a page's first row of text; with fewer it is an emblem's noise or the page's number."""
HEADING_ROWS = 3
"""Rows from there in which a chapter of a deed begins: a heading may stand over it."""
_SIGNED_END = re.compile(rf"(?m)(?<!dengan )(?:{alternatives('grouping.signed_end')})")
"""What ends a letter that has no closing words; parties named in its sentences do not, nor does a salutation
that goes on ('Dengan hormat kami mengadukan')."""
CLOSING = anywhere("grouping.closes", is_cased=True)
_SIGNING = re.compile(rf"(?m)^\W*(?:{alternatives('grouping.over_signature')})|tembusan")
"""What stands over a signature."""
_SQUEEZED_SIGNING = re.compile(rf"(?m)^(?:{alternatives('grouping.squeezed_signing')})")
CLOSING_ROWS = 3
"""Rows over which a closing sentence goes at most."""
SIGNED_WORDS = 3
"""Words below the closing formula at least; with fewer the signature has gone to the next page."""
NUMBERED = re.compile(r"(?m)^\W*\d{1,2}[.)]")
_SHEET = r"(?i)\W*(?:hal(?:aman)?\W{0,3}|lembar\W{0,3})?([1-9])"
_COUNT = re.compile(rf"{_SHEET}\s*(?:/|dari)\s*([1-9])\W*$")
"""A sheet's number and how many there are, alone on the first or last row."""
_NUMBER = re.compile(rf"{_SHEET}\s*(?:(?:/|dari)\s*[1-9])?\W*$")
"""A sheet's number alone, or with how many there are."""
_BEGINS = re.compile(r"(?i)\W*(?:hal(?:aman)?|lembar)\W{0,3}([2-9])\b")
"""A sheet's number at the head of a row."""
_RUNNING = re.compile(r"(?i)(?=\W*[^\W\d])(?:\S+ ){1,7}(?:hal(?:aman)?|lembar)\W{0,3}([2-9])\W*$")
"""A sheet's running head: what its letter is called, and the sheet's number (Surat Pengaduan - hal. 2)."""
_HEADING = re.compile(r"\W{0,2}([A-Z]|[IVX]{2,4}|\d{1,2})[.)]\s*[^\W\d]")
"""A heading or item of a list that is counted by letters, figures or Roman numerals."""
_GOES_OVER = cue("grouping.goes_over")
"""What the foot of a sheet says of the next one."""
_CATCHWORD = re.compile(r"\W*(\w+(?:\s\w+)?)\s*(?:\.\s?){2,}\W*$")
"""The first words of the next sheet, set below the last row of one: 'Karena ...'."""
EDGE_ROWS = 3
"""Rows at a sheet's foot in which its number stands, a footer's line beside it."""
AMID_WORDS = 7
"""Words of a first row that begins small, from which it goes on with a sentence of the sheet before it. Of
1,361 typed letters by tune voices none begins so whose writer begins sentences large."""
_BEGINS_LARGE = re.compile(r"[a-z][.!?]\s+[A-Z]")
SAME = 75.0
"""Likeness from which two names, NIKs or telephones are one that was read twice: three of a NIK's digits
misread leave 81, of a name's letters about 80; of two persons of one village NIKs reach 69."""
SHORT_WORDS = 40
"""On a page with fewer words neither its kind nor its handwriting can be recognised."""


def numbers_on(page: PageReading) -> set[int]:
    """The numbers that a sheet bears, alone on a row at its head or foot."""
    return _numbers(_NUMBER, _edges(page))


def below_running_head(page: PageReading, number: int) -> list[Line] | None:
    """The lines of a sheet below the letter's running head with that number; None without one."""
    top = downwards(page)[:1]
    is_headed = number in _numbers(_RUNNING, top)
    return [line for line in page.lines if line not in top] if is_headed else None


def _is_headed(page: PageReading, number: int) -> bool:
    """Whether a sheet begins with that number, whatever follows on the row (Lembar 2 - Surat tanggal ...)."""
    return number in _numbers(_BEGINS, downwards(page)[:1])


def _numbers(shape: re.Pattern[str], rows: Sequence[Line]) -> set[int]:
    return {int(hit[1]) for row in rows if (hit := shape.match(row.text))}


def goes_over(pages: Sequence[PageReading]) -> bool:
    """Whether the last of these sheets says at its foot that another one follows."""
    feet = downwards(pages[-1])[-EDGE_ROWS:]
    is_said = any(_GOES_OVER.search(row.text) for row in feet)
    return is_said or any(len(pages) == number < of for number, of in _counts(feet))


def is_called(last: PageReading, page: PageReading) -> bool:
    """Whether a sheet begins with the catchword at the foot of the one before it ('Karena ...')."""
    feet, top = (row.text for row in downwards(last)[-EDGE_ROWS:]), _top(_texts(page)).lower()
    calls = (hit[1].lower() for row in feet if (hit := _CATCHWORD.match(row)))
    return any(re.match(rf"\W*{re.escape(word)}\b", top) for word in calls)


def is_prose(page: PageReading) -> bool:
    """Whether somebody writes of himself on a page in running text that he does not sign: a middle sheet."""
    rows = _texts(page)
    is_running = any(len(row.split()) >= PROSE_WORDS for row in rows) and not NUMBERED.match(_top(rows))
    return is_running and tells_of_himself(page.lines) and not is_signed_page(page)


def _texts(page: PageReading) -> list[str]:
    """The page's rows from top to bottom."""
    return [row.text for row in downwards(page)]


def goes_on(last: PageReading, page: PageReading) -> bool:
    """Whether a page begins in the midst of the decree or deed that the page before it belongs to."""
    rows = [row for row in (line.text.lower() for line in downwards(page)) if _is_text(row)][:HEADING_ROWS]
    before = plain_text(last.lines)
    return any(any(map(begin.search, rows)) and paper.search(before) for begin, paper in _GOES_ON)


def may_be_another(pages: Sequence[PageReading], number: int) -> bool:
    """Whether a letter's sheet (counted from 1) may be another paper with a title unread: the sheet before
    it leaves off, it does not go on with its sentence, and nothing on it ends a letter."""
    before, page = pages[max(0, number - 2)], pages[number - 1]
    is_begun = number == 1 or has_ended(before) or is_amid(before, page)
    is_begun = is_begun or (goes_over(pages[: number - 1]) and _is_headed(page, number))
    return not is_begun and not LETTERS_END.search(plain_text(page.lines))


def lacks_sheet(pages: Sequence[PageReading]) -> bool:
    """Whether a sheet of a letter is not there: one counts more of them ("3/3" on the second), one leaves off
    within its sentence and the next begins with the closing words, the first begins within a sentence, or the
    last one is another letter's: two bear place and day of other days, or it has other number or koperasi."""
    rows = [row for page in pages for row in (*downwards(page)[:1], *downwards(page)[-1:])]
    is_more = any(len(pages) < of and number <= of for number, of in _counts(rows))
    days = [found for page in pages if (found := frozenset(_days(page)))] if len(pages) > 1 else []
    is_of_two = any(one.isdisjoint(other) for one, other in pairwise(days))
    is_of_two = is_of_two or any(_is_anothers(pages[:at], pages[at]) for at in range(1, len(pages)))
    return (
        is_more or is_of_two or _begins_amid(pages[0]) or any(_leaves_off(*pair) for pair in pairwise(pages))
    )


def _days(page: PageReading) -> Iterator[date]:
    """The days that stand behind a place with nothing else beside them, but for births."""
    cells = (cell for row in rows_of((page,)) if not BIRTH.search(row.text) for cell in row.cells)
    yield from filter(None, map(dated_place, cells))


def _is_anothers(before: Sequence[PageReading], page: PageReading) -> bool:
    """Whether a sheet is another letter's than the ones before it: its head gives the number of another one,
    or a koperasi is named below its closing words, and the sheets before name only others."""
    text = "".join(squeezed_text(one.lines) for one in before)
    rows = rows_of((page,))
    numbers = (hit[0] for row in rows[:HEADING_ROWS] if (hit := LETTER_NUMBER.search(row.text)))
    if any(partial_ratio(squeezed(number), text) < SAME for number in numbers):
        return True
    closing = max((at for at, row in enumerate(rows) if CLOSING.search(row.text.lower())), default=len(rows))
    own = [split_koperasi(name.text).core for row in rows[closing + 1 :] for name in koperasi_in(row.span)]
    is_one_named = any(True for row in rows_of(before) for _ in koperasi_in(row.span))
    return is_one_named and any(partial_ratio(squeezed(core), text) < SAME for core in own)


def _begins_amid(page: PageReading) -> bool:
    """Whether a page in print begins within a sentence."""
    rows = _texts(page)
    top = _top(rows)
    is_amid = top[:1].islower() and len(top.split()) >= AMID_WORDS and not ADDRESSEE.match(top)
    return is_amid and not page.is_handwritten and bool(_BEGINS_LARGE.search(" ".join(rows)))


def _top(rows: Sequence[str]) -> str:
    """The first row that is more than a page's number and an emblem's noise."""
    return next(filter(_is_text, rows), "")


def _is_text(row: str) -> bool:
    return sum(map(str.isalpha, row)) >= TOP_LETTERS


def _leaves_off(last: PageReading, page: PageReading) -> bool:
    end, top = _seam(last, page)
    is_open = end.rstrip()[-1:].isalpha() and len(end.split()) > SIGNED_WORDS
    closing = CLOSING.search(top.lower())
    return is_open and closing is not None and closing.start() <= 1


def _seam(last: PageReading, page: PageReading) -> tuple[str, str]:
    """The last row of a sheet and the first of the next of its file; nothing where there is none."""
    if page.file != last.file or not (last.lines and page.lines):
        return "", ""
    return downwards(last)[-1].text, downwards(page)[0].text


def is_amid(last: PageReading, page: PageReading) -> bool:
    """Whether the last row of a sheet leaves its sentence open, and the next of its file goes on with it or
    with what it counts."""
    end, top = _seam(last, page)
    top = top.lstrip()
    is_open = not end.rstrip().endswith((".", "!", ")")) and len(end.split()) > SIGNED_WORDS
    return is_open and (top[:1].islower() or bool(NUMBERED.match(top)))


def counts_on(last: PageReading, page: PageReading) -> bool:
    """Whether a sheet begins with the heading after the last one of the sheet before (C. behind B., whatever
    stands counted below B.), or both are counted as sheets of one paper (1 dari 2, 2 dari 2)."""
    counts, next_counts = (_counts(_edges(one)) for one in (last, page))
    if any((number + 1, of) in next_counts for number, of in counts):
        return True
    before = [hit[1] for line in downwards(last) if (hit := _HEADING.match(line.text))]
    first = _HEADING.match(_top(_texts(page)))
    if first is None:
        return False
    alike = [count for count in before if count.isdigit() == first[1].isdigit()]
    return bool(alike) and first[1] in _next_counts(alike[-1])


def _edges(page: PageReading) -> list[Line]:
    """The rows of a sheet's head and foot in which its number stands."""
    rows = downwards(page)
    return [*rows[:1], *rows[-EDGE_ROWS:]]


def _counts(rows: Iterable[Line]) -> set[tuple[int, int]]:
    """What these rows say of a sheet's number and of how many there are."""
    found = (_COUNT.match(row.text) for row in rows)
    return {(int(hit[1]), int(hit[2])) for hit in found if hit}


def _next_counts(count: str) -> Iterator[str]:
    """What comes after it: V. is a letter or a numeral."""
    if count.isdigit():
        yield str(int(count) + 1)
    elif len(count) == 1:
        yield chr(ord(count) + 1)
    if count in ROMANS[:-1]:
        yield ROMANS[ROMANS.index(count) + 1]


def _sentence_end(texts: Sequence[str], start: int) -> int:
    """The row in which the closing sentence ends."""
    rows = range(start, min(len(texts), start + CLOSING_ROWS))
    return next((row for row in rows if texts[row].rstrip().endswith((".", "!"))), start)


def is_signing(text: str) -> bool:
    """Whether words over a signature stand there."""
    squeezed = "\n".join(map(bare_letters, text.splitlines()))
    return bool(_SIGNING.search(text) or _SQUEEZED_SIGNING.search(squeezed))


def is_short(page: PageReading) -> bool:
    return len(plain_text(page.lines).split()) < SHORT_WORDS


def has_ended(page: PageReading) -> bool:
    """Whether a letter's page shows its closing words in its lower half, or above a signature's words, and
    some words below; one by hand its signature too (who writes by hand thanks and greets anywhere)."""
    if page.is_handwritten and not is_signed_page(page):
        return False
    texts = _texts(page)
    lower = len(texts) // 2
    closings = [i for i, text in enumerate(texts) if CLOSING.search(text.lower())]
    spots = [_sentence_end(texts, i) + 1 for i in closings]
    ends = [end for at, end in zip(closings, spots, strict=True) if at >= lower or _is_signed_at(texts, end)]
    if not ends:
        return bool(_SIGNED_END.search("\n".join(texts[lower:]).lower()))
    below = [text for text in texts[ends[-1] :] if not text[:1].islower()]
    return len(" ".join(below).split()) >= SIGNED_WORDS


def _is_signed_at(texts: Sequence[str], at: int) -> bool:
    """Whether one of the rows from there stands over a signature; a date may come first."""
    rows = (text.lower() for text in texts[at : at + CLOSING_ROWS])
    return any(is_signing(row) and len(row.split()) <= SIGNED_WORDS for row in rows)
