"""The documents made of a case's cards: a back goes with its front, and what was scanned twice is one."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import hypot

from models.document import Document, Kind, PageRef
from models.field import Field
from models.field_spec import FIELD_NAMES
from models.identity import sex_of
from models.nik import NIK_LENGTH, nik_digits
from models.page import CardReading, PageReading
from models.similarity import name_similarity
from models.values import closed_list

LISTED = ("jenis_kelamin", "agama", "status_perkawinan", "kewarganegaraan")
"""Rows with one of few values."""
STRANGE_ROWS = 2
"""Rows with another row's value from which the card's order is another one; one may be a label misread."""
SPACED = frozenset({"nama", "alamat"})
_DATE = re.compile(r"\d{2}-\d{2}-\d{4}")
_BEFORE_STOP = re.compile(r" +(?=[.,])")
OTHER_NAME = 0.5
"""Names surely read and less alike are two people's, whose numbers differ in a digit that was misread."""
CARD_INCHES = 85.6 / 25.4
"""Width of a card (ISO 7810 ID-1)."""
ENLARGED = 1.45
"""Over a card's own width: what is larger and shows no word is a photograph (a print of 9 x 13 cm is 1.5, of
10 x 15 cm 1.8); a card is enlarged by 141 % and less, or by more and then its words can be read."""


def ktp_document(pages: Sequence[PageReading]) -> tuple[Document, ...]:
    """One document a card: fronts in order, each with the back that follows it; scanned twice, it is one."""
    documents: list[Document] = []
    for page in pages:
        ref = PageRef(file=page.file, page=page.number, rotation=page.rotation)
        for card in page.cards:
            if card.is_back:
                documents[-1:] = [_with_page(document, ref) for document in documents[-1:]]
                continue
            if picture_without_card(page, card):
                continue
            at = _twin(documents, card)
            if at is None:
                fields = _seen({name: card.fields.get(name, Field()) for name in FIELD_NAMES[Kind.KTP]})
                documents.append(Document(kind=Kind.KTP, pages=(ref,), fields=fields))
            else:
                documents[at] = _merged(_with_page(documents[at], ref), card, ref)
    return tuple(documents)


def picture_without_card(page: PageReading, card: CardReading) -> bool:
    """Whether what was found by a card's shape alone, without a word on it, is too large for one."""
    if page.is_kind_said or card.is_back or not card.fields or not page.quality.dpi:
        return False
    if any(field.raw or field.value for field in card.fields.values()):
        return False
    sides = [
        hypot((x1 - x0) * page.width, (y1 - y0) * page.height)
        for (x0, y0), (x1, y1) in pairwise((*card.quad, card.quad[0]))
    ]
    return max(sides) / page.quality.dpi > ENLARGED * CARD_INCHES


def _seen(fields: dict[str, Field]) -> dict[str, Field]:
    """A card's fields as they are written; all to be looked at if its rows stand in another order.

    Of a card on which nothing was read no dash is sure either: the card is empty, or is none.
    """
    tidied = {name: _as_written(name, field) for name, field in fields.items()}
    is_unread = all(field.value is None for field in fields.values())
    if not is_unread and not has_other_order(fields):
        return tidied
    doubt = {"needs_review": True} | ({"confidence": 0.0} if is_unread else {})
    return {name: field.model_copy(update=doubt) for name, field in tidied.items()}


def has_other_order(fields: Mapping[str, Field]) -> bool:
    """Whether the values of two rows of closed lists are other rows': on cards from before 2004 rows stand
    in another order, so that rows above and below them may have been joined as well."""
    listed = [(name, field.raw or "") for name, field in fields.items() if name in LISTED]
    strange = [name for name, raw in listed if fields[name].value is None and _is_another_row_s(name, raw)]
    return len(strange) >= STRANGE_ROWS


def _is_another_row_s(name: str, raw: str) -> bool:
    """Whether what stands in a row is a date or a value of another row's list."""
    others = (closed_list(other) for other in LISTED if other != name)
    return bool(_DATE.search(raw)) or any(other.official(raw) for other in others)


def _as_written(name: str, field: Field) -> Field:
    """A name or an address without a blank before a stop or comma, where none is ever printed; the sex by its
    official word, also where a card says it in English."""
    if not isinstance(field.value, str):
        return field
    value = _BEFORE_STOP.sub("", field.value) if name in SPACED else field.value
    value = sex_of(value) or value if name == "jenis_kelamin" else value
    return field.model_copy(update={"value": value})


def _twin(documents: Sequence[Document], card: CardReading) -> int | None:
    """The document of the same card: of one number, or of one name and birth date."""
    return next((at for at, document in enumerate(documents) if _is_same(document.fields, card.fields)), None)


def _is_same(one: Mapping[str, Field], two: Mapping[str, Field]) -> bool:
    numbers, names, dates = (
        [_text(fields.get(name, Field())) for fields in (one, two)]
        for name in ("nik", "nama", "tanggal_lahir")
    )
    if all(dates) and dates[0] == dates[1] and all(names) and names[0] == names[1]:
        return True
    is_number = len(nik_digits(numbers[0])) == NIK_LENGTH and nik_digits(numbers[0]) == nik_digits(numbers[1])
    is_sure = not any(fields["nama"].needs_review for fields in (one, two) if "nama" in fields)
    return is_number and not (all(names) and is_sure and name_similarity(*names) < OTHER_NAME)


def _text(field: Field) -> str:
    return field.value if isinstance(field.value, str) else ""


def _with_page(document: Document, ref: PageRef) -> Document:
    if ref in document.pages:
        return document
    return document.model_copy(update={"pages": (*document.pages, ref)})


def _merged(document: Document, card: CardReading, ref: PageRef) -> Document:
    """Each field as the surer of both readings has it; where both are sure and differ, a person looks."""
    page = document.pages.index(ref) + 1
    fields = {}
    for name, first in document.fields.items():
        second = card.fields.get(name, Field()).model_copy(update={"page": page})
        surer = second if _standing(second) > _standing(first) else first
        is_split = first.value != second.value and not (first.needs_review or second.needs_review)
        fields[name] = surer.model_copy(update={"needs_review": True}) if is_split else surer
    return document.model_copy(update={"fields": fields})


def _standing(field: Field) -> tuple[bool, float]:
    return not field.needs_review, field.confidence
