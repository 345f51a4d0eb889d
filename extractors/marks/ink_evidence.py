"""What is known of ink that may be a signature: its shape, its strokes, its shade and where it lies.

Lengths are in page widths. The numbers are weighed by `ink_model`.
"""

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.image.pixels import Pixels, as_pixels
from extractors.marks.sticker_evidence import STICKER_FEATURES
from extractors.marks.strokes import longest_stroke
from models.field import Box, common_area
from models.page import Line

Array = NDArray[np.float64]
Known = dict[str, float]
"""Numbers by the names of FEATURES."""

CELLS = 6
"""Rows and columns of the grid over the ink's box."""
THICK = (3, 5)
"""Pixels: ink that survives these openings is a blot, a pad's or a thick pen's."""
NEAR_GAP = 11
"""Pixels over which the ridges of a thumb run into one blot, and few of a pen's strokes."""
FAR = 0.2
"""Gaps to print beyond this are all alike (page heights)."""
COLUMN = 0.06
"""Page widths beside the ink within which print counts as above or below it."""
SURE = 0.5
"""Score of words that count as print around the ink."""
SHADES = 255.0
USUAL = 0.011
"""Page heights of a word where none was read."""
LETTER_HIGH = 1.35
"""Times the usual word: what is no higher may be a letter."""
STRAIGHT_LEAST, STRAIGHT_GAP, STRAIGHT_VOTES = 0.04, 3, 24
"""Of straight strokes: page widths, pixels that may be missing, pixels that vote for a line."""
RIM = 0.016
"""Page widths: the depth of a stamp's rim of two lines, within its hull."""
RUN, LOW, INNER, HOLE = 0.025, 0.016, (0.004, 0.02), 12
"""Page widths of a straight run of ink, of low pieces, of a stamp's letters' heights; a hole's pixels."""
LETTER = 0.0135
"""Page widths: pieces no higher than that are letters of a stamp."""
LARGEST = 3.0
"""Longest strokes beyond this, in units of the least one, are all alike."""
CORNER, LONG_EDGE = 0.0016, 0.25
"""Of the polygon that an outline is nearly: page widths by which it may leave the ink, and share of the ink's
longer side from which an edge is long. Ticks, crosses and arrows have few edges, most of them long."""


FEATURES = (
    "wide", "high", "slender", "density", "area", "longest", "second", "pieces", "largest", "stroke",
    "stroke_high", "blot3", "blot5", "cells", "filled", "solid", "closed", "holes", "runs", "bends",
    "letters", "lettered_ink", "aligned", "edges", "edge_long", "edged", "turning", "straight",
    "enclosed", "inner", "whole_wide", "whole_high", "whole_enclosed",
    "whole_straight", "whole_inner", "kept", "left_longest", "left_share", "left_high",
    "whole_left_longest", "whole_left_share", "whole_left_high",
    "chroma", "red", "yellow", "page_chroma", "dark", "dark_spread",
    "above", "below", "beside_left", "beside_right", "place", "side", "edge", "words_on", "unsure_on",
    "under_text",
    "is_duty", "has_stamp", "has_stamp_near", "sticker", "stamped", "framed", "leaving", "darker", "other",
    "lettered", *STICKER_FEATURES,
)  # fmt: skip


def usual_height(lines: Sequence[Line]) -> float:
    """Of a page's surely read words, as a share of the page's height."""
    heights = [w.box[3] - w.box[1] for line in lines for w in line.words if w.confidence >= SURE]
    return float(np.median(heights)) if heights else USUAL


def _count(mask: Pixels) -> int:
    return int(np.count_nonzero(mask))


