"""Find every KTP on a page, whatever its place, size and angle, and lay it straight and upright.

Shapes first (cheap); words decide. A candidate is a card when labels of a KTP stand in it in their order.
Where no shape holds one and `is_thorough` is asked, RapidOCR looks for text on the whole page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from extractors import second_reader
from extractors.card_candidates import ASPECT, candidates
from extractors.card_region import Region, cut_out, through, turn_matrix
from extractors.imaging import Pixels, Quad
from extractors.ktp_layout import Rows, anchor_count
from extractors.ktp_pieces import Piece, piece_of
from extractors.ktp_places import Layout, layouts
from models.field import Box

CARD_WIDTH = 1280
"""Pixels of a straightened card: its small print is then about 28 px high, near the engine's 48."""

DETECT_SIDE = 1280
"""Pixels of the long side on which RapidOCR looks for the card's lines."""

MARGIN = 0.04
"""Share of the candidate added on each side: a border cut off a little early is inside again."""

SAMPLE_LINES = 6
"""Lines recognised both ways to tell up from down."""

MAX_LOOKS = 3
"""Candidates read at most on one page (about one second each)."""

MIN_CANDIDATE = 0.3

MIN_LEVEL_ANGLE = 0.7
"""Degrees; less than this the layout's own slope takes care of."""

LARGE_SHARE = 0.55
"""Of a region's width: a card smaller than this is cut out again and read larger."""

MAX_SLANT = 0.12
"""Row steps a line may rise or the label column lean over the whole card before it is straightened."""

BEYOND_SHARE = 0.1
"""Of its width: how far a card's estimated outline may reach beyond the region it was found in."""

BACK_WORDS = ("KARTU TANDA PENDUDUK", "REPUBLIK INDONESIA")
BACK_LIKENESS = 82

TOP_STEPS, LEFT_SHARE, STEPS_HIGH = 7.2, 0.058, 22.4
"""On the public layout: the name stands 7.2 row steps below the card's top edge, labels at 5.8 % of its
width, and the card is 22.4 steps high."""


@dataclass(frozen=True)
class FoundCard:
    """A KTP on a page.

    `quad`: its corners in page pixels, clockwise from the card's own top left. `region`: the card and a
    margin, straight and upright; `pieces` (its lines) and `layout` are in pixels of the region.
    """

    quad: Quad
    region: Region
    pieces: tuple[Piece, ...]
    layout: Layout | None
    is_back: bool = False

    @property
    def pixels(self) -> Pixels:
        """The straightened card with its margin."""
        return self.region.pixels

    @property
    def turn(self) -> int:
        """Degrees clockwise (0, 90, 180, 270) that make the card, and mostly its page, upright."""
        (x0, y0), (x1, y1) = self.quad[0], self.quad[1]
        return round(-float(np.degrees(np.arctan2(y1 - y0, x1 - x0))) / 90.0) * 90 % 360

    @property
    def page_quad(self) -> tuple[tuple[float, float], ...]:
        """The corners as fractions of the page."""
        width, height = self.region.page_size
        return tuple((x / width, y / height) for x, y in self.quad)

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box in the region's pixels as fractions of the page."""
        return self.region.page_box(left, top, right, bottom)

    def on_turned_page(self, degrees: int) -> "FoundCard":
        """The same card after the page was turned clockwise by a multiple of 90 degrees."""
        width, height = self.region.page_size
        turn = turn_matrix((width, height), degrees)
        size = (width, height) if degrees % 180 == 0 else (height, width)
        region = Region(self.region.pixels, self.region.matrix @ np.linalg.inv(turn), size)
        return FoundCard(as_quad(through(turn, self.quad)), region, self.pieces, self.layout, self.is_back)


@dataclass(frozen=True)
class _Line:
    """A line on the region: its corners from the top left, and what it says."""

    quad: Quad
    reading: second_reader.Reading


