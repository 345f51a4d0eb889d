"""Whether a photo is where a KTP has its holder's."""

import cv2
import numpy as np

from extractors.cards.row_layout import Rows, outline
from extractors.image.pixels import Pixels, as_pixels, grey

PLACE = (0.74, 0.97)
"""Shares of the card's width between which the photo stands."""
PHOTO_HIGH = 8.0
"""Row steps down from the name's row that it is high."""
BLUR = 0.25
"""Row steps over which grey is smoothed: specks and the paper's grain are no photo."""
EVEN = 6.3
"""Deviation in grey levels, beside that of whole rows and columns, below which nothing is there: what runs
straight through the place is the paper's edge. Of 270 cards (sixty poor copies of the tune split, six
adversaries') one has less than 6.4, of which nothing can be seen, and all of the last 143 more than 9; a list
typed as a card has 0, a photographed one with a slanting fold 6.1."""
PAPER, DARKER, LEAST_DARK = 95, 30.0, 0.3
"""Percentile of a place's grey that is its paper, by how much a photo is darker, and the share of the place
that is at least: of fourteen cards of strangers .41 to .62, of a list typed as a card 0."""


def lacks_photo(pixels: Pixels, rows: Rows, photo_left: float) -> bool:
    """Whether the place of the photo is as even as paper, both where it stands on the public layout and where
    it begins by the columns of this card, whose rows may lie further apart. `pixels`: the straight region
    with these rows; `photo_left`: in its pixels."""
    (left, _), (right, _), *_ = outline(rows)
    start, width = left + PLACE[0] * (right - left), (PLACE[1] - PLACE[0]) * (right - left)
    shades = grey(pixels)
    usual = _smooth_place(shades, rows, start, width)
    if usual.size == 0 or _is_uneven(usual):
        return False
    own = _smooth_place(shades, rows, photo_left, width)
    is_dark = own.size and float((own < np.percentile(own, PAPER) - DARKER).mean()) >= LEAST_DARK
    return not (is_dark and _is_uneven(own))


def _smooth_place(shades: Pixels, rows: Rows, left: float, width: float) -> Pixels:
    """The grey of a photo's height and that width, without specks and grain."""
    top, first = max(0, round(rows.heights["nama"])), max(0, round(left))
    place = shades[top : round(top + PHOTO_HIGH * rows.step), first : round(left + width)]
    return as_pixels(cv2.GaussianBlur(place, (0, 0), max(1.0, BLUR * rows.step))) if place.size else place


def _is_uneven(place: Pixels) -> bool:
    """Whether something is there but whole rows and columns."""
    shades = place.astype(np.float32)
    bare = shades - shades.mean(axis=0) - shades.mean(axis=1, keepdims=True) + shades.mean()
    return float(np.std(bare)) >= EVEN
