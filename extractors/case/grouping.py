"""Pages gathered to documents: second pages, attachments, blanks, papers scanned twice."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rapidfuzz.fuzz import partial_ratio, ratio

from extractors.case.letter_date import BIRTH
from extractors.case.letter_head import LETTER_NUMBER
from extractors.case.not_letters import (
    LETTERS_END,
    PROSE_WORDS,
    START,
    lists_signers,
    paper_title,
    what_it_is,
)
from extractors.fields.cues import alternatives, anywhere, cue
from extractors.fields.indonesian import ROMANS
from extractors.text.first_person import tells_of_himself
from extractors.text.key_values import dated_place
from extractors.text.koperasi import koperasi_in
from extractors.text.legibility import plain_text, squeezed, squeezed_text
from extractors.text.names import bare_letters, clean_name, looks_like_name
from extractors.text.rows import rows_of
from extractors.text.signing_by_hand import downwards, is_signed_page
from models.case import Channel
from models.document import Kind
from models.koperasi_name import split_koperasi
from models.page import Line, PageReading

LETTERS = (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN)
JOINED = (*LETTERS, Kind.IDENTITAS_LEMBAGA)
"""Kinds whose following pages belong to the document before them."""
BOX_PRIOR = 0.18
"""How far the other complaint channels tip a letter that could be either."""
COUNTER_PRIOR = 0.25
"""How far the counter and e-mail tip a typed one: there a request is handed in (case-contract.md). Of 132
requests by others five lay closer to a complaint than that (.16 at most), of 26 complaints that came so in
the tune split none (.60 at least)."""
_REQUEST_CHANNELS = frozenset({Channel.LOKET, Channel.EMAIL})
COMPLAINT_CHANNELS = frozenset({Channel.KOTAK_ADUAN, Channel.SP4N_LAPOR, Channel.MEDIA_SOSIAL})
TWICE = 88.0
"""Likeness (0..100) above which two pages are one paper scanned twice; OCR of the same page gives 95."""
SAME = 75.0
"""Likeness from which two names, NIKs or telephones are one that was read twice: three of a NIK's digits
misread leave 81, of a name's letters about 80; of two persons of one village NIKs reach 69."""
READ, LONG_NUMBER, _MARKS = 0.6, 5, " .,:;()'\"-"
"""Confidence of a word that is no stamp's noise; figures of a number that is somebody's."""
MIN_TWICE_TEXT = 150
_COPIES = re.compile(rf"(?m){alternatives('grouping.copies')}")
_COPIED_TO = anywhere("grouping.copied_to", is_cased=True)
"""Over whom a letter is copied to, and how they are greeted: as an addressee, where no paper begins."""
_PAPER_START = anywhere("grouping.paper_start", is_cased=True)
"""The same of other papers; a letter's second page has such words in its sentences."""
WORD = 4
"""Letters of words that tell one writer's page from another's."""
_GOES_ON: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (cue("grouping.decree_next", lead=r"^\W*", is_cased=True), anywhere("grouping.decree", is_cased=True)),
    (anywhere("grouping.deed_next", is_cased=True), anywhere("grouping.deed", is_cased=True)),
)
"""What a further page of an institution's paper begins with, and what the page before it then has: a decree
goes on with what it decides, a deed with its chapters."""
SURELY = 0.99
"""Share of a sheet's kind from which it is no sheet of a letter that only looks so."""
TOP_LETTERS = 4
"""Letters of a page's first row of text; with fewer it is an emblem's noise or the page's number."""
HEADING_ROWS = 3
"""Rows from there in which a chapter of a deed begins: a heading may stand over it."""
_END = anywhere("grouping.ends", is_cased=True)
_SIGNED_END = re.compile(rf"(?m)(?<!dengan )(?:{alternatives('grouping.signed_end')})")
"""What ends a letter that has no closing words; parties named in its sentences do not, nor does a salutation
that goes on ('Dengan hormat kami mengadukan')."""
_CLOSING = anywhere("grouping.closes", is_cased=True)
_SIGNING = re.compile(rf"(?m)^\W*(?:{alternatives('grouping.over_signature')})|tembusan")
"""What stands over a signature."""
_SQUEEZED_SIGNING = re.compile(rf"(?m)^(?:{alternatives('grouping.squeezed_signing')})")
CLOSING_ROWS = 3
"""Rows over which a closing sentence goes at most."""
SIGNED_WORDS = 3
"""Words below the closing formula at least; with fewer the signature has gone to the next page."""
_NUMBERED = re.compile(r"(?m)^\W*\d{1,2}[.)]")
_SHEET = r"(?i)\W*(?:hal(?:aman)?\W{0,3}|lembar\W{0,3})?([1-9])"
_COUNT = re.compile(rf"{_SHEET}\s*(?:/|dari)\s*([1-9])\W*$")
"""A sheet's number and how many there are, alone on the first or last row."""
_NUMBER = re.compile(rf"{_SHEET}\s*(?:(?:/|dari)\s*[1-9])?\W*$")
"""A sheet's number alone, or with how many there are."""
_BEGINS = re.compile(r"(?i)\W*(?:hal(?:aman)?|lembar)\W{0,3}([2-9])\b")
"""A sheet's number at the head of a row."""
_HEADING = re.compile(r"\W{0,2}([A-Z]|[IVX]{2,4}|\d{1,2})[.)]\s*[^\W\d]")
"""A heading or item of a list that is counted by letters, figures or Roman numerals."""
_GOES_OVER = cue("grouping.goes_over")
"""What the foot of a sheet says of the next one."""
_CATCHWORD = re.compile(r"\W*(\w+(?:\s\w+)?)\s*(?:\.\s?){2,}\W*$")
"""The first words of the next sheet, set below the last row of one: 'Karena ...'."""
MOST_SHEETS = 10
"""A letter has fewer: sheets are counted with one figure."""
EDGE_ROWS = 3
"""Rows at a sheet's foot in which its number stands, a footer's line beside it."""
AMID_WORDS = 7
"""Words of a first row that begins small, from which it goes on with a sentence of the sheet before it. Of
1,361 typed letters by tune voices none begins so whose writer begins sentences large."""
_BEGINS_LARGE = re.compile(r"[a-z][.!?]\s+[A-Z]")
TAIL_WORDS = 15
"""A following page with fewer words is the tail of the letter: the last names of its list."""
SHORT_WORDS = 40
"""On a page with fewer words neither its kind nor its handwriting can be recognised."""
_HEAD_LETTERS = 450
"""Letters at a page's top in which the beginning of a paper shows."""