def shape_evidence(mask: Pixels, whole: Pixels, width: int, usual: float) -> Known:
    """Of the ink's own mask (cropped to its cluster), and of the whole cluster. `width`: the page's, `usual`:
    the height of a word, in pixels."""
    whole_drawing = {f"whole_{name}": value for name, value in _drawing_evidence(whole, width).items()}
    sizes = {"whole_wide": whole.shape[1] / width, "whole_high": whole.shape[0] / width}
    if not mask.any():
        return whole_drawing | sizes
    x, y, w, h = cv2.boundingRect(mask)
    tight = as_pixels(mask[y : y + h, x : x + w])
    ink = _count(tight)
    size = (1, max(3, round(RUN * width)))
    run = as_pixels(cv2.morphologyEx(tight, cv2.MORPH_OPEN, np.ones(size, np.uint8)))
    own = {
        "wide": w / width, "high": h / width, "slender": np.log(w / h), "density": ink / (w * h),
        "area": np.log(ink / width**2 * 1e4 + 0.1), "runs": np.count_nonzero(run) / ink,
        "kept": ink / max(1, _count(whole)),
    }  # fmt: skip
    parts = (
        own,
        _piece_evidence(tight, width),
        _line_evidence(tight, width),
        _edge_evidence(tight, width),
        _print_evidence(tight, run, usual),
    )
    return {key: value for part in parts for key, value in part.items()} | (
        _drawing_evidence(tight, width) | whole_drawing | sizes
    )


