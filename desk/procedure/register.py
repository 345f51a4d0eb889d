"""The month's register as XLSX (fields of the national complaint register) and its report as a paper's
content."""

import io
from collections.abc import Iterable
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from desk import facts, topics, words
from desk.models import Perkara
from desk.procedure import progress
from desk.procedure.limits import KEPT as IN_TIME
from desk.procedure.limits import NONE, OPEN, PASSED, RESPONSE, SERVICE, kept
from desk.procedure.performance import Line, Report, Share
from models.clean import safe_cell
from models.papers.common import signatory
from models.papers.content import Content, Section
from models.procedure.stages import PaperKind
from models.wording import MONTHS

HEADER = (
    "Nomor", "Diterima", "Saluran", "Layanan", "Pokok masalah", "Perihal", "Pelapor", "Koperasi", "Kecamatan",
    "Tahap", "Batas tanggapan", "Ditanggapi", "Tanggapan", "Batas layanan", "Tuntas", "Penyelesaian",
)  # fmt: skip
WIDTHS = (20, 12, 14, 28, 28, 40, 26, 28, 18, 30, 15, 12, 12, 14, 12, 14)
DATE_FORMAT = "DD-MM-YYYY"
HIDDEN = "(dirahasiakan)"
KEPT = {IN_TIME: "tepat waktu", PASSED: "terlambat", OPEN: "", NONE: ""}


def workbook(rows: Iterable[Perkara]) -> bytes:
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


def _cells(row: Perkara) -> list[str | date | None]:
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
    """The monthly report as a paper: the figures of the page, no names."""
    office = facts.office()
    lines = [(title, line) for title, table in found.tables for line in table]
    loads = tuple(
        f"{item.all.label}: {item.all.count}" + (f", terlambat {item.late.count}" if item.late.count else "")
        for item in found.load
    )
    summary = (
        f"Pada bulan {month_words(found.month)} diterima {found.total.count} berkas (bulan sebelumnya "
        f"{found.total.before}). {_share_words('Penyelesaian layanan', found.total.service_share)} "
        f"{_share_words('Tanggapan', found.total.response_share)}"
    )
    waiting = ", ".join(f"{item.label}: {item.count}" for item in found.waiting) or "tidak ada"
    return Content(
        kind=PaperKind.LAPORAN_HASIL,
        title=f"REGISTER DAN LAPORAN LAYANAN BULAN {month_words(found.month).upper()}",
        opening=(summary,),
        sections=(
            Section(title="Berkas yang belum tuntas menurut umur (hari kerja)", paragraphs=(waiting,)),
            Section(title="Beban petugas (berkas yang berjalan)", paragraphs=loads or ("tidak ada",)),
        ),
        columns=("Kelompok", "Uraian", "Diterima", "Bulan lalu", "Tepat waktu"),
        rows=tuple(
            (title, line.label, str(line.count), str(line.before), _percent(line)) for title, line in lines
        ),
        signers=(signatory(office),),
    )


def _percent(line: Line) -> str:
    percent = line.service_share.percent
    return "-" if percent is None else f"{percent} %"


def _share_words(what: str, share: Share) -> str:
    if share.percent is None:
        return f"{what}: belum ada yang jatuh tempo."
    return f"{what} tepat waktu {share.kept} dari {share.kept + share.passed} ({share.percent} %)."
