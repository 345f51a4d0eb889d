"""An outgoing letter as PDF, in the form of an official letter (kop, nomor, sifat, lampiran, hal, Yth.)."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Paragraph, Spacer, Table

from desk.papers import as_pdf
from models.notice import Notice
from models.office import Office

BODY = ParagraphStyle("surat", fontName="Times-Roman", fontSize=12, leading=17, spaceAfter=7)
TEXT = ParagraphStyle("surat-isi", parent=BODY, alignment=TA_JUSTIFY)
RIGHT = ParagraphStyle("surat-kanan", parent=BODY, alignment=TA_RIGHT)
KOP = ParagraphStyle("surat-kop", parent=BODY, alignment=TA_CENTER, spaceAfter=0)
KOP_NAME = ParagraphStyle("surat-kop-nama", parent=KOP, fontName="Times-Bold", fontSize=14)
KOP_SMALL = ParagraphStyle("surat-kop-kecil", parent=KOP, fontSize=10, leading=13)
KOP_LEFT = ParagraphStyle("surat-kiri", parent=BODY, spaceAfter=0, leading=15)
TIGHT = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]
BLANK = "........................"
"""Where a pen fills in what the registry or the signer gives."""
SIGN_SPACE = 22 * mm
SIGN_LEFT = 85 * mm


def letter_pdf(notice: Notice, paragraphs: Sequence[str], office: Office) -> bytes:
    """The letter as it was decided, A4."""
    parts: list[Flowable] = [
        *_kop(office),
        Paragraph(escape(notice.place_and_date), RIGHT),
        *_head(notice),
        Spacer(1, 4 * mm),
        Paragraph("<br/>".join(escape(line) for line in notice.addressee), BODY),
        Spacer(1, 3 * mm),
        *(Paragraph(_lines(part), TEXT) for part in paragraphs),
        Spacer(1, 6 * mm),
        KeepTogether(_signature(notice)),
    ]
    return as_pdf(parts, A4, title=notice.subject)


def _kop(office: Office) -> list[Flowable]:
    head = office.letterhead
    contact = " - ".join(
        part for part in (f"Telepon {head.phone}" if head.phone else "", head.email, head.website) if part
    )
    return [
        Paragraph(escape(head.government), KOP),
        Paragraph(escape(head.name), KOP_NAME),
        Paragraph(escape(head.address), KOP_SMALL),
        *([Paragraph(escape(contact), KOP_SMALL)] if contact else []),
        HRFlowable(width="100%", thickness=1.6, color="black", spaceBefore=4, spaceAfter=8),
    ]


def _head(notice: Notice) -> list[Flowable]:
    rows = [
        ("Nomor", notice.number or BLANK),
        ("Sifat", notice.nature),
        ("Lampiran", notice.attachment),
        ("Hal", notice.subject),
    ]
    cells = [[Paragraph(label, KOP_LEFT), ":", Paragraph(escape(value), KOP_LEFT)] for label, value in rows]
    return [Table(cells, colWidths=[22 * mm, 4 * mm, 110 * mm], hAlign="LEFT", style=TIGHT)]


def _signature(notice: Notice) -> list[Flowable]:
    sign = ParagraphStyle("surat-ttd", parent=BODY, leftIndent=SIGN_LEFT, spaceAfter=0)
    position, names = notice.signatory[:1], notice.signatory[1:]
    return [
        *(Paragraph(escape(line), sign) for line in position),
        Spacer(1, SIGN_SPACE),
        *(Paragraph(escape(line), sign) for line in names or (f"({BLANK})",)),
    ]


def _lines(text: str) -> str:
    return "<br/>".join(escape(line) for line in text.strip().split("\n"))
