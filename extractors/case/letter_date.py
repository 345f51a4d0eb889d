"""When and where a letter was written: beside the head, among the signatures, behind a label."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from extractors.case.numbers_by_hand import broken_dates
from extractors.fields.candidate import Candidate, text_candidate
from extractors.fields.cues import cue
from extractors.fields.indonesian import ROMANS, find_dates
from extractors.fields.place_name import is_no_place
from extractors.fields.span import TextSpan
from extractors.text.legal_number import LEGAL
from extractors.text.letter_sections import ADDRESSEE, LetterSections
from models.similarity import edit_distance

_PLACE = re.compile(
    r"([A-Z][A-Za-z'’.]+(?:[ -][A-Z][A-Za-z'’]+){0,3})\W{0,3}\s*(?:(?:pada )?(?:tanggal|tgl\.?)\s*)?$"
)
_PLACE_FIRST = re.compile(r"^\W*(?:(?:[Tt]anggal|[Tt]gl)\W+)?([A-Z][A-Za-z'’]+(?: [A-Z][A-Za-z'’]+)?)\s*,")
"""A place before two dates: 'Jombang, 21 Rabiul Akhir 1448 H / 3 Oktober 2026 M'."""
_PLACE_LABEL = re.compile(r"^\W*(?:[Tt]empat|TEMPAT)\s*[:=]\s*([A-Z][A-Za-z'’]+(?: [A-Z][A-Za-z'’]+)?)\W*$")
_PRINTED = re.compile(r"\W*\d{1,2}/\d{1,2}/\d{2,4},?\s+\d{1,2}[.:]\d{2}\b")
"""What a browser prints over a message: when it was printed, not when it was written."""
BIRTH = re.compile(r"(?i)\blahir\b|^\W*T\W?T\W?L\b")
"""A row with the place and day of a birth."""
_COLON_IN_DAY = re.compile(r"^[1lI|i](?=[0-3]\d\W)")
"""A colon that was read as a figure of the day: '131 Agustus 2026'."""
_RECEIVED = cue("letter_date.received")
"""An office's words of receipt: what is dated behind or below them is when it got the letter."""
_EMPTIED = cue("letter_date.emptied")
"""What it notes on a slip from its complaint box: the day on which the box was opened, also where nobody is
written to (of four such slips none has it for its own)."""
_BEHIND_PLACE = re.compile(r"[A-Z][A-Za-z'’.]+,\W*(?i:(?:tanggal|tgl)\W*)?$")
_TEENS = re.compile(r"1\d\b")
OTHERS_DATED = ("perihal", "lampiran")
"""Labels in whose value stands the date of another paper or day."""
LEAST_COLONS = 2
"""Values that begin with a colon in a list whose other values do, too."""
LINE_WORDS = 6
"""Words of a line with a date of its own; a longer one says what happened."""
_NUMBER_MONTH = re.compile(r"/\s?([IVX]{1,6}|1{1,3})\s?/\s?(?:(1[34]\d\d)|(?:20)?\d\d)$")
"""A month before the year that ends a letter's number, and the year where it is one of the Hijri calendar."""
_NUMBER_YEAR = re.compile(r"(?<!\d)(20\d\d)$")
DIFFERING = 0.2
"""Agreement of two engines that read different dates."""


def date_and_place(letter: LetterSections) -> tuple[Candidate | None, Candidate | None]:
    """(tanggal, tempat): in the head, else among the signatures, else behind a label, else on a line of its
    own, be it the day of receipt."""
    spans = (range(letter.body), range(letter.closing, letter.end), range(letter.end, len(letter.rows)))
    for span in spans:
        hits = [hit for hit in _dates(letter, span) if hit[0].value]
        with_place = [hit for hit in hits if hit[1] is not None]
        if with_place or hits:
            day, spot = (with_place or hits)[0]
            return day, spot or _labelled_place(letter)
    for pair in letter.pairs_of("tanggal"):
        dated = pair.value if find_dates(pair.value.text) else pair.value.behind(_COLON_IN_DAY)
        for value, start, end in find_dates(dated.text):
            source = "date.label" if dated == pair.value else "date.corrected"
            if not _is_another(letter, pair.row, where := dated.slice(start, end)):
                return _date_found(letter, value, where, source), None
    lines = [index for index, row in enumerate(letter.rows) if len(row.span.tokens) <= LINE_WORDS]
    found = _own_or_noted(letter, lines)
    return next((hit for hit in found if hit[0].value), None) or next(iter(found), (None, None))


def _labelled_place(letter: LetterSections) -> Candidate | None:
    """The place behind its own label, above the text next to a row with a date."""
    head = letter.rows[: letter.body]
    for at, row in enumerate(head):
        match = _PLACE_LABEL.match(row.text)
        near = " ".join(other.text for other in head[max(0, at - 1) : at + 2])
        if match and not is_no_place(match[1]) and next(iter(find_dates(near)), None):
            return text_candidate(row.span.slice(*match.span(1)), source="place.before_date")
    return None


def dates(letter: LetterSections) -> tuple[Candidate, ...]:
    """Every date that stands in the letter, row by row; without a value where it is another paper's. The
    day on which a note was taken is its date where there is no other."""
    return tuple(day for day, _ in _own_or_noted(letter, range(len(letter.rows))))


def _own_or_noted(letter: LetterSections, places: Sequence[int]) -> list[tuple[Candidate, Candidate | None]]:
    """The dates in these rows; where none is the letter's own, with the day on which a note was taken, never
    surely: on what somebody put into the box it is the counter's stamp."""
    found = list(_dates(letter, places))
    if any(day.value for day, _ in found) or not _is_note(letter):
        return found
    noted = _dates(letter, places, is_note=True)
    return [(replace(day, is_doubtful=True), spot) for day, spot in noted]