def find_cards(pixels: Pixels, *, is_thorough: bool = False) -> tuple[FoundCard, ...]:
    """All KTPs of a page, from top to bottom. `is_thorough`: look at the whole page when shapes show none."""
    found: list[FoundCard] = []
    looks = 0
    for candidate in candidates(pixels):
        if looks >= MAX_LOOKS or candidate.score < MIN_CANDIDATE:
            break
        if any(_is_inside(candidate.quad, card.quad) for card in found):
            continue
        looks += 1
        found += _distinct(read_region(pixels, _grown(candidate.quad, MARGIN)), found)
    if not found and is_thorough:
        found = read_region(pixels, whole(pixels))
    return tuple(sorted(found, key=lambda card: min(y for _, y in card.quad)))


def _distinct(new: list[FoundCard], known: list[FoundCard]) -> list[FoundCard]:
    return [card for card in new if not any(_is_inside(card.quad, other.quad) for other in known)]


def whole(pixels: Pixels) -> Quad:
    """The page's own corners."""
    height, width = pixels.shape[:2]
    return ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))


def as_quad(points: NDArray[np.float64]) -> Quad:
    """Four points as a quadrangle."""
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return (a, b, c, d)


def _is_inside(inner: Quad, outer: Quad) -> bool:
    middle = np.array(inner).mean(axis=0)
    hull = cv2.convexHull(np.array(outer, dtype=np.float32))
    return cv2.pointPolygonTest(hull, (float(middle[0]), float(middle[1])), False) >= 0


def _grown(quad: Quad, share: float) -> Quad:
    points = np.array(quad)
    middle = points.mean(axis=0)
    return as_quad(middle + (points - middle) * (1 + 2 * share))


def read_region(pixels: Pixels, quad: Quad, depth: int = 0) -> list[FoundCard]:
    """The cards inside `quad` (a region of about a card's size, or a whole page)."""
    region, lines = _upright(cut_out(pixels, quad, _region_size(quad)))
    pieces = [piece_of(line.reading, _bounds(line.quad)) for line in lines]
    found: list[FoundCard] = []
    for layout in layouts(pieces):
        card = _straight(region, lines, layout.rows)
        card_quad = as_quad(card.region.to_page(_outline(card.rows)))
        is_misfit = depth == 0 and not _fits(_outline(card.rows), card.region)
        larger = read_region(pixels, _grown(card_quad, MARGIN), depth=1) if is_misfit else []
        found += larger or [FoundCard(card_quad, card.region, card.pieces, card.layout)]
    if not found and _is_back(pieces):
        found.append(FoundCard(_back_quad(region, quad), region, tuple(pieces), None, is_back=True))
    return found


@dataclass(frozen=True)
class _Straight:
    """A card's region without slant, its pieces and layout."""

    region: Region
    pieces: tuple[Piece, ...]
    layout: Layout

    @property
    def rows(self) -> Rows:
        return self.layout.rows


def _straight(region: Region, lines: Sequence[_Line], rows: Rows) -> _Straight:
    """The region with level lines and an upright label column (what a skewed or slanted cut leaves)."""
    left, right = rows.left, rows.left + ASPECT * STEPS_HIGH * rows.step
    top, bottom = rows.heights["nik"], rows.heights["berlaku_hingga"]
    own = [line for line in lines if top - 4 * rows.step < line.quad[0][1] < bottom + 2 * rows.step]
    slopes = _slopes(own or lines, top, bottom)
    middle = (top + bottom) / 2
    corners = [
        (x + rows.shear * (y - middle), y + slope * (x - left))
        for y, slope, xs in ((top, slopes[0], (left, right)), (bottom, slopes[1], (right, left)))
        for x in xs
    ]
    level = [(left, top), (right, top), (right, bottom), (left, bottom)]
    off = float(np.abs(np.array(corners) - np.array(level)).max())
    if off > MAX_SLANT * rows.step:
        matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), np.array(level, np.float32))
        region, total = region.mapped(matrix.astype(np.float64))
        lines = [_Line(as_quad(through(total, line.quad)), line.reading) for line in lines]
    pieces = tuple(piece_of(line.reading, _bounds(line.quad)) for line in lines)
    found = layouts(pieces)
    wanted = set(rows.labels)
    best = max(found, key=lambda layout: len(wanted & set(layout.rows.labels)), default=None)
    return _Straight(region, pieces, best) if best else _Straight(region, pieces, layouts(pieces)[0])


def _slopes(lines: Sequence[_Line], top: float, bottom: float) -> tuple[float, float]:
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


