"""Ways to look at the same digits: each changes the picture so that another kind of damage does no harm."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels, grey

Look = Callable[[Pixels], Pixels]
"""From a crop of one line (HxWx3) to the picture that is recognised."""


def plain(crop: Pixels) -> Pixels:
    """As it is."""
    return crop


def stretched(crop: Pixels) -> Pixels:
    """Grey with full contrast between ink and paper."""
    light = grey(crop).astype(np.float32)
    low, high = np.percentile(light, (2.0, 85.0))
    return _as_colour(np.clip((light - low) * (255.0 / max(24.0, float(high - low))), 0, 255))


def blurred(crop: Pixels) -> Pixels:
    """Softened: speckle and dots of a screen run together."""
    return _as_colour(cv2.GaussianBlur(grey(crop), (0, 0), 1.4))


def binary(crop: Pixels) -> Pixels:
    """Black on white by the shade around each pixel: shadows and glare go."""
    light = cv2.GaussianBlur(grey(crop), (3, 3), 0)
    window = max(15, (light.shape[0] * 3 // 4) | 1)
    mode = cv2.ADAPTIVE_THRESH_GAUSSIAN_C
    return _as_colour(cv2.adaptiveThreshold(light, 255, mode, cv2.THRESH_BINARY, window, 12))


def thinned(crop: Pixels) -> Pixels:
    """Strokes made thinner: toner that has run closes the holes of 6, 8 and 9."""
    return _as_colour(cv2.dilate(grey(crop), np.ones((3, 3), np.uint8)))


def thickened(crop: Pixels) -> Pixels:
    """Strokes made thicker: dropouts are bridged."""
    return _as_colour(cv2.erode(grey(crop), np.ones((3, 3), np.uint8)))


def without_streaks(crop: Pixels) -> Pixels:
    """Bands along the line (dirty drum) levelled: every row of pixels gets the same paper shade."""
    light = grey(crop).astype(np.float32)
    paper = np.percentile(light, 75.0, axis=1, keepdims=True)
    return stretched(_as_colour(np.clip(light - paper + float(np.percentile(light, 75.0)), 0, 255)))


def squeezed(crop: Pixels) -> Pixels:
    """Narrower by a tenth: the recogniser's steps fall elsewhere on the digits."""
    return as_pixels(cv2.resize(crop, None, fx=0.9, fy=1.0, interpolation=cv2.INTER_AREA))


def padded(crop: Pixels) -> Pixels:
    """Smaller on its line: more paper above and below."""
    pad = crop.shape[0] // 5
    return as_pixels(cv2.copyMakeBorder(crop, pad, pad, pad, pad, cv2.BORDER_REPLICATE))


def _as_colour(light: NDArray[np.generic]) -> Pixels:
    return as_pixels(cv2.cvtColor(np.asarray(light, dtype=np.uint8), cv2.COLOR_GRAY2BGR))


FIRST_LOOKS: tuple[Look, ...] = (plain, stretched)
MORE_LOOKS: tuple[Look, ...] = (squeezed, padded, blurred, binary, thinned, thickened, without_streaks)
WIDE_LOOKS: tuple[Look, ...] = (plain, stretched, without_streaks)
OWN_LOOKS: tuple[Look, ...] = (plain, squeezed, blurred)
