"""Plain operations on images: size, turn, part, light, ink. HxWx3 uint8, BGR, or HxW; boxes in fractions."""

import math
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from models.field import Box

Pixels = NDArray[np.uint8]
Outline = cv2.typing.MatLike
"""The points around a thing, in pixels, as OpenCV gives them."""
Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Four corners in pixels, clockwise from the top left of the thing itself (not of the page)."""

WHITE = (255, 255, 255)
DARKEST, FADE = 0.5, 0.5
"""Percent of pixels that are print at its darkest; share of the way from there to paper that stays grey. Of
three names under stamps RapidOCR reads three at .4 to .6, none without their first letter at .75."""

NEARLY = 0.75
"""A scale above which four neighbours make a pixel well enough; below, a thin ring of a stamp falls apart."""
PAPER_SIDE = 300
"""Pixels of the copy on which the paper's shade is taken."""

_ROTATIONS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def as_pixels(image: object) -> Pixels:
    """OpenCV's result as our array type."""
    return np.asarray(image, dtype=np.uint8)


def grey(pixels: Pixels) -> Pixels:
    """HxW luminance."""
    return pixels if pixels.ndim == 2 else as_pixels(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY))


def rotate(pixels: Pixels, degrees: int) -> Pixels:
    """Turned clockwise by 0, 90, 180 or 270 degrees."""
    turn = _ROTATIONS.get(degrees % 360)
    return pixels if turn is None else as_pixels(cv2.rotate(pixels, turn))


def shrink(pixels: Pixels, longest: int) -> tuple[Pixels, float]:
    """At most `longest` pixels on the long side, and the factor it was scaled by (<= 1).

    Halved first, as often as that goes: a tenth of the time of averaging over broken pixels at once.
    """
    height, width = pixels.shape[:2]
    factor = longest / max(height, width)
    if factor >= 1.0:
        return pixels, 1.0
    small = pixels
    while max(small.shape[:2]) >= 2 * longest:
        small = as_pixels(cv2.resize(small, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    is_near = longest > NEARLY * max(small.shape[:2])
    method = cv2.INTER_LINEAR if is_near else cv2.INTER_AREA
    return as_pixels(cv2.resize(small, size, interpolation=method)), factor


def at_height(line: Pixels, height: int, widths: tuple[int, int]) -> NDArray[np.float32]:
    """A line's grey levels (0..255), `height` pixels high; in proportion, its width kept between `widths`."""
    plain = grey(line)
    high, wide = plain.shape[:2]
    wanted = min(widths[1], max(widths[0], math.ceil(height * wide / max(1, high))))
    method = cv2.INTER_AREA if high > height else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(plain, (wanted, height), interpolation=method), dtype=np.float32)


def crop(pixels: Pixels, box: Box) -> Pixels:
    """The part inside `box` (fractions), clipped to the page."""
    height, width = pixels.shape[:2]
    left, top = int(box[0] * width), int(box[1] * height)
    right, bottom = int(np.ceil(box[2] * width)), int(np.ceil(box[3] * height))
    left, top = min(max(left, 0), width - 1), min(max(top, 0), height - 1)
    return pixels[top : max(bottom, top + 1), left : max(right, left + 1)]


def crop_line(pixels: Pixels, box: Box, margin: float) -> Pixels:
    """The part inside the box of a line, grown by `margin` of the box's height on every side."""
    height, width = pixels.shape[:2]
    pad = margin * (box[3] - box[1]) * height
    return crop(
        pixels, (box[0] - pad / width, box[1] - pad / height, box[2] + pad / width, box[3] + pad / height)
    )


def blanked(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """A copy with paper (the page's median shade) in place of the boxes (fractions)."""
    height, width = pixels.shape[:2]
    plain = pixels.copy()
    paper = np.median(shrink(pixels, PAPER_SIDE)[0].reshape(-1, *pixels.shape[2:]), axis=0)
    for x0, y0, x1, y1 in boxes:
        plain[int(y0 * height) : math.ceil(y1 * height), int(x0 * width) : math.ceil(x1 * width)] = paper
    return plain


def ink(pixels: Pixels) -> Pixels:
    """HxW mask, 255 where something is printed or written: darker than its surroundings."""
    light = grey(pixels)
    window = max(15, (min(light.shape) // 40) | 1)
    return as_pixels(
        cv2.adaptiveThreshold(light, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 15)
    )


def with_gaps_closed(mask: Pixels) -> Pixels:
    """The ink with gaps of two pixels closed, all of it a pixel thicker."""
    return as_pixels(cv2.dilate(mask, np.ones((3, 3), np.uint8)))


def holes(mask: Pixels) -> Iterator[tuple[Outline, Outline]]:
    """The outlines of the white areas that ink encloses, each with that of the ink around it."""
    outlines, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for outline, (_, _, _, around) in zip(outlines, tree[0] if outlines else (), strict=True):
        if around >= 0:
            yield outline, outlines[around]


def runs(is_so: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """(first, behind the last) of each run of True in a row of flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], is_so.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def occupied(mask: Pixels) -> tuple[slice, slice]:
    """Rows and columns around all that is not 0, one of each at least: labelling the rest costs as much."""
    x, y, w, h = cv2.boundingRect(mask)
    return np.s_[y : y + max(1, h), x : x + max(1, w)]


def brightest(pixels: Pixels) -> Pixels:
    """HxW: each pixel's brightest channel."""
    if pixels.ndim == 2:
        return pixels
    blue, green, red = cv2.split(pixels)
    return as_pixels(cv2.max(cv2.max(blue, green), red))


def spread(pixels: Pixels) -> Pixels:
    """HxW: from each pixel's darkest channel to its brightest; 0 for grey."""
    blue, green, red = cv2.split(pixels)
    darkest = cv2.min(cv2.min(blue, green), red)
    return as_pixels(cv2.subtract(brightest(pixels), darkest))


def print_alone(pixels: Pixels) -> Pixels:
    """Black print as it is, and what is lighter or colourful (stamps, pens) faded towards paper; BGR.

    Each pixel's brightest channel, stretched so that all above half way from print to paper is white.
    """
    bright = brightest(pixels)
    darkest, paper = float(np.percentile(bright, DARKEST)), float(np.median(bright))
    faded = (bright.astype(np.float32) - darkest) * (WHITE[0] / max(1.0, FADE * (paper - darkest)))
    return as_pixels(cv2.cvtColor(as_pixels(np.clip(faded, 0, WHITE[0])), cv2.COLOR_GRAY2BGR))


def percentile(values: NDArray[np.uint8] | NDArray[np.uint16], percent: float) -> float:
    """That percentile of whole numbers, as numpy gives it, by counting: a tenth of the time of sorting."""
    top = int(values.max()) + 1
    amounts = cv2.calcHist([values], [0], None, [top], [0, top]).ravel().cumsum(dtype=np.int64)
    place = percent / 100.0 * (amounts[-1] - 1)
    below, above = np.searchsorted(amounts, [math.floor(place), math.ceil(place)], side="right")
    return float(below + (place - math.floor(place)) * (above - below))
