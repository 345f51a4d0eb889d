"""White print on a coloured band, bar or box, as printed letterheads have it: tesseract passes it over.

Such a piece is turned about: its ground to white, its print to black. A shadow on a photograph and the table
around a sheet have no bright print in them and stay.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Outline, Pixels, as_pixels, percentile, shrink

Mask = NDArray[np.bool_]
DARK, BRIGHT = 0.55, 0.6
"""Share of the paper's brightness that a band's ground is darker than (red .29, navy .18, green .3); share of
the way from the ground to the paper that its print is brighter than: thin letters are grey at their edges."""
LOOK_SIDE = 700
"""Pixels on the long side on which such pieces are looked for."""
EDGE = 9
"""Pixels across which a piece's outline is part paper."""
LEAST_AREA, SOLID = 0.004, 0.7
"""Share of the page that one covers at least (a line of print over half its width), and of what its outline
encloses that is dark: a table's frame and a dark table around a sheet enclose mostly paper."""
PRINT_SHARE = (0.004, 0.3)
"""Share of it that is its print: a line of small letters covers 1 %, a black edge of a copy has none."""
LARGEST = 0.15
"""Page widths of one bright piece (a letter, an emblem); a sheet's corner on a dark table is wider."""
LEAST_HEIGHT, MOST_NARROW = 0.008, 0.3
"""Page heights of a line of print with its ground; and of the page's sides, the shorter one's share at most:
what is higher and wider is a picture or a dark page."""
LOOSE = 0.03
"""Of LOOK_SIDE: what joins a dark piece to others and is no wider is a shadow beside the sheet."""
PAPER = 90
"""Percentile of the page's brightness that is its paper."""


@dataclass(frozen=True)
class _Piece:
    """A part of the page in pixels, and which of them are dark or enclosed by what is dark."""

    top: int
    left: int
    inside: Mask

    def of(self, pixels: Pixels) -> Pixels:
        """What of the page's pixels lies in its box: a view."""
        height, width = self.inside.shape
        return pixels[self.top : self.top + height, self.left : self.left + width]


def with_bands_turned(pixels: Pixels, least_width: float = 0.0) -> Pixels:
    """The grey page with its dark pieces as black print on white; the page itself without one. `least_width`:
    the share of the page's width that a piece goes over at least."""
    paper = percentile(np.ascontiguousarray(pixels[::8, ::8]), PAPER)
    turned = None
    for piece in _dark_pieces(pixels, paper):
        box = piece.of(pixels)
        if box.shape[1] < least_width * pixels.shape[1]:
            continue
        ground = float(np.median(box[piece.inside]))
        if _has_print(box > ground + BRIGHT * (paper - ground), piece.inside, pixels.shape[1]):
            turned = pixels.copy() if turned is None else turned
            piece.of(turned)[piece.inside] = turned_about(box[piece.inside], ground, paper)
    return pixels if turned is None else turned


def _dark_pieces(pixels: Pixels, paper: float) -> Iterator[_Piece]:
    """The pieces of the page that are mostly dark."""
    small, _ = shrink(pixels, LOOK_SIDE)
    dark = as_pixels((small < DARK * paper) * 255)
    height, (down, across) = small.shape[0], np.divide(pixels.shape, small.shape)
    for outline in _outlines(dark):
        x, y, w, h = cv2.boundingRect(outline)
        is_small = h < LEAST_HEIGHT * height or w * h < LEAST_AREA * small.size
        if is_small or _is_large(outline, dark):
            continue
        whole = np.zeros_like(small)
        cv2.drawContours(whole, [outline], 0, 255, cv2.FILLED)
        inside = whole[y : y + h, x : x + w]
        area, solid = np.count_nonzero(inside), np.count_nonzero(dark[y : y + h, x : x + w][inside > 0])
        if area < LEAST_AREA * small.size or solid < SOLID * area:
            continue
        top, left = round(y * down), round(x * across)
        foot, right = (
            min(pixels.shape[0], round((y + h) * down)),
            min(pixels.shape[1], round((x + w) * across)),
        )
        large = cv2.resize(inside, (right - left, foot - top), interpolation=cv2.INTER_NEAREST)
        yield _Piece(top, left, as_pixels(large) > 0)


def _outlines(dark: Pixels) -> Iterator[Outline]:
    """Around each dark piece; one too large that shadows join to others is looked at without them."""
    found, _ = cv2.findContours(dark, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    yield from found
    if any(_is_large(outline, dark) for outline in found):
        reach = np.ones(2 * [round(LOOSE * LOOK_SIDE)], np.uint8)
        inner = cv2.erode(_without_print(dark), reach, borderType=cv2.BORDER_CONSTANT, borderValue=0)
        loose = cv2.dilate(inner, reach)
        yield from cv2.findContours(loose, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]


def _without_print(dark: Pixels) -> Pixels:
    """Dark pieces with what is bright in them and no wider than print, filled."""
    filled = dark.copy()
    found, around = cv2.findContours(dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    for outline, (_, _, _, outer) in zip(found, around[0], strict=True):
        if outer >= 0 and cv2.boundingRect(outline)[2] < LARGEST * dark.shape[1]:
            cv2.drawContours(filled, [outline], 0, 255, cv2.FILLED)
    return filled


def _is_large(outline: Outline, dark: Pixels) -> bool:
    _, _, width, height = cv2.boundingRect(outline)
    return bool(min(width / dark.shape[1], height / dark.shape[0]) > MOST_NARROW)


def _has_print(bright: Mask, inside: Mask, width: int) -> bool:
    """Whether what is bright in a piece is print: some of it, in pieces like letters and emblems."""
    edge = np.ones((EDGE, EDGE), np.uint8)
    within = as_pixels(cv2.erode(inside.astype(np.uint8), edge, borderValue=0)) > 0
    print_ = as_pixels(bright & within)
    share = float(print_.sum()) / max(1.0, float(within.sum()))
    if not PRINT_SHARE[0] <= share <= PRINT_SHARE[1]:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(print_)
    return bool(stats[1:, cv2.CC_STAT_WIDTH].max() < LARGEST * width)


def turned_about(shades: Pixels, ground: float | NDArray[np.float32], paper: float) -> Pixels:
    """The shades of a piece with its ground (one for all, or each its own) as white as the paper and its
    print black."""
    share = np.clip((shades.astype(np.float32) - ground) / np.maximum(1.0, paper - ground), 0.0, 1.0)
    return as_pixels(paper * (1.0 - share))
