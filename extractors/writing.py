"""Writing by hand, and print that only RapidOCR could read: what its text needs before it is taken apart."""

import re

from models.page import PageReading

_FUSED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
MIXED = 0.4
"""Share of capitals behind a word's first letter from which it is a word of capitals written small."""


def is_hard(page: PageReading) -> bool:
    """Whether the page was written by hand, or so poor that tesseract's text could not stand."""
    return page.is_handwritten or page.reader == "rapidocr"


def evened(page: PageReading) -> PageReading:
    """The page with words of mixed case (capitals written small) in capitals, and fused words parted."""
    lines = []
    for line in page.lines:
        words = tuple(word.model_copy(update={"text": _evened(word.text)}) for word in line.words)
        lines.append(line.model_copy(update={"words": words}))
    return page.model_copy(update={"lines": tuple(lines)})


def _evened(word: str) -> str:
    parted = _FUSED.sub(" ", word)
    inner = [char for char in word[1:] if char.isalpha()]
    is_mixed = any(c.isupper() for c in inner) and any(c.islower() for c in inner)
    return word.upper() if is_mixed and sum(c.isupper() for c in inner) >= MIXED * len(inner) else parted
