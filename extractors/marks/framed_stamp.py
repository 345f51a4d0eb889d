"""Stamps with a frame, recognised by the colour of their ink: a shop's, a lawyer's, a village's.

In grey a pen across such a stamp spoils its outline, and it is no larger than a meterai. Print is black, and
a pen draws no frame: all four sides of a stamp's are drawn.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels, shrink, spread
from extractors.marks.stamp_body import enclosed
from models.field import Box

SATURATED, LIGHT = 55, 50
"""Saturation and value (0..255) from which ink has a colour."""
LEAST_INK = 0.0012
"""Share of the page that a stamp's ink covers at least."""
SPARSE = 7
"""Every so many pixels are looked at to tell a grey page from one with colour."""
NEAR_INK = 41
"""Pixels around ink that is no print within which a stamp's words lie, read or not."""
BRIDGED = 15
"""Pixels (of 1400 on the page's long side) between the letters and the worn frame of one stamp."""
CORE = 0.03
"""Of the page's width: what is narrower (tails of a pen, a line of coloured print) is cut off."""
LONG, SHORT = (0.095, 0.34), (0.035, 0.30)
"""Of the page's width: a stamp's sides."""
ASPECT = 1.45
"""Long over short side; a meterai has 1.2."""
FILL = 0.86
"""Share of its rectangle that the stamp fills."""
DRAWN = 0.85
"""Share of each side that is drawn: of frames .92 and more, of the scrawls that fill a rectangle .76 at most
(106 letters by others)."""
INSIDE, OUTSIDE, BIN = 8, 4, 4
"""Pixels within which a side is looked for, and of a piece of it."""
HUES = ((0, 14), (38, 92), (92, 126), (126, 158), (158, 180))
"""Red, green, blue, violet, crimson of OpenCV's 180."""


def framed_stamps(pixels: Pixels, rest: Pixels) -> tuple[Box, ...]:
    """Boxes (fractions of the page) of such stamps. `rest`: mask of the ink that is no print, of the size to
    work at."""
    height, width = rest.shape
    if _is_grey(pixels):
        return ()
    small, _ = shrink(pixels, max(height, width))
    hue, saturation, value = cv2.split(cv2.cvtColor(small, cv2.COLOR_BGR2HSV))
    near = cv2.dilate(rest, np.ones((NEAR_INK, NEAR_INK), np.uint8))
    inked = (saturation > SATURATED) & (value > LIGHT) & (near > 0)
    least = LEAST_INK * width * height
    if np.count_nonzero(inked) < least:
        return ()
    masks = [as_pixels((inked & (hue >= low) & (hue < high)) * 255) for low, high in HUES]
    found = [box for mask in masks if np.count_nonzero(mask) >= least for box in _frames(mask)]
    return tuple(
        (max(0.0, x / width), max(0.0, y / height), min(1.0, (x + w) / width), min(1.0, (y + h) / height))
        for x, y, w, h in found
    )


def _is_grey(pixels: Pixels) -> bool:
    """Whether a sparse look finds too little colour for a stamp."""
    coloured = spread(np.ascontiguousarray(pixels[::SPARSE, ::SPARSE])) > SATURATED
    return bool(np.count_nonzero(coloured) < LEAST_INK / 2 * coloured.size)


def _frames(mask: Pixels) -> Iterator[tuple[int, int, int, int]]:
    """The framed blocks of ink of one colour: x, y, width, height in pixels."""
    width = mask.shape[1]
    whole = enclosed(mask, BRIDGED)[1:-1, 1:-1]
    size = max(3, int(CORE * width))
    core = as_pixels(cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((size, size), np.uint8)))
    outlines, _ = cv2.findContours(core, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = np.argwhere(mask > 0)[:, ::-1].astype(np.float64)
    for outline in outlines:
        middle, sides, angle = cv2.minAreaRect(outline)
        if not _is_sized(sides, width) or cv2.contourArea(outline) < FILL * sides[0] * sides[1]:
            continue
        turn = np.deg2rad(angle)
        axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        if _is_drawn((points - middle) @ axes.T, sides):
            x, y, w, h = cv2.boundingRect(outline)
            yield x, y, w, h


def _is_sized(sides: Sequence[float], width: int) -> bool:
    long, short = max(sides) / width, min(sides) / width
    return LONG[0] < long < LONG[1] and SHORT[0] < short < SHORT[1] and long > ASPECT * short


def _is_drawn(points: NDArray[np.float64], sides: Sequence[float]) -> bool:
    """Whether all four sides of a rectangle about the origin are drawn. `points`: N x 2, in its own axes."""
    w, h = sides
    near = points[(np.abs(points[:, 0]) < w / 2 + OUTSIDE) & (np.abs(points[:, 1]) < h / 2 + OUTSIDE)]
    ends = ((near[:, 0], near[:, 1], w, h), (near[:, 1], near[:, 0], h, w))
    return all(
        _drawn_share(across * sign, along, reach / 2, length) >= DRAWN
        for across, along, reach, length in ends
        for sign in (-1, 1)
    )


def _drawn_share(
    across: NDArray[np.float64], along: NDArray[np.float64], edge: float, length: float
) -> float:
    """The share of a side's pieces that carry ink, on the line near `edge` that has most of it."""
    pieces = max(1, int(length / BIN))
    shares = [
        np.count_nonzero(
            np.histogram(along[np.abs(across - line) < 1.5], bins=pieces, range=(-length / 2, length / 2))[0]
        )
        for line in np.arange(edge - INSIDE, edge + OUTSIDE + 1)
    ]
    return max(shares) / pieces
