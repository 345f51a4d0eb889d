"""A part of a page laid straight: its pixels, and the way back to the page for every place on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, Quad, as_pixels, rotate
from models.field import Box

MAX_GROWTH = 2.0
"""A mapping that makes a region larger than this was computed from nonsense; the canvas is cut."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Region:
    """`pixels`: the region, HxWx3 BGR. `matrix`: 3x3, page pixels to region pixels."""

    pixels: Pixels
    matrix: Matrix
    page_size: tuple[int, int]
    """Width and height of the page in pixels."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

    def turned(self, degrees: int) -> "Region":
        """Turned clockwise by a multiple of 90 degrees."""
        return Region(
            rotate(self.pixels, degrees), turn_matrix(self.size, degrees) @ self.matrix, self.page_size
        )

    def levelled(self, angle: float) -> tuple["Region", Matrix]:
        """Turned counter-clockwise by `angle` degrees on a canvas that holds all of it, and the turn."""
        width, height = self.size
        rows = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        return self.mapped(np.vstack([rows, [0.0, 0.0, 1.0]]).astype(np.float64))

    def mapped(self, matrix: Matrix) -> tuple["Region", Matrix]:
        """Mapped by a 3x3 matrix onto a canvas that holds all of it, and the whole mapping."""
        width, height = self.size
        corners = through(matrix, [(0, 0), (width, 0), (width, height), (0, height)])
        low, high = corners.min(axis=0), corners.max(axis=0)
        total = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]], dtype=np.float64) @ matrix
        longest = MAX_GROWTH * max(width, height)
        size = (int(min(longest, max(1, high[0] - low[0]))), int(min(longest, max(1, high[1] - low[1]))))
        pixels = cv2.warpPerspective(
            self.pixels, total, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        return Region(as_pixels(pixels), total @ self.matrix, self.page_size), total

    def to_page(self, points: Sequence[Sequence[float]]) -> NDArray[np.float64]:
        """Points of the region in page pixels."""
        return through(np.linalg.inv(self.matrix), points)

    def page_box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of the region (its pixels) as fractions of the page."""
        corners = self.to_page([(left, top), (right, top), (right, bottom), (left, bottom)])
        shares = np.clip(corners / np.array(self.page_size), 0.0, 1.0)
        low, high = shares.min(axis=0), shares.max(axis=0)
        return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def cut_out(pixels: Pixels, quad: Quad, size: tuple[int, int]) -> Region:
    """The quadrangle (page pixels, clockwise from its top left) straightened to `size`."""
    width, height = size
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(quad, dtype=np.float32), target).astype(np.float64)
    source, scaled = _reduced(pixels, quad, size, matrix)
    straight = cv2.warpPerspective(
        source, scaled, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return Region(as_pixels(straight), matrix, (pixels.shape[1], pixels.shape[0]))


def _reduced(pixels: Pixels, quad: Quad, size: tuple[int, int], matrix: Matrix) -> tuple[Pixels, Matrix]:
    """A smoothed half-size page where the cut shrinks by more than half: warping alone would alias."""
    a, b = np.array(quad[0]), np.array(quad[1])
    shrinks = float(np.linalg.norm(b - a)) / size[0]
    if shrinks < 1.6:
        return pixels, matrix
    factor = 1.0 / shrinks
    smaller = as_pixels(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    up = np.diag([pixels.shape[1] / smaller.shape[1], pixels.shape[0] / smaller.shape[0], 1.0])
    return smaller, matrix @ up


def turn_matrix(size: tuple[int, int], degrees: int) -> Matrix:
    """3x3 of a clockwise turn by a multiple of 90 of an image of `size` (width, height)."""
    width, height = size
    rows = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        90: [[0, -1, height], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
    }
    return np.array(rows[degrees % 360], dtype=float)


def through(
    matrix: NDArray[np.floating[Any]], points: Sequence[Sequence[float]] | NDArray[np.float64]
) -> NDArray[np.float64]:
    """Points (Nx2) mapped by a 3x3 matrix."""
    shaped = np.asarray(points, dtype=np.float64).reshape(1, -1, 2)
    return np.asarray(cv2.perspectiveTransform(shaped, matrix)[0], dtype=np.float64)


def from_top_left(points: NDArray[Any]) -> NDArray[np.float64]:
    """Four corners clockwise, as seen, from the top left."""
    middle = points.mean(axis=0)
    order = np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))
    ordered = points[order].astype(float)
    return np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0)


def as_quad(points: NDArray[np.float64]) -> Quad:
    """Four points as a quadrangle."""
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return (a, b, c, d)
