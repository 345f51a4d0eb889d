"""White print on a coloured band, as printed letterheads have it: tesseract passes it over.

The rows of such a band are turned about: its ground to white, its print to black. A shadow on a
photograph has no bright print in it and stays.
"""

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels, percentile, runs

DARK, BRIGHT = 0.55, 0.85
"""Shares of the paper's brightness: a band's ground is darker (red .29, navy .18, green .3), its print
brighter."""
BAND_WIDTH = 0.6
"""Share of a row that is dark, letters on it aside."""
PRINT_SHARE = (0.004, 0.3)
"""Share of a band that is its print: a line of small letters covers 1 %, a black edge of a copy has none."""
LARGEST = 0.15
"""Page widths of one bright piece (a letter, an emblem); a sheet's corner on a dark table is wider."""
LEAST_HEIGHT, MOST_HEIGHT = 0.008, 0.25
"""Page heights: a line of print with its ground; a higher dark part is a picture or a dark page."""
PAPER = 90
"""Percentile of the page's brightness that is its paper."""


def with_bands_turned(pixels: Pixels) -> Pixels:
    """The grey page with its dark bands as black print on white; the page itself without one."""
    paper = percentile(np.ascontiguousarray(pixels[::8, ::8]), PAPER)
    rows = (pixels < DARK * paper).mean(axis=1) > BAND_WIDTH
    turned = None
    for top, bottom in runs(rows):
        share = (bottom - top) / len(rows)
        band = pixels[top:bottom]
        if LEAST_HEIGHT <= share <= MOST_HEIGHT and _has_print(band > BRIGHT * paper):
            turned = pixels.copy() if turned is None else turned
            turned[top:bottom] = _turned(band, paper)
    return pixels if turned is None else turned


def _has_print(bright: np.ndarray) -> bool:
    """Whether what is bright in a band is print: some of it, in pieces like letters and emblems."""
    if not PRINT_SHARE[0] <= float(bright.mean()) <= PRINT_SHARE[1]:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(bright.astype(np.uint8))
    return bool(stats[1:, cv2.CC_STAT_WIDTH].max() < LARGEST * bright.shape[1])


def _turned(band: Pixels, paper: float) -> Pixels:
    """The band with its ground as white as the paper and its print black."""
    ground = float(np.median(band))
    share = np.clip((band.astype(np.float32) - ground) / max(1.0, paper - ground), 0.0, 1.0)
    return as_pixels(paper * (1.0 - share))
