"""Is this page a separator sheet? Its QR code is looked for only where there is hardly any text."""

from collections.abc import Sequence

import cv2

from extractors.image.workspace import Side, Workspace
from models.page import Line
from models.separator import is_separator

MOST_WORDS = 60
"""The desk's sheet carries about thirty words; a letter has more, so it never pays for the search."""


def find_separator(page: Workspace, lines: Sequence[Line]) -> str | None:
    """The text of the page's separator code, or None."""
    if sum(len(line.words) for line in lines) > MOST_WORDS:
        return None
    try:
        text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(page.grey_at(Side.CODE))
    except cv2.error:
        return None  # what looks like a code and is none; the page is read as any other
    return text if is_separator(text) else None