def _piece_evidence(mask: Pixels, width: int) -> Known:
    """Of the pieces that hang together."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    order = np.argsort(stats[1:, cv2.CC_STAT_WIDTH] + stats[1:, cv2.CC_STAT_HEIGHT])[::-1][:2] + 1
    extents = [longest_stroke(as_pixels((labels == index) * 255), width) for index in order]
    best, second = (*sorted(extents, reverse=True), 0.0, 0.0)[:2]
    return {
        "longest": min(LARGEST, best), "second": min(LARGEST, second), "pieces": float(np.log(count)),
        "largest": stats[1:, cv2.CC_STAT_AREA].max() / np.count_nonzero(mask),
        "letters": float(np.mean(stats[1:, cv2.CC_STAT_HEIGHT] < LOW * width)),
    }  # fmt: skip


def _line_evidence(mask: Pixels, width: int) -> Known:
    """Of how thick the ink is and how it fills its room."""
    edge, ink, (h, w) = NEAR_GAP, np.count_nonzero(mask), mask.shape
    padded = as_pixels(cv2.copyMakeBorder(mask, edge, edge, edge, edge, cv2.BORDER_CONSTANT))
    inner = cv2.distanceTransform(padded, cv2.DIST_L2, 3)[padded > 0]
    grid = cv2.resize(mask, (CELLS, CELLS), interpolation=cv2.INTER_AREA) > 0
    closed = np.count_nonzero(cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((edge, edge), np.uint8)))
    outlines, tree = cv2.findContours(padded, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    hull = max(1.0, cv2.contourArea(cv2.convexHull(np.concatenate(outlines))))
    inside = [cv2.contourArea(o) for o, t in zip(outlines, tree[0], strict=True) if t[3] >= 0]
    return {
        "stroke": 2e3 * float(np.mean(inner)) / width,
        "stroke_high": 1e3 * float(np.quantile(inner, 0.95)) / width,
        "blot3": _kept(padded, THICK[0]) / ink, "blot5": _kept(padded, THICK[1]) / ink,
        "cells": float(grid.mean()), "filled": closed / (w * h), "solid": ink / hull, "closed": closed / hull,
        "holes": float(np.log1p(sum(area > HOLE for area in inside))),
        "bends": sum(map(len, outlines)) / (2.0 * (w + h)),
    }  # fmt: skip


def _edge_evidence(mask: Pixels, width: int) -> Known:
    """Of the polygons that the outlines nearly are: how many edges, how long, and how often they turn."""
    edge, side = 2, max(mask.shape)
    padded = as_pixels(cv2.copyMakeBorder(mask, edge, edge, edge, edge, cv2.BORDER_CONSTANT))
    outlines, _ = cv2.findContours(padded, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    corners = [cv2.approxPolyDP(o, CORNER * width, True)[:, 0].astype(np.float64) for o in outlines]
    steps = [np.diff(c, axis=0, append=c[:1]) for c in corners if len(c) > 1]
    if not steps:
        return {}
    turns = [
        np.angle(np.exp(1j * np.diff(a, append=a[:1]))) for a in (np.arctan2(s[:, 1], s[:, 0]) for s in steps)
    ]
    lengths = np.concatenate([np.hypot(*s.T) for s in steps])
    return {
        "edges": float(np.log(len(lengths))),
        "edge_long": float((lengths**2).sum() / lengths.sum()) / width * 10,
        "edged": float(lengths[lengths >= LONG_EDGE * side].sum() / lengths.sum()),
        "turning": float(np.log1p(sum(np.abs(t).sum() for t in turns) / (2 * np.pi))),
    }


def _kept(mask: Pixels, size: int) -> int:
    return int(np.count_nonzero(cv2.erode(mask, np.ones((size, size), np.uint8))))


def _print_evidence(mask: Pixels, run: Pixels, usual: float) -> Known:
    """Whether the ink without its straight line below is letters on one line."""
    bare = as_pixels(cv2.bitwise_and(mask, cv2.bitwise_not(cv2.dilate(run, np.ones((3, 3), np.uint8)))))
    count, _, stats, _ = cv2.connectedComponentsWithStats(bare)
    if count < 2:
        return {"lettered_ink": 0.0, "aligned": 1.0}
    heights, areas = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_AREA]
    feet = (stats[1:, cv2.CC_STAT_TOP] + heights)[heights > usual / 3]
    return {
        "lettered_ink": float(areas[heights <= LETTER_HIGH * usual].sum() / areas.sum()),
        "aligned": min(1.0, float(np.std(feet)) / usual) if len(feet) > 2 else 1.0,
    }


def _drawing_evidence(mask: Pixels, width: int) -> Known:
    """Whether the ink is a stamp's drawing: how much of its hull is enclosed, how much of it is straight, how
    many letters lie inside; and what is left beside that."""
    padded = as_pixels(cv2.copyMakeBorder(mask, 2, 2, 2, 2, cv2.BORDER_CONSTANT))
    bridged = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    outlines, _ = cv2.findContours(bridged, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not outlines:
        return {}
    largest = max(outlines, key=cv2.contourArea)
    hull = np.asarray(cv2.convexHull(np.concatenate(outlines)), np.int32)
    straight = _straight(padded, width)
    left = _beyond_drawing(padded, hull, straight, width)
    heights = cv2.connectedComponentsWithStats(left)[2][1:, cv2.CC_STAT_HEIGHT]
    ink = max(1, _count(padded))
    return {
        "enclosed": cv2.contourArea(largest) / max(1.0, cv2.contourArea(hull)),
        "inner": float(np.log1p(_letters_inside(padded, np.asarray(largest, np.int32), width))),
        "straight": np.count_nonzero((straight > 0) & (padded > 0)) / ink,
        "left_longest": min(LARGEST, longest_stroke(left, width)),
        "left_share": np.count_nonzero(left) / ink,
        "left_high": float(heights.max()) / width * 10 if len(heights) else 0.0,
    }


def _letters_inside(mask: Pixels, outline: NDArray[np.int32], width: int) -> int:
    """Pieces as high as a stamp's letters within the outline."""
    inside = np.zeros_like(mask)
    cv2.fillPoly(inside, [np.asarray(cv2.convexHull(outline), np.int32)], 255)
    _, _, stats, centres = cv2.connectedComponentsWithStats(mask)
    high = stats[1:, cv2.CC_STAT_HEIGHT] / width
    spots = centres[1:][(high > INNER[0]) & (high < INNER[1])].astype(int)
    return int(np.count_nonzero(inside[spots[:, 1], spots[:, 0]]))


