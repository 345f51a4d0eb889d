"""Letters of many people, with a text layer: quick to read, none like another."""

import io
import random

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

FIRST = ("SITI", "BUDI", "NUR", "AGUS", "SRI", "DEWI", "EKO", "ANIK", "HADI", "TUTIK", "SLAMET", "RINI")
LAST = ("AMINAH", "SANTOSO", "HIDAYATI", "PRASETYO", "WAHYUNI", "ROFIQ", "LESTARI", "NUGROHO", "UTAMI")
MATTERS = ("rapat anggota tahunan", "perubahan anggaran dasar", "simpanan anggota", "sisa hasil usaha")
LETTER = """KOPERASI {koperasi}
Jombang, {day} November 2026
Nomor : {number}/KSP/XI/2026
Perihal : Permohonan konsultasi
Yth. Kepala Dinas Koperasi dan Usaha Mikro
di Jombang

Dengan hormat, yang bertanda tangan di bawah ini:
Nama : {name}
NIK : {nik}
Alamat : Jl. Contoh No. {number} Jombang
mengajukan permohonan konsultasi tentang {matter} koperasi kami.

Hormat kami,

{name}

CONTOH"""


def letter_of(number: int) -> bytes:
    """The letter of an invented person, the same each time; the NIK's serial is that of samples."""
    dice = random.Random(number)
    name = f"{dice.choice(FIRST)} {dice.choice(LAST)} {dice.choice(LAST)}"
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(60, 99)
    nik = f"3517{dice.randint(1, 21):02}{day:02}{month:02}{year:02}{dice.randint(9001, 9999)}"
    text = LETTER.format(koperasi=f"CONTOH {dice.choice(LAST)} {number}", day=dice.randint(1, 27), name=name,
                         number=number + 1, nik=nik, matter=dice.choice(MATTERS))  # fmt: skip
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    lines = canvas.beginText(70, 770)
    lines.setFont("Helvetica", 12)
    lines.textLines(text)
    canvas.drawText(lines)
    canvas.save()
    return out.getvalue()
