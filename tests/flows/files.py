"""Small whole files of each type, and hostile ones, made on the spot."""

import io
import struct
import zlib

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n%%EOF\n"
)


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8), 255).save(out, kind)
    return out.getvalue()


JPEG = _picture("JPEG")
PNG = _picture("PNG")
TIFF = _picture("TIFF")


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims this size and carries next to nothing (a decompression bomb when large)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * min(height * (width + 1), 50_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


LETTER = """KOPERASI SIMPAN PINJAM CONTOH SEJAHTERA
Jombang, 3 November 2026
Nomor : 12/KSP/XI/2026
Perihal : Permohonan konsultasi
Yth. Kepala Dinas Koperasi dan Usaha Mikro
di Jombang

Dengan hormat, yang bertanda tangan di bawah ini:
Nama : BUDI CONTOH
NIK : 3517091708909001
Alamat : Jl. Contoh No. 1 Jombang
mengajukan permohonan konsultasi tentang rapat anggota tahunan koperasi kami.

Hormat kami,

BUDI CONTOH"""


def letter_pdf(mark: str = "") -> bytes:
    """A one-page letter with a text layer; `mark` makes it differ from others."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    text = canvas.beginText(70, 770)
    text.setFont("Helvetica", 12)
    text.textLines(f"{LETTER}\n\nCONTOH {mark}")
    canvas.drawText(text)
    canvas.save()
    return out.getvalue()
