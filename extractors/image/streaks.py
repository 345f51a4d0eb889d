"""Streaks and folds: thin straight lines over most of a page that a scanner or a crease left, no print."""

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels, ink, shrink

LENGTH, RUN, SLANT = 0.3, 0.03, 0.1
"""Of the page's width: streaks are longer, though they may slant (short over long side at most so much), and
run straight for so long without a step. A pen's flourish is shorter."""
DOWN_LENGTH = 0.5
"""Of the page's height: a line down the page through its print; rulings of a table are mostly shorter."""
LOOK_SIDE = 1754
"""Pixels on the long side (150 dpi) that show whether a page has a streak at all."""
EDGE = 3
"""Pixels: a streak's grey edges on both sides together."""


def streaks(mask: Pixels) -> Pixels:
    """Of the page's ink (HxW, 0 or 255) the lines nearly along or across it, whether they step or not."""
    run = int(RUN * mask.shape[1])
    return as_pixels(
        _long(mask, np.ones((1, run), np.uint8), LENGTH * mask.shape[1])
        | _long(mask, np.ones((run, 1), np.uint8), LENGTH * mask.shape[1])
    )


def without_streaks(light: Pixels) -> Pixels:
    """A grey page without lines down it, which part words and hide letters from tesseract."""
    small, factor = shrink(light, LOOK_SIDE)
    found = _down(small)
    if not found.any():
        return light
    if factor < 1.0:
        found = as_pixels(cv2.resize(found, light.shape[::-1], interpolation=cv2.INTER_NEAREST))
    return _filled_in(light, cv2.dilate(found, np.ones((1, EDGE), np.uint8)) > 0)


def _filled_in(light: Pixels, streak: NDArray[np.bool_]) -> Pixels:
    """The page with a streak's pixels drawn from the ones left and right of it in their row (a fifth of the
    time of OpenCV's inpainting)."""
    columns = np.flatnonzero(streak.any(axis=0))
    spot = np.s_[:, max(0, int(columns[0]) - 1) : int(columns[-1]) + 2]
    part, is_streak = light[spot], streak[spot]
    places = np.broadcast_to(np.arange(part.shape[1]), part.shape)
    last = part.shape[1] - 1
    left = np.maximum.accumulate(np.where(is_streak, 0, places), axis=1)
    right = np.minimum.accumulate(np.where(is_streak, last, places)[:, ::-1], axis=1)[:, ::-1]
    near, far = (np.take_along_axis(part, side, axis=1).astype(np.float32) for side in (left, right))
    share = (places - left) / np.maximum(right - left, 1)
    filled = light.copy()
    filled[spot] = np.where(is_streak, near + share * (far - near), part).astype(np.uint8)
    return filled


def _down(light: Pixels) -> Pixels:
    kernel = np.ones((int(RUN * light.shape[1]), 1), np.uint8)
    return _long(ink(light), kernel, DOWN_LENGTH * light.shape[0])


def _long(mask: Pixels, kernel: Pixels, least: float) -> Pixels:
    """The ink that runs straight for the kernel's length, where its runs join to a thin line of `least`."""
    runs = as_pixels(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel))
    if max(np.count_nonzero(runs.any(axis=axis)) for axis in (0, 1)) <= least:
        return np.zeros_like(mask)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs)
    sides = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    long, short = sides.max(axis=1), sides.min(axis=1)
    is_streak = (long > least) & (short < SLANT * long)
    is_streak[0] = False
    if not is_streak.any():
        return np.zeros_like(mask)
    shade = np.where(is_streak, 255, 0).astype(np.uint8)
    return as_pixels(shade[labels])
