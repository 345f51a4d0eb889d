"""Figures written in a pen's blue, on a page whose print is not: by their shapes alone the net for print and
hand leaves them open (of 33 lines of figures of five makers' forms by hand it has -1.5 to 1.9)."""

from collections.abc import Sequence

import cv2
import numpy as np

from extractors.image.pixels import Pixels, crop
from extractors.image.rectification import Sheet
from extractors.image.workspace import Side, Workspace
from extractors.text.legibility import figures_in
from models.page import Line, Word

DARK, PALE = 0.35, 0.8
"""Shares of the way from the darkest ink to paper below which a pixel is ink, and from which it is paper."""
BLUE = 8.0
"""Lab b (yellow) below the paper's from which ink is blue: those forms' pens have 11 and more, print 2."""
FIGURES = 3
"""Figures of a word that is asked."""
IN_BLUE = 3.0
"""Log-odds that blue adds to figures: a typed letter's number and telephone by hand have -2.5 to .2."""


def is_blue(picture: Pixels) -> bool:
    """Whether the ink of a picture (HxWx3, BGR; grey: never) is bluer than its paper."""
    if picture.ndim < 3 or not picture.size:
        return False
    lab = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB).astype(np.float32)
    darkest, palest = np.percentile(lab[..., 0], (2, 90))
    shade = (lab[..., 0] - darkest) / max(1.0, palest - darkest)
    ink, paper = lab[shade < DARK], lab[shade > PALE]
    if not len(ink) or not len(paper):
        return False
    _, red, yellow = np.median(ink, axis=0) - np.median(paper, axis=0)
    return bool(-yellow > max(BLUE, abs(red)))


def are_mostly_blue(pictures: Sequence[Pixels]) -> bool:
    """Whether the lines of a page are: its print may be."""
    return 2 * sum(map(is_blue, pictures)) >= len(pictures)


def has_figures(word: Word) -> bool:
    """Whether a word is asked."""
    return figures_in(word.text) >= FIGURES


def blue_words(page: Workspace, sheet: Sheet, lines: Sequence[Line]) -> list[set[int]]:
    """Of each line (boxes: fractions of `sheet`) the places of its blue words, where figures are among them;
    none on a page that is blue."""
    found: list[set[int]] = [set() for _ in lines]
    asked = [at for at, line in enumerate(lines) if any(map(has_figures, line.words))]
    colour = page.colour_at(Side.INK)
    for at, line in zip(asked, sheet.back([lines[at] for at in asked]), strict=True):
        if any(has_figures(word) and is_blue(crop(colour, word.box)) for word in line.words):
            found[at] = {place for place, word in enumerate(line.words) if is_blue(crop(colour, word.box))}
    if any(found) and are_mostly_blue([crop(colour, line.box) for line in sheet.back(lines)]):
        return [set() for _ in lines]
    return found
