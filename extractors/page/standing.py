"""A page on its way to stand upright, its text and its cards read by turns: the steps of page/reader.py."""

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
from extractors.page.handwritten_text import with_decoded_lines, with_written_lines
from extractors.page.page_text import NO_TEXT, PageText
from extractors.page.text_reading import (
    is_clear,
    is_legible,
    read_hard_text,
    read_text,
    seen_lines,
    text_layer,
)
from extractors.page.upright import lying_words, upright_share
from extractors.text.legibility import count_words, uneven_heights
from models.field import ABSENT, Box, lies_in
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
MOSTLY, PROVEN_WORDS = 0.5, 6
"""Share of a page's words that lie as lines lie, where it does; and how many, on one guessed to stand on its
side."""
UPRIGHT_SHARE = 0.47
"""Where lines read upside down nearly as well as upright nothing is known, and most pages are fed upright."""
SCRAPS = 20
"""Words at most that are read, rightly or not, beside a card of which nothing can be read."""
FEW_LABELS, LETTER_WORDS = 4, 25
"""Labels of a KTP at most, and surely read words at least, on what is a letter's block of name, NIK and
address and no card: such a block with the headings and paragraphs around it has 3 labels and 60 words, a
card of which no more than 4 labels can be read a handful."""
ROOM = 2.0
"""Heights of a card's first and last row within which nothing else stands above and below them: what two
strangers wrote or copied there was lost with a card whose rows lie closer to its edges than the public
layout's."""
LEGIBLE_WORDS, SURE_WORD, SURE_LETTERS = 3, 0.8, 4
"""Words read so surely, and of so many letters, on a card's shape and not in its heading: it can be read and
is no KTP (a receipt)."""


@dataclass(frozen=True)
class UprightPage:
    """A page on its way to stand upright. `image`: as it came, `scanned`: its pixels as they lie there.

    `turn`: degrees clockwise that a person says make it upright; the reader then does not judge it.
    `rotation`: degrees clockwise by which `view`, to which text and cards belong, is turned. `is_settled`:
    nothing is read again.
    """

    image: PageImage
    scanned: Workspace
    view: Workspace
    turn: int | None = None
    rotation: int = 0
    text: PageText = NO_TEXT
    cards: tuple[FoundCard, ...] = ()
    is_handwritten: bool = False
    is_settled: bool = False


def as_scanned(image: PageImage, turn: int | None = None) -> UprightPage:
    """A page of which nothing is known yet."""
    view = Workspace(image.pixels)
    return UprightPage(image, view, view, None if turn is None else turn % 360)


def with_cards_alone(page: UprightPage) -> UprightPage:
    """A page that by its shapes is cards and hardly anything else: only what stands beside is read."""
    guesses = [] if page.image.words else cards_alone(page.view)
    found = find_cards(page.view, guesses)
    if not found:
        return page
    turn = found[0].turn
    view = page.view.turned(turn)
    cards = tuple(card.on_turned_page(turn) for card in found)
    boxes = [box_around(card.page_quad) for card in cards]
    is_more = print_outside(view, boxes) > BESIDE_INK
    text = read_text(Workspace(blanked(view.pixels, boxes)), page.image.dpi) if is_more else NO_TEXT
    return replace(page, view=view, rotation=turn, text=text, cards=cards, is_settled=True)


def with_first_text(page: UprightPage) -> UprightPage:
    """The PDF's own words; else tesseract's, of the page turned as a person said or so that its lines lie."""
    if page.image.words and not page.turn:
        return replace(page, text=text_layer(page.image.words))
    if page.turn is not None:
        return _as_turned(page, page.turn)
    page = _as_turned(page, 90 if is_sideways(page.view) else 0)
    lying, words = lying_words(page.text.lines, page.view.pixels)
    if lying >= MOSTLY * words and (page.rotation == 0 or lying >= PROVEN_WORDS):
        return page
    other = _as_turned(page, 90 - page.rotation)
    return other if lying_words(other.text.lines, other.view.pixels)[0] > lying else page


def with_hinted_cards(page: UprightPage) -> UprightPage:
    """The page with its cards where words or shapes hint at them; one of a card and little else turns as the
    card does."""
    is_hinted = may_hold_card(page.view, page.text.lines)
    if _stands(page):
        return replace(_with_cards(page) if is_hinted else page, is_settled=True)
    if count_words(page.text.lines) < FEW_WORDS and (is_hinted or not is_legible(page.text)):
        page = _turned_as_card(_with_cards(page))
    return replace(page, is_settled=bool(page.cards))


def with_better_way_up(page: UprightPage) -> UprightPage:
    """The other way up where tesseract's text is not legible and the lines read better so."""
    if is_legible(page.text):
        return page
    page = _other_way_up(page)
    if card_words(page.text.lines) < MIN_WORDS:
        return page
    return replace(_turned_as_card(_with_cards(page)), is_settled=True)


def with_hard_text(page: UprightPage) -> UprightPage:
    """RapidOCR's text where tesseract's is hard to read, a pen's, or little of what is on the page."""
    if _stands(page):
        return replace(page, is_settled=page.turn is None)
    hard = read_hard_text(page.view, page.text)
    is_print = page.text.legibility >= POOR_PRINT[0] and hard.legibility >= POOR_PRINT[1]
    is_uneven = uneven_heights(page.text.lines) > UNEVEN_HEIGHTS
    is_by_hand = hard.is_by_pen if hard.is_by_pen is not None else is_uneven and not is_print
    return replace(page, text=hard, is_handwritten=hard.reader == "rapidocr" and is_by_hand)


