"""Signatures of more kinds than the tune hands make: in other inks, underlined with a sweep, crossed."""

from dataclasses import replace

import numpy as np
from PIL import Image

from samples.ink import Stroke, bezier, draw_strokes
from samples.pixels import Colour, Pixels, to_array
from samples.sheet import Item, Picture
from samples.splits import Dice
from samples.voices.marks import INK_SCALE

INKS: tuple[Colour, ...] = ((185, 35, 45), (160, 25, 35), (35, 105, 70), (90, 50, 130), (70, 110, 200))
"""Red, green, violet, and a pale blue."""
COLOURED, SWEPT = 0.14, 0.3
"""Shares of signatures in such an ink, and with a stroke of their own besides."""


def varied(item: Item, dice: Dice) -> Item:
    """A signature's picture as it is, or in another ink, or with a sweep."""
    if not isinstance(item, Picture):
        return item
    if dice.chance(SWEPT):
        item = _swept(item, dice)
    return replace(item, pixels=_recoloured(item.pixels, dice)) if dice.chance(COLOURED) else item


def _recoloured(pixels: Pixels, dice: Dice) -> Pixels:
    ink = 255 - pixels.min(axis=2).astype(np.float32)
    share = ink / max(1.0, float(ink.max()))
    return np.asarray(255 - share[..., None] * (255 - np.array(dice.choice(INKS), np.float32)), np.uint8)


def _swept(item: Picture, dice: Dice) -> Picture:
    """With a sweep below it that turns back, or a long stroke through it."""
    wide, high = item.width, item.height
    red, green, blue = (int(v) for v in np.quantile(item.pixels.reshape(-1, 3), 0.02, axis=0))
    below, right = high * dice.uniform(0.15, 0.5), wide * dice.uniform(0.1, 0.35)
    canvas = Image.new("RGB", (int((wide + right) * INK_SCALE), int((high + below) * INK_SCALE)), (255,) * 3)
    canvas.paste(Image.fromarray(item.pixels).resize((int(wide * INK_SCALE), int(high * INK_SCALE))))
    stroke = _sweep(dice, wide, high, right) if dice.chance(0.6) else _crossing(dice, wide, high, right)
    scaled = [[(x * INK_SCALE, y * INK_SCALE) for x, y in stroke]]
    draw_strokes(canvas, scaled, (0, 0), dice.uniform(0.6, 1.8) * INK_SCALE, (red, green, blue))
    return replace(item, width=wide + right, height=high + below, pixels=to_array(canvas))


def _sweep(dice: Dice, wide: float, high: float, right: float) -> Stroke:
    y = high * dice.uniform(0.8, 1.05)
    out = bezier(
        [(wide * dice.uniform(0.02, 0.3), y), (wide * 0.5, y + high * 0.15), (wide, y - high * 0.05),
         (wide + right * 0.8, y - high * dice.uniform(0.15, 0.4))]
    )  # fmt: skip
    x1, y1 = out[-1]
    return out + bezier(
        [(x1, y1), (x1 + right * 0.1, y1 - 4), (x1 - wide * 0.1, y1 - 3),
         (x1 - wide * dice.uniform(0.1, 0.4), y1 + dice.uniform(-2, 5))]
    )  # fmt: skip


def _crossing(dice: Dice, wide: float, high: float, right: float) -> Stroke:
    y0, y1 = high * dice.uniform(0.3, 0.8), high * dice.uniform(0.2, 0.7)
    return bezier([(1, y0), (wide * 0.3, y0 - 3), (wide * 0.6, y1 + 4), (wide + right * 0.9, y1)])