def is_of_other_month(number: str, day: date | None) -> bool:
    """Whether the month in a letter's number (a Roman numeral, or strokes of one read as figures) is not that
    of its date: of 1,799 letters of the corpus three are numbered so, and a lost stroke makes another month.
    Or the year, of which it is so in none of 2,356.
    A number without a month may have it behind a stroke for its slash (TDWIVI/2026 of June).
    A year of the Hijri calendar has other months; strokes read as figures are doubtful beside it, too."""
    found = _NUMBER_MONTH.search(number)
    if day is None:
        return False
    if (year := _NUMBER_YEAR.search(number)) and int(year[1]) != day.year:
        return True
    if found is None:
        return re.search(rf"\w{{2}}[I1l]{ROMANS[day.month - 1]}/\d{{2,4}}$", number) is not None
    if found[2]:
        return found[1].isdigit()
    month = int(found[1]) if found[1].isdigit() else ROMANS.index(found[1]) + 1 if found[1] in ROMANS else 0
    return month != day.month


def numbered_by_date(number: str, day: date) -> str:
    """The letter's number with its date's month, where that is what was read but for a stroke or sign: the
    strokes of a numeral get lost on poor paper, a month's name does not. Of 3,019 letters of the corpus two
    are numbered a month apart so."""
    found = _NUMBER_MONTH.search(number)
    month = ROMANS[day.month - 1]
    if found is None or found[2] or not is_of_other_month(number, day):
        return number
    if edit_distance(found[1].replace("1", "I"), month) != 1:
        return number
    return number[: found.start(1)] + month + number[found.end(1) :]


def _is_note(letter: LetterSections) -> bool:
    """Whether it is written to nobody, as what an office notes of a call or prints of a message: of 13 of its
    days of receipt (voices 355 to 402, 545 to 560) all are the letter's date; of two slips from the
    complaint box none."""
    return not any(ADDRESSEE.search(cell.text) for row in letter.rows for cell in row.cells)


def _dates(
    letter: LetterSections, places: Iterable[int], *, is_note: bool = False
) -> Iterator[tuple[Candidate, Candidate | None]]:
    rows = letter.rows
    for index in places:
        row = rows[index]
        if LEGAL.search(row.text) or BIRTH.search(row.text) or _PRINTED.match(row.text):
            continue
        for value, where in broken_dates(rows[max(0, index - 2) : index], row):
            yield _date_found(letter, value, where, "date.alone"), None
        for cell in (*row.cells, row.span) if len(row.cells) > 1 else row.cells:
            for value, start, end in find_dates(cell.text):
                where = cell.slice(start, end)
                if _is_another(letter, index, where, is_note=is_note):
                    yield Candidate(None, where, "unread"), None
                    continue
                lead = _PLACE.search(cell.text[:start])
                spot = None
                if lead is None or is_no_place(lead[1]):
                    lead = _PLACE_FIRST.match(cell.text[:start])
                if lead and not is_no_place(lead[1]):
                    spot = text_candidate(cell.slice(*lead.span(1)), source="place.before_date")
                yield _date_found(letter, value, where, "date.with_place" if spot else "date.alone"), spot


def _is_another(letter: LetterSections, index: int, where: TextSpan, *, is_note: bool = False) -> bool:
    """Whether a date in this row is of receipt or of the box's opening, or of another paper in the value of
    another label; behind a place and its comma it is the letter's own."""
    row, before = letter.rows[index], letter.rows[index - 1].cells if index else ()
    left = " ".join(token.text for token in row.span.tokens if token.x0 < where.x0)
    lead = left[max((end for _, _, end in find_dates(left)), default=0) :]
    received = max((hit.end() for hit in _RECEIVED.finditer(lead)), default=0)
    if _BEHIND_PLACE.search(lead[received:]):
        return False
    own = next((cell for cell in row.cells if where.tokens[0] in cell.tokens), where)
    short = (cell for cell in before if len(cell.tokens) <= LINE_WORDS)
    above = [cell.text for cell in short if cell.x0 < own.x1 and own.x0 < cell.x1]
    others = (one.box[:2] for pair in letter.pairs if pair.key in OTHERS_DATED for one in pair.value.tokens)
    is_receipt = received > 0 or any(map(_RECEIVED.search, above))
    is_box = any(map(_EMPTIED.search, (lead, *above)))
    return (is_receipt and not is_note) or is_box or where.tokens[0].box[:2] in others


def _date_found(letter: LetterSections, value: date, where: TextSpan, source: str) -> Candidate:
    """The date; where the other engine read its line as another one, that one, and a doubt: it is better at
    figures."""
    is_odd = _may_hold_colon(letter, where)
    second = [found for line in where.lines for found, _, _ in find_dates(line.sure_second or "")]
    if not second:
        return Candidate(value.isoformat(), where, source, is_doubtful=is_odd)
    sure, read = (1.0, value) if value in second else (DIFFERING, second[0])
    return Candidate(read.isoformat(), where, source, sure, is_doubtful=is_odd)


def _may_hold_colon(letter: LetterSections, where: TextSpan) -> bool:
    """Whether the first figure of a date may be its label's colon, where the values above and below begin
    with one: `12 Oktober` of `: 2 Oktober`."""
    if not _TEENS.match(where.text):
        return False
    values = [cell for row in letter.rows for cell in row.cells[1:]]
    has_colons = sum(cell.text.startswith(":") for cell in values) >= LEAST_COLONS
    return has_colons and any(cell.tokens[:1] == where.tokens[:1] for cell in values)