def with_cards_of_hard_text(page: UprightPage) -> UprightPage:
    """The cards that show only now."""
    return page if page.cards or not may_hold_card(page.view, page.text.lines) else _with_cards(page)


def with_handwriting(page: UprightPage) -> UprightPage:
    """The lines that a hand wrote, all of a handwritten page, read by a net tuned to hands and decoded."""
    decoded = with_decoded_lines if page.is_handwritten else with_written_lines
    return replace(page, text=decoded(page.view, page.text))


def with_missed_cards(page: UprightPage) -> UprightPage:
    """The page with the card too whose words stand beside those that its shapes showed (a copy without
    its border)."""
    boxes = [box_around(card.page_quad) for card in page.cards]
    if not boxes or card_words(_beside(page.text.lines, boxes)) < MIN_WORDS:
        return page
    missed = find_cards(Workspace(blanked(page.view.pixels, boxes)), is_thorough=True)
    cards = sorted((*page.cards, *missed), key=lambda card: box_around(card.page_quad)[1])
    return replace(page, cards=tuple(cards))


def with_illegible_card(page: UprightPage) -> UprightPage:
    """The page with the card of which nothing can be read, where little else stands on it."""
    if page.cards or count_words(page.text.lines) > FEW_WORDS:
        return page
    cards = illegible_card(page.view, page.text.lines)
    beside = _beside(page.text.lines, [box_around(card.page_quad) for card in cards])
    is_read = _sure_words(page.text.lines) - _sure_words(beside) >= LEGIBLE_WORDS
    return replace(page, cards=cards) if count_words(beside) <= SCRAPS and not is_read else page


def _sure_words(lines: Sequence[Line]) -> int:
    words = [word for line in without_heading(lines) for word in line.words if word.confidence >= SURE_WORD]
    return sum(len(word.text) >= SURE_LETTERS and word.text.isalpha() for word in words)


def _stands(page: UprightPage) -> bool:
    """Whether the text can stay as it is: legible, of all that is on the page, and print."""
    is_whole = not (page.text.is_unread or _lost_most(page))
    return is_clear(page.text) and not page.text.is_by_pen and is_whole


def _lost_most(page: UprightPage) -> bool:
    """Whether tesseract gave a few words for a page that holds much more ink than they cover."""
    if count_words(page.text.lines) >= LOST_WORDS:
        return False
    return print_outside(page.view, [line.box for line in page.text.lines]) > LOST_INK


def _as_turned(page: UprightPage, rotation: int) -> UprightPage:
    view = page.scanned.turned(rotation)
    return replace(page, rotation=rotation, view=view, text=read_text(view, page.image.dpi), cards=())


def _with_cards(page: UprightPage) -> UprightPage:
    """The page with its cards; where words of one stand but no shape shows it, the search goes through."""
    is_thorough = not is_legible(page.text) or card_words(page.text.lines) >= MIN_WORDS
    around = around_labels(page.text.lines, page.view.pixels)
    found = find_cards(page.view, around=around, is_thorough=is_thorough)
    return replace(page, cards=tuple(card for card in found if not _is_letter(card, page.text.lines)))


def _is_letter(card: FoundCard, lines: Sequence[Line]) -> bool:
    """Whether what was taken for a card is a letter's or a form's own block: few labels of a card among many
    words that are surely read."""
    if card.is_back or card.layout is None or len(card.layout.rows.labels) > FEW_LABELS:
        return False
    beside = _beside(lines, [box_around(card.page_quad)])
    return _sure_words(lines) - _sure_words(beside) >= LETTER_WORDS


def _turned_as_card(page: UprightPage) -> UprightPage:
    """The page turned so that its first card, if it has one, stands upright; its other text is read again."""
    turn = page.cards[0].turn if page.cards else 0
    if not turn:
        return page
    turned = _as_turned(page, (page.rotation + turn) % 360)
    return replace(turned, cards=tuple(card.on_turned_page(turn) for card in page.cards))


def _other_way_up(page: UprightPage) -> UprightPage:
    """The other way up where the lines read better so."""
    if page.image.words:
        return page
    level = page.text.lines if page.text.straight is None else ()
    share = upright_share(page.view.pixels, level, lambda: page.view.once(seen_lines))
    if share is None or share >= UPRIGHT_SHARE:
        return page
    return _as_turned(page, (page.rotation + 180) % 360)


def lines_outside(lines: Sequence[Line], cards: Sequence[CardReading]) -> tuple[Line, ...]:
    """The lines that do not stand on a card."""
    return tuple(_beside(lines, [_printed_box(card) for card in cards]))


def _printed_box(card: CardReading) -> Box:
    """The box around a card, no further up than its head and down than its last row has room: what it is
    copied onto may stand close to it, and a card set otherwise has its edges nearer."""
    left, top, right, foot = box_around(card.quad)
    head, last = (card.fields.get(name, ABSENT).box for name in ("provinsi", "berlaku_hingga"))
    if head is None or last is None or head[3] > last[1]:
        return (left, top, right, foot)
    return (
        left, max(top, head[1] - ROOM * (head[3] - head[1])),
        right, min(foot, last[3] + ROOM * (last[3] - last[1])),
    )  # fmt: skip


def _beside(lines: Sequence[Line], boxes: Sequence[Box]) -> list[Line]:
    return [line for line in lines if not any(lies_in(line.box, box) for box in boxes)]


def box_around(quad: Sequence[tuple[float, float]]) -> Box:
    """The upright box around a card's corners on its page."""
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return (min(xs), min(ys), max(xs), max(ys))
