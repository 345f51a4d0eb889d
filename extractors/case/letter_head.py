"""The head of a letter: number, place and date, perihal, addressee."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.indonesian import normalised_romans
from extractors.fields.labels import is_label, label_at
from extractors.fields.lexicon import regency_pattern
from extractors.fields.office_names import OWN, office_pattern
from extractors.fields.span import TextSpan, join
from extractors.text.courtesy import OFFICE_WORD, addressed
from extractors.text.key_values import SAME_COLUMN
from extractors.text.legal_number import LEGAL
from extractors.text.letter_sections import ADDRESSEE, SALUTATION, LetterSections
from extractors.text.rows import Row

_PLACES = regency_pattern()
_PLACE_END = re.compile(rf"(?i)\bdi\W*(?:tempat|{_PLACES})?\W*$")
_PLACE_ALONE = re.compile(rf"(?i)\W*(?:di\b\W*)?(?:tempat|{_PLACES})?\W*")
LETTER_NUMBER = re.compile(
    r"(?<![\w/])(?:[0-9OIl]{1,4}"
    r"|[A-Z]{1,3}[.-]?\d{1,4})(?:[./-]\d{1,3})?\s?/\s?[A-Za-z0-9.\-"
    r" /]{2,40}?/\s?(?:[IVXl1]{1,5}\s?/\s?)?(?:19|20)\d\d\b"
)
_NUMBER_AFTER_LABEL = re.compile(
    r"(?i)\bNo(?:mor)?\b\.?\s*:?\s*(\d{1,4}[\w.-]*\s?/\s?[^\s,;]{2,40}?/\s?(?:\d{4}|\d\d))(?![\w/])"
)
"""'No. 19/KK-TRM/X/26': the label makes sure of a year in two figures."""
_NUMBER_ALONE = re.compile(r"(?=.*\d)[A-Za-z0-9.&'’-]+(?:\s?/\s?[A-Za-z0-9.&'’-]+){2,}$")
"""A cell that is nothing else, however its year is written: '02/KKTP/Kel/I-26'."""
_DATE_ALONE = re.compile(r"[\d\s/.-]+$")
_PART = r"[A-Za-z0-9.\-]+"
_WELL_FORMED = re.compile(
    rf"^{_PART}(?:\s?/\s?{_PART}(?: {_PART})*)*\s?/\s?(?:[IVX]{{1,4}}|\d{{1,2}}"
    r"|[A-Z][A-Za-z.-]{1,20})\s?/\s?(?:19|20)\d\d$"
)
"""A blank has one way to be read: with two, slashes between blanks took time without end."""
_SECOND_LABEL = re.compile(r"^[^/]*?[:;]\s*")
NUMERAL = 0.8
"""Agreement of readings that differ in a numeral's strokes: RapidOCR keeps them apart."""
_IS_NUMBER = re.compile(r"\d\w*\W+\w|\w\W+\d|(?=\w*\d)\w{3,}")
"""One or two figures or letters are a dash misread: letters without a number have one there."""
_TO_LEAD = re.compile(
    r"(?i)^\W*(?:(?:ditujukan )?(?:kepa(?!la)[a-z]{2}|kpd)\b\W*|untuk\s*:\s*)?"
    r"(?:(?:y[a-z]?[tl]?h|jth)\b\W*|th\b\W*|[yj]ang (?:kami |saya )?(?:ter)?hormati?\b\W*)?(?:kepada\b\W*)?"
)
_TO_END = cue("letter_head.to_end", lead=r"^\W*", tail=r"")
_TO_PLACE = re.compile(
    rf"\s*[,.;:–—-]*\s*\b(?:di\b|di(?=[A-Z])|(?i:d[.l1]?i(?=\s*(?:{_PLACES}|tempat))))"
    rf"\s*[-–—:.]*\s*(?:tempat|t e m p a t|(?i:{_PLACES}|tempat)|[A-Z][A-Za-z ]{{2,24}})?\W*$"
)
_STREET = cue("letter_head.street", lead=r"^\W*")
_HEAD_LABEL = cue("letter_head.head_label", lead=r"^\W*", tail=r"\b(?:\W{0,2}:|\.\s)")
_SENTENCE = cue("letter_head.sentence", lead=r"^\W*")
"""What begins the letter's text."""
_ATTENTION = r"(?i)[\s,(]+(?:c[./]?\s?[qg]|u\.?\s?p)[.:]?\s+"
_THROUGH = re.compile(rf"{_ATTENTION}(?=(?:{alternatives('letter_head.through')})\b)")
"""'c.q. Bidang Kelembagaan': who is to deal with it. Of twelve writers seven count it to the addressee, five
do not: a person decides."""
_OWN_OFFICE = rf"\b(?:dinas|{OWN})"
_OTHER_HEAD = cue(
    "letter_head.other_head", lead=rf"^\W*(?:(?:{alternatives('letter_head.before_head')})\b\W*)*"
)
_LEAD_INSIDE = re.compile(r"(?i)\b(?:kepada|[yj]th)\b")
_FIRST_OF_SEVERAL, _SECOND = re.compile(r"^\W*1[.)]\s*"), re.compile(r"^\W*2[.)]\s")
"""Letters to several offices number them."""
_SPACED = re.compile(r"^(?:[A-Z]\s){3,}[A-Z]\W*$")
_BELOW_IT = (_TO_END, _SENTENCE, SALUTATION, _SPACED, _STREET, _HEAD_LABEL, _SECOND)
"""With what a row begins that is no more of the addressee above it."""
MAX_ADDRESSEE_ROWS, MOST_WORDS = 7, 9
"""Rows of an addressee, and words of one of them behind the first: longer ones are the letter's own."""
STEP, SPACED_OUT = 3.6, 1.6
"""Word heights, and times the step before, beyond which the next line belongs to another part of the
letter."""
HANGS = 0.006
"""Page widths by which lines of one value may begin apart."""
WRAPPED, SHORT_LINE = 2.2, 4
"""Word heights down to a subject's second line at most, and its words."""
HUNG_LEAD = 8.0
"""Word heights that a 'Yth.' may stand left of the 'Kepada' above it."""
_OFFICE_HEAD = rf"\W*(?:untuk\s*:\s*)?(?:(?:{group('sapaan_kepala')})\s+)?(?:kepala )?(?:dinas|{OWN})"
_OFFICE = re.compile(
    rf"(?i)\W*(?:(?:{group('sapaan_kepala')})\s+)?(?:{alternatives('letter_head.office_lead')})\b"
)
BESIDE_LEAD = 0.12
"""Page widths between a 'Yth.' in a column of its own and the addressee."""
SET_APART = 12
"""Words of an addressee that stands on a line of its own among the letter's sentences."""
_TITLE = re.compile(rf"\W*(?:surat )?(?:{alternatives('letter_head.paper')})\b", re.I)
_PAPERS_NAME = re.compile(
    rf"(?i)\W*surat\W+(?:{alternatives('letter_head.paper')})"
    rf"(?:\W+(?:{alternatives('letter_head.paper_more')}))*\W*$"
)
_LOST_COLON = re.compile(r"^(?:\W*\s|\W*\d{1,2}\s*\.(?=[A-Z]))")
"""A dash or dot that a subject's colon was read as."""
NEAR_ROWS = 4
"""Rows within which the next one of a column comes, beside others."""
MIN_TITLE = 13
"""Letters of a title."""
BARE = "addressee.bare"
"""Source of an addressee without a 'Kepada' or 'Yth.' before it."""
LABELLED = {True: "number.formed", False: "number.unformed"}
UNLABELLED = {True: "number.formed_unlabelled", False: "number.unformed_unlabelled"}
"""Sources of a number behind its label and of one without, by whether it has a number's form."""


