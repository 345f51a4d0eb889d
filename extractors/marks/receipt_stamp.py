"""The office's own stamp on what comes in: what it says, and the area that it takes up.

Whatever ink lies there, the clerk's paraf too, is no mark of who sent the letter.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from extractors.image.pixels import Pixels
from extractors.marks.strokes import of_that_colour
from extractors.text.own_lines import RECEIVED
from extractors.text.stamp_duty import says
from models.field import Box, common_area
from models.page import Line

JOIN = 5
"""Pixels: gaps of a worn frame."""
LARGEST = (0.45, 0.3)
"""Page widths: the sides of a stamp's frame at most; a form's or a table's are larger."""
BESIDE, ABOVE, BELOW = 6, 2, 5
"""Heights of its words within which a stamp's other rows and a paraf stand, where no frame is seen."""
MOST = 0.5
"""Share of a mark that lies on a stamp from which it belongs there."""


def receipt_rows(lines: Sequence[Line]) -> list[Line]:
    """The rows of stamps of receipt among a page's lines."""
    return [line for line in lines if says(line, RECEIVED)]


def receipt_areas(rows: Sequence[tuple[Line, Pixels]]) -> tuple[Box, ...]:
    """Where stamps of receipt stand: in the frame around their words, else about these. `rows`: each row of
    them with the ink of its colour (`own_ink`)."""
    around = (_smallest(list(_frames(ink)), line.box) or _about(line) for line, ink in rows)
    return tuple(area for area in around if area is not None)


def own_ink(line: Line, ink: Pixels, colour: Pixels) -> Pixels:
    """Mask of the page's ink in the colour in which this row of a stamp is printed; all of it where that is
    grey. `ink`: the page's (mask); `colour`: the page as large (BGR)."""
    height, width = ink.shape
    x0, y0, x1, y1 = line.box
    row = np.zeros_like(ink)
    row[int(y0 * height) : int(y1 * height) + 1, int(x0 * width) : int(x1 * width) + 1] = 255
    return of_that_colour(ink, colour, row)


def is_in(areas: Sequence[Box], box: Box) -> bool:
    """Whether most of a mark lies in one of the areas."""
    size = max((box[2] - box[0]) * (box[3] - box[1]), 1e-9)
    return any(common_area(box, area) > MOST * size for area in areas)


def _frames(ink: Pixels) -> Iterator[Box]:
    """The boxes of all ink that hangs together and is no larger than a stamp."""
    height, width = ink.shape
    joined = cv2.dilate(ink, np.ones((JOIN, JOIN), np.uint8))
    for x, y, w, h, _ in cv2.connectedComponentsWithStats(joined)[2][1:].tolist():
        if w < LARGEST[0] * width and h < LARGEST[1] * width:
            yield x / width, y / height, (x + w) / width, (y + h) / height


def _smallest(frames: Sequence[Box], said: Box) -> Box | None:
    """The smallest of the boxes around these words, with room for more."""
    high = said[3] - said[1]
    around = [
        box for box in frames
        if box[0] < said[0] and box[2] > said[2] and box[1] < said[1] and box[3] > said[3] + high / 2
    ]  # fmt: skip
    return min(around, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=None)


def _about(line: Line) -> Box | None:
    """The room around words that begin with a capital: others go on with a letter's sentence."""
    first = next((char for char in line.text if char.isalpha()), "")
    x0, y0, x1, y1 = line.box
    high = y1 - y0
    if not first.isupper():
        return None
    return x0 - BESIDE * high, y0 - ABOVE * high, x1 + BESIDE * high, y1 + BELOW * high
