"""The order of reading a page: its pixels become a PageReading, in a reading child."""

import logging

from extractors.cards.ktp import read_card
from extractors.files.pages import PageImage
from extractors.image.imaging import quality
from extractors.marks.marks import find_marks
from extractors.marks.non_text_ink import inked_page
from extractors.page.kinds import page_kinds
from extractors.page.occluded_text import with_occluded_text
from extractors.page.parts import hull, lines_outside, stand_upright, turned_as_told
from extractors.page.separator_sheet import find_separator
from models.errors import BerkasError
from models.page import PageReading

log = logging.getLogger(__name__)


def read_page(image: PageImage, turn: int | None = None) -> PageReading:
    """Everything that the page's pixels say. Never raises: a failure is in the reading.

    `turn`: degrees clockwise that a person says make the page upright; the reader then does not judge it.
    """
    try:
        return _read(image, turn)
    except BerkasError as error:
        return PageReading(file=image.file, number=image.number, failure=str(error))
    except Exception:
        log.exception("page %d could not be read", image.number)
        message = "Halaman ini tidak dapat dibaca; pindai ulang dengan lebih jelas."
        return PageReading(file=image.file, number=image.number, failure=message)


def _read(image: PageImage, turn: int | None) -> PageReading:
    """Upright -> cards -> text -> marks -> print under marks -> marks without it -> quality -> kinds."""
    page = stand_upright(image) if turn is None else turned_as_told(image, turn)
    cards = tuple(read_card(found) for found in page.cards)
    lines = lines_outside(page.text.lines, cards)
    hulls = [hull(card.quad) for card in cards]
    inked = inked_page(page.pixels)
    marks = find_marks(page.pixels, lines, hulls, page.text.straight, inked)
    first, lines = lines, with_occluded_text(page.pixels, lines, marks)
    if lines != first:
        marks = find_marks(page.pixels, lines, hulls, page.text.straight, inked)
    height, width = page.pixels.shape[:2]
    reading = PageReading(
        file=image.file,
        number=image.number,
        rotation=page.rotation,
        width=width,
        height=height,
        reader=page.text.reader,
        lines=lines,
        cards=cards,
        marks=marks,
        quality=quality(page.pixels, image.dpi),
        is_handwritten=page.is_handwritten,
        straight=page.text.straight,
        separator=find_separator(page.pixels, lines),
    )
    return reading.model_copy(update={"kinds": page_kinds(reading)})
