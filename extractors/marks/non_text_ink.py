"""The ink of a page that is no print: rules, and the words that were read, taken away."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.fields.lexicon import words
from extractors.image.pixels import Pixels, as_pixels, occupied
from extractors.image.streaks import streaks
from extractors.image.workspace import Side, Workspace
from models.field import Box
from models.page import Line, Word

PRINT_CONFIDENCE = 0.5
"""Words read with less may be ink taken for letters; they are left on the page."""
FORMULA = frozenset(words("letters", "over_signature"))
"""Words over a signature; a scrawl is never read as one of them."""
PRINT_HEIGHT = 1.8
"""Times the usual word's height; what is higher and not in the head was written."""
SURE_PRINT, SURE_PRINT_HEIGHT = 0.85, 2.6
"""Words read so surely may be higher: a bold name in capitals with its underline is 1.9 times the usual."""
AS_HIGH = 1.3
"""Times a surely read word of the same line: what is no higher is print as it is (1.24 with a bracket)."""
NAME_WORDS = 6
"""Words of a line that may be a name under a signature, in brackets and underlined."""
BRACKET, UNDERLINE = 0.5, 0.35
"""Heights of such a word beside and below it that belong to it."""
SPECK = 8
"""Pixels of area; smaller spots are dust."""
RULE_LENGTH = 0.13
"""Of the page's width; straight lines longer than this are rules, toner streaks and underlines."""
EARLIEST, UPPER_HALF = 0.2, 0.5
"""Of the page's height, and of the height down to the last line of a short letter: nothing is signed above;
emblems stand there."""
HEAD_WORDS = 40
"""Words; a page with fewer is a letter's tail, signed where it begins."""
SHEET_EDGE = 0.015
"""Of the sheet's sides: what lies this close to a photographed sheet's edge is the edge."""


def unruled_ink(page: Workspace) -> Pixels:
    """The ink of a page at Side.INK without its rules: the same whatever was read (`page.once`)."""
    mask = page.ink_at(Side.INK)
    return as_pixels(cv2.subtract(mask, _rules(mask)))


def on_sheet(mask: Pixels, straight: tuple[float, ...] | None) -> Pixels:
    """The ink on the sheet itself: the table under a photographed sheet and its edges taken away."""
    if straight is None:
        return mask
    height, width = mask.shape
    low, high = SHEET_EDGE, 1 - SHEET_EDGE
    corners = np.array([(low, low, 1), (high, low, 1), (high, high, 1), (low, high, 1)], dtype=np.float64)
    moved = corners @ np.linalg.inv(np.array(straight).reshape(3, 3)).T
    points = np.rint(moved[:, :2] / moved[:, 2:] * (width, height)).astype(np.int32)
    sheet = cv2.fillConvexPoly(np.zeros_like(mask), points, 255)
    return as_pixels(cv2.bitwise_and(mask, sheet))


def without_print(unruled: Pixels, lines: Sequence[Line], hidden: Sequence[Box]) -> Pixels:
    """The ink (rules taken away) without words, cards and dust."""
    height, width = unruled.shape
    rest = unruled.copy()
    printed = _print_boxes(lines)
    for x0, y0, x1, y1 in (*printed, *hidden):
        rest[
            max(0, int(y0 * height) - 1) : int(y1 * height) + 2,
            max(0, int(x0 * width) - 1) : int(x1 * width) + 2,
        ] = 0
    if len(printed) >= HEAD_WORDS:
        last = max(box[3] for box in printed)  # texture far below a short letter is read as words, unsurely
        rest[: int(min(EARLIEST, UPPER_HALF * last) * height)] = 0
    part = rest[occupied(rest)]
    _, labels, stats, _ = cv2.connectedComponentsWithStats(part)
    shade = np.where(stats[:, cv2.CC_STAT_AREA] >= SPECK, 255, 0).astype(np.uint8)
    shade[0] = 0
    part[:] = shade[labels]
    return rest


def _print_boxes(lines: Sequence[Line]) -> list[Box]:
    """The words that are surely print: read with confidence, and as high as the page's print."""
    rows = [[w for w in line.words if is_read(w) and len(w.text) > 1] for line in lines]
    usual = _usual(rows)
    return [word.box for words in rows for word in _print_of(words, usual)]


def _usual(rows: Sequence[Sequence[Word]]) -> float:
    heights = [_height(word) for words in rows for word in words]
    return float(np.median(heights)) if heights else 1.0


def _print_of(words: Sequence[Word], usual: float) -> list[Word]:
    """Those of a line's words that are print. `usual`: the height of the page's words."""
    sure = [
        _height(w) for w in words if w.confidence >= SURE_PRINT and _height(w) < SURE_PRINT_HEIGHT * usual
    ]
    least = max(PRINT_HEIGHT * usual, AS_HIGH * max(sure, default=0.0))
    return [w for w in words if _height(w) < least]


def _height(word: Word) -> float:
    return word.box[3] - word.box[1]


def name_frames(lines: Sequence[Line], shape: tuple[int, ...], least: float = SURE_PRINT) -> Pixels:
    """Where the brackets and underlines of names stand: beside and below the words of short lines that are
    read as surely as `least`, and no higher than print: a signature can be read too."""
    height, width = shape[:2]
    zone = np.zeros((height, width), np.uint8)
    rows = [[w for w in line.words if w.confidence >= least] for line in lines]
    usual = _usual([line.words for line in lines])
    for row in (row for row, line in zip(rows, lines, strict=True) if len(line.words) <= NAME_WORDS):
        for x0, y0, x1, y1 in (word.box for word in _print_of(row, usual)):
            pad = (y1 - y0) * height
            top, left = max(0, int(y0 * height)), max(0, int(x0 * width - BRACKET * pad))
            zone[top : int(y1 * height + UNDERLINE * pad) + 1, left : int(x1 * width + BRACKET * pad) + 1] = (
                255
            )
    return zone


def is_read(word: Word) -> bool:
    """Whether the word is print and no pen's ink: read with confidence, or one of the signature block."""
    return word.confidence >= PRINT_CONFIDENCE or word.text.lower().strip(".,:()") in FORMULA


def _rules(mask: Pixels) -> Pixels:
    """Long straight lines across or down the page."""
    length = max(20, int(RULE_LENGTH * mask.shape[1]))
    across = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    rules = cv2.bitwise_or(cv2.bitwise_or(across, down), streaks(mask))
    return as_pixels(cv2.dilate(rules, np.ones((3, 3), np.uint8)))
