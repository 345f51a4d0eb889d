"""The outline of a sheet of paper that was photographed on something darker."""

from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels, grey, shrink
from extractors.image.sheet_sides import sheet_sides
from models.field import Box

WORK_SIDE = 700
"""Pixels on the long side on which the paper's outline is looked for."""
MIN_PAPER = 0.35
"""Share of the photo that the sheet of paper fills at least."""
FULL_PAPER = 0.985
"""A quadrangle that fills more is the scan itself."""

LOWER_BY = (0, 25, 45, 60)
"""Grey levels under Otsu's threshold."""
SIDE_POINTS, STEP_REACH, STEP = 50, 6, 12
"""Points looked at along each side, pixels to both sides of it, grey levels by which the paper is lighter."""
LEAST_EDGED, EDGED, SURELY_EDGED, AS_EDGED = 0.3, 0.6, 0.9, 0.1
"""Share of a sheet's sides that shows such a step: where the picture cuts it off on two sides (.40 on one of
the tune split; bands of a grey scan have 0), where it is whole, and where it leaves no doubt; outlines that
differ by less are as good as each other, and the larger one is the whole sheet's. Of 75 photos of the tune
split the largest outline was wrong in 33: with a table or a shadow in it it had .12 to .59, the sheet itself
mostly .9 to 1."""
MOSTLY_PAPER, ALL_PAPER = 0.6, 0.9
"""Share of the border that is light on a scan: its paper reaches the edges; and above which no sheet on a
table as light as that (floor tiles .60) is looked for."""
MAX_SLANT, SURE_SLANT = 1.35, 1.7
"""Longest over shortest of two opposite sides; photos of a sheet are taken less slanted, but where all its
sides show."""
AT_BORDER = 0.04
"""Of the picture's sides: a sheet that ends so near its border reaches it."""
BEYOND, HALF_ON, GOES_ON = np.linspace(1.0, 2.2, 61), 1.5, 0.8
"""Where the steps along a side are looked for beyond its corner, in its own lengths; and the share of them
there, up to half its length more, with which it goes on: the corner lies on a fold. Of 230 photos whose
outline is right none has more than .42, of one that was half a sheet's all have it."""
SHEET_RATIO = (1.15, 1.75)
"""Long over short side: A4 1.41, F4 1.53, seen at a slant."""

WIDEST, ROOM = 0.7, 0.03
"""Of the sheet's width or height as seen: of a dark column or band beside it, and what is left beyond its
print."""

Corners = NDArray[np.float32]


def paper_outline(pixels: Pixels) -> Corners | None:
    """The sheet's corners (clockwise from top left, pixels), or None: a scan, or no sheet to be seen.

    A shadow over the sheet splits it at the usual threshold, so lower ones are tried too, which may take in
    some of the table. Where along no such outline the light steps down, the sides are looked for one by one.
    """
    small, factor = shrink(grey(pixels), WORK_SIDE)
    light = as_pixels(cv2.GaussianBlur(small, (7, 7), 0))
    lighter = _masks(light)
    first = next(lighter)
    if _border_share(first) > ALL_PAPER:
        return None
    masks = list(takewhile(lambda mask: _border_share(mask) <= MOSTLY_PAPER, chain((first,), lighter)))
    quads = [quad for quad in map(_outline, masks) if quad is not None]
    shares = [_edge_share(light, quad) for quad in quads]
    if max(shares, default=0.0) < SURELY_EDGED:
        sides = sheet_sides(light)
        share = 0.0 if sides is None else _edge_share(light, sides)
        slant = SURE_SLANT if share >= SURELY_EDGED else MAX_SLANT
        enough = EDGED if masks else SURELY_EDGED
        if sides is not None and _is_sheet(sides, slant) and (quads or share >= enough):
            quads, shares = [*quads, sides], [*shares, share]
    least = max(LEAST_EDGED, max(shares, default=0.0) - AS_EDGED)
    best = [quad for quad, share in zip(quads, shares, strict=True) if share > least]
    best = [_unfolded(quad, light) for quad in best if not _is_half(quad, light)]
    return max(best, key=cv2.contourArea) / np.float32(factor) if best else None


def around_print(quad: Corners, boxes: Sequence[Box], page: Pixels) -> Corners:
    """The sheet with the white print (boxes in fractions of the page) on a dark column or band of its own
    along one of its sides, which looks like the table: that side is moved out, along the two beside it."""
    unit = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)
    onto, back = cv2.getPerspectiveTransform(quad, unit), cv2.getPerspectiveTransform(unit, quad)
    corners = (
        np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]) * page.shape[1::-1] for x0, y0, x1, y1 in boxes
    )
    places = (cv2.perspectiveTransform(box.astype(np.float32)[None], onto)[0] for box in corners)
    beside = [place for place in places if _is_beside(place)]
    if not beside:
        return quad
    low, high = np.min(beside, axis=(0, 1)), np.max(beside, axis=(0, 1))
    (left, top), (right, foot) = np.where(low < 0, low - ROOM, 0.0), np.where(high > 1, high + ROOM, 1.0)
    wider = np.array([(left, top), (right, top), (right, foot), (left, foot)], np.float32)
    return np.asarray(cv2.perspectiveTransform(wider[None], back)[0], np.float32)


