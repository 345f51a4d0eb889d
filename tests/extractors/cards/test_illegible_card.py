"""A card of which nothing can be read: found by its shape or its number, and what stands beside it."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.cards.hint import cards_alone
from extractors.cards.illegible import illegible_card
from extractors.cards.ktp import read_card
from extractors.cards.pieces import Piece
from extractors.cards.region import Region, as_quad
from extractors.cards.search import FoundCard, _is_back, _is_faint_front
from extractors.engines.rapidocr import Glyph
from extractors.files.pages import PageImage
from extractors.image.workspace import Workspace
from extractors.page import standing
from extractors.page.page_text import NO_TEXT, PageText
from extractors.page.reader import stand_upright
from extractors.page.standing import _beside, as_scanned, box_around, with_illegible_card, with_missed_cards
from models.document import Kind
from models.field_spec import FIELD_NAMES
from tests.extractors.paper import line


def _smeared_card() -> np.ndarray:
    """An A4 page at 150 dpi with a tinted card of which no letter is left."""
    page = np.full((1754, 1240, 3), 250, np.uint8)
    cv2.rectangle(page, (300, 400), (300 + 506, 400 + 319), (225, 205, 185), -1)
    cv2.rectangle(page, (300, 400), (300 + 506, 400 + 319), (120, 110, 100), 2)
    cv2.rectangle(page, (660, 480), (780, 640), (40, 40, 160), -1)
    return page


def test_a_card_without_a_readable_word_is_a_card_to_look_at() -> None:
    (found,) = illegible_card(Workspace(_smeared_card()))
    reading = read_card(found)
    assert not reading.is_back
    assert set(reading.fields) == set(FIELD_NAMES[Kind.KTP])
    assert all(field.value is None and field.needs_review and field.box for field in reading.fields.values())


def test_an_empty_page_holds_no_card() -> None:
    assert illegible_card(Workspace(np.full((1754, 1240, 3), 250, np.uint8))) == ()


def _glyphs(text: str) -> tuple[Glyph, ...]:
    return tuple(Glyph(char, 0.9, (i + 0.5) / len(text)) for i, char in enumerate(text))


def test_a_scrap_of_text_is_no_back_of_a_card() -> None:
    assert not _is_back([Piece(_glyphs("D"), 0, 0, 10, 10)])
    assert not _is_back([])
    assert _is_back([Piece(_glyphs("REPUBLIK INDONESIA KARTU TANDA PENDUDUK"), 0, 0, 400, 20)])


def test_a_letter_with_the_words_of_a_faint_front_is_none() -> None:
    """Regency, NIK and address on a ruled sheet stand where a faint card's would, and sentences below."""
    region = Region(np.zeros((400, 640, 3), np.uint8), np.eye(3), (640, 400))
    front = [
        Piece(_glyphs("KABUPATEN JOMBANG"), 60, 40, 300, 60),
        Piece(_glyphs("NIK : 3517030303719012"), 60, 90, 300, 110),
        Piece(_glyphs("Alamat : RT 04"), 60, 140, 240, 160),
    ]
    assert _is_faint_front(front, region)
    prose = Piece(_glyphs("sertifikat ditahan oleh Pak Marwan dengan alasan denda"), 20, 200, 630, 220)
    assert not _is_faint_front([*front, prose], region)


def test_words_made_of_the_card_itself_do_not_hide_it() -> None:
    garbage = [line(f"ba{i} nga{i}", 700, 1200 + 12 * i) for i in range(15)]
    on_card = [line(f"ba{i} nga{i}", 460, 600 + 12 * i) for i in range(12)]
    quad = illegible_card(Workspace(_smeared_card()))[0].page_quad
    assert _beside(on_card, [box_around(quad)]) == []
    assert len(_beside(garbage, [box_around(quad)])) == len(garbage)


def _cards_beside(text: PageText) -> int:
    """How many illegible cards are found on the smeared card's page, where that text was read."""
    page = as_scanned(PageImage("a.pdf", 1, _smeared_card(), 150))
    return len(with_illegible_card(replace(page, text=text)).cards)


