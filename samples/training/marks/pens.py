"""Signatures of more kinds than the tune hands make: hurried, in other inks, swept below, crossed."""

import math
from dataclasses import replace

import numpy as np
from PIL import Image

from samples.ink import Stroke, bezier, draw_strokes, shifted
from samples.pixels import Colour, Pixels, to_array
from samples.sheet import Item, Picture
from samples.splits import Dice
from samples.voices.marks import INK_SCALE, ink_picture

INKS: tuple[Colour, ...] = ((185, 35, 45), (160, 25, 35), (35, 105, 70), (90, 50, 130), (70, 110, 200))
"""Red, green, violet, and a pale blue."""
COLOURED, SWEPT = 0.14, 0.3
"""Shares of signatures in such an ink, and with a stroke of their own besides."""
HURRIED = 0.35
"""Share of signatures that are a scribble of their own in the place of the hand's."""
PEN_INKS: tuple[Colour, ...] = ((28, 48, 140), (20, 30, 80), (25, 25, 30), (40, 40, 48), (35, 60, 160))
PEN_WIDTHS = (0.7, 2.2)


def varied(item: Item, dice: Dice) -> Item:
    """A signature's picture as it is, or in another ink, or with a sweep."""
    if not isinstance(item, Picture):
        return item
    if dice.chance(HURRIED):
        item = _hurried(item, dice)
    elif dice.chance(SWEPT):
        item = _swept(item, dice)
    return replace(item, pixels=_recoloured(item.pixels, dice)) if dice.chance(COLOURED) else item


def _hurried(item: Picture, dice: Dice) -> Picture:
    """A scribble where the signature lies: perhaps a beginning as of a letter, a knot of strokes up and down,
    mostly a long tail, now and then a stroke or a dot besides; more than a tick has."""
    wide, high = dice.uniform(26, 120), dice.uniform(14, 42)
    knot = wide * dice.uniform(0.15, 0.75)
    points, x = _beginning(dice, knot, high), knot * 0.25
    count = dice.randint(3, 9) if points else dice.randint(5, 11)
    for i in range(count):
        up = dice.uniform(0.0, 0.45) if i % 2 else dice.uniform(0.5, 1.0)
        points.append((x, high * up))
        x += knot * 0.75 / count * dice.uniform(-0.3, 2.0)
    if dice.chance(0.75):
        low = high * dice.uniform(0.3, 0.95)
        points += [(x, low), (max(wide, x + 4), low + high * dice.uniform(-0.5, 0.2))]
    strokes = [_round(points, dice.uniform(0.2, 0.5)) if dice.chance(0.6) else points]
    if dice.chance(0.3):
        strokes.append(_crossing(dice, wide, high, wide * dice.uniform(-0.3, 0.2)))
    if dice.chance(0.2):
        strokes.append([(wide * 0.6, 0.0), (wide * 0.6 + 1.4, 0.8)])
    turn = dice.uniform(-0.25, 0.15)
    turned = [[(x, y + x * turn) for x, y in stroke] for stroke in strokes]
    pixels = ink_picture(shifted(turned), dice.uniform(*PEN_WIDTHS), dice.choice(PEN_INKS))
    size = pixels.shape[1] / INK_SCALE, pixels.shape[0] / INK_SCALE
    return replace(item, width=size[0], height=size[1], pixels=pixels)


def _beginning(dice: Dice, knot: float, high: float) -> Stroke:
    """As of a letter: a hook, an arch, a loop, or nothing."""
    way = dice.randint(0, 3)
    if way == 0:
        return [(0.0, high * dice.uniform(0, 0.4)), (knot * 0.12, high)]
    if way == 1:
        return bezier([(0, high), (knot * 0.02, -high * 0.4), (knot * 0.2, -high * 0.4), (knot * 0.25, high)])
    if way == 2:
        tall, broad = high * dice.uniform(0.4, 0.8), knot * dice.uniform(0.1, 0.3)
        return [
            (broad * (1 - math.cos(a)), tall * (1 - math.sin(a)))
            for a in (2 * math.pi * i / 20 for i in range(21))
        ]
    return []


def _round(points: Stroke, ease: float) -> Stroke:
    """The same way without corners (Catmull-Rom). `ease`: how far a bend reaches."""
    ends = [points[0], *points, points[-1]]
    stroke: Stroke = []
    for i in range(1, len(ends) - 2):
        (ax, ay), (x0, y0), (x1, y1), (bx, by) = ends[i - 1 : i + 3]
        one = (x0 + (x1 - ax) * ease / 2, y0 + (y1 - ay) * ease / 2)
        two = (x1 - (bx - x0) * ease / 2, y1 - (by - y0) * ease / 2)
        stroke += bezier([(x0, y0), one, two, (x1, y1)])
    return stroke


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
