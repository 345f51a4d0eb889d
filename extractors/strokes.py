"""What tells a pen's stroke in a mask of ink from print, bars and dust: extent, bend and sparseness."""

import cv2
import numpy as np

from extractors.imaging import Pixels

STROKE_WIDTH, STROKE_HEIGHT = 0.035, 0.016
"""Of the page's width: the least extent of a signature's longest stroke; letters are under 0.015."""
SIGNATURE_WIDTH, SIGNATURE_HEIGHT = (0.04, 0.42), (0.012, 0.20)
"""Of the page's width: the size of a whole signature."""
SIGNATURE_DENSITY = (0.015, 0.42)
"""Share of its box under ink."""
TALL_STROKE = 0.026
"""Of the page's width: a bold line of print with its underline is .022 high."""
STRAIGHT = 0.7
"""Share of its own slanted box that a bar fills: a staple, its shadow, an underline; a pen's stroke bends."""


def is_signature(pixels: Pixels, width: int, least: float = 1.0) -> bool:
    """Whether the ink of a box (a mask) is a signature on a page of that width.

    `least`: share of the usual stroke that is enough.
    """
    h, w = pixels.shape
    density = float(np.count_nonzero(pixels)) / (w * h)
    is_wide = SIGNATURE_WIDTH[0] < w / width < SIGNATURE_WIDTH[1]
    is_high = SIGNATURE_HEIGHT[0] < h / width < SIGNATURE_HEIGHT[1]
    is_sparse = SIGNATURE_DENSITY[0] < density < SIGNATURE_DENSITY[1]
    return is_wide and is_high and is_sparse and longest_stroke(pixels, width) >= least


def longest_stroke(mask: Pixels, width: int) -> float:
    """The longest connected stroke's extent in units of the least one of a signature; bars are none."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    best = 0.0
    for index in range(1, count):
        x, y, w, h, area = (int(value) for value in stats[index])
        extent = min(
            max(w / (STROKE_WIDTH * width), h / (STROKE_WIDTH * width)), h / (STROKE_HEIGHT * width) * 1.5
        )
        if extent > best and area < 0.6 * w * h and not _is_bar(labels[y : y + h, x : x + w] == index):
            best = extent
    return best


def _is_bar(stroke: np.ndarray) -> bool:
    """Whether the stroke fills its own slanted box."""
    points = np.argwhere(stroke).astype(np.float32)
    wide, high = cv2.minAreaRect(points)[1]
    return len(points) > STRAIGHT * (wide + 1) * (high + 1)


def has_tall_stroke(mask: Pixels, width: int) -> bool:
    """Whether a stroke is as wide as a signature's and higher than a line of print with its underline."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    is_tall = stats[1:, cv2.CC_STAT_HEIGHT] >= TALL_STROKE * width
    return bool((is_tall & (stats[1:, cv2.CC_STAT_WIDTH] >= STROKE_WIDTH * width)).any())
