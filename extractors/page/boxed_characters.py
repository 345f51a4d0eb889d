"""Forms with a box for each character: the characters of a row of boxes are read as one line.

One by one no engine reads them well (of sixteen figures RapidOCR lost two and took two for letters), and the
boxes' sides become letters between them.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.engines import rapidocr
from extractors.fields.indonesian import find_dates
from extractors.image.pixels import Pixels, as_pixels, holes, with_gaps_closed
from extractors.image.workspace import Side, Workspace
from models.field import Box, hull, lies_in
from models.page import Line

SIDES = (0.014, 0.05)
"""Page widths of a box's sides: 3 to 10 mm."""
SLENDER, SQUARE = 0.5, 0.9
"""Short over long side at least; share of its own box that the white area takes up (an O's .8), in most of a
row's: where a character touches a side it is less."""
ALIKE, ON_ROW = 0.25, 0.2
"""Share by which the sides of a row's boxes differ at most; of their height by which a next one stands higher
or lower (a sheet that lies askew)."""
FARTHEST, OFF_STEP = 3.6, 0.15
"""Widths of a box between two that follow each other at most: three boxes that were not seen; share of a step
from box to box by which a place between two may miss a whole number of steps. A date's day and month stand
apart by less than a box, or by one that is empty."""
EVEN = 0.1
"""Share by which the boxes of a row, and the steps between them, differ at most where characters touch most
of their sides: boxes are printed so, the insides of letters are not."""
LEAST_BOXES = 6
"""A table's narrow columns are fewer."""
INSET = 2
"""Pixels at Side.INK within a box's sides that are not looked at."""
EMPTY = 0.02
"""Share of a box under ink, below which nothing stands in it."""
GAP, BLANK = 0.12, 0.6
"""Of a box's height, between two characters that are put together, and where an empty box is."""
MOSTLY, DAY_FIGURES = 0.7, 8
"""Share of a row's characters that are figures where it is a number; figures of a date."""
_FIGURE = {shape: shapes[0] for shapes in rapidocr.DIGIT_SHAPES for shape in shapes}
MISCOUNTED = 0.5
"""Times a word's confidence where there are more or fewer characters than boxes with ink."""


@dataclass(frozen=True)
class _Cell:
    """The paper inside a box's sides, in pixels at Side.INK. `is_square`: its corners are."""

    x: int
    y: int
    w: int
    h: int
    is_square: bool


@dataclass(frozen=True)
class BoxedRows:
    """A page's rows of boxes. `flat`: where their cells are, on a photograph the sheet laid flat; `boxes`: of
    the rows, in fractions of the page."""

    flat: Workspace
    rows: tuple[tuple[_Cell, ...], ...]
    boxes: tuple[Box, ...]


def boxed_rows(page: Workspace) -> BoxedRows:
    """Those of an upright page: on a photograph only the sheet laid flat has square boxes."""
    is_flat = page.outline is None
    flat = page if is_flat else Workspace(page.sheet.pixels)
    mask = flat.ink_at(Side.INK)
    rows = tuple(map(tuple, _rows(_cells(mask))))
    boxes = (_hull(row, mask.shape) for row in rows)
    return BoxedRows(flat, rows, tuple(boxes if is_flat else map(page.sheet.box_back, boxes)))


