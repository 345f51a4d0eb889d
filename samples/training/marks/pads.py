"""Rubber stamps of many makes: any outline, letters around or across, a date or an emblem in the middle;
pressed twice, smeared, pale, or with half of the ink."""

import math

import cv2
import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.pixels import Colour, smooth_noise
from samples.splits import Dice
from samples.training.marks.duties import Corners, Drawn, Words, turned

PIXELS = 420
INKS: tuple[Colour, ...] = (
    (84, 60, 160), (60, 60, 170), (40, 50, 140), (110, 60, 150), (30, 70, 150), (40, 40, 50), (180, 40, 50),
    (150, 40, 110), (30, 110, 90), (90, 90, 100), (70, 80, 190),
)  # fmt: skip
OUTLINES = ("ring", "ring", "ring", "oval", "box", "rounded", "octagon", "scallops", "triangle", "bare")
PLACES = (
    "JOMBANG",
    "KAB. JOMBANG",
    "JAWA TIMUR",
    "KEC. DIWEK",
    "BADAN HUKUM",
    "BH. 1234/X",
    "PENGURUS",
    "KETUA",
)
FACES = ("arial", "times", "dejavu-condensed", "nimbus-sans", "cambria", "courier")


def _words(dice: Dice, owner: str) -> list[str]:
    words = owner.upper().replace('"', "").split()[: dice.randint(2, 6)] or ["KOPERASI"]
    return [*words, *([dice.choice(PLACES)] if dice.chance(0.6) else [])]


def _around(image: Image.Image, dice: Dice, text: str, radius: float, high: float) -> None:
    """Letters on a circle or an arc of it."""
    font, c = fonts.face(dice.choice(FACES), max(12, int(high)), dice.chance(0.7)), PIXELS / 2
    turn = min(
        math.radians(dice.uniform(200, 345)), (font.getlength(text) * dice.uniform(1.05, 1.6)) / radius
    )
    start = -math.pi / 2 - turn / 2 + dice.uniform(-0.5, 0.5)
    side = int(high * 1.7)
    for i, glyph in enumerate(text):
        a = start + turn * (i + 0.5) / len(text)
        tile = Image.new("L", (side, side), 0)
        ImageDraw.Draw(tile).text((side / 2, side / 2), glyph, 255, font, anchor="mm")
        tile = tile.rotate(-math.degrees(a) - 90, Image.Resampling.BICUBIC)
        x, y = c + radius * math.cos(a) - side / 2, c + radius * math.sin(a) - side / 2
        image.paste(255, (round(x), round(y)), tile)


def _outline(pen: ImageDraw.ImageDraw, dice: Dice, shape: str, aspect: float) -> float:
    """One to three lines around; the radius that is free within them."""
    c, radius = PIXELS / 2, PIXELS / 2 - 6
    for _ in range(dice.choice((1, 2, 2, 3))):
        width = dice.randint(2, 11)
        if shape in ("ring", "oval"):
            pen.ellipse(
                (c - radius, c - radius * aspect, c + radius, c + radius * aspect), outline=255, width=width
            )
        elif shape == "box":
            pen.rectangle(
                (c - radius, c - radius * aspect, c + radius, c + radius * aspect), outline=255, width=width
            )
        elif shape == "rounded":
            pen.rounded_rectangle((c - radius, c - radius * aspect, c + radius, c + radius * aspect),
                                  dice.randint(20, 70), outline=255, width=width)  # fmt: skip
        else:
            ends = _corners(shape, c, radius)
            pen.line([*ends, *ends[:2]], fill=255, width=width)
        radius -= width + dice.randint(5, 16)
        if dice.chance(0.3):
            break
    return radius * (0.62 if shape == "triangle" else 1.0)


def _corners(shape: str, c: float, radius: float) -> list[tuple[float, float]]:
    if shape == "scallops":
        return [
            (c + r * math.cos(a), c + r * math.sin(a))
            for i in range(96)
            for a, r in ((math.pi * i / 48, radius * (0.96 + 0.04 * math.cos(math.pi * i / 2))),)
        ]
    count = 3 if shape == "triangle" else 8
    shift = 0.0 if shape == "triangle" else 0.5
    return [
        (c + radius * math.sin(a), c - radius * math.cos(a))
        for a in (2 * math.pi * (i + shift) / count for i in range(count))
    ]


