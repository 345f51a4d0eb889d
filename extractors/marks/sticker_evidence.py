"""What tells a sticker's own print from a pen's strokes over it: whether the ink runs over the sticker's
edge, its colour, and whether it is figures and letters of one height.

A meterai's print ends with its ground; it is mostly red or magenta, which office pens are not; its figures
stand in rows. Lengths are in page widths, as in `ink_evidence`.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels
from extractors.marks.sticker_ground import EDGE, Ground
from extractors.marks.strokes import longest_stroke
from models.field import Box, common_area
from models.page import Line

Known = dict[str, float]
STICKER_FEATURES = (
    "ground", "ground_dark", "ground_tint", "on_ground", "rimmed", "off_longest", "off_share", "runs_over",
    "pink", "blue", "black", "pink_longest", "blue_longest", "black_longest",
    "row_count", "row_share", "ridge", "ridge_spread", "figures_on", "capitals_on",
)  # fmt: skip
LONGEST = 3.0
"""Longest strokes beyond this, in units of the least one, are all alike (as in `ink_evidence`)."""
PINK, BLUE, GREY, BLACK = 9.0, -7.0, 9.0, 110
"""Lab a above and b below the paper's from which ink is red, and blue; chroma up to which, and shade from
which, it is black."""
BLUE_SIDE = -12.0
"""Lab b below which red ink is violet: a pen's or a pad's as well as a meterai's."""
LIKE_HIGH, LEVEL = 0.2, 0.3
"""Of a letter's height: by how much letters of one row differ in height and in place."""
LETTERS = (0.005, 0.05)
"""Page widths of a printed letter's or figure's height."""
FIGURES, FIGURE_SURE = 4, 0.2
"""Figures in a word that is a value or a number, and how surely it must be read."""


ON_GROUND, RUNS_OVER, BEYOND = 0.25, 0.15, 0.9
"""Share of the ink that lies on a sticker from which it may be the sticker's own; tenths of a page width by
which a stroke runs over the edge, and the longest stroke beyond it, from which a pen wrote on. Of 39 meterai
without a signature (pages of the fit) 36 are below both, of 78 with one 15, of which the trees are sure of
three."""


def stays_within(known: Known) -> bool:
    """Whether ink on a sticker ends with it (`ground_evidence`): its own print, or a pen's that nobody can
    tell from it."""
    ends = known.get("runs_over", 0.0) < RUNS_OVER and known.get("off_longest", 0.0) < BEYOND
    return known.get("on_ground", 0.0) > ON_GROUND and ends


