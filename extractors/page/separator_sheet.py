"""Is this page a separator sheet? Its QR code is looked for only where there is hardly any text."""

from collections.abc import Sequence

import cv2

from extractors.image.imaging import Pixels, small_grey
from models.page import Line
from models.separator import is_separator

MOST_WORDS = 60
"""The desk's sheet carries about thirty words; a letter has more, so it never pays for the search."""

LONGEST_SIDE = 1200
"""Pixels: a code of 4 cm on A4 then has 7 pixels a module; found in 0.03 s (0.9 s at full size)."""


def find_separator(pixels: Pixels, lines: Sequence[Line]) -> str | None:
    """The text of the page's separator code, or None."""
    if sum(len(line.words) for line in lines) > MOST_WORDS:
        return None
    try:
        text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(small_grey(pixels, LONGEST_SIDE))
    except cv2.error:
        return None  # what looks like a code and is none; the page is read as any other
    return text if is_separator(text) else None
