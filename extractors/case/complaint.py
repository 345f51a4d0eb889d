"""The fields of a complaint letter."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.case.accused import accused
from extractors.case.anonymity import anonymous
from extractors.case.complainant import find_writer
from extractors.case.complaint_date import letter_date
from extractors.case.complaint_matter import matter
from extractors.case.complaint_signature import is_signed
from extractors.fields.candidate import REVIEW_BELOW, Candidate, as_field
from extractors.fields.handwriting_normalisation import (
    case_normalised,
    is_hard,
    with_normalised_figures,
    with_normalised_labels,
)
from extractors.fields.labels import label_at
from extractors.fields.span import NOTHING, TextSpan
from extractors.text.chat import chat_in
from extractors.text.complaint_sections import ComplaintSections, complaint_sections, goes_on_told
from extractors.text.key_values import KeyValue
from extractors.text.letter_sections import LetterSections, dissected
from extractors.text.rows import Row, rows_of
from extractors.text.writer_types import Message
from models.field import Field
from models.field_spec import FREE_TEXT, FieldType, is_of
from models.page import PageReading

NEARER = 0.7
"""Times as far from its own label as from the next one, a line belongs to the next."""
NUMBERS = (FieldType.PHONE, FieldType.NIK)
"""Their form says little of handwriting: a misread figure is a figure."""
YES_OR_NO = (FieldType.INK, FieldType.FLAG)
"""What is told from ink, or from what is missing: misread letters do not touch it."""


def complaint_fields(
    pages: Sequence[PageReading], sections: LetterSections | None = None
) -> dict[str, Field]:
    """The fields of surat_pengaduan by the contract's names. `sections`: of these pages as they were read."""
    is_written = any(is_hard(page) for page in pages)
    message, letter = _sections(pages, sections, is_written=is_written)
    letter = replace(letter, pairs=tuple(_own_lines(pair, letter.rows) for pair in letter.pairs))
    filled = [pair for pair in letter.pairs if any(map(str.isalnum, pair.value.text))]
    pairs = {pair.key: pair for pair in reversed(filled)}
    parts = complaint_sections(letter, message.starts)
    writer = find_writer(parts, pairs, message.sent, is_written=is_written)
    story = matter(parts, writer)
    told = story.where if story else NOTHING
    found: dict[str, Candidate | None] = {
        "tanggal_surat": letter_date(parts, pairs, message.sent.date),
        "pelapor_nama": writer.name or (Candidate(None, writer.unread, "unread") if writer.unread else None),
        "pelapor_nik": writer.nik,
        "pelapor_alamat": writer.address,
        "pelapor_telepon": writer.phone,
        "terlapor": accused(pairs.get("terlapor"), told, _stretches(parts), is_written=is_written),
        "materi_pengaduan": story,
        "bertanda_tangan": is_signed(parts, pages, is_written=is_written),
        "anonim": anonymous(parts, writer),
    }
    return {name: _field(name, value, is_written) for name, value in found.items()}


def _sections(
    pages: Sequence[PageReading], sections: LetterSections | None, *, is_written: bool
) -> tuple[Message, LetterSections]:
    """What was written, without a message's heads, and its parts; `sections` where nothing is put right."""
    even = [case_normalised(page) for page in pages]
    even = [with_normalised_labels(with_normalised_figures(page)) for page in even] if is_written else even
    is_read = sections is not None and all(one is two for one, two in zip(even, pages, strict=True))
    rows = sections.rows if sections and is_read else rows_of(even)
    message = chat_in(rows) or Message(rows)
    return message, sections if sections and is_read and message.rows is rows else dissected(message.rows)


def _own_lines(pair: KeyValue, rows: Sequence[Row]) -> KeyValue:
    """The pair without lines that stand nearer to the next label, which is centred beside its value."""
    below = rows[pair.last_row + 1 : pair.last_row + 2]
    hit = label_at(below[0].text) if below and pair.label and pair.last_row > pair.row else None
    if hit is None or len(below[0].cells) > 1 or hit[1] < len(below[0].text.rstrip(" :")):
        return pair
    last, own = pair.last_row, pair.label.middle
    while last > pair.row and below[0].span.middle - rows[last].span.middle < NEARER * (
        rows[last].span.middle - own
    ):
        last -= 1
    taken = {token for row in rows[last + 1 : pair.last_row + 1] for token in row.span.tokens}
    kept = TextSpan(tuple(token for token in pair.value.tokens if token not in taken))
    return replace(pair, value=kept, last_row=last)


def _stretches(parts: ComplaintSections) -> list[TextSpan]:
    """What stands between head and closing, cut before each label."""
    told = [p for p in parts.letter.pairs if p.value or not goes_on_told(parts, p.row)]
    starts = {row for pair in told for row in (pair.row, pair.last_row + 1)}
    found: list[TextSpan] = [NOTHING]
    for index, row in enumerate(parts.rows[parts.head : parts.close], parts.head):
        if index in starts:
            found.append(NOTHING)
        found[-1] += row.span
    return found


def _field(name: str, found: Candidate | None, is_written: bool) -> Field:
    if found and is_written and not is_of(name, *YES_OR_NO):
        is_valid = None if is_of(name, *NUMBERS) else found.is_valid
        found = replace(found, is_valid=is_valid).weighed("weight.handwriting")
    field = as_field(found)
    return _long(field, found) if found and name in FREE_TEXT else field


def _long(field: Field, found: Candidate) -> Field:
    """A long text is judged by all its words: the weakest of sixty says nothing about the rest."""
    sure = found.prior * (0.4 + 0.6 * found.where.confidence)
    return field.model_copy(update={"confidence": sure, "needs_review": sure < REVIEW_BELOW})
