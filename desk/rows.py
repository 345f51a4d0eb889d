"""From a read case (nouns) to the desk's rows, and back."""

import hmac
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

from django.conf import settings

from desk import facts, set_aside
from desk.models import CaseFile, CaseRow, DocumentRow, FieldRow, PageRow
from desk.same_papers import same_papers
from desk.topics import topic_of
from models.case import Case
from models.document import Document, Kind, LetterKnowledge, PageRef
from models.field import Field
from models.field_spec import FIELD_NAMES, places
from models.letter_fields import KOPERASI_PLACES
from models.page import PageReading

PERSON_FIELDS = places("nama")
"""Where the applicant's name is looked for, best first."""
SUBJECT_FIELDS = (*places("perihal"), *places("pokok"))
MATTER_FIELDS = (*places("pokok"), *places("perihal"))
NIK_FIELDS = tuple(sorted(places("nik"), key=lambda place: place[0] is not Kind.KTP))
KECAMATAN_FIELDS = ((Kind.KTP, "kecamatan"),)


def pack(text: str) -> bytes:
    """Text for a binary column; OCR JSON shrinks to about an eighth."""
    return zlib.compress(text.encode(), level=6)


def unpack(data: bytes | memoryview) -> str:
    """The text that was packed."""
    return zlib.decompress(bytes(data)).decode()


def nik_digest(nik: str | None) -> str:
    """Keyed digest of a NIK, so that the same person is found without a list of NIKs in clear."""
    digits = "".join(char for char in nik or "" if char.isdigit())
    return hmac.new(settings.NIK_KEY, digits.encode(), sha256).hexdigest() if len(digits) == 16 else ""


def first_text(documents: Iterable[Document], places: Sequence[tuple[Kind, str]]) -> str:
    """The first non-empty text among the named fields."""
    documents = tuple(documents)
    for kind, name in places:
        for document in documents:
            if document.kind is kind and (text := document.text(name)):
                return " ".join(text.split())
    return ""


def fill_summary(row: CaseRow, case: Case) -> None:
    """Sets the columns of the queue from the judged case; the caller saves."""
    documents = case.documents
    row.service = case.service
    row.completeness = case.completeness.status.value
    row.response_due = case.deadlines.response_due
    row.service_due = case.deadlines.service_due
    set_due(row)
    row.applicant = first_text(documents, PERSON_FIELDS)[:200]
    row.koperasi = first_text(documents, KOPERASI_PLACES)[:200]
    row.subject = first_text(documents, SUBJECT_FIELDS)[:300]
    row.topic = topic_of(first_text(documents, MATTER_FIELDS))
    row.kecamatan = first_text(documents, KECAMATAN_FIELDS)[:80].upper()
    row.nik_hash = nik_digest(first_text(documents, NIK_FIELDS))
    row.verdicts = [verdict.model_dump(mode="json") for verdict in case.completeness.requirements]
    row.findings = [finding.model_dump(mode="json") for finding in case.findings]
    hide_by_rule(row)


def hide_by_rule(row: CaseRow) -> None:
    """A complaint about the office's own people is confidential until a person says otherwise; the caller
    saves. Nothing is opened by rule."""
    if row.is_confidential or row.is_confidential_set or row.service not in facts.confidential_services():
        return
    row.is_confidential = True
    if row.assignee and not row.assignee.has_perm("desk.lihat_rahasia"):
        row.assignee = None


def set_due(row: CaseRow) -> None:
    """The next date that binds: the response's until it was given, else the service's."""
    response_due = None if row.answered_at else row.response_due
    row.due_on = response_due or row.service_due
    row.sort_on = row.due_on or date.max


