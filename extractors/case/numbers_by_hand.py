"""Numbers by hand: dates in words that go on in the next line, dates of figures alone, and figures that were
not surely read (11 loses a stroke, a 4 in two strokes reads as 41, and any day is a day)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from extractors.fields.candidate import Candidate
from extractors.fields.indonesian import find_dates
from extractors.fields.span import TextSpan, join
from extractors.text.letter_sections import LetterSections
from extractors.text.rows import Row
from models.field import Field, lies_in
from models.field_spec import FieldType, of_type

DATES, PHONES, NIKS = of_type(FieldType.DATE), of_type(FieldType.PHONE), of_type(FieldType.NIK)
SURE_FIGURES = 0.85
"""Confidence of a number's least sure word of figures below which one by hand is shown
(docs/recogniser.md)."""
_FIGURES_ALONE = re.compile(
    r"(?i)(?:^\W*|,\s*|\bt(?:gl|anggal)\W+)(\d(?:[ ./-]{0,3}\d){4,7})(?=\W*$| pkl\b| jam\b)"
)
MOBILE, MOBILE_FIGURES = "08", 12
"""How a mobile number begins, and how many figures 93 % of those by the tune voices have: by hand one with
another count has rather lost or doubled a stroke."""
YEARS = range(2010, 2040)
"""What a year of two figures or four may be where figures stand alone: fewer than LETTER_YEARS, or an amount
('101000') were a date."""


def broken_dates(above: Sequence[Row], below: Row) -> Iterator[tuple[date, TextSpan]]:
    """Dates in words that are broken over lines: 'sepuluh Agustus dua', 'ribu dua puluh enam'."""
    head = join(row.span for row in above)
    both = join([head, below.span])
    for value, start, end in find_dates(both.text):
        if start < len(head.text) < end and both.text[start].isalpha():
            yield value, both.slice(start, end)


def squeezed_date(letter: LetterSections) -> Candidate | None:
    """A date of figures alone in head or ending, at a line's start or behind a place, whose signs were left
    out or not read ('171026', '6 5 2026', '23-626'): never surely."""
    for row in (*letter.rows[: letter.body], *letter.rows[letter.closing :]):
        match = _FIGURES_ALONE.search(row.text)
        if match and (day := day_of_figures(match[1])):
            return Candidate(
                day.isoformat(), row.span.slice(*match.span(1)), "date.squeezed", is_doubtful=True
            )
    return None


def day_of_figures(text: str) -> date | None:
    """The one day, month and year that figures mean in this order, whatever signs between them are missing;
    None where they mean none or several."""
    figures = re.sub(r"\D", "", text)
    parted = {len(re.sub(r"\D", "", text[: gap.start()])) for gap in re.finditer(r"\D+", text)}
    found: set[date] = set()
    for day, month in ((1, 1), (1, 2), (2, 1), (2, 2)):
        year = figures[day + month :]
        if len(year) in (2, 4) and parted <= {day, day + month}:
            found |= _valid(year, figures[day : day + month], figures[:day])
    return found.pop() if len(found) == 1 else None


def _valid(year: str, month: str, day: str) -> set[date]:
    whole = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return {date(whole, int(month), int(day))} if whole in YEARS else set()
    except ValueError:
        return set()


def is_doubtful_by_hand(name: str, field: Field, letter: LetterSections) -> bool:
    """Whether a date's or telephone's figures are not surely read, a telephone has one more or less than
    usual, or a date is another one than its words say as they stand ('"-8-2026')."""
    value = str(field.value)
    is_odd = name in PHONES and value.startswith(MOBILE) and len(value) != MOBILE_FIGURES
    told = [day.isoformat() for day, _, _ in find_dates(field.raw or "")]
    is_odd |= name in DATES and value not in told
    return is_odd or (name in DATES | PHONES | NIKS and _least_sure(field, letter) < SURE_FIGURES)


def _least_sure(field: Field, letter: LetterSections) -> float:
    """Confidence of the least sure of the words of figures that a field was read from, of all its words where
    it has no figures."""
    words = [token for row in letter.rows for token in row.span.tokens if token.page == (field.page or 1)]
    own = [word for word in words if field.box and lies_in(word.box, field.box)]
    figures = [word for word in own if any(char.isdigit() for char in word.text)]
    return min((word.confidence for word in figures or own), default=1.0)
