"""Plain geometry and quality of page images. All images: HxWx3 uint8, BGR; boxes in page fractions."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from models.field import Box
from models.page import Quality

Pixels = NDArray[np.uint8]
Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Four corners in pixels, clockwise from the top left of the thing itself (not of the page)."""

WHITE = (255, 255, 255)
DARKEST, FADE = 0.5, 0.5
"""Percent of pixels that are print at its darkest; share of the way from there to paper that stays grey. Of
three names under stamps RapidOCR reads three at .4 to .6, none without their first letter at .75."""

MAX_SKEW = 12.0
"""Degrees; a page turned further than this was not fed through a scanner, it was photographed."""

SKEW_WORK_WIDTH = 900
"""Pixels; the projection profile of a page this wide still separates its lines of text."""

MIN_DPI = 150
"""Below this tesseract's letters are under 20 px high and its errors rise steeply."""

BLUR_SHARPNESS = 0.12
DARK_MEAN = 70.0
LOW_CONTRAST = 0.25
BLANK_INK_SHARE = 0.0006
"""Share of ink pixels under which a page holds nothing: about one short word on A4."""

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


def small_grey(pixels: Pixels, longest: int) -> Pixels:
    """HxW luminance, at most `longest` pixels on the long side."""
    return shrink(grey(pixels), longest)[0]


def crop(pixels: Pixels, box: Box, margin: float = 0.0) -> Pixels:
    """The part inside `box` (fractions), grown by `margin` (fraction of the page) and clipped to the page."""
    height, width = pixels.shape[:2]
    left, top = int((box[0] - margin) * width), int((box[1] - margin) * height)
    right, bottom = int(np.ceil((box[2] + margin) * width)), int(np.ceil((box[3] + margin) * height))
    left, top = min(max(left, 0), width - 1), min(max(top, 0), height - 1)
    return pixels[top : max(bottom, top + 1), left : max(right, left + 1)]


def blanked(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    """A copy with paper (the page's median shade) in place of the boxes (fractions)."""
    height, width = pixels.shape[:2]
    plain = pixels.copy()
    paper = np.median(shrink(pixels, PAPER_SIDE)[0].reshape(-1, *pixels.shape[2:]), axis=0)
    for x0, y0, x1, y1 in boxes:
        plain[int(y0 * height) : math.ceil(y1 * height), int(x0 * width) : math.ceil(x1 * width)] = paper
    return plain


def warp(pixels: Pixels, quad: Quad | Sequence[Sequence[float]], size: tuple[int, int]) -> Pixels:
    """The quadrangle `quad` (pixels, clockwise from its top left) straightened to `size` (width, height)."""
    width, height = size
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(quad, dtype=np.float32), target)
    return as_pixels(
        cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    )


def turn_by(pixels: Pixels, angle: float) -> Pixels:
    """Turned counter-clockwise by `angle` degrees about its middle, same size, white corners."""
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return as_pixels(
        cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=WHITE)
    )


