"""Skew and perspective taken out of a page, with the way back to the page as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.paper_outline import Corners
from extractors.image.pixels import WHITE, Pixels, as_pixels, shrink
from models.field import Box
from models.page import Line

MIN_SKEW = 0.25
"""Degrees; tesseract follows lines that climb less."""
MAX_SKEW = 12.0
"""Degrees; a page turned further than this was not fed through a scanner, it was photographed."""
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Sheet:
    """A straightened page.

    `matrix`: 3x3, from pixels of the upright page to pixels of `pixels`; None: they are the same.
    """

    pixels: Pixels
    matrix: Matrix | None
    width: int
    height: int

    def levelled(self, climb: float) -> "Sheet":
        """The sheet turned so that lines that climb by so many degrees are level."""
        if abs(climb) < MIN_SKEW:
            return self
        flat, turn = _turned(self.pixels, climb)
        return Sheet(flat, turn if self.matrix is None else turn @ self.matrix, self.width, self.height)

    def back(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Lines read on the straightened page with boxes on the upright page as it was. What an engine read
        before a word was put right goes: doubts by it, of names and dates by hand, show 2 to 4 points more
        there and find nothing (24 letters in strokes, 24 in typefaces of the test part)."""
        return tuple(lines) if self.matrix is None else tuple(map(self._line_back, lines))

    def _line_back(self, line: Line) -> Line:
        words = tuple(
            word.model_copy(update={"box": self.box_back(word.box), "read_as": None}) for word in line.words
        )
        return line.model_copy(update={"words": words, "box": self.box_back(line.box)})

    def box_back(self, box: Box) -> Box:
        """A box on the straightened page, on the upright page as it was: the hull of its sides' middles moved
        back (corners would swell it with the skew)."""
        if self._inverse is None:
            return box
        height, width = self.pixels.shape[:2]
        return _box_moved(self._inverse, box, (width, height), (self.width, self.height))

    def box_on(self, box: Box) -> Box:
        """A box on the upright page, on the straightened one: the way there of `box_back`."""
        if self.matrix is None:
            return box
        height, width = self.pixels.shape[:2]
        return _box_moved(self.matrix, box, (self.width, self.height), (width, height))

    @cached_property
    def _inverse(self) -> Matrix | None:
        """From pixels of `pixels` to those of the upright page."""
        return None if self.matrix is None else np.asarray(np.linalg.inv(self.matrix), dtype=np.float64)

    @property
    def straight(self) -> tuple[float, ...] | None:
        """The matrix between fractions of both, row by row (models.page.PageReading.straight)."""
        if self.matrix is None:
            return None
        height, width = self.pixels.shape[:2]
        inward = np.diag([1 / width, 1 / height, 1.0])
        outward = np.diag([float(self.width), float(self.height), 1.0])
        return tuple(float(value) for value in (inward @ self.matrix @ outward).ravel())


def flat_sheet(pixels: Pixels, outline: Corners | None) -> Sheet:
    """A photographed sheet laid flat, its lines not levelled; a scan as it is. `outline`: its corners in
    pixels, None for a scan."""
    height, width = pixels.shape[:2]
    if outline is None:
        return Sheet(pixels, None, width, height)
    across = round(max(np.linalg.norm(outline[1] - outline[0]), np.linalg.norm(outline[2] - outline[3])))
    down = round(max(np.linalg.norm(outline[3] - outline[0]), np.linalg.norm(outline[2] - outline[1])))
    target = np.array([(0, 0), (across, 0), (across, down), (0, down)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(outline.astype(np.float32), target)
    flat = cv2.warpPerspective(pixels, matrix, (across, down), flags=cv2.INTER_CUBIC, borderValue=WHITE)
    return Sheet(as_pixels(flat), np.asarray(matrix, dtype=np.float64), width, height)


def _turned(pixels: Pixels, angle: float) -> tuple[Pixels, Matrix]:
    height, width = pixels.shape[:2]
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), [0, 0, 1]])
    flat = cv2.warpAffine(
        pixels, turn[:2], (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return as_pixels(flat), turn


def skew_angle(mask: Pixels) -> float:
    """Degrees by which the lines of text climb. `mask`: the page's ink, its lines of text apart.

    Coarse to fine search for the angle with the sharpest horizontal projection profile.
    """
    if not mask.any():
        return 0.0
    rough = shrink(mask, max(mask.shape) // 2)[0]
    coarse = _steepest(rough, np.arange(-MAX_SKEW, MAX_SKEW + 0.1, 1.0))
    near = _steepest(mask, coarse + np.arange(-0.9, 0.91, 0.3))
    return _steepest(mask, near + np.array([-0.2, -0.1, 0.0, 0.1, 0.2]))


def _steepest(mask: Pixels, angles: NDArray[np.float64]) -> float:
    return max((float(angle) for angle in angles), key=lambda angle: _profile_score(mask, angle))


def _profile_score(mask: Pixels, angle: float) -> float:
    height, width = mask.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(mask, matrix, (width, height), flags=cv2.INTER_NEAREST)
    profile = turned.sum(axis=1, dtype=np.float64) / 255.0
    return float(np.square(np.diff(profile)).sum())


def _moved(matrix: Matrix, points: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    moved = np.hstack([np.array(points), np.ones((len(points), 1))]) @ matrix.T
    return np.asarray(moved[:, :2] / moved[:, 2:], dtype=np.float64)


def _box_moved(matrix: Matrix, box: Box, size: tuple[int, int], onto: tuple[int, int]) -> Box:
    """A box of a picture (`size`: its pixels across and down) on one that the matrix leads to."""
    (width, height), (across, down) = size, onto
    middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    points = [(box[0], middle_y), (box[2], middle_y), (middle_x, box[1]), (middle_x, box[3])]
    moved = _moved(matrix, [(x * width, y * height) for x, y in points])
    xs, ys = moved[:, 0] / across, moved[:, 1] / down
    return (_clip(xs.min()), _clip(ys.min()), _clip(xs.max()), _clip(ys.max()))


def _clip(value: float) -> float:
    return float(min(1.0, max(0.0, value)))
