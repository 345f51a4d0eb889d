"""Where on a page a card may lie, from shapes alone: cheap guesses that recognised words confirm later.

Three looks at a small copy of the page: edges that close a rectangle, areas whose colour is not the
paper's, and blocks of dense ink (a photocopy whose border did not print). None is trusted by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.cards.region import as_quad, from_top_left
from extractors.cards.row_layout import ASPECT
from extractors.image.pixels import Pixels, Quad, as_pixels, grey
from extractors.image.workspace import Side, Workspace

ASPECT_BOUNDS = (1.25, 2.05)
"""A card seen at a slant, cut by the page's edge or read with its shadow."""

AREA_BOUNDS = (0.02, 0.98)
"""Share of the page: a card on A3 at original size, a card that fills the photo."""

MIN_FILL = 0.8
"""Contour area over the area of its smallest rectangle; letters' L- and T-shapes have less."""

MAX_OVERLAP = 0.6
"""Candidates sharing more than this (intersection over union) are one."""

MAX_CANDIDATES = 6

WHOLE_ASPECT = (1.48, 1.75)
"""An image of a card's own shape is mostly a card cut out by a scanner program; A4 is 1.414, a photo 1.33."""

WHOLE_SCORE = 0.8


@dataclass(frozen=True)
class RegionCandidate:
    """A place a card may be: corners in page pixels (landscape, its turn by 180 unknown) and a score."""

    quad: Quad
    score: float


def candidates(page: Workspace) -> list[RegionCandidate]:
    """The best guesses, best first (`page.once(candidates)` makes them once a page)."""
    small, factor = page.colour_at(Side.CARDS), page.scale(Side.CARDS)
    light = grey(small)
    found = [
        *_scored(_edge_shapes(light), light, 1.0, True),
        *_scored(_colour_shapes(small), light, 0.9, True),
        *_scored(_ink_shapes(light), light, 0.6, False),
    ]
    if WHOLE_ASPECT[0] <= max(light.shape) / min(light.shape) <= WHOLE_ASPECT[1]:
        found.append(RegionCandidate(_whole(light), WHOLE_SCORE))
    found.sort(key=lambda candidate: -candidate.score)
    kept: list[RegionCandidate] = []
    for candidate in found:
        if all(_overlap(candidate.quad, other.quad) < MAX_OVERLAP for other in kept):
            kept.append(candidate)
    return [
        RegionCandidate(as_quad(np.array(candidate.quad) * (1.0 / factor)), candidate.score)
        for candidate in kept[:MAX_CANDIDATES]
    ]


def _whole(light: Pixels) -> Quad:
    height, width = light.shape[:2]
    return landscape(np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=float))


def _contours(mask: Pixels) -> list[np.ndarray]:
    found, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    least = AREA_BOUNDS[0] * mask.size
    return [contour for contour in found if cv2.contourArea(cv2.convexHull(contour)) >= least]


def _edge_shapes(light: Pixels) -> list[np.ndarray]:
    smooth = cv2.GaussianBlur(light, (5, 5), 0)
    shapes: list[np.ndarray] = []
    for low, high, size in ((30, 90, 3), (15, 45, 5)):
        edges = cv2.Canny(smooth, low, high)
        closed = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
        shapes += _contours(as_pixels(closed))
    return shapes


def _colour_shapes(small: Pixels) -> list[np.ndarray]:
    """Areas unlike the page's commonest shade: in lightness, and in saturation."""
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (7, 7), 0), cv2.COLOR_BGR2LAB).astype(np.int16)
    paper = np.median(lab.reshape(-1, 3), axis=0)
    away = np.abs(lab - paper).sum(axis=2)
    shapes: list[np.ndarray] = []
    for threshold in (14, 28):
        mask = as_pixels((away > threshold) * 255)
        closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
        opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8))
        shapes += _contours(as_pixels(opened))
    return shapes


def _ink_shapes(light: Pixels) -> list[np.ndarray]:
    """Blocks of ink, joined over gaps of a line or two."""
    mask = cv2.adaptiveThreshold(light, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    mask = cv2.medianBlur(mask, 3)
    shapes: list[np.ndarray] = []
    for size in (13, 25, 41):
        closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
        shapes += _contours(as_pixels(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))))
    return shapes


def _scored(
    shapes: Iterable[np.ndarray], light: Pixels, weight: float, has_border: bool
) -> list[RegionCandidate]:
    """Shapes of a card's form. `has_border`: their corners are the card's, not those of a block of text."""
    found: list[RegionCandidate] = []
    for shape in shapes:
        hull = cv2.convexHull(shape)
        rectangle = cv2.minAreaRect(hull)
        width, height = max(rectangle[1]), min(rectangle[1])
        if height < 20 or not AREA_BOUNDS[0] <= width * height / light.size <= AREA_BOUNDS[1]:
            continue
        fill = cv2.contourArea(hull) / (width * height)
        aspect = width / height
        if fill < MIN_FILL or not ASPECT_BOUNDS[0] <= aspect <= ASPECT_BOUNDS[1]:
            continue
        likeness = 1.0 - min(1.0, abs(np.log(aspect / ASPECT)) / 0.35)
        corners = _corners(hull, rectangle) if has_border else landscape(cv2.boxPoints(rectangle))
        found.append(RegionCandidate(corners, float(weight * fill * (0.35 + 0.65 * likeness))))
    return found


def _corners(hull: np.ndarray, rectangle: object) -> Quad:
    """Four corners of the hull if it is a quadrangle (perspective), else of its smallest rectangle."""
    length = cv2.arcLength(hull, True)
    for share in (0.02, 0.03, 0.05):
        bent = cv2.approxPolyDP(hull, share * length, True)
        if len(bent) == 4 and cv2.contourArea(bent) > 0.9 * cv2.contourArea(hull):
            return landscape(bent.reshape(4, 2))
    return landscape(cv2.boxPoints(rectangle))  # type: ignore[call-overload]


def landscape(points: np.ndarray) -> Quad:
    """The corners clockwise (as seen), beginning so that the first side is a long one."""
    ordered = from_top_left(points)
    first = np.linalg.norm(ordered[1] - ordered[0]) + np.linalg.norm(ordered[3] - ordered[2])
    second = np.linalg.norm(ordered[2] - ordered[1]) + np.linalg.norm(ordered[0] - ordered[3])
    if second > first:
        ordered = np.roll(ordered, -1, axis=0)
    return as_quad(ordered)


def _overlap(one: Quad, two: Quad) -> float:
    first, second = (np.array(quad, dtype=np.float32) for quad in (one, two))
    common, _ = cv2.intersectConvexConvex(cv2.convexHull(first), cv2.convexHull(second))
    union = cv2.contourArea(first) + cv2.contourArea(second) - common
    return float(common / union) if union > 0 else 0.0
