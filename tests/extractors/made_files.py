"""Files made by the tests themselves: small PDFs, bombs and damaged images."""

import io
import struct
import zlib
from pathlib import Path

import pikepdf
from PIL import Image


def one_page_pdf(width: float, height: float, text: str, *, render_mode: int = 0) -> bytes:
    """A PDF of one page with one line of Helvetica."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    content = f"BT /F1 12 Tf {render_mode} Tr 72 {height / 2:.0f} Td ({text}) Tj ET".encode()
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, width, height],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
        Contents=pdf.make_stream(content),
    )
    pdf.pages.append(pikepdf.Page(page))
    return _saved(pdf)


def _saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, **how)  # type: ignore[arg-type]
    return stream.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    pdf = pikepdf.open(io.BytesIO(one_page_pdf(200, 200, "rahasia")))
    return _saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))


def huge_png(width: int, height: int) -> bytes:
    """A PNG header that claims so many pixels, with next to no data."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def _jpeg() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (64, 64), (200, 10, 10)).save(stream, "JPEG")
    return stream.getvalue()


def made_hostile_files(folder: Path) -> list[Path]:
    """A dozen files that broke readers elsewhere, in kind."""
    pdf = one_page_pdf(300, 300, "halo")
    stream_bomb = pikepdf.new()
    stream_bomb.add_blank_page(page_size=(300, 300))
    stream_bomb.pages[0].Contents = stream_bomb.make_stream(b"q " * 200_000)
    contents = {
        "potong.pdf": pdf[: len(pdf) // 2],
        "tanpa-akhir.pdf": pdf.replace(b"%%EOF", b""),
        "sampah-di-depan.pdf": b"\0" * 500 + pdf,
        "xref-rusak.pdf": pdf.replace(b"startxref", b"startxxxx"),
        "hanya-kepala.pdf": b"%PDF-1.7\n",
        "halaman-nol.pdf": one_page_pdf(300, 300, "x").replace(b"/Count 1", b"/Count 9"),
        "tumpukan-q.pdf": _saved(stream_bomb),
        "raksasa.pdf": one_page_pdf(1e7, 1e7, "x"),
        "potong.jpg": _jpeg()[:200],
        "hanya-penanda.jpg": b"\xff\xd8\xff\xe0",
        "bom.png": huge_png(50000, 50000),
        "palsu.tif": b"II*\x00" + b"\xff" * 64,
        "lingkar.tif": b"II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00",
        "teks.png": b"ini bukan gambar",
        "nama 'aneh' \"kutip\" \U0001f600.pdf": pdf,
    }
    made = []
    for name, data in contents.items():
        path = folder / name
        path.write_bytes(data)
        made.append(path)
    return made
