"""Cards of a case: backs, doubles, and a card of which nothing can be read."""

import cv2
import numpy as np
import pytest

from extractors import page_parts
from extractors.card import illegible_card
from extractors.card.card import _is_back
from extractors.card.hint import cards_alone
from extractors.card.pieces import Piece
from extractors.ktp import ktp_document, read_card
from extractors.page_parts import UprightPage, _beside, hull, stand_upright
from extractors.page_text import NO_TEXT, PageText
from extractors.pages import PageImage
from extractors.second_reader import Glyph
from models.document import FIELD_NAMES, Kind
from models.field import Field
from models.page import CardReading, PageReading
from tests.extractors.paper import line

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


def _glyphs(text: str) -> tuple[Glyph, ...]:
    return tuple(Glyph(char, 0.9, (i + 0.5) / len(text)) for i, char in enumerate(text))


def test_a_scrap_of_text_is_no_back_of_a_card() -> None:
    assert not _is_back([Piece(_glyphs("D"), 0, 0, 10, 10)])
    assert not _is_back([])
    assert _is_back([Piece(_glyphs("REPUBLIK INDONESIA KARTU TANDA PENDUDUK"), 0, 0, 400, 20)])


def test_words_made_of_the_card_itself_do_not_hide_it() -> None:
    garbage = [line(f"ba{i} nga{i}", 700, 1200 + 12 * i) for i in range(15)]
    on_card = [line(f"ba{i} nga{i}", 460, 600 + 12 * i) for i in range(12)]
    quad = illegible_card(_smeared_card())[0].page_quad
    assert _beside(on_card, [hull(quad)]) == []
    assert len(_beside(garbage, [hull(quad)])) == len(garbage)


@pytest.mark.parametrize(("confidence", "cards"), [(0.95, 0), (0.3, 1)])
def test_a_framed_receipt_that_can_be_read_is_no_illegible_card(
    monkeypatch: pytest.MonkeyPatch, confidence: float, cards: int
) -> None:
    pixels = _smeared_card()
    words = [line("TELAH TERIMA UANG LUNAS", 500, 700, confidence=confidence)]
    stood = UprightPage(0, pixels, PageText(tuple(words), "tesseract", 0.9))
    monkeypatch.setattr(page_parts, "_stood", lambda _: stood)
    assert len(stand_upright(PageImage("a.pdf", 1, pixels, 150)).cards) == cards


def test_a_smeared_number_under_a_province_is_a_card_though_no_outline_shows() -> None:
    white = np.full((1754, 1240, 3), 250, np.uint8)
    smeared = [
        line("POCESGI JLAL TUER", 700, 900),
        line("KADJPATEN JCULNNS", 700, 946),
        line("11511517609", 700, 1050),
    ]
    (found,) = illegible_card(white, smeared)
    assert all(
        hull(found.page_quad)[0] < item.box[0] and item.box[2] < hull(found.page_quad)[2] for item in smeared
    )
    assert illegible_card(white, smeared[:2]) == ()
    assert illegible_card(white, [line("REKENING NOMOR", 700, 900), smeared[2]]) == ()


def test_a_card_alone_on_its_page_is_told_by_its_shape() -> None:
    assert cards_alone(_smeared_card())
    assert not cards_alone(np.full((1754, 1240, 3), 250, np.uint8))


def test_a_page_with_lines_of_print_beside_a_card_is_read_as_a_letter() -> None:
    page = _smeared_card()
    for row in range(10):
        cv2.putText(page, "Dengan hormat kami mengajukan surat", (150, 900 + 40 * row), 0, 1, (0, 0, 0), 2)
    assert not cards_alone(page)


def test_of_a_page_of_cards_only_what_stands_beside_them_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    page = _smeared_card()
    card = illegible_card(page)[0]
    seen: list[np.ndarray] = []

    def keep(pixels: np.ndarray, _: float | None) -> PageText:
        seen.append(pixels)
        return NO_TEXT

    monkeypatch.setattr(page_parts, "find_cards", lambda *_: (card,))
    monkeypatch.setattr(page_parts, "read_text", keep)
    assert stand_upright(PageImage("a.pdf", 1, page, 150)).cards
    assert seen == []
    cv2.putText(page, "Fotokopi KTP pemohon", (300, 900), 0, 1, (0, 0, 0), 2)
    stand_upright(PageImage("a.pdf", 1, page, 150))
    (text_only,) = seen
    assert text_only[400:720, 300:806].min() > 200
    assert text_only.min() == 0
