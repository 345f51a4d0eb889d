"""A line of print for the engines' tests."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extractors.image.pixels import Pixels
from samples.fonts import font_path


def drawn_line(text: str, face: str = "arial") -> Pixels:
    """The text in that face on paper, 50 pixels high."""
    font = ImageFont.truetype(str(font_path(face)), 36, layout_engine=ImageFont.Layout.BASIC)
    image = Image.new("RGB", (round(font.getlength(text)) + 40, 50), (244, 244, 240))
    ImageDraw.Draw(image).text((20, 25), text, (20, 20, 60), font, anchor="lm")
    return np.ascontiguousarray(np.asarray(image)[..., ::-1])