def ink(pixels: Pixels) -> Pixels:
    """HxW mask, 255 where something is printed or written: darker than its surroundings."""
    light = grey(pixels)
    window = max(15, (min(light.shape) // 40) | 1)
    return as_pixels(
        cv2.adaptiveThreshold(light, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 15)
    )


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


def skew_angle(pixels: Pixels) -> float:
    """Degrees by which the lines of text climb (counter-clockwise positive is corrected by turn_by(-angle)).

    Coarse to fine search for the angle with the sharpest horizontal projection profile.
    """
    mask = ink(small_grey(pixels, SKEW_WORK_WIDTH))
    if not mask.any():
        return 0.0
    rough = shrink(mask, SKEW_WORK_WIDTH // 2)[0]
    coarse = _steepest(rough, np.arange(-MAX_SKEW, MAX_SKEW + 0.1, 1.0))
    near = _steepest(mask, coarse + np.arange(-0.9, 0.91, 0.3))
    return _steepest(mask, near + np.array([-0.2, -0.1, 0.0, 0.1, 0.2]))


def _steepest(mask: Pixels, angles: NDArray[np.float64]) -> float:
    return max((float(angle) for angle in angles), key=lambda angle: _profile_score(mask, angle))


def _profile_score(mask: Pixels, angle: float) -> float:
    height, width = mask.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(mask, matrix, (width, height), flags=cv2.INTER_NEAREST)
    profile = turned.sum(axis=1, dtype=np.float64) / 255.0
    return float(np.square(np.diff(profile)).sum())


def deskew(pixels: Pixels, min_angle: float = 0.2) -> tuple[Pixels, float]:
    """The page with level lines, and the angle (degrees, counter-clockwise) it was turned by."""
    angle = skew_angle(pixels)
    if abs(angle) < min_angle:
        return pixels, 0.0
    return turn_by(pixels, angle), angle


def sharpness(light: Pixels) -> float:
    """0..1: how steep the steepest edges are; a page out of focus has none that are steep."""
    steps = np.abs(cv2.Laplacian(small_grey(light, 2000), cv2.CV_16S)).view(np.uint16)
    return min(1.0, percentile(steps, 99.0) / 255.0)


def percentile(values: NDArray[np.uint8] | NDArray[np.uint16], percent: float) -> float:
    """That percentile of whole numbers, as numpy gives it, by counting: a tenth of the time of sorting."""
    top = int(values.max()) + 1
    amounts = cv2.calcHist([values], [0], None, [top], [0, top]).ravel().cumsum(dtype=np.int64)
    place = percent / 100.0 * (amounts[-1] - 1)
    below, above = np.searchsorted(amounts, [math.floor(place), math.ceil(place)], side="right")
    return float(below + (place - math.floor(place)) * (above - below))


def quality(pixels: Pixels, dpi: float | None) -> Quality:
    """What a person would say of the scan, with advice in Indonesian."""
    light = small_grey(pixels, 2000)
    contrast = (percentile(light, 99.0) - percentile(light, 1.0)) / 255.0
    edge = sharpness(light)
    ink_share = float(np.count_nonzero(ink(light))) / light.size
    is_blank = ink_share < BLANK_INK_SHARE
    advice = () if is_blank else tuple(_advice(dpi, float(light.mean()), contrast, edge))
    return Quality(dpi=dpi, sharpness=edge, contrast=contrast, is_blank=is_blank, advice=advice)


def _advice(dpi: float | None, mean: float, contrast: float, edge: float) -> list[str]:
    found = []
    if dpi is not None and dpi < MIN_DPI:
        found.append(f"Resolusi pindaian hanya {dpi:.0f} dpi; pindai ulang dengan 300 dpi.")
    if mean < DARK_MEAN:
        found.append("Halaman terlalu gelap; pindai ulang dengan pencahayaan yang lebih terang.")
    if contrast < LOW_CONTRAST:
        found.append("Tulisan terlalu pudar; pindai ulang dengan kontras yang lebih tinggi.")
    if edge < BLUR_SHARPNESS:
        found.append("Halaman buram; letakkan kertas rata dan pindai atau foto ulang.")
    return found


BACKGROUND_SCALE, BACKGROUND_BLUR = 8, 21
"""The paper's own light is taken from an eighth of the size by a median over 168 pixels: wider than print."""
UNEVEN_LIGHT = 25
"""Grey levels between the darkest and the lightest twentieth of the paper; flat scans have less than 10."""


def even_light(light: Pixels) -> Pixels:
    """A grey page with shadow and falling light divided out, where there are any.

    Tesseract parts ink from paper by one level for the page: under a shadow half of a photographed letter
    was lost to it (two of the tune split: 0 and 19 lines, then 30 and 29).
    """
    height, width = light.shape[:2]
    small = cv2.resize(light, (max(1, width // BACKGROUND_SCALE), max(1, height // BACKGROUND_SCALE)))
    paper = cv2.medianBlur(as_pixels(small), BACKGROUND_BLUR)
    dark, bright = np.percentile(paper, (5, 95))
    if bright - dark < UNEVEN_LIGHT:
        return light
    around = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    return as_pixels(np.clip(light.astype(np.float32) / np.maximum(around, 1.0) * 255.0, 0, 255))
