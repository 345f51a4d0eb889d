"""A page stood upright and taken apart: its cards, and the text outside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.card import FoundCard, find_cards
from extractors.imaging import Pixels, rotate
from extractors.orientation import is_sideways
from extractors.page_text import PageText, is_legible, read_hard_text, read_text, text_layer
from extractors.pages import PageImage
from models.page import CardReading, Line

HANDWRITTEN_BELOW = 0.5
"""Tesseract's legibility of handwriting stays below, that of poor print mostly above."""


@dataclass(frozen=True)
class UprightPage:
    """`rotation`: degrees clockwise that were needed; `pixels`: the page after it."""

    rotation: int
    pixels: Pixels
    cards: tuple[FoundCard, ...]
    text: PageText
    is_handwritten: bool = False


def stand_upright(image: PageImage) -> UprightPage:
    """The page the right way up: lying lines by profile, upside down by legibility, cards by themselves."""
    if image.words:
        return UprightPage(0, image.pixels, find_cards(image.pixels), text_layer(image.words))
    first = 90 if is_sideways(image.pixels) else 0
    page = _as_turned(image, first)
    if not is_legible(page.text):
        page = _other_way_up(image, page)
    if not is_legible(page.text) and not page.cards:
        hard = read_hard_text(page.pixels, page.text)
        is_handwritten = page.text.legibility < HANDWRITTEN_BELOW and hard.reader == "rapidocr"
        page = UprightPage(page.rotation, page.pixels, page.cards, hard, is_handwritten)
    return page


def _as_turned(image: PageImage, rotation: int) -> UprightPage:
    pixels = rotate(image.pixels, rotation)
    return UprightPage(rotation, pixels, find_cards(pixels), read_text(pixels, image.dpi))


def _other_way_up(image: PageImage, page: UprightPage) -> UprightPage:
    """A doubtful page: its card says how to turn it, else the more legible of both ways is kept."""
    if page.cards:
        turn = page.cards[0].turn
        return _as_turned(image, (page.rotation + turn) % 360) if turn else page
    other = _as_turned(image, (page.rotation + 180) % 360)
    return other if other.text.legibility > page.text.legibility else page


def lines_outside(lines: Sequence[Line], cards: Sequence[CardReading]) -> tuple[Line, ...]:
    """The lines that do not stand on a card."""
    return tuple(line for line in lines if not any(_is_on(line, card) for card in cards))


def _is_on(line: Line, card: CardReading) -> bool:
    xs, ys = [x for x, _ in card.quad], [y for _, y in card.quad]
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    return min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)