def _fits(outline: list[tuple[float, float]], region: Region) -> bool:
    """Whether the card fills the region well and does not reach beyond it."""
    width, height = region.size
    (left, top), _, (right, bottom), _ = outline
    slack = BEYOND_SHARE * (right - left)
    is_within = left > -slack and top > -slack and right < width + slack and bottom < height + slack
    return is_within and right - left >= LARGE_SHARE * width


def _region_size(quad: Quad) -> tuple[int, int]:
    """Pixels of the straightened region: of a card's width, or the page's own size up to a bound."""
    a, b, _, d = (np.array(point) for point in quad)
    across, down = float(np.linalg.norm(b - a)), float(np.linalg.norm(d - a))
    if across / max(1.0, down) > 1.2:
        factor = CARD_WIDTH * (1 + 2 * MARGIN) / max(1.0, across)
    else:
        factor = min(1.5, second_reader.MAX_DETECT_SIDE / max(across, down, 1.0))
    return max(64, round(across * factor)), max(64, round(down * factor))


def _upright(region: Region) -> tuple[Region, list[_Line]]:
    """The region turned upright and level, with its lines read."""
    quads = second_reader.detect(region.pixels, DETECT_SIDE)
    if not quads:
        return region, []
    turn = _turn(region, quads)
    matrix = turn_matrix(region.size, turn)
    region = region.turned(turn)
    lines = [_from_top_left(through(matrix, quad)) for quad in quads]
    angle = _angle(lines)
    if abs(angle) >= MIN_LEVEL_ANGLE:
        region, level = region.levelled(angle)
        lines = [as_quad(through(level, line)) for line in lines]
    readings = second_reader.read_lines([second_reader.cut(region.pixels, line) for line in lines])
    return region, [
        _Line(line, reading)
        for line, reading in zip(lines, readings, strict=True)
        if reading.text and reading.score >= second_reader.MIN_LINE_SCORE
    ]


def _bounds(quad: Quad) -> tuple[float, float, float, float]:
    """Left, top, right, bottom through the middles of the sides (a slanted line's box would be too high)."""
    a, b, c, d = quad
    left, right = min(a[0], d[0]), max(b[0], c[0])
    return left, (a[1] + b[1]) / 2, right, (c[1] + d[1]) / 2


def _from_top_left(points: NDArray[np.float64]) -> Quad:
    """The corners clockwise from the top left of a line that runs from left to right."""
    middle = points.mean(axis=0)
    ordered = points[np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))]
    start = int(np.argmin(ordered @ np.array([1.0, 1.0])))
    return as_quad(np.roll(ordered, -start, axis=0))


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
    lines = [_from_top_left(through(matrix, quad)) for quad in quads]
    sample = sorted(lines, key=lambda line: abs(line[1][0] - line[0][0] - 0.22 * turned.size[0]))[
        :SAMPLE_LINES
    ]
    crops = [second_reader.cut(turned.pixels, line) for line in sample]
    upright = second_reader.read_lines(crops)
    flipped = second_reader.read_lines([np.ascontiguousarray(np.rot90(crop, 2)) for crop in crops])
    scores = [
        anchor_count([reading.text for reading in way])
        + 2.0 * float(np.mean([reading.score for reading in way]))
        for way in (upright, flipped)
    ]
    return first if scores[0] >= scores[1] else first + 180


def _outline(rows: Rows) -> list[tuple[float, float]]:
    """The card's corners in region pixels, from its rows and columns (clockwise from the top left)."""
    height = STEPS_HIGH * rows.step
    width = ASPECT * height
    left, top = rows.left - LEFT_SHARE * width, rows.heights["nama"] - TOP_STEPS * rows.step
    return [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]


def _is_back(pieces: list[Piece]) -> bool:
    text = " ".join(piece.text.upper() for piece in pieces)
    return len(pieces) <= 12 and all(fuzz.partial_ratio(word, text) >= BACK_LIKENESS for word in BACK_WORDS)


def _back_quad(region: Region, quad: Quad) -> Quad:
    """The candidate's corners, beginning at the top left of the upright region."""
    inside = through(region.matrix, quad)
    start = int(np.argmin(inside.sum(axis=1)))
    return as_quad(np.roll(np.array(quad), -start, axis=0))
