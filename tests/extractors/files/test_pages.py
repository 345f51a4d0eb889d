"""Files to page images: magic bytes decide, caps hold, what can't be read is a named error."""

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.files.pages import count_pages, file_type, load_page
from models.errors import DamagedFile, EncryptedFile, PageError, TooLarge, UnsupportedFile
from models.file_type import FileType
from models.limits import DEFAULT_LIMITS, MIB, Limits
from tests.extractors.made_files import huge_png, locked_pdf, made_hostile_files, one_page_pdf


def _picture(width: int = 200, height: int = 120) -> Image.Image:
    ramp = np.linspace(0, 255, width, dtype=np.uint8)
    return Image.fromarray(np.repeat(ramp[None, :], height, axis=0))


def test_magic_bytes_decide_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "foto.pdf"
    _picture().save(path, format="JPEG")
    assert file_type(path) is FileType.JPEG
    assert load_page(path, 1).pixels.shape == (120, 200, 3)


def test_multi_page_tiff_page_by_page(tmp_path: Path) -> None:
    path = tmp_path / "tumpukan.tif"
    pages = [_picture(100 + 20 * k, 80) for k in range(3)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    assert count_pages(path) == 3
    assert [load_page(path, k).pixels.shape[1] for k in (1, 2, 3)] == [100, 120, 140]
    with pytest.raises(PageError):
        load_page(path, 4)


def test_exif_turn_is_applied_once(tmp_path: Path) -> None:
    path = tmp_path / "miring.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    _picture(300, 100).save(path, exif=exif)
    assert load_page(path, 1).pixels.shape == (300, 100, 3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_mode_becomes_bgr(tmp_path: Path, mode: str) -> None:
    image = Image.new("I;16", (40, 30), 30000) if mode == "I;16" else _picture(40, 30).convert(mode)
    path = tmp_path / "gambar.tif"
    image.save(path, format="TIFF")
    pixels = load_page(path, 1).pixels
    assert pixels.shape == (30, 40, 3)
    assert pixels.dtype == np.uint8


def test_transparency_is_white_paper(tmp_path: Path) -> None:
    path = tmp_path / "bening.png"
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(path)
    assert load_page(path, 1).pixels.min() == 255


def test_dpi_is_kept_where_it_names_paper(tmp_path: Path) -> None:
    path = tmp_path / "a4.png"
    _picture(1654, 2339).save(path, dpi=(200, 200))
    assert load_page(path, 1).dpi == pytest.approx(200, abs=0.1)
    _picture(3000, 2000).save(tmp_path / "kamera.jpg", dpi=(72, 72))
    assert load_page(tmp_path / "kamera.jpg", 1).dpi is None


def test_fax_pixels_become_square(tmp_path: Path) -> None:
    path = tmp_path / "faks.tif"
    _picture(1728, 1100).save(path, dpi=(204, 98))
    height, width = load_page(path, 1).pixels.shape[:2]
    assert height == pytest.approx(1100 * 204 / 98, rel=0.01)
    assert width == 1728


def test_pdf_is_rendered_at_300_dpi(tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    path.write_bytes(
        one_page_pdf(595, 842, "Surat permohonan konsultasi koperasi kami di Jombang, Jawa Timur.")
    )
    page = load_page(path, 1)
    assert page.dpi == pytest.approx(300)
    assert abs(page.pixels.shape[0] - 3508) <= 2
    assert "permohonan" in [word.text for word in page.words]
    assert all(0 <= edge <= 1 for word in page.words for edge in word.box)


def test_a_huge_sheet_gets_a_lower_dpi(tmp_path: Path) -> None:
    path = tmp_path / "poster.pdf"
    path.write_bytes(one_page_pdf(14400, 14400, "besar"))
    assert max(load_page(path, 1).pixels.shape) <= 4301


def test_invisible_text_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "lapisan.pdf"
    text = "Surat permohonan konsultasi koperasi kami di Jombang, Jawa Timur."
    path.write_bytes(one_page_pdf(595, 842, text, render_mode=3))
    assert load_page(path, 1).words == ()


def test_text_without_a_map_is_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "acak.pdf"
    path.write_bytes(one_page_pdf(595, 842, "xjkq wrtp zzfg bcdf ghjk lmnp qrst vwxz bcdf ghjk lmnp"))
    assert load_page(path, 1).words == ()


def test_password_is_named(tmp_path: Path) -> None:
    path = tmp_path / "terkunci.pdf"
    path.write_bytes(locked_pdf())
    with pytest.raises(EncryptedFile, match="kata sandi"):
        count_pages(path)


def test_huge_png_is_refused_before_decoding(tmp_path: Path) -> None:
    path = tmp_path / "bom.png"
    path.write_bytes(huge_png(30000, 30000))
    with pytest.raises(TooLarge):
        load_page(path, 1)


def test_fifo_and_folder_are_refused_without_waiting(tmp_path: Path) -> None:
    fifo = tmp_path / "pipa.pdf"
    os.mkfifo(fifo)
    for path in (fifo, tmp_path):
        with pytest.raises(UnsupportedFile):
            count_pages(path)


def test_empty_and_missing_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "kosong.pdf").touch()
    (tmp_path / "putus.pdf").symlink_to(tmp_path / "tidak-ada.pdf")
    for name in ("kosong.pdf", "putus.pdf"):
        with pytest.raises(DamagedFile):
            count_pages(tmp_path / name)


def test_made_hostile_files_end_as_a_page_or_a_named_error(tmp_path: Path) -> None:
    made = made_hostile_files(tmp_path)
    assert len(made) >= 10
    for path in made:
        try:
            assert load_page(path, 1).pixels.ndim == 3
        except PageError as error:
            assert str(error).endswith(".")


def test_a_truncated_png_is_damaged(tmp_path: Path) -> None:
    body = b"IHDR" + struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    path = tmp_path / "potong.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk)
    with pytest.raises(DamagedFile):
        load_page(path, 1)


def test_the_operators_limits_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (400, 300), 255).save(path)
    with pytest.raises(TooLarge, match="piksel"):
        load_page(path, 1, Limits(max_pixels=100_000))
    with pytest.raises(TooLarge, match="MB"):
        count_pages(path, Limits(max_file_bytes=10))
    many = tmp_path / "b.tif"
    page = Image.new("L", (40, 30), 255)
    page.save(many, save_all=True, append_images=[page])
    with pytest.raises(TooLarge, match="2 halaman"):
        count_pages(many, Limits(max_pages=1))


LARGEST_MIB = 700
"""The decoder's 4 bytes and our 3 a pixel are 534 MiB of the largest page; the rest is what shrinks it."""
GROWN = """
import resource, sys
from pathlib import Path
from extractors.files.pages import load_page
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(load_page(Path(sys.argv[1]), 1).pixels.shape)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("mode", ["RGBA", "F"])
def test_the_largest_page_leaves_room_for_its_reading(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "besar.tif"
    Image.new(mode, (DEFAULT_LIMITS.max_pixels // 10_000, 10_000)).save(path, compression="tiff_lzw")
    done = subprocess.run(
        [sys.executable, "-c", GROWN, str(path)], check=True, stdout=subprocess.PIPE, text=True
    )
    assert int(done.stdout.split()[-1]) < LARGEST_MIB * MIB // 1024


def test_white_of_deep_images_is_the_whole_image_s(tmp_path: Path) -> None:
    """Though they are made grey in strips: one bright pixel in the last row makes all others dark."""
    path = tmp_path / "dalam.tif"
    values = np.full((2100, 1000), 500.0, np.float32)
    values[-1, -1] = 1000.0
    Image.fromarray(values).save(path)
    pixels = load_page(path, 1).pixels
    assert (pixels[0, 0, 0], pixels[-1, -1, 0]) == (127, 255)
