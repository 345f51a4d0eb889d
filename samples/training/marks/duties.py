"""Meterai of many makes: old and new ones, landscape and portrait, in any colour, with frame, emblem,
figures, number, hologram or code, perforated or cut; what they have in common is left to be learned."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from samples import fonts
from samples.pixels import Colour, Pixels, smooth_noise, to_array
from samples.splits import Dice

SCALE = 5
"""Pixels per point."""
GROUNDS: tuple[Colour, ...] = (
    (240, 205, 210), (228, 178, 190), (244, 224, 214), (226, 206, 230), (206, 224, 226), (214, 228, 204),
    (238, 226, 190), (224, 224, 224), (250, 246, 244), (214, 196, 180), (236, 190, 170), (200, 208, 232),
)  # fmt: skip
"""Pink, salmon, violet, blue-green, green, yellow, grey, white, brown."""
PRINTS: tuple[Colour, ...] = (
    (130, 20, 70), (170, 30, 50), (110, 40, 90), (90, 50, 30), (20, 90, 90), (40, 60, 120), (60, 60, 64),
    (150, 60, 100), (190, 70, 60), (30, 100, 60), (90, 20, 40),
)  # fmt: skip
HEADS = ("METERAI", "METERAI TEMPEL", "METERAI\nTEMPEL", "MATERAI", "BEA METERAI", "REPUBLIK INDONESIA", "")
VALUES = ("10000", "6000", "3000", "10.000", "Rp10000", "10000", "6000")
FEET = (
    "SEPULUH RIBU RUPIAH",
    "ENAM RIBU RUPIAH",
    "RUPIAH",
    "TGL. 20",
    "DIRJEN PAJAK",
    "INDONESIA",
    "CONTOH",
    "",
)
CHARACTERS = "0123456789ABCDEFX"
FACES = ("arial", "times", "dejavu", "nimbus-sans", "nimbus-serif", "courier", "cambria")


Spot = tuple[float, float, float]
"""The middle of an emblem and its radius, in pixels."""
Corners = tuple[float, float, float, float]
Words = tuple[tuple[str, Corners], ...]
"""What can be read on a picture, each with its box in pixels (left, top, right, foot)."""


@dataclass(frozen=True)
class Drawn:
    """A picture (RGB on white) and its words."""

    pixels: Pixels
    words: Words


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    a, b, c = (round(p + (q - p) * share) for p, q in zip(one, other, strict=True))
    return a, b, c


def _face(dice: Dice, text: str, high: float, wide: float) -> ImageFont.FreeTypeFont:
    """A face in which the text is that high at most, and no wider."""
    name, is_bold = dice.choice(FACES), dice.chance(0.6)
    size = max(8, int(high))
    longest = max(text.split("\n"), key=len)
    long = fonts.face(name, size, is_bold).getlength(longest)
    return fonts.face(name, max(8, int(size * min(1.0, wide / max(1.0, long)))), is_bold)


def _guilloche(pen: ImageDraw.ImageDraw, dice: Dice, w: int, h: int, colour: Colour) -> None:
    """Fine lines on the ground: waves, slanted lines, rings, or none."""
    way, step, line = (
        dice.choice(("waves", "slanted", "rings", "rosette", "")),
        dice.randint(5, 16),
        dice.randint(1, 2),
    )
    if way == "waves":
        far, often = dice.uniform(3, 22), dice.uniform(0.01, 0.06)
        for y in range(-30, h + 30, step):
            pen.line(
                [(x, y + far * math.sin(x * often)) for x in range(0, w + 8, 8)], fill=colour, width=line
            )
    elif way == "slanted":
        lean = dice.randint(-h, h)
        for x in range(-h, w + h, step):
            pen.line((x, 0, x + lean, h), fill=colour, width=line)
    elif way == "rings":
        cx, cy = dice.uniform(0, w), dice.uniform(0, h)
        for r in range(step, w, step):
            pen.ellipse((cx - r, cy - r, cx + r, cy + r), outline=colour, width=line)
    elif way == "rosette":
        middle, radius, turns = w * dice.uniform(0.2, 0.8), h * dice.uniform(0.3, 0.6), dice.randint(8, 24)
        for i in range(turns):
            a = 2 * math.pi * i / turns
            cx, cy = middle + radius * 0.5 * math.cos(a), h / 2 + radius * 0.5 * math.sin(a)
            pen.ellipse((cx - radius, cy - radius, cx + radius, cy + radius), outline=colour, width=line)


def _frame(pen: ImageDraw.ImageDraw, dice: Dice, w: int, h: int, colour: Colour) -> None:
    inset = dice.randint(0, 12)
    for _ in range(dice.randint(0, 2)):
        width = dice.randint(1, 7)
        pen.rectangle((inset, inset, w - 1 - inset, h - 1 - inset), outline=colour, width=width)
        inset += width + dice.randint(2, 8)


def _ellipse(pen: ImageDraw.ImageDraw, dice: Dice, at: Spot, colour: Colour) -> None:
    x, y, r = at
    tall = dice.uniform(0.7, 1.4)
    for k in (1.0, 0.8)[: dice.randint(1, 2)]:
        pen.ellipse(
            (x - r * k, y - r * k * tall, x + r * k, y + r * k * tall),
            outline=colour,
            width=dice.randint(2, 5),
        )


def _wings(pen: ImageDraw.ImageDraw, dice: Dice, at: Spot, colour: Colour) -> None:
    """A bird with spread wings and a shield."""
    x, y, r = at
    for side in (-1, 1):
        for i in range(dice.randint(4, 7)):
            a = math.pi * (0.05 + 0.11 * i)
            pen.line((x, y - r * 0.1, x + side * r * math.cos(a), y - r * math.sin(a) * 0.8 + r * 0.5),
                     fill=colour, width=dice.randint(3, 6))  # fmt: skip
    pen.polygon([(x - r * 0.3, y - r * 0.2), (x + r * 0.3, y - r * 0.2), (x, y + r * 0.6)],
                fill=colour if dice.chance(0.5) else None, outline=colour)  # fmt: skip
    pen.ellipse((x - r * 0.15, y - r * 0.6, x + r * 0.15, y - r * 0.25), fill=colour)


def _flower(pen: ImageDraw.ImageDraw, dice: Dice, at: Spot, colour: Colour) -> None:
    x, y, r = at
    count = dice.randint(5, 9)
    for i in range(count):
        a = 2 * math.pi * i / count
        cx, cy, s = x + r * 0.6 * math.cos(a), y + r * 0.6 * math.sin(a), r * 0.4
        pen.ellipse((cx - s, cy - s, cx + s, cy + s), outline=colour, width=dice.randint(2, 4))


def _head(pen: ImageDraw.ImageDraw, dice: Dice, at: Spot, colour: Colour) -> None:
    """A portrait in flat shades."""
    x, y, r = at
    pale = _mixed(colour, (255, 255, 255), dice.uniform(0.1, 0.6))
    pen.ellipse((x - r * 0.4, y - r * 0.8, x + r * 0.4, y + r * 0.2), fill=pale)
    pen.pieslice((x - r * 0.8, y + r * 0.1, x + r * 0.8, y + r * 1.7), 180, 360, fill=pale)


Emblem = Callable[[ImageDraw.ImageDraw, Dice, Spot, Colour], None]
EMBLEMS: tuple[Emblem, ...] = (_ellipse, _wings, _flower, _head, _ellipse)


def _code(image: Image.Image, dice: Dice, x: float, y: float, side: float) -> None:
    """Squares like those of a QR code."""
    count = dice.randint(21, 33)
    squares = dice.pixels.random((count, count)) < 0.5
    for top, left in ((0, 0), (0, count - 7), (count - 7, 0)):
        squares[top : top + 7, left : left + 7] = True
        squares[top + 1 : top + 6, left + 1 : left + 6] = False
        squares[top + 2 : top + 5, left + 2 : left + 5] = True
    tile = Image.fromarray(((~squares) * 255).astype(np.uint8)).resize(
        (int(side), int(side)), Image.Resampling.NEAREST
    )
    image.paste(tile.convert("RGB"), (int(x - side / 2), int(y - side / 2)))


def _hologram(pixels: Pixels, dice: Dice) -> Pixels:
    """A strip that shines in all shades, upright or across."""
    h, w = pixels.shape[:2]
    wide = int(w * dice.uniform(0.08, 0.2))
    x = int(w * dice.uniform(0.02, 0.8))
    shine = np.clip(smooth_noise(dice.pixels, h, wide, 14)[..., None] * 30, -70, 70)
    tone = np.array([dice.randint(150, 230) for _ in range(3)], np.float32)
    pixels = pixels.copy()
    pixels[:, x : x + wide] = np.clip(tone + shine, 60, 255)[:, : w - x].astype(np.uint8)
    return pixels


def _perforated(pixels: Pixels, dice: Dice) -> Pixels:
    """Round bites of paper along the edges."""
    image = Image.fromarray(pixels)
    pen, (w, h) = ImageDraw.Draw(image), image.size
    r, step = dice.randint(4, 9), dice.randint(15, 26)
    spots = [(x, y) for x in range(0, w + step, step) for y in (0, h)]
    spots += [(x, y) for y in range(0, h + step, step) for x in (0, w)]
    for x, y in spots:
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(255, 255, 255))
    return to_array(image)


def _number(dice: Dice) -> str:
    return "".join(dice.choice(CHARACTERS) for _ in range(dice.randint(8, 17)))


def _texts(image: Image.Image, dice: Dice, colour: Colour) -> Words:
    """Head, value, foot and number, each somewhere in its part of the height."""
    words: list[tuple[str, Corners]] = []
    pen, (w, h) = ImageDraw.Draw(image), image.size
    middle = w * dice.uniform(0.42, 0.66)
    parts = (
        (dice.choice(HEADS), dice.uniform(0.1, 0.2), dice.uniform(0.08, 0.2)),
        (dice.choice(VALUES), dice.uniform(0.42, 0.62), dice.uniform(0.18, 0.42)),
        (dice.choice(FEET), dice.uniform(0.7, 0.78), dice.uniform(0.06, 0.14)),
        (_number(dice) if dice.chance(0.75) else "", dice.uniform(0.85, 0.93), dice.uniform(0.07, 0.14)),
    )
    for text, y, high in parts:
        if text:
            font = _face(dice, text, high * h, w * dice.uniform(0.5, 0.9))
            own = colour if dice.chance(0.7) else dice.choice(PRINTS)
            pen.text((middle, y * h), text, own, font, anchor="mm", align="center")
            box = pen.textbbox((middle, y * h), text, font, anchor="mm", align="center")
            words.append((text.replace("\n", " "), box))
    if dice.chance(0.3):
        text = dice.choice((_number(dice), "METERAI TEMPEL", "DITJEN PAJAK"))
        font = _face(dice, text, 0.1 * h, h * 0.8)
        tile = Image.new("L", (h, int(0.13 * h)), 0)
        ImageDraw.Draw(tile).text((h / 2, 0.065 * h), text, 255, font, anchor="mm")
        image.paste(colour, (int(w * dice.choice((0.01, 0.88))), 0), tile.rotate(90, expand=True))
    return tuple(words)


def turned(image: Image.Image, words: Words, degrees: float) -> Drawn:
    """The picture turned, white where it was not, with its words where they went."""
    large = image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255))
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    moved = []
    for text, (x0, y0, x1, y1) in words:
        spots = [(x - image.width / 2, y - image.height / 2) for x in (x0, x1) for y in (y0, y1)]
        xs = [x * cos + y * sin + large.width / 2 for x, y in spots]
        ys = [y * cos - x * sin + large.height / 2 for x, y in spots]
        moved.append((text, (min(xs), min(ys), max(xs), max(ys))))
    return Drawn(to_array(large), tuple(moved))


def varied_duty(dice: Dice) -> Drawn:
    """A meterai, SCALE pixels to the point."""
    if dice.chance(0.7):
        wide = dice.uniform(58, 98)
        high = wide * dice.uniform(0.64, 0.84)
    else:
        wide = dice.uniform(38, 64)
        high = wide * dice.uniform(1.1, 1.35)
    w, h = int(wide * SCALE), int(high * SCALE)
    ground, colour = dice.choice(GROUNDS), dice.choice(PRINTS)
    image = Image.new("RGB", (w, h), ground)
    pen = ImageDraw.Draw(image)
    _guilloche(pen, dice, w, h, _mixed(ground, colour, dice.uniform(0.1, 0.5)))
    if dice.chance(0.8):
        x, r = w * dice.choice((0.18, 0.18, 0.5, 0.82)), h * dice.uniform(0.12, 0.34)
        shade = _mixed(colour, ground, dice.uniform(0, 0.7))
        dice.choice(EMBLEMS)(pen, dice, (x, h * dice.uniform(0.4, 0.6), r), shade)
    if dice.chance(0.12):
        _code(image, dice, w * dice.choice((0.2, 0.5, 0.8)), h * 0.5, min(w, h) * dice.uniform(0.4, 0.6))
    words = _texts(image, dice, colour)
    _frame(pen, dice, w, h, colour)
    pixels = to_array(image)
    pixels = _hologram(pixels, dice) if dice.chance(0.35) else pixels
    pixels = _perforated(pixels, dice) if dice.chance(0.45) else pixels
    return turned(Image.fromarray(pixels), words, dice.gauss(0, 3))
