"""Lines of handwriting as the page reader cuts them: blocks of lines composed, worn, searched for lines, cut.

A block is a piece of a page in one hand or typeface. It is copied and scanned as cards' lines are
(samples/training/wear.py, which keeps every point in its place), RapidOCR's detector looks for lines in it
as it does on a page, and each line found is cut out. So a crop has the detector's faults: ends cut tight,
tops and tails cut off, pieces of the lines above and below, ruled lines, half a line. What stands in a crop
is known from where the words were written; a crop that cuts through a word, or holds two lines, is not
learnt from.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.engines import rapidocr
from extractors.engines.line_columns import LINE_HEIGHT
from extractors.image.pixels import Quad, as_pixels
from samples.pixels import smooth_noise
from samples.splits import Dice, Split
from samples.training import faces as print_faces
from samples.training.hand import pen
from samples.training.hand.faces import Face, as_face, draw_text
from samples.training.hand.hands import Hand, Placed, write
from samples.training.hand.pen import Ink
from samples.training.hand.texts import LONGEST, Texts
from samples.training.strips import Strip
from samples.training.wear import worn

X_HEIGHT = 18.0
"""Pixels of a small letter when drawn."""
CAP = 1.75
"""Capitals' height in x-heights."""
CAPS = (11.0, 32.0)
"""Pixels of capitals in the scan: from a photo of a page to a good scan."""
GENTLE = 0.5
"""Blocks that are scanned well; the rest are copied, stamped, blotted, specked, photographed."""
MIXED_SHARE = 0.3
"""Blocks in real strokes whose letters come from two or three writers: hands that nobody has."""
PLAIN, DOTTED, SQUARED = 0.4, 0.72, 0.84
"""Up to here of 0..1 a sheet is plain, ruled, ruled with dots; the rest is squared."""
ROWS = (5, 9)
"""Lines of a block."""
FULL_SHARE = 0.55
"""Rows that go on to a full line, as most lines of a letter do; the others end where their text does."""
PITCH = (2.5, 4.4)
"""x-heights from line to line: from touching to wide."""
ABOVE, BELOW = 3.6, 2.4
"""x-heights drawn around a baseline."""
MARGIN = 2.5
"""x-heights of paper around a block."""
INSIDE, OUTSIDE = 0.88, 0.12
"""Share of a word's width that a crop holds if it shows the word, and if it does not."""
BODY = 0.8
"""Share of the small letters' height that a crop of their line holds."""
TURN = 0.7
"""Degrees (standard deviation) that a block is turned by."""
STROKE_SHARE, PRINT_SHARE = 0.66, 0.08
"""Blocks in real strokes, and in faces of print (a form's labels); the rest are in handwriting typefaces."""
JITTER = 0.07
"""Of a found line's height: how far (standard deviation) each of its sides is moved in half of the crops."""
PRINT = (
    "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSerif-Regular.ttf", "FreeSans.ttf",
    "LiberationMono-Regular.ttf", "DejaVuSans.ttf", "FreeSerif.ttf",
)  # fmt: skip
WIDEST = 1400
"""Pixels at LINE_HEIGHT: longer crops are left out."""


@dataclass(frozen=True)
class Sources:
    """What blocks and lines are made from."""

    hands: list[Hand]
    faces: list[Face]
    texts: Texts
    written: frozenset[str]
    """What the writers can write between them."""


@dataclass(frozen=True)
class Row:
    """A line of a block: its words, each with its left and right, and its baseline (pixels)."""

    words: tuple[tuple[str, float, float], ...]
    base: float


Crop = tuple[NDArray[np.uint8], str]
"""LINE_HEIGHT x W grey levels, and what stands there."""


def crops(key: str, made_from: Sources) -> list[Crop]:
    """The lines that are found in a block. The same for the same key."""
    dice = Dice(key, Split.TUNE)
    page, rows, back = _block(dice, made_from)
    seen = worn(dice, Strip(page, "", CAP * X_HEIGHT), caps=CAPS, gentle=GENTLE)
    scale = page.shape[1] / seen.shape[1]
    colour = as_pixels(cv2.cvtColor(np.asarray(seen, np.uint8), cv2.COLOR_GRAY2BGR))
    found: list[Crop] = []
    for quad in (_moved(dice, quad) for quad in rapidocr.detect(colour)):
        corners = np.array([(x * scale, y * scale, 1) for x, y in quad]) @ back.T
        text = _text_inside(corners, rows)
        if not text:
            continue
        line = cv2.cvtColor(rapidocr.cut(colour, quad), cv2.COLOR_BGR2GRAY)
        wide = max(8, math.ceil(LINE_HEIGHT * line.shape[1] / line.shape[0]))
        if line.shape[0] >= 6 and wide <= WIDEST:
            method = cv2.INTER_AREA if line.shape[0] > 2 * LINE_HEIGHT else cv2.INTER_LINEAR
            found.append(
                (np.asarray(cv2.resize(line, (wide, LINE_HEIGHT), interpolation=method), np.uint8), text)
            )
    return found


