"""Sheets to pixels."""

import numpy as np
from PIL import Image, ImageDraw

from samples import fonts
from samples.ink import draw_strokes
from samples.pixels import Pixels, multiply, paste, to_array
from samples.sheet import Pen, Picture, Rule, Sheet, Style, Text
from samples.splits import Dice

POINTS = 72.0
BASELINE_JITTER, ROTATION_JITTER, SIZE_JITTER = 0.03, 2.5, 0.05
"""Jitter of handwriting: share of the size, degrees, share of the size."""


def render(sheet: Sheet, dpi: int, dice: Dice) -> Pixels:
    """The sheet on white paper, RGB at `dpi`."""
    scale = dpi / POINTS
    image = Image.new("RGB", (round(sheet.width * scale), round(sheet.height * scale)), (255, 255, 255))
    pen = ImageDraw.Draw(image)
    pictures: list[Picture] = []
    for item in sheet.items:
        if isinstance(item, Text):
            _text(image, pen, item, scale, dice)
        elif isinstance(item, Rule):
            ends = (item.x0 * scale, item.y0 * scale, item.x1 * scale, item.y1 * scale)
            pen.line(ends, fill=item.colour, width=max(1, round(item.width * scale)))
        elif isinstance(item, Pen):
            strokes = [[(x * scale, y * scale) for x, y in stroke] for stroke in item.strokes]
            draw_strokes(image, strokes, (item.x * scale, item.y * scale), item.width * scale, item.colour)
        else:
            pictures.append(item)
    page = to_array(image).copy()
    for picture in pictures:
        _picture(page, picture, scale)
    return page


def _text(image: Image.Image, pen: ImageDraw.ImageDraw, item: Text, scale: float, dice: Dice) -> None:
    if item.style.hand:
        _hand(image, item, scale, dice)
        return
    font = fonts.face(item.style.family, round(item.style.size * scale), item.style.bold, item.style.italic)
    x, y = item.x * scale, item.y * scale
    words = item.text.split(" ") if item.spread else [item.text]
    for word in words:
        pen.text((x, y), word, item.style.colour, font, anchor="ls")
        x += font.getlength(word + " ") + item.spread * scale
    if item.style.underline:
        end = item.x * scale + font.getlength(item.text)
        low = y + item.style.size * scale * 0.12
        pen.line((item.x * scale, low, end, low), fill=item.style.colour, width=max(1, round(scale * 0.6)))


def _hand(image: Image.Image, item: Text, scale: float, dice: Dice) -> None:
    """Words one after the other, each a little off, turned and resized."""
    x, y = item.x * scale, item.y * scale
    drift = dice.uniform(-0.004, 0.004)
    for word in item.text.split(" "):
        size = item.style.size * scale * (1 + dice.uniform(-SIZE_JITTER, SIZE_JITTER))
        x += _hand_word(image, word, (x, y + drift * (x - item.x * scale)), item.style, size, dice=dice)
        x += size * dice.uniform(0.26, 0.42)


def _hand_word(
    image: Image.Image, word: str, at: tuple[float, float], style: Style, size: float, *, dice: Dice
) -> float:
    font = fonts.face(style.family, round(size))
    stroke = round(size * fonts.FAMILIES[style.family].stroke)
    width = font.getlength(word)
    box = Image.new("L", (int(width * 1.25 + size * 1.2), int(size * 3)), 0)
    pen, x = ImageDraw.Draw(box), size * 0.5
    for glyph in word:
        lift = dice.gauss(0, BASELINE_JITTER * size)
        pen.text((x, size * 2 + lift), glyph, 255, font, anchor="ls", stroke_width=stroke)
        x += font.getlength(glyph) * (1 + dice.uniform(-0.05, 0.05))
    turned = box.rotate(
        dice.uniform(-ROTATION_JITTER, ROTATION_JITTER),
        Image.Resampling.BICUBIC,
        center=(size * 0.5, size * 2),
    )
    image.paste(style.colour, (round(at[0] - size * 0.5), round(at[1] - size * 2)), turned)
    return x - size * 0.5


def _picture(page: Pixels, item: Picture, scale: float) -> None:
    size = (max(1, round(item.width * scale)), max(1, round(item.height * scale)))
    piece = np.asarray(Image.fromarray(item.pixels).resize(size, Image.Resampling.LANCZOS))
    put = multiply if item.blend == "ink" else paste
    put(page, piece, round(item.x * scale), round(item.y * scale))
