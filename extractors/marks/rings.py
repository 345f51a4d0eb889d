"""Round stamps whose ring is cut by the print they lie on: found by their circle, in the page's whole ink."""

import math
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels

DIAMETER = (0.115, 0.26)
"""Of the page's width: round stamps are 25 to 45 mm wide, up to 55 mm on an enlarged copy."""
DRAWN, BEYOND = 0.85, 0.6
"""Share of a circle's angles with ink on it, and just outside it: text under a chance circle has as much on
both (at most .8 each on 40 pages of print)."""
REACH, GAP = 2, 6
"""Pixels: how far a ring's ink may lie from the circle; distance of the band outside."""
OUTER = range(2, 16, 2)
"""Pixels beyond a ring at which a second one around it may lie."""
VOTES, LOOKS = 24, 4
"""Of the Hough transform: edge pixels that speak for a centre; best circles that are looked at."""
SCRAP = 10
"""Pixels: a piece of ink less wide and high is no part of a ring, not even between two lines of print."""
ANGLES = 360
"""Directions from a centre that are looked at."""


@dataclass(frozen=True)
class Ring:
    """A circle in pixels of the mask."""

    x: float
    y: float
    radius: float


SeenRings = dict[bytes, Ring | None]
"""What was found at a place of a page, by the digest of what is there."""


def seen_rings(_page: object) -> SeenRings:
    """Of a page on which none was looked for yet."""
    return {}


@dataclass(frozen=True)
class RingSearch:
    """`mask`: all ink of the page; `rest`: the ink that is no print, in which circles are looked for; `seen`:
    what was found on the page before, while less of it was known as print."""

    mask: Pixels
    rest: Pixels
    seen: SeenRings

    def at(self, box: tuple[int, int, int, int]) -> Ring | None:
        """The ring of a stamp that the ink in `box` (x, y, w, h) belongs to."""
        height, width = self.mask.shape[:2]
        reach = int(DIAMETER[1] * width / 2)
        x0, y0 = max(0, box[0] - reach), max(0, box[1] - reach)
        spot = np.s_[y0 : min(height, box[1] + box[3] + reach), x0 : min(width, box[0] + box[2] + reach)]
        part, arcs = self.mask[spot], self._arcs[spot]
        key = blake2b(repr(box).encode() + part.tobytes() + arcs.tobytes(), digest_size=16).digest()
        if key not in self.seen:
            near = (box[0] - x0, box[1] - y0, box[2], box[3])
            ring = _ring_in(as_pixels(part), as_pixels(arcs), near, width)
            self.seen[key] = None if ring is None else Ring(ring.x + x0, ring.y + y0, ring.radius)
        return self.seen[key]

    @cached_property
    def _arcs(self) -> Pixels:
        """The ink without scraps, which a copy in dots has by ten thousands."""
        _, labels, stats, _ = cv2.connectedComponentsWithStats(self.rest)
        kept = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) >= SCRAP
        kept[0] = False
        return as_pixels(np.where(kept[labels], self.rest, 0))


def _ring_in(part: Pixels, arcs: Pixels, box: tuple[int, int, int, int], width: int) -> Ring | None:
    """The ring in a part of a page `width` pixels wide, of which the ink in the box has some."""
    low, high = (int(share * width / 2) for share in DIAMETER)
    soft = as_pixels(cv2.GaussianBlur(arcs, (5, 5), 0))
    circles = cv2.HoughCircles(
        soft, cv2.HOUGH_GRADIENT, 2, low / 2, param1=100, param2=VOTES, minRadius=low, maxRadius=high
    )
    for x, y, radius in () if circles is None else np.reshape(circles, (-1, 3))[:LOOKS]:
        ring = _settled(part, Ring(float(x), float(y), float(radius)))
        if ring is not None and _touches(ring, box):
            return ring
    return None


def _settled(part: Pixels, guess: Ring) -> Ring | None:
    """The circle near the guess with the most ink on it, or None when that is no ring."""
    centres = [(guess.x + dx, guess.y + dy) for dx in (-3, 0, 3) for dy in (-3, 0, 3)]
    radii = [guess.radius + dr for dr in (-4, -2, 0, 2, 4)]
    reach = math.ceil(max(radii)) + max(OUTER) + GAP + REACH
    shares = {centre: _drawn(_unrolled(part, centre, reach)) for centre in centres}
    near = [Ring(*centre, radius) for centre in centres for radius in radii]
    best = max(near, key=lambda ring: _standing(shares[ring.x, ring.y], round(ring.radius)))
    drawn = shares[best.x, best.y]
    if drawn[round(best.radius)] < DRAWN:
        return None
    outward = [best.radius + more for more in (0, *OUTER)]
    rings = (r for r in outward if drawn[round(r)] >= DRAWN and drawn[round(r + GAP)] <= BEYOND)
    outer = next(rings, None)
    return None if outer is None else Ring(best.x, best.y, outer)


def _standing(drawn: NDArray[np.float64], radius: int) -> tuple[float, float]:
    """How well a circle is drawn; of those drawn alike the one that stands freest: beside the ring's middle
    its ink lies within reach of many circles."""
    return drawn[radius], -drawn[radius + GAP]


def _unrolled(part: Pixels, centre: tuple[float, float], reach: int) -> Pixels:
    """The ink around a centre as angles (rows) x distances in pixels."""
    size = (reach + 1, ANGLES)
    flags = cv2.WARP_POLAR_LINEAR | cv2.WARP_FILL_OUTLIERS | cv2.INTER_NEAREST
    return as_pixels(cv2.warpPolar(part, size, centre, reach + 1, flags))


def _drawn(unrolled: Pixels) -> NDArray[np.float64]:
    """Of the circle at each distance the share of angles at which ink lies within REACH of it."""
    near = cv2.dilate(unrolled, np.ones((1, 2 * REACH + 1), np.uint8))
    return np.asarray((near > 0).mean(axis=0))


def _touches(ring: Ring, box: tuple[int, int, int, int]) -> bool:
    x, y, w, h = box
    return (
        x < ring.x + ring.radius
        and ring.x - ring.radius < x + w
        and y < ring.y + ring.radius
        and ring.y - ring.radius < y + h
    )