def _middle(image: Image.Image, dice: Dice, lines: list[str], room: tuple[float, float]) -> Words:
    """Lines of text, a date between rules, or an emblem."""
    pen, c, (wide, high) = ImageDraw.Draw(image), PIXELS / 2, room
    way = dice.choice(("text", "text", "date", "emblem"))
    if way == "emblem":
        count, r = dice.randint(3, 12), min(wide, high) * dice.uniform(0.5, 0.85)
        for i in range(count):
            a = 2 * math.pi * i / count
            pen.line((c, c, c + r * math.cos(a), c + r * math.sin(a)), fill=255, width=dice.randint(3, 12))
        for k in (1.0, 0.5)[: dice.randint(0, 2)]:
            pen.ellipse((c - r * k, c - r * k, c + r * k, c + r * k), outline=255, width=dice.randint(3, 8))
        return ()
    if way == "date":
        month = dice.choice(("JAN", "MAR", "MEI", "SEP", "NOV", "-10-"))
        lines = [f"{dice.randint(1, 28)} {month} 2026", *lines[: dice.randint(0, 2)]]
        for y in (-0.3, 0.3):
            if dice.chance(0.6):
                pen.line((c - wide * 0.9, c + high * y, c + wide * 0.9, c + high * y), fill=255, width=4)
    words: list[tuple[str, Corners]] = []
    step = min(2 * high / (len(lines) + 0.6), 74.0)
    for i, line in enumerate(lines):
        size = max(12, int(min(step * dice.uniform(0.6, 0.95), 2.9 * wide / max(3, len(line)))))
        font = fonts.face(dice.choice(FACES), size, dice.chance(0.7))
        spot = (c, c + (i - (len(lines) - 1) / 2) * step)
        pen.text(spot, line, 255, font, anchor="mm")
        words.append((line, pen.textbbox(spot, line, font, anchor="mm")))
    return tuple(words)


def _pressed(ink: np.ndarray, dice: Dice) -> np.ndarray:
    """How the pad's ink takes (0 to 1)."""
    share: np.ndarray = ink.astype(np.float32) / 255
    if dice.chance(0.15):
        shift = np.array([[1, 0, dice.uniform(-14, 14)], [0, 1, dice.uniform(-14, 14)]], np.float32)
        share = np.maximum(share, cv2.warpAffine(share, shift, share.shape[::-1]) * dice.uniform(0.4, 1))
    if dice.chance(0.15):
        size = dice.randint(5, 17)
        kernel = np.zeros((size, size), np.float32)
        cv2.line(kernel, (0, dice.randint(0, size - 1)), (size - 1, dice.randint(0, size - 1)), 1.0, 1)
        share = cv2.filter2D(share, -1, kernel / kernel.sum()) * 1.4
    if dice.chance(0.35):
        y, x = np.mgrid[-1 : 1 : PIXELS * 1j, -1 : 1 : PIXELS * 1j]
        a = dice.uniform(-math.pi, math.pi)
        share = share * np.clip(0.6 + dice.uniform(0.3, 1.4) * (x * math.cos(a) + y * math.sin(a)), 0, 1)
    cloud = smooth_noise(dice.pixels, PIXELS, PIXELS, dice.randint(8, 50))
    share = share * np.clip(
        1 - dice.uniform(0, 0.6) * np.clip(cloud + dice.uniform(-0.8, 0.4), 0, 2), 0.05, 1
    )
    return np.asarray(np.clip(share * dice.uniform(0.4, 1.0), 0, 1))


def varied_pad(dice: Dice, owner: str) -> Drawn:
    """A stamp's ink on white."""
    shape = dice.choice(OUTLINES)
    aspect = dice.uniform(0.35, 0.75) if shape in ("oval", "box", "rounded", "bare") else 1.0
    image = Image.new("L", (PIXELS, PIXELS), 0)
    pen, words = ImageDraw.Draw(image), _words(dice, owner)
    free = PIXELS / 2 - 10 if shape == "bare" else _outline(pen, dice, shape, aspect)
    lines = [" ".join(words[i : i + 2]) for i in range(0, len(words), 2)]
    if aspect == 1.0 and shape != "triangle" and dice.chance(0.8):
        high = dice.uniform(26, 56)
        _around(image, dice, " ".join(words), free - high * 0.6, high)
        free -= high * 1.25
        if dice.chance(0.6):
            c = PIXELS / 2
            pen.ellipse((c - free, c - free, c + free, c + free), outline=255, width=dice.randint(2, 6))
        lines = lines[-1:]
    read = _middle(image, dice, lines, (free * (0.8 if aspect == 1.0 else 0.92), free * aspect * 0.8))
    share = _pressed(np.asarray(image), dice)[..., None]
    pixels = np.asarray(255 - share * (255 - np.array(dice.choice(INKS), np.float32)), np.uint8)
    return turned(Image.fromarray(pixels), read, dice.gauss(0, 12))
