"""White print on dark ground, wherever that ground ends: a letterhead's column down a sheet's side, the page
as a screen shows it. Its rows alone are turned about, black on white; the ground around them stays.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.dark_bands import DARK, PAPER, turned_about
from extractors.image.pixels import Pixels, as_pixels, percentile, shrink
from models.field import Box

Letters = NDArray[np.int32]
LOOK_SIDE = 1400
"""Pixels on the long side on which such rows are looked for: small letters of A4 are 9 high."""
LEAST_DARK = 0.03
"""Share of the page under dark ground."""
BRIGHT = 0.25
"""Share of the way from ground to paper by which a letter's stroke is brighter: thin ones are grey."""
GROUND_SIDE, GROUND_REACH = 350, 13
"""Pixels on the long side on which the ground is taken, and of the square whose middle shade it is: print
covers less than half of it."""
LETTER_HEIGHT, MOST_LONG = (5, 60), 4.0
"""Pixels of a letter's height; how many heights it is wide at most (letters that touch)."""
APART = 1.2
"""Letter heights between two letters of a row."""
FEWEST_LETTERS, LONG, EVEN = 5, 3.0, 0.6
"""Of a row: its letters, its length in heights, and the share of its letters whose height is within a third
of the usual: the grain of a table has streaks and dots of all sizes."""
SHORT = 3
"""Letters of a row that is believed beside such a one ("2026")."""
MOST_HIGH = 3.0
"""Heights of its letters that a row is high at most."""
AROUND = 1.5
"""Heights of a row around it that belong to its block: rows stand closer."""


def with_white_print_turned(pixels: Pixels) -> Pixels:
    """The grey page with its blocks of white print as black on white; the page itself without one."""
    turned = None
    for (x0, y0, x1, y1), ground, paper in _blocks(pixels):
        turned = pixels.copy() if turned is None else turned
        height, width = pixels.shape
        part = turned[round(y0 * height) : round(y1 * height), round(x0 * width) : round(x1 * width)]
        under = cv2.resize(ground, part.shape[::-1], interpolation=cv2.INTER_LINEAR).astype(np.float32)
        is_dark = under < DARK * paper
        part[is_dark] = turned_about(part, under, paper)[is_dark]
    return pixels if turned is None else turned


def white_print(pixels: Pixels) -> list[Box]:
    """The boxes of these blocks, fractions of the grey page."""
    return [box for box, _, _ in _blocks(pixels)]


def _blocks(pixels: Pixels) -> Iterator[tuple[Box, Pixels, float]]:
    """Boxes around rows that stand together, the ground under each, and the paper's shade."""
    ground = as_pixels(cv2.medianBlur(shrink(pixels, GROUND_SIDE)[0], GROUND_REACH))
    paper = percentile(np.ascontiguousarray(pixels[::8, ::8]), PAPER)
    if np.mean(ground < DARK * paper) < LEAST_DARK:
        return
    small, _ = shrink(pixels, LOOK_SIDE)
    ground = as_pixels(cv2.resize(ground, small.shape[::-1], interpolation=cv2.INTER_LINEAR))
    over, least = small.astype(np.float32) - ground, BRIGHT * (paper - ground.astype(np.float32))
    stats = cv2.connectedComponentsWithStats(as_pixels((over > least) & (ground < DARK * paper)))[2][1:]
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    is_letter = (height >= LETTER_HEIGHT[0]) & (height <= LETTER_HEIGHT[1]) & (width <= MOST_LONG * height)
    rows = _rows(np.asarray(stats[is_letter], np.int32), small.shape)
    joined = np.zeros_like(small)
    for left, top, right, foot, _ in rows:
        joined[top:foot, left:right] = 1
    high, wide = small.shape
    labels, found = cv2.connectedComponentsWithStats(joined)[1:3]
    for at in {int(labels[top, left]) for left, top, _, _, is_sure in rows if is_sure}:
        x, y, w, h = (int(side) for side in found[at][:4])
        yield (x / wide, y / high, (x + w) / wide, (y + h) / high), ground[y : y + h, x : x + w], paper


def _rows(letters: Letters, shape: tuple[int, ...]) -> list[tuple[int, int, int, int, bool]]:
    """Rows of these letters (left, top, width, height, area each): a box with some room around it, and
    whether it is surely one."""
    drawn = np.zeros(shape, np.uint8)
    for x, y, w, h, _ in letters:
        reach = round(APART * h / 2)
        drawn[y : y + h, max(0, x - reach) : x + w + reach] = 1
    labels, found = cv2.connectedComponentsWithStats(drawn)[1:3]
    row_of = labels[letters[:, 1], letters[:, 0]]
    rows = []
    for at, (x, y, w, h, _) in enumerate(found[1:], 1):
        heights = letters[row_of == at, cv2.CC_STAT_HEIGHT]
        usual = float(np.median(heights))
        if len(heights) < SHORT or h > MOST_HIGH * usual:
            continue
        is_even = float(np.mean(np.abs(heights - usual) <= usual / 3)) >= EVEN
        pad = round(AROUND * usual)
        left, top = max(0, x - pad), max(0, y - pad)
        is_sure = len(heights) >= FEWEST_LETTERS and w >= LONG * usual and is_even
        rows.append((left, top, min(shape[1], x + w + pad), min(shape[0], y + h + pad), is_sure))
    return rows