def ground_evidence(mask: Pixels, box: tuple[int, int, int, int], ground: Ground, width: int) -> Known:
    """Of the ink's own mask and the sticker it lies on. `box`: the mask's x, y, w, h on the page."""
    x, y, w, h = box
    part = slice(y, y + h), slice(x, x + w)
    area, ink = ground.area[part], np.count_nonzero(mask)
    if not ink or not area.any():
        return {"off_longest": 0.0, "off_share": 1.0 if ink else 0.0}
    size = 2 * EDGE + 1
    wide = as_pixels(cv2.dilate(area, np.ones((size, size), np.uint8)))
    inner = cv2.erode(area, np.ones((size, size), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=255)
    deep = as_pixels(inner)
    off = as_pixels(cv2.bitwise_and(mask, cv2.bitwise_not(wide)))
    on = cv2.bitwise_and(mask, area)
    rim = cv2.bitwise_and(mask, cv2.bitwise_and(wide, cv2.bitwise_not(deep)))
    return {
        "ground": np.count_nonzero(area) / width**2 * 100,
        "ground_dark": float(np.median(ground.darker[part][area > 0])) / 50,
        "ground_tint": float(np.median(ground.tinted[part][area > 0])) / 20,
        "on_ground": np.count_nonzero(on) / ink,
        "rimmed": np.count_nonzero(rim) / ink,
        "off_share": np.count_nonzero(off) / ink,
        "off_longest": min(LONGEST, longest_stroke(off, width)),
        "runs_over": _runs_over(mask, deep, wide) / width * 10,
    }


def _runs_over(mask: Pixels, deep: Pixels, wide: Pixels) -> float:
    """Pixels by which strokes that begin well inside a sticker go on beyond its frame."""
    _, labels = cv2.connectedComponents(mask)
    inside = np.unique(labels[(deep > 0) & (mask > 0)])
    crossing = np.isin(labels, inside[inside > 0]) & (wide == 0)
    if not crossing.any():
        return 0.0
    away = cv2.distanceTransform(as_pixels((wide == 0) * 255), cv2.DIST_L2, 3)
    return float(away[crossing].max())


def colour_evidence(mask: Pixels, light: Pixels, colour: Pixels, width: int) -> Known:
    """Of the ink's colours and the longest stroke in each. `light`, `colour` (BGR): the same crop."""
    inked = mask > 0
    if not inked.any():
        return {}
    a, b = (one.astype(np.float32) for one in cv2.split(cv2.cvtColor(colour, cv2.COLOR_BGR2LAB))[1:])
    paper = cv2.dilate(mask, np.ones((5, 5), np.uint8)) == 0
    usual = [float(np.median(one[paper])) if paper.any() else 128.0 for one in (a, b)]
    red, yellow = a - usual[0], b - usual[1]
    is_blue = inked & (yellow < BLUE) & ((yellow < BLUE_SIDE) | (red < PINK))
    is_pink = inked & (red > PINK) & ~is_blue
    is_black = inked & (np.hypot(red, yellow) < GREY) & (light < BLACK)
    found: Known = {}
    for name, one in (("pink", is_pink), ("blue", is_blue), ("black", is_black)):
        found[name] = np.count_nonzero(one) / np.count_nonzero(inked)
        joined = cv2.morphologyEx(as_pixels(one * 255), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
        found[f"{name}_longest"] = min(LONGEST, longest_stroke(as_pixels(joined), width))
    return found


def figure_evidence(mask: Pixels, box: Box, lines: Sequence[Line], width: int) -> Known:
    """Whether the ink is printed: pieces of one height in a row, strokes of one width, words read in it."""
    if not mask.any():
        return {}
    _, _, stats, centres = cv2.connectedComponentsWithStats(mask)
    heights, areas, middles = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_AREA], centres[1:, 1]
    is_letter = (heights > LETTERS[0] * width) & (heights < LETTERS[1] * width)
    high, ink, middle = heights[is_letter], areas[is_letter], middles[is_letter]
    alike = (np.abs(high[:, None] - high) < LIKE_HIGH * high) & (
        np.abs(middle[:, None] - middle) < LEVEL * high
    )
    counts = alike.sum(axis=0)
    best = int(counts.argmax()) if len(counts) else 0
    deep = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    ridge = deep[(mask > 0) & (deep >= cv2.dilate(deep, np.ones((3, 3), np.uint8)))]
    words = [w for line in lines for w in line.words if w.confidence >= FIGURE_SURE and _is_on(w.box, box)]
    figures = sum(sum(c.isdigit() for c in w.text) >= FIGURES for w in words)
    capitals = sum(w.text.isalpha() and w.text.isupper() and len(w.text) > 2 for w in words)
    return {
        "row_count": float(np.log1p(counts[best])) if len(counts) else 0.0,
        "row_share": float(ink[alike[:, best]].sum() / areas.sum()) if len(counts) else 0.0,
        "ridge": 2e3 * float(np.mean(ridge)) / width,
        "ridge_spread": float(np.std(ridge) / np.mean(ridge)),
        "figures_on": float(min(3, figures)), "capitals_on": float(min(4, capitals)),
    }  # fmt: skip


def _is_on(word: Box, box: Box) -> bool:
    """Whether most of a word lies within the ink's box."""
    area = (word[2] - word[0]) * (word[3] - word[1])
    return area > 0 and common_area(word, box) > 0.5 * area
