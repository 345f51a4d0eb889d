"""Numbers by hand: dates in words that go on in the next line, and figures that were not surely read (11
loses a stroke, a 4 in two strokes reads as 41, and any day is a day)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from extractors.fields.indonesian import find_dates
from extractors.fields.span import TextSpan, join
from extractors.text.letter_sections import LetterSections
from extractors.text.rows import Row
from models.field import Field, lies_in
from models.field_spec import FieldType, of_type

NUMBERS = of_type(FieldType.DATE, FieldType.PHONE)
SURE_FIGURES = 0.85
"""Confidence of a number's least sure word of figures below which one by hand is shown
(docs/recogniser.md)."""


def broken_dates(above: Sequence[Row], below: Row) -> Iterator[tuple[date, TextSpan]]:
    """Dates in words that are broken over lines: 'sepuluh Agustus dua', 'ribu dua puluh enam'."""
    head = join(row.span for row in above)
    both = join([head, below.span])
    for value, start, end in find_dates(both.text):
        if start < len(head.text) < end and both.text[start].isalpha():
            yield value, both.slice(start, end)


def numbers_by_hand(fields: Mapping[str, Field], letter: LetterSections) -> dict[str, Field]:
    """Dates and telephones among the fields of a letter by hand that a person looks at, flagged."""
    return {
        name: field.model_copy(update={"needs_review": True})
        for name, field in fields.items()
        if name in NUMBERS and field.value and _least_sure(field, letter) < SURE_FIGURES
    }


def _least_sure(field: Field, letter: LetterSections) -> float:
    """Confidence of the least sure of the words of figures that a field was read from, of all its words where
    it has no figures."""
    words = [token for row in letter.rows for token in row.span.tokens if token.page == (field.page or 1)]
    own = [word for word in words if field.box and lies_in(word.box, field.box)]
    figures = [word for word in own if any(char.isdigit() for char in word.text)]
    return min((word.confidence for word in figures or own), default=1.0)
