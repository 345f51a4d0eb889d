"""Which way up a page is, by its words: whether they lie, and in which of two ways up they can be read."""

from collections.abc import Callable, Sequence

from extractors.engines import rapidocr
from extractors.image.pixels import Pixels, crop, rotate
from models.field import Box
from models.page import Line

LOOKED_AT = 8
"""Longest lines that are recognised both ways up."""
FEW_LINES, LINE_BEGINNING = 4, 12
"""Lines that tesseract found which are recognised both ways up, and how much of each, in line heights."""
UNSURE_SHARES = (0.35, 0.65)
"""Between these the lines found may be no lines; print gives .17 to .33 on its head, .67 to .81 upright (24
pages of the tune split)."""


def lying_words(lines: Sequence[Line], pixels: Pixels) -> tuple[int, int]:
    """How many of the words surely read are wider than high, and how many were: tesseract also reads blocks
    that stand on their side."""
    height, width = pixels.shape[:2]
    words = [word for line in lines for word in line.words if len(word.text) >= 4 and word.confidence > 0.5]
    lying = sum((x1 - x0) * width > (y1 - y0) * height for x0, y0, x1, y1 in (word.box for word in words))
    return lying, len(words)


def upright_share(
    pixels: Pixels, lines: Sequence[Line], seen: Callable[[], Sequence[rapidocr.SeenLine]]
) -> float | None:
    """0..1: how far the page's lines, recognised both ways up, speak for this one; None without lines.

    `lines`: level lines found on the page, whatever was read in them: of print that stands on its head they
    are enough. Else those that RapidOCR has `seen`, also in handwriting and faint print.
    """
    crops = [_beginning(pixels, line.box) for line in sorted(lines, key=_reach)[:FEW_LINES]]
    readings = rapidocr.read_lines([*crops, *_turned(crops)])
    share = _share(readings[: len(crops)], readings[len(crops) :])
    if share is not None and not UNSURE_SHARES[0] < share < UNSURE_SHARES[1]:
        return share
    longest = sorted(seen(), key=_reach)[:LOOKED_AT]
    turned = rapidocr.read_lines(_turned([line.picture for line in longest]))
    return _share([rapidocr.seen_text(line) for line in longest], turned)


def _beginning(pixels: Pixels, box: Box) -> Pixels:
    """The line, cut where it is longer than what is needed."""
    line = crop(pixels, box)
    return line[:, : LINE_BEGINNING * line.shape[0]]


def _turned(lines: Sequence[Pixels]) -> list[Pixels]:
    return [rotate(line, 180) for line in lines]


def _share(upright: Sequence[rapidocr.Reading], turned: Sequence[rapidocr.Reading]) -> float | None:
    """How far lines speak for the way up in which they are given, as read so and upside down."""
    one, other = (sum(line.score * len(line.text) for line in lines) for lines in (upright, turned))
    return one / (one + other) if one + other > 0 else None


def _reach(line: Line | rapidocr.SeenLine) -> float:
    return line.box[0] - line.box[2]
