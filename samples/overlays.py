"""What lands on a paper later: receipt and legalisation stamps, pencilled notes, crossed lines."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.ink import BALLPOINT, draw_strokes, signature
from samples.pixels import Pixels, multiply, to_array
from samples.splits import Dice, Level
from samples.stamps import INKS, box_stamp, round_stamp

SHARE = {Level.CLEAN: 0.04, Level.MEDIUM: 0.15, Level.HARD: 0.25}
"""Share of copies that carry something of this kind."""
NOTES = (
    "u/ arsip",
    "acc",
    "tolong dicek",
    "utk pengaduan koperasi",
    "fc KTP pemohon",
    "hub. 14.00",
    "lengkapi",
    "asli ada",
)
OFFICES = ("KANTOR DESA", "DINAS KOPERASI", "KECAMATAN", "KANTOR POS")


def note(dice: Dice, page: Pixels, dpi: int, *, low: float = 0.0) -> None:
    """A short handwritten note at the page's edge, below the share `low` of its height."""
    size = round(dpi * dice.uniform(0.16, 0.26))
    font = fonts.face(dice.choice(fonts.HANDWRITTEN[dice.split]), size)
    text = dice.choice(NOTES)
    box = Image.new("RGB", (int(font.getlength(text)) + size * 2, size * 3), (255, 255, 255))
    pen = ImageDraw.Draw(box)
    pen.text((size, size * 2), text, BALLPOINT[dice.choice(("blue", "black"))], font, anchor="ls")
    turned = box.rotate(dice.uniform(-9, 9), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    height, width = page.shape[:2]
    x = dice.choice((round(width * 0.02), max(0, width - turned.width)))
    y = dice.uniform(max(low, 0.01), 0.9) * height
    multiply(page, to_array(turned), x, round(y))


def stamp_over(dice: Dice, page: Pixels, dpi: int, centre: tuple[float, float]) -> None:
    """A stamp about a point (shares of the page): copy like the original, or received."""
    colour = INKS[dice.choice(("blue", "purple", "red"))]
    if dice.chance(0.5):
        stamp = box_stamp(dice, ("FOTOKOPI SESUAI", "DENGAN ASLINYA"), colour)
    else:
        stamp = round_stamp(dice, dice.choice(OFFICES), "JOMBANG", colour)
    share = dpi * dice.uniform(1.0, 1.5) / stamp.shape[1]
    stamp = np.asarray(
        cv2.resize(stamp, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )
    x = round(page.shape[1] * centre[0] - stamp.shape[1] / 2)
    y = round(page.shape[0] * centre[1] - stamp.shape[0] / 2)
    multiply(page, stamp, x, y)
    if dice.chance(0.4):
        image = Image.fromarray(page)
        draw_strokes(
            image,
            signature(dice, dpi * 0.7, dpi * 0.3),
            (x + dpi * 0.3, y + dpi * 0.2),
            dpi / 110,
            (30, 40, 130),
        )
        page[:] = np.asarray(image)


def on_card_page(dice: Dice, page: Pixels, dpi: int, level: Level) -> None:
    """Now and then a stamp somewhere on the copy, or a note at its edge; changes the page."""
    if not dice.chance(SHARE[level]):
        return
    if dice.chance(0.55):
        stamp_over(dice, page, dpi, (dice.uniform(0.15, 0.85), dice.uniform(0.1, 0.9)))
    else:
        note(dice, page, dpi)