@dataclass(frozen=True)
class PageGroup:
    """The pages of one document, in order. `doubles`: pages that repeat one of them (not read again).
    `is_guess`: a letter only because the case has no other (letter_guess)."""

    kind: Kind
    pages: tuple[PageReading, ...]
    doubles: tuple[PageReading, ...] = ()
    is_guess: bool = False


def group_pages(pages: Sequence[PageReading], channel: Channel | None = None) -> tuple[PageGroup, ...]:
    """Documents other than cards, in the order of their first pages; each page is in one at least."""
    groups: list[PageGroup] = []
    for page in pages:
        kind = paper_kind(page, channel)
        if kind is None:
            continue
        if page.is_kind_said:
            _put_as_said(page, kind, groups)
        elif not _is_double(page, kind, groups) and not _continues(page, kind, groups):
            groups.append(PageGroup(kind, (page,)))
    return tuple(_with_sheets_in_order(groups))


def _with_sheets_in_order(groups: Sequence[PageGroup]) -> list[PageGroup]:
    """The groups, each sheet that was scanned before the letter which it ends put behind it."""
    ordered: list[PageGroup] = []
    left = list(groups)
    while left:
        tail = left.pop(0)
        first = next((one for one in left if _is_ended_by(one, tail)), None)
        if first is None:
            ordered.append(tail)
        else:
            left.remove(first)
            pages, doubles = (*first.pages, *tail.pages), (*first.doubles, *tail.doubles)
            ordered.append(PageGroup(first.kind, pages, doubles))
    return ordered