_FIRST_ZERO = re.compile(r"^O(?=\d)")
"""Figures of a number do not begin with a letter."""


def letter_number(letter: LetterSections) -> Candidate | None:
    """Nomor surat: its label in the head, else a number in the usual form above the body."""
    for pair in letter.pairs_of("nomor", 0, letter.body):
        is_legal = LEGAL.search(pair.label.text + pair.value.text)
        if pair.has_colon and not is_legal and _IS_NUMBER.search(pair.value.text):
            return _number_found(_first_row(pair.value), LABELLED)
    for row in letter.rows[: letter.body]:
        hit = row.span.search(_NUMBER_AFTER_LABEL, 1) or row.span.search(LETTER_NUMBER)
        if hit and not LEGAL.search(row.text) and not _DATE_ALONE.match(hit.text):
            return _number_found(hit, UNLABELLED)
    below_kop = (row for row in letter.rows[letter.kop_end : letter.body] if not LEGAL.search(row.text))
    cells = (cell for row in below_kop for cell in row.cells)
    alone = (cell for cell in cells if _NUMBER_ALONE.match(cell.text) and not _DATE_ALONE.match(cell.text))
    return next((_number_found(cell, UNLABELLED) for cell in alone), None)


def _number_found(where: TextSpan, sources: Mapping[bool, str]) -> Candidate | None:
    """The better formed of both engines' readings; equal readings are surest. `sources`: of a number that is
    formed, and of one that is not."""
    own = _FIRST_ZERO.sub("0", normalised_romans(tidy(where.text)))
    seconds = [line.sure_second for line in where.lines if line.sure_second]
    second = normalised_romans(tidy(_SECOND_LABEL.sub("", seconds[0]))) if seconds else None
    is_numeral = second is not None and _strokes(second) == _strokes(own) and _is_formed(second)
    value = second if second and (is_numeral or (_is_formed(second) and not _is_formed(own))) else own
    found = text_candidate(where, value, sources[_is_formed(value)])
    if found is None or second is None:
        return found
    is_same = _squeezed(second) == _squeezed(own)
    return replace(found, agreement=1.0 if is_same else NUMERAL if is_numeral else 0.5)


