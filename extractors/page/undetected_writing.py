"""What a hand wrote into a form and tesseract passed over: figures and words larger than the print.

Ink up to three times the height of the print's words that no word covers is gathered to lines; where it looks
like a hand's and stands behind or right above print, or is a long number, both nets for handwriting
read it. What they are not sure of stays out: signatures and scrawls.
"""

from collections.abc import Sequence

import numpy as np

from extractors.engines import rapidocr
from extractors.engines.pen_columns import by_a_hand, pen_odds
from extractors.image.pixels import crop
from extractors.image.workspace import Workspace
from extractors.page.handwritten_text import read_by_nets
from extractors.page.undetected_text import Boxes, Run, Sought, put, unread_spots, words_read
from models.field import Box, stands_above
from models.page import Line, Word

HEIGHTS = (0.4, 3.0)
"""Of a hand's letter, in heights of the page's usual word."""
GAP, SAME_ROW = 2.2, 0.4
"""Usual heights between two letters of one line at most; of the lower one's height, by which they overlap."""
LAST = 3
"""Letters at a line's end that the next one may stand beside: the last may be a dot or a stroke."""
LEAST_WIDTH, MOST_LINES = 1.8, 24
"""Usual heights that a run is wide at least; more runs than this are a drawing or a page that is not read."""
PAD = 0.3
"""Usual heights of paper around a run."""
WRITTEN = -0.5
"""Mean log-odds of a run from which a hand may have written it: figures of a tidy hand have -.3, print -1.5
and less."""
LEAST_SURE = 0.6
"""Mean confidence of the words of a run that is kept; less sure ones are shown with the value."""
LONG = 1.5
"""Heights that the box of a run is wide at least when it stands nowhere by print: figures are half as wide as
high, and six of them a long number."""
LEAST_LETTERS, LONG_NUMBER, LEAST_FIGURES = 4, 6, 2
"""Letters and figures of a run that is kept; figures of one that needs no print beside it, and of one that
stands right above print and corrects it."""


def with_undetected_writing(page: Workspace, lines: Sequence[Line]) -> tuple[Line, ...] | None:
    """The lines (boxes: fractions of the level page) and what a hand wrote between them; None where that is
    so much that the page needs the other engine as a whole."""
    read = words_read(lines)
    spots = unread_spots(page, read, WRITING)
    if spots is None:
        return None
    if not spots:
        return tuple(lines)
    odds = pen_odds([crop(page.pixels, spot) for spot in spots])
    by_hand = [
        spot
        for spot, columns in zip(spots, odds, strict=True)
        if by_a_hand(columns) >= WRITTEN and (_belongs(spot, read) or _is_long(spot, page))
    ]
    result = list(lines)
    for line in read_by_nets(rapidocr.see_at(page.pixels, by_hand)):
        if _is_kept(line, read):
            put(result, line)
    return tuple(result)


def _belongs(spot: Box, read: Sequence[Word]) -> bool:
    """Whether it stands behind print of its row or right above print."""
    return any(_stands_before(word.box, spot) or stands_above(spot, word.box) for word in read)


def _is_long(spot: Box, page: Workspace) -> bool:
    """Whether a long number has room in it."""
    height, width = page.pixels.shape[:2]
    return bool((spot[2] - spot[0]) * width > LONG * (spot[3] - spot[1]) * height)


def _runs(letters: Boxes, usual: float) -> list[Run]:
    """The letters gathered to lines: each joins one that ends close before it and at its height."""
    runs: list[list[Boxes]] = []
    gap = GAP * usual
    for letter in letters:
        near = [run for run in runs if any(_is_beside(one, letter, gap) for one in run[-LAST:])]
        if near:
            max(near, key=lambda run: run[-1][2]).append(letter)
        else:
            runs.append([letter])
    return [Run(np.array(run)) for run in runs]


def _is_beside(one: Boxes, two: Boxes, gap: float) -> bool:
    shared = min(one[3], two[3]) - max(one[1], two[1])
    return bool(two[0] - one[2] < gap and shared > SAME_ROW * min(one[3] - one[1], two[3] - two[1]))


def _is_kept(line: Line, read: Sequence[Word]) -> bool:
    sure = float(np.mean([word.confidence for word in line.words])) if line.words else 0.0
    letters, figures = (sum(map(kind, line.text)) for kind in (str.isalnum, str.isdigit))
    if sure < LEAST_SURE:
        return False
    if letters < LEAST_LETTERS:
        return figures >= LEAST_FIGURES and any(stands_above(line.box, word.box) for word in read)
    return figures >= LONG_NUMBER or _belongs(line.box, read)


def _stands_before(word: Box, line: Box) -> bool:
    """Whether a word stands on a line's row, left of it."""
    return word[0] < line[0] and line[1] < (word[1] + word[3]) / 2 < line[3]


WRITING = Sought(HEIGHTS, LEAST_WIDTH, PAD, MOST_LINES, _runs)
