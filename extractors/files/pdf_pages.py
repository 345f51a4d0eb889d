"""PDF pages to pixels: the only door to pdfium. Not thread-safe: one process reads one page at a time."""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from extractors.files import text_layer
from extractors.image.pixels import Pixels
from models.errors import DamagedFile, EncryptedFile, PageError
from models.page import Word

POINTS_PER_INCH = 72.0

RENDER_DPI = 300.0
"""What tesseract and RapidOCR were measured at."""

LONGEST_SIDE = 4300
"""Pixels; A4 at 300 dpi is 3508, Folio 3900. Larger sheets are rendered at a lower dpi."""

SMALLEST_SIDE = 32

IMAGE_DPI = (100.0, 400.0)
"""A page that is one image is rendered at the image's own dpi inside these bounds: no resampling."""

FULL_PAGE_SHARE = 0.85
"""An image over more than this share of the page is the page (a scan)."""

PAPER_INCHES = (2.0, 24.0)
"""A long side outside this contradicts a file's dpi: a program took pixels for points, and cameras write 72
whatever they took."""

MAX_OBJECTS = 400
"""Page objects looked at for images; drawings have thousands and are no scans."""


def count(path: Path) -> int:
    """Pages of the PDF. Raises PageError."""
    with _opened(path) as document:
        return len(document)


def load(path: Path, number: int) -> tuple[Pixels, float | None, tuple[Word, ...]]:
    """Page `number` (from 1): pixels (BGR), dpi, words of a trustworthy text layer. Raises PageError."""
    with _opened(path) as document:
        if not 1 <= number <= len(document):
            raise DamagedFile(f"Halaman {number} tidak ada di {path.name}; pindai ulang.")
        page = document[number - 1]
        width, height = page.get_size()
        if not (math.isfinite(width) and math.isfinite(height)) or min(width, height) < 1.0:
            raise DamagedFile(f"Halaman {number} dari {path.name} tidak berukuran; pindai ulang.")
        image = _page_image(page, width * height)
        scale = _scale(width, height, image)
        pixels = _rendered(page, scale)
        is_scan = image is not None
        candidate = not is_scan and text_layer.is_worth_reading(page)
    words = text_layer.words(path, number) if candidate else ()
    longest = max(width, height) / POINTS_PER_INCH
    is_paper = PAPER_INCHES[0] <= longest <= PAPER_INCHES[1]
    return pixels, scale * POINTS_PER_INCH if is_paper else None, words


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The document; pdfium's refusals become PageErrors."""
    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
    document = None
    try:
        document = pypdfium2.PdfDocument(path)
        yield document
    except pypdfium2.PdfiumError as problem:
        if getattr(problem, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            message = f"{path.name} terkunci kata sandi; simpan ulang tanpa kata sandi."
            raise EncryptedFile(message) from problem
        raise DamagedFile(f"{path.name} rusak dan tidak dapat dibuka; pindai ulang.") from problem
    except PageError:
        raise
    except (ValueError, MemoryError, OSError) as problem:
        raise DamagedFile(f"{path.name} rusak dan tidak dapat dibuka; pindai ulang.") from problem
    finally:
        if document is not None:
            document.close()


def _page_image(page: pypdfium2.PdfPage, area: float) -> tuple[int, int] | None:
    """Pixel size of the one image that is the whole page, if there is one."""
    for at, found in enumerate(page.get_objects(max_depth=3)):
        if at >= MAX_OBJECTS:
            return None
        if found.type != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = found.get_bounds()
        if abs((right - left) * (top - bottom)) >= FULL_PAGE_SHARE * area:
            size: tuple[int, int] = found.get_px_size()
            return size if min(size) >= SMALLEST_SIDE else None
    return None


def _scale(width: float, height: float, image: tuple[int, int] | None) -> float:
    """Pixels per point."""
    wanted = RENDER_DPI / POINTS_PER_INCH
    longest = max(width, height)
    if image is not None:
        own = max(image) / longest
        low, high = (value / POINTS_PER_INCH for value in IMAGE_DPI)
        is_paper = longest / POINTS_PER_INCH <= PAPER_INCHES[1]
        wanted = min(max(own, low), high) if is_paper else own
    return min(wanted, LONGEST_SIDE / longest)


def _rendered(page: pypdfium2.PdfPage, scale: float) -> Pixels:
    bitmap = page.render(scale=scale, rotation=0, limit_image_cache=True)
    try:
        pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, None], 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3])
