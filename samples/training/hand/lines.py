"""One handwritten training line: composed, set on its paper with its neighbours, worn, cut out.

Drawn at X_HEIGHT pixels; then worn like a scan or photo (samples/training/wear.py) and prepared as the
recogniser prepares what it reads.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.engines.handwriting import STRIDE, prepare
from samples.pixels import smooth_noise
from samples.splits import Dice, Split
from samples.training.hand import pen
from samples.training.hand.faces import Face, draw_text, find_faces
from samples.training.hand.hands import Hand, chars_of, read_bank, write
from samples.training.hand.pen import Ink
from samples.training.hand.split import Part, members
from samples.training.hand.texts import Texts
from samples.training.strips import Strip
from samples.training.wear import worn

X_HEIGHT = 18.0
"""Pixels of a small letter when drawn."""
ABOVE, BELOW = (1.9, 3.0), (0.85, 1.6)
"""x-heights that a crop shows above and below the baseline."""
PITCH = (2.9, 4.6)
"""x-heights from line to line."""
CAPS = (11.0, 32.0)
"""Pixels of capitals in the scan: from a photo of a page to twice what the net sees."""
GENTLE = 0.5
"""Lines that are scanned well; the rest are copied, stamped, blotted, specked, photographed."""
CAP = 1.75
"""Capitals' height in x-heights."""
STROKE_SHARE = 0.62
"""Lines in real strokes; the rest are in typefaces."""
MIXED_SHARE = 0.3
"""Lines in real strokes whose letters come from two or three writers: hands that nobody has."""
PLAIN, DOTTED, SQUARED = 0.35, 0.72, 0.84
"""Up to here of 0..1 a sheet is plain, ruled, ruled with dots; the rest is squared."""
ROOM = 2.2
"""x-heights drawn around the line, out of which the crop is cut."""


@dataclass(frozen=True)
class Sources:
    """What lines are made from; only members of one part."""

    hands: list[Hand]
    faces: list[Face]
    texts: Texts
    written: frozenset[str]
    """What the writers can write between them."""


def sources(bank: Path, fonts: Sequence[Path], part: Part) -> Sources:
    """The hands and faces of `part`; texts are always those of the training voices."""
    chosen = members(part)
    hands = read_bank(bank, chosen.writers)
    return Sources(hands, find_faces(fonts, chosen.faces), Texts(), chars_of(hands))


Line = tuple[NDArray[np.uint8], str]
"""HEIGHT x W prepared pixels (`stored`), and the text."""


def stored(picture: NDArray[np.float32]) -> NDArray[np.uint8]:
    """-0.5 .. 1.5 as 0 .. 254, for the pool on disk."""
    return np.asarray(np.round((picture + 0.5) * 127), dtype=np.uint8)


def line(key: str, made_from: Sources, ease: float) -> Line | None:
    """One line; `ease` 1 = short and clean .. 0. None where the text does not fit its columns."""
    dice = Dice(key, Split.TUNE)
    text = made_from.texts.draw(dice, 1 - ease)
    ink, text, base = _inked(dice, text, made_from)
    pixels = _on_paper(dice, ink, base, is_plain=dice.chance(ease))
    crop = _cut(dice, pixels, base)
    strip = Strip(crop, text, CAP * X_HEIGHT)
    picture = prepare(worn(dice, strip, caps=CAPS, gentle=max(GENTLE, ease)))
    doubles = sum(a == b for a, b in itertools.pairwise(text))
    return (stored(picture), text) if len(text) + doubles + 1 <= picture.shape[1] // STRIDE else None


def _inked(dice: Dice, text: str, made_from: Sources) -> tuple[Ink, str, float]:
    """Coverage of the line, what it says (letters that the source lacks left out), its baseline's row."""
    above = (ABOVE[1] + ROOM) * X_HEIGHT
    if dice.chance(STROKE_SHARE):
        kept = _kept(text, made_from.written)
        return _stroked(dice, kept, made_from.hands), kept, above
    face = dice.choice(made_from.faces)
    kept = _kept(text if face.has_small else text.upper(), face.chars)
    return _drawn(dice, face, kept, above), kept, above


def _drawn(dice: Dice, face: Face, text: str, above: float) -> Ink:
    return draw_text(face, text, dice, x_height=X_HEIGHT, above=above, below=(BELOW[1] + ROOM) * X_HEIGHT)


def _kept(text: str, chars: frozenset[str]) -> str:
    return " ".join("".join(char for char in text if char == " " or char in chars).split()) or "a"