def _is_ended_by(first: PageGroup, tail: PageGroup) -> bool:
    """Whether a letter that has not ended goes on with a sheet that has no beginning: the catchword at its
    foot says so, the sheet bears the next number where it says that one follows, or its writer signs it."""
    if first.kind not in LETTERS or tail.kind not in LETTERS or len(tail.pages) > 1:
        return False
    (page,) = tail.pages
    number = len(first.pages) + 1
    is_begun = START.search(plain_text(page.lines)[:_HEAD_LETTERS]) is not None
    is_other = any(_is_numbered(page, other) for other in range(1, MOST_SHEETS) if other != number)
    if is_begun or is_other or _has_ended(first.pages[-1]):
        return False
    is_next = _goes_over(first.pages) and _is_numbered(page, number)
    return is_next or _is_called(first.pages[-1], page) or _is_signed_by_writer(first, page)


def _put_as_said(page: PageReading, kind: Kind, groups: list[PageGroup]) -> None:
    """A page whose kind a person said: it joins the letter of that kind, or is a document of its own."""
    for index, group in enumerate(groups):
        if kind in LETTERS and group.kind is kind:
            groups[index] = PageGroup(kind, (*group.pages, page), group.doubles)
            return
    groups.append(PageGroup(kind, (page,)))


def paper_kind(page: PageReading, channel: Channel | None = None) -> Kind | None:
    """The page's kind apart from the cards on it; None when it carries only cards.

    Deeds and decrees are not written by hand: where somebody writes by hand of himself their words stand in a
    letter (who asks how a koperasi is founded asks for the notary), of a kind that is decided later.
    """
    scores = {kind: score for kind, score in page.kinds if kind is not Kind.KTP}
    if not scores:
        return None
    if page.is_kind_said:
        return next(iter(scores))
    if channel is Channel.KOTAK_ADUAN:
        scores.pop(Kind.SURAT_PERMOHONAN, None)  # a letter from the box is a complaint (case-contract.md)
    elif channel in COMPLAINT_CHANNELS and Kind.SURAT_PENGADUAN in scores:
        scores[Kind.SURAT_PENGADUAN] += BOX_PRIOR
    elif channel in _REQUEST_CHANNELS and Kind.SURAT_PERMOHONAN in scores and not page.is_handwritten:
        scores[Kind.SURAT_PERMOHONAN] += COUNTER_PRIOR
    best = max(scores, key=lambda kind: scores[kind])
    if best in LETTERS and what_it_is(page):
        return Kind.LAMPIRAN
    is_of_himself = page.is_handwritten and tells_of_himself(page.lines)
    return Kind.SURAT_PENGADUAN if best is Kind.IDENTITAS_LEMBAGA and is_of_himself else best


def _is_double(page: PageReading, kind: Kind, groups: list[PageGroup]) -> bool:
    """A page that repeats an earlier one joins its document without being read again."""
    text = plain_text(page.lines)
    if kind not in JOINED or len(text) < MIN_TWICE_TEXT:
        return False
    for index, group in enumerate(groups):
        for at, other in enumerate(group.pages if group.kind in JOINED else ()):
            if ratio(text, plain_text(other.lines)) > TWICE and not _is_others(page, other):
                groups[index] = _with_double(group, at, page)
                return True
    return False


def _with_double(group: PageGroup, at: int, page: PageReading) -> PageGroup:
    """The copy that is signed is read, whichever was scanned first."""
    other = group.pages[at]
    if is_signed_page(other) or not is_signed_page(page):
        return PageGroup(group.kind, group.pages, (*group.doubles, page))
    pages = (*group.pages[:at], page, *group.pages[at + 1 :])
    return PageGroup(group.kind, pages, (*group.doubles, other))


def _is_others(page: PageReading, other: PageReading) -> bool:
    """Whether two pages of nearly the same words are letters of two persons, who filled in one text: each has
    a name or a number that the other has not, and that is no misreading of one of its."""
    return _has_other(page, other) and _has_other(other, page)


