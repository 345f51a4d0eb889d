"""A page that somebody crossed out by pen, without a word."""

import math

import cv2
import numpy as np

from extractors.image.pixels import as_pixels
from extractors.image.workspace import Side, Workspace

WIDE, HIGH = 0.35, 0.2
"""Shares of the page's sides over which connected ink runs at least, before a line is sought in it."""
STRAIGHT = 0.12
"""Of the page's diagonal: a slanting stroke runs straight for so long. Of 35 pages crossed out by pen (slash,
cross, two lines, Z; bent up to a thirtieth) the least has .16; 405 scans of letters, cards, forms and tables,
good and bad, have none; six of the photographs among test data that are no paper do."""
SLANT = 0.2
"""Rise over run, either way: rulings, folds and edges of a skewed page lie flatter or steeper."""
GAP, VOTES = 5, 60
"""Pixels at Side.LOOK: white within a stroke, and ink on it."""


def is_crossed_out(page: Workspace) -> bool:
    """Whether a stroke runs slanting across much of the page."""
    mask = page.ink_at(Side.LOOK)
    height, width = mask.shape
    joined = cv2.dilate(mask, np.ones((2, 2), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    is_wide = (stats[:, cv2.CC_STAT_WIDTH] >= WIDE * width) & (stats[:, cv2.CC_STAT_HEIGHT] >= HIGH * height)
    least = STRAIGHT * math.hypot(width, height)
    for label in np.flatnonzero(is_wide[1:]) + 1:
        x, y, w, h = stats[label, :4]
        spot = np.s_[y : y + h, x : x + w]
        stroke = as_pixels(np.where(labels[spot] == label, mask[spot], 0).astype(np.uint8))
        lines = cv2.HoughLinesP(stroke, 1, np.pi / 360, VOTES, minLineLength=least, maxLineGap=GAP)
        if lines is None:
            continue
        ends = lines.reshape(-1, 4).astype(float)
        across, down = np.abs(ends[:, 2] - ends[:, 0]), np.abs(ends[:, 3] - ends[:, 1])
        if ((across > SLANT * down) & (down > SLANT * across)).any():
            return True
    return False
