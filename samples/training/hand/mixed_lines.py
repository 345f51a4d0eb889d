"""Lines of print, of handwriting, and of both, with what each column shows, for the net that parts them.

A line is one run of print or of a hand, or a printed label with what a hand wrote behind it (a form), drawn
on plain, ruled or dotted paper between pieces of its neighbours, then copied and scanned as all training
lines are (samples/training/wear.py). Both kinds are drawn straight as well as bent, so that bending tells
nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from extractors.engines.pen_columns import STRIDE, prepared
from samples.fonts import FONT_ROOT
from samples.splits import Dice, Split
from samples.training.hand import pen
from samples.training.hand.blocks import Sources
from samples.training.hand.faces import Face, as_face, draw_text
from samples.training.hand.hands import write
from samples.training.hand.pen import Ink
from samples.training.strips import Strip
from samples.training.wear import worn

X_HEIGHT = 18.0
"""Pixels of a small letter when drawn."""
ABOVE, BELOW = 3.2, 2.2
"""x-heights drawn around a baseline."""
CAP = 1.4
"""Capitals' height in x-heights."""
CAPS = (11.0, 36.0)
"""Pixels of capitals in the scan: from a photo of a page to 300 dpi."""
GENTLE = 0.4
"""Lines that are scanned well; the rest are copied, stamped, specked, photographed."""
BOTH_SHARE, HAND_SHARE = 0.3, 0.35
"""Lines of print and a hand; lines of a hand alone. The rest is print."""
STROKE_SHARE = 0.6
"""Handwriting in real strokes; the rest is in handwriting typefaces."""
BENT_SHARE = 0.4
"""Runs in a typeface of either kind whose letters are bent."""
TYPEWRITER_SHARE, DOTTED_SHARE = 0.12, 0.06
"""Print whose letters jump up and down as a typewriter's; print of a needle printer's dots."""
MORE_SHARE, LONG = 0.45, 60
"""Runs that go on after their text, and the characters at which none does."""
SLOPE = 0.008
"""Of lines (standard deviation) that a page's levelling has left."""
PITCH = (2.6, 4.2)
"""x-heights between this line and its neighbours."""
NO_INK = -1
"""Label of a column without ink."""
MACHINE = ("LiberationMono", "FreeMono", "NimbusMono", "DejaVuSansMono")
NEITHER = frozenset({"ComicNeue-Regular"})
"""Told neither print nor a hand."""
PRINT = (
    "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf",
    "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf", "LiberationMono-Regular.ttf", "LiberationMono-Bold.ttf",
    "LiberationSansNarrow-Regular.ttf", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf",
    "DejaVuSerif.ttf", "DejaVuSerif-Italic.ttf", "DejaVuSansMono.ttf", "FreeSans.ttf", "FreeSansOblique.ttf",
    "FreeSansBold.ttf", "FreeMono.ttf", "FreeMonoBold.ttf", "FreeMonoOblique.ttf", "Caladea-Regular.ttf",
    "Caladea-Italic.ttf", "Caladea-Bold.ttf", "C059-Roman.otf", "C059-Italic.otf", "NimbusMonoPS-Regular.otf",
    "NimbusMonoPS-Bold.otf", "NimbusRoman-Regular.otf", "NimbusRoman-Italic.otf", "NimbusSans-Regular.otf",
    "NimbusSansNarrow-Regular.otf", "P052-Roman.otf", "P052-Italic.otf", "URWBookman-Light.otf",
    "URWBookman-LightItalic.otf", "URWGothic-Book.otf", "URWGothic-BookOblique.otf", "Z003-MediumItalic.otf",
    "Lato-Regular.ttf", "Lato-Light.ttf", "Lato-Italic.ttf", "OpenSans-Regular.ttf", "OpenSans-Italic.ttf",
    "OpenSans-CondLight.ttf", "Roboto-Regular.ttf", "Roboto-Light.ttf", "Roboto-Italic.ttf", "OCRA.ttf",
    "OCRB.otf",
)  # fmt: skip
"""Faces of print: office, typewriter, slanting and calligraphic ones. None of the test split's own."""


@dataclass(frozen=True)
class Line:
    """HEIGHT x W, 0 paper to 1 ink; for each STRIDE of columns 1 a hand, 0 print, NO_INK."""

    picture: NDArray[np.float32]
    labels: NDArray[np.int8]


