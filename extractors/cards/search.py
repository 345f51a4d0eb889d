"""Find every KTP on a page, whatever its place, size and angle, and lay it straight and upright.

Shapes first (cheap); words decide. A candidate is a card when labels of a KTP stand in it in their order.
Where no shape holds one and `is_thorough` is asked, RapidOCR looks for text on the whole page.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from rapidfuzz import fuzz

from extractors.cards.other_papers import is_other_paper, is_prose
from extractors.cards.pieces import Piece
from extractors.cards.region import Region, as_quad, cut_out, through, turn_matrix
from extractors.cards.region_candidates import RegionCandidate, candidates
from extractors.cards.row_assignment import Layout, fill, layouts
from extractors.cards.row_labels import is_header, match_label
from extractors.cards.row_layout import outline, rows_by_template
from extractors.cards.straightening import as_pieces, straighten, upright
from extractors.engines import rapidocr
from extractors.image.pixels import Pixels, Quad
from extractors.image.workspace import Workspace

CARD_WIDTH = 1280
"""Pixels of a straightened card: its small print is then about 28 px high, near the engine's 48."""

MARGIN = 0.04
"""Share of the candidate added on each side: a border cut off a little early is inside again."""

MAX_LOOKS = 3
"""Candidates read at most on one page (about one second each)."""

MIN_CANDIDATE = 0.3

LARGE_SHARE = 0.55
"""Of a region's width: a card smaller than this is cut out again and read larger."""

GUESS_MARGIN = 0.09
"""The same around an outline guessed from a card's rows."""

MAX_DEPTH = 2
"""How often a region that does not fit its card is cut anew around the card's estimated outline."""

BEYOND_SHARE = 0.1
"""Of its width: how far a card's estimated outline may reach beyond the region it was found in."""

BACK_WORDS = ("KARTU TANDA PENDUDUK", "REPUBLIK INDONESIA")
BACK_LIKENESS = 82

MIN_NUMBER = 14
"""Digits in a line that make it a NIK where hardly a label could be read."""

NUMBER_WIDTH, NUMBER_HEIGHTS = 0.28, (0.18, 0.42)
"""The NIK takes a third of the card's width and stands at a quarter of its height."""


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

    def on_turned_page(self, degrees: int) -> "FoundCard":
        """The same card after the page was turned clockwise by a multiple of 90 degrees."""
        width, height = self.region.page_size
        turn = turn_matrix((width, height), degrees)
        size = (width, height) if degrees % 180 == 0 else (height, width)
        region = Region(self.region.pixels, self.region.matrix @ np.linalg.inv(turn), size)
        return FoundCard(as_quad(through(turn, self.quad)), region, self.pieces, self.layout, self.is_back)


def find_cards(
    page: Workspace,
    guesses: Sequence[RegionCandidate] | None = None,
    *,
    around: Quad | None = None,
    is_thorough: bool = False,
) -> tuple[FoundCard, ...]:
    """All KTPs of a page, from top to bottom. `guesses`: the page's candidates where they are known.

    When shapes show none, `around` (where a card's labels were read) is looked at, then, if `is_thorough`,
    the whole page.
    """
    found: list[FoundCard] = []
    pixels, looks = page.pixels, 0
    for candidate in page.once(candidates) if guesses is None else guesses:
        if looks >= MAX_LOOKS or candidate.score < MIN_CANDIDATE:
            break
        if any(_is_inside(candidate.quad, card.quad) for card in found if _is_clear(card)):
            continue
        looks += 1
        found += _distinct(read_region(pixels, _grown(candidate.quad, MARGIN)), found)
    if not found and around is not None:
        found = read_region(pixels, around)
    if not found and is_thorough:
        found = read_region(pixels, whole(pixels))
    return tuple(sorted(_without_ghosts(found), key=lambda card: min(y for _, y in card.quad)))


def _is_clear(card: FoundCard) -> bool:
    return card.layout is None or bool(card.layout.rows.labels)


def _without_ghosts(found: list[FoundCard]) -> list[FoundCard]:
    """A card without a readable label is dropped where a readable one lies in the same place."""
    clear = [card for card in found if _is_clear(card)]
    faint = [card for card in found if not _is_clear(card)]
    return clear + [
        card
        for card in faint
        if not any(_is_inside(card.quad, other.quad) or _is_inside(other.quad, card.quad) for other in clear)
    ]


def _distinct(new: list[FoundCard], known: list[FoundCard]) -> list[FoundCard]:
    return [card for card in new if not any(_is_inside(card.quad, other.quad) for other in known)]


def whole(pixels: Pixels) -> Quad:
    """The page's own corners."""
    height, width = pixels.shape[:2]
    return ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))


