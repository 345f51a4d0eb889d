"""A stamp's body: the area that its outline encloses, recognised by its shape.

A stamp encloses its area (circle, oval, long frame, triangle); loops of a pen and a meterai with a signature
across it enclose less, or are ragged.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels
from extractors.marks.strokes import longest_stroke

Outline = NDArray[np.int32]
"""Corners of an area, x and y in pixels."""

STAMP_SIDES = (0.075, 0.30)
STAMP_LONG_SIDE = 0.115
"""Of the page's width: stamps are 25 to 50 mm wide; a meterai (20 x 24 mm) stays below."""
ENCLOSED = 0.55
"""Share of its box that a stamp encloses (circle .79, triangle .5); loops of a pen enclose less."""
ROUND = 0.112
"""Of the page's width: diameter of the largest circle inside a round stamp; a meterai has .075 to .11 (60
letters with stamps and meterai drawn by others than us: no meterai above)."""
SOLID = 0.94
"""Share of its convex hull that a stamp's area fills; with a signature's loops at a meterai .85 to .93."""
ELLIPSE_FILL = (0.70, 0.825)
"""Share of its box that a round or oval stamp fills (an ellipse .785, a square meterai more)."""
LONG_ASPECT, LONG_FILL, TRIANGLE_FILL = 1.6, 0.86, 0.6
"""Sides of a long stamp with its words in a frame; shares of the box that it and a triangle fill."""
SMALL_RING, RING_FILL, RING_INK = 0.08, 0.9, 0.03
"""Of the page's width: the diameter of the smallest round stamps (17 mm); shares of its circle that it fills,
and that are ink inside its outline: a pen's loop is not so round, and empty."""
LOOPS = 0.06
"""Of the page's width: narrower loops of a pen are cut off a stamp before its shape is judged anew."""
STAMP_DENSITY = 0.45
"""A stamp is a drawing of lines; pictures and blots are denser."""
TAIL_LENGTH, TAIL_HEIGHT, TAIL_GAP, TAIL_CLEAR = 0.022, 0.012, 0.006, 0.06
"""A signature's flat tail, in page widths: its length, its height (a line of print's), how near to the stamp
it begins; share of the line above it that may be ink."""
RIM_DEPTH, RIM_SHARE = 0.008, 0.95
"""Of the page's width: the depth of a rim of two lines; share of a stroke within it."""
LETTER_HIGH, LETTER_WIDE, LETTERS, HOLES, LEAST_HOLE = (0.004, 0.025), 0.06, 3, 16, 4
"""Page widths of a stamp's letters, as they hang together; so many such pieces, or holes (pixels of area)
where they run into each other, a stamp has (all 66 on 250 pages of samples.training.marks). A pen's loop
around strokes that hang on it has no such pieces, and 4 to 7 holes."""
MIDDLE, SPECKS = 0.4, 0.01
"""Of the way from its rim inwards: where the middle of a stamp begins; share of it that specks cover."""
BODY_KERNEL = 0.03
"""Of the width: strokes thinner than this leave the stamp's body when it is opened."""
CLOSE_GAP = 9
"""Pixels; a stamp's ring with gaps up to this is whole."""


