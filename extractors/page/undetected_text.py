"""Print that tesseract passed over: it takes text on dotted rules, in boxes and beside streaks for pictures.

Ink of a letter's size that no word covers is gathered to lines by its common height; each is cut out and
given to RapidOCR. What it is not sure of stays out: dust, drawings and stamps are seldom read as words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.engines import rapidocr
from extractors.image.pixels import Pixels, crop
from extractors.image.workspace import Side, Workspace
from models.field import Box, common_area, lies_in
from models.page import Line, Word

READ_WORD = 0.5
"""Confidence from which a word counts as read."""
LETTER_HEIGHT, JOINED_WIDTH = (0.4, 1.6), 60.0
"""A letter's height, and the width of the longest run of joined letters (a line with its underline: a
stranger's subject had 32), in heights of the page's usual word."""
LEAST_WIDTH = 2.2
"""Usual heights; a shorter line has no three letters."""
GAP = 1.6
"""Word heights between the letters of one line; more parts two lines."""
SAME_ROW = 0.5
"""Word heights by which the middles of one line's letters differ at most."""
PAD = 0.25
"""Word heights of paper left around a line."""
TRUSTED = 0.8
"""RapidOCR's mean probability of a line that is kept."""
LEAST_READ = 3
"""Letters and figures of a line that is kept."""
MOST_LINES = 40
"""More unread lines than this: the page needs the other engine as a whole."""
COVERED = 0.5
"""Share of a weak word that a new line covers when it takes its place; share of a new word that a sure one
covers when it is left out."""
SAME_WORD = 0.03
"""Page widths between the beginnings of one word as two engines place it."""
BESIDE_FRAME = 2.0
"""Word heights between a stamp's outline and a line that it may have cut: such a line is read whole later
(extractors/page/occluded_text.py)."""
FRAME_SIDES, FRAME_INK = (0.07, 0.42), 0.35
"""A stamp's outline: its width in page widths (with a signature across it), and the share of its box that
is ink. What stands inside is the stamp's own text, and stays ink for the search of stamps
(extractors/marks/marks.py)."""

Boxes = NDArray[np.float64]
"""N x 4: left, top, right, bottom in pixels."""


@dataclass(frozen=True)
class Run:
    """Letters of one line, from left to right."""

    boxes: Boxes

    @property
    def width(self) -> float:
        """From its first letter to its last, in pixels."""
        return float(self.boxes[:, 2].max() - self.boxes[0, 0])

    def meets(self, frames: Boxes, reach: float) -> bool:
        """Whether it lies in one of the frames, or begins or ends within `reach` pixels beside one."""
        x0, y0 = self.boxes[:, :2].min(axis=0)
        x1, y1 = self.boxes[:, 2:].max(axis=0)
        is_at_height = (frames[:, 1] < (y0 + y1) / 2) & ((y0 + y1) / 2 < frames[:, 3])
        is_across = (x0 < frames[:, 2] + reach) & (x1 > frames[:, 0] - reach)
        return bool((is_at_height & is_across).any())

    def on_page(self, pad: float, height: int, width: int) -> Box:
        """Its box with `pad` pixels of paper around, in fractions."""
        x0, y0 = self.boxes[:, :2].min(axis=0) - pad
        x1, y1 = self.boxes[:, 2:].max(axis=0) + pad
        return (max(0.0, x0 / width), max(0.0, y0 / height), min(1.0, x1 / width), min(1.0, y1 / height))


@dataclass(frozen=True)
class Sought:
    """Which lines of unread ink are looked for: a letter's least and most height, a line's least width and
    the paper around it in heights of the page's usual word, how many lines are too many, and how letters
    (from left to right; such a height in pixels) are gathered to lines."""

    heights: tuple[float, float]
    least_width: float
    pad: float
    most_lines: int
    gathered: Callable[[Boxes, float], list[Run]]


def unread_spots(page: Workspace, read: Sequence[Word], sought: Sought) -> list[Box] | None:
    """Where lines of such ink stand outside the words that were read (boxes: fractions of the level page) and
    not beside a stamp; None where there are too many. `read`: words on that page."""
    if not read:
        return []
    mask = page.ink_at(Side.INK)
    height, width = mask.shape
    usual = float(np.median([word.box[3] - word.box[1] for word in read])) * height
    letters, frames = _unread(mask, read, usual, sought.heights)
    runs = [
        run
        for run in sought.gathered(letters, usual)
        if run.width >= sought.least_width * usual and not run.meets(frames, BESIDE_FRAME * usual)
    ]
    if len(runs) > sought.most_lines:
        return None
    return [run.on_page(sought.pad * usual, height, width) for run in runs]


