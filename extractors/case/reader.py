"""The order of reading a case: page readings become documents, documents a case. No pixel is touched."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from extractors.case.asking import likely_names, who_asks
from extractors.case.attachments import (
    PERSONS_LICENCE,
    attachment_findings,
    attachment_name,
    lone_cards,
    without_covering,
)
from extractors.case.copied_papers import parted
from extractors.case.corroboration import corroborated
from extractors.case.grouping import PageGroup
from extractors.case.institution import institution_fields, is_persons
from extractors.case.ktp_documents import ktp_document
from extractors.case.letter_guess import documents_in
from extractors.case.letters import (
    SeenLetter,
    addressee,
    letter_choices,
    letter_kind,
    seen_letter,
    service_of,
)
from extractors.case.name_rereading import Look, LooksAgain, look_by, looked_twice, respelled
from extractors.case.rivals import settled
from extractors.case.sheets import lacks_sheet
from extractors.fields.calibration import Calibration, load_calibration
from extractors.fields.office_names import read_for
from extractors.ranking.proxies import Proxies
from extractors.ranking.roles import NAMES
from extractors.text.letter_sections import dissect
from models.case import Case, Channel
from models.checks import judge
from models.complaint_check import as_named
from models.document import Document, Kind, LetterKnowledge, PageRef
from models.doubt import is_sure
from models.field import Field
from models.file_reading import FileReading
from models.page import PageReading
from models.service import Standards
from models.working_days import Calendar


def read_documents(
    pages: Sequence[PageReading],
    calibration: Calibration | None = None,
    *,
    channel: Channel | None = None,
    look: Look | None = None,
    received_on: date | None = None,
) -> tuple[Document, ...]:
    """The documents of a case's pages: letters, papers and cards, each with its fields.

    `calibration`: the packaged one where none is given. `channel`: tips a letter that could be a
    request or a complaint. `look`: a second look at names. `received_on`: no letter is younger.
    """
    last = received_on or date.max
    found = [_document(group, channel, last) for group in documents_in(parted(pages), channel)]
    found += ktp_document(pages)
    finished = partial(_finished, pages=pages, curves=calibration or load_calibration())
    documents = finished(found, look)
    if any(document.other_reading for document in found):
        others = finished([document.other_reading or document for document in found], None)
        documents = [
            document.model_copy(update={"other_reading": other if document.known.may_be else None})
            for document, other in zip(documents, others, strict=True)
        ]
    return (*without_covering(documents), *lone_cards(pages, documents))


def _finished(
    found: Sequence[Document],
    look: Look | None,
    *,
    pages: Sequence[PageReading],
    curves: Calibration,
) -> Sequence[Document]:
    """The documents of a case, calibrated and held against each other."""
    chosen = [respelled(curves.applied(document)) for document in found]
    read = looked_twice(chosen, pages, look) if look else chosen
    return [_concluded(as_named(document)) for document in settled(corroborated(read), read)]


def _concluded(document: Document) -> Document:
    """No guess any more is a letter that surely says to whom it is written and what for."""
    known = document.known
    is_guess = known.is_guess and not (known.says_what and is_sure(document, "tujuan"))
    return document.knowing(is_guess=is_guess)


def _document(group: PageGroup, channel: Channel | None, last: date) -> Document:
    """A group's document; pages scanned twice are listed and not read again. `last`: no letter is younger."""
    listed = (*group.pages, *group.doubles)
    refs = tuple(PageRef(file=page.file, page=page.number, rotation=page.rotation) for page in listed)
    if group.kind in NAMES:
        seen = seen_letter(group.pages)
        told = letter_kind(seen, group.pages, channel)
        letter = _letter(told.kind, seen, refs, last)
        other = _letter(told.may_be, seen, refs, last) if told.may_be else None
        said = {"service": service_of(told, seen), "other_reading": other}
        return letter.model_copy(update=said).knowing(may_be=told.may_be, is_guess=group.is_guess)
    if group.kind is Kind.IDENTITAS_LEMBAGA:
        paper = dissect(group.pages)
        if is_persons(paper):
            return Document(kind=Kind.LAMPIRAN, pages=refs, jenis=PERSONS_LICENCE)
        return Document(kind=group.kind, pages=refs, fields=institution_fields(paper))
    jenis = attachment_name(group.pages[0]) if group.kind is Kind.LAMPIRAN else None
    return Document(kind=group.kind, pages=refs, jenis=jenis)


def _letter(kind: Kind, seen: SeenLetter, pages: tuple[PageRef, ...], last: date) -> Document:
    """The letter, read as one of that kind; one written to him who would ask or complain is an answer."""
    chosen = letter_choices(kind, seen, last)
    asking = likely_names(chosen)
    known = LetterKnowledge(
        says_what=seen.says(chosen.fields),
        idle=1.0 if any(map(seen.is_written_to, asking)) else seen.idle,
        takes_back=seen.takes_back,
        is_voided=any(page.is_voided for page in seen.pages),
        lacks_sheet=lacks_sheet(seen.pages),
        unsure_persons=seen.unsure_persons,
        written_to=seen.read[kind].get("tujuan") or _written_to(seen),
    )
    if kind is Kind.SURAT_PERMOHONAN:
        known = who_asks(chosen, seen.persons, Proxies(seen.tagging), known)
    return Document(kind=kind, pages=pages, fields=chosen.fields, rivals=chosen.rivals, known=known)


def _written_to(seen: SeenLetter) -> Field:
    """Whom a complaint is written to; by hand its first sentence often runs on behind that (of 340 complaints
    four such addressees), so that it is in doubt."""
    written_to = addressee(seen)
    return written_to.model_copy(update={"needs_review": written_to.needs_review or seen.is_written})


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
    again: LooksAgain | None = None,
) -> Case:
    """The case of these files: documents read and judged. `service`: a person's choice, which is kept.
    `typed`: documents that a person typed; they come first. `again`: who looks a second time at names."""
    pages = [page for reading in readings for page in reading.pages if page.failure is None]
    paths = {reading.file: reading.path for reading in readings if reading.path}
    look = partial(look_by, again, paths) if again and paths else None
    with read_for(standards.office.known_as):
        documents = read_documents(pages, calibration, channel=channel, look=look, received_on=received_on)
    findings = [finding for reading in readings for finding in reading.findings]
    findings += attachment_findings(documents)
    return judge(
        (*typed, *documents),
        channel=channel,
        received_on=received_on,
        standards=standards,
        calendar=calendar,
        service=service,
        findings=findings,
    )
