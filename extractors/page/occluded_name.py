"""A name that begins under a stamp and ends beside it, where detection sees no line at all.

Its free letters give the height and the end of the line. Where it begins is known from the office above it:
a signature block is set flush left or centred.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.engines import rapidocr
from extractors.engines.rapidocr import Reading
from extractors.image.pixels import Pixels, crop, ink, print_alone
from models.field import Box
from models.page import Line, Mark

LETTER_HEIGHT, LETTER_WIDTH = (0.3, 1.3), 2.0
"""A letter's height and most width, in heights of a line."""
LEAST_LETTERS = 4
"""Letters on one baseline that make the free end of a name; arcs of a stamp's text have two or three."""
BASELINE, BLANK = 0.15, 1.6
"""Line heights: how far the feet of one line's letters lie apart; widest gap inside a name."""
ASCENT, DESCENT, PAD = 1.05, 0.4, 0.3
"""Line heights above and below the baseline and beside the ends that are cut out."""
TRUSTED = 0.8
"""Mean probability of a name that is kept: with a beginning guessed wrongly ring and letters mix to .75."""
BESIDE, BELOW = 0.28, 0.02
"""Page widths right of the stamp and heights below it within which its name ends."""


def occluded_name(pixels: Pixels, stamp: Mark, lines: Sequence[Line]) -> Line | None:
    """The name below the office that stands over the stamp; boxes are fractions of the page."""
    office = _office(stamp, lines)
    if office is None:
        return None
    height = usual_height(lines) * pixels.shape[0]
    end = _free_end(pixels, stamp, height)
    if end is None:
        return None
    left, right, foot = end
    width = pixels.shape[1]
    begins = office[0] * width, (office[0] + office[2]) * width - right
    spots = [
        ((begin - PAD * height) / width, (foot - ASCENT * height) / pixels.shape[0],
         (right + PAD * height) / width, (foot + DESCENT * height) / pixels.shape[0])
        for begin in {*begins, left}
        if 0 < begin <= left
    ]  # fmt: skip
    readings = rapidocr.read_lines([print_alone(crop(pixels, spot)) for spot in spots])
    sure = [found for found in zip(readings, spots, strict=True) if found[0].score >= TRUSTED]
    best = max(sure, key=lambda found: len(found[0].text), default=None)
    return rapidocr.as_line(_from_bracket(best[0]), best[1]) if best else None


def usual_height(lines: Sequence[Line]) -> float:
    """Of the page's height: the median line's; the whole page where there is none."""
    return float(np.median([line.box[3] - line.box[1] for line in lines])) if lines else 1.0


def _from_bracket(reading: Reading) -> Reading:
    """A name in brackets begins at its bracket; ring and strokes stand before it."""
    at = max((i for i, glyph in enumerate(reading.glyphs) if glyph.text == "("), default=0)
    is_name = len(reading.glyphs) - at > LEAST_LETTERS
    return Reading(reading.glyphs[at:]) if is_name else reading


def _office(stamp: Mark, lines: Sequence[Line]) -> Box | None:
    """The box of the last short line over the stamp's middle, in its column."""
    middle = (stamp.box[1] + stamp.box[3]) / 2
    above = [
        line.box
        for line in lines
        if stamp.box[1] - BELOW < line.box[1] < middle
        and line.box[0] < stamp.box[2]
        and line.box[2] > stamp.box[0]
        and line.box[2] - line.box[0] < BESIDE
    ]
    return max(above, key=lambda box: box[1], default=None)


def _free_end(pixels: Pixels, stamp: Mark, height: float) -> tuple[float, float, float] | None:
    """Left, right and foot (page pixels) of letters on one baseline beside the stamp's lower half."""
    x0, y0, x1, y1 = stamp.box
    spot = (x0, (y0 + y1) / 2, min(1.0, x1 + BESIDE), min(1.0, y1 + BELOW))
    letters = _letters(crop(pixels, spot), height)
    rows = [letters[np.abs(letters[:, 3] - foot) <= BASELINE * height] for foot in letters[:, 3]]
    best = max((_last_run(row, height) for row in rows), key=len, default=letters)
    if len(best) < LEAST_LETTERS:
        return None
    left, top = x0 * pixels.shape[1], spot[1] * pixels.shape[0]
    return best[0, 0] + left, float(best[:, 2].max()) + left, float(np.median(best[:, 3])) + top


def _letters(part: Pixels, height: float) -> NDArray[np.float64]:
    """Boxes (left, top, right, bottom) of the ink of a letter's size, from left to right."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink(part))
    boxes = stats[1:, :4].astype(float)
    boxes[:, 2:] += boxes[:, :2]
    high, wide = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    is_letter = (high >= LETTER_HEIGHT[0] * height) & (high <= LETTER_HEIGHT[1] * height)
    kept = boxes[is_letter & (wide <= LETTER_WIDTH * height)]
    return np.asarray(kept[np.argsort(kept[:, 0])], dtype=np.float64)


def _last_run(row: NDArray[np.float64], height: float) -> NDArray[np.float64]:
    """The letters at the row's end without a wide gap between them."""
    gaps = row[1:, 0] - row[:-1, 2]
    wide = np.flatnonzero(gaps > BLANK * height)
    return row[wide[-1] + 1 :] if len(wide) else row
