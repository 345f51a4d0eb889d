"""A region that holds a card turned upright, levelled and straightened, by the lines of text on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.cards.pieces import Piece
from extractors.cards.region import Region, as_quad, from_top_left, through, turn_matrix
from extractors.cards.row_assignment import Layout, layouts
from extractors.cards.row_layout import ASPECT, STEPS_HIGH, Rows, anchor_count
from extractors.engines import rapidocr
from extractors.image.pixels import Quad

DETECT_SIDE = 960
"""Pixels of the long side on which RapidOCR looks for the card's lines."""

MAX_LINES = 90
"""Lines of text on what should be a card: two cards have seventy, a letter's paragraphs more."""

SAMPLE_LINES = 4
"""Lines recognised both ways to tell up from down."""

PLAIN_ANCHORS = 2
"""Labels among them that prove that they stand upright; upside down none is read."""

MIN_LEVEL_ANGLE = 0.7
"""Degrees; less than this the layout's own slope takes care of."""

MAX_SLANT = 0.12
"""Row steps a line may rise or the label column lean over the whole card before it is straightened."""

WORST_SLANT = 6.0
"""Row steps; a slant beyond this was computed from nonsense."""


@dataclass(frozen=True)
class TextLine:
    """A line on the region: its corners from the top left, and what it says."""

    quad: Quad
    reading: rapidocr.Reading


def upright(region: Region, *, is_card_sized: bool = False) -> tuple[Region, list[TextLine]]:
    """The region turned upright and level, with its lines read."""
    quads = rapidocr.detect(region.pixels, DETECT_SIDE)
    if not quads or (is_card_sized and len(quads) > MAX_LINES):
        return region, []
    turn = _turn(region, quads)
    matrix = turn_matrix(region.size, turn)
    region = region.turned(turn)
    lines = [as_quad(from_top_left(through(matrix, quad))) for quad in quads]
    angle = _angle(lines)
    if abs(angle) >= MIN_LEVEL_ANGLE:
        region, level = region.levelled(angle)
        lines = [as_quad(through(level, line)) for line in lines]
    readings = rapidocr.read_lines([rapidocr.cut(region.pixels, line) for line in lines], is_card=True)
    return region, [
        TextLine(line, reading)
        for line, reading in zip(lines, readings, strict=True)
        if reading.text and reading.score >= rapidocr.MIN_LINE_SCORE
    ]


def bounds(quad: Quad) -> tuple[float, float, float, float]:
    """Left, top, right, bottom through the middles of the sides (a slanted line's box would be too high)."""
    a, b, c, d = quad
    left, right = min(a[0], d[0]), max(b[0], c[0])
    return left, (a[1] + b[1]) / 2, right, (c[1] + d[1]) / 2


def _angle(lines: list[Quad]) -> float:
    """Degrees by which the lines fall to the right: turning counter-clockwise by it levels them."""
    sides = np.array([(b[0] - a[0], b[1] - a[1]) for a, b, _, _ in lines])
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    long = sides[lengths >= np.median(lengths)]
    return float(np.median(np.degrees(np.arctan2(long[:, 1], long[:, 0]))))


def _turn(region: Region, quads: list[Quad]) -> int:
    """Degrees clockwise that make the region's lines upright: the way in which they read like a KTP."""
    sides = [(np.hypot(b[0] - a[0], b[1] - a[1]), np.hypot(d[0] - a[0], d[1] - a[1])) for a, b, _, d in quads]
    wide = sum(min(3.0, across / max(1.0, down)) > 1.5 for across, down in sides)
    tall = sum(min(3.0, down / max(1.0, across)) > 1.5 for across, down in sides)
    first = 90 if tall > wide else 0
    matrix = turn_matrix(region.size, first)
    turned = region.turned(first)
    lines = [as_quad(from_top_left(through(matrix, quad))) for quad in quads]
    sample = sorted(lines, key=lambda line: abs(line[1][0] - line[0][0] - 0.22 * turned.size[0]))[
        :SAMPLE_LINES
    ]
    crops = [rapidocr.cut(turned.pixels, line) for line in sample]
    upright = rapidocr.read_lines(crops, is_card=True)
    if anchor_count([reading.text for reading in upright]) >= PLAIN_ANCHORS:
        return first
    flipped = rapidocr.read_lines([np.ascontiguousarray(np.rot90(crop, 2)) for crop in crops], is_card=True)
    scores = [
        anchor_count([reading.text for reading in way])
        + 2.0 * float(np.mean([reading.score for reading in way]))
        for way in (upright, flipped)
    ]
    return first if scores[0] >= scores[1] else first + 180


