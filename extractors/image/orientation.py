"""Whether the lines of a page lie or stand, at little cost: by the profiles of its ink."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels, ink
from extractors.image.workspace import Side, Workspace
from models.field import Box

SIDEWAYS_RATIO = 1.35
"""How much stronger the stripes across the page must be before its lines are taken to stand."""
EDGE = 0.04
"""Share of each side left out: scanners leave black strips there."""
RULE = 45
"""Pixels on the small copy; longer straight runs are no print."""


def is_sideways(page: Workspace) -> bool:
    """Whether lines of print run from top to bottom: their stripes show in the column sums.

    A sheet photographed at a slant is laid flat first: slanting lines make no stripes, its edges do.
    """
    mask = page.ink_at(Side.LOOK) if page.outline is None else ink(page.flat_at(Side.LOOK))
    mask = _print_only(mask)
    return _stripes(mask, axis=0) > SIDEWAYS_RATIO * _stripes(mask, axis=1)


def _print_only(mask: Pixels) -> Pixels:
    """The ink without the page's border, long rules, toner streaks and dust."""
    height, width = mask.shape
    edge_y, edge_x = int(EDGE * height), int(EDGE * width)
    inner = mask[edge_y : height - edge_y, edge_x : width - edge_x]
    across = cv2.morphologyEx(inner, cv2.MORPH_OPEN, np.ones((1, RULE), np.uint8))
    down = cv2.morphologyEx(inner, cv2.MORPH_OPEN, np.ones((RULE, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    return as_pixels(cv2.morphologyEx(cv2.subtract(inner, rules), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)))


def _stripes(mask: np.ndarray, axis: int) -> float:
    """How sharply ink changes from one line of pixels to the next along the other axis."""
    profile = mask.sum(axis=axis, dtype=np.float64) / 255.0 / mask.shape[axis]
    return float(np.square(np.diff(profile)).mean())


def print_outside(page: Workspace, boxes: Sequence[Box]) -> float:
    """Share of the page under print-like ink that no box (fractions of the page) covers."""
    mask = page.ink_at(Side.LOOK).copy()
    height, width = mask.shape
    for x0, y0, x1, y1 in boxes:
        mask[int(y0 * height) : int(y1 * height) + 2, int(x0 * width) : int(x1 * width) + 2] = 0
    return float(np.count_nonzero(_print_only(mask))) / mask.size
