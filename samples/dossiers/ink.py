"""Hands, pens and stamps of the closings. Those of the test part stand here, and nobody looks at pages of
them; those of the tune part, on which a decision may be fitted, in `samples.dossiers.tune_ink`."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.dossiers import tune_ink
from samples.ink import Stroke, bezier, shifted
from samples.people import make_name
from samples.pixels import Colour, Pixels, smooth_noise, to_array
from samples.sheet import Picture, Sheet
from samples.splits import Dice, Split
from samples.stamps import duty_stamp, thumbprint
from samples.voices.look import Look
from samples.voices.marks import DUTY, HEIGHT, INK_SCALE, THUMB, ink_picture

PENS: tuple[tuple[Colour, float], ...] = (
    ((22, 60, 120), 0.6), ((15, 15, 15), 2.2), ((34, 92, 58), 1.0), ((120, 24, 30), 0.9),
    ((70, 40, 120), 1.3),
)  # fmt: skip
"""Colour and width (points): fine ballpoint, felt pen, green ink, red and violet pens."""
STAMP_INKS: tuple[Colour, ...] = ((30, 110, 90), (150, 60, 40), (40, 60, 110), (90, 90, 96))
STAMP_SIDE = (66.0, 92.0)
INITIALS = (20.0, 13.0)
SIGN = (100.0, 42.0)
PIXELS = 400


def _sawtooth(dice: Dice, w: float, h: float) -> list[Stroke]:
    """Up and down with a long tail."""
    count = dice.randint(4, 9)
    points = [
        (w * 0.7 * i / count, h * (dice.uniform(0.1, 0.4) if i % 2 else dice.uniform(0.6, 0.95)))
        for i in range(count)
    ]
    return [[*points, (w, h * dice.uniform(0.3, 0.6))]]


def _initial(dice: Dice, w: float, h: float) -> list[Stroke]:
    """A large loop for the first letter, a flat line for the rest."""
    loop = bezier([(0, h), (w * 0.1, -h * 0.6), (w * 0.5, -h * 0.2), (w * 0.18, h * 0.7)])
    rest = bezier([(w * 0.18, h * 0.7), (w * 0.4, h * 0.2), (w * 0.6, h), (w, h * dice.uniform(0.4, 0.7))])
    return [loop + rest]


def _rings(dice: Dice, w: float, h: float) -> list[Stroke]:
    """Round and round, drifting to the right."""
    turns = dice.uniform(2.5, 5)
    steps = int(turns * 24)
    return [
        [
            (w * 0.15 + w * 0.6 * i / steps + h * 0.4 * math.cos(a), h / 2 + h * 0.42 * math.sin(a))
            for i in range(steps)
            for a in (2 * math.pi * i / 24,)
        ]
    ]


def _strokes(dice: Dice, w: float, h: float) -> list[Stroke]:
    """A few straight strokes, as by somebody who seldom writes."""
    down = [[(w * x, h * 0.1), (w * (x + dice.uniform(-0.05, 0.1)), h)] for x in (0.1, 0.3, 0.42)]
    return [*down, [(0, h * 0.55), (w * 0.6, h * dice.uniform(0.4, 0.6))]]


def _wave(dice: Dice, w: float, h: float) -> list[Stroke]:
    """A low wave below a stroke like a roof."""
    wave = [(w * i / 40, h * 0.7 + h * 0.18 * math.sin(i * dice.uniform(0.55, 0.6))) for i in range(41)]
    return [wave, [(w * 0.05, h * 0.45), (w * 0.4, 0), (w * 0.75, h * 0.45)]]


Hand = Callable[[Dice, float, float], list[Stroke]]
HANDS: tuple[Hand, ...] = (_sawtooth, _initial, _rings, _strokes, _wave)


@dataclass(frozen=True)
class Inks:
    """What a split's closings are drawn with; a stamp is drawn for its owner, a thumb in a colour."""

    hands: tuple[Hand, ...]
    pens: tuple[tuple[Colour, float], ...]
    pads: tuple[Colour, ...]
    initials: Hand
    thumb: Callable[[Dice, Colour], Pixels]
    stamp: Callable[[Dice, str], Pixels]


