"""Blanks between words put back by the paper between letters: recognisers drop them, seldom make them."""

import itertools

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.cards.pieces import Piece
from extractors.engines.rapidocr import Glyph
from extractors.image.pixels import Pixels, as_pixels, grey, runs

WORD_GAP = 0.30
"""Empty columns between two letters over the letters' height, from which on a blank stands there.

Arial: a blank is 0.28 em and letters 0.72 em high, so 0.39 plus the letters' own margins."""

KNOWN_SHARE = 0.6
"""A blank that was lost is at least this share of those the recogniser saw on the same line."""

LETTER_FACTOR = 1.6
"""... and wider than this times the wider gaps between the line's letters (faint print has wide ones)."""

COLUMN_INK = 0.06
"""Share of a column's pixels that must be ink for it to belong to a letter (speckle has less)."""

MARGINS = {**dict.fromkeys(".,/-:'", 0.12), **dict.fromkeys("I1L|", 0.08), **dict.fromkeys("TJ", 0.04)}
"""Paper beside thin signs and under overhangs, over the letters' height: no blank though wide."""


def spaced(piece: Piece, pixels: Pixels) -> str:
    """The piece's text with a blank at each wide gap between its letters. `pixels`: of the region."""
    crop = _crop(piece, pixels)
    glyphs = [glyph for glyph in piece.glyphs if glyph.text.strip()]
    if crop is None or len(glyphs) < 2:
        return piece.text
    empty, height = _gaps(crop)
    pairs = list(itertools.pairwise(glyphs))
    widths = np.array(
        [_gap_between(a, b, empty, crop.shape[1]) - _own_margin(a, b) * height for a, b in pairs]
    )
    blanks = _known_blanks(piece, glyphs)
    least = _least_gap(widths, blanks, height)
    text = glyphs[0].text
    for (_, after), width, is_known in zip(pairs, widths, blanks, strict=True):
        text += (" " if is_known or width >= least else "") + after.text
    return " ".join(text.split())


def _known_blanks(piece: Piece, glyphs: list[Glyph]) -> list[bool]:
    """Whether the recogniser itself saw a blank after each character but the last."""
    known = {id(a) for a, b in itertools.pairwise(piece.glyphs) if not b.text.strip()}
    return [id(glyph) in known for glyph in glyphs[:-1]]


def _least_gap(widths: NDArray[np.float64], blanks: list[bool], height: float) -> float:
    """How wide a gap must be on this line: as its own blanks are, and wider than its letters' gaps."""
    is_blank = np.array(blanks)
    least = WORD_GAP * height
    if is_blank.any():
        least = max(least, KNOWN_SHARE * float(np.median(widths[is_blank])))
    letters = widths[~is_blank]
    return max(least, LETTER_FACTOR * float(np.percentile(letters, 75)) + 1.0) if len(letters) else least


def _own_margin(before: Glyph, after: Glyph) -> float:
    """Paper that belongs to the signs themselves, over the letters' height."""
    return sum(MARGINS.get(glyph.text, 0.0) for glyph in (before, after))


def _crop(piece: Piece, pixels: Pixels) -> Pixels | None:
    top, bottom = max(0, int(piece.top)), min(pixels.shape[0], int(piece.bottom) + 1)
    left, right = max(0, int(piece.left)), min(pixels.shape[1], int(piece.right) + 1)
    return pixels[top:bottom, left:right] if bottom - top >= 8 and right - left >= 8 else None


def _gaps(crop: Pixels) -> tuple[list[tuple[int, int]], float]:
    """Runs of columns without ink (start, end), and the height of the letters, in pixels."""
    light = grey(crop)
    _, ink = cv2.threshold(
        cv2.GaussianBlur(light, (3, 3), 0), 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU
    )
    mask = as_pixels(ink) > 0
    rows = np.flatnonzero(mask.mean(axis=1) > 0.08)
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, mask.shape[0])
    return runs(mask[top:bottom].mean(axis=0) < COLUMN_INK), float(bottom - top)


def _gap_between(before: Glyph, after: Glyph, gaps: list[tuple[int, int]], width: int) -> float:
    """The widest empty run whose middle lies between two characters' middles."""
    low, high = before.place * width, after.place * width
    return max((end - start for start, end in gaps if low < (start + end) / 2 < high), default=0)
