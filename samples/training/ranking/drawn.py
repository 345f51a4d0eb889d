"""A letter's pages as they would be read without an error: its words and ink where the sheets have them.

Nothing is rendered and nothing recognised, so that ten thousand letters take minutes: for whatever learns
from what letters say and where, and not from how they are misread.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.field import Box
from models.page import Line, Mark, MarkKind, PageReading, Word
from samples.sheet import Pen, Picture, Sheet, Text
from samples.splits import Dice, Level, Split
from samples.voices.paper import write_sheets
from samples.voices.tagged import Letter, Voice

SEEN = 0.96
"""How sure tesseract is of a word on clean paper."""
ASCENT, DESCENT = 0.72, 0.2
"""Sizes of its letters by which a word reaches above and below its baseline."""
SAME_LINE, NEXT_COLUMN = 2.0, 2.5
"""Points by which baselines of a line may differ; sizes of a letter between two columns."""
DPI = 200


@dataclass(frozen=True)
class _Placed:
    """A word on a sheet, in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


def drawn_pages(voice: Voice, letter: Letter, seed: int = 1) -> tuple[PageReading, ...]:
    """The letter's pages, laid out as `samples.voices` lays them out by this seed."""
    dice = Dice(f"{seed}/suara/{Level.CLEAN}/{letter.id}", Split.TUNE)
    sheets = write_sheets(voice, letter, dice, seed).flow.sheets
    return pages_of(sheets, f"{letter.id}.png", is_written="tangan" in letter.flags)


def pages_of(sheets: Sequence[Sheet], file: str, *, is_written: bool) -> tuple[PageReading, ...]:
    """Sheets as they would be read; `is_written`: by hand."""
    return tuple(
        PageReading(
            file=file,
            number=number,
            width=round(sheet.width / 72 * DPI),
            height=round(sheet.height / 72 * DPI),
            reader="rapidocr" if is_written else "tesseract",
            lines=tuple(_line(words, sheet) for words in _lines(sheet)),
            marks=tuple(_marks(sheet)),
            is_handwritten=is_written,
        )
        for number, sheet in enumerate(sheets, 1)
    )


def _marks(sheet: Sheet) -> Iterator[Mark]:
    """Signatures and stamps; what covers the paper (a duty stamp, a letterhead's crest) is none."""
    for item in sheet.items:
        if isinstance(item, Pen):
            x, y = zip(*(point for stroke in item.strokes for point in stroke), strict=True)
            box = (item.x + min(x), item.y + min(y), item.x + max(x), item.y + max(y))
            yield Mark(kind=MarkKind.TANDA_TANGAN, box=_shares(box, sheet), score=1.0)
        elif isinstance(item, Picture) and item.blend == "ink":
            box = (item.x, item.y, item.x + item.width, item.y + item.height)
            yield Mark(kind=MarkKind.STEMPEL, box=_shares(box, sheet), score=1.0)


def _lines(sheet: Sheet) -> Iterator[list[_Placed]]:
    """The words of each line: what stands on one baseline without a column's gap between."""
    words = [word for item in sheet.items if isinstance(item, Text) for word in _words(item)]
    for row in _rows(sorted(words, key=lambda one: one.y)):
        line: list[_Placed] = []
        for word in sorted(row, key=lambda one: one.x0):
            if line and word.x0 - line[-1].x1 > NEXT_COLUMN * word.size:
                yield line
                line = []
            line.append(word)
        yield line


def _rows(words: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    row: list[_Placed] = []
    for word in words:
        if row and word.y - row[0].y > SAME_LINE:
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _words(item: Text) -> Iterator[_Placed]:
    """The words of a run; what stands to no blank between two runs stays two words."""
    blank = item.style.width(" ") + item.spread
    x = item.x
    for at, text in enumerate(item.text.split(" ")):
        x += blank if at else 0.0
        if text:
            yield _Placed(text, x, x + item.style.width(text), item.y, item.style.size)
        x += item.style.width(text)


def _line(words: Sequence[_Placed], sheet: Sheet) -> Line:
    read = tuple(Word(text=one.text, box=_box(one, sheet), confidence=SEEN) for one in words)
    left, top, right, bottom = zip(*(one.box for one in read), strict=True)
    box = min(left), min(top), max(right), max(bottom)
    text = " ".join(one.text for one in words)
    return Line(words=read, box=box, second=text, second_confidence=SEEN)


def _box(one: _Placed, sheet: Sheet) -> Box:
    return _shares((one.x0, one.y - ASCENT * one.size, one.x1, one.y + DESCENT * one.size), sheet)


def _shares(points: Box, sheet: Sheet) -> Box:
    """A box in points as shares of the sheet."""

    def share(value: float, whole: float) -> float:
        return min(max(value / whole, 0.0), 1.0)

    left, top, right, bottom = points
    return (
        share(left, sheet.width), share(top, sheet.height),
        share(right, sheet.width), share(bottom, sheet.height),
    )  # fmt: skip