def _moved(dice: Dice, quad: Quad) -> Quad:
    """A found line's corners, its sides sometimes a little further in or out."""
    points = np.array(quad)
    along, down = points[1] - points[0], points[3] - points[0]
    unit = along / max(1.0, float(np.linalg.norm(along))) * np.linalg.norm(down)
    left, right, top, bottom = (dice.gauss(0, JITTER) if dice.chance(0.5) else 0.0 for _ in range(4))
    points[[0, 3]] -= unit * left
    points[[1, 2]] += unit * right
    points[[0, 1]] -= down * top
    points[[2, 3]] += down * bottom
    return tuple((float(x), float(y)) for x, y in points)  # type: ignore[return-value]


def _text_inside(corners: NDArray[np.float64], rows: Sequence[Row]) -> str:
    """The words of the one row between a found line's corners; nothing where it cuts a word or holds two."""
    left, right = corners[[0, 3], 0].mean(), corners[[1, 2], 0].mean()
    top, bottom = corners[[0, 1], 1].mean(), corners[[2, 3], 1].mean()
    held: list[str] = []
    for row in rows:
        body = min(bottom, row.base) - max(top, row.base - X_HEIGHT)
        words = [
            (word, (min(right, end) - max(left, start)) / max(1.0, end - start))
            for word, start, end in row.words
        ]
        inside = [word for word, share in words if share > OUTSIDE]
        if not inside or body < 0.3 * X_HEIGHT:
            continue
        whole = all(not OUTSIDE < share < INSIDE for _, share in words)
        if held or body < BODY * X_HEIGHT or not whole:
            return ""
        held = inside
    return " ".join(held)


def _text(dice: Dice, made_from: Sources) -> str:
    text = made_from.texts.draw(dice, 1.0)
    while dice.chance(FULL_SHARE) and len(more := f"{text} {made_from.texts.draw(dice, 1.0)}") <= LONGEST:
        text = more
    return text


def _block(dice: Dice, made_from: Sources) -> tuple[Ink, list[Row], NDArray[np.float64]]:
    """Grey levels of a block, its rows, and the matrix from its pixels to the rows' places."""
    writer = _writer(dice, made_from)
    pitch = dice.uniform(*PITCH) * X_HEIGHT
    base, margin = (ABOVE + 0.5) * X_HEIGHT, MARGIN * X_HEIGHT
    drawn: list[tuple[Ink, float, Row]] = []
    for _ in range(dice.randint(*ROWS)):
        ink, words = writer.line(_text(dice, made_from), dice)
        left = margin * (1 if dice.chance(0.75) else dice.uniform(0.6, 4))
        drawn.append((ink, left, Row(tuple((w, a + left, b + left) for w, a, b in words), base)))
        base += pitch * dice.uniform(0.93, 1.07)
    width = math.ceil(max(left + ink.shape[1] for ink, left, _ in drawn) + margin)
    height = math.ceil(drawn[-1][2].base + (BELOW + 0.5) * X_HEIGHT)
    cover = np.zeros((height, width), np.float32)
    for ink, left, row in drawn:
        top, x = round(row.base - ABOVE * X_HEIGHT), round(left)
        part = cover[top : top + ink.shape[0], x : x + ink.shape[1]]
        np.maximum(part, ink[: part.shape[0], : part.shape[1]], out=part)
    rows = [row for *_, row in drawn]
    page = _on_paper(dice, cover, rows, pitch)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), dice.gauss(0, TURN), 1.0)
    turned = cv2.warpAffine(page, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.float32), rows, np.asarray(cv2.invertAffineTransform(matrix), np.float64)


