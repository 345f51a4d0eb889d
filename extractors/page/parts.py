"""A page stood upright and taken apart: its cards, and the text outside them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.cards.hint import (
    MIN_WORDS,
    around_labels,
    card_words,
    cards_alone,
    may_hold_card,
)
from extractors.cards.illegible import illegible_card, without_heading
from extractors.cards.search import FoundCard, find_cards
from extractors.files.pages import PageImage
from extractors.image.orientation import is_sideways, print_outside
from extractors.image.pixels import blanked
from extractors.image.workspace import Workspace
from extractors.page.handwritten_text import with_decoded_lines
from extractors.page.text_reading import (
    NO_TEXT,
    PageText,
    is_clear,
    is_legible,
    read_hard_text,
    read_text,
    text_layer,
)
from extractors.page.upright import are_lying, count_lying, upright_share
from extractors.text.legibility import count_words, uneven_heights
from models.field import Box
from models.page import CardReading, Line

UNEVEN_HEIGHTS = 0.22
"""Spread of word heights (standard deviation over mean) above which writing is by hand: print of one
size has .10 to .20, handwriting .25 and more (measured on 32 pages)."""
POOR_PRINT = (0.84, 0.985)
"""Legibility to tesseract and to RapidOCR of damaged print, whose heights tesseract measures unevenly (eight
such pages of the tune split: .84 to .88, .96 to .99; of 34 written ones a form alone reaches both)."""
BESIDE_INK = 0.0004
"""Share of the page under print beside its cards that is read: a third of a line."""
LOST_WORDS, LOST_INK = 14, 0.004
"""Words, and share of the page under ink outside them: a line of print covers .0012 of A4."""
FEW_WORDS = 45
"""A page of one card and little else has fewer words; a letter that is not legible has more."""
PROVEN_WORDS = 6
"""Words lying as lines lie, from which a page guessed to stand on its side is taken to do so."""
UPRIGHT_SHARE = 0.47
"""Where lines read upside down nearly as well as upright nothing is known, and most pages are fed upright."""
SCRAPS = 20
"""Words at most that are read, rightly or not, beside a card of which nothing can be read."""
LEGIBLE_WORDS, SURE_WORD, SURE_LETTERS = 3, 0.8, 4
"""Words read so surely, and of so many letters, on a card's shape and not in its heading: it can be read and
is no KTP (a receipt)."""


@dataclass(frozen=True)
class UprightPage:
    """`rotation`: degrees clockwise that were needed; `view`: the page after it."""

    rotation: int
    view: Workspace
    text: PageText
    cards: tuple[FoundCard, ...] = ()
    is_handwritten: bool = False


def stand_upright(image: PageImage, turn: int | None = None) -> UprightPage:
    """The page the right way up with its cards, a card that can't be read included. `turn`: degrees clockwise
    that a person says make it upright; the reader then does not judge it."""
    if turn is not None:
        return _turned_as_told(image, turn % 360)
    view = Workspace(image.pixels)
    page = _page_of_cards(image, view) or _stood(image, view)
    if page.cards:
        return _with_missed(page)
    if count_words(page.text.lines) > FEW_WORDS:
        return page
    cards = illegible_card(page.view, page.text.lines)
    beside = _beside(page.text.lines, [box_around(card.page_quad) for card in cards])
    is_read = _sure_words(page.text.lines) - _sure_words(beside) >= LEGIBLE_WORDS
    return replace(page, cards=cards) if count_words(beside) <= SCRAPS and not is_read else page


def _with_missed(page: UprightPage) -> UprightPage:
    """The page with the card too whose words stand beside those that its shapes showed (a copy without
    its border)."""
    boxes = [box_around(card.page_quad) for card in page.cards]
    if card_words(_beside(page.text.lines, boxes)) < MIN_WORDS:
        return page
    missed = find_cards(Workspace(blanked(page.view.pixels, boxes)), is_thorough=True)
    cards = sorted((*page.cards, *missed), key=lambda card: box_around(card.page_quad)[1])
    return replace(page, cards=tuple(cards))


def _sure_words(lines: Sequence[Line]) -> int:
    words = [word for line in without_heading(lines) for word in line.words if word.confidence >= SURE_WORD]
    return sum(len(word.text) >= SURE_LETTERS and word.text.isalpha() for word in words)


def _page_of_cards(image: PageImage, view: Workspace) -> UprightPage | None:
    """A page that by its shapes is cards and hardly anything else: only what stands beside is read."""
    guesses = [] if image.words else cards_alone(view)
    found = find_cards(view, guesses)
    if not found:
        return None
    turn = found[0].turn
    upright = view.turned(turn)
    cards = tuple(card.on_turned_page(turn) for card in found)
    boxes = [box_around(card.page_quad) for card in cards]
    is_more = print_outside(upright, boxes) > BESIDE_INK
    text = read_text(Workspace(blanked(upright.pixels, boxes)), image.dpi) if is_more else NO_TEXT
    return UprightPage(turn, upright, text, cards)


def _stood(image: PageImage, view: Workspace) -> UprightPage:
    """Upright text first (most pages are); a page of cards turns as its card does; else the better way up."""
    page = _first_try(image, view)
    is_hinted = may_hold_card(page.view, page.text.lines)
    if _stands(page):
        return _with_cards(page) if is_hinted else page
    if count_words(page.text.lines) < FEW_WORDS and (is_hinted or not is_legible(page.text)):
        page = _with_cards(page)
        if page.cards:
            return _turned_as_card(image, view, page)
    if not is_legible(page.text):
        page = _other_way_up(image, view, page)
        if card_words(page.text.lines) >= MIN_WORDS:
            page = _with_cards(page)
            return _turned_as_card(image, view, page) if page.cards else page
    return page if _stands(page) else _read_harder(page)


def _stands(page: UprightPage) -> bool:
    """Whether the text can stay as it is: legible, of all that is on the page, and print."""
    return is_clear(page.text) and not page.text.is_by_pen and not _lost_most(page)


def _lost_most(page: UprightPage) -> bool:
    """Whether tesseract gave a few words for a page that holds much more ink than they cover."""
    if count_words(page.text.lines) >= LOST_WORDS:
        return False
    return print_outside(page.view, [line.box for line in page.text.lines]) > LOST_INK


def _turned_as_told(image: PageImage, turn: int) -> UprightPage:
    """The page turned as a person said, whatever its text looks like."""
    view = Workspace(image.pixels)
    page = _first_try(image, view) if image.words and turn == 0 else _as_turned(image, view, turn)
    page = page if is_clear(page.text) else _read_harder(page)
    if page.cards or not may_hold_card(page.view, page.text.lines):
        return page
    return _with_cards(page)


def _first_try(image: PageImage, view: Workspace) -> UprightPage:
    if image.words:
        return UprightPage(0, view, text_layer(image.words))
    page = _as_turned(image, view, 90 if is_sideways(view) else 0)
    height, width = page.view.pixels.shape[:2]
    is_proven = page.rotation == 0 or count_lying(page.text.lines, width, height) >= PROVEN_WORDS
    if is_proven and are_lying(page.text.lines, width, height):
        return page
    other = _as_turned(image, view, 90 - page.rotation)
    return other if _lying_words(other) > _lying_words(page) else page


def _lying_words(page: UprightPage) -> int:
    height, width = page.view.pixels.shape[:2]
    return count_lying(page.text.lines, width, height)


def _as_turned(image: PageImage, view: Workspace, rotation: int) -> UprightPage:
    upright = view.turned(rotation)
    return UprightPage(rotation, upright, read_text(upright, image.dpi))


def _with_cards(page: UprightPage) -> UprightPage:
    """The page with its cards; where words of one stand but no shape shows it, the search goes through."""
    is_thorough = not is_legible(page.text) or card_words(page.text.lines) >= MIN_WORDS
    around = around_labels(page.text.lines, page.view.pixels)
    return replace(page, cards=find_cards(page.view, around=around, is_thorough=is_thorough))


def _turned_as_card(image: PageImage, view: Workspace, page: UprightPage) -> UprightPage:
    """The page turned so that its (first) card stands upright; its other text is read again."""
    turn = page.cards[0].turn
    if not turn:
        return page
    turned = _as_turned(image, view, (page.rotation + turn) % 360)
    return replace(turned, cards=tuple(card.on_turned_page(turn) for card in page.cards))


def _other_way_up(image: PageImage, view: Workspace, page: UprightPage) -> UprightPage:
    """The other way up where the lines read better so."""
    if image.words:
        return page
    share = upright_share(page.view.pixels, page.text.lines if page.text.straight is None else ())
    if share is None or share >= UPRIGHT_SHARE:
        return page
    return _as_turned(image, view, (page.rotation + 180) % 360)


def _read_harder(page: UprightPage) -> UprightPage:
    """Print that tesseract can't read, or handwriting: the other engine; cards only if it says so."""
    hard = read_hard_text(page.view, page.text)
    is_print = page.text.legibility >= POOR_PRINT[0] and hard.legibility >= POOR_PRINT[1]
    is_uneven = uneven_heights(page.text.lines) > UNEVEN_HEIGHTS
    is_handwritten = hard.reader == "rapidocr" and (hard.is_by_pen or (is_uneven and not is_print))
    text = with_decoded_lines(page.view, hard) if is_handwritten else hard
    harder = replace(page, text=text, is_handwritten=is_handwritten)
    if page.cards or not may_hold_card(page.view, hard.lines):
        return harder
    return _with_cards(harder)


def lines_outside(lines: Sequence[Line], cards: Sequence[CardReading]) -> tuple[Line, ...]:
    """The lines that do not stand on a card."""
    return tuple(_beside(lines, [box_around(card.quad) for card in cards]))


def _beside(lines: Sequence[Line], boxes: Sequence[Box]) -> list[Line]:
    return [line for line in lines if not any(_is_on(line, box) for box in boxes)]


def _is_on(line: Line, box: Box) -> bool:
    x0, y0, x1, y1 = box
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    return x0 <= x <= x1 and y0 <= y <= y1


def box_around(quad: Sequence[tuple[float, float]]) -> Box:
    """The upright box around a card's corners on its page."""
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return (min(xs), min(ys), max(xs), max(ys))
