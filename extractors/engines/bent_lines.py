"""Lines of text that are bent as the sheet is (curled, folded, crumpled), and how they are cut out straight.

A box around a bent line is mostly paper and other lines: RapidOCR drops it for that, or reads the neighbours
into it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels
from models.field import Box

SMOOTH = 3.0
"""Thicknesses of a line's core along which its middle is averaged: single letters do not bend it."""
BENT = 0.6
"""Thicknesses of its core by which a line's middle leaves the straight way between its ends, from which it is
cut along its bend; the core is a little more than a third of a line's height."""
EVEN, UNEVEN = 1.8, 0.15
"""Times its usual thickness from which a core is another line's too or a pen's, and the share of its length
so at most."""
SLENDER = 6.0
"""Thicknesses of its core that a bent line is long at least."""
AROUND = 1.6
"""Thicknesses of its core between a line's middle and its upper and lower edge, as RapidOCR widens a core
(by .8 of its thickness to each side), and a little for what the middle misses."""


@dataclass(frozen=True)
class Bend:
    """A bent line's way: the y of its middle at each whole x from `left` on, and its height, in pixels."""

    left: int
    middles: NDArray[np.float64]
    height: float

    def scaled(self, across: float, down: float) -> "Bend":
        """The same on a picture that many times as wide and high."""
        count = max(2, round(len(self.middles) * across))
        at = np.linspace(0, len(self.middles) - 1, count)
        middles = np.interp(at, np.arange(len(self.middles)), self.middles) * down
        return Bend(round(self.left * across), middles, self.height * down)

    @property
    def edges(self) -> tuple[float, float]:
        """The y of its highest and lowest pixel."""
        return float(self.middles.min() - self.height / 2), float(self.middles.max() + self.height / 2)

    def box(self, pixels: Pixels) -> Box:
        """The upright box around the line, in fractions of the picture."""
        height, width = pixels.shape[:2]
        right, (top, foot) = self.left + len(self.middles), self.edges
        return (
            max(0.0, self.left / width),
            max(0.0, top / height),
            min(1.0, right / width),
            min(1.0, foot / height),
        )

    def cut(self, pixels: Pixels) -> Pixels:
        """The line's picture, straight."""
        across = np.arange(self.left, self.left + len(self.middles), dtype=np.float32)
        down = np.arange(round(self.height), dtype=np.float32) - self.height / 2
        xs = np.repeat(across[None], len(down), axis=0)
        ys = (self.middles[None] + down[:, None]).astype(np.float32)
        return as_pixels(cv2.remap(pixels, xs, ys, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))


def part_of(box: Box, bend: Bend | None, left: float, right: float) -> Box:
    """The upright box around what stands between two places (0..1 along a line). `box`: the line's, on any
    page; `bend`: its bend, on the picture where it was found."""
    left = min(1.0, max(0.0, left))
    right = max(left, min(1.0, right))
    width = box[2] - box[0]
    x0 = box[0] + left * width
    x1 = max(x0, min(box[2], box[0] + right * width))
    if bend is None:
        return (x0, box[1], x1, box[3])
    last = len(bend.middles) - 1
    own = bend.middles[round(left * last) : round(right * last) + 1]
    top, foot = bend.edges
    scale = (box[3] - box[1]) / max(1.0, foot - top)
    upper = float((own.min() + own.max() - bend.height) / 2 - top)
    return (x0, box[1] + upper * scale, x1, box[1] + (upper + bend.height) * scale)


def bend_of(outline: NDArray[np.int32]) -> Bend | None:
    """How a line whose core has this outline (pixels) is bent; None of a straight one, and of what is no line
    by its thickness."""
    x, y, w, h = cv2.boundingRect(outline)
    if h < 2 or w < 2 * h:
        return None
    core = np.zeros((h, w), np.uint8)
    cv2.drawContours(core, [outline], -1, 1, cv2.FILLED, offset=(-x, -y))
    thickness = core.sum(axis=0).astype(np.float64)
    usual = float(np.median(thickness))
    if (
        usual < 1
        or w < SLENDER * usual
        or (thickness > EVEN * usual).mean() > UNEVEN
        or (thickness == 0).any()
    ):
        return None
    middles = (core * np.arange(h)[:, None]).sum(axis=0) / thickness
    straight = np.linspace(middles[: max(1, w // 20)].mean(), middles[-max(1, w // 20) :].mean(), w)
    smooth = _averaged(middles - straight, max(3, round(SMOOTH * usual))) + straight
    if np.abs(smooth - straight).max() < BENT * usual:
        return None
    more = round(0.8 * usual)
    middles = np.concatenate([np.full(more, smooth[0]), smooth, np.full(more, smooth[-1])])
    return Bend(x - more, middles + y, 2 * AROUND * usual)


def _averaged(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The running mean over so many values, at the ends over fewer."""
    weights = np.ones(min(reach, len(values)))
    return np.asarray(
        np.convolve(values, weights, "same") / np.convolve(np.ones(len(values)), weights, "same")
    )
