"""The order of reading a case: page readings become documents, documents a case. No pixel is touched."""

from collections.abc import Sequence
from datetime import date

from extractors.case.complaint import complaint_fields
from extractors.case.corroboration import corroborated
from extractors.case.grouping import PageGroup, group_pages
from extractors.case.institution import institution_fields
from extractors.case.ktp_documents import ktp_document
from extractors.case.request import read_letter
from extractors.fields.calibration import Calibration, load_calibration
from extractors.page.children import FileReading
from models.case import Case, Channel
from models.checks import judge
from models.document import Document, Kind, PageRef
from models.field import Field
from models.page import PageReading
from models.service import Standards
from models.working_days import Calendar

_FIELDS = {
    Kind.SURAT_PENGADUAN: complaint_fields,
    Kind.IDENTITAS_LEMBAGA: institution_fields,
}


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
    typed: Sequence[Document] = (),
) -> Case:
    """The case of these files: documents read and judged. `service`: a person's choice, which is kept.
    `typed`: documents that a person typed; they come first."""
    pages = [page for reading in readings for page in reading.pages if page.failure is None]
    findings = [finding for reading in readings for finding in reading.findings]
    return judge(
        (*typed, *read_documents(pages, calibration, channel=channel)),
        channel=channel,
        received_on=received_on,
        standards=standards,
        calendar=calendar,
        service=service,
        findings=findings,
    )