def _name_written(dice: Dice, colour: Colour) -> Pixels:
    """A first name in a hand of the split, slanted, as many people sign."""
    font = fonts.face(dice.choice(fonts.HANDWRITTEN[dice.split]), 26 * INK_SCALE)
    text = make_name(dice, dice.choice("LP")).split()[0].title()
    wide, high = int(font.getlength(text)) + 40, 50 * INK_SCALE
    image = Image.new("RGB", (wide + high // 3, high), (255, 255, 255))
    ImageDraw.Draw(image).text((20, high * 0.7), text, colour, font, anchor="ls")
    slant = dice.uniform(0.1, 0.4)
    size = image.size
    sheared = image.transform(size, Image.Transform.AFFINE, (1, slant, -slant * high / 2, 0, 1, 0),
                              Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))  # fmt: skip
    return to_array(sheared)


def strange_marks(
    sheet: Sheet, names: tuple[str, ...], at: tuple[float, float], /, *, look: Look, owner: str, dice: Dice
) -> None:
    """As `samples.voices.marks.draw_marks`, with other hands and stamps, thumbs and initials besides."""
    (x, y), inks = at, INKS[dice.split]
    colour, width = dice.choice(inks.pens)
    if "materai" in names:
        sheet.add(Picture(x + dice.uniform(-4, 10), y + 3, *DUTY, duty_stamp(dice), "cover"))
    if "jempol" in names:
        sheet.add(Picture(x + dice.uniform(0, 40), y + 4, *THUMB, inks.thumb(dice, dice.choice(inks.pads))))
    if "ttd" in names:
        if dice.chance(0.25):
            image = _name_written(dice, colour)
        else:
            w, h = SIGN[0] * dice.uniform(0.5, 1.1), SIGN[1] * dice.uniform(0.6, 1.1)
            image = ink_picture(shifted(dice.choice(inks.hands)(dice, w, h)), width, colour)
        place = (x + dice.uniform(-10, 24), y + dice.uniform(-2, 10))
        sheet.add(Picture(*place, image.shape[1] / INK_SCALE, image.shape[0] / INK_SCALE, image))
    if "paraf" in names:
        image = ink_picture(shifted(inks.initials(dice, *INITIALS)), 0.8, colour)
        sheet.add(Picture(x + 4, y + 12, image.shape[1] / INK_SCALE, image.shape[0] / INK_SCALE, image))
    if "stempel" in names:
        side = dice.uniform(*STAMP_SIDE)
        picture = inks.stamp(dice, owner)
        high = side * picture.shape[0] / picture.shape[1]
        place = (x - side * dice.uniform(0, 0.6), y + (HEIGHT - high) / 2 + dice.uniform(-6, 8))
        sheet.add(Picture(*place, side, high, picture))


def strange_stamp(dice: Dice, owner: str) -> Pixels:
    """An octagon, a single ring with a bar, or a frame with round corners, the owner's name inside."""
    colour = dice.choice(STAMP_INKS)
    image = Image.new("RGB", (PIXELS, PIXELS), (255, 255, 255))
    pen, c = ImageDraw.Draw(image), PIXELS / 2
    shape = dice.choice(("octagon", "ring", "frame"))
    if shape == "octagon":
        for radius, width in ((c - 8, 7), (c - 30, 3)):
            corners = [
                (c + radius * math.cos(a), c + radius * math.sin(a))
                for a in ((i + 0.5) * math.pi / 4 for i in range(9))
            ]
            pen.line(corners, fill=colour, width=width)
    elif shape == "ring":
        pen.ellipse((8, 8, PIXELS - 8, PIXELS - 8), outline=colour, width=10)
        for y in (c - 62, c + 62):
            pen.line((44, y, PIXELS - 44, y), fill=colour, width=5)
    else:
        pen.rounded_rectangle((8, 60, PIXELS - 8, PIXELS - 60), 50, outline=colour, width=8)
    words = owner.upper().replace('"', "").split()[:6]
    lines = [" ".join(words[i : i + 2]) for i in range(0, len(words), 2)]
    for i, line in enumerate(lines):
        font = fonts.face("dejavu-condensed", min(40, int(500 / max(9, len(line)))), True)
        pen.text((c, c + (i - (len(lines) - 1) / 2) * 46), line, colour, font, anchor="mm")
    turned = image.rotate(dice.uniform(-18, 18), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    pixels = to_array(turned)
    worn = np.clip(smooth_noise(dice.pixels, PIXELS, PIXELS, 40) - 1.1, 0, 0.8)[..., None]
    return np.asarray(pixels + (255 - pixels) * worn, dtype=np.uint8)


INKS: dict[Split, Inks] = {
    Split.TUNE: Inks(
        tune_ink.HANDS, tune_ink.PENS, tune_ink.STAMP_INKS, tune_ink.initials, tune_ink.thumb, tune_ink.stamp
    ),
    Split.TEST: Inks(HANDS, PENS, STAMP_INKS, _sawtooth, thumbprint, strange_stamp),
}
