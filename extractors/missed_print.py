"""Print that tesseract passed over: it takes text on dotted rules, in boxes and beside streaks for pictures.

Ink of a letter's size that no word covers is gathered to lines by its common height; each is cut out and
given to RapidOCR. What it is not sure of stays out: dust, drawings and stamps are seldom read as words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors import second_reader
from extractors.imaging import Pixels, crop, ink, small_grey
from models.field import Box
from models.page import Line, Word

WORK_SIDE = 1400
"""Pixels on the long side: letters of 10 points are 12 high."""
READ_WORD = 0.5
"""Confidence from which a word counts as read."""
LETTER_HEIGHT, JOINED_WIDTH = (0.4, 1.6), 25.0
"""A letter's height, and the width of the longest run of joined letters (a name with its underline), in
heights of the page's usual word."""
LEAST_WIDTH = 2.2
"""Usual heights; a shorter line has no three letters."""
GAP, BLANK = 1.6, 0.38
"""Word heights between the letters of one line, and between those of two words."""
SAME_ROW = 0.5
"""Word heights by which the middles of one line's letters differ at most."""
PAD = 0.25
"""Word heights of paper left around a line."""
TRUSTED = 0.8
"""RapidOCR's mean probability of a line worth keeping."""
LEAST_READ = 3
"""Letters and figures of a line worth keeping."""
MOST_LINES = 40
"""More unread lines than this: the page needs the other engine as a whole."""
COVERED = 0.5
"""Share of a weak word that a new line covers when it takes its place."""

Boxes = NDArray[np.float64]
"""N x 4: left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class _Run:
    """Letters of one line, from left to right."""

    boxes: Boxes

    @property
    def width(self) -> float:
        """From its first letter to its last, in pixels."""
        return float(self.boxes[:, 2].max() - self.boxes[0, 0])

    def on_page(self, pad: float, height: int, width: int) -> Box:
        """Its box with `pad` pixels of paper around, in fractions."""
        x0, y0 = self.boxes[:, :2].min(axis=0) - pad
        x1, y1 = self.boxes[:, 2:].max(axis=0) + pad
        return (max(0.0, x0 / width), max(0.0, y0 / height), min(1.0, x1 / width), min(1.0, y1 / height))


def with_missed_print(pixels: Pixels, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines (boxes: fractions of the level page `pixels`) and those that were passed over."""
    read = [word for line in lines for word in line.words if word.confidence >= READ_WORD]
    if not read:
        return tuple(lines)
    mask = ink(small_grey(pixels, WORK_SIDE))
    height, width = mask.shape
    usual = float(np.median([word.box[3] - word.box[1] for word in read])) * height
    runs = [run for run in _runs(_unread(mask, read, usual), usual) if run.width >= LEAST_WIDTH * usual]
    if not runs or len(runs) > MOST_LINES:
        return tuple(lines)
    spots = [run.on_page(PAD * usual, height, width) for run in runs]
    readings = second_reader.read_lines([crop(pixels, spot) for spot in spots])
    found = [
        second_reader.as_line(reading, spot)
        for reading, spot in zip(readings, spots, strict=True)
        if reading.score >= TRUSTED and sum(c.isalnum() for c in reading.text) >= LEAST_READ
    ]
    kept = [_without(line, [new.box for new in found]) for line in lines] if found else lines
    return (*(line for line in kept if line.words), *found)


def _unread(mask: Pixels, read: Sequence[Word], usual: float) -> Boxes:
    """Boxes of the letter-sized pieces of ink outside the words that were read, from left to right."""
    height, width = mask.shape
    rest = mask.copy()
    pad = round(PAD * usual)
    for x0, y0, x1, y1 in (word.box for word in read):
        top, left = max(0, int(y0 * height) - pad), max(0, int(x0 * width) - pad)
        rest[top : int(y1 * height) + pad + 1, left : int(x1 * width) + pad + 1] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(rest)
    boxes = stats[1:, :4].astype(np.float64)
    boxes[:, 2:] += boxes[:, :2]
    high, wide = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    low, tall = (share * usual for share in LETTER_HEIGHT)
    kept = boxes[(high >= low) & (high <= tall) & (wide <= JOINED_WIDTH * usual)]
    return np.asarray(kept[np.argsort(kept[:, 0])])


def _runs(letters: Boxes, usual: float) -> list[_Run]:
    """The letters gathered to lines: each joins the line whose last letter stands close before it."""
    runs: list[list[NDArray[np.float64]]] = []
    for letter in letters:
        near = [run for run in runs if _follows(run[-1], letter, usual)]
        if near:
            min(near, key=lambda run: abs(_middle(run[-1]) - _middle(letter))).append(letter)
        else:
            runs.append([letter])
    return [_Run(np.array(run)) for run in runs]


def _follows(last: NDArray[np.float64], letter: NDArray[np.float64], usual: float) -> bool:
    gap = letter[0] - last[2]
    return bool(gap < GAP * usual and abs(_middle(last) - _middle(letter)) < SAME_ROW * usual)


def _middle(box: NDArray[np.float64]) -> float:
    return float(box[1] + box[3]) / 2


def _without(line: Line, boxes: Sequence[Box]) -> Line:
    """The line without its weak words that lie under one of the boxes: they were misread print."""
    words = tuple(
        word
        for word in line.words
        if word.confidence >= READ_WORD or not any(_covers(box, word.box) for box in boxes)
    )
    return line if len(words) == len(line.words) else line.model_copy(update={"words": words})


def _covers(box: Box, word: Box) -> bool:
    across = min(box[2], word[2]) - max(box[0], word[0])
    down = min(box[3], word[3]) - max(box[1], word[1])
    area = (word[2] - word[0]) * (word[3] - word[1])
    return across > 0 and down > 0 and across * down > COVERED * area
