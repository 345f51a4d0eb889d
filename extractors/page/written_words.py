"""What a hand wrote into a page of print (a date, a name, a number): read by the nets for handwriting.

tesseract read the page; where its words look like a hand's (engines/pen_columns) their ink is read again, as
the lines of a handwritten page are, and each run of words stands as it was read better.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.engines import rapidocr
from extractors.engines.pen_columns import by_a_hand
from extractors.image.workspace import Workspace
from extractors.page.handwritten_text import read_by_nets
from extractors.page.pen_writing import CutLines
from models.field import Box, hull
from models.page import Line, Word

WRITTEN = 0.5
"""Mean log-odds of a word's columns from which a hand may have written it."""
LEAST_LETTERS = 8
"""Letters and figures of a run of words that is read again: of fewer the net is not sure."""
PAD = 0.25
"""Heights of the run around it: a hand's tops and tails reach beyond the words' boxes."""
LEAST_SURE = 0.85
"""Mean confidence of the words as the nets read them, below which they are a signature or a scrawl."""
SURER_WEIGHT, LEAST_EVIDENCE = 5.0, 1.5
"""The run's log-odds of a hand, and so much of what its new words are surer than tesseract's, must come to
this: of 25 runs of 18 tune pages that are half print half hand and were read otherwise 9 are replaced, 8 of
them better; of 89 typed pages three change (a comma, a letter, a NIK that was not read)."""

Run = range
"""Places of a line's words that a hand wrote one after the other."""


def with_written_words(page: Workspace, cut: CutLines) -> tuple[Line, ...]:
    """The lines of a level page with the words read again that a hand wrote. `cut`: they on that page."""
    lines, odds = cut.lines, cut.odds
    runs = [(at, run) for at, line in enumerate(lines) for run in _runs(line, odds[at])]
    if not runs:
        return tuple(lines)
    read = read_by_nets(rapidocr.see_at(page.pixels, [_around(_words(lines[at], run)) for at, run in runs]))
    result = list(lines)
    for (at, run), new in reversed(list(zip(runs, read, strict=True))):
        if _is_better(new, _words(lines[at], run), _odds(lines[at], run, odds[at])):
            words = (*result[at].words[: run.start], *new.words, *result[at].words[run.stop :])
            result[at] = result[at].model_copy(update={"words": words})
    return tuple(result)


def _is_better(new: Line, old: Sequence[Word], odds: float) -> bool:
    """Whether the nets' reading of a run takes the place of tesseract's. `odds`: of a hand."""
    if new.text == " ".join(word.text for word in old) or not new.words:
        return False
    sure, before = (float(np.mean([word.confidence for word in words])) for words in (new.words, old))
    return sure >= LEAST_SURE and odds + SURER_WEIGHT * (sure - before) >= LEAST_EVIDENCE


def _words(line: Line, run: Run) -> Sequence[Word]:
    return line.words[run.start : run.stop]


def _odds(line: Line, run: Run, odds: NDArray[np.float32]) -> float:
    """The mean of a run's columns. `odds`: along the line's box."""
    words = _words(line, run)
    left, width = line.box[0], max(1e-6, line.box[2] - line.box[0])
    first, last = (words[0].box[0] - left) / width, (words[-1].box[2] - left) / width
    return by_a_hand(odds[int(first * len(odds)) : int(np.ceil(last * len(odds)))])


def _runs(line: Line, odds: NDArray[np.float32]) -> Iterator[Run]:
    """Runs of words that a hand may have written. `odds`: along the line's box."""
    start = 0
    for at in range(len(line.words) + 1):
        if at == len(line.words) or _odds(line, range(at, at + 1), odds) < WRITTEN:
            letters = sum(c.isalnum() for word in line.words[start:at] for c in word.text)
            if letters >= LEAST_LETTERS:
                yield range(start, at)
            start = at + 1


def _around(words: Sequence[Word]) -> Box:
    left, top, right, bottom = hull([word.box for word in words])
    pad = PAD * (bottom - top)
    return (max(0.0, left - pad), max(0.0, top - pad), min(1.0, right + pad), min(1.0, bottom + pad))
