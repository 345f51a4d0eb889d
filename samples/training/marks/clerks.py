"""What an office's clerk draws by pen where a signature is wanting, or beside one: ticks, crosses, arrows,
lines to sign on, strokes, rings and short notes; and what a cup leaves. None of it signs a letter.
"""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.ink import Stroke, shifted
from samples.pixels import Colour, Pixels, smooth_noise, to_array
from samples.sheet import Picture, Sheet, Text
from samples.splits import Dice
from samples.voices.marks import INK_SCALE, ink_picture

PENS: tuple[Colour, ...] = (
    (190, 30, 40), (160, 20, 30), (215, 45, 35), (190, 30, 60), (28, 48, 140), (25, 40, 110), (25, 25, 30),
    (70, 70, 76), (30, 110, 70),
)  # fmt: skip
"""Red, blue, black, pencil, green."""
WIDTHS = (0.6, 2.4)
NOTES = (
    "ttd", "ttd di sini", "ttd?", "tanda tangan", "kurang!", "kurang ttd", "blm ttd", "belum", "lengkapi",
    "ttd bu", "paraf", "?", "??", "!", "ok", "asli?", "dilengkapi", "mana ttd",
)  # fmt: skip
STAINS: tuple[Colour, ...] = ((170, 140, 100), (150, 115, 80), (190, 165, 130))
SPACE = (20.0, 62.0)
"""Points above the last line in which a signature is wanting."""


def _trembling(dice: Dice, ends: Stroke, bow: float = 0.03) -> Stroke:
    """A line through the points as a hand draws it: a little bent, not quite to the point."""
    stroke: Stroke = []
    for (x0, y0), (x1, y1) in pairwise(ends):
        bent, far = dice.uniform(-bow, bow), 0.3
        for i in range(13):
            t = i / 12
            off = bent * math.sin(math.pi * t)
            stroke.append(
                (x0 + (x1 - x0) * t - (y1 - y0) * off + dice.uniform(-far, far) * 0.4,
                 y0 + (y1 - y0) * t + (x1 - x0) * off + dice.uniform(-far, far) * 0.4)
            )  # fmt: skip
    return stroke


def _tick(dice: Dice) -> list[Stroke]:
    w, h = dice.uniform(9, 42), dice.uniform(9, 36)
    turn = dice.uniform(0.2, 0.5)
    return [_trembling(dice, [(0, h * dice.uniform(0.4, 0.75)), (w * turn, h), (w, 0)], 0.08)]


def _cross(dice: Dice) -> list[Stroke]:
    w, h = dice.uniform(8, 30), dice.uniform(8, 30)
    if dice.chance(0.2):
        return [_trembling(dice, [(w / 2, 0), (w / 2, h)]), _trembling(dice, [(0, h / 2), (w, h / 2)])]
    return [
        _trembling(dice, [(0, dice.uniform(0, 3)), (w, h)], 0.07),
        _trembling(dice, [(w * dice.uniform(0.8, 1.1), 0), (0, h)], 0.07),
    ]


def _line(dice: Dice) -> list[Stroke]:
    w = dice.uniform(40, 130)
    lines = [_trembling(dice, [(0, 0), (w, dice.uniform(-3, 3))], 0.02)]
    if dice.chance(0.25):
        lines.append(_trembling(dice, [(2, 4), (w, 4 + dice.uniform(-3, 3))], 0.02))
    return lines


def _cross_and_line(dice: Dice) -> list[Stroke]:
    gap, size = dice.uniform(-6, 16), dice.uniform(8, 22)
    line = [[(x + size + gap, y + size) for x, y in stroke] for stroke in _line(dice)]
    return [*_cross(dice), *line]


def _arrow(dice: Dice) -> list[Stroke]:
    length, way = dice.uniform(20, 85), dice.uniform(0, 2 * math.pi)
    x, y = length * math.cos(way), length * math.sin(way)
    barb, open_ = length * dice.uniform(0.15, 0.4), dice.uniform(0.3, 0.8)
    tips = [(x - barb * math.cos(way + s * open_), y - barb * math.sin(way + s * open_)) for s in (-1, 1)]
    shaft = _trembling(dice, [(0, 0), (x, y)], 0.12)
    if dice.chance(0.5):
        return [shaft, _trembling(dice, [tips[0], (x, y), tips[1]])]
    return [shaft, *(_trembling(dice, [tip, (x, y)]) for tip in tips)]


def _tally(dice: Dice) -> list[Stroke]:
    count, step, h = dice.randint(2, 6), dice.uniform(5, 24), dice.uniform(12, 32)
    lean = dice.uniform(-4, 14)
    strokes = [
        _trembling(dice, [(i * step + lean + dice.uniform(-2, 2), dice.uniform(-2, 2)), (i * step, h)])
        for i in range(count)
    ]
    if dice.chance(0.5):
        strokes.append(
            _trembling(
                dice, [(-step / 2, h * dice.uniform(0.4, 1)), (count * step, h * dice.uniform(0, 0.6))]
            )
        )
    return strokes


def _ring(dice: Dice) -> list[Stroke]:
    a, b, turns = dice.uniform(22, 66), dice.uniform(10, 28), dice.uniform(0.85, 2.4)
    start, grow = dice.uniform(0, 6), dice.uniform(-0.1, 0.15)
    tilt = dice.uniform(-0.15, 0.15)
    steps = int(turns * 40)
    return [
        [
            (a * k * math.cos(t) - b * tilt * math.sin(t), b * k * math.sin(t) + a * tilt * math.cos(t))
            for i in range(steps)
            for t, k in ((start + i / 40 * 2 * math.pi, 1 + grow * i / 40),)
        ]
    ]


