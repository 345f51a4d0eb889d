"""Hands, thumbs and stamps of the tune part of the closings: a decision about ink may be fitted on these.

None of them is drawn in the test part (`samples.dossiers.ink`).
"""

import math
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.ink import Point, Stroke, bezier, signature
from samples.pixels import Colour, Pixels, smooth_noise, to_array
from samples.splits import Dice
from samples.stamps import INKS, box_stamp, oval_stamp, round_stamp

Hand = Callable[[Dice, float, float], list[Stroke]]
PENS: tuple[tuple[Colour, float], ...] = (
    ((28, 48, 140), 0.8), ((28, 48, 140), 1.2), ((25, 25, 30), 0.7), ((25, 25, 30), 1.5), ((20, 30, 80), 1.8),
    ((60, 60, 66), 0.9),
)  # fmt: skip
"""Colour and width (points): blue and black ballpoints, gel pens, a pencil."""
STAMP_INKS: tuple[Colour, ...] = tuple(INKS.values())
PIXELS = 400
STEPS = 14
CORES = ("whorl", "loop", "arch")


def _smooth(points: list[Point]) -> Stroke:
    """A curve through the points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    stroke: Stroke = []
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in zip(
        padded, padded[1:], padded[2:], padded[3:], strict=False
    ):
        a, b = (x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6), (x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6)
        stroke += bezier([(x1, y1), a, b, (x2, y2)], STEPS)
    return stroke


def _wandering(dice: Dice, w: float, h: float) -> list[Stroke]:
    """A few smooth strokes through points that move on to the right by fits and starts."""
    strokes = []
    for _ in range(dice.randint(1, 3)):
        x, points = w * dice.uniform(0, 0.4), []
        for _ in range(dice.randint(5, 12)):
            points.append((x, h * dice.uniform(0, 1)))
            x += w * dice.uniform(-0.06, 0.16)
        strokes.append(_smooth(points))
    return strokes


def _capital_and_tail(dice: Dice, w: float, h: float) -> list[Stroke]:
    """A tall capital of two strokes, a tail, and a line below."""
    lean = dice.uniform(-0.1, 0.25)
    stem = _smooth([(w * lean, 0), (w * 0.08, h * 0.5), (w * dice.uniform(0, 0.1), h)])
    bow = _smooth(
        [(w * lean, h * 0.1), (w * 0.3, h * 0.05), (w * 0.26, h * 0.45), (w * 0.06, h * 0.5),
         (w * 0.35, h * 0.9)]
    )  # fmt: skip
    count = dice.randint(3, 8)
    ends = [(w * (0.35 + 0.6 * i / count), h * (0.6 + dice.uniform(-0.14, 0.14))) for i in range(count)]
    line = [(w * 0.1, h * 1.02), (w * dice.uniform(0.6, 1), h * dice.uniform(0.9, 1.05))]
    return [stem, bow, _smooth(ends), *([line] if dice.chance(0.5) else [])]


def _dense(dice: Dice, w: float, h: float) -> list[Stroke]:
    """Loops on top of each other, as by somebody who signs much."""
    turns = dice.randint(4, 9)
    points = [
        (w * 0.35 + w * 0.3 * math.sin(i * 2.1 + dice.uniform(-0.5, 0.5)),
         h * 0.5 + h * dice.uniform(0.25, 0.5) * math.cos(i * 2.1))
        for i in range(turns * 3)
    ]  # fmt: skip
    return [_smooth([*points, (w, h * dice.uniform(0.2, 0.8))])]


def _short(dice: Dice, w: float, h: float) -> list[Stroke]:
    """One quick stroke, like a tick or a wave."""
    wide = w * dice.uniform(0.45, 0.7)
    ends = [(0.0, h * 0.5), (wide * 0.2, h * dice.uniform(0.7, 1)), (wide * 0.5, 0.0),
            (wide * 0.6, h * 0.8), (wide, h * dice.uniform(0, 0.4))]  # fmt: skip
    return [_smooth(ends)]


def _right_to_left(dice: Dice, w: float, h: float) -> list[Stroke]:
    """Bowls on a sunken line with dots above and below, written from the right."""
    count = dice.randint(2, 4)
    bowls = [
        _smooth(
            [(w * (1 - i / count), h * 0.35), (w * (1 - (i + 0.4) / count), h * dice.uniform(0.7, 1)),
             (w * (1 - (i + 0.9) / count), h * dice.uniform(0.3, 0.6))]
        )
        for i in range(count)
    ]  # fmt: skip
    dots = [(w * dice.uniform(0.1, 0.9), h * dice.choice((0.1, 1.0))) for _ in range(dice.randint(1, 4))]
    return [*bowls, *([(x, y), (x + 1.6, y + 1.2)] for x, y in dots)]


def _tall_loops(dice: Dice, w: float, h: float) -> list[Stroke]:
    """Narrow tall loops, like a row of l, ended by a flourish that runs back."""
    count, points = dice.randint(3, 7), []
    for i in range(count):
        x, top = w * 0.75 * i / count, h * dice.uniform(0, 0.35)
        points += [(x, h * 0.85), (x + w * 0.1, top), (x + w * 0.04, top + h * 0.1), (x + w * 0.06, h * 0.9)]
    return [_smooth([*points, (w, h * 0.6), (w * 0.3, h * dice.uniform(0.95, 1.15))])]


def _printed_letters(dice: Dice, w: float, h: float) -> list[Stroke]:
    """Separate angular letters, as by somebody who learned to write late."""
    count = dice.randint(4, 7)
    high, wide = h * dice.uniform(0.35, 0.6), w / count * 0.6
    strokes: list[Stroke] = []
    for i in range(count):
        x, y = w * i / count, h * 0.4 + dice.uniform(-2, 2)
        strokes.append([(x, y), (x + dice.uniform(-1, 1), y + high)])
        strokes.append([(x, y + high * dice.choice((0.0, 0.5))), (x + wide, y + high * dice.uniform(0, 1))])
        if dice.chance(0.5):
            strokes.append([(x + wide, y), (x + wide * dice.uniform(0.5, 1), y + high)])
    return strokes


HANDS: tuple[Hand, ...] = (
    signature, _wandering, _capital_and_tail, _dense, _short, _right_to_left, _tall_loops, _printed_letters,
)  # fmt: skip


def initials(dice: Dice, w: float, h: float) -> list[Stroke]:
    """One or two small letters in one go."""
    return [_smooth([(w * dice.uniform(0, 1), h * dice.uniform(0, 1)) for _ in range(dice.randint(4, 7))])]


def thumb(dice: Dice, colour: Colour) -> Pixels:
    """A thumb with ridges about a whorl, a loop or an arch; too much ink in places, too little in others."""
    height, width = 400, 300
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    cx, cy = width * dice.uniform(0.4, 0.6), height * dice.uniform(0.35, 0.6)
    bend = smooth_noise(dice.pixels, height, width, 60) * 9
    core = dice.choice(CORES)
    if core == "whorl":
        far = np.hypot((x - cx) * dice.uniform(1, 1.5), y - cy)
    elif core == "loop":
        far = np.where(y < cy, np.hypot(x - cx, y - cy), np.abs(x - cx - (y - cy) * dice.uniform(-0.4, 0.4)))
    else:
        far = y + np.abs(x - cx) ** 2 / (width * dice.uniform(0.8, 1.6))
    ridges = np.sin((far + bend) * 2 * math.pi / dice.uniform(15, 22))
    pressed = np.clip(smooth_noise(dice.pixels, height, width, 90) * 0.6 + dice.uniform(-0.2, 0.5), -0.9, 1.2)
    edge = np.hypot((x - width / 2) / (width * 0.48), (y - height / 2) / (height * 0.48)) + bend * 0.008
    share = np.clip((ridges + pressed) * 3, 0, 1) * np.clip((1 - edge) * 9, 0, 1) * dice.uniform(0.7, 1)
    ink = np.array(colour, np.float32)
    page = 255 - share[..., None] * (255 - ink)
    turned = Image.fromarray(page.astype(np.uint8)).rotate(
        dice.uniform(-35, 35), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)
    )
    return to_array(turned)


def _polygon_stamp(dice: Dice, owner: str, colour: Colour) -> Pixels:
    """A triangle or a hexagon in two lines, initials in the middle."""
    image = Image.new("RGB", (PIXELS, PIXELS), (255, 255, 255))
    pen, c, corners = ImageDraw.Draw(image), PIXELS / 2, dice.choice((3, 6))
    for radius, width in ((c - 8, 8), (c - 34, 3)):
        ends = [
            (c + radius * math.sin(2 * math.pi * i / corners),
             c + (40 if corners == 3 else 0) - radius * math.cos(2 * math.pi * i / corners))
            for i in range(corners + 1)
        ]  # fmt: skip
        pen.line(ends, fill=colour, width=width)
    words = owner.upper().replace('"', "").split()
    for i, text in enumerate((" ".join(words[:2])[:14], " ".join(words[2:4])[:14], "JOMBANG")):
        font = fonts.face("arial", 34 if corners == 6 else 26, True)
        pen.text((c, c + 10 + (i - 1) * 44), text, colour, font, anchor="mm")
    turned = image.rotate(dice.uniform(-15, 15), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    pixels = to_array(turned)
    worn = np.clip(smooth_noise(dice.pixels, PIXELS, PIXELS, 30) - 1.0, 0, 0.85)[..., None]
    return np.asarray(pixels + (255 - pixels) * worn, dtype=np.uint8)


def stamp(dice: Dice, owner: str) -> Pixels:
    """A round, oval, framed or cornered stamp."""
    colour = dice.choice(STAMP_INKS)
    shape = dice.choice(("round", "round", "oval", "box", "polygon"))
    if shape == "round":
        return round_stamp(dice, owner, "Jombang", colour)
    if shape == "oval":
        return oval_stamp(dice, owner, "Jombang", colour)
    if shape == "box":
        words = owner.upper().replace('"', "").split()
        return box_stamp(dice, (" ".join(words[:3]), " ".join(words[3:6]) or "KANTOR", "JOMBANG"), colour)
    return _polygon_stamp(dice, owner, colour)
