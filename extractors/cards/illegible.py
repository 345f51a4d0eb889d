"""A card of which hardly a letter can be read: known by its shape, or by a number under a province's name."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from extractors.cards.hint import PLAIN_SHAPE, is_small
from extractors.cards.region import as_quad, cut_out
from extractors.cards.region_candidates import candidates
from extractors.cards.search import FoundCard, region_size
from extractors.image.pixels import Pixels, Quad
from extractors.image.workspace import Workspace
from models.page import Line

SHAPE_WITH_NUMBER = 0.75
"""A shape so like a card beside a number, on a page of few words, is a card that can't be read (.82 on one of
the tune split); without a number only a plain shape is (.89 to .99 on its damaged copies). Shapes that are no
card mostly stay below .75."""
NUMBER_DIGITS = 10
"""Digits in a line: of a NIK's sixteen most are still seen as digits."""
HEADERS, HEADER_LIKENESS = ("KABUPATEN", "PROVINSI"), 70
"""Words over a card's number and how like them (0..100) a smeared line is; other lines have less than 60."""
MARGIN = 0.01
"""Share of the page around the lines of a card whose outline can't be seen."""


def illegible_card(page: Workspace, lines: Sequence[Line] = ()) -> tuple[FoundCard, ...]:
    """The one card whose shape or number is plain though its words can't be read: it has no layout.

    `lines`: what was read on the page, rightly or not (boxes: fractions of the page).
    """
    pixels, number = page.pixels, _number(lines)
    best = max(page.once(candidates), key=lambda candidate: candidate.score, default=None)
    least = PLAIN_SHAPE if number is None else SHAPE_WITH_NUMBER
    if best is not None and best.score >= least and is_small(best.quad, pixels):
        return (_card(pixels, best.quad),)
    if number is not None and any(_is_header(line, number) for line in lines):
        return (_card(pixels, _around(lines, pixels)),)
    return ()


def without_heading(lines: Sequence[Line]) -> list[Line]:
    """The lines that are not a card's heading over its number: of a smeared card those alone are read."""
    number = _number(lines)
    return [line for line in lines if number is None or not _is_header(line, number)]


def _number(lines: Sequence[Line]) -> Line | None:
    return next((line for line in lines if _digits(line) >= NUMBER_DIGITS), None)


def _card(pixels: Pixels, quad: Quad) -> FoundCard:
    return FoundCard(quad, cut_out(pixels, quad, region_size(quad)), (), None)


def _digits(line: Line) -> int:
    return sum(char.isdigit() for char in line.text)


def _is_header(line: Line, number: Line) -> bool:
    """Whether the line stands over the number and is like a card's heading."""
    likeness = max(fuzz.partial_ratio(word, line.text.upper()) for word in HEADERS)
    is_long = len(line.text) >= min(map(len, HEADERS))
    return is_long and line.box[3] <= number.box[1] and likeness >= HEADER_LIKENESS


def _around(lines: Sequence[Line], pixels: Pixels) -> Quad:
    """The corners around all lines, in page pixels."""
    height, width = pixels.shape[:2]
    left, top = (max(0.0, min(line.box[at] for line in lines) - MARGIN) for at in (0, 1))
    right, bottom = (min(1.0, max(line.box[at] for line in lines) + MARGIN) for at in (2, 3))
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    return as_quad(corners * (width, height))