def _straight(mask: Pixels, width: int) -> Pixels:
    """Where long straight strokes lie, in any direction."""
    lines = cv2.HoughLinesP(
        mask, 1, np.pi / 180, STRAIGHT_VOTES, minLineLength=STRAIGHT_LEAST * width, maxLineGap=STRAIGHT_GAP
    )
    drawn = np.zeros_like(mask)
    for x0, y0, x1, y1 in () if lines is None else lines.reshape(-1, 4).tolist():
        cv2.line(drawn, (int(x0), int(y0)), (int(x1), int(y1)), 255, 3)
    return drawn


def shade_evidence(mask: Pixels, light: Pixels, colour: Pixels, page_chroma: float) -> Known:
    """Of the ink's shade. `light`, `colour` (BGR): the same crop of the page."""
    inked = mask > 0
    if not inked.any():
        return {}
    a, b = (
        channel.astype(np.float32) - 128 for channel in cv2.split(cv2.cvtColor(colour, cv2.COLOR_BGR2LAB))[1:]
    )
    shades = light[inked] / SHADES
    return {
        "chroma": float(np.median(np.hypot(a, b)[inked])) / 50,
        "red": float(np.median(a[inked])) / 50,
        "yellow": float(np.median(b[inked])) / 50,
        "page_chroma": page_chroma / 50,
        "dark": 1 - float(np.median(shades)),
        "dark_spread": float(np.std(shades)) * 4,
    }


def place_evidence(box: Box, lines: Sequence[Line]) -> Known:
    """Of where the ink (its tight box) lies among the print."""
    x0, y0, x1, y1 = box
    middle = (y0 + y1) / 2
    words = [word for line in lines for word in line.words]
    sure = [word.box for word in words if word.confidence >= SURE and len(word.text) > 1]
    column = [b for b in sure if b[2] > x0 - COLUMN and b[0] < x1 + COLUMN]
    above = min((y0 - b[3] for b in column if (b[1] + b[3]) / 2 < y0), default=FAR)
    below = min((b[1] - y1 for b in column if (b[1] + b[3]) / 2 > y1), default=FAR)
    level = [b for b in sure if b[1] < middle < b[3]]
    left = min((x0 - b[2] for b in level if b[2] <= (x0 + x1) / 2), default=1.0)
    right = min((b[0] - x1 for b in level if b[0] >= (x0 + x1) / 2), default=1.0)
    area = max((x1 - x0) * (y1 - y0), 1e-9)
    last = max((b[3] for b in sure), default=1.0)
    return {
        "above": np.clip(above, -0.03, FAR) * 10, "below": np.clip(below, -0.03, FAR) * 10,
        "beside_left": np.exp(-max(0.0, left) * 15) if level else 0.0,
        "beside_right": np.exp(-max(0.0, right) * 15) if level else 0.0,
        "place": middle, "side": (x0 + x1) / 2,
        "edge": min(0.1, x0, 1 - x1, y0, 1 - y1) * 10,
        "words_on": min(1.0, sum(common_area(box, b) for b in sure) / area),
        "unsure_on": min(1.0, sum(common_area(box, w.box) for w in words if w.confidence < SURE) / area),
        "under_text": float(y0 > last),
    }  # fmt: skip


def vector(*parts: Mapping[str, float]) -> Array:
    """The numbers in the order of FEATURES; what is not known is 0."""
    known = {name: value for part in parts for name, value in part.items()}
    return np.array([float(known.get(name, 0.0)) for name in FEATURES])


def _beyond_drawing(mask: Pixels, hull: NDArray[np.int32], straight: Pixels, width: int) -> Pixels:
    """The ink that is no stamp's: without what lies on its hull, straight lines, and pieces as small as
    letters."""
    rim = np.zeros_like(mask)
    cv2.polylines(rim, [hull], True, 255, max(3, round(2 * RIM * width)))
    drawn = cv2.bitwise_or(rim, cv2.dilate(straight, np.ones((3, 3), np.uint8)))
    left = as_pixels(cv2.bitwise_and(mask, cv2.bitwise_not(drawn)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(left)
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    small = (high < LETTER * width) & (wide < 2 * LETTER * width)
    shade = np.where(small, 0, 255).astype(np.uint8)
    shade[0] = 0
    return as_pixels(shade[labels])
