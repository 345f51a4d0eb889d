"""Blanks between words of print that RapidOCR loses, most of all in type of one width and on worn copies.

Its columns give the blank a little where it lost one, and the paper shows the gap: wider than those between
the letters around it, so that spaced letters stay one word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.engines.rapidocr import Glyph, Reading, SeenLine, as_line, seen_columns, seen_text
from extractors.image.pixels import grey
from models.page import Line

GAP, WIDE = 0.3, 0.55
"""Line heights of free paper between two letters from which a blank may stand there, and from which it does
whatever the columns say: of 600 lines of a stranger's copies and photographs letters of one word are up to
.25 apart, .53 where a faded letter's edge is not seen."""
LIKELY = 0.01
"""Probability that the columns give a blank in a narrower gap; in faded words .005 at most. A capital behind
a small letter needs none (a form's box stood between them)."""
NEAR, WIDER = 4, 1.8
"""Gaps to both sides with which one is compared, and how many times their middle it is."""
INKED, SPECK = 0.25, 1
"""Share of the way from paper to ink that counts as ink; pixels of a column that do not."""
CLOSING = frozenset(".,;!?)%")
"""Before these stands no blank."""


def read_print(lines: Sequence[SeenLine]) -> tuple[Line, ...]:
    """Each line as read letter by letter, with the blanks that were lost."""
    return tuple(as_line(with_lost_blanks(line), line.box, line.bend) for line in lines)


def with_lost_blanks(line: SeenLine) -> Reading:
    """The line as it was read, with a blank in each gap that must be one."""
    reading = seen_text(line)
    glyphs = reading.glyphs
    if len(glyphs) < 2:
        return reading
    gaps, likely = np.array(list(_gaps(line, glyphs))), np.exp(seen_columns(line, " ")[:, 1])
    result = [glyphs[0]]
    for at, (before, after) in enumerate(pairwise(glyphs)):
        first, last = (int(glyph.place * len(likely)) for glyph in (before, after))
        is_start = before.text.islower() and after.text.isupper()
        is_likely = is_start or likely[first : last + 1].max() >= LIKELY
        is_open = gaps[at] >= (GAP if is_likely else WIDE)
        if is_open and gaps[at] >= WIDER * _usual(gaps, at) and after.text not in CLOSING:
            result.append(Glyph(" ", 1.0, (before.place + after.place) / 2))
        result.append(after)
    return replace(reading, glyphs=tuple(result))


def _usual(gaps: NDArray[np.float64], at: int) -> float:
    """The middle one of the gaps around one, those at blanks left out."""
    around = np.concatenate([gaps[max(0, at - NEAR) : at], gaps[at + 1 : at + 1 + NEAR]])
    around = around[np.isfinite(around)]
    return float(np.median(around)) if len(around) else 0.0


def _gaps(line: SeenLine, glyphs: Sequence[Glyph]) -> Iterator[float]:
    """Line heights of free paper between each letter's middle and the next one's; nan beside a blank."""
    light = grey(line.picture).astype(np.float64)
    height, width = light.shape
    paper, ink = float(np.median(light)), float(np.percentile(light, 2))
    is_free = (light < paper - INKED * (paper - ink)).sum(axis=0) <= SPECK
    for before, after in pairwise(glyphs):
        if " " in (before.text, after.text):
            yield float("nan")
        else:
            inside = is_free[int(before.place * width) : int(after.place * width) + 1]
            edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8)))
            yield float((edges[1::2] - edges[::2]).max(initial=0)) / height
