"""Handwriting typefaces: text drawn with one, every letter bent a little.

Files are found by their stem under the folders given (Debian's fonts and the unpacked @fontsource packages
of docs/recogniser.md); nothing of them is committed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from samples.pixels import smooth_noise
from samples.splits import Dice
from samples.training.hand.pen import Ink

PROBE_EM = 100
"""Em at which a face's x-height is measured."""
PROBE_CHARS, ALIKE = "aegnrtd", 0.6
"""Small letters that differ from their capitals in any face that has small ones, and the share of ink in
common (of both letters' ink, drawn into one square) from which they count as the same."""
CAPITALS = 1.35
"""Capitals' height in x-heights: a face of capitals alone is drawn as large as capitals are."""
SUFFIXES = frozenset({".ttf", ".otf", ".woff"})


@dataclass(frozen=True)
class Face:
    """A typeface: its file, its x-height as a share of the em, the characters that it has."""

    path: Path
    x_height: float
    chars: frozenset[str]
    has_small: bool
    """False where small letters look like capitals: a text in it is only capitals."""

    def length(self, text: str) -> float:
        """Width of a text, in pixels at PROBE_EM."""
        return _font(self.path, PROBE_EM).getlength(text)


def find_faces(folders: Sequence[Path], stems: Sequence[str]) -> list[Face]:
    """The faces of these file stems. Raises FileNotFoundError that names the ones missing."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SUFFIXES:
                found.setdefault(path.stem, path)
    if missing := [stem for stem in stems if stem not in found]:
        raise FileNotFoundError(f"typefaces missing (docs/recogniser.md names the packages): {missing}")
    return [as_face(found[stem]) for stem in stems]


def as_face(path: Path) -> Face:
    """The typeface of a font file."""
    with TTFont(path) as font:
        chars = frozenset(chr(code) for code in font.getBestCmap())
    top = -_font(path, PROBE_EM).getbbox("x", anchor="ls")[1]
    has_small = sum(_alike(path, char) for char in PROBE_CHARS) < len(PROBE_CHARS) / 2
    return Face(path, top / PROBE_EM / (1 if has_small else CAPITALS), chars, has_small)


def _alike(path: Path, char: str) -> bool:
    """Whether a small letter has its capital's shape, be it smaller."""
    small, capital = (_shape(path, letter) for letter in (char, char.upper()))
    overlap = np.minimum(small, capital).sum() / max(1.0, float(np.maximum(small, capital).sum()))
    return bool(overlap > ALIKE)


def _shape(path: Path, char: str) -> Ink:
    """A letter's ink, blurred, in a square of fixed size."""
    font = _font(path, PROBE_EM)
    left, top, right, bottom = font.getbbox(char, anchor="ls")
    canvas = Image.new("L", (max(1, round(right - left)), max(1, round(bottom - top))), 0)
    ImageDraw.Draw(canvas).text((-left, -top), char, 255, font, anchor="ls")
    square = np.asarray(canvas.resize((32, 32)), dtype=np.float32)
    return np.asarray(cv2.GaussianBlur(square, (0, 0), 1.5), dtype=np.float32)


@lru_cache(maxsize=512)
def _font(path: Path, em: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), em, layout_engine=ImageFont.Layout.BASIC)


def draw_text(face: Face, text: str, dice: Dice, *, x_height: float, above: float, below: float) -> Ink:
    """Coverage of `text`: `above` and `below` the baseline in pixels, letters of `x_height` pixels."""
    font = _font(face.path, max(8, round(x_height / face.x_height)))
    tracking = dice.uniform(-0.02, 0.18) * x_height if dice.chance(0.35) else 0.0
    margin = round(x_height)
    width = round(font.getlength(text) * 1.05 + tracking * len(text)) + 2 * margin + 8
    canvas = Image.new("L", (width, round(above + below)), 0)
    pen = ImageDraw.Draw(canvas)
    if tracking:
        left = float(margin)
        for char in text:
            pen.text((left, above), char, 255, font, anchor="ls")
            left += font.getlength(char) + tracking
    else:
        pen.text((margin, above), text, 255, font, anchor="ls")
    return _bent(np.asarray(np.asarray(canvas) / 255, dtype=np.float32), x_height, dice)


def _bent(ink: Ink, x_height: float, dice: Dice) -> Ink:
    """Shifted by a slow random field and slanted, so that no two letters of a face are alike."""
    height, width = ink.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    cell = max(3, round(x_height * dice.uniform(0.7, 1.6)))
    size = x_height * dice.uniform(0.0, 0.07)
    slant = dice.uniform(-0.15, 0.3) if dice.chance(0.4) else 0.0
    across = x + smooth_noise(dice.pixels, height, width, cell) * size + slant * (y - height / 2)
    down = y + smooth_noise(dice.pixels, height, width, cell) * size * 0.8
    moved = cv2.remap(ink, across, down, cv2.INTER_LINEAR)
    return _weighted(np.asarray(moved, dtype=np.float32), dice)


def _weighted(ink: Ink, dice: Dice) -> Ink:
    kind = dice.random()
    if kind < 0.25:
        return np.asarray(cv2.dilate(ink, np.ones((2, 2), np.uint8)), dtype=np.float32)
    if kind < 0.32:
        return np.asarray(cv2.dilate(ink, np.ones((3, 3), np.uint8)), dtype=np.float32)
    return ink
