"""The upright picture of a page: for the desk (JPEG, about 150 dpi), or for an archive as it was scanned."""

import io
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.files.pages import PageImage
from extractors.image.pixels import Pixels, as_pixels, grey, rotate, shrink, spread
from models.errors import StorageError
from models.file_type import JPEG_START

PICTURE_DPI = 150.0
"""Text of 8 points is read at ease on a screen; an A4 page is about 250 KB."""

LONGEST_SIDE = 2400
"""Pixels, when the scan does not say its dpi: A4 at 200 dpi."""

ARCHIVE_QUALITY = 75
"""Full size at 75: print and thin handwriting without visible loss, 0.5 MB for A4 at 300 dpi."""

FINGERPRINT_SIDE = 440
"""Pixels: an eighth of A4 at 300 dpi, at which a scan is hashed too (flows/archive/filework.py)."""

COLOUR_SPREAD = 40
COLOUR_SHARE = 0.002
"""A stamp of 2 cm on A4 is 0.5 % of the page; scanners' colour noise stays under a spread of 40 of 255."""

EXIF_TURN = 0x0112
ROWS_PER_STRIP = 278
"""Tag numbers of EXIF and TIFF 6.0."""

QUALITY = 80
"""JPEG quality; at 80 no ringing shows around print."""


def desk_picture(image: PageImage, rotation: int) -> bytes:
    """The page, turned clockwise by `rotation` degrees, as a JPEG. StorageError."""
    upright = rotate(image.pixels, rotation)
    height, width = upright.shape[:2]
    scale = min(1.0, PICTURE_DPI / image.dpi if image.dpi else 1.0, LONGEST_SIDE / max(height, width))
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        upright = as_pixels(cv2.resize(upright, size, interpolation=cv2.INTER_AREA))
    return _jpeg(upright, QUALITY)


def fingerprint(image: PageImage, rotation: int) -> bytes:
    """The upright page small and grey, for a hash of its look where nobody will see it. StorageError."""
    small, _ = shrink(grey(image.pixels), FINGERPRINT_SIDE)
    return _jpeg(rotate(small, rotation), QUALITY)


def archive_picture(image: PageImage, rotation: int, source: Path) -> bytes:
    """The upright page for an archive, as it was scanned: the source's own JPEG when that is upright, one
    Group 4 strip for black and white, else a JPEG of full size, grey where no colour is. StorageError."""
    if rotation == 0 and _is_plain_jpeg(source):
        return source.read_bytes()
    upright = rotate(image.pixels, rotation)
    shown = upright if _has_colour(upright) else np.ascontiguousarray(upright[:, :, 1])
    if shown.ndim == 2 and not ((shown > 0) & (shown < 255)).any():
        return _group4(shown)
    return _jpeg(shown, ARCHIVE_QUALITY)


def _is_plain_jpeg(source: Path) -> bool:
    """A grey or RGB JPEG without an EXIF turn: fit for a PDF/A as it is."""
    with source.open("rb") as file:
        if file.read(len(JPEG_START)) != JPEG_START:
            return False
    with Image.open(source) as picture:
        return picture.mode in {"L", "RGB"} and picture.getexif().get(EXIF_TURN, 1) == 1


def _has_colour(pixels: Pixels) -> bool:
    """Whether more than a speck is coloured, judged on every eighth pixel each way."""
    few = spread(np.ascontiguousarray(pixels[::8, ::8]))
    return bool(np.count_nonzero(few > COLOUR_SPREAD) > COLOUR_SHARE * few.size)


def _group4(page: NDArray[np.uint8]) -> bytes:
    out = io.BytesIO()
    bilevel = Image.fromarray(page).convert("1", dither=Image.Dither.NONE)
    bilevel.save(out, "TIFF", compression="group4", tiffinfo={ROWS_PER_STRIP: page.shape[0]})
    return out.getvalue()


def _jpeg(pixels: Pixels, quality: int) -> bytes:
    is_made, encoded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not is_made:
        raise StorageError("Gambar halaman tidak dapat dibuat.")
    return encoded.tobytes()