def _strokes(text: str) -> str:
    """What is left when a numeral's strokes count once: XII, XI1 and XI look alike to tesseract."""
    return re.sub(r"[I1l|!]+", "I", _squeezed(text))


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).upper()


def _is_formed(text: str) -> bool:
    return bool(_WELL_FORMED.match(text))


def _first_row(value: TextSpan) -> TextSpan:
    """A number never wraps: the words on the first word's line."""
    first = value.tokens[0]
    return TextSpan(tuple(t for t in value.tokens if abs(t.middle - first.middle) < first.height))


def subject(letter: LetterSections) -> Candidate | None:
    """Perihal: its label anywhere above the body, else below, else a title in capitals."""
    above = letter.pairs_of("perihal", 0, letter.body)
    below = (*letter.pairs_of("perihal", letter.body), *letter.pairs_of("judul"))
    for pair in (*reversed(above), *below):
        if pair.value and pair.has_colon:
            return text_candidate(pair.value.behind(_LOST_COLON), source="subject.label")
    return _title(letter)


def goes_on(value: Sequence[TextSpan], letter: LetterSections) -> bool:
    """Whether a subject behind its label may be cut: on the row below its last one begins a cell just where
    it hangs, or below its label where the first word would not have had room behind it. `value`: the words of
    each of its rows. Of 421 subjects of five looked-at sets eleven are so, and four of these are cut."""
    first, last = value[0], value[-1]
    at = next(number for number, row in enumerate(letter.rows) if last.tokens[0] in row.span.tokens)
    lead = next(row for row in letter.rows if first.tokens[0] in row.span.tokens)
    right = max(row.span.x1 for row in letter.rows)
    below = letter.rows[at + 1 : min(at + 2, letter.closing)]
    cells = [c for row in below for c in row.cells if c.page == first.page and not _is_labelled(row, c)]
    hang = lead.span.x0 < first.x0 - HANGS and any(abs(cell.x0 - first.x0) < HANGS for cell in cells)
    return hang or any(_is_wrapped(lead.span, last, cell, right) for cell in cells)


def _is_labelled(row: Row, cell: TextSpan) -> bool:
    return label_at(row.text) is not None or label_at(cell.text) is not None


def _is_wrapped(lead: TextSpan, last: TextSpan, below: TextSpan, right: float) -> bool:
    """Whether a short line in step begins below the label, whose first word had no room behind the last one
    (`right`: the letter's margin)."""
    word = below.tokens[0]
    is_full = last.x1 + last.height + word.x1 - word.x0 > right
    is_next = abs(below.x0 - lead.x0) < HANGS and 0 < below.middle - last.middle < WRAPPED * last.height
    is_other = is_addressees(below.text) or any(end.match(below.text) for end in _BELOW_IT)
    return is_full and is_next and len(below.tokens) <= SHORT_LINE and not is_other


def continued(last: TextSpan, letter: LetterSections) -> tuple[str, str]:
    """What stands behind a value's last word in its cell, and in its column on the row below it. `last`: the
    words of its last row."""
    behind, below = ends_of(last, letter)
    return behind.text, below.text


def ends_of(last: TextSpan, letter: LetterSections) -> tuple[TextSpan, TextSpan]:
    """The same as spans, empty where nothing stands there."""
    end = last.tokens[-1]
    at, row = next((at, row) for at, row in enumerate(letter.rows) if end in row.span.tokens)
    cell = next(cell for cell in row.cells if end in cell.tokens)
    behind = TextSpan(cell.tokens[cell.tokens.index(end) + 1 :])
    below = [found for row in letter.rows[at + 1 : at + NEAR_ROWS] if (found := _below(cell, row))]
    near = [one for one in below if 0 < one.middle - last.middle < STEP * last.height]
    return behind, near[0] if near else TextSpan(())


def is_addressees(text: str) -> bool:
    """Whether words beside a head's labels belong to the addressee: 'Yth. Kepala ...', 'di JOMBANG'."""
    return ADDRESSEE.match(text) is not None or _PLACE_ALONE.fullmatch(text) is not None


