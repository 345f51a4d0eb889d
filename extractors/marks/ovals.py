"""Oval stamps whose rim is cut by the print they lie on: found by what is left of it."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels
from extractors.marks.stamp_body import Outline

LEAST_ARC = 0.05
"""Page widths: the extent of a piece of rim from which its ellipse can be fitted."""
AXES, FLATTEST = (0.07, 0.3), 0.3
"""Of a stamp's oval, in page widths (a pen's loop measured .053); short over long axis at least."""
ON_RIM, REACH = 0.4, 2.5
"""Share of a piece's ink that lies on its oval (the rest is the stamp's text and a name under it), and pixels
within which it does."""
LOOKS, KEPT = 6, 0.85
"""How often the oval is fitted again without the ink farthest from it; share of the ink that is kept."""
NEARER, LEAST_POINTS = (9, 6, 4), 50
"""Pixels around an oval within which the page's ink is used to fit it again, and pixels of ink for that."""
RIM = 9
"""Pixels: how far the rim's own ink, and that of a second line around it, may reach beyond the oval."""
DRAWN, STEPS = 0.76, 120
"""Share of the oval on which ink lies, and points of it that are looked at: of a pen's loop .3 at most."""


Ellipse = tuple[Sequence[float], Sequence[float], float]
"""Its middle, its axes and its turn in degrees, as OpenCV has them."""


def oval_at(inked: Pixels, rest: Pixels, box: tuple[int, int, int, int]) -> Outline | None:
    """The oval of a stamp of which the ink in `box` (x, y, w, h) is a piece.

    `inked`: all ink of the page; `rest`: the ink that is no print.
    """
    x, y, w, h = box
    width = inked.shape[1]
    if max(w, h) < LEAST_ARC * width:
        return None
    count, labels, stats, _ = cv2.connectedComponentsWithStats(as_pixels(rest[y : y + h, x : x + w]))
    for index in range(1, count):
        if max(stats[index, cv2.CC_STAT_WIDTH], stats[index, cv2.CC_STAT_HEIGHT]) < LEAST_ARC * width:
            continue
        points = np.argwhere(labels == index)[:, ::-1].astype(np.float32) + np.array((x, y), np.float32)
        shape = _oval_of(points, width)
        settled = None if shape is None else _settled(shape, inked, width)
        if settled is not None and _drawn(_polygon(settled, 0), inked) >= DRAWN:
            return _polygon(settled, RIM)
    return None


def _settled(shape: Ellipse, inked: Pixels, width: int) -> Ellipse | None:
    """The ellipse fitted again to all the page's ink near it, also what print took away."""
    (cx, cy), axes, _ = shape
    far = round(max(axes) / 2) + max(NEARER)
    top, left = max(0, round(cy) - far), max(0, round(cx) - far)
    points = np.argwhere(inked[top : round(cy) + far, left : round(cx) + far])[:, ::-1].astype(np.float32)
    points += np.array((left, top), np.float32)
    for reach in NEARER:
        close = points[_distances(points, shape) <= reach]
        if len(close) < LEAST_POINTS:
            return None
        shape = _fitted(close)
    return shape if _is_stamps(shape, width) else None


def _is_stamps(shape: Ellipse, width: int) -> bool:
    short, long = sorted(shape[1])
    return AXES[0] * width <= short and long <= AXES[1] * width and short >= FLATTEST * long


def _oval_of(points: np.ndarray, width: int) -> Ellipse | None:
    """The ellipse on which a piece of rim lies; None of ink that bends otherwise."""
    kept, shape = points, _fitted(points)
    for _ in range(LOOKS):
        off = _distances(kept, shape)
        if off.max() <= REACH:
            break
        kept = kept[off <= max(REACH, float(np.quantile(off, KEPT)))]
        shape = _fitted(kept)
    is_stamps = _is_stamps(shape, width) and np.mean(_distances(points, shape) <= REACH) >= ON_RIM
    return shape if is_stamps else None


def _polygon(shape: Ellipse, more: int) -> Outline:
    """The ellipse, its half axes longer by `more` pixels, as a polygon."""
    (cx, cy), axes, angle = shape
    half = (round(axes[0] / 2) + more, round(axes[1] / 2) + more)
    polygon = cv2.ellipse2Poly((round(cx), round(cy)), half, round(angle), 0, 360, 360 // STEPS)
    return np.array(polygon, np.int32)


def _fitted(points: np.ndarray) -> Ellipse:
    centre, axes, angle = cv2.fitEllipse(points)
    return centre, axes, angle


def _distances(points: np.ndarray, shape: Ellipse) -> np.ndarray:
    """About how far each point lies from the ellipse, in pixels."""
    centre, axes, angle = shape
    turn = np.radians(angle)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    turned = (points - np.asarray(centre)) @ rotation
    radius = np.hypot(turned[:, 0] / max(axes[0] / 2, 1e-6), turned[:, 1] / max(axes[1] / 2, 1e-6))
    off = np.abs(radius - 1) * np.hypot(turned[:, 0], turned[:, 1]) / np.maximum(radius, 1e-6)
    return np.asarray(off)


def _drawn(outline: Outline, inked: Pixels) -> float:
    """Share of the outline's points that lie on the page's ink or within two pixels of it."""
    near = cv2.dilate(inked, np.ones((5, 5), np.uint8))
    height, width = near.shape
    xs, ys = outline.reshape(-1, 2).T
    inside = (xs >= 0) & (ys >= 0) & (xs < width) & (ys < height)
    return float(np.count_nonzero(near[ys[inside], xs[inside]])) / len(xs)
