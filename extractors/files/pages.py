"""Files to page images: magic bytes decide, everything is capped before it is decoded.

The only door to image decoders (Pillow); PDF pages come from extractors/files/pdf_pages.py. Hostile files may
still kill the process from inside a C library: it is called in a child with limits (extractors/files).
"""

import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from struct import error as StructError

import numpy as np
from PIL import Image, ImageOps

from extractors.files import pdf_pages
from extractors.image.pixels import Pixels, shrink
from models.errors import DamagedFile, TooLarge, UnsupportedFile
from models.file_type import HEAD_BYTES, PDF_START, FileType, type_of
from models.limits import DEFAULT_LIMITS, MIB, Limits
from models.page import Word

LONGEST_SIDE = pdf_pages.LONGEST_SIDE

MIN_SIDE = 16
"""Pixels; smaller images hold no text."""

STRIP_PIXELS = 1_000_000
"""A page is made BGR in strips: whole, a page of 80 million pixels took 1.4 to 2.4 GB at once, now 0.6."""

SQUARE_TOLERANCE = 1.05
"""Fax pages are 204 x 98 dpi; more anisotropic than this is resampled to square pixels."""


@dataclass(frozen=True)
class PageImage:
    """One page as pixels: HxWx3 uint8 BGR, EXIF turn applied; `words` only from a trustworthy text layer."""

    file: str
    number: int
    pixels: Pixels
    dpi: float | None = None
    words: tuple[Word, ...] = ()


def file_type(path: Path, limits: Limits = DEFAULT_LIMITS) -> FileType:
    """By magic bytes. Raises DamagedFile (missing, empty), TooLarge, UnsupportedFile."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnsupportedFile(f"{path.name} bukan berkas biasa; salin pindaiannya sebagai berkas PDF.")
        if status.st_size > limits.max_file_bytes:
            most = limits.max_file_bytes // MIB
            raise TooLarge(f"{path.name} lebih dari {most} MB; bagi menjadi berkas kecil.")
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES + len(PDF_START))
    except OSError as problem:
        raise DamagedFile(f"{path.name} tidak dapat dibuka; periksa hak akses dan salin ulang.") from problem
    if not head:
        raise DamagedFile(f"{path.name} kosong; pindai atau salin ulang.")
    kind = type_of(head)
    if kind is not FileType.OTHER:
        return kind
    raise UnsupportedFile(f"{path.name} bukan PDF, JPEG, PNG, atau TIFF; simpan ulang sebagai PDF.")


def count_pages(path: Path, limits: Limits = DEFAULT_LIMITS) -> int:
    """How many pages the file holds (at least 1). Raises PageError."""
    kind = file_type(path, limits)
    if kind is FileType.PDF:
        count = pdf_pages.count(path)
    elif kind is FileType.TIFF:
        with _opened(path, kind, limits.max_pixels) as image:
            count = getattr(image, "n_frames", 1)
    else:
        count = 1
    if count > limits.max_pages:
        most = limits.max_pages
        raise TooLarge(f"{path.name} berisi {count} halaman; bagi menjadi berkas paling banyak {most}.")
    return max(1, count)


def load_page(path: Path, number: int, limits: Limits = DEFAULT_LIMITS) -> PageImage:
    """Page `number` (from 1) as an image. Raises PageError."""
    kind = file_type(path, limits)
    if kind is FileType.PDF:
        pixels, dpi, words = pdf_pages.load(path, number)
        return PageImage(path.name, number, pixels, dpi, words)
    pixels, dpi_pair = _decoded(path, number, kind, limits.max_pixels)
    return _finish(path, number, pixels, dpi_pair)


def _decoded(
    path: Path, number: int, kind: FileType, max_pixels: int
) -> tuple[Pixels, tuple[float, float] | None]:
    """An image file's page stood as its EXIF says, and its dpi. The decoder's own pixels end here."""
    with _opened(path, kind, max_pixels) as image:
        if kind is FileType.TIFF:
            image.seek(number - 1)
        _check_size(image, path, max_pixels)
        dpi_pair = _dpi(image)
        if kind is FileType.JPEG:
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()  # a TIFF turns itself here, and its dpi stay
        lying = image.size
        ImageOps.exif_transpose(image, in_place=True)
        if image.size != lying and dpi_pair:
            dpi_pair = (dpi_pair[1], dpi_pair[0])
        return _to_bgr(image), dpi_pair


@contextmanager
def _opened(path: Path, kind: FileType, max_pixels: int) -> Iterator[Image.Image]:
    """The image, opened as `kind` and nothing else; what Pillow may raise becomes a PageError."""
    Image.MAX_IMAGE_PIXELS = max_pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=[kind.name]) as image:
                yield image
    except Image.DecompressionBombError as problem:
        raise _too_large(path, max_pixels) from problem
    except EOFError as problem:
        raise DamagedFile(f"Halaman itu tidak ada di {path.name}; pindai ulang.") from problem
    except MemoryError as problem:
        raise _too_large(path, max_pixels) from problem
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, StructError, OverflowError,
            AttributeError, ZeroDivisionError, RuntimeError, AssertionError) as problem:  # fmt: skip
        # Pillow's plugins raise all of these on damaged files (its own fuzzers' findings).
        raise DamagedFile(f"{path.name} rusak dan tidak dapat dibuka; pindai ulang.") from problem


def _too_large(path: Path, max_pixels: int) -> TooLarge:
    limit = max_pixels // 1_000_000
    return TooLarge(f"{path.name} lebih dari {limit} juta piksel; pindai ulang dengan 300 dpi.")


def _check_size(image: Image.Image, path: Path, max_pixels: int) -> None:
    width, height = image.size
    if width * height > max_pixels:
        raise _too_large(path, max_pixels)
    if min(width, height) < MIN_SIDE:
        raise DamagedFile(f"Gambar {path.name} hanya {width} x {height} piksel; pindai ulang halamannya.")


def _dpi(image: Image.Image) -> tuple[float, float] | None:
    """The file's dpi where it names a plausible sheet of paper."""
    raw = image.info.get("dpi")
    try:
        across, down = float(raw[0]), float(raw[1])  # type: ignore[index]
        longest = max(image.size[0] / across, image.size[1] / down)
    except (TypeError, ValueError, ZeroDivisionError, IndexError, OverflowError):
        return None
    low, high = pdf_pages.PAPER_INCHES
    return (across, down) if low <= longest <= high else None


