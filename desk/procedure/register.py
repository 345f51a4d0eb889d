"""The month's register as XLSX (fields of the national complaint register) and its report as a paper's
content."""

import io
from collections.abc import Iterable, Iterator
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from desk import facts, topics, words
from desk.models import CaseRow
from desk.procedure import progress
from desk.procedure.limits import KEPT as IN_TIME
from desk.procedure.limits import NONE, OPEN, PASSED, RESPONSE, SERVICE, kept
from desk.procedure.performance import Line, Report, Share
from models.clean import safe_cell
from models.papers.common import signatory
from models.papers.content import Content, OfficePaper, Section
from models.wording import MONTHS

HEADER = (
    "Nomor", "Diterima", "Saluran", "Layanan", "Pokok masalah", "Perihal", "Pelapor", "Koperasi", "Kecamatan",
    "Tahap", "Batas tanggapan", "Ditanggapi", "Tanggapan", "Batas layanan", "Tuntas", "Penyelesaian",
)  # fmt: skip
WIDTHS = (20, 12, 14, 28, 28, 40, 26, 28, 18, 30, 15, 12, 12, 14, 12, 14)
DATE_FORMAT = "DD-MM-YYYY"
HIDDEN = "(dirahasiakan)"
KEPT = {IN_TIME: "tepat waktu", PASSED: "terlambat", OPEN: "", NONE: ""}


def workbook(rows: Iterable[CaseRow]) -> bytes:
    """The cases of `performance.cases`. Real dates and a filter; a confidential complainant is not named."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Register"
    sheet.append(HEADER)
    for place, width in enumerate(WIDTHS, start=1):
        cell = sheet.cell(1, place)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in rows:
        sheet.append(_cells(row))
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, date):
                cell.number_format = DATE_FORMAT
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(row: CaseRow) -> list[str | date | None]:
    stage, process = progress.stage_of(row), progress.process_of(row)
    texts = [
        words.label(row.channel), words.label(row.service) if row.service else "",
        topics.LABELS.get(row.topic, ""), row.subject, HIDDEN if row.is_confidential else row.applicant,
        row.koperasi, row.kecamatan.title(), stage.name if stage else words.label(row.status),
    ]  # fmt: skip
    return [
        row.id, row.received_on, *(safe_cell(text) for text in texts), row.response_due,
        row.answered_at.date() if row.answered_at else None, KEPT[kept(row, RESPONSE)], row.service_due,
        process.ended_on if process else None, KEPT[kept(row, SERVICE)],
    ]  # fmt: skip


def month_words(month: date) -> str:
    """`Maret 2026`."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def content(found: Report) -> Content:
    """The monthly report as a paper: the figures of the page, no complainant's name."""
    office = facts.office()
    return Content(
        kind=OfficePaper.LAPORAN_BULANAN,
        title="LAPORAN BULANAN PELAYANAN",
        subject=f"Bulan {month_words(found.month)}",
        opening=(_summary(found), COUNTED),
        columns=COLUMNS,
        rows=tuple(_rows(found)),
        sections=(
            Section(
                title="Berkas yang belum tuntas, menurut umur dalam hari kerja", paragraphs=_waiting(found)
            ),
            Section(title="Beban petugas", paragraphs=_loads(found)),
        ),
        signers=(signatory(office),),
    )


COUNTED = (
    "Berkas dihitung pada bulan diterimanya. Tepat waktu dan terlambat dihitung dari yang sudah selesai atau "
    "sudah melewati batasnya; yang masih berjalan tidak dihitung."
)
COLUMNS = (
    "Uraian", "Diterima", "Bulan lalu", "Layanan tepat waktu", "Layanan terlambat", "Tanggapan tepat waktu",
    "Tanggapan terlambat",
)  # fmt: skip
"""Of the template laporan_bulanan.docx, whose table has as many columns."""


def _summary(found: Report) -> str:
    total = found.total
    return (
        f"Pada bulan {month_words(found.month)} diterima {total.count} berkas; pada bulan sebelumnya "
        f"{total.before}. {_share_words('Penyelesaian layanan', total.service_share)} "
        f"{_share_words('Tanggapan', total.response_share)}"
    )


def _rows(found: Report) -> Iterator[tuple[str, ...]]:
    """A heading of one cell, its lines below; all cases first."""
    yield ("Seluruh layanan",)
    yield ("Jumlah", *_row(found.total)[1:])
    for title, lines in found.tables:
        if lines:
            yield (f"Menurut {title[0].lower()}{title[1:]}",)
            yield from (_row(line) for line in lines)


def _row(line: Line) -> tuple[str, ...]:
    """The figures of a line in the order of COLUMNS."""
    service, response = line.service_share, line.response_share
    numbers = (line.count, line.before, service.kept, service.passed, response.kept, response.passed)
    return (line.label, *map(str, numbers))


def _waiting(found: Report) -> tuple[str, ...]:
    return tuple(f"{item.label}: {item.count} berkas" for item in found.waiting) or ("Tidak ada.",)


def _loads(found: Report) -> tuple[str, ...]:
    return tuple(
        f"{item.all.label}: {item.all.count} berkas berjalan"
        + (f", {item.late.count} di antaranya terlambat" if item.late.count else "")
        for item in found.load
    ) or ("Tidak ada berkas yang berjalan.",)


def _share_words(what: str, share: Share) -> str:
    if share.percent is None:
        return f"{what}: belum ada yang jatuh tempo."
    return f"{what} tepat waktu {share.kept} dari {share.kept + share.passed} ({share.percent} %)."