def _on_paper(dice: Dice, cover: Ink, rows: Sequence[Row], pitch: float) -> Ink:
    """Plain, ruled, dotted or squared paper with the ink on it."""
    height, width = cover.shape
    sheet = np.full((height, width), dice.uniform(190, 253), np.float32)
    kind, paper = dice.random(), float(sheet[0, 0])
    if kind > PLAIN:
        shade, thick = min(dice.uniform(110, 230), paper), dice.choice((1, 1, 1, 2))
        drop = dice.gauss(0.12, 0.2) * X_HEIGHT
        gap = pitch if kind < SQUARED else dice.uniform(0.8, 1.6) * X_HEIGHT
        at_rows = [row.base + drop for row in rows]
        for y in at_rows if kind < SQUARED else np.arange(dice.uniform(0, gap), height, gap):
            cv2.line(sheet, (0, round(y)), (width, round(y)), shade, thick, cv2.LINE_AA)
        if DOTTED < kind < SQUARED:
            step = dice.randint(4, 9)
            sheet[:, np.arange(width) % step < step / 2] = paper
        if kind >= SQUARED:
            for x in np.arange(dice.uniform(0, gap), width, gap):
                cv2.line(sheet, (round(x), 0), (round(x), height), shade, thick, cv2.LINE_AA)
    if dice.chance(0.2):
        sheet += smooth_noise(dice.pixels, height, width, dice.choice((6, 14, 40))) * dice.uniform(2, 9)
    dark, strength = dice.uniform(8, 120), cover * dice.uniform(0.75, 1.0)
    return np.asarray(sheet * (1 - strength) + np.minimum(dark, sheet) * strength, np.float32)


@dataclass(frozen=True)
class _Strokes:
    """A writer, or two or three of whom nobody has the hand, with one manner of leaning and joining."""

    hands: list[Hand]
    own: list[Hand]
    chars: frozenset[str]
    manner: int
    width: float

    def line(self, text: str, dice: Dice) -> tuple[Ink, list[tuple[str, float, float]]]:
        placed = write(_kept(text, self.chars), self.hands, self.own, dice)
        habit = Dice(f"manner/{self.manner}", Split.TUNE)
        strokes = pen.leaned(pen.joined(placed, habit), habit)
        points = np.concatenate(strokes)
        left, right = float(points[:, 0].min()), float(points[:, 0].max())
        shape = (round((ABOVE + BELOW) * X_HEIGHT), math.ceil((right - left + 0.4) * X_HEIGHT))
        origin = (X_HEIGHT * (0.2 - left), ABOVE * X_HEIGHT)
        ink = pen.drawn(strokes, dice, scale=X_HEIGHT, origin=origin, shape=shape, width=self.width)
        return ink, _word_places(placed, strokes, origin[0])


def _word_places(
    placed: Sequence[Placed], strokes: Sequence[Ink], origin: float
) -> list[tuple[str, float, float]]:
    """Each word with its left and right; `strokes` begin with those of the letters in their order."""
    found: list[tuple[str, float, float]] = []
    at = 0
    for letter in placed:
        xs = np.concatenate([stroke[:, 0] for stroke in strokes[at : at + len(letter.strokes)]])
        at += len(letter.strokes)
        low, high = origin + X_HEIGHT * float(xs.min()), origin + X_HEIGHT * float(xs.max())
        if letter.opens_word or not found:
            found.append((letter.char, low, high))
        else:
            word, left, right = found[-1]
            found[-1] = (word + letter.char, min(left, low), max(right, high))
    return found


@dataclass(frozen=True)
class _Print:
    """A typeface."""

    face: Face

    def line(self, text: str, dice: Dice) -> tuple[Ink, list[tuple[str, float, float]]]:
        kept = _kept(text if self.face.has_small else text.upper(), self.face.chars)
        ink = draw_text(
            self.face, kept, dice, x_height=X_HEIGHT, above=ABOVE * X_HEIGHT, below=BELOW * X_HEIGHT
        )
        columns = np.flatnonzero(ink.max(axis=0) > 0.1)
        if not len(columns):
            return ink, []
        ink = ink[:, columns[0] : columns[-1] + 1]
        factor, words, at = ink.shape[1] / max(1e-6, self.face.length(kept)), [], 0
        for word in kept.split(" "):
            ends = (self.face.length(kept[:at]), self.face.length(kept[: at + len(word)]))
            words.append((word, ends[0] * factor, ends[1] * factor))
            at += len(word) + 1
        return ink, words


@lru_cache(maxsize=64)
def _printed(family: str) -> Face:
    return as_face(Path(str(print_faces.face(family, 40).path)))


def _writer(dice: Dice, made_from: Sources) -> _Strokes | _Print:
    kind = dice.random()
    if kind < PRINT_SHARE:
        return _Print(_printed(dice.choice(PRINT)))
    if kind > PRINT_SHARE + STROKE_SHARE:
        return _Print(dice.choice(made_from.faces))
    count = dice.randint(2, 3) if dice.chance(MIXED_SHARE) else 1
    own = dice.sample(made_from.hands, min(count, len(made_from.hands)))
    width = X_HEIGHT * dice.uniform(0.07, 0.2)
    return _Strokes(made_from.hands, own, made_from.written, dice.randrange(10**9), width)


def _kept(text: str, chars: frozenset[str]) -> str:
    return " ".join("".join(char for char in text if char == " " or char in chars).split()) or "a"