def _stroked(dice: Dice, text: str, hands: list[Hand]) -> Ink:
    count = dice.randint(2, 3) if dice.chance(MIXED_SHARE) else 1
    placed = write(text, hands, dice.sample(hands, min(count, len(hands))), dice)
    strokes = pen.leaned(pen.joined(placed, dice), dice)
    points = np.concatenate(strokes)
    left, right = float(points[:, 0].min()), float(points[:, 0].max())
    above, below = (ABOVE[1] + ROOM) * X_HEIGHT, (BELOW[1] + ROOM) * X_HEIGHT
    shape = (round(above + below), math.ceil((right - left + 2) * X_HEIGHT))
    width = X_HEIGHT * dice.uniform(0.07, 0.2)
    origin = (X_HEIGHT * (1 - left), above)
    return pen.drawn(strokes, dice, scale=X_HEIGHT, origin=origin, shape=shape, width=width)


def _on_paper(dice: Dice, ink: Ink, base: float, *, is_plain: bool) -> Ink:
    """Grey levels of the line on its sheet, with pieces of the lines above and below."""
    height, width = ink.shape
    pitch = dice.uniform(*PITCH) * X_HEIGHT
    sheet = np.full((height, width), dice.uniform(190, 253), np.float32)
    if not is_plain:
        if dice.chance(0.5):
            ink = _with_neighbours(dice, ink, pitch)
        sheet = _ruled(dice, sheet, base, pitch)
        if dice.chance(0.25):
            sheet += smooth_noise(dice.pixels, height, width, dice.choice((3, 6, 14, 40))) * dice.uniform(
                2, 9
            )
    dark = dice.uniform(8, 120)
    strength = ink * dice.uniform(0.75, 1.0)
    if dice.chance(0.3):
        strength = strength * np.clip(1 + smooth_noise(dice.pixels, height, width, 5) * 0.25, 0.2, 1)
    return np.asarray(sheet * (1 - strength) + np.minimum(dark, sheet) * strength, dtype=np.float32)


def _with_neighbours(dice: Dice, ink: Ink, pitch: float) -> Ink:
    """Ascenders and descenders of other lines of the same hand reach into the crop."""
    height, width = ink.shape
    out, away = ink.copy(), round(pitch)
    if dice.chance(0.75):
        out[: height - away] = np.maximum(out[: height - away], np.roll(ink, dice.randrange(width), 1)[away:])
    if dice.chance(0.75):
        out[away:] = np.maximum(out[away:], np.roll(ink, dice.randrange(width), 1)[: height - away])
    return out


def _ruled(dice: Dice, sheet: Ink, base: float, pitch: float) -> Ink:
    """Ruled, squared, dotted or plain paper; the writing keeps to the lines more or less."""
    kind = dice.random()
    if kind < PLAIN:
        return sheet
    height, width = sheet.shape
    paper, thick = float(sheet[0, 0]), dice.choice((1, 1, 1, 1, 2, 2))
    shade = dice.uniform(110, 225) if kind < SQUARED else dice.uniform(150, 235)
    tilt = dice.gauss(0, 0.004)
    first = base + dice.gauss(0.12, 0.25) * X_HEIGHT
    gap = pitch if kind < SQUARED else dice.uniform(0.8, 1.6) * X_HEIGHT
    rules = [first + step * gap for step in range(-9, 9)]
    for y in rules:
        ends = (0, round(y)), (width, round(y + tilt * width))
        cv2.line(sheet, *ends, min(shade, paper), thick, cv2.LINE_AA)
    if DOTTED < kind < SQUARED:
        step = dice.randint(4, 9)
        sheet[:, np.arange(width) % step < step / 2] = paper
    if kind >= SQUARED:
        for x in np.arange(dice.uniform(0, gap), width, gap):
            cv2.line(sheet, (round(x), 0), (round(x), height), min(shade, paper), thick, cv2.LINE_AA)
    return sheet


def _cut(dice: Dice, pixels: Ink, base: float) -> Ink:
    """The line's crop, turned a little, as a line finder would cut it: sometimes tight, sometimes wide."""
    height, width = pixels.shape
    if dice.chance(0.6):
        turn = dice.gauss(0, 0.6)
        matrix = cv2.getRotationMatrix2D((width / 2, base), turn, 1.0)
        if abs(math.sin(math.radians(turn))) * width / 2 < 0.5 * X_HEIGHT:
            pixels = np.asarray(
                cv2.warpAffine(pixels, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE),
                dtype=np.float32,
            )
    top = max(0, round(base - dice.uniform(*ABOVE) * X_HEIGHT))
    bottom = min(height, round(base + dice.uniform(*BELOW) * X_HEIGHT))
    left = dice.randint(0, round(0.9 * X_HEIGHT))
    right = width - dice.randint(0, round(0.9 * X_HEIGHT))
    return pixels[top:bottom, left:right]
