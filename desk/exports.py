"""The list of cases as CSV or XLSX: NIK as text and masked unless allowed, cells that a spreadsheet would
run made harmless."""

import csv
import io
from collections.abc import Iterator, Sequence

from django.contrib.auth.models import User
from django.db.models import QuerySet

from desk import words
from desk.models import CaseRow, FieldRow
from desk.rights import may
from desk.sheets import Cell, as_sheet
from models.clean import safe_cell
from models.field_spec import FieldType, of_type

HEADER = (
    "Nomor", "Status", "Layanan", "Kelengkapan", "Saluran", "Diterima", "Batas tanggapan", "Batas layanan",
    "Pemohon", "NIK", "Koperasi", "Perihal", "Kecamatan", "Isian ragu", "Diputus",
)  # fmt: skip
MOST = 20_000
"""Rows of one export; a year of the office has fewer."""
BATCH = 500


def rows(cases: QuerySet[CaseRow], user: User) -> Iterator[list[Cell]]:
    """The lines of the export: texts made harmless, dates and numbers as what they are."""
    is_full = may(user, "lihat_nik")
    wanted = cases.defer("verdicts", "findings").order_by("received_at", "id")[:MOST]
    batch: list[CaseRow] = []
    for row in wanted.iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield from _lines(batch, is_full)
            batch = []
    yield from _lines(batch, is_full)


def _lines(batch: Sequence[CaseRow], is_full: bool) -> Iterator[list[Cell]]:
    niks = _niks([row.id for row in batch])
    for row in batch:
        nik = niks.get(row.id, "")
        cells: list[Cell] = [
            row.id, words.label(row.status), words.label(row.service) if row.service else "",
            words.label(row.completeness) if row.completeness else "", words.label(row.channel),
            row.received_on, row.response_due, row.service_due, row.applicant,
            nik if is_full else words.mask_nik(nik), row.koperasi, row.subject, row.kecamatan,
            row.doubtful, row.decided_on,
        ]  # fmt: skip
        yield [safe_cell(cell) if isinstance(cell, str) else cell for cell in cells]


def _niks(ids: Sequence[str]) -> dict[str, str]:
    """The NIK of each case: the KTP's, else the letter's."""
    found: dict[str, str] = {}
    fields = FieldRow.objects.filter(
        document__case_id__in=ids, name__in=of_type(FieldType.NIK)
    ).select_related("document")
    for field in sorted(fields, key=lambda item: item.name != "nik"):
        if isinstance(field.value, str):
            found.setdefault(field.document.case_id, field.value)
    return found


def as_csv(lines: Iterator[list[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read the accents."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    writer.writerows(["" if cell is None else str(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Iterator[list[Cell]]) -> bytes:
    """A workbook; a NIK stays a text (as a number it would lose its last digit)."""
    return as_sheet("Berkas", HEADER, lines)
