"""The four sides of a sheet photographed on something darker, each looked for by itself.

A threshold takes in a bright table or loses the sheet's shaded part; its sides stay: long straight lines
along which the light steps down outwards. Shadows fall off softly and show no step; print is closed first.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels

PRINT = 11
"""Pixels (of a picture 700 long): print and rules are thinner and vanish when closed by this."""
REACH, STEP = 4, 8
"""Pixels to both sides of a line, and grey levels by which the paper is lighter than what lies around it."""
SLOPES = np.arange(-0.24, 0.241, 0.01)
"""Of a side against the picture's own; sheets are photographed up to 10 degrees askew, and at a slant."""
LEAST = 0.45
"""Share of the picture's length along which a side shows its step; with less the picture ends it."""
FAR, SHADE = 30, 25
"""Pixels to both sides of a line at which most of a fold's shade has ended, and grey levels that may be left
of it: a table is darker there, too."""
NEAR = 3
"""Pixels around a rough line within which its points are looked for again."""


@dataclass(frozen=True)
class _Side:
    """A line `across = offset + slope * along`, and how much of the picture's length shows it (0..1)."""

    offset: float
    slope: float
    share: float


def sheet_sides(light: Pixels) -> NDArray[np.float32] | None:
    """The sheet's corners (clockwise from the top left; pixels of `light`), or None where fewer than two
    sides show. A side that does not is the picture's edge: the sheet reaches beyond it."""
    closed = as_pixels(cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((PRINT, PRINT), np.uint8)))
    height, width = closed.shape
    top, bottom = _side(closed, height / 2), _side(closed[::-1], height / 2)
    left, right = _side(closed.T, width / 2), _side(closed.T[::-1], width / 2)
    if sum(side.share >= LEAST for side in (top, bottom, left, right)) < 2:
        return None
    bottom, right = _mirrored(bottom, height), _mirrored(right, width)
    corners = [_crossing(a, b) for a, b in ((top, left), (top, right), (bottom, right), (bottom, left))]
    return np.array(corners, dtype=np.float32)


def _side(picture: Pixels, furthest: float) -> _Side:
    """The best line across the picture's upper part (down to `furthest`) below which it is lighter; a fold's
    only where no other one shows."""
    steps = _lighter(picture, REACH) > STEP
    whole = _line(steps & (_lighter(picture, FAR) > SHADE), furthest)
    return whole if whole.share >= LEAST else _line(steps, furthest)


def _lighter(picture: Pixels, reach: int) -> NDArray[np.int16]:
    """By how many grey levels it is lighter so many pixels below each pixel than above it."""
    rows = np.arange(len(picture))
    below, above = np.minimum(rows + reach, len(rows) - 1), np.maximum(rows - reach, 0)
    return np.asarray(picture[below].astype(np.int16) - picture[above])


def _line(steps: NDArray[np.bool_], furthest: float) -> _Side:
    """The line with most of these steps in a picture's upper part; no side where they are few."""
    _, width = steps.shape
    rows, columns = np.nonzero(steps)
    best = _Side(0.0, 0.0, 0.0)
    if not rows.size:
        return best
    for slope in SLOPES:
        offsets = np.rint(rows - slope * (columns - width / 2)).astype(int)
        inside = (offsets >= 0) & (offsets < furthest)
        if not inside.any():
            continue
        columns_of = np.zeros((int(furthest) + 1, width), dtype=bool)
        columns_of[offsets[inside], columns[inside]] = True
        counts = columns_of.sum(axis=1)
        at = int(counts.argmax())
        if counts[at] / width > best.share:
            best = _Side(at - slope * width / 2, float(slope), float(counts[at] / width))
    return best if best.share >= LEAST else _Side(0.0, 0.0, 0.0)


def _mirrored(side: _Side, length: int) -> _Side:
    """The line of a picture that was turned over, in the picture as it is."""
    return _Side(length - 1 - side.offset, -side.slope, side.share)


def _crossing(level: _Side, upright: _Side) -> tuple[float, float]:
    """Where y = offset + slope * x meets x = offset + slope * y."""
    x = (upright.offset + upright.slope * level.offset) / (1 - upright.slope * level.slope)
    return x, level.offset + level.slope * x