def _has_other(page: PageReading, other: PageReading) -> bool:
    known = [word.text.upper() for line in other.lines for word in line.words]
    whole = squeezed("".join(known))
    return any(
        squeezed(own) not in whole and all(ratio(own, one) < SAME for one in known)
        for own in _telling_words(page)
    )


def _telling_words(page: PageReading) -> Iterator[str]:
    """Words with a capital and numbers, as far as they were read, in capitals."""
    for word in (word for line in page.lines for word in line.words if word.confidence >= READ):
        letters, figures = (sum(map(is_one, word.text)) for is_one in (str.isalpha, str.isdigit))
        if figures >= LONG_NUMBER or (letters >= WORD and word.text.lstrip(_MARKS)[:1].isupper()):
            yield word.text.strip(_MARKS).upper()


def _continues(page: PageReading, kind: Kind, groups: list[PageGroup]) -> bool:
    """A page without a beginning of its own goes on with the paper before it, if that has not ended."""
    if groups and kind in LETTERS and _begins_letter(groups[-1], page):
        groups[-1] = PageGroup(kind, (*groups[-1].pages, page))
        return True
    index = _last_paper(groups)
    if kind is Kind.KOSONG or index is None:
        return False
    group = groups[index]
    is_more = group.kind is Kind.IDENTITAS_LEMBAGA and _goes_on(group.pages[-1], page)
    if not (is_more or _is_next_sheet(group, page)) or not _may_follow(group, page, kind):
        return False
    groups[index] = PageGroup(group.kind, (*group.pages, page), group.doubles)
    return True


def _is_next_sheet(group: PageGroup, page: PageReading) -> bool:
    """Whether a page is the sheet that a letter says to follow; or comes behind a paper's in its file, or is
    a letter's end, and is written as it is."""
    last = group.pages[-1]
    is_said = _goes_over(group.pages) or _counts_on(last, page)
    is_of_letter = group.kind in LETTERS and (_ends_letter(page) or is_said)
    is_next = page.file == last.file or is_of_letter
    return is_next and (is_said or _is_short(page) or page.is_handwritten == last.is_handwritten)


def _begins_letter(group: PageGroup, page: PageReading) -> bool:
    """Whether a paper in which no letter was seen is the first sheet of this one: it says that it goes on."""
    is_open = group.kind is Kind.LAMPIRAN and page.file == group.pages[-1].file and _goes_over(group.pages)
    return is_open and not START.search(plain_text(page.lines)[:_HEAD_LETTERS])


def _ends_letter(page: PageReading) -> bool:
    """Whether a sheet scanned to a file of its own shows a letter's closing words, or little but the words
    over a signature."""
    text = plain_text(page.lines)
    return page.number == 1 and bool(_CLOSING.search(text) or (_is_short(page) and _is_signing(text)))


def _last_paper(groups: Sequence[PageGroup]) -> int | None:
    """The paper before this page; what stands on backs (nothing, or scrap that is crossed out) between does
    not part it."""
    for index in range(len(groups) - 1, -1, -1):
        if groups[index].kind in JOINED:
            return index
        if groups[index].kind is not Kind.KOSONG and not all(page.is_voided for page in groups[index].pages):
            return None
    return None


def _may_follow(group: PageGroup, page: PageReading, kind: Kind) -> bool:
    text = plain_text(page.lines)
    own, *copied = _COPIES.split(text, maxsplit=1)
    head = "".join([own, *(_COPIED_TO.sub("", part) for part in copied)])[:_HEAD_LETTERS]
    if group.kind is Kind.IDENTITAS_LEMBAGA and kind not in LETTERS and _goes_on(group.pages[-1], page):
        return True
    is_end = _CLOSING.search(text) and _is_signing(text)
    is_other_paper = kind not in LETTERS and bool(_PAPER_START.search(head)) and not is_end
    if group.kind in LETTERS:
        is_institutions = _is_institutions(page) and not is_end
        is_other_paper = is_other_paper or is_institutions or paper_title(page) is not None
    if START.search(head) or is_other_paper:
        return False
    if group.kind in LETTERS and len(text.split()) < TAIL_WORDS and _NUMBERED.search(text):
        return True
    if group.kind in LETTERS:
        last = group.pages[-1]
        is_open = last.is_handwritten and not is_signed_page(last)
        is_foot = _is_short(page) and (_is_signing(text) or bool(page.seen_marks) or is_open)
        is_tail = is_foot or lists_signers(page) or _is_signed_by_writer(group, page)
        is_said = _goes_over(group.pages)
        is_next = is_said or _is_numbered(page, len(group.pages) + 1)
        is_next = is_next or _is_amid(last, page) or _counts_on(last, page) or _is_called(last, page)
        is_letter = kind in LETTERS or is_tail or is_next or bool(_END.search(text)) or _is_prose(page)
        return is_letter and (is_said or not _has_ended(last))
    return kind is Kind.IDENTITAS_LEMBAGA


