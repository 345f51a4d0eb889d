"""What a receipt says (its paper: desk/paperwork/receipts.py), and the sheet of an oral complaint as PDF."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

import segno
from django.contrib.auth.models import User
from django.utils import timezone
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from desk import facts, joined, words
from desk.models import CaseRow, ReceiptRow
from models.papers.names import proper_name
from models.wording import long_date, mid_sentence

STYLES = getSampleStyleSheet()
BODY = ParagraphStyle("isi", parent=STYLES["Normal"], fontName="Helvetica", fontSize=11, leading=16)
HEAD = ParagraphStyle("kop", parent=BODY, alignment=TA_CENTER, fontName="Helvetica-Bold")
SMALL = ParagraphStyle("kecil", parent=BODY, fontSize=9, leading=12, alignment=TA_CENTER)


@dataclass(frozen=True)
class OralComplaint:
    """A complaint made in person, by telephone or a message, as the officer wrote it down."""

    channel: str
    received_on: date
    name: str = ""
    nik: str = ""
    address: str = ""
    phone: str = ""
    about: str = ""
    matter: str = ""
    officer: str = ""


@dataclass(frozen=True)
class Receipt:
    """What a tanda terima says; `number`: the tracking number to ask with."""

    number: str
    received_on: date
    channel: str
    giver: str
    subject: str
    files: int
    officer: str


def qr_svg(text: str) -> str:
    """The QR code as an SVG of attributes alone (fits the Content-Security-Policy)."""
    return str(
        segno.make(text, error="m", micro=False).svg_inline(
            omitsize=True, border=2, svgclass=None, lineclass=None
        )
    )


def receipt_of_slip(row: ReceiptRow) -> Receipt:
    """The receipt given at the counter."""
    case = joined.of_number(row.number)
    return Receipt(
        number=case.id if case else row.number,
        received_on=timezone.localdate(row.at),
        channel=row.channel,
        giver=row.giver,
        subject=row.subject,
        files=len(row.digests),
        officer=row.person.get_full_name() or row.person.username,
    )


def receipt_of_case(row: CaseRow, officer: User) -> Receipt:
    """The receipt of a case that came without one, e.g. through the watched folder."""
    slip = ReceiptRow.objects.select_related("person").filter(number=row.id).first()
    if slip:
        return receipt_of_slip(slip)
    return Receipt(
        number=row.id,
        received_on=row.received_on,
        channel=row.channel,
        giver=proper_name(row.applicant),
        subject=row.subject,
        files=row.files.count(),
        officer=officer.get_full_name() or officer.username,
    )


def code_text(number: str) -> str:
    """What the receipt's QR holds: the tracking page of the number when the office offers it, else the
    number."""
    address = facts.settings().tracking_url.rstrip("/")
    return f"{address}/lacak/{number}/" if address else number


def receipt_lines(receipt: Receipt) -> Sequence[tuple[str, str]]:
    """Label and value of what the receipt says; no NIK and no matter of the complaint."""
    return (
        (
            "Diterima",
            f"{long_date(receipt.received_on)}, melalui {mid_sentence(words.label(receipt.channel))}",
        ),
        ("Dari", receipt.giver),
        ("Perihal", receipt.subject),
        ("Jumlah berkas", str(receipt.files)),
        ("Kontak kantor", facts.office().contact_words),
    )


@dataclass(frozen=True)
class Print:
    """A PDF and how many pages it has."""

    body: bytes
    pages: int


def oral_complaint(complaint: OralComplaint) -> Print:
    """The officer's sheet: the print of what was typed, for the file; nobody reads it back."""
    identity = [
        ("Nama", complaint.name),
        ("NIK", complaint.nik),
        ("Alamat", complaint.address),
        ("No. Telepon", complaint.phone),
    ]
    rows = [[label, ":", Paragraph(escape(value), BODY)] for label, value in identity if value]
    opening = "Identitas pelapor:" if rows else "Pelapor tidak menyebutkan identitas."
    parts: list[Flowable] = [
        Paragraph("CATATAN PENGADUAN", HEAD),
        Paragraph(f"(disampaikan melalui {escape(words.label(complaint.channel))}, dicatat petugas)", SMALL),
        Spacer(1, 6 * mm),
        Paragraph(f"{escape(facts.office().city)}, {long_date(complaint.received_on)}", BODY),
        Paragraph(f"Yth. Kepala {escape(facts.office().name)}", BODY),
        Spacer(1, 4 * mm),
        Paragraph(opening, BODY),
        *([Table(rows, colWidths=[35 * mm, 5 * mm, 120 * mm], hAlign="LEFT")] if rows else []),
        Spacer(1, 3 * mm),
        *([Paragraph(f"Yang diadukan: {escape(complaint.about)}", BODY)] if complaint.about else []),
        Paragraph("Materi pengaduan:", BODY),
        *(Paragraph(escape(part), BODY) for part in complaint.matter.split("\n") if part.strip()),
        Spacer(1, 8 * mm),
        Paragraph(f"Dicatat oleh petugas: {escape(complaint.officer)}", BODY),
    ]
    return printed(parts, A4, title="Catatan pengaduan")


def printed(parts: list[Flowable], size: tuple[float, float], *, title: str) -> Print:
    """The same, with its number of pages."""
    out = io.BytesIO()
    margin = 25 * mm
    template = SimpleDocTemplate(
        out,
        pagesize=size,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=margin,
        title=title,
        lang="id",
    )
    template.build(parts)
    return Print(out.getvalue(), template.page)