def _to_bgr(image: Image.Image) -> Pixels:
    """Any mode as HxWx3 BGR: transparency on white paper, 16 bit and float scaled to 8."""
    width, height = image.size
    top = _brightest(image)
    pixels = np.empty((height, width, 3), np.uint8)
    for above, strip in _strips(image):
        pixels[above : above + strip.height] = _strip_to_bgr(strip, top)
    return pixels


def _strips(image: Image.Image) -> Iterator[tuple[int, Image.Image]]:
    """The image in strips from above, each with its first row."""
    rows = max(1, STRIP_PIXELS // image.width)
    for above in range(0, image.height, rows):
        yield above, image.crop((0, above, image.width, min(image.height, above + rows)))


def _brightest(image: Image.Image) -> float:
    """What is white in an image of more than 8 bits."""
    if image.mode.startswith("I;16") or not image.mode.startswith(("I", "F")):
        return 65535.0
    tops = (np.fmax.reduce(np.asarray(strip, dtype=np.float64), axis=None) for _, strip in _strips(image))
    return max(1.0, *map(float, tops))


def _strip_to_bgr(image: Image.Image, top: float) -> Pixels:
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float64)
        light = np.clip(np.nan_to_num(values) * (255.0 / top), 0, 255).astype(np.uint8)
        return np.repeat(light[:, :, None], 3, axis=2)
    if image.mode in {"LA", "PA", "RGBA", "RGBa", "La"} or "transparency" in image.info:
        shown = image.convert("RGBA")
        paper = Image.new("RGBA", shown.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, shown)
    return np.asarray(image.convert("RGB"), dtype=np.uint8)[:, :, ::-1]


def _finish(path: Path, number: int, pixels: Pixels, dpi: tuple[float, float] | None) -> PageImage:
    """Square pixels, bounded side, and the dpi that the pixels now have."""
    resolution = None
    if dpi is not None:
        resolution = dpi[0]
        if max(dpi) / min(dpi) > SQUARE_TOLERANCE:
            pixels = _squared(pixels, dpi)
            resolution = max(dpi)
    pixels, factor = shrink(pixels, LONGEST_SIDE)
    return PageImage(path.name, number, pixels, resolution * factor if resolution else None)


def _squared(pixels: Pixels, dpi: tuple[float, float]) -> Pixels:
    across, down = (max(dpi) / value for value in dpi)
    height, width = pixels.shape[:2]
    size = (min(round(width * across), LONGEST_SIDE), min(round(height * down), LONGEST_SIDE))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC), dtype=np.uint8)
