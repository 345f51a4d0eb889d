"""Squared and ruled paper without its rules: over them the detector of lines joins a line's last words to
the empty squares behind."""

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels, grey
from extractors.image.workspace import Workspace

SHORTEST, AT_LEAST = 1 / 18, 60
"""Share of the sheet's width, and pixels, that a rule is straight for: no stroke of a hand is."""
PAPER = 25
"""Pixels of a square of bare paper: wider than a stroke, narrower than a shadow."""
SHADE, ACROSS = 6, 0.5
"""Grey levels by which a rule is darker than paper, and share of the sheet that it goes over."""
RULED = 0.03
"""Share of a sheet's rows (columns) that rules take: squared ones of two makers have .10 and more, ruled
ones of the tune part .03 to .09, forms up to .03. Of 55 pages of that part characters read wrong go 1.85 ->
1.80 %, of the one with squares 75 -> 62 of 510."""


def unruled_sheet(page: Workspace) -> Pixels:
    """The sheet laid flat, in colour, its rules taken out if it is ruled (`page.once`)."""
    return without_rules(page.colour_sheet.pixels)


def without_rules(sheet: Pixels) -> Pixels:
    """A sheet (grey or BGR) whose rules are as pale as the paper around them; itself if it is not ruled."""
    dark = 255 - grey(sheet)
    length = max(AT_LEAST, round(SHORTEST * dark.shape[1]))
    paper = _open(dark, PAPER, PAPER)
    across, down = (cv2.subtract(_open(dark, *size), paper) for size in ((length, 1), (1, length)))
    rows = float(((across > SHADE).mean(axis=1) > ACROSS).mean())
    columns = float(((down > SHADE).mean(axis=0) > ACROSS).mean())
    rules = [found for found, share in ((across, rows), (down, columns)) if share > RULED]
    if not rules:
        return sheet
    paler = np.maximum.reduce(rules)
    return as_pixels(cv2.add(sheet, paler if sheet.ndim < 3 else cv2.merge([paler] * sheet.shape[2])))


def _open(pixels: Pixels, width: int, height: int) -> Pixels:
    return as_pixels(cv2.morphologyEx(pixels, cv2.MORPH_OPEN, np.ones((height, width), np.uint8)))