def stamp_body(mask: Pixels, width: int) -> Pixels | None:
    """The area that a stamp encloses, of the size of `mask` (ink that lies together), or None when it is no
    stamp. `width`: the page's, in pixels."""
    h, w = mask.shape
    if min(w, h) < STAMP_SIDES[0] * width:
        return None
    if np.count_nonzero(mask) > STAMP_DENSITY * w * h:
        return None
    size = max(3, int(BODY_KERNEL * width))
    body = cv2.morphologyEx(
        enclosed(mask), cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(as_pixels(body))
    if count < 2:
        return None
    best = 1 + int(np.argmax(stats[1:count, cv2.CC_STAT_AREA]))
    _, _, w, h, area = (int(value) for value in stats[best])
    low, high = STAMP_SIDES[0] * width, STAMP_SIDES[1] * width
    found = as_pixels((labels == best)[1:-1, 1:-1] * 255)
    if not (low <= min(w, h) and max(w, h) <= high and area / (w * h) > ENCLOSED):
        return None
    is_large = max(w, h) >= STAMP_LONG_SIDE * width
    is_stamp = _is_stamp(found, width) if is_large else _is_small_ring(found, mask, width)
    return found if is_stamp else None


def is_printed(body: Pixels, inked: Pixels, width: int) -> bool:
    """Whether letters stand in a stamp's area, as large as a pen's loop (a small one's are asked for before).
    `inked`: the ink in its box."""
    if max(cv2.boundingRect(body)[2:]) < STAMP_LONG_SIDE * width:
        return True
    if not _is_inked_within(body, inked):
        return False
    inner = cv2.erode(body, np.ones((CLOSE_GAP, CLOSE_GAP), np.uint8))
    _, _, stats, centres = cv2.connectedComponentsWithStats(inked)
    high, wide = stats[1:, cv2.CC_STAT_HEIGHT] / width, stats[1:, cv2.CC_STAT_WIDTH] / width
    is_letter = (high > LETTER_HIGH[0]) & (high < LETTER_HIGH[1]) & (wide < LETTER_WIDE)
    spots = centres[1:][is_letter].astype(int)
    if np.count_nonzero(inner[spots[:, 1], spots[:, 0]]) >= LETTERS:
        return True
    outlines, tree = cv2.findContours(
        as_pixels(cv2.bitwise_and(inked, body)), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE
    )
    holes = [o for o, t in zip(outlines, () if tree is None else tree[0], strict=True) if t[3] >= 0]
    return sum(cv2.contourArea(hole) > LEAST_HOLE for hole in holes) >= HOLES


def _is_inked_within(body: Pixels, inked: Pixels) -> bool:
    """Whether more than specks stand in the middle of an area: what a cup leaves is a rim."""
    depth = cv2.distanceTransform(_framed(body), cv2.DIST_L2, 3)[1:-1, 1:-1]
    middle = depth > MIDDLE * depth.max()
    return float(np.mean(inked[middle] > 0)) > SPECKS


def stamp_outline(body: Pixels, width: int, at: tuple[int, int]) -> Outline:
    """The corners (N x 1 x 2, x and y in pixels of the page) around a stamp's area, which begins `at`.

    Bent outwards everywhere, also where print that it lies on took a part of its rim away; loops of a
    signature are cut off.
    """
    core = without_loops(body, width)
    area = core if core.any() else body
    outlines, _ = cv2.findContours(area, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE, offset=at)
    return np.array(cv2.convexHull(max(outlines, key=cv2.contourArea)), np.int32)


def leaves_stamp(strokes: Pixels, inked: Pixels, stamps: Sequence[Outline], least: float, width: int) -> bool:
    """Whether a pen's stroke of at least `least` lies outside, or the tail of one: no piece of the rim.

    `strokes`: the ink outside the stamps' outlines, `inked`: all ink, print too (all in pixels of one box);
    `width`: the page's.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes)
    for index in range(1, count):
        x, y, w, h = (int(value) for value in stats[index, :4])
        stroke = as_pixels((labels[y : y + h, x : x + w] == index) * 255)
        points = np.argwhere(stroke)[:, ::-1].astype(np.int32) + np.array((x, y), np.int32)
        if longest_stroke(stroke, width) < least and not _is_tail(points, inked, stamps, width):
            continue
        if not any(_is_rim(points, outline, width) for outline in stamps):
            return True
    return False


def _is_tail(points: NDArray[np.int32], inked: Pixels, stamps: Sequence[Outline], width: int) -> bool:
    """Whether these points run flat out of a stamp with nothing standing on them: no underline of a name."""
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    if right - left < TAIL_LENGTH * width or bottom - top > TAIL_HEIGHT * width:
        return False
    begins = any(
        cv2.pointPolygonTest(outline, (float(x), float(y)), measureDist=True) > -TAIL_GAP * width
        for outline in stamps
        for x, y in (points[points[:, 0].argmin()], points[points[:, 0].argmax()])
    )
    line = max(1, round(TAIL_HEIGHT * width))
    above = inked[max(0, top - line) : max(0, top - 1), left:right]
    return begins and (not above.size or float(np.mean(above > 0)) < TAIL_CLEAR)


def _is_rim(points: NDArray[np.int32], outline: Outline, width: int) -> bool:
    """Whether these points (N x 2) go on with a stamp's outline: they lie at the edge of both together."""
    whole = cv2.convexHull(np.concatenate([points, outline.reshape(-1, 2)]))
    inside = (cv2.pointPolygonTest(whole, (float(x), float(y)), measureDist=True) for x, y in points[::3])
    return bool(np.mean([depth < RIM_DEPTH * width for depth in inside]) > RIM_SHARE)


def _is_stamp(body: Pixels, width: int) -> bool:
    """Whether an enclosed area is a stamp's: round and wide enough, or an oval, a long frame, a triangle.

    A meterai with the loops of the signature across it encloses as much, but is narrower and ragged. Loops
    that hang on a stamp are cut off for a second look.
    """
    if 2 * cv2.distanceTransform(_framed(body), cv2.DIST_L2, 3).max() >= ROUND * width or _is_shaped(body):
        return True
    return _is_shaped(without_loops(body, width))


def _is_small_ring(body: Pixels, mask: Pixels, width: int) -> bool:
    """Whether a small enclosed area is a round stamp's: an even circle with print in it, not a pen's loop."""
    core = without_loops(body, width)
    contours, _ = cv2.findContours(core, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return False
    outline = max(contours, key=cv2.contourArea)
    area = cv2.contourArea(outline)
    _, radius = cv2.minEnclosingCircle(outline)
    inner = cv2.erode(core, np.ones((CLOSE_GAP, CLOSE_GAP), np.uint8))
    inked = np.count_nonzero(cv2.bitwise_and(mask, inner))
    is_round = area > RING_FILL * np.pi * radius**2 and 2 * radius >= SMALL_RING * width
    return bool(is_round and inked > RING_INK * area)


def without_loops(body: Pixels, width: int) -> Pixels:
    """The area without what is narrower than a stamp: loops and tails of a signature that hang on it."""
    size = max(3, int(LOOPS * width))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return as_pixels(cv2.morphologyEx(_framed(body), cv2.MORPH_OPEN, disc)[1:-1, 1:-1])


def _is_shaped(body: Pixels) -> bool:
    """Whether the outline is an ellipse's, a long frame's or a triangle's."""
    contours, _ = cv2.findContours(body, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return False
    outline = max(contours, key=cv2.contourArea)
    _, sides, _ = cv2.minAreaRect(outline)
    area = cv2.contourArea(outline)
    solidity, fill = area / cv2.contourArea(cv2.convexHull(outline)), area / (sides[0] * sides[1])
    is_ellipse = ELLIPSE_FILL[0] < fill < ELLIPSE_FILL[1]
    is_long = max(sides) / min(sides) > LONG_ASPECT and fill > LONG_FILL
    return solidity > SOLID and (is_ellipse or is_long or fill < TRIANGLE_FILL)


def enclosed(mask: Pixels, gap: int = CLOSE_GAP) -> Pixels:
    """The ink with all that it encloses, in a frame of one free pixel. `gap`: pixels of a line that is worn
    and still whole."""
    return _filled(_framed(_closed(mask, gap)))


def _framed(mask: Pixels) -> Pixels:
    """The mask in a frame of one free pixel: what touches its edge ends there."""
    return as_pixels(cv2.copyMakeBorder(mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT))


def _closed(mask: Pixels, gap: int) -> Pixels:
    """Small gaps of a drawn line bridged; the size stays."""
    padded = cv2.copyMakeBorder(mask, gap, gap, gap, gap, cv2.BORDER_CONSTANT)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    return as_pixels(closed[gap:-gap, gap:-gap])


def _filled(mask: Pixels) -> Pixels:
    """The mask with everything it encloses."""
    outside = mask.copy()
    cv2.floodFill(outside, np.zeros((mask.shape[0] + 2, mask.shape[1] + 2), np.uint8), (0, 0), 255)
    return as_pixels(cv2.bitwise_or(mask, cv2.bitwise_not(outside)))
