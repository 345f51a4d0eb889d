"""What a hand wrote into a page of print (a date, a name, a number): read by the nets for handwriting.

tesseract read the page; where its words look like a hand's (engines/pen_columns) their ink is read again, as
the lines of a handwritten page are, and each run of words stands as it was read better.
"""

from collections.abc import Container, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.engines import rapidocr
from extractors.engines.pen_columns import by_a_hand
from extractors.image.workspace import Workspace
from extractors.page.handwritten_text import read_by_nets
from extractors.page.pen_colour import IN_BLUE, has_figures
from extractors.page.pen_writing import CutLines
from extractors.text.legibility import figures_in, squeezed
from models.field import Box, hull
from models.page import Line, Word

WRITTEN = 0.5
"""Mean log-odds of a word's columns from which a hand may have written it."""
LEAST_LETTERS, SURELY_WRITTEN = 8, 2.0
"""Letters and figures of a run of words that is read again: of fewer the net is not sure; odds from which a
word of a shorter run counts as a hand's, if it is no line by itself."""
SHORT = 2
"""Letters or figures of a word that is too narrow to tell."""
PAD = 0.25
"""Heights of the run around it: a hand's tops and tails reach beyond the words' boxes."""
LEAST_SURE = 0.85
"""Mean confidence of the words as the nets read them, below which they are a signature or a scrawl."""
SURER_WEIGHT, LEAST_EVIDENCE = 5.0, 1.5
"""The run's log-odds of a hand, and so much of what its new words are surer than tesseract's, must come to
this: of 25 runs of 18 tune pages that are half print half hand and were read otherwise 9 are replaced, 8 of
them better; of 89 typed pages three change (a comma, a letter, a NIK that was not read)."""

EVEN = 0.5
"""Confidence at most of a word that the nets, less sure, read as another one."""

Run = range
"""Places of a line's words that a hand wrote one after the other."""


def with_written_words(page: Workspace, cut: CutLines, blue: Sequence[Container[int]]) -> tuple[Line, ...]:
    """The lines of a level page with the words marked that a hand wrote, and read again where there are
    enough of them. `cut`: they on that page; `blue`: the places of each line's words in blue."""
    odds = cut.odds
    lines = [_marked(line, odds[at], blue[at]) for at, line in enumerate(cut.lines)]
    runs = [(at, run) for at, line in enumerate(lines) for run in _runs(line, _by_hand(line))]
    if not runs:
        return tuple(lines)
    read = read_by_nets(rapidocr.see_at(page.pixels, [_around(_words(lines[at], run)) for at, run in runs]))
    result = list(lines)
    for (at, run), new in reversed(list(zip(runs, read, strict=True))):
        old = _words(lines[at], run)
        is_better = _is_better(new, old, _odds(lines[at], run, odds[at]))
        words = new.words if is_better else _contested(old, new)
        words = (*result[at].words[: run.start], *words, *result[at].words[run.stop :])
        result[at] = result[at].model_copy(update={"words": words})
    return tuple(result)


def _contested(old: Sequence[Word], new: Line) -> list[Word]:
    """tesseract's words where the nets are not surer, no surer than even where they read other ones."""
    read = {squeezed(word.text) for word in new.words}
    return [
        word
        if squeezed(word.text) in read
        else word.model_copy(update={"confidence": min(EVEN, word.confidence)})
        for word in old
    ]


def _marked(line: Line, odds: NDArray[np.float32], blue: Container[int]) -> Line:
    """The line with the words marked that a hand may have written. `odds`: along its box."""
    own = {
        at: _odds(line, range(at, at + 1), odds) for at, word in enumerate(line.words) if not word.is_struck
    }
    own |= {at: own[at] + IN_BLUE for at in _in_pens_blue(line, own, blue)}
    own |= {at: WRITTEN for at in own if _is_with_a_hands(line, at, own)}
    runs = _runs(line, [at for at, each in own.items() if each >= WRITTEN])
    is_whole = len(own) == len(line.words) and all(each >= WRITTEN for each in own.values())
    seen = [
        at for at, each in own.items() if is_whole or each >= SURELY_WRITTEN or any(at in run for run in runs)
    ]
    return line.marked("is_by_hand", seen) if seen else line


def _in_pens_blue(line: Line, own: Mapping[int, float], blue: Container[int]) -> list[int]:
    """The places of figures in a pen's blue; none beside words that are blue print, too: a letterhead's."""
    figures = [at for at in own if at in blue and has_figures(line.words[at])]
    is_print = any(each < 0 for at, each in own.items() if at in blue and at not in figures)
    return [] if is_print else figures


def _is_with_a_hands(line: Line, at: int, own: Mapping[int, float]) -> bool:
    """Whether a figure or two, too narrow to tell print from a hand, stand beside a word that is surely a
    hand's: `Jombang, 9 Nop 2026` with its place in print."""
    is_short = 0 < sum(map(str.isalnum, line.words[at].text)) <= SHORT
    is_beside = any(own.get(other, -np.inf) >= SURELY_WRITTEN for other in (at - 1, at + 1))
    return is_short and is_beside and 0.0 <= own[at] < WRITTEN


def _by_hand(line: Line) -> set[int]:
    return {at for at, word in enumerate(line.words) if word.is_by_hand}


def _is_better(new: Line, old: Sequence[Word], odds: float) -> bool:
    """Whether the nets' reading of a run takes the place of tesseract's: surer, or the same, and with all of
    its figures. `odds`: of a hand."""
    if not new.words or figures_in(new.text) < sum(figures_in(word.text) for word in old):
        return False
    sure, before = (float(np.mean([word.confidence for word in words])) for words in (new.words, old))
    is_surer = sure >= LEAST_SURE and odds + SURER_WEIGHT * (sure - before) >= LEAST_EVIDENCE
    return is_surer or new.text == " ".join(word.text for word in old)


def _words(line: Line, run: Run) -> Sequence[Word]:
    return line.words[run.start : run.stop]


def _odds(line: Line, run: Run, odds: NDArray[np.float32]) -> float:
    """The mean of a run's columns. `odds`: along the line's box."""
    words = _words(line, run)
    left, width = line.box[0], max(1e-6, line.box[2] - line.box[0])
    first, last = (words[0].box[0] - left) / width, (words[-1].box[2] - left) / width
    return by_a_hand(odds[int(first * len(odds)) : int(np.ceil(last * len(odds)))])


def _runs(line: Line, places: Container[int]) -> list[Run]:
    """Runs of words at these places, one after the other, of letters enough."""
    runs, start = [], 0
    for at in range(len(line.words) + 1):
        if at == len(line.words) or at not in places:
            letters = sum(c.isalnum() for word in line.words[start:at] for c in word.text)
            if letters >= LEAST_LETTERS:
                runs.append(range(start, at))
            start = at + 1
    return runs


def _around(words: Sequence[Word]) -> Box:
    left, top, right, bottom = hull([word.box for word in words])
    pad = PAD * (bottom - top)
    return (max(0.0, left - pad), max(0.0, top - pad), min(1.0, right + pad), min(1.0, bottom + pad))
