"""Numbers that somebody struck out: a line runs through all of their figures, also where none has ink."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels, crop
from models.page import Line, Word

LEAST_FIGURES = 4
"""Of a word: a stroke through fewer is a misprint; words of letters have descenders and underlines."""
MIDDLE = (0.3, 0.7)
"""Of the word's height, from above: where a line through it runs."""
RISE, SLOPES = 0.5, 11
"""Of the word's height, up or down over its width, that a hand's line has; ways that are tried."""
BEND = 0.06
"""Of the word's height, up and down, by which it leaves the straight line."""
STRUCK = 0.95
"""Share of the columns in which the line has ink: of 2,400 words with figures in 330 strangers' papers the
struck ones have .95 and more, a number printed over two grounds too, and but one other more than .94."""


def with_struck_numbers(light: Pixels, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines (boxes: fractions of `light`, the grey level sheet), their struck numbers marked as such."""
    return tuple(_marked(light, line) for line in lines)


def _marked(light: Pixels, line: Line) -> Line:
    numbers = ((at, word) for at, word in enumerate(line.words) if _has_figures(word))
    struck = {at for at, word in numbers if _is_struck(crop(light, word.box))}
    return line.marked("is_struck", struck) if struck else line


def _has_figures(word: Word) -> bool:
    return sum(char.isdigit() for char in word.text) >= LEAST_FIGURES


def _is_struck(word: Pixels) -> bool:
    height, width = word.shape
    _, ink = cv2.threshold(word, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    top, foot = (round(share * height) for share in MIDDLE)
    if np.mean(ink[top : foot + 1].any(axis=0)) < STRUCK:
        return False
    bend = max(1, round(BEND * height))
    wide = as_pixels(cv2.dilate(as_pixels(ink), np.ones((2 * bend + 1, 1), np.uint8)))
    across = np.arange(width) / width - 0.5
    lines = (
        start + np.round(rise * height * across).astype(int)
        for rise in np.linspace(-RISE, RISE, SLOPES)
        for start in range(top, foot + 1, bend)
    )
    return any(_covered(wide, line) >= STRUCK for line in lines)


def _covered(ink: Pixels, line: NDArray[np.int64]) -> float:
    """Share of the columns in which the line (the row in each) meets ink."""
    inside = (line >= 0) & (line < len(ink))
    met = ink[np.clip(line, 0, len(ink) - 1), np.arange(len(line))] > 0
    return float(np.mean(met & inside))
