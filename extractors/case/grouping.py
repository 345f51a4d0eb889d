"""Pages gathered to documents: second pages, attachments, blanks, papers scanned twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from extractors.case.not_letters import START, lists_signers, paper_title, what_it_is
from extractors.case.sheets import (
    CLOSING,
    EDGE_ROWS,
    NUMBERED,
    SAME,
    below_running_head,
    counts_on,
    goes_on,
    goes_over,
    has_ended,
    is_amid,
    is_called,
    is_prose,
    is_short,
    is_signing,
    numbers_on,
)
from extractors.fields.cues import alternatives, anywhere
from extractors.text.first_person import tells_of_himself
from extractors.text.legibility import plain_text, squeezed
from extractors.text.names import bare_letters, clean_name, looks_like_name
from extractors.text.signing_by_hand import downwards, is_signed_page
from models.case import Channel
from models.document import Kind
from models.page import PageReading

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
SURELY = 0.99
"""Share of a sheet's kind from which it is no sheet of a letter that only looks so."""
_END = anywhere("grouping.ends", is_cased=True)
TAIL_WORDS = 15
"""A following page with fewer words is the tail of the letter: the last names of its list."""
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
    numbers, number = numbers_on(page), len(first.pages) + 1
    is_begun = START.search(plain_text(page.lines)[:_HEAD_LETTERS]) is not None
    if is_begun or numbers - {number} or has_ended(first.pages[-1]):
        return False
    is_next = goes_over(first.pages) and number in numbers
    return is_next or is_called(first.pages[-1], page) or _is_signed_by_writer(first, page)


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
    is_more = group.kind is Kind.IDENTITAS_LEMBAGA and goes_on(group.pages[-1], page)
    if not (is_more or _is_next_sheet(group, page)) or not _may_follow(group, page, kind):
        return False
    groups[index] = PageGroup(group.kind, (*group.pages, page), group.doubles)
    return True


def _is_next_sheet(group: PageGroup, page: PageReading) -> bool:
    """Whether a page is the sheet that a letter says to follow; or comes behind a paper's in its file, or is
    a letter's end, and is written as it is."""
    last = group.pages[-1]
    is_said = goes_over(group.pages) or counts_on(last, page)
    is_of_letter = group.kind in LETTERS and (_ends_letter(page) or is_said)
    is_next = page.file == last.file or is_of_letter
    return is_next and (is_said or is_short(page) or page.is_handwritten == last.is_handwritten)


def _begins_letter(group: PageGroup, page: PageReading) -> bool:
    """Whether a paper in which no letter was seen is the first sheet of this one: it says that it goes on."""
    is_open = group.kind is Kind.LAMPIRAN and page.file == group.pages[-1].file and goes_over(group.pages)
    return is_open and not START.search(plain_text(page.lines)[:_HEAD_LETTERS])


def _ends_letter(page: PageReading) -> bool:
    """Whether a sheet scanned to a file of its own shows a letter's closing words, or little but the words
    over a signature."""
    text = plain_text(page.lines)
    return page.number == 1 and bool(CLOSING.search(text) or (is_short(page) and is_signing(text)))


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
    number = len(group.pages) + 1
    headed = below_running_head(page, number) if kind in LETTERS else None
    text = plain_text(page.lines if headed is None else headed)
    own, *copied = _COPIES.split(text, maxsplit=1)
    head = "".join([own, *(_COPIED_TO.sub("", part) for part in copied)])[:_HEAD_LETTERS]
    if group.kind is Kind.IDENTITAS_LEMBAGA and kind not in LETTERS and goes_on(group.pages[-1], page):
        return True
    is_end = CLOSING.search(text) and is_signing(text)
    is_other_paper = kind not in LETTERS and bool(_PAPER_START.search(head)) and not is_end
    if group.kind in LETTERS:
        is_institutions = _is_institutions(page) and not is_end
        is_other_paper = is_other_paper or is_institutions or paper_title(page) is not None
    if START.search(head) or is_other_paper:
        return False
    if group.kind in LETTERS and len(text.split()) < TAIL_WORDS and NUMBERED.search(text):
        return True
    if group.kind in LETTERS:
        last = group.pages[-1]
        is_open = last.is_handwritten and not is_signed_page(last)
        is_foot = is_short(page) and (is_signing(text) or bool(page.seen_marks) or is_open)
        is_tail = is_foot or lists_signers(page) or _is_signed_by_writer(group, page)
        is_said = goes_over(group.pages)
        is_next = is_said or number in numbers_on(page) or headed is not None
        is_next = is_next or is_amid(last, page) or counts_on(last, page) or is_called(last, page)
        is_letter = kind in LETTERS or is_tail or is_next or bool(_END.search(text)) or is_prose(page)
        return is_letter and (is_said or not has_ended(last))
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
