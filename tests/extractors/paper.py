"""Pages made of words at known places, for tests of everything that works on text and geometry."""

from collections.abc import Sequence

from models.page import Line, PageReading, Word

WIDTH, HEIGHT = 1654, 2339
"""Pixels of A4 at 200 dpi."""
LETTER_WIDTH, LINE_HEIGHT, LEADING = 15, 28, 46

Cell = tuple[int, str]


def line(text: str, x: int, y: int, *, confidence: float = 0.95, second: str | None = None) -> Line:
    """A line of words from pixel (x, y), each letter LETTER_WIDTH wide."""
    words, at = [], x
    for part in text.split():
        end = at + LETTER_WIDTH * len(part)
        box = (at / WIDTH, y / HEIGHT, min(1.0, end / WIDTH), (y + LINE_HEIGHT) / HEIGHT)
        words.append(Word(text=part, box=box, confidence=confidence))
        at = end + LETTER_WIDTH
    hull = (words[0].box[0], words[0].box[1], words[-1].box[2], words[-1].box[3])
    return Line(words=tuple(words), box=hull, second=second, second_confidence=0.98 if second else None)


def page(
    rows: Sequence[str | Sequence[Cell]], *, top: int = 120, number: int = 1, **changes: object
) -> PageReading:
    """A page whose rows are texts at the left margin, or cells (x, text); "" leaves a line free."""
    lines = []
    for index, row in enumerate(rows):
        cells = [(150, row)] if isinstance(row, str) else row
        lines += [line(text, x, top + index * LEADING) for x, text in cells if text]
    reading = PageReading(
        file="surat.pdf", number=number, width=WIDTH, height=HEIGHT, reader="tesseract", lines=tuple(lines)
    )
    return reading.model_copy(update=changes)
