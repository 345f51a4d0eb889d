"""What RapidOCR reads at given places of a page that tesseract read: the second look at names."""

from collections.abc import Sequence

from extractors.engines import rapidocr
from extractors.files.pages import PageImage
from extractors.image.pixels import crop_line, rotate
from models.field import Box

MARGIN = 0.15
"""Of its height, around a value's box: more lets the neighbouring lines in."""


def read_places(image: PageImage, rotation: int, boxes: Sequence[Box]) -> list[str]:
    """The text inside each box. `boxes`: a line's height each, in fractions of the page turned clockwise by
    `rotation` degrees, as a `PageReading` has them."""
    pixels = rotate(image.pixels, rotation)
    return [
        reading.text for reading in rapidocr.read_lines([crop_line(pixels, box, MARGIN) for box in boxes])
    ]
