"""The text of a page as it was read, before it becomes part of a reading."""

from dataclasses import dataclass

from extractors.engines.rapidocr import SeenLine
from models.page import Line


@dataclass(frozen=True)
class PageText:
    """Lines on the upright page, who read them, and how legible they are (0..1)."""

    lines: tuple[Line, ...]
    reader: str
    legibility: float
    straight: tuple[float, ...] | None = None
    seen: tuple[SeenLine, ...] = ()
    """What RapidOCR saw of the lines, on the sheet laid flat; handwriting is decoded from it."""
    is_by_pen: bool | None = None
    """Whether the letters are a hand's: then the page is read by RapidOCR and decoded. None: open."""
    is_unread: bool = False
    """Whether much more is written than was read: a form filled in by a hand that tesseract passes over."""
    alternatives: tuple[str, ...] = ()
    """Words that may stand in handwritten lines instead of those that were read."""


NO_TEXT = PageText((), "tesseract", 0.0)
"""Of a page on which nothing stands beside its cards."""