@dataclass(frozen=True)
class Straight:
    """A card's region without slant, its pieces and layout."""

    region: Region
    pieces: tuple[Piece, ...]
    layout: Layout


def straighten(region: Region, lines: Sequence[TextLine], layout: Layout) -> Straight:
    """The region with level lines and an upright label column (what a skewed or slanted cut leaves)."""
    matrix = _slant(lines, layout.rows)
    if matrix is not None:
        flat, total = region.mapped(matrix)
        moved = [TextLine(as_quad(through(total, line.quad)), line.reading) for line in lines]
        pieces = as_pieces(moved)
        wanted = set(layout.rows.labels)
        best = max(layouts(pieces), key=lambda new: len(wanted & set(new.rows.labels)), default=None)
        if best is not None and len(best.rows.labels) >= len(wanted):
            return Straight(flat, tuple(pieces), best)
    return Straight(region, tuple(as_pieces(lines)), layout)


def as_pieces(lines: Sequence[TextLine]) -> list[Piece]:
    """The lines as pieces of text with upright boxes."""
    return [Piece(line.reading.glyphs, *bounds(line.quad)) for line in lines]


def _slant(lines: Sequence[TextLine], rows: Rows) -> NDArray[np.float64] | None:
    """The mapping that takes the slant out of a card's part of the region, None if there is hardly any."""
    left, right = rows.left, rows.left + ASPECT * STEPS_HIGH * rows.step
    top, bottom = rows.heights["nik"], rows.heights["berlaku_hingga"]
    own = [
        line
        for line in lines
        if top - 4 * rows.step < line.quad[0][1] < bottom + 2 * rows.step
        and left - 2 * rows.step < line.quad[0][0] < right
    ]
    slopes = _slopes(own, top, bottom)
    middle = (top + bottom) / 2
    corners = [
        (x + rows.shear * (y - middle), y + slope * (x - left))
        for y, slope, xs in ((top, slopes[0], (left, right)), (bottom, slopes[1], (right, left)))
        for x in xs
    ]
    level = [(left, top), (right, top), (right, bottom), (left, bottom)]
    off = float(np.abs(np.array(corners) - np.array(level)).max())
    if not MAX_SLANT * rows.step < off < WORST_SLANT * rows.step:
        return None
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), np.array(level, np.float32))
    return np.asarray(matrix, dtype=np.float64)


def _slopes(lines: Sequence[TextLine], top: float, bottom: float) -> tuple[float, float]:
    """dy/dx of lines at the card's top and bottom row: a straight fit over all lines, longer ones heavier."""
    sides = [(line.quad[0], line.quad[1], line.quad[3], line.quad[2]) for line in lines]
    widths = np.array([b[0] - a[0] for a, b, _, _ in sides])
    slopes = np.array([((b[1] - a[1]) + (c[1] - d[1])) / 2 / max(1.0, b[0] - a[0]) for a, b, d, c in sides])
    ys = np.array([(a[1] + b[1]) / 2 for a, b, _, _ in sides])
    usable = (widths > 60) & (np.abs(slopes) < 0.3)
    if usable.sum() < 5:
        return 0.0, 0.0
    middle = float(np.median(slopes[usable]))
    usable &= np.abs(slopes - middle) < 0.06
    fit = np.polyfit(ys[usable], slopes[usable], 1, w=widths[usable]) if usable.sum() >= 5 else (0.0, middle)
    return float(np.polyval(fit, top)), float(np.polyval(fit, bottom))
