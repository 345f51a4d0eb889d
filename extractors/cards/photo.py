"""Whether a photo is where a KTP has its holder's."""

import cv2
import numpy as np

from extractors.cards.row_layout import Rows, outline
from extractors.image.pixels import Pixels, grey

PLACE = (0.74, 0.97)
"""Shares of the card's width between which the photo stands."""
PHOTO_HIGH = 8.0
"""Row steps down from the name's row that it is high."""
BLUR = 0.25
"""Row steps over which grey is smoothed: specks and the paper's grain are no photo."""
EVEN = 5.0
"""Deviation in grey levels, beside that of whole rows and columns, below which nothing is there: what runs
straight through the place is the paper's edge. Of 127 cards (sixty poor copies of the tune split, three
adversaries') one has less than 6.4, of which nothing can be seen; a list typed as a card has 0."""


def lacks_photo(pixels: Pixels, rows: Rows) -> bool:
    """Whether the place of the photo is as even as paper. `pixels`: the straight region with these rows."""
    (left, _), (right, _), *_ = outline(rows)
    x0, x1 = (round(left + share * (right - left)) for share in PLACE)
    y0 = max(0, round(rows.heights["nama"]))
    place = grey(pixels)[y0 : round(y0 + PHOTO_HIGH * rows.step), max(0, x0) : x1]
    if place.size == 0:
        return False
    smooth = cv2.GaussianBlur(place, (0, 0), max(1.0, BLUR * rows.step)).astype(np.float32)
    bare = smooth - smooth.mean(axis=0) - smooth.mean(axis=1, keepdims=True) + smooth.mean()
    return float(np.std(bare)) < EVEN
