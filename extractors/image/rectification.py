"""Skew and perspective taken out of a page, with the way back to the page as it was."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.imaging import WHITE, Pixels, as_pixels, skew_angle
from extractors.image.paper_outline import paper_outline
from models.field import Box
from models.page import Line, Word

MIN_SKEW = 0.25
"""Degrees; tesseract follows lines that climb less."""
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

    def back(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Lines read on the straightened page with boxes on the upright page as it was."""
        if self.matrix is None:
            return tuple(lines)
        inverse = np.asarray(np.linalg.inv(self.matrix), dtype=np.float64)
        return tuple(self._line_back(line, inverse) for line in lines)

    def _line_back(self, line: Line, inverse: Matrix) -> Line:
        words = tuple(
            Word(text=word.text, box=self._box_back(word.box, inverse), confidence=word.confidence)
            for word in line.words
        )
        return Line(
            words=words,
            box=self._box_back(line.box, inverse),
            second=line.second,
            second_confidence=line.second_confidence,
        )

    def _box_back(self, box: Box, inverse: Matrix) -> Box:
        """The hull of the box's side middles moved back: corners would swell it with the skew."""
        height, width = self.pixels.shape[:2]
        middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        points = [(box[0], middle_y), (box[2], middle_y), (middle_x, box[1]), (middle_x, box[3])]
        moved = _moved(inverse, [(x * width, y * height) for x, y in points])
        xs, ys = moved[:, 0] / self.width, moved[:, 1] / self.height
        return (_clip(xs.min()), _clip(ys.min()), _clip(xs.max()), _clip(ys.max()))

    @property
    def straight(self) -> tuple[float, ...] | None:
        """The matrix between fractions of both, row by row (models.page.PageReading.straight)."""
        if self.matrix is None:
            return None
        height, width = self.pixels.shape[:2]
        inward = np.diag([1 / width, 1 / height, 1.0])
        outward = np.diag([float(self.width), float(self.height), 1.0])
        return tuple(float(value) for value in (inward @ self.matrix @ outward).ravel())


def straighten(pixels: Pixels) -> Sheet:
    """A photographed sheet laid flat, then its lines levelled; a straight scan comes back untouched."""
    height, width = pixels.shape[:2]
    matrix: Matrix | None = None
    flat = pixels
    outline = paper_outline(pixels)
    if outline is not None:
        flat, matrix = _lay_flat(pixels, outline)
    angle = skew_angle(flat)
    if abs(angle) >= MIN_SKEW:
        flat, turn = _levelled(flat, angle)
        matrix = turn if matrix is None else turn @ matrix
    return Sheet(flat, matrix, width, height)


def laid_flat(pixels: Pixels) -> Pixels:
    """A photographed sheet laid flat, its lines not levelled; a scan as it is."""
    outline = paper_outline(pixels)
    return pixels if outline is None else _lay_flat(pixels, outline)[0]


def _lay_flat(pixels: Pixels, quad: NDArray[np.float32]) -> tuple[Pixels, Matrix]:
    width = round(max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3])))
    height = round(max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1])))
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), target)
    flat = cv2.warpPerspective(pixels, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=WHITE)
    return as_pixels(flat), np.asarray(matrix, dtype=np.float64)


def _levelled(pixels: Pixels, angle: float) -> tuple[Pixels, Matrix]:
    height, width = pixels.shape[:2]
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), [0, 0, 1]])
    flat = cv2.warpAffine(
        pixels, turn[:2], (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return as_pixels(flat), turn


def _moved(matrix: Matrix, points: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    moved = np.hstack([np.array(points), np.ones((len(points), 1))]) @ matrix.T
    return np.asarray(moved[:, :2] / moved[:, 2:], dtype=np.float64)


def _clip(value: float) -> float:
    return float(min(1.0, max(0.0, value)))