def _wave(dice: Dice) -> list[Stroke]:
    """A wavy line under something."""
    w, times = dice.uniform(40, 110), dice.uniform(4, 11)
    high = dice.uniform(1.2, 3.2)
    return [[(w * i / 80, high * math.sin(2 * math.pi * times * i / 80)) for i in range(81)]]


def _brackets(dice: Dice) -> list[Stroke]:
    w, h = dice.uniform(50, 120), dice.uniform(16, 36)
    turn = dice.uniform(3, 9)
    left = _trembling(dice, [(turn, 0), (0, 2), (0, h), (turn, h + 1)])
    return [left, [(w - x, y) for x, y in left]] if dice.chance(0.7) else [left]


def _box(dice: Dice) -> list[Stroke]:
    w, h = dice.uniform(9, 90), dice.uniform(9, 34)
    box = _trembling(dice, [(0, 0), (w, dice.uniform(-2, 2)), (w, h), (0, h), (dice.uniform(-2, 2), -1)])
    return [box, *(_cross(dice) if dice.chance(0.2) else [])]


def _struck(dice: Dice) -> list[Stroke]:
    """Crossed out, there and back."""
    w, h, count = dice.uniform(30, 100), dice.uniform(6, 20), dice.randint(1, 3)
    ends = [(w * (i % 2), h * i / count) for i in range(count + 1)]
    return [_trembling(dice, ends)]


STROKES: tuple[Callable[[Dice], list[Stroke]], ...] = (
    _tick, _cross, _line, _cross_and_line, _arrow, _tally, _ring, _wave, _brackets, _box, _struck, _cross,
    _tick, _arrow, _cross_and_line, _tally, _tally, _ring,
)  # fmt: skip


def _note(dice: Dice, colour: Colour) -> Pixels:
    font = fonts.face(dice.choice(fonts.HANDWRITTEN[dice.split]), int(dice.uniform(11, 20) * INK_SCALE))
    text = dice.choice(NOTES)
    left, top, right, foot = (int(edge) for edge in font.getbbox(text))
    image = Image.new("RGB", (right - left + 16, foot - top + 16), (255, 255, 255))
    ImageDraw.Draw(image).text((8 - left, 8 - top), text, colour, font)
    turned = image.rotate(
        dice.uniform(-9, 9), Image.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255)
    )
    return to_array(turned)


def _stain(dice: Dice) -> Pixels:
    """What a cup leaves: a pale ring, here and there interrupted."""
    side = int(dice.uniform(44, 105) * 2)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) - side / 2
    far, way = np.hypot(x, y * dice.uniform(0.95, 1.2)), np.arctan2(y, x)
    wide = dice.uniform(2, 6)
    rim = np.exp(-(((far - side * 0.42) / wide) ** 2))
    gap = np.clip(np.cos(way - dice.uniform(-3, 3)) * 3 + dice.uniform(-2.2, 2.5), 0, 1)
    worn = np.clip(1 - smooth_noise(dice.pixels, side, side, 25) * 0.3, 0.2, 1)
    ink = 255 - np.array(dice.choice(STAINS), np.float32)
    share = rim * gap * worn * dice.uniform(0.5, 1.0)
    return np.asarray(255 - share[..., None] * ink, dtype=np.uint8)


def clerks_mark(dice: Dice) -> tuple[Pixels, float]:
    """Some mark, with its pixels per point."""
    colour = dice.choice(PENS)
    way = dice.random()
    if way < 0.2:
        return _note(dice, colour), INK_SCALE
    if way < 0.27:
        return _stain(dice), 2.0
    strokes = dice.choice(STROKES)(dice)
    return ink_picture(shifted(strokes), dice.uniform(*WIDTHS), colour), INK_SCALE


def draw_clerks_mark(sheet: Sheet, dice: Dice, *, is_signed: bool) -> Picture | None:
    """A mark where the signature is wanting; on a signed sheet anywhere else beside the text."""
    texts = [item for item in sheet.items if isinstance(item, Text) and item.text.strip()]
    if not texts:
        return None
    last = texts[-1]
    pixels, scale = clerks_mark(dice)
    wide, high = pixels.shape[1] / scale, pixels.shape[0] / scale
    if is_signed:
        x = dice.uniform(8, 70) if dice.chance(0.6) else sheet.width * dice.uniform(0.1, 0.6)
        y = sheet.height * dice.uniform(0.15, 0.95)
        if any(_is_on(item, x, y, wide, high) for item in sheet.items if isinstance(item, Picture)):
            return None
    else:
        x = last.x + last.style.width(last.text) / 2 - wide / 2 + dice.gauss(0, 26)
        y = last.y - dice.uniform(*SPACE) - high / 2 + (8 if dice.chance(0.7) else dice.uniform(0, 26))
    x = min(max(4.0, x), sheet.width - wide - 4)
    y = min(max(4.0, y), sheet.height - high - 4)
    mark = Picture(x, y, wide, high, pixels)
    sheet.add(mark)
    return mark


def _is_on(item: Picture, x: float, y: float, wide: float, high: float) -> bool:
    far = 14.0
    return (
        x - far < item.x + item.width and item.x < x + wide + far
        and y - far < item.y + item.height and item.y < y + high + far
    )  # fmt: skip