def test_a_card_of_which_its_heading_alone_can_be_read_is_an_illegible_card() -> None:
    words = [
        line("PROVINSI JAWA TIMUR", 450, 410, confidence=0.95),
        line("KABUPATEN JOMBANG", 450, 440, confidence=0.95),
        line("13557660303689656", 450, 480, confidence=0.7),
    ]
    assert _cards_beside(PageText(tuple(words), "rapidocr", 0.5)) == 1


@pytest.mark.parametrize(("confidence", "cards"), [(0.95, 0), (0.3, 1)])
def test_a_framed_receipt_that_can_be_read_is_no_illegible_card(confidence: float, cards: int) -> None:
    words = [line("TELAH TERIMA UANG LUNAS", 500, 700, confidence=confidence)]
    assert _cards_beside(PageText(tuple(words), "tesseract", 0.9)) == cards


def test_a_smeared_number_under_a_province_is_a_card_though_no_outline_shows() -> None:
    white = np.full((1754, 1240, 3), 250, np.uint8)
    smeared = [
        line("POCESGI JLAL TUER", 700, 900),
        line("KADJPATEN JCULNNS", 700, 946),
        line("11511517609", 700, 1050),
    ]
    (found,) = illegible_card(Workspace(white), smeared)
    assert all(
        box_around(found.page_quad)[0] < item.box[0] and item.box[2] < box_around(found.page_quad)[2]
        for item in smeared
    )
    assert illegible_card(Workspace(white), smeared[:2]) == ()
    assert illegible_card(Workspace(white), [line("REKENING NOMOR", 700, 900), smeared[2]]) == ()


def test_a_card_alone_on_its_page_is_told_by_its_shape() -> None:
    assert cards_alone(Workspace(_smeared_card()))
    assert not cards_alone(Workspace(np.full((1754, 1240, 3), 250, np.uint8)))


def test_a_page_with_lines_of_print_beside_a_card_is_read_as_a_letter() -> None:
    page = _smeared_card()
    for row in range(10):
        cv2.putText(page, "Dengan hormat kami mengajukan surat", (150, 900 + 40 * row), 0, 1, (0, 0, 0), 2)
    assert not cards_alone(Workspace(page))


def test_of_a_page_of_cards_only_what_stands_beside_them_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    page = _smeared_card()
    card = illegible_card(Workspace(page))[0]
    seen: list[np.ndarray] = []

    def keep(page: Workspace, _: float | None) -> PageText:
        seen.append(page.pixels)
        return NO_TEXT

    monkeypatch.setattr(standing, "find_cards", lambda *_: (card,))
    monkeypatch.setattr(standing, "read_text", keep)
    assert stand_upright(PageImage("a.pdf", 1, page, 150)).cards
    assert seen == []
    cv2.putText(page, "Fotokopi KTP pemohon", (300, 900), 0, 1, (0, 0, 0), 2)
    stand_upright(PageImage("a.pdf", 1, page, 150))
    (text_only,) = seen
    assert text_only[400:720, 300:806].min() > 200
    assert text_only.min() == 0


def test_a_second_card_whose_words_stand_beside_the_first_is_looked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pixels = _smeared_card()
    (first,) = illegible_card(Workspace(pixels))
    labels = [
        line(text, 300, 1000 + 50 * at) for at, text in enumerate(("Kewarganegaraan : WNI", "Berlaku Hingga"))
    ]
    asked: list[bool] = []

    def find(_: Workspace, *, is_thorough: bool = False) -> tuple[FoundCard, ...]:
        asked.append(is_thorough)
        return (replace(first, quad=as_quad(np.add(first.quad, (0, 800)))),)

    monkeypatch.setattr(standing, "find_cards", find)
    for lines, count in ((labels, 2), (labels[:1], 1)):
        page = as_scanned(PageImage("a.pdf", 1, pixels, 150))
        page = replace(page, text=PageText(tuple(lines), "tesseract", 0.9), cards=(first,))
        assert len(with_missed_cards(page).cards) == count
    assert asked == [True]