def write_documents(row: CaseRow, documents: Sequence[Document]) -> list[DocumentRow]:
    """Replaces the documents; what a person said of a field stays with that field of the same paper. Returns
    the former documents that are no more (their rows are gone)."""
    before = list(row.documents.prefetch_related("fields"))
    former = same_papers(before, documents)
    row.documents.all().delete()
    fields: list[FieldRow] = []
    for position, document in enumerate(documents):
        made = DocumentRow(
            case=row,
            position=position,
            kind=document.kind.value,
            pages=[page.model_dump() for page in document.pages],
            known=document.known.model_dump(mode="json", exclude_defaults=True),
            is_typed=document.is_typed,
        )
        was = former.get(position)
        if was:
            set_aside.carry(was, made)
        made.save()
        kept = {field.name: field for field in was.fields.all() if field.is_person} if was else {}
        fields.extend(
            _isian(made, place, name, document.field(name), kept.get(name))
            for place, name in enumerate(FIELD_NAMES[document.kind])
        )
    FieldRow.objects.bulk_create(fields, batch_size=200)
    row.doubtful = sum(field.is_doubtful for field in fields)
    read = [field for field in fields if not field.document.is_typed]
    row.fields_read = sum(field.machine_value is not None or field.needs_review for field in read)
    row.fields_doubtful = sum(field.needs_review for field in fields)
    return [document for document in before if document not in former.values()]


def is_read(row: CaseRow) -> bool:
    """Whether the machine has read the case."""
    return row.read_at is not None


def has_person_values(row: CaseRow) -> bool:
    """Whether a person has said something of a field."""
    return FieldRow.objects.filter(document__case=row, is_person=True).exists()


def _isian(document: DocumentRow, position: int, name: str, field: Field, kept: FieldRow | None) -> FieldRow:
    isian = FieldRow(
        document=document,
        name=name,
        position=position,
        machine_value=field.value,
        raw=field.raw,
        second=field.second,
        in_full=field.in_full,
        confidence=field.confidence,
        needs_review=field.needs_review,
        page=field.page,
        box=list(field.box) if field.box else None,
    )
    if kept:
        set_aside.take_words(isian, kept)
    return isian


def read_documents(row: CaseRow) -> tuple[Document, ...]:
    """The case's documents as nouns: a person's value counts as sure (confidence 1, no review)."""
    return tuple(
        Document(
            kind=Kind(document.kind),
            pages=tuple(PageRef(**page) for page in document.pages),
            fields={field.name: as_field(field) for field in document.fields.all()},
            known=LetterKnowledge.model_validate(document.known),
            is_typed=document.is_typed,
        )
        for document in row.documents.prefetch_related("fields")
    )


def as_field(isian: FieldRow) -> Field:
    """The field as the nouns know it."""
    return Field(
        value=isian.value,
        raw=isian.raw,
        in_full=isian.in_full,
        confidence=1.0 if isian.is_person else isian.confidence,
        needs_review=isian.is_doubtful,
        page=isian.page,
        box=tuple(isian.box) if isian.box else None,
    )


def write_pages(files: Sequence[CaseFile], pages: Sequence[PageReading]) -> None:
    """Keeps the page readings with their stored files. One that failed takes the place of no reading of the
    page as it stands: another case may have it."""
    by_name = {file.name: file.file_id for file in files}
    for page in pages:
        if page.file not in by_name:
            continue
        before = PageRow.objects.filter(
            file_id=by_name[page.file], number=page.number, rotation=page.rotation, failure=""
        )
        if page.failure and before.exists():
            continue
        PageRow.objects.update_or_create(
            file_id=by_name[page.file],
            number=page.number,
            defaults={
                "reading": pack(page.model_dump_json()),
                "rotation": page.rotation,
                "width": page.width,
                "height": page.height,
                "kind": page.kinds[0][0].value if page.kinds else "",
                "failure": page.failure or "",
                "is_handwritten": page.is_handwritten,
            },
        )


def searchable_text(row: CaseRow, lines: Iterable[str]) -> str:
    """Everything worth finding the case by: its number, its fields as they count now and its pages' lines."""
    parts = [row.id, row.applicant, row.koperasi, row.subject]
    for document in row.documents.prefetch_related("fields"):
        parts.extend(field.value for field in document.fields.all() if isinstance(field.value, str))
    return "\n".join([*parts, *lines])
