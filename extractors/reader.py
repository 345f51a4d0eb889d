"""The order of reading: a page image becomes a PageReading, pages become documents, documents a case."""

import logging
from collections.abc import Sequence
from datetime import date

from extractors.bare_ink import inked_page
from extractors.calibration import Calibration, load_calibration
from extractors.children import FileReading
from extractors.classify import page_kinds
from extractors.complaint import complaint_fields
from extractors.corroboration import corroborated
from extractors.grouping import PageGroup, group_pages
from extractors.imaging import quality
from extractors.institution import institution_fields
from extractors.ktp import ktp_document, read_card
from extractors.letter.letter import read_letter
from extractors.lost_lines import with_lost_lines
from extractors.marks import find_marks
from extractors.page_parts import hull, lines_outside, stand_upright, turned_as_told
from extractors.pages import PageImage
from extractors.separator_sheet import find_separator
from models.case import Case, Channel
from models.checks import judge
from models.document import Document, Kind, PageRef
from models.errors import BerkasError
from models.field import Field
from models.page import PageReading
from models.service import Standards
from models.working_days import Calendar

log = logging.getLogger(__name__)

_FIELDS = {
    Kind.SURAT_PENGADUAN: complaint_fields,
    Kind.IDENTITAS_LEMBAGA: institution_fields,
}


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
    first, lines = lines, with_lost_lines(page.pixels, lines, marks)
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


def read_documents(
    pages: Sequence[PageReading],
    calibration: Calibration | None = None,
    *,
    channel: Channel | None = None,
) -> tuple[Document, ...]:
    """The documents of a case's pages: letters, papers and cards, each with its fields.

    `calibration`: the packaged one where none is given. `channel`: tips a letter that could be a
    request or a complaint.
    """
    papers = [_document(group) for group in group_pages(pages, channel)]
    curves = calibration or load_calibration()
    return corroborated([curves.applied(document) for document in (*papers, *ktp_document(pages))])


def _document(group: PageGroup) -> Document:
    """A group's document; pages scanned twice are listed and not read again."""
    listed = (*group.pages, *group.doubles)
    refs = tuple(PageRef(file=page.file, page=page.number, rotation=page.rotation) for page in listed)
    if group.kind is Kind.SURAT_PERMOHONAN:
        letter = read_letter(group.pages)
        return Document(kind=group.kind, pages=refs, fields=letter.fields, persons=letter.persons)
    reader = _FIELDS.get(group.kind)
    fields: dict[str, Field] = reader(group.pages) if reader else {}
    return Document(kind=group.kind, pages=refs, fields=fields)


def read_case(
    readings: Sequence[FileReading],
    *,
    channel: Channel,
    received_on: date,
    standards: Standards,
    calendar: Calendar,
    service: str | None = None,
    calibration: Calibration | None = None,
) -> Case:
    """The case of these files: documents read and judged. `service`: a person's choice, which is kept."""
    pages = [page for reading in readings for page in reading.pages if page.failure is None]
    findings = [finding for reading in readings for finding in reading.findings]
    return judge(
        read_documents(pages, calibration, channel=channel),
        channel=channel,
        received_on=received_on,
        standards=standards,
        calendar=calendar,
        service=service,
        findings=findings,
    )
