"""A pen drawing strokes: joins between letters, another slant and size, speed and width of the ink."""

import itertools
import math

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.splits import Dice
from samples.training.hand.hands import Placed, Stroke

Ink = NDArray[np.float32]
"""HxW coverage 0..1."""

SHIFT = 4
"""Fractional bits of a point given to the drawing library."""
FAST_SHARE = 0.35
"""Lines whose ink thins where the pen was quick."""
JOIN_STYLES, JOIN_WEIGHTS = (0.0, 0.3, 0.85), (5, 3, 3)
"""How many of the letters that could be joined are, by line: printed, now and then, mostly."""
JOINED = frozenset("abcdefghijklmnopqrstuvwxyz")
LONGEST_JOIN = 1.1
"""x-heights between the end of a letter and the start of the next that one stroke may bridge."""


def joined(placed: list[Placed], dice: Dice) -> list[Stroke]:
    """All strokes of a line, some letters joined by a stroke of their own."""
    strokes = [_shaken(dice, stroke) for letter in placed for stroke in letter.strokes]
    share = dice.choices(JOIN_STYLES, JOIN_WEIGHTS)[0]
    if not share:
        return strokes
    for before, after in itertools.pairwise(placed):
        is_inner = not after.opens_word and before.char in JOINED and after.char in JOINED
        if is_inner and dice.chance(share) and (bridge := _bridge(before, after, dice)) is not None:
            strokes.append(bridge)
    return strokes


def _shaken(dice: Dice, stroke: Stroke) -> Stroke:
    """A stroke a little larger, smaller or turned about its own middle: no shape comes twice alike."""
    middle = stroke.mean(axis=0)
    turn, grow = dice.gauss(0, 0.03), math.exp(dice.gauss(0, 0.035))
    matrix = np.array([[1, -turn], [turn, 1]], np.float32) * grow
    return np.asarray((stroke - middle) @ matrix.T + middle, dtype=np.float32)


def _bridge(before: Placed, after: Placed, dice: Dice) -> Stroke | None:
    """A sagging curve from the longest stroke's end to the next letter's start."""
    start = max(before.strokes, key=_length)[-1]
    end = max(after.strokes, key=_length)[0]
    span = float(end[0] - start[0])
    if not 0.02 < span < LONGEST_JOIN or abs(float(end[1] - start[1])) > LONGEST_JOIN:
        return None
    sag = min(float(start[1]), float(end[1])) - dice.uniform(0.0, 0.25)
    control = np.array([start[0] + span * dice.uniform(0.3, 0.7), sag], np.float32)
    t = np.linspace(0, 1, 8, dtype=np.float32)[:, None]
    return np.asarray((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end, dtype=np.float32)


def _length(stroke: Stroke) -> float:
    return float(np.abs(np.diff(stroke, axis=0)).sum()) if len(stroke) > 1 else 0.0


def leaned(strokes: list[Stroke], dice: Dice) -> list[Stroke]:
    """Another writer's proportions: slant, width, and a slow bend of the plane that alters every shape."""
    slant = dice.choice((0.0, dice.uniform(-0.2, 0.55), dice.gauss(0.1, 0.12)))
    wide = math.exp(dice.gauss(-0.05, 0.16))
    bends = [(dice.gauss(0, 0.07), dice.uniform(0.8, 2.6), dice.uniform(0, 6)) for _ in range(4)]
    high = math.exp(dice.gauss(0, 0.12))

    def bent(stroke: Stroke) -> Stroke:
        x, y = stroke[:, 0], stroke[:, 1]
        for at, (size, pace, phase) in enumerate(bends):
            if at % 2:
                x = x + size * np.sin(pace * y + phase)
            else:
                y = y + size * np.sin(pace * x + phase) * 0.6
        y = np.where(y > 1, 1 + (y - 1) * high, y)
        return np.stack([x * wide + slant * y, y], -1).astype(np.float32)

    return [bent(stroke) for stroke in strokes]


def drawn(
    strokes: list[Stroke], dice: Dice, *, scale: float, origin: tuple[float, float], shape: tuple[int, int],
    width: float,
) -> Ink:  # fmt: skip
    """The ink of `strokes` on a canvas of `shape`; `scale`: pixels an x-height, `width`: of the pen."""
    canvas = np.zeros(shape, np.uint8)
    fast = dice.uniform(0.1, 0.5) if dice.chance(FAST_SHARE) else 0.0
    for stroke in strokes:
        points = np.stack([origin[0] + stroke[:, 0] * scale, origin[1] - stroke[:, 1] * scale], -1)
        if len(points) == 1:
            points = np.concatenate([points, points + 0.7])
        fixed = np.round(points * (1 << SHIFT)).astype(np.int32)
        if not fast:
            cv2.polylines(canvas, [fixed], False, 255, max(1, round(width)), cv2.LINE_AA, SHIFT)
            continue
        speeds = np.hypot(*(np.diff(points, axis=0).T)) / scale
        wide = width * (1.08 - fast * np.minimum(1.0, speeds / 0.35))
        for at, size in enumerate(np.maximum(1, np.round(wide)).astype(int)):
            cv2.line(canvas, fixed[at].tolist(), fixed[at + 1].tolist(), 255, int(size), cv2.LINE_AA, SHIFT)
    soft = cv2.GaussianBlur(canvas, (0, 0), 0.6)
    return np.asarray(soft / np.float32(255), dtype=np.float32)
