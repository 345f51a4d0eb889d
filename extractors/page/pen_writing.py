"""Whether a page is written by hand, by how its letters stand and by what they look like.

Print stands on its line, a hand does not: of printed letters of the tune voices .75 to 1 stand on the line
(299 letters, copies and photographs among them); of handwritten ones, typefaces included, .21 to .72 (100
letters), on forms filled in by hand .50 to .83. A tidy hand stands as print does; its letters' shapes tell
(engines/pen_columns).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.engines.pen_columns import by_a_hand, pen_odds
from extractors.image.pixels import Pixels
from models.page import Line

STANDING = 0.7
"""Share of a line's letters standing on it, at the middle line, below which a page is written by hand."""
PEN_ODDS, PRINT_ODDS = 0.4, -1.5
"""Log-odds of a hand, at the middle line, above which a page is written by hand, and up to which it is print,
however its letters stand: on eight of a stranger's photographed and copied letters, curled or skewed, too few
stood on the line or their heights differed (-4.9 to -1.6); pages by hand have -1.0 and more."""
ON_LINE = 0.06
"""Letter heights between a letter's foot and the line on which it still stands."""
LONG_LINE, LEAST_LINES = 10, 3
"""Characters of a line that counts, and lines that are enough."""
LEAST_HEIGHT, LEAST_LETTERS = 14, 8
"""Pixels and pieces of ink of such a line."""
LETTER_HEIGHT, LETTER_WIDTH = (0.25, 0.95), (0.08, 3.0)
"""A letter's measures in heights of its line."""
MARGIN = 0.08
"""Of the line's height, above and below."""
ROUNDS = 3
"""Times that the line is laid through the letters that stand on it."""


@dataclass(frozen=True)
class CutLines:
    """Lines of a level sheet (grey; boxes: its fractions) and how they look, asked for once."""

    sheet: Pixels
    lines: Sequence[Line]

    @cached_property
    def cuts(self) -> list[Pixels]:
        """Each line, grey, with a little of the paper around it."""
        return [_cut_out(self.sheet, line) for line in self.lines]

    @cached_property
    def odds(self) -> list[NDArray[np.float32]]:
        """Along each line the log-odds that a hand wrote it."""
        return pen_odds(self.cuts)


def is_by_pen(cut: CutLines) -> bool | None:
    """Whether the lines are written by hand; None where they leave it open."""
    long = [at for at, line in enumerate(cut.lines) if len(line.text) >= LONG_LINE and cut.cuts[at].size]
    shares = [share for at in long if (share := standing_share(cut.cuts[at])) is not None]
    if len(shares) < LEAST_LINES:
        return None
    odds = float(np.median([by_a_hand(cut.odds[at]) for at in long]))
    if odds <= PRINT_ODDS:
        return False
    return True if odds > PEN_ODDS or float(np.median(shares)) < STANDING else None


def standing_share(line: Pixels) -> float | None:
    """Share of the letters of a line (grey) whose feet are on one straight line; None where few are seen."""
    height, width = line.shape
    if height < LEAST_HEIGHT or width < height:
        return None
    _, ink = cv2.threshold(line, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    boxes = _letters(cv2.connectedComponentsWithStats(ink)[2][1:, :4].astype(np.float64), height)
    if len(boxes) < LEAST_LETTERS:
        return None
    across, feet = boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3]
    above = np.abs(feet - _base(across, feet))
    return float((above < ON_LINE * np.median(boxes[:, 3])).mean())


def _cut_out(pixels: Pixels, line: Line) -> Pixels:
    height, width = pixels.shape
    left, top, right, bottom = line.box
    pad = MARGIN * (bottom - top)
    rows = slice(max(0, int((top - pad) * height)), int((bottom + pad) * height) + 1)
    return pixels[rows, max(0, int(left * width)) : int(right * width) + 1]


def _letters(boxes: NDArray[np.float64], height: int) -> NDArray[np.float64]:
    """Pieces of ink (left, top, width, height) of a letter's measures."""
    high, wide = boxes[:, 3] / height, boxes[:, 2] / height
    is_letter = (high > LETTER_HEIGHT[0]) & (high < LETTER_HEIGHT[1])
    return boxes[is_letter & (wide > LETTER_WIDTH[0]) & (wide < LETTER_WIDTH[1])]


def _base(across: NDArray[np.float64], feet: NDArray[np.float64]) -> NDArray[np.float64]:
    """The height of the line on which most letters stand, at each letter: tails below it are left out."""
    is_on = np.ones(len(feet), bool)
    slope, start = 0.0, float(np.median(feet))
    for _ in range(ROUNDS):
        slope, start = np.polyfit(across[is_on], feet[is_on], 1)
        off = feet - slope * across - start
        off = np.abs(off - np.median(off[is_on]))
        is_on = off < max(1.5, 1.5 * float(np.median(off)) + 0.5)
        if is_on.sum() < LEAST_LETTERS // 2:
            break
    return np.asarray(slope * across + start)