def with_boxed_characters(page: Workspace, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of an upright page, those in rows of boxes read anew."""
    found = page.once(boxed_rows)
    return (*_outside(lines, found.boxes), *_read(found)) if found.rows else tuple(lines)


def _hull(row: Sequence[_Cell], shape: tuple[int, ...]) -> Box:
    height, width = shape
    return hull([(c.x / width, c.y / height, (c.x + c.w) / width, (c.y + c.h) / height) for c in row])


def _read(found: BoxedRows) -> Iterator[Line]:
    """What stands in the rows, those without ink left out."""
    mask = found.flat.ink_at(Side.INK)
    filled = [[_is_filled(cell, mask) for cell in row] for row in found.rows]
    written = [at for at, inked in enumerate(filled) if any(inked)]
    readings = rapidocr.read_lines([_strip(found.flat, found.rows[at], filled[at]) for at in written])
    for at, reading in zip(written, readings, strict=True):
        line = _line(reading, filled[at], found.boxes[at])
        if line.words:
            yield line


def _line(reading: rapidocr.Reading, inked: Sequence[bool], box: Box) -> Line:
    """The line with its characters in their boxes, so that empty ones part its words; with more or fewer
    characters than boxes with ink as it was read, and less sure."""
    reading = rapidocr.Reading(_as_figures(reading.glyphs))
    read = iter(glyph for glyph in reading.glyphs if glyph.text != " ")
    places = [(at + 0.5) / len(inked) for at in range(len(inked))]
    if sum(glyph.text != " " for glyph in reading.glyphs) == sum(inked):
        glyphs = (
            replace(next(read), place=place) if is_inked else rapidocr.Glyph(" ", 1.0, place)
            for is_inked, place in zip(inked, places, strict=True)
        )
        return _with_day(rapidocr.as_line(rapidocr.Reading(tuple(glyphs)), box))
    line = rapidocr.as_line(reading, box)
    words = (word.model_copy(update={"confidence": MISCOUNTED * word.confidence}) for word in line.words)
    return line.model_copy(update={"words": tuple(words)})


def _as_figures(glyphs: tuple[rapidocr.Glyph, ...]) -> tuple[rapidocr.Glyph, ...]:
    """What stands among figures as the figures that it looks like: a row of boxes is a number or words."""
    figures = sum(glyph.text.isdigit() for glyph in glyphs)
    if figures < MOSTLY * sum(glyph.text != " " for glyph in glyphs):
        return glyphs
    return tuple(replace(glyph, text=_FIGURE.get(glyph.text, glyph.text)) for glyph in glyphs)


def _with_day(line: Line) -> Line:
    """The line, nothing but a date's eight figures as day, month and year."""
    text = line.text
    day = f"{text[:2]}-{text[2:4]}-{text[4:]}"
    if not (text.isdigit() and len(text) == DAY_FIGURES and find_dates(day)):
        return line
    word = line.words[0].model_copy(update={"text": day, "read_as": text})
    return line.model_copy(update={"words": (word,)})


def _outside(lines: Sequence[Line], boxes: Sequence[Box]) -> Iterator[Line]:
    """The lines without the words in these boxes."""
    for line in lines:
        words = tuple(word for word in line.words if not any(lies_in(word.box, box) for box in boxes))
        if len(words) == len(line.words):
            yield line
        elif words:
            yield Line(words=words, box=hull([word.box for word in words]))


def _cells(mask: Pixels) -> list[_Cell]:
    """The white areas of a box's size that ink encloses, from left to right."""
    found = (_cell(hole, mask.shape[1]) for hole, _ in holes(with_gaps_closed(mask)))
    return sorted((cell for cell in found if cell is not None), key=lambda cell: cell.x)


def _cell(hole: np.ndarray, width: int) -> _Cell | None:
    x, y, w, h = cv2.boundingRect(hole)
    low, high = (share * width for share in SIDES)
    short, long = sorted((w, h))
    if low <= short and long <= high and short >= SLENDER * long:
        return _Cell(x, y, w, h, cv2.contourArea(hole) >= SQUARE * (w - 1) * (h - 1))
    return None


def _rows(cells: Sequence[_Cell]) -> Iterator[list[_Cell]]:
    """Boxes of one size that follow each other, enough for a number, with those whose sides a character
    touches or a copy lost. `cells`: from left to right."""
    left = list(cells)
    while left:
        row = [left[0]]
        for cell in left[1:]:
            if _follows(row[-1], cell):
                row.append(cell)
        taken = set(map(id, row))
        left = [cell for cell in left if id(cell) not in taken]
        is_square = 2 * sum(cell.is_square for cell in row) > len(row)
        if len(row) >= LEAST_BOXES and (is_square or _is_even(row)):
            yield list(_without_gaps(row))


def _is_even(row: Sequence[_Cell]) -> bool:
    """Whether these are boxes of one size, as far from each other as the next."""
    steps = [two.x - one.x for one, two in itertools.pairwise(row)]
    measures = ([cell.w for cell in row], [cell.h for cell in row], steps)
    return all(max(sizes) - min(sizes) <= EVEN * max(sizes) for sizes in measures)


def _follows(one: _Cell, two: _Cell) -> bool:
    gap = two.x - (one.x + one.w)
    is_alike = all(abs(a - b) <= ALIKE * max(a, b) for a, b in ((one.w, two.w), (one.h, two.h)))
    steps = 1 + gap // max(one.w, 1)
    return is_alike and 0 <= gap <= FARTHEST * one.w and abs(one.y - two.y) <= ON_ROW * steps * one.h


def _without_gaps(row: Sequence[_Cell]) -> Iterator[_Cell]:
    """The boxes of a row, and between them those that a whole number of steps leaves room for."""
    step = float(np.median([two.x - one.x for one, two in itertools.pairwise(row)]))
    yield row[0]
    for one, two in itertools.pairwise(row):
        steps = round((two.x - one.x) / step)
        if abs(two.x - one.x - steps * step) <= OFF_STEP * step:
            for at in range(1, steps):
                x, y = (round(a + (b - a) * at / steps) for a, b in ((one.x, two.x), (one.y, two.y)))
                yield _Cell(x, y, one.w, one.h, is_square=False)
        yield two


def _is_filled(cell: _Cell, mask: Pixels) -> bool:
    inner = mask[cell.y + INSET : cell.y + cell.h - INSET, cell.x + INSET : cell.x + cell.w - INSET]
    return float(np.mean(inner > 0)) > EMPTY


def _strip(page: Workspace, row: Sequence[_Cell], inked: Sequence[bool]) -> Pixels:
    """The characters of a row as one line (grey), the boxes' sides between them left out."""
    light, scale = page.grey_at(Side.READ), page.scale(Side.READ) / page.scale(Side.INK)
    high = round(scale * max(cell.h for cell in row))
    paper = int(np.median(light))
    parts: list[Pixels] = []
    for is_inked, group in itertools.groupby(zip(row, inked, strict=True), key=lambda one: one[1]):
        if not is_inked:
            parts.append(np.full((high, round(BLANK * high)), paper, np.uint8))
            continue
        for cell, _ in group:
            parts += [
                _character(light, cell, scale, high, paper),
                np.full((high, round(GAP * high)), paper, np.uint8),
            ]
    return as_pixels(np.hstack(parts))


def _character(light: Pixels, cell: _Cell, scale: float, high: int, paper: int) -> Pixels:
    """What stands in a box, with the paper left and right of it cut off."""
    top, left = round(scale * (cell.y + 1)), round(scale * (cell.x + 1))
    inner = light[top : top + round(scale * (cell.h - 2)), left : left + round(scale * (cell.w - 2))]
    _, ink = cv2.threshold(as_pixels(inner), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    x, _, wide, _ = cv2.boundingRect(ink)
    cut = inner[:, x : x + wide]
    found = np.full((high, cut.shape[1]), paper, np.uint8)
    found[: len(cut)] = cut[:high]
    return found