def _is_inside(inner: Quad, outer: Quad) -> bool:
    middle = np.array(inner).mean(axis=0)
    hull = cv2.convexHull(np.array(outer, dtype=np.float32))
    return cv2.pointPolygonTest(hull, (float(middle[0]), float(middle[1])), False) >= 0


def _grown(quad: Quad, share: float) -> Quad:
    points = np.array(quad)
    middle = points.mean(axis=0)
    return as_quad(middle + (points - middle) * (1 + 2 * share))


def read_region(pixels: Pixels, quad: Quad) -> list[FoundCard]:
    """The cards inside `quad` (a region of about a card's size, or a whole page)."""
    return _looked_at(pixels, quad)[0]


def _looked_at(pixels: Pixels, quad: Quad, depth: int = 0) -> tuple[list[FoundCard], bool]:
    """The cards inside, and whether another paper with a card's labels was seen there."""
    is_page = quad == whole(pixels)
    region, lines = upright(cut_out(pixels, quad, region_size(quad)), is_card_sized=not is_page)
    pieces = as_pieces(lines)
    found: list[FoundCard] = []
    is_other = False
    for layout in layouts(pieces):
        corners = outline(layout.rows)
        if is_other_paper(layout, corners, pieces):
            is_other = True
            continue
        if depth < MAX_DEPTH and not _fits(corners, region):
            around = _grown(as_quad(region.to_page(corners)), GUESS_MARGIN)
            larger, is_larger_other = _looked_at(pixels, around, depth + 1)
            is_other = is_other or is_larger_other
            if larger or is_larger_other:
                found += _distinct(larger, found)
                continue
        card = straighten(region, lines, layout)
        quad_on_page = as_quad(card.region.to_page(outline(card.layout.rows)))
        found.append(FoundCard(quad_on_page, card.region, card.pieces, card.layout))
    if not (found or is_other) and depth == 0 and _is_faint_front(pieces, region):
        width, height = region.size
        edge = MARGIN / (1 + 2 * MARGIN)
        rows = rows_by_template(edge * width, edge * height, height * (1 - 2 * edge))
        found.append(
            FoundCard(as_quad(region.to_page(outline(rows))), region, tuple(pieces), fill(rows, pieces))
        )
    if not found and _is_back(pieces):
        found.append(FoundCard(_back_quad(region, quad), region, tuple(pieces), None, is_back=True))
    return found, is_other


def _fits(outline: list[tuple[float, float]], region: Region) -> bool:
    """Whether the card fills the region well and does not reach beyond it."""
    width, height = region.size
    (left, top), _, (right, bottom), _ = outline
    slack = BEYOND_SHARE * (right - left)
    is_within = left > -slack and top > -slack and right < width + slack and bottom < height + slack
    return is_within and right - left >= LARGE_SHARE * width


def region_size(quad: Quad) -> tuple[int, int]:
    """Pixels of the straightened region: of a card's width, or the page's own size up to a bound."""
    a, b, _, d = (np.array(point) for point in quad)
    across, down = float(np.linalg.norm(b - a)), float(np.linalg.norm(d - a))
    if across / max(1.0, down) > 1.2:
        factor = CARD_WIDTH * (1 + 2 * MARGIN) / max(1.0, across)
    else:
        factor = min(1.5, rapidocr.MAX_DETECT_SIDE / max(across, down, 1.0))
    return max(64, round(across * factor)), max(64, round(down * factor))


def _is_faint_front(pieces: list[Piece], region: Region) -> bool:
    """A front whose small print is illegible: a wide number in its place, a header, a label; no sentences, as
    a letter by hand has them around the same three."""
    width, height = region.size
    if any(map(is_prose, pieces)):
        return False
    for piece in pieces:
        is_number = sum(char.isdigit() for char in piece.text) >= MIN_NUMBER
        is_wide = piece.right - piece.left > NUMBER_WIDTH * width
        if is_number and is_wide and NUMBER_HEIGHTS[0] < piece.middle / height < NUMBER_HEIGHTS[1]:
            above = [other.text for other in pieces if other.bottom < piece.top + 0.3 * piece.height]
            return any(is_header(text) for text in above) and any(match_label(p.text) for p in pieces)
    return False


def _is_back(pieces: list[Piece]) -> bool:
    text = " ".join(piece.text.upper() for piece in pieces)
    is_long = len(text) >= max(len(word) for word in BACK_WORDS)
    is_sparse = len(pieces) <= 12
    return is_long and is_sparse and all(fuzz.partial_ratio(w, text) >= BACK_LIKENESS for w in BACK_WORDS)


def _back_quad(region: Region, quad: Quad) -> Quad:
    """The candidate's corners, beginning at the top left of the upright region."""
    inside = through(region.matrix, quad)
    start = int(np.argmin(inside.sum(axis=1)))
    return as_quad(np.roll(np.array(quad), -start, axis=0))
