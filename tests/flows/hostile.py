"""Files made to break a reader, made on the spot: (name, content, words its reason must carry or None)."""

import struct
import zlib

from tests.flows.files import JPEG, PDF, PNG, TIFF, letter_pdf, png_of_size

ENCRYPTED = (
    b"%PDF-1.6\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"28" * 32 + b">/U<" + b"BF" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF\n"
)
"""A PDF whose password nobody knows."""


def _nested_pdf() -> bytes:
    """Arrays within arrays, 20,000 deep: a parser that recurses dies."""
    return PDF.replace(b"/Kids[]", b"/Kids" + b"[" * 20_000 + b"]" * 20_000)


def _page_tree_loop() -> bytes:
    """A page tree that is its own child."""
    return PDF.replace(b"/Count 0/Kids[]", b"/Count 9/Kids[2 0 R]")


def _flate_bomb() -> bytes:
    """A page whose content unpacks to 200 MB of drawing operators."""
    packed = zlib.compress(b"0 0 m 99 99 l S\n" * 12_500_000, 9)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


def _huge_paper() -> bytes:
    """A page of 5 km by 5 km."""
    return PDF.replace(b"/Count 0/Kids[]", b"/Count 1/Kids[<</Type/Page/MediaBox[0 0 14400000 14400000]>>]")


def _tiff_loop() -> bytes:
    """A TIFF whose second directory is its first."""
    (first,) = struct.unpack("<I", TIFF[4:8])
    (entries,) = struct.unpack("<H", TIFF[first : first + 2])
    end = first + 2 + 12 * entries
    return TIFF[:end] + struct.pack("<I", first) + TIFF[end + 4 :]


MADE: tuple[tuple[str, bytes], ...] = (
    ("kosong.pdf", b""),
    ("raksasa.png", png_of_size(30_000, 30_000)),
    ("sandi.pdf", ENCRYPTED),
    ("dalam.pdf", _nested_pdf()),
    ("lingkar.pdf", _page_tree_loop()),
    ("bom.pdf", _flate_bomb()),
    ("lebar.pdf", _huge_paper()),
    ("lingkar.tif", _tiff_loop()),
    ("terpotong.jpg", JPEG[: len(JPEG) // 2]),
    ("rusak.png", PNG[:40] + b"\0" * 40 + PNG[80:]),
    ("tanpa-halaman.pdf", PDF),
    ("bukan.pdf", b"Ini hanya teks biasa.\n"),
    ("skrip.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"),
    ("nol.jpg", b"\xff\xd8\xff" + b"\0" * 5000 + b"\xff\xd9"),
)

GOOD = ("a 'kutip' \"ganda\" 😀 surat.pdf", letter_pdf("baik"))
"""A good file with a name that quoting would break."""
