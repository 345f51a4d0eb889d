"""What parts a pen's stroke in a mask of ink from print, bars and dust: extent, bend and sparseness."""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels

STROKE_WIDTH, STROKE_HEIGHT = 0.035, 0.016
"""Of the page's width: the least extent of a signature's longest stroke; letters are under 0.015."""
TALL_STROKE = 0.026
"""Of the page's width: a bold line of print with its underline is .022 high."""
STRAIGHT = 0.7
"""Share of its own slanted box that a bar fills: a staple, its shadow, an underline; a pen's stroke bends."""
RING, RING_SIDE = 0.75, 0.1
"""Share of its hull that a line drawn around something encloses in one (of 30 signatures .28 at most), and
page widths of its longer side."""
UNDERLINE = 0.025
"""Page widths of a straight run of ink that is a line under print."""
CROSSED, ARM, ASIDE, SLANTED = 0.8, 0.35, 0.06, 0.15
"""Shares of the ink's diagonal: over which two straight strokes cross each other, of a piece of one, and by
which a hand's stroke is off; rise over run of each at least."""
GAP, VOTES = 4, 25
"""Pixels (of 1400 on the page's long side) of white within a piece, and of ink on it."""
COLOURED, OTHER_HUE, JOIN = 10.0, 14.0, 5
"""Lab chroma from which ink has a colour, degrees of hue by which a pen's differs from a stamp pad's (violet
and blue lie 20 apart, most of a pad's own ink within 4), pixels over which the pen's edges are joined."""
STAINED, BROWN = 3.5, (48.0, 120.0)
"""Lab chroma over the paper's, and degrees of hue, of what coffee and tea leave: 53 to 79 on 24 papers of
strangers. Of 128 stamps there one is brown, too (as its koperasi's letterhead), the others, red, violet, blue
and green, lie outside 39 to 152."""


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


def is_lettered(mask: Pixels, width: int) -> bool:
    """Whether only the line below joins the strokes: a printed name and its underline that nobody read."""
    line = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, max(3, round(UNDERLINE * width))), np.uint8))
    above = cv2.bitwise_and(mask, cv2.bitwise_not(cv2.dilate(line, np.ones((3, 3), np.uint8))))
    return bool(line.any()) and longest_stroke(as_pixels(above), width) < 1.0


def _is_bar(stroke: np.ndarray) -> bool:
    """Whether the stroke fills its own slanted box."""
    points = np.argwhere(stroke).astype(np.float32)
    wide, high = cv2.minAreaRect(points)[1]
    return len(points) > STRAIGHT * (wide + 1) * (high + 1)


def is_ring(mask: Pixels, width: int) -> bool:
    """Whether the ink is one large line around a name or a place, as a clerk marks what is wanting."""
    padded = as_pixels(cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT))
    outlines, tree = cv2.findContours(padded, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    if not outlines or max(mask.shape) < RING_SIDE * width:
        return False
    holes = (cv2.contourArea(o) for o, t in zip(outlines, tree[0], strict=True) if t[3] >= 0)
    return max(holes, default=0.0) > RING * cv2.contourArea(cv2.convexHull(np.concatenate(outlines)))


def is_crossed(mask: Pixels) -> bool:
    """Whether two straight strokes cross over all of the ink, as over a signature that is not to count."""
    size = math.hypot(*mask.shape)
    found = cv2.HoughLinesP(mask, 1, np.pi / 180, VOTES, minLineLength=ARM * size, maxLineGap=GAP)
    if found is None:
        return False
    ends = found.reshape(-1, 2, 2).astype(float)
    across, down = (ends[:, 1] - ends[:, 0]).T
    slope = down / np.where(across == 0, 1e-9, across)
    return all(
        is_one.any() and _reach(ends[is_one], ASIDE * size) >= CROSSED * size
        for is_one in (slope > SLANTED, slope < -SLANTED)
    )


def _reach(ends: NDArray[np.float64], aside: float) -> float:
    """How far the longest piece of a line goes with those that lie along it. `ends`: N x 2 x (x, y)."""
    lengths = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    longest = ends[lengths.argmax()]
    way = (longest[1] - longest[0]) / lengths.max()
    off = ends - longest[0]
    along, beside = off @ way, np.abs(off @ np.array((-way[1], way[0])))
    own = along[(beside < aside).all(axis=1)]
    return float(own.max() - own.min())


def has_tall_stroke(mask: Pixels, width: int) -> bool:
    """Whether a stroke is as wide as a signature's and higher than a line of print with its underline."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    is_tall = stats[1:, cv2.CC_STAT_HEIGHT] >= TALL_STROKE * width
    return bool((is_tall & (stats[1:, cv2.CC_STAT_WIDTH] >= STROKE_WIDTH * width)).any())


def colours(pixels: Pixels) -> NDArray[np.float32]:
    """a and b of Lab of each pixel (BGR): HxWx2, 0 for grey."""
    return cv2.cvtColor(pixels, cv2.COLOR_BGR2LAB)[..., 1:].astype(np.float32) - 128


def is_brown(pad: Pixels, colour: Pixels, paper: NDArray[np.float32]) -> bool:
    """Whether ink is browner than the paper, as what a cup leaves. `pad`: the mask of the ink; `colour`: the
    same box of the page (BGR); `paper`: the paper's a and b."""
    a, b = np.median(colours(colour)[pad > 0], axis=0) - paper
    return bool(np.hypot(a, b) >= STAINED and BROWN[0] <= np.degrees(np.arctan2(b, a)) <= BROWN[1])


def of_another_colour(mask: Pixels, colour: Pixels, rim: Pixels) -> Pixels:
    """The ink (of `mask`) that has not the colour of the ink on the `rim` of a stamp.

    `colour`: the same box of the page (BGR); on a grey copy nothing has.
    """
    if not ((mask > 0) & (rim > 0)).any():
        return np.zeros_like(mask)
    chroma, turn = _against(mask, colour, rim)
    other = (mask > 0) & (chroma > COLOURED) & (turn > np.radians(OTHER_HUE))
    return as_pixels(
        cv2.morphologyEx(as_pixels(other * 255), cv2.MORPH_CLOSE, np.ones((JOIN, JOIN), np.uint8))
    )


def of_that_colour(mask: Pixels, colour: Pixels, pad: Pixels) -> Pixels:
    """The ink (of `mask`) in the colour of the ink in `pad` (a mask), pale edges too; all of it where that
    is grey. `colour`: the page as large (BGR)."""
    chroma, turn = _against(mask, colour, pad)
    if np.isinf(turn).all():
        return mask
    own = (mask > 0) & (chroma > COLOURED) & (turn <= np.radians(OTHER_HUE))
    wide = cv2.dilate(as_pixels(own * 255), np.ones((JOIN, JOIN), np.uint8))
    return as_pixels(cv2.bitwise_and(mask, wide))


def _against(mask: Pixels, colour: Pixels, pad: Pixels) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How coloured each pixel is, and by how much its hue (radians) differs from that of the ink in `pad`:
    without end where that is grey or there is none."""
    a, b = np.moveaxis(colours(colour), -1, 0)
    chroma, own = np.hypot(a, b), (mask > 0) & (pad > 0)
    if not own.any() or np.median(chroma[own]) <= COLOURED:
        return chroma, np.full_like(chroma, np.inf)
    usual = np.arctan2(np.median(b[own]), np.median(a[own]))
    return chroma, np.abs((np.arctan2(b, a) - usual + np.pi) % (2 * np.pi) - np.pi)
