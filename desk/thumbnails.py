"""Small pictures of pages for strips and grids: made once from the page image, kept beside it."""

import os
import threading
from pathlib import Path

from PIL import Image

SIZE = (320, 453)
"""A4 at about 39 dpi: sharp on a grid of 11 rem, also on a screen with doubled pixels; about 12 KB."""
QUALITY = 78


def thumbnail(image: Path) -> Path:
    """The small picture of a page image (JPEG), made anew when the page image changed since."""
    small = image.with_name(f"{image.stem}-kecil.jpg")
    changed = image.stat().st_mtime_ns
    if small.exists() and small.stat().st_mtime_ns == changed:
        return small
    part = image.with_name(f".{small.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        with Image.open(image, formats=("JPEG",)) as picture:
            picture.draft("RGB", SIZE)  # decodes at a fraction of the size, which is most of the time
            picture.thumbnail(SIZE)
            picture.convert("RGB").save(part, "JPEG", quality=QUALITY, optimize=True)
        os.utime(part, ns=(changed, changed))
        part.replace(small)
    finally:
        part.unlink(missing_ok=True)
    return small