def _is_institutions(page: PageReading) -> bool:
    """Whether a sheet is surely a koperasi's paper, by its looks and words: a card with an NPWP is short, and
    no letter's foot."""
    kind, share = page.kinds[0] if page.kinds else (Kind.KOSONG, 0.0)
    return kind is Kind.IDENTITAS_LEMBAGA and share >= SURELY


def _is_signed_by_writer(group: PageGroup, page: PageReading) -> bool:
    """Whether a sheet with a signature ends with a name that the sheets before it have."""
    before = "".join(bare_letters(line.text) for one in group.pages for line in one.lines)
    feet = [row.text for row in downwards(page)[-EDGE_ROWS:] if looks_like_name(row.text)]
    is_known = any(len(name.split()) > 1 and bare_letters(clean_name(name)) in before for name in feet)
    return is_known and is_signed_page(page)


def _is_numbered(page: PageReading, number: int) -> bool:
    """Whether a sheet bears that number, alone on a row at its head or foot."""
    return _bears(number, _NUMBER, _edges(page))


def _is_headed(page: PageReading, number: int) -> bool:
    """Whether a sheet begins with that number, whatever follows on the row (Lembar 2 - Surat tanggal ...)."""
    return _bears(number, _BEGINS, downwards(page)[:1])


def _bears(number: int, shape: re.Pattern[str], rows: Sequence[Line]) -> bool:
    found = (shape.match(row.text) for row in rows)
    return any(hit is not None and int(hit[1]) == number for hit in found)


def _goes_over(pages: Sequence[PageReading]) -> bool:
    """Whether the last of these sheets says at its foot that another one follows."""
    feet = downwards(pages[-1])[-EDGE_ROWS:]
    is_said = any(_GOES_OVER.search(row.text) for row in feet)
    return is_said or any(len(pages) == number < of for number, of in _counts(feet))


def _is_called(last: PageReading, page: PageReading) -> bool:
    """Whether a sheet begins with the catchword at the foot of the one before it ('Karena ...')."""
    feet, top = (row.text for row in downwards(last)[-EDGE_ROWS:]), _top(_texts(page)).lower()
    calls = (hit[1].lower() for row in feet if (hit := _CATCHWORD.match(row)))
    return any(re.match(rf"\W*{re.escape(word)}\b", top) for word in calls)


def _is_prose(page: PageReading) -> bool:
    """Whether somebody writes of himself on a page in running text that he does not sign: a middle sheet."""
    rows = _texts(page)
    is_running = any(len(row.split()) >= PROSE_WORDS for row in rows) and not _NUMBERED.match(_top(rows))
    return is_running and tells_of_himself(page.lines) and not is_signed_page(page)


def _texts(page: PageReading) -> list[str]:
    """The page's rows from top to bottom."""
    return [row.text for row in downwards(page)]


def _goes_on(last: PageReading, page: PageReading) -> bool:
    """Whether a page begins in the midst of the decree or deed that the page before it belongs to."""
    rows = [row for row in (line.text.lower() for line in downwards(page)) if _is_text(row)][:HEADING_ROWS]
    before = plain_text(last.lines)
    return any(any(map(begin.search, rows)) and paper.search(before) for begin, paper in _GOES_ON)


