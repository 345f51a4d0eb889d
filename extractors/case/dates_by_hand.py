"""Dates by hand: in words that go on in the next line, and figures that were not surely read (11 loses a
stroke, 9 looks like 1, and any day is a day)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from extractors.fields.indonesian import find_dates
from extractors.fields.span import TextSpan, join
from extractors.text.letter_sections import LetterSections
from extractors.text.rows import Row
from models.field import Field, lies_in
from models.field_spec import FieldType, of_type

DATES = of_type(FieldType.DATE)
SURE_FIGURES = 0.6
"""Confidence of a date's least sure word below which a date by hand is shown: of 380 unflagged ones of the
tune voices five were wrong, all below it, and four right ones are."""


def broken_dates(above: Sequence[Row], below: Row) -> Iterator[tuple[date, TextSpan]]:
    """Dates in words that are broken over lines: 'sepuluh Agustus dua', 'ribu dua puluh enam'."""
    head = join(row.span for row in above)
    both = join([head, below.span])
    for value, start, end in find_dates(both.text):
        if start < len(head.text) < end and both.text[start].isalpha():
            yield value, both.slice(start, end)


def dates_by_hand(fields: Mapping[str, Field], letter: LetterSections) -> dict[str, Field]:
    """The dates among the fields of a letter by hand that a person looks at, flagged."""
    return {
        name: field.model_copy(update={"needs_review": True})
        for name, field in fields.items()
        if name in DATES and field.value and _least_sure(field, letter) < SURE_FIGURES
    }


def _least_sure(field: Field, letter: LetterSections) -> float:
    """Confidence of the least sure of the words that a field was read from."""
    words = [token for row in letter.rows for token in row.span.tokens if token.page == (field.page or 1)]
    box = field.box
    return min((word.confidence for word in words if box and lies_in(word.box, box)), default=1.0)
