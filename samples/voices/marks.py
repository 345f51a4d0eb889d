"""Ink below a letter: signatures, stamps, duty stamps and thumbprints where the text says that they lie."""

from typing import Protocol

import numpy as np
from PIL import Image

from samples.ink import Stroke, draw_strokes, signature
from samples.pixels import Colour, Pixels, to_array
from samples.sheet import Pen, Picture, Sheet
from samples.splits import Dice
from samples.stamps import duty_stamp, oval_stamp, round_stamp, thumbprint
from samples.voices.look import Look

HEIGHT = 50.0
"""Points of a row with ink."""
SIGN = (92.0, 40.0)
STAMP_SIDE = (74.0, 100.0)
DUTY = (38.0, 45.0)
THUMB = (30.0, 40.0)


class MarkDrawer(Protocol):
    """Draws the named marks (ttd, stempel, materai, ...) about a point; `owner`: whose stamp it is."""

    def __call__(
        self, sheet: Sheet, names: tuple[str, ...], at: tuple[float, float], /, *, look: Look, owner: str,
        dice: Dice,
    ) -> None: ...  # fmt: skip


INK_SCALE = 4
"""Pixels per point of a signature that is drawn over a duty stamp."""
PLACE = "Jombang"


def draw_marks(
    sheet: Sheet, names: tuple[str, ...], at: tuple[float, float], /, *, look: Look, owner: str, dice: Dice
) -> None:
    """The named marks (ttd, stempel, materai) about a point; `owner`: whose stamp it is."""
    x, y = at
    if "materai" in names:
        sheet.add(Picture(x + dice.uniform(-6, 14), y + 2, *DUTY, duty_stamp(dice), "cover"))
    if "ttd" in names:
        width, height = SIGN[0] * dice.uniform(0.65, 1.1), SIGN[1] * dice.uniform(0.7, 1.1)
        _sign(sheet, (x, y), signature(dice, width, height), look.pen, dice, over="materai" in names)
    if "stempel" in names:
        _stamp(sheet, (x, y), owner, look, dice)


def draw_thumb(sheet: Sheet, at: tuple[float, float], dice: Dice) -> None:
    """A thumb pressed on the paper."""
    x, y = at[0] + dice.uniform(0, 40), at[1] - dice.uniform(2, 14)
    sheet.add(Picture(x, y, *THUMB, thumbprint(dice)))


def _sign(
    sheet: Sheet, at: tuple[float, float], strokes: list[Stroke], colour: Colour, dice: Dice, *, over: bool
) -> None:
    x, y, width = at[0] + dice.uniform(-8, 18), at[1] + dice.uniform(2, 10), dice.uniform(0.8, 1.7)
    if not over:
        sheet.add(Pen(x, y, tuple(strokes), width, colour))
        return
    image = ink_picture(strokes, width, colour)
    sheet.add(Picture(x, y, image.shape[1] / INK_SCALE, image.shape[0] / INK_SCALE, image))


def ink_picture(strokes: list[Stroke], width: float, colour: Colour) -> Pixels:
    """Strokes (points) as ink on white, INK_SCALE pixels to the point, from the origin on."""
    points = np.array([point for stroke in strokes for point in stroke])
    wide, high = np.maximum(points.max(axis=0), 1) + 6
    image = Image.new("RGB", (int(wide * INK_SCALE), int(high * INK_SCALE)), (255, 255, 255))
    scaled = [[(x * INK_SCALE, y * INK_SCALE) for x, y in stroke] for stroke in strokes]
    draw_strokes(image, scaled, (0, 0), width * INK_SCALE, colour)
    return to_array(image)


def _stamp(sheet: Sheet, at: tuple[float, float], owner: str, look: Look, dice: Dice) -> None:
    side = dice.uniform(*STAMP_SIDE)
    x, y = at[0] - side * dice.uniform(0.15, 0.7), at[1] + (HEIGHT - side) / 2 + dice.uniform(-4, 12)
    if look.stamp_shape == "oval":
        picture = oval_stamp(dice, owner, PLACE, look.stamp_ink)
        sheet.add(Picture(x, y, side, side * 0.64, picture))
    else:
        sheet.add(Picture(x, y, side, side, round_stamp(dice, owner, PLACE, look.stamp_ink)))
