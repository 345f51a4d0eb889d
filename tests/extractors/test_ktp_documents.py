"""Cards of a case: backs, doubles, and a card of which nothing can be read."""

import cv2
import numpy as np

from extractors.card import illegible_card
from extractors.ktp import ktp_document, read_card
from models.document import FIELD_NAMES, Kind
from models.field import Field
from models.page import CardReading, PageReading

QUAD = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.3), (0.1, 0.3))


def _page(number: int, nik: str, *, needs_review: bool = False) -> PageReading:
    fields = {"nik": Field(value=nik, confidence=0.9, needs_review=needs_review)}
    return PageReading(file="a.pdf", number=number, cards=(CardReading(quad=QUAD, fields=fields),))


def test_a_card_scanned_twice_is_one_document() -> None:
    (document,) = ktp_document([_page(1, "3517091703829001"), _page(2, "3517091703829001")])
    assert [page.page for page in document.pages] == [1, 2]


def test_cards_of_two_people_or_of_doubtful_numbers_stay_two() -> None:
    assert len(ktp_document([_page(1, "3517091703829001"), _page(2, "3517091703829002")])) == 2
    doubtful = _page(2, "3517091703829001", needs_review=True)
    assert len(ktp_document([_page(1, "3517091703829001"), doubtful])) == 2


def _smeared_card() -> np.ndarray:
    """An A4 page at 150 dpi with a tinted card of which no letter is left."""
    page = np.full((1754, 1240, 3), 250, np.uint8)
    cv2.rectangle(page, (300, 400), (300 + 506, 400 + 319), (225, 205, 185), -1)
    cv2.rectangle(page, (300, 400), (300 + 506, 400 + 319), (120, 110, 100), 2)
    cv2.rectangle(page, (660, 480), (780, 640), (40, 40, 160), -1)
    return page


def test_a_card_without_a_readable_word_is_a_card_to_look_at() -> None:
    (found,) = illegible_card(_smeared_card())
    reading = read_card(found)
    assert not reading.is_back
    assert set(reading.fields) == set(FIELD_NAMES[Kind.KTP])
    assert all(field.value is None and field.needs_review and field.box for field in reading.fields.values())


def test_an_empty_page_holds_no_card() -> None:
    assert illegible_card(np.full((1754, 1240, 3), 250, np.uint8)) == ()
