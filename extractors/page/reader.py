"""The order of reading a page: its pixels become a PageReading, in a reading child."""

import logging
from collections.abc import Callable
from typing import Any

from extractors.cards.ktp import read_card
from extractors.files.pages import PageImage
from extractors.image.crossing_out import is_crossed_out
from extractors.image.quality import quality
from extractors.marks.marks import find_marks
from extractors.page import standing
from extractors.page.boxed_characters import boxed_rows, with_boxed_characters
from extractors.page.kinds import page_kinds
from extractors.page.oblong_stamps import is_stamped_void, without_receipts
from extractors.page.occluded_text import with_occluded_text
from extractors.page.separator_sheet import find_separator
from extractors.page.standing import UprightPage, box_around, lines_outside
from extractors.page.ticked_boxes import with_ticked_word
from models.errors import BerkasError
from models.page import PageReading
from models.trouble import is_trouble

log = logging.getLogger(__name__)

Step = Callable[[UprightPage], UprightPage]
"""Towards a page that stands upright, its text and cards read."""
Seen = dict[str, Any]
"""What a pass found, by the names of PageReading."""
Pass = Callable[[UprightPage, PageReading], Seen]


def read_page(image: PageImage, turn: int | None = None) -> PageReading:
    """Everything that the page's pixels say. A failure is in the reading; only a full disk, lost rights and
    the like are raised (OSError), and want of memory (MemoryError), since they say nothing of the page.

    `turn`: degrees clockwise that a person says make the page upright.
    """
    try:
        return _read(image, turn)
    except BerkasError as error:
        return PageReading(file=image.file, number=image.number, failure=str(error))
    except Exception as error:
        if isinstance(error, MemoryError) or (isinstance(error, OSError) and is_trouble(error)):
            raise
        log.exception("page %d could not be read", image.number)
        message = "Halaman ini tidak dapat dibaca; pindai ulang dengan lebih jelas."
        return PageReading(file=image.file, number=image.number, failure=message)


def _read(image: PageImage, turn: int | None) -> PageReading:
    """The way of a page, whole: stood upright by the steps of UPRIGHT, then read by those of PASSES."""
    page = stand_upright(image, turn)
    height, width = page.view.pixels.shape[:2]
    reading = PageReading(
        file=image.file,
        number=image.number,
        rotation=page.rotation,
        width=width,
        height=height,
        reader=page.text.reader,
        is_handwritten=page.is_handwritten,
        straight=page.text.straight,
        alternatives=page.text.alternatives,
        quality=quality(page.view, image.dpi),
    )
    for seen in PASSES:
        reading = reading.model_copy(update=seen(page, reading))
    return reading


def stand_upright(image: PageImage, turn: int | None = None) -> UprightPage:
    """The page the right way up with its text and its cards, a card that can't be read included."""
    page = standing.as_scanned(image, turn)
    for step in UPRIGHT if turn is None else UPRIGHT_AS_SAID:
        page = page if page.is_settled else step(page)
    return page if turn is not None else standing.with_illegible_card(standing.with_missed_cards(page))


UPRIGHT: tuple[Step, ...] = (
    standing.with_cards_alone,  # nothing but cards: they say which way up, only what stands beside is read
    standing.with_first_text,  # the PDF's own words, or tesseract once lines lie (text_reading.read_text)
    standing.with_hinted_cards,  # print that is well read ends here, and what turns as its card does
    standing.with_better_way_up,  # tesseract again, upside down
    standing.with_hard_text,  # RapidOCR over the whole page: hard print, and handwriting
    standing.with_cards_of_hard_text,
    standing.with_handwriting,  # by the net tuned to hands, decoded with a model of the language
)
"""How a page comes to stand upright with its text and its cards, in order, until a step settles it."""
UPRIGHT_AS_SAID = (UPRIGHT[1], *UPRIGHT[4:])
"""The same of a page that a person turned."""


def _cards(page: UprightPage, _reading: PageReading) -> Seen:
    return {"cards": tuple(read_card(found) for found in page.cards)}


def _text(page: UprightPage, reading: PageReading) -> Seen:
    return {"lines": lines_outside(page.text.lines, reading.cards)}


def _boxed_text(page: UprightPage, reading: PageReading) -> Seen:
    return {"lines": with_boxed_characters(page.view, reading.lines)}


def _ticked(page: UprightPage, reading: PageReading) -> Seen:
    return {"lines": with_ticked_word(page.view, reading.lines)}


def _marks(page: UprightPage, reading: PageReading) -> Seen:
    hidden = [*(box_around(card.quad) for card in reading.cards), *page.view.once(boxed_rows).boxes]
    return {"marks": find_marks(page.view, reading.lines, hidden, reading.straight)}


def _text_under_marks(page: UprightPage, reading: PageReading) -> Seen:
    return {"lines": with_occluded_text(page.view.pixels, reading.lines, reading.seen_marks)}


def _marks_without_text(page: UprightPage, reading: PageReading) -> Seen:
    is_same = reading.lines == lines_outside(page.text.lines, reading.cards)
    return {} if is_same else _marks(page, reading)


def _marks_of_sender(page: UprightPage, reading: PageReading) -> Seen:
    return {"marks": without_receipts(page.view.pixels, reading.marks)}


def _voided(page: UprightPage, reading: PageReading) -> Seen:
    is_out = is_crossed_out(page.view) or is_stamped_void(page.view.pixels, reading.seen_marks)
    return {"is_voided": is_out}


def _separator(page: UprightPage, reading: PageReading) -> Seen:
    return {"separator": find_separator(page.view, reading.lines)}


def _kinds(_page: UprightPage, reading: PageReading) -> Seen:
    return {"kinds": page_kinds(reading)}


PASSES: tuple[Pass, ...] = (
    _cards,  # each card's rows become the fields of a KTP
    _text,  # first pass of text: what UPRIGHT read, outside the cards
    _boxed_text,  # what stands in a form's boxes, a character each
    _ticked,  # the service whose box is ticked on a form
    _marks,  # first pass of marks: the ink that is not that text
    _text_under_marks,  # second pass of text: what those marks hid
    _marks_without_text,  # second pass of marks: the ink that is no text, now that all of it is known
    _marks_of_sender,  # those in the office's own stamp of receipt are not his, be it turned
    _voided,  # a letter that somebody crossed out, or stamped so, asks no more
    _separator,
    _kinds,
)
"""All that is read from an upright page, in order; each pass sees what those before it found."""