def _is_beside(place: NDArray[np.float32]) -> bool:
    """Whether it lies left of, right of, above or below the sheet (0..1 both ways), not far off."""
    beyond = np.abs(place.mean(axis=0) - 0.5) > 0.5
    is_along = np.all((place >= 0) & (place <= 1), axis=0)
    is_near = ((place > -WIDEST) & (place < 1 + WIDEST)).all()
    return bool(is_near and (beyond & is_along[::-1]).any())


def _masks(light: Pixels) -> Iterator[Pixels]:
    """What is light, its print closed, at lower and lower thresholds: each holds the one before."""
    usual, _ = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for lower in LOWER_BY:
        mask = as_pixels((light > usual - lower) * 255)
        yield as_pixels(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)))


def _edge_share(light: Pixels, quad: Corners) -> float:
    """0..1: how much of the sides has the lighter paper inside and the darker table outside."""
    along, middle = np.linspace(0.05, 0.95, SIDE_POINTS), quad.mean(axis=0)
    ends = ((quad[at], quad[(at + 1) % 4]) for at in range(4))
    return float(np.mean([_steps_down(light, start, end, along, middle).mean() for start, end in ends]))


def _steps_down(
    light: Pixels, start: Corners, end: Corners, along: NDArray[np.float64], middle: Corners
) -> NDArray[np.bool_]:
    """At each place along a side (0: its start, 1: its end, more: beyond), whether it is lighter on the side
    of `middle`; not so outside the picture."""
    height, width = light.shape
    points = start + (end - start) * along[:, None]
    normal = np.array([end[1] - start[1], start[0] - end[0]]) / max(1.0, np.linalg.norm(end - start))
    outward = normal * np.sign(np.dot(normal, (start + end) / 2 - middle)) * STEP_REACH
    both = np.hstack([np.rint(points + outward), np.rint(points - outward)]).astype(int)
    is_seen = ((both >= 0) & (both < (width, height, width, height))).all(axis=1)
    x0, y0, x1, y1 = both[is_seen].T
    found = np.zeros(len(along), dtype=bool)
    found[is_seen] = light[y1, x1].astype(int) - light[y0, x0] > STEP
    return found


def _unfolded(quad: Corners, light: Pixels) -> Corners:
    """The whole sheet where the quadrangle ends at a fold: beyond both corners there the sides go on, and
    the sheet with them."""
    whole, middle = quad.copy(), quad.mean(axis=0)
    for at in range(4):
        corners = ((at, at - 1), ((at + 1) % 4, (at + 2) % 4))
        steps = [_steps_down(light, quad[start], quad[end], BEYOND, middle) for end, start in corners]
        if all(step[BEYOND <= HALF_ON].mean() >= GOES_ON for step in steps):
            for (end, start), step in zip(corners, steps, strict=True):
                share = np.cumsum(step) / np.arange(1, len(step) + 1)
                last = np.flatnonzero(step & (share >= GOES_ON))[-1]
                whole[end] = quad[start] + (quad[end] - quad[start]) * BEYOND[last]
    return whole


def _outline(closed: Pixels) -> Corners | None:
    """The sheet in a mask of what is light: four corners in the mask's pixels, or None."""
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    biggest = cv2.convexHull(max(contours, key=cv2.contourArea))
    if not MIN_PAPER < cv2.contourArea(biggest) / closed.size < FULL_PAPER:
        return None
    corners = cv2.approxPolyDP(biggest, 0.03 * cv2.arcLength(biggest, True), True)
    if len(corners) != 4:
        return None
    quad = _clockwise(corners.reshape(4, 2).astype(np.float32))
    is_whole = cv2.contourArea(quad) > 0.9 * cv2.contourArea(biggest)
    return quad if is_whole and _is_sheet(quad) else None


def _is_sheet(quad: Corners, slant: float = MAX_SLANT) -> bool:
    """Opposite sides about as long as each other, and the sides of a sheet of paper."""
    top, right, bottom, left = (float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4))
    across, down = (top + bottom) / 2, (left + right) / 2
    is_even = all(max(pair) < slant * min(pair) for pair in ((top, bottom), (left, right)))
    return is_even and SHEET_RATIO[0] < max(across, down) / min(across, down) < SHEET_RATIO[1]


def _is_half(quad: Corners, light: Pixels) -> bool:
    """Whether it is one half of a folded sheet: it reaches three borders of the picture, and beyond its
    fourth side lies paper as light as its own."""
    height, width = light.shape
    low, high = quad.min(axis=0) / (width, height), quad.max(axis=0) / (width, height)
    reached = np.count_nonzero(low < AT_BORDER) + np.count_nonzero(high > 1 - AT_BORDER)
    inside = cv2.fillConvexPoly(np.zeros_like(light), np.rint(quad).astype(np.int32), 1) > 0
    beyond = light[~inside]
    return bool(reached >= 3 and np.median(beyond) > np.median(light[inside]) - STEP)


def _border_share(mask: NDArray[np.uint8]) -> float:
    """Share of the image's border that is paper: a scan's border is all paper."""
    border = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    return float(np.count_nonzero(border)) / border.size


def _clockwise(corners: Corners) -> Corners:
    """Top left, top right, bottom right, bottom left."""
    total, apart = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    order = [total.argmin(), apart.argmax(), total.argmax(), apart.argmin()]
    return corners[order]
