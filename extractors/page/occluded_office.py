"""The office over a signature where a stamp's ring runs through it and detection sees no line.

It stands a few lines above the name, flush left with it or centred over it. Strips of that width, one below
the other and aslant as the page is, are read; what counts is only what says an office.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from extractors.engines import rapidocr
from extractors.engines.rapidocr import Reading
from extractors.fields.offices import ROLE, normalised_office
from extractors.image.pixels import Pixels, Quad, print_alone
from extractors.text.rows import slopes_of
from models.field import Box
from models.page import Line, Mark, Word

STEP = 0.3
"""Line heights from one strip to the next."""
ABOVE, STRIP = 1.5, 1.35
"""Line heights over the stamp where the first strip begins; a strip's height."""
WIDEST, PAD = 0.3, 0.008
"""Page widths of an office, and those beside the name's ends that are cut out."""
TALLEST = 0.25
"""Page heights of a stamp, 7.4 cm of A4: folds of a crumpled sheet had been one of half a page, for which
more strips were read than the memory of a reading child holds."""
SHORT = 25
"""Percent of words that are lower than a line is taken for: boxes of long words grow with the slant."""
TRUSTED = 0.85
"""Mean probability of an office's letters that are kept."""


def occluded_office(pixels: Pixels, stamp: Mark, name: Box, lines: Sequence[Line]) -> Line | None:
    """The office between what stands over the stamp and its middle, in the column of the name below it.

    Boxes are fractions of the page.
    """
    if stamp.box[3] - stamp.box[1] > TALLEST:
        return None
    slant = _slant(lines)
    strips = list(_strips(stamp, name, lines, slant))
    quads = [_quad(strip, slant, pixels) for strip in strips]
    readings = rapidocr.read_lines([print_alone(rapidocr.cut(pixels, quad)) for quad in quads])
    offices = [
        (office, strip)
        for reading, strip in zip(readings, strips, strict=True)
        if (office := _office(reading)) and office.score >= TRUSTED
    ]
    best = max(offices, key=lambda found: (len(found[0].text), found[0].score), default=None)
    return rapidocr.as_line(*best) if best else None


def _slant(lines: Sequence[Line]) -> float:
    """Page heights that lines fall along the page's width."""
    falls = slopes_of(lines)
    return float(np.median([climb for _, climb in falls])) if falls else 0.0


def _middle(word: Word) -> float:
    return (word.box[1] + word.box[3]) / 2


def _strips(stamp: Mark, name: Box, lines: Sequence[Line], slant: float) -> Iterator[Box]:
    """Boxes, level at their middles, from under the line over the stamp down to its middle."""
    words = [word for line in lines for word in line.words]
    heights = [word.box[3] - word.box[1] for word in words] or [name[3] - name[1]]
    tall = float(np.percentile(heights, SHORT))
    centre = (name[0] + name[2]) / 2
    left, right = max(0.0, name[0] - PAD), min(1.0, max(name[2] + PAD, centre + WIDEST / 2))
    over = [
        _middle(word) + tall / 2 - slant * ((word.box[0] + word.box[2]) / 2 - (left + right) / 2)
        for word in words
        if word.box[0] < right and word.box[2] > left and _middle(word) < stamp.box[1] + tall / 2
    ]
    top = max([stamp.box[1] - ABOVE * tall, *over])
    while top + tall < (stamp.box[1] + stamp.box[3]) / 2:
        yield (left, top, right, top + STRIP * tall)
        top += STEP * tall


def _quad(strip: Box, slant: float, pixels: Pixels) -> Quad:
    """The strip in pixels, aslant as the page's lines."""
    height, width = pixels.shape[:2]
    x0, y0, x1, y1 = strip
    fall = slant * (x1 - x0) / 2
    left, right = x0 * width, x1 * width
    return (
        (left, (y0 - fall) * height), (right, (y0 + fall) * height),
        (right, (y1 + fall) * height), (left, (y1 - fall) * height),
    )  # fmt: skip


def _office(reading: Reading) -> Reading | None:
    """The letters that say an office; what a ring leaves before and behind them is dropped."""
    text = "".join(glyph.text for glyph in reading.glyphs)
    normalised = normalised_office(text)
    found = ROLE.search(normalised)
    if found is None or len(normalised) != len(text):
        return None
    return Reading(reading.glyphs[found.start() : found.end()])
