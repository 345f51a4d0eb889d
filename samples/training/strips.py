"""Clean training strips: one printed line on card or paper, with pieces of its neighbours, grey levels.

Drawn at print quality (an em of PRINT_EM pixels); `wear` then does to it what copiers and scanners do.
"""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from samples.card_pattern import PATTERNS, background
from samples.pixels import smooth_noise
from samples.splits import Dice, half
from samples.training import faces, texts

PRINT_EM = 44
"""Pixels of the em a strip is drawn at."""

PHOTO_SHARE = 0.25
"""Value lines whose crop ends in the photo's edge: a dark stroke that is no letter."""

Grey = NDArray[np.float32]
"""HxW grey levels, 0 black .. 255 white."""


@dataclass(frozen=True)
class Strip:
    """A line to learn: its picture and what it says (upper case)."""

    pixels: Grey
    text: str
    cap: float
    """Height of its capitals in pixels."""


def strip(dice: Dice) -> Strip:
    """A number or a value line, as printed."""
    is_number = dice.chance(texts.NUMBER_SHARE)
    text = texts.number(dice) if is_number else texts.value(dice) or "A"
    family = faces.pick(dice, faces.NUMBER_FACES if is_number else faces.VALUE_FACES)
    font = faces.face(family, PRINT_EM)
    top, bottom = font.getbbox("H0", anchor="ls")[1::2]
    cap = float(bottom - top)
    before = dice.choice((": ", ":", ": ")) if dice.chance(0.3) else ""
    ink = _ink(dice, before + text, font, cap, is_number)
    ink = _stretched(dice, ink)
    ink = _weighted(dice, ink)
    paper = _paper(dice, *ink.shape)
    dark = dice.uniform(5, 70)
    pixels = paper * (1 - ink) + np.minimum(dark, paper) * ink
    if not is_number and dice.chance(PHOTO_SHARE):
        pixels = np.hstack([pixels, _photo(dice, len(pixels), cap)])
    truth = (before.strip() + " " if before == ": " else before) + text
    return Strip(pixels.astype(np.float32), " ".join(truth.upper().split()), cap)


def _ink(dice: Dice, text: str, font: ImageFont.FreeTypeFont, cap: float, is_number: bool) -> Grey:
    """Coverage 0..1 of the line and, where the crop is generous, the edges of the lines above and below."""
    above, below = dice.uniform(0.08, 0.75) * cap, dice.uniform(0.08, 0.75) * cap
    left, right = dice.uniform(0.05, 1.2) * cap, dice.uniform(0.05, 2.5 if dice.chance(0.3) else 1.0) * cap
    tracking = dice.uniform(-0.02, 0.16) * cap if dice.chance(0.3) else 0.0
    width = font.getlength(text) + max(0.0, tracking) * len(text)
    canvas = Image.new("L", (round(left + width + right), round(above + cap + below)), 0)
    pen = ImageDraw.Draw(canvas)
    base = above + cap
    _draw(pen, text, (left, base), font, tracking)
    if not is_number or dice.chance(0.2):
        pitch = cap * dice.uniform(1.5, 2.0)
        for line in (base - pitch, base + pitch):
            if dice.chance(0.7):
                pen.text((left, line), texts.value(dice), 255, font, anchor="ls")
    return np.asarray(np.asarray(canvas, dtype=np.float32) / 255, dtype=np.float32)


def _draw(
    pen: ImageDraw.ImageDraw,
    text: str,
    at: tuple[float, float],
    font: ImageFont.FreeTypeFont,
    tracking: float,
) -> None:
    left, base = at
    if not tracking:
        pen.text(at, text, 255, font, anchor="ls")
        return
    for char in text:
        pen.text((left, base), char, 255, font, anchor="ls")
        left += font.getlength(char) + tracking


def _stretched(dice: Dice, ink: Grey) -> Grey:
    """Wider, narrower, slanted, turned a little: other makers' faces and crooked crops.

    A card photographed at an angle and levelled by its lines alone leans by up to 17 degrees.
    """
    height, width = ink.shape
    factor = dice.uniform(0.72, 1.3) if dice.chance(0.6) else 1.0
    slant = dice.choice((dice.gauss(0, 0.05), dice.uniform(-0.32, 0.32))) if dice.chance(0.55) else 0.0
    rise = dice.gauss(0, 0.012) if dice.chance(0.6) else 0.0
    wide = max(16, round(width * factor + abs(slant) * height))
    matrix = np.array(
        [[factor, -slant, max(0.0, slant) * height], [rise * factor, 1.0, -rise * width / 2]],
        dtype=np.float32,
    )
    return np.asarray(cv2.warpAffine(ink, matrix, (wide, height), flags=cv2.INTER_LINEAR), dtype=np.float32)


def _weighted(dice: Dice, ink: Grey) -> Grey:
    """Thicker or thinner strokes."""
    if dice.chance(0.3):
        side = dice.choice((2, 2, 3, 4))
        return np.asarray(cv2.dilate(ink, np.ones((side, side), np.uint8)), dtype=np.float32)
    if dice.chance(0.15):
        return np.asarray(cv2.erode(ink, np.ones((2, 2), np.uint8)), dtype=np.float32)
    return ink


def _photo(dice: Dice, height: int, cap: float) -> Grey:
    """The left edge of the photo or of anything else that is no print."""
    width = max(3, round(cap * dice.uniform(0.1, 1.3)))
    texture = smooth_noise(dice.pixels, height, width, max(3, round(cap / 2))) * dice.uniform(0, 30)
    block = dice.uniform(30, 190) + texture
    block[:, : round(width * dice.uniform(0, 0.4))] += dice.uniform(-40, 60)
    return np.asarray(np.clip(block, 0, 255), dtype=np.float32)


@lru_cache(maxsize=PATTERNS)
def _pattern(number: int) -> Grey:
    picture = background(number, 1010, 1600)
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.float32)


def _paper(dice: Dice, height: int, width: int) -> Grey:
    """A piece of a card's waves (at any contrast), of mottled copy paper, or plain."""
    kind = dice.random()
    if kind < 0.6:
        source = _pattern(dice.choice(half(range(PATTERNS), dice.split)))
        scale = dice.uniform(0.7, 1.6)
        high, wide = (
            min(source.shape[0], round(height / scale) + 1),
            min(source.shape[1], round(width / scale) + 1),
        )
        y, x = dice.randint(0, source.shape[0] - high), dice.randint(0, source.shape[1] - wide)
        piece = np.asarray(cv2.resize(source[y : y + high, x : x + wide], (width, height)), dtype=np.float32)
        lit = dice.uniform(185, 245) + (piece - piece.mean()) * dice.uniform(0.6, 2.6)
        return np.asarray(np.clip(lit, 0, 255), dtype=np.float32)
    base = np.full((height, width), dice.uniform(150, 253), np.float32)
    if kind < 0.8:
        base += smooth_noise(dice.pixels, height, width, dice.choice((3, 6, 14, 40))) * dice.uniform(3, 26)
    return np.asarray(np.clip(base, 0, 255), dtype=np.float32)
