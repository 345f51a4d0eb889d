"""Whether a page carries a card: cheap, so that letters need not pay the search, nor card pages tesseract.

Looking for cards costs one to three seconds; this costs a hundredth. With the text known it errs to the side
of looking; without, only a card's plain shape on an otherwise empty page counts.
"""

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np

from extractors.cards.region import as_quad
from extractors.cards.region_candidates import WHOLE_ASPECT, RegionCandidate, candidates
from extractors.cards.row_labels import match_label
from extractors.engines import rapidocr
from extractors.fields import lexicon
from extractors.image.orientation import print_outside
from extractors.image.pixels import Pixels, Quad, as_pixels
from extractors.image.workspace import Side, Workspace
from extractors.text.legibility import squeezed_text
from models.page import Line
from models.region import Level, regions

AWAY_FROM_PAPER = 22
"""Grey levels darker than the paper around it."""
MIN_SOLID, MAX_SOLID = 0.0065, 0.45
"""Share of the page under one solid shape: portraits measured .007 and more, letters without a card mostly
less than .004 (one of 160 of the tune split .0069)."""
MIN_SOLID_WITH_WORD = 0.004
"""The same beside a word of a card's."""
THICK = 5
"""Pixels; strokes of pen, print and stamp are thinner than 2 mm and vanish when opened by this."""
KOP_SHARE = 0.16
"""Solid shapes above this height beside text are a letterhead's emblem."""
CUT_OUT_SIDE = 1500
"""Pixels; a card is this long at 440 dpi, a Folio sheet (of nearly a card's shape) already at 115."""
CARD_WORDS = lexicon.words("cards", "own_labels")
"""Labels that a letter's identity block hardly has."""
MIN_WORDS = 2
MIN_LABELS = 4
"""Rows of a card whose labels were read; a letter's identity block with as many costs one look more."""
AROUND = (0.15, 0.35, 1.9, 1.25)
"""How far a card reaches to the left, above, to the right and below the left top of its labels, in the height
of their column: from NIK to Berlaku Hingga it is .7 of the card's height, which is 1.6 times as wide."""
PLAIN_SHAPE = 0.85
"""Score of a shape that is a card whatever the words say; a photographed letter's sheet stays below .79."""
LARGEST_PLAIN = 0.4
"""Of the page: a larger shape may be the sheet itself; a card at 200 % covers .30 of A4."""
LITTLE_PRINT = 0.004
"""Share of the page under print beside its cards, about three lines; what has more is read as a letter."""


def cards_alone(page: Workspace) -> list[RegionCandidate]:
    """The guesses of a page that by its shapes is a card, or a few, with hardly any print beside them.

    None of any other page.
    """
    pixels = page.pixels
    if _has_card_shape(pixels):
        return page.once(candidates)
    if solid_share(page, ()) < MIN_SOLID:
        return []
    guesses = page.once(candidates)
    plain = [guess.quad for guess in guesses if guess.score >= PLAIN_SHAPE and is_small(guess.quad, pixels)]
    is_alone = print_outside(page, [rapidocr.box_of(quad, pixels) for quad in plain]) < LITTLE_PRINT
    return guesses if plain and is_alone else []


def is_small(quad: Quad, pixels: Pixels) -> bool:
    """Whether the shape is a thing on the page and not the page itself."""
    area = cv2.contourArea(np.array(quad, dtype=np.float32))
    return bool(area <= LARGEST_PLAIN * pixels.shape[0] * pixels.shape[1])


def may_hold_card(page: Workspace, lines: Sequence[Line]) -> bool:
    """Whether words of a card stand on the page, or something solid that is no print."""
    if _has_card_shape(page.pixels):
        return True
    words = card_words(lines)
    return words >= MIN_WORDS or solid_share(page, lines) > (MIN_SOLID_WITH_WORD if words else MIN_SOLID)


def around_labels(lines: Sequence[Line], pixels: Pixels) -> Quad | None:
    """About where a card lies whose labels stand in the lines though its outline does not show."""
    found = [(match.row, line.box) for line in lines if (match := match_label(line.text)) is not None]
    if len({row for row, _ in found}) < MIN_LABELS:
        return None
    height, width = pixels.shape[:2]
    left, top = min(box[0] for _, box in found) * width, min(box[1] for _, box in found) * height
    tall = max(box[3] for _, box in found) * height - top
    x0, y0, x1, y1 = (
        left - AROUND[0] * tall, top - AROUND[1] * tall, left + AROUND[2] * tall, top + AROUND[3] * tall
    )  # fmt: skip
    corners = np.clip([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], 0, (width, height))
    return as_quad(corners)


def _has_card_shape(pixels: Pixels) -> bool:
    """Whether the image itself is about a card's shape and small: a card cut out by a scanner program."""
    short, long = sorted(pixels.shape[:2])
    return bool(long < CUT_OUT_SIDE and WHOLE_ASPECT[0] <= long / max(1, short) <= WHOLE_ASPECT[1])


def card_words(lines: Sequence[Line]) -> int:
    """How many of a card's own labels stand in the lines."""
    text = squeezed_text(lines)
    return sum(word in text for word in CARD_WORDS) + any(head in text for head in _card_heads())


@lru_cache(maxsize=1)
def _card_heads() -> frozenset[str]:
    """How a card's first line begins: `provinsi` and the first word of any province's name."""
    names = (region.name.lower().split()[0] for region in regions().within("", Level.PROVINSI))
    return frozenset(f"provinsi{name}" for name in names)


def solid_share(page: Workspace, lines: Sequence[Line]) -> float:
    """Share of the page under its largest solid shape inside (portrait, tinted card); words, emblem and
    what touches the border (the table under a photographed sheet) are left out."""
    light = page.grey_at(Side.SOLID)
    height, width = light.shape
    paper = cv2.medianBlur(as_pixels(cv2.resize(light, (width // 8, height // 8))), 15)
    around = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    paper_level = np.maximum(around.astype(np.int16), np.int16(np.median(light)))
    mask = as_pixels((paper_level - light > AWAY_FROM_PAPER) * 255)
    for line in lines:
        for word in line.words:
            x0, y0, x1, y1 = word.box
            mask[int(y0 * height) : int(y1 * height) + 2, int(x0 * width) : int(x1 * width) + 2] = 0
    if lines:
        mask[: int(KOP_SHARE * height)] = 0
    solid = as_pixels(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((THICK, THICK), np.uint8)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    shares = [0.0]
    for x, y, w, h, area in stats[1:count]:
        if x > 2 and y > 2 and x + w < width - 2 and y + h < height - 2 and area < MAX_SOLID * solid.size:
            shares.append(float(area) / solid.size)
    return max(shares)
