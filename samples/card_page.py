"""KTP copies on paper: a card anywhere on A4, both sides, two cards, enlarged, cropped."""

import cv2
import numpy as np

from samples.ktp_card import CARD_MM, HEIGHT, WIDTH
from samples.pixels import Pixels
from samples.sheet import A4
from samples.splits import Dice, Level

MM_PER_INCH = 25.4
CORNER = 0.035
"""Radius of a card's corners as a share of its width."""


def blank_page(dpi: int, size: tuple[float, float] = A4) -> Pixels:
    """White paper; `size` in points."""
    return np.full((round(size[1] * dpi / 72), round(size[0] * dpi / 72), 3), 255, np.uint8)


def _outline() -> np.ndarray:
    """The card's shape with round corners, 0..255."""
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    radius = int(CORNER * WIDTH)
    cv2.rectangle(mask, (radius, 0), (WIDTH - radius, HEIGHT), 255, -1)
    cv2.rectangle(mask, (0, radius), (WIDTH, HEIGHT - radius), 255, -1)
    for x in (radius, WIDTH - radius):
        for y in (radius, HEIGHT - radius):
            cv2.circle(mask, (x, y), radius, 255, -1)
    return mask


OUTLINE = _outline()


def place(page: Pixels, card: Pixels, centre: tuple[float, float], width: float, degrees: float) -> None:
    """Lay a card on the page about `centre` (pixels), `width` pixels wide, turned by `degrees`."""
    share = width / WIDTH
    if share < 1:
        small = (round(WIDTH * share), round(HEIGHT * share))
        card = np.asarray(cv2.resize(card, small, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        mask, share = np.asarray(cv2.resize(OUTLINE, small, interpolation=cv2.INTER_AREA)), 1.0
    else:
        mask = OUTLINE
    height, wide = card.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, height / 2), degrees, share)
    matrix[:, 2] += np.array(centre) - (wide / 2, height / 2)
    size = (page.shape[1], page.shape[0])
    laid = cv2.warpAffine(card, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    cover = cv2.warpAffine(mask, matrix, size, flags=cv2.INTER_LINEAR)[..., None]
    ys, xs = np.nonzero(cover[::4, ::4, 0])
    if not len(ys):
        return
    box = (slice(ys.min() * 4, ys.max() * 4 + 4), slice(xs.min() * 4, xs.max() * 4 + 4))
    alpha = cover[box].astype(np.uint16)
    page[box] = ((page[box] * (255 - alpha) + laid[box] * alpha) // 255).astype(np.uint8)


def card_width(dpi: int, scale: float) -> float:
    """Pixels of a card's width at a scale (1 = life size)."""
    return CARD_MM[0] / MM_PER_INCH * dpi * scale


def _spot(dice: Dice, page: Pixels, width: float, top: float, bottom: float) -> tuple[float, float]:
    """A centre at which a card of that width fits between two heights (shares of the page)."""
    margin = width * 0.53
    height = width * HEIGHT / WIDTH * 0.55
    x = dice.uniform(margin, max(margin, page.shape[1] - margin))
    low, high = page.shape[0] * top + height, page.shape[0] * bottom - height
    return x, dice.uniform(low, max(low, high))


def one_card(dice: Dice, card: Pixels, dpi: int, level: Level) -> Pixels:
    """A card anywhere on A4 at 100-200 %."""
    page = blank_page(dpi)
    scale = (
        dice.choice((1.0, 1.0, 1.2, 1.41, 1.5, 2.0))
        if level is not Level.HARD
        else dice.choice((1.0, 1.0, 1.15, 1.41))
    )
    width = min(card_width(dpi, scale), page.shape[1] * 0.92)
    tilt = {Level.CLEAN: 0.6, Level.MEDIUM: 2.5, Level.HARD: 6}[level]
    place(page, card, _spot(dice, page, width, 0.02, 0.98), width, dice.uniform(-tilt, tilt))
    return page


def two_cards(dice: Dice, first: Pixels, second: Pixels, dpi: int, level: Level) -> Pixels:
    """Front and back, or two people's cards, one above the other (or side by side)."""
    page = blank_page(dpi)
    tilt = 0.6 if level is Level.CLEAN else 2.5
    if dice.chance(0.25):
        width = min(card_width(dpi, 1.0), page.shape[1] * 0.45)
        y = page.shape[0] * dice.uniform(0.12, 0.6)
        place(page, first, (page.shape[1] * 0.26, y), width, dice.uniform(-tilt, tilt))
        place(
            page, second, (page.shape[1] * 0.75, y + dice.uniform(-20, 20)), width, dice.uniform(-tilt, tilt)
        )
        return page
    width = card_width(dpi, dice.choice((1.0, 1.0, 1.25, 1.5)))
    place(page, first, _spot(dice, page, width, 0.02, 0.5), width, dice.uniform(-tilt, tilt))
    place(page, second, _spot(dice, page, width, 0.5, 0.98), width, dice.uniform(-tilt, tilt))
    return page


def enlarged(dice: Dice, card: Pixels, dpi: int) -> Pixels:
    """A card blown up over the width (or, sideways, the length) of an A4 page."""
    page = blank_page(dpi)
    if dice.chance(0.5):
        page = np.ascontiguousarray(np.rot90(page))
    width = page.shape[1] * dice.uniform(0.82, 0.95)
    place(
        page, card, (page.shape[1] / 2, page.shape[0] * dice.uniform(0.4, 0.55)), width, dice.uniform(-1, 1)
    )
    return page


def cropped(dice: Dice, card: Pixels) -> Pixels:
    """The card nearly fills the picture, as scanned by a card scanner or cut out by hand."""
    border = dice.randint(0, 60)
    page = np.full((HEIGHT + 2 * border, WIDTH + 2 * border, 3), 250, np.uint8)
    place(page, card, (page.shape[1] / 2, page.shape[0] / 2), WIDTH, dice.uniform(-1, 1))
    share = dice.uniform(0.6, 1.0)
    return np.asarray(
        cv2.resize(page, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )


def on_letter(dice: Dice, page: Pixels, card: Pixels, dpi: int, below: float) -> bool:
    """Put a card on the empty lower part of a letter's page; `below` = share that is written on.

    False (page untouched) when there is no room.
    """
    width = card_width(dpi, 1.0)
    if (1 - below) * page.shape[0] < width * 0.72:
        return False
    x, y = _spot(dice, page, width, below + 0.02, 0.99)
    place(page, card, (x, y), width, dice.uniform(-1.5, 1.5))
    return True