def line(key: str, made_from: Sources) -> Line:
    """One line. The same for the same key."""
    dice = Dice(key, Split.TUNE)
    runs = _runs(dice, made_from)
    gap = dice.uniform(0.5, 4) * X_HEIGHT
    width = round(sum(ink.shape[1] for ink, _ in runs) + gap * (len(runs) - 1) + 2 * X_HEIGHT)
    height, base = round((ABOVE + BELOW + 2.4) * X_HEIGHT), (ABOVE + 1.2) * X_HEIGHT
    cover, places = np.zeros((height, width), np.float32), np.full(width, NO_INK, np.int8)
    left = X_HEIGHT
    for ink, is_hand in runs:
        _laid(cover, ink, round(left), round(base - ABOVE * X_HEIGHT))
        places[round(left) : round(left) + ink.shape[1]] = is_hand
        left += ink.shape[1] + gap
    _with_neighbours(dice, cover, runs, base)
    cover = _sloping(cover, dice.gauss(0, SLOPE))
    seen = worn(dice, Strip(_on_paper(dice, cover, base), "", CAP * X_HEIGHT), caps=CAPS, gentle=GENTLE)
    scale = seen.shape[0] / height
    top = base - X_HEIGHT * dice.uniform(1.15, 2.3)
    bottom = base + X_HEIGHT * dice.uniform(0.1, 1.0)
    rows = slice(max(0, round(top * scale)), max(8, round(bottom * scale)))
    picture = prepared(np.asarray(seen[rows], np.uint8))
    columns = -(-picture.shape[1] // STRIDE)
    middles = ((np.arange(columns) + 0.5) * STRIDE / picture.shape[1] * width).astype(int)
    return Line(picture, places[np.minimum(middles, width - 1)])


def _sloping(cover: Ink, slope: float) -> Ink:
    """A line that climbs or falls by up to half a small letter's height over its length."""
    height, width = cover.shape
    limit = X_HEIGHT / width
    slope = min(limit, max(-limit, slope))
    matrix = np.array([[1, 0, 0], [slope, 1, -slope * width / 2]], np.float32)
    return np.asarray(cv2.warpAffine(cover, matrix, (width, height)), np.float32)


def _laid(cover: Ink, ink: Ink, left: int, top: int) -> None:
    part = cover[max(0, top) : top + ink.shape[0], left : left + ink.shape[1]]
    np.maximum(part, ink[max(0, -top) :][: part.shape[0], : part.shape[1]], out=part)


def _with_neighbours(dice: Dice, cover: Ink, runs: Sequence[tuple[Ink, bool]], base: float) -> None:
    """Pieces of the lines above and below: this line's own ink again, moved along."""
    for down in (-1, 1):
        if dice.chance(0.8):
            ink, _ = dice.choice(runs)
            moved = np.roll(ink, dice.randrange(ink.shape[1]), axis=1)
            _laid(
                cover, moved, round(X_HEIGHT), round(base + (down * dice.uniform(*PITCH) - ABOVE) * X_HEIGHT)
            )


def _runs(dice: Dice, made_from: Sources) -> list[tuple[Ink, bool]]:
    """The ink of each run and whether a hand's."""
    kind = dice.random()
    if kind > BOTH_SHARE + HAND_SHARE:
        return [(_printed(dice, _text(dice, made_from)), False)]
    if kind > BOTH_SHARE:
        return [(_by_hand(dice, made_from, _text(dice, made_from)), True)]
    label = _printed(
        dice, " ".join(_text(dice, made_from).split()[: dice.randint(1, 4)]) + dice.choice(("", ":", " :"))
    )
    value = _by_hand(dice, made_from, _text(dice, made_from))
    return [(label, False), (value, True)] if dice.chance(0.8) else [(value, True), (label, False)]


def _text(dice: Dice, made_from: Sources) -> str:
    text = made_from.texts.draw(dice, 1.0)
    while dice.chance(MORE_SHARE) and len(text) < LONG:
        text = f"{text} {made_from.texts.draw(dice, 1.0)}"
    return text.upper() if dice.chance(0.08) else text


def _by_hand(dice: Dice, made_from: Sources, text: str) -> Ink:
    if not dice.chance(STROKE_SHARE):
        return _in_face(dice, dice.choice(made_from.faces), text)
    own = dice.sample(made_from.hands, 1 if dice.chance(0.7) else 2)
    kept = _kept(text, made_from.written)
    strokes = pen.leaned(pen.joined(write(kept, made_from.hands, own, dice), dice), dice)
    points = np.concatenate(strokes)
    left, right = float(points[:, 0].min()), float(points[:, 0].max())
    shape = (round((ABOVE + BELOW) * X_HEIGHT), math.ceil((right - left + 0.4) * X_HEIGHT))
    origin = (X_HEIGHT * (0.2 - left), ABOVE * X_HEIGHT)
    return pen.drawn(
        strokes, dice, scale=X_HEIGHT, origin=origin, shape=shape, width=X_HEIGHT * dice.uniform(0.07, 0.2)
    )


def _in_face(dice: Dice, face: Face, text: str) -> Ink:
    kept = _kept(text if face.has_small else text.upper(), face.chars)
    if not dice.chance(BENT_SHARE):
        return _straight(dice, face.path, X_HEIGHT / face.x_height, kept)
    ink = draw_text(face, kept, dice, x_height=X_HEIGHT, above=ABOVE * X_HEIGHT, below=BELOW * X_HEIGHT)
    return _cut(ink)


def _printed(dice: Dice, text: str) -> Ink:
    name = dice.choice(PRINT)
    face = _print_face(name)
    kept = _kept(text.upper() if dice.chance(0.15) else text, face.chars)
    if dice.chance(BENT_SHARE):
        return _in_face(dice, face, kept)
    is_typed = name.startswith(MACHINE) and dice.chance(0.7)
    jump = X_HEIGHT * dice.uniform(0.02, 0.09) if is_typed or dice.chance(TYPEWRITER_SHARE) else 0.0
    ink = _straight(dice, face.path, X_HEIGHT / face.x_height, kept, jump)
    if dice.chance(DOTTED_SHARE):
        step = dice.randint(3, 5)
        y, x = np.mgrid[0 : ink.shape[0], 0 : ink.shape[1]]
        ink = ink * ((y % step < step - 1) & (x % step < step - 1))
    return ink


def _straight(dice: Dice, path: Path, em: float, text: str, jump: float = 0.0) -> Ink:
    """Text as the face has it; `jump`: pixels (standard deviation) by which each letter is off the line."""
    font = _font(path, round(em))
    canvas = Image.new("L", (round(font.getlength(text) + 3 * X_HEIGHT), round((ABOVE + BELOW) * X_HEIGHT)))
    drawing, base = ImageDraw.Draw(canvas), ABOVE * X_HEIGHT
    if jump:
        left = X_HEIGHT
        for char in text:
            drawing.text((left, base + dice.gauss(0, jump)), char, 255, font, anchor="ls")
            left += font.getlength(char)
    else:
        drawing.text((X_HEIGHT, base), text, 255, font, anchor="ls")
    return _cut(np.asarray(np.asarray(canvas) / 255, np.float32))


def _cut(ink: Ink) -> Ink:
    columns = np.flatnonzero(ink.max(axis=0) > 0.1)
    return ink[:, columns[0] : columns[-1] + 1] if len(columns) else ink[:, :8]


def _on_paper(dice: Dice, cover: Ink, base: float) -> Ink:
    """Plain, ruled or dotted paper with the ink on it."""
    sheet = np.full(cover.shape, dice.uniform(190, 253), np.float32)
    paper = float(sheet[0, 0])
    if dice.chance(0.35):
        y = round(base + dice.gauss(0.2, 0.2) * X_HEIGHT)
        thick = dice.choice((1, 1, 2))
        sheet[y : y + thick] = min(dice.uniform(60, 220), paper)
        if dice.chance(0.5):
            step = dice.randint(4, 9)
            sheet[:, np.arange(cover.shape[1]) % step < step / 2] = paper
    dark, strength = dice.uniform(8, 120), cover * dice.uniform(0.75, 1.0)
    return np.asarray(sheet * (1 - strength) + np.minimum(dark, sheet) * strength, np.float32)


@lru_cache(maxsize=128)
def _print_face(name: str) -> Face:
    return as_face(next(iter(sorted(FONT_ROOT.rglob(name)))))


@lru_cache(maxsize=512)
def _font(path: Path, em: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), em, layout_engine=ImageFont.Layout.BASIC)


def _kept(text: str, chars: frozenset[str]) -> str:
    return " ".join("".join(char for char in text if char == " " or char in chars).split()) or "a"