def may_be_another(pages: Sequence[PageReading], number: int) -> bool:
    """Whether a letter's sheet (counted from 1) may be another paper with a title unread: the sheet before
    it leaves off, it does not go on with its sentence, and nothing on it ends a letter."""
    before, page = pages[max(0, number - 2)], pages[number - 1]
    is_begun = number == 1 or _has_ended(before) or _is_amid(before, page)
    is_begun = is_begun or (_goes_over(pages[: number - 1]) and _is_headed(page, number))
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
    closing = max((at for at, row in enumerate(rows) if _CLOSING.search(row.text.lower())), default=len(rows))
    own = [split_koperasi(name.text).core for row in rows[closing + 1 :] for name in koperasi_in(row.span)]
    is_one_named = any(True for row in rows_of(before) for _ in koperasi_in(row.span))
    return is_one_named and any(partial_ratio(squeezed(core), text) < SAME for core in own)


def _begins_amid(page: PageReading) -> bool:
    """Whether a page in print begins within a sentence."""
    rows = _texts(page)
    top = _top(rows)
    is_amid = top[:1].islower() and len(top.split()) >= AMID_WORDS
    return is_amid and not page.is_handwritten and bool(_BEGINS_LARGE.search(" ".join(rows)))


def _top(rows: Sequence[str]) -> str:
    """The first row that is more than a page's number and an emblem's noise."""
    return next(filter(_is_text, rows), "")


def _is_text(row: str) -> bool:
    return sum(map(str.isalpha, row)) >= TOP_LETTERS


def _leaves_off(last: PageReading, page: PageReading) -> bool:
    end, top = _seam(last, page)
    is_open = end.rstrip()[-1:].isalpha() and len(end.split()) > SIGNED_WORDS
    closing = _CLOSING.search(top.lower())
    return is_open and closing is not None and closing.start() <= 1


def _seam(last: PageReading, page: PageReading) -> tuple[str, str]:
    """The last row of a sheet and the first of the next of its file; nothing where there is none."""
    if page.file != last.file or not (last.lines and page.lines):
        return "", ""
    return downwards(last)[-1].text, downwards(page)[0].text


def _is_amid(last: PageReading, page: PageReading) -> bool:
    """Whether the last row of a sheet leaves its sentence open, and the next of its file goes on with it or
    with what it counts."""
    end, top = _seam(last, page)
    top = top.lstrip()
    is_open = not end.rstrip().endswith((".", "!", ")")) and len(end.split()) > SIGNED_WORDS
    return is_open and (top[:1].islower() or bool(_NUMBERED.match(top)))


def _counts_on(last: PageReading, page: PageReading) -> bool:
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


def _is_signing(text: str) -> bool:
    """Whether words over a signature stand there."""
    squeezed = "\n".join(map(bare_letters, text.splitlines()))
    return bool(_SIGNING.search(text) or _SQUEEZED_SIGNING.search(squeezed))


def _is_short(page: PageReading) -> bool:
    return len(plain_text(page.lines).split()) < SHORT_WORDS


def _has_ended(page: PageReading) -> bool:
    """Whether a letter's page shows its closing words in its lower half, or above a signature's words, and
    some words below; one by hand its signature too (who writes by hand thanks and greets anywhere)."""
    if page.is_handwritten and not is_signed_page(page):
        return False
    texts = _texts(page)
    lower = len(texts) // 2
    closings = [i for i, text in enumerate(texts) if _CLOSING.search(text.lower())]
    spots = [_sentence_end(texts, i) + 1 for i in closings]
    ends = [end for at, end in zip(closings, spots, strict=True) if at >= lower or _is_signed_at(texts, end)]
    if not ends:
        return bool(_SIGNED_END.search("\n".join(texts[lower:]).lower()))
    below = [text for text in texts[ends[-1] :] if not text[:1].islower()]
    return len(" ".join(below).split()) >= SIGNED_WORDS


def _is_signed_at(texts: Sequence[str], at: int) -> bool:
    """Whether one of the rows from there stands over a signature; a date may come first."""
    rows = (text.lower() for text in texts[at : at + CLOSING_ROWS])
    return any(_is_signing(row) and len(row.split()) <= SIGNED_WORDS for row in rows)