def with_undetected_text(page: Workspace, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines (boxes: fractions of the level page) and those that were passed over."""
    spots = unread_spots(page, words_read(lines), PRINT)
    if not spots:
        return tuple(lines)
    readings = rapidocr.read_lines([crop(page.pixels, spot) for spot in spots])
    found = [
        rapidocr.as_line(reading, spot)
        for reading, spot in zip(readings, spots, strict=True)
        if reading.score >= TRUSTED and sum(c.isalnum() for c in reading.text) >= LEAST_READ
    ]
    kept = [_without(line, [new.box for new in found]) for line in lines] if found else lines
    result = [line for line in kept if line.words]
    for new in found:
        words = tuple(word for word in new.words if not any(_meets(word, line) for line in result))
        if words:
            put(result, new.model_copy(update={"words": words}))
    return tuple(result)


def words_read(lines: Sequence[Line]) -> list[Word]:
    """The words that count as read."""
    return [word for line in lines for word in line.words if word.confidence >= READ_WORD]


def _meets(word: Word, line: Line) -> bool:
    """Whether a word of the line was read where the new word begins: their boxes run into each other."""
    return any(_overlap(other.box, word.box) > COVERED * (word.box[2] - word.box[0]) for other in line.words)


def _overlap(one: Box, two: Box) -> float:
    """Page widths that two words at one height share."""
    middle = (two[1] + two[3]) / 2
    return min(one[2], two[2]) - max(one[0], two[0]) if one[1] < middle < one[3] else 0.0


def put(lines: list[Line], new: Line) -> None:
    """Put the new line among the others: into one that spans its place, in a gap or for a word taken out."""
    across, middle = (new.box[0] + new.box[2]) / 2, (new.box[1] + new.box[3]) / 2
    for at, line in enumerate(lines):
        if line.box[0] < across < line.box[2] and line.box[1] < middle < line.box[3]:
            fresh = [word for word in new.words if not _is_there(word, line)]
            words = sorted((*line.words, *fresh), key=lambda word: word.box[0])
            lines[at] = line.model_copy(update={"words": tuple(words)})
            return
    lines.append(new)


def _is_there(word: Word, line: Line) -> bool:
    """Whether the line has the same word close by: its boxes were measured by letters."""
    return any(
        other.text.casefold() == word.text.casefold() and abs(other.box[0] - word.box[0]) < SAME_WORD
        for other in line.words
    )


def _unread(
    mask: Pixels, read: Sequence[Word], usual: float, heights: tuple[float, float]
) -> tuple[Boxes, Boxes]:
    """Boxes of the letter-sized pieces of ink outside the words that were read, from left to right, and those
    of stamps' outlines. `usual`: a word's height in pixels; `heights`: of letters, in such."""
    height, width = mask.shape
    rest = mask.copy()
    pad = round(PAD * usual)
    for x0, y0, x1, y1 in (word.box for word in read):
        top, left = max(0, int(y0 * height) - pad), max(0, int(x0 * width) - pad)
        rest[top : int(y1 * height) + pad + 1, left : int(x1 * width) + pad + 1] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(rest)
    boxes, areas = stats[1:, :4].astype(np.float64), stats[1:, cv2.CC_STAT_AREA].astype(np.float64)
    boxes[:, 2:] += boxes[:, :2]
    high, wide = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    low, tall = (share * usual for share in heights)
    is_letter = (high >= low) & (high <= tall) & (wide <= JOINED_WIDTH * usual)
    kept = boxes[is_letter]
    return np.asarray(kept[np.argsort(kept[:, 0])]), _frames(boxes, areas, width)


def _frames(boxes: Boxes, areas: Boxes, page_width: int) -> Boxes:
    """The outlines of stamps among the pieces of ink."""
    high, wide = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    low, most = (share * page_width for share in FRAME_SIDES)
    is_thin = areas < FRAME_INK * high * wide
    is_frame = (wide >= low) & (wide <= most) & (high >= 0.4 * low) & (high <= most) & is_thin
    return np.asarray(boxes[is_frame])


def _runs(letters: Boxes, usual: float) -> list[Run]:
    """The letters gathered to lines: each joins the line whose last letter stands close before it."""
    runs: list[list[NDArray[np.float64]]] = []
    for letter in letters:
        near = [run for run in runs if _follows(run[-1], letter, usual)]
        if near:
            min(near, key=lambda run: abs(_middle(run[-1]) - _middle(letter))).append(letter)
        else:
            runs.append([letter])
    return [Run(np.array(run)) for run in runs]


def _follows(last: NDArray[np.float64], letter: NDArray[np.float64], usual: float) -> bool:
    gap = letter[0] - last[2]
    return bool(gap < GAP * usual and abs(_middle(last) - _middle(letter)) < SAME_ROW * usual)


def _middle(box: NDArray[np.float64]) -> float:
    return float(box[1] + box[3]) / 2


def _without(line: Line, boxes: Sequence[Box]) -> Line:
    """The line without its weak words that lie under one of the boxes: they were misread print. What stands
    in their place is RapidOCR's, so that the line as it was is the other engine's reading of it."""
    weak = [
        word
        for word in line.words
        if word.confidence < READ_WORD and any(_covers(box, word.box) for box in boxes)
    ]
    if not weak:
        return line
    words = tuple(word for word in line.words if word not in weak)
    sure = max(word.confidence for word in weak)
    return line.model_copy(update={"words": words, "second": line.text, "second_confidence": sure})


def _covers(box: Box, word: Box) -> bool:
    """Whether a word lies under the box: by its middle, or by most of its area."""
    area = (word[2] - word[0]) * (word[3] - word[1])
    return lies_in(word, box) or common_area(word, box) > COVERED * area


PRINT = Sought(LETTER_HEIGHT, LEAST_WIDTH, PAD, MOST_LINES, _runs)
