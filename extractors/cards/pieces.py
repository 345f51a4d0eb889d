"""Pieces of text lines with their place: what values, labels and columns of a card are cut from."""

import itertools
from dataclasses import dataclass

from extractors.engines.rapidocr import Glyph, Reading

WIDE_GAP = 1.6
"""A gap between two characters wider than this many line heights parts two columns."""


@dataclass(frozen=True)
class Piece:
    """Part of a line of text: its characters and its box (left, top, right, bottom) in pixels."""

    glyphs: tuple[Glyph, ...]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def text(self) -> str:
        """The characters joined."""
        return Reading(self.glyphs).text

    @property
    def middle(self) -> float:
        """Height of its middle line."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top


def part(piece: Piece, start: int, end: int | None = None) -> Piece | None:
    """The characters start..end of a piece with the box they take, or None if only blanks are left."""
    kept = list(range(len(piece.glyphs)))[start:end]
    while kept and piece.glyphs[kept[0]].text in " :;.":
        kept.pop(0)
    while kept and not piece.glyphs[kept[-1]].text.strip():
        kept.pop()
    if not kept:
        return None
    width = piece.right - piece.left
    glyphs = tuple(piece.glyphs[at] for at in kept)
    pad = width / max(2, 2 * len(piece.glyphs))
    is_first, is_last = kept[0] == 0, kept[-1] == len(piece.glyphs) - 1
    left = piece.left if is_first else max(piece.left, piece.left + glyphs[0].place * width - pad)
    right = piece.right if is_last else min(piece.right, piece.left + glyphs[-1].place * width + pad)
    rescaled = tuple(
        Glyph(
            g.text,
            g.score,
            min(1.0, max(0.0, (piece.left + g.place * width - left) / max(1.0, right - left))),
        )
        for g in glyphs
    )
    return Piece(rescaled, left, piece.top, max(right, left + 1.0), piece.bottom)


def split_at_gaps(piece: Piece) -> list[Piece]:
    """The piece parted where two columns were read as one line."""
    width = piece.right - piece.left
    shown = [(at, glyph) for at, glyph in enumerate(piece.glyphs) if glyph.text.strip()]
    cuts = [0]
    for (_, before), (at, after) in itertools.pairwise(shown):
        if (after.place - before.place) * width > (WIDE_GAP + 0.6) * piece.height:
            cuts.append(at)
    bounds = zip(cuts, [*cuts[1:], None], strict=True)
    return [found for start, end in bounds if (found := part(piece, start, end)) is not None]


def glyph_at(piece: Piece, offset: int) -> int:
    """Index of the glyph at a character offset of the stripped text."""
    raw = "".join(glyph.text for glyph in piece.glyphs)
    target = offset + len(raw) - len(raw.lstrip())
    total = 0
    for index, glyph in enumerate(piece.glyphs):
        if total >= target:
            return index
        total += len(glyph.text)
    return len(piece.glyphs)