def _title(letter: LetterSections) -> Candidate | None:
    """A line that begins with the word for request or complaint, set apart above the body; in capitals it may
    stand above the kop's end."""
    for index, row in enumerate(letter.rows[: letter.body]):
        match = _TITLE.match(row.text)
        if not match or len(row.text) < MIN_TITLE or (0 < index < letter.kop_end and not row.text.isupper()):
            continue
        is_papers = _PAPERS_NAME.match(row.text)
        return None if is_papers else text_candidate(row.span, source="subject.title")
    return None


def addressee(letter: LetterSections) -> Candidate | None:
    """Tujuan: from 'Kepada Yth.' to 'di ...', without either."""
    for index, row in enumerate(letter.rows[: letter.body]):
        for cell in row.cells:
            match = ADDRESSEE.search(cell.text)
            if match and match.start() < 12 and "@" not in cell.text:
                found = _addressee_from(letter, index, cell)
                return found if found and not label_at(str(found.value)) else _bare_addressee(letter)
    return _bare_addressee(letter)


def other_addressee(letter: LetterSections) -> Candidate | None:
    """The head of a body, below the letterhead and above the text, without a 'Kepada' or 'Yth.': of 677
    letters to the office none has such a line."""
    for index, row in enumerate(letter.rows[letter.kop_end : letter.body], letter.kop_end):
        for cell in row.cells:
            if _OTHER_HEAD.match(cell.text):
                return _addressee_from(letter, index, cell)
    return None


def is_through(whole: str, part: str) -> bool:
    """Whether a part of an addressee is only who is to deal with it: it stands behind a 'c.q.'."""
    before = whole.upper().partition(part.upper())[0]
    return before != whole.upper() and re.search(rf"{_ATTENTION}$", before) is not None


def _bare_addressee(letter: LetterSections) -> Candidate | None:
    """The office's head without the 'Yth.' over it, which a note or a stamp hid."""
    for index, row in enumerate(letter.rows[: letter.closing]):
        is_alone = index < letter.body or len(row.text.split()) <= SET_APART
        for cell in row.cells:
            if is_alone and office_pattern(_OFFICE_HEAD).match(cell.text):
                found = _addressee_from(letter, index, cell)
                return found.sourced(BARE) if found else None
    return None


def _addressee_from(letter: LetterSections, index: int, cell: TextSpan) -> Candidate | None:
    beside = [other for other in letter.rows[index].cells if other.x0 > cell.x1]
    is_lead = not cell.behind(_TO_LEAD)
    if is_lead and beside and beside[0].x0 - cell.x1 < BESIDE_LEAD and _OFFICE.match(beside[0].text):
        cell = beside[0]
    parts = [cell.behind(_TO_LEAD)]
    last, step = cell, STEP * cell.height
    for row in letter.rows[index + 1 : min(index + MAX_ADDRESSEE_ROWS, letter.body)]:
        below = _below(cell, row)
        if below is None:
            continue
        text = below.text
        gap = below.middle - last.middle
        if gap > step:
            break
        last, step = below, min(step, max(STEP * below.height, SPACED_OUT * gap))
        is_end = any(end.match(text) for end in _BELOW_IT) or len(text.split()) > MOST_WORDS
        is_said = f" {parts[-1].text.rstrip(' ,.')}".endswith(f" {text.strip(' ,.')}")
        if is_end or is_said or is_label(text):
            break
        parts.append(below.behind(_TO_LEAD))
        if _PLACE_END.search(text):
            break
    where = addressed(join(parts).behind(_FIRST_OF_SEVERAL))
    through = _THROUGH.search(where.text)
    is_through = through is not None and office_pattern(_OWN_OFFICE).search(where.text[: through.start()])
    cut = _TO_PLACE.search(where.text)
    kept = where.slice(0, cut.start()) if cut and cut.start() > 10 else where
    is_office = office_pattern(OFFICE_WORD).search(kept.text) and not _LEAD_INSIDE.search(kept.text)
    source = "addressee" if is_office else "addressee.no_office"
    source = "addressee.through" if is_through else source
    return text_candidate(kept, tidy(kept.text).removesuffix(","), source)


def _below(cell: TextSpan, row: Row) -> TextSpan | None:
    """The cell of `row` that stands in the addressee's column."""
    height = max(cell.height, 1e-4)
    left = HUNG_LEAD if row.text.lower().lstrip().startswith(("yth", "jth")) else SAME_COLUMN * 1.5
    lettered = [c for c in row.cells if any(map(str.isalpha, c.text))]
    near = [c for c in lettered if -left < (c.x0 - cell.x0) / height < 9]
    return near[0] if near else None
