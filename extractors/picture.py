"""The upright picture of a page for the desk: JPEG, about 150 dpi."""

import os
from pathlib import Path

import cv2

from extractors.imaging import as_pixels, rotate
from extractors.pages import PageImage
from models.errors import StorageError

PICTURE_DPI = 150.0
"""Text of 8 points is read at ease on a screen; an A4 page is about 250 KB."""

LONGEST_SIDE = 2400
"""Pixels, when the scan does not say its dpi: A4 at 200 dpi."""

QUALITY = 80
"""JPEG quality; at 80 no ringing shows around print."""


def write_picture(image: PageImage, rotation: int, path: Path) -> None:
    """Write the page, turned clockwise by `rotation` degrees, to `path` in one step. StorageError."""
    upright = rotate(image.pixels, rotation)
    height, width = upright.shape[:2]
    scale = min(1.0, PICTURE_DPI / image.dpi if image.dpi else 1.0, LONGEST_SIDE / max(height, width))
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        upright = as_pixels(cv2.resize(upright, size, interpolation=cv2.INTER_AREA))
    is_made, encoded = cv2.imencode(".jpg", upright, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not is_made:
        raise StorageError("Gambar halaman tidak dapat dibuat.")
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    scratch.write_bytes(encoded.tobytes())
    scratch.replace(path)
