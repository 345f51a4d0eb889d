"""What hands leave on paper: signatures as pen strokes, in points or pixels as the caller likes."""

import math
from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageDraw

from samples.pixels import Colour
from samples.splits import Dice

Point = tuple[float, float]
Stroke = list[Point]

ROOM = 3
"""Points around strokes for the pen's width."""
BALLPOINT: dict[str, Colour] = {"blue": (28, 48, 140), "black": (25, 25, 30), "dark": (20, 30, 80)}


def bezier(points: Sequence[Point], steps: int = 16) -> Stroke:
    """A cubic through four control points as short straight pieces."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    curve = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        curve.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return curve


def _loops(dice: Dice, width: float, height: float) -> Stroke:
    """Rising and falling loops from left to right, as in a hurried name."""
    stroke: Stroke = []
    x, y = 0.0, height * 0.6
    count = dice.randint(3, 8)
    for _ in range(count):
        step = width / count * dice.uniform(0.6, 1.4)
        top, bottom = height * dice.uniform(0.0, 0.5), height * dice.uniform(0.6, 1.0)
        stroke += bezier([(x, y), (x + step * 0.2, top), (x + step * 1.1, top), (x + step * 0.5, bottom)])
        x, y = x + step, height * dice.uniform(0.4, 0.8)
    return stroke


def signature(dice: Dice, width: float, height: float) -> list[Stroke]:
    """A scrawl inside about width x height: loops, perhaps an underline, a dot, a crossing."""
    strokes = [_loops(dice, width * dice.uniform(0.6, 0.95), height)]
    if dice.chance(0.6):
        x0, x1, y = (
            width * dice.uniform(0, 0.3),
            width * dice.uniform(0.7, 1.1),
            height * dice.uniform(0.6, 0.95),
        )
        strokes.append(
            bezier([(x0, y), (x0 + width * 0.3, y + height * 0.15), (x1 * 0.6, y - height * 0.2), (x1, y)])
        )
    if dice.chance(0.4):
        x = width * dice.uniform(0.1, 0.6)
        strokes.append(
            bezier([(x, height), (x + 5, height * 0.3), (x - 4, -height * 0.1), (x + width * 0.15, 0)])
        )
    if dice.chance(0.4):
        strokes.append([(width * 0.8, height * 0.1), (width * 0.8 + 1.2, height * 0.1 + 1)])
    slant = dice.uniform(-0.15, 0.15)
    return [[(x + (height - y) * slant, y - x * 0.08) for x, y in stroke] for stroke in strokes]


def shifted(strokes: Sequence[Stroke]) -> list[Stroke]:
    """All points right of and below the origin, with room for the pen."""
    x0 = min(x for stroke in strokes for x, _ in stroke) - ROOM
    y0 = min(y for stroke in strokes for _, y in stroke) - ROOM
    return [[(x - x0, y - y0) for x, y in stroke] for stroke in strokes]


def draw_strokes(
    image: Image.Image, strokes: Sequence[Stroke], at: Point, width: float, colour: Colour
) -> None:
    """Draw strokes with round joints; `at` is added to every point."""
    pen = ImageDraw.Draw(image)
    for stroke in strokes:
        points = [(x + at[0], y + at[1]) for x, y in stroke]
        pen.line(points, fill=colour, width=max(1, round(width)), joint="curve")


def length(strokes: Sequence[Stroke]) -> float:
    """The total length of the strokes."""
    return sum(math.dist(a, b) for stroke in strokes for a, b in pairwise(stroke))
