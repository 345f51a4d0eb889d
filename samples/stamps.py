"""Stamps, duty stamps and logos as ink on white (multiply them onto paper)."""

import math

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.pixels import Colour, Pixels, smooth_noise, to_array
from samples.splits import Dice

INKS: dict[str, Colour] = {
    "blue": (58, 70, 170),
    "purple": (104, 62, 156),
    "black": (40, 40, 46),
    "red": (190, 48, 52),
}
SIDE = 420
"""Pixels of a round stamp's side."""
RING = 150
"""Radius of the lettering."""


def _around(image: Image.Image, text: str, size: int, colour: Colour, *, start: float) -> None:
    """Text along a circle of RING pixels, clockwise from `start` degrees (0 = top)."""
    centre, radius = SIDE / 2, RING
    font = fonts.face("arial", size, True)
    angle = start
    for glyph in text:
        advance = math.degrees((font.getlength(glyph) + 2) / radius)
        angle += advance / 2
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size, size), glyph, 255, font, anchor="mm")
        tile = tile.rotate(-angle, Image.Resampling.BICUBIC)
        x = centre + radius * math.sin(math.radians(angle)) - size
        y = centre - radius * math.cos(math.radians(angle)) - size
        image.paste(colour, (round(x), round(y)), tile)
        angle += advance / 2


def _worn(dice: Dice, pixels: Pixels, share: float) -> Pixels:
    """Ink that did not take everywhere."""
    height, width = pixels.shape[:2]
    holes = np.clip(smooth_noise(dice.pixels, height, width, 26) - 1.4 + share * 2, 0, 1)[..., None]
    grain = dice.pixels.random((height, width, 1), dtype=np.float32) * 0.25
    fade = np.clip(holes + grain * (pixels < 250), 0, 1)
    return np.asarray(pixels + (255 - pixels) * fade, dtype=np.uint8)


def round_stamp(dice: Dice, name: str, place: str, colour: Colour) -> Pixels:
    """A round stamp: two rings, the name around, a star or initials in the middle."""
    image = Image.new("RGB", (SIDE, SIDE), (255, 255, 255))
    pen, centre = ImageDraw.Draw(image), SIDE / 2
    for inset, width in ((6, 8), (20, 3), (112, 4)):
        pen.ellipse((inset, inset, SIDE - inset, SIDE - inset), outline=colour, width=width)
    text = name.upper().replace('"', "")[:40]
    size = 40 if len(text) < 26 else 32
    arc = math.degrees(fonts.face("arial", size, True).getlength(text) / RING)
    _around(image, text, size, colour, start=-arc / 2)
    _around(image, f"* {place.upper()} *", 28, colour, start=150)
    middle = "".join(word[0] for word in text.split()[:3])
    pen.text((centre, centre), middle, colour, fonts.face("times", 84, True), anchor="mm")
    tilt = dice.uniform(-25, 25)
    turned = image.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    return _worn(dice, to_array(turned), dice.uniform(0, 0.3))


def oval_stamp(dice: Dice, name: str, place: str, colour: Colour) -> Pixels:
    """An oval stamp: the name on two lines between arcs."""
    image = Image.new("RGB", (SIDE, 270), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.ellipse((5, 5, SIDE - 5, 265), outline=colour, width=8)
    pen.ellipse((20, 20, SIDE - 20, 250), outline=colour, width=3)
    words = name.upper().replace('"', "").split()
    cut = max(1, len(words) // 2)
    for i, line in enumerate((" ".join(words[:cut]), " ".join(words[cut:]), place.upper())):
        size = min(36, int(340 / max(8, len(line)) * 1.7))
        pen.text((SIDE / 2, 85 + i * 48), line, colour, fonts.face("arial", size, True), anchor="mm")
    turned = image.rotate(dice.uniform(-14, 14), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    return _worn(dice, to_array(turned), dice.uniform(0, 0.3))


def box_stamp(dice: Dice, lines: tuple[str, ...], colour: Colour) -> Pixels:
    """A rectangular date or receipt stamp."""
    image = Image.new("RGB", (SIDE, 60 + 56 * len(lines)), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.rectangle((6, 6, SIDE - 6, image.height - 6), outline=colour, width=6)
    for i, line in enumerate(lines):
        size = min(40, int(360 / max(8, len(line)) * 1.7))
        pen.text((SIDE / 2, 58 + i * 54), line, colour, fonts.face("arial", size, True), anchor="mm")
    turned = image.rotate(
        dice.uniform(-8, 8), Image.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255)
    )
    return _worn(dice, to_array(turned), dice.uniform(0, 0.25))


def duty_stamp(dice: Dice) -> Pixels:
    """An invented duty stamp (materai) marked CONTOH."""
    image = Image.new("RGB", (300, 360), (236, 190, 196))
    pen = ImageDraw.Draw(image)
    for i in range(0, 360, 9):
        pen.line((0, i, 300, i + dice.randint(-30, 30)), fill=(214, 150, 164), width=2)
    pen.rectangle((8, 8, 292, 352), outline=(120, 40, 70), width=5)
    for y, text, size in ((60, "METERAI", 46), (150, "10000", 78), (230, "CONTOH", 44), (300, "RUPIAH", 36)):
        pen.text((150, y), text, (110, 30, 60), fonts.face("arial", size, True), anchor="mm")
    return to_array(image)


def logo(dice: Dice, colour: Colour) -> Pixels:
    """A plain emblem for a letterhead: gear or leaf-like shapes in a circle."""
    image = Image.new("RGB", (300, 300), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pen.ellipse((10, 10, 290, 290), outline=colour, width=14)
    spokes = dice.randint(4, 9)
    for i in range(spokes):
        a = 2 * math.pi * i / spokes
        x, y = 150 + 85 * math.sin(a), 150 - 85 * math.cos(a)
        pen.ellipse((x - 28, y - 28, x + 28, y + 28), outline=colour, width=8)
    pen.polygon(((150, 80), (205, 190), (95, 190)), outline=colour, fill=(240, 220, 120))
    return to_array(image)


def thumbprint(dice: Dice, colour: Colour = (70, 60, 130)) -> Pixels:
    """A thumb pressed from an ink pad: bent ridges in an oval, unevenly inked."""
    height, width = 400, 300
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    dx, dy = (x - width * dice.uniform(0.42, 0.58)) / width, (y - height * dice.uniform(0.5, 0.65)) / height
    bend = smooth_noise(dice.pixels, height, width, 70) * 0.05
    ridges = np.sin((np.hypot(dx, dy * 0.8) + bend) * 2 * math.pi * dice.uniform(15, 20))
    inside = np.hypot((x - width / 2) / (width / 2), (y - height / 2) / (height / 2)) + bend * 2 < 0.95
    ink = (ridges > dice.uniform(-0.5, 0.1)) & inside
    pixels = np.where(ink[..., None], np.array(colour, np.uint8), np.uint8(255)).astype(np.uint8)
    return _worn(dice, pixels, dice.uniform(0.1, 0.5))
