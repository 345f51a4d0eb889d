"""The ground of a sticker: a small rectangle whose paper is darker than the sheet's, or of another colour.

A meterai is printed on a ground of its own and its print ends at its edge; a signature over it does not.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels
from extractors.image.workspace import Side, Workspace

DARKER, TINTED = 6.0, 4.0
"""Grey levels, and Lab chroma, by which a ground differs from the sheet: twice what the grain of a copy and
the shadow of a fold make of paper, averaged over 2.5 mm."""
AROUND, AVERAGED, COARSE = 33, 5, 3
"""Pixels of the sheet that a ground is compared with (COARSE to one), and over which it is averaged, at
Side.SOLID."""
SIDES, ASPECT, FILL = (0.04, 0.26), 3.2, 0.7
"""Page widths of a sticker's sides, the longer over the shorter at most, and the share of its slanted box
that a ground fills (a shadow or a stain fills less)."""
EDGE = 4
"""Pixels at Side.INK to both sides of a ground's outline that belong to its frame."""


@dataclass(frozen=True)
class Ground:
    """Where stickers lie: their areas (255, at Side.INK), by how many grey levels each pixel's ground is
    darker, and by how much Lab chroma it differs."""

    area: Pixels
    darker: Pixels
    tinted: Pixels


def sticker_grounds(view: Workspace) -> Ground:
    """The grounds of a page's stickers (`view.once`)."""
    colour = view.colour_at(Side.SOLID)
    lab = cv2.cvtColor(colour, cv2.COLOR_BGR2LAB)
    height, width = lab.shape[:2]
    ink = cv2.resize(view.ink_at(Side.INK), (width, height), interpolation=cv2.INTER_AREA)
    is_paper = (cv2.dilate(ink, np.ones((3, 3), np.uint8)) == 0).astype(np.float32)
    share = cv2.blur(is_paper, (AVERAGED, AVERAGED))
    away = []
    for channel in cv2.split(lab):
        values = cv2.blur(channel.astype(np.float32) * is_paper, (AVERAGED, AVERAGED)) / np.maximum(
            share, 1e-6
        )
        sheet = _sheet(channel)
        away.append(np.where(share > 0, values - sheet, np.nan))
    darker, tinted = (_filled(one) for one in (-away[0], np.hypot(away[1], away[2])))
    body = _rectangles(as_pixels(((darker > DARKER) | (tinted > TINTED)) * 255))
    size = view.ink_at(Side.INK).shape[1::-1]
    return Ground(
        as_pixels(cv2.resize(body, size, interpolation=cv2.INTER_NEAREST)),
        *(
            as_pixels(
                cv2.resize(np.clip(one, 0, 255).astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
            )
            for one in (darker, tinted)
        ),
    )


def _sheet(channel: np.ndarray) -> np.ndarray:
    """What the paper around is like, seen coarsely."""
    height, width = channel.shape
    small = cv2.resize(channel, (width // COARSE, height // COARSE), interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.medianBlur(small, AROUND), (width, height)).astype(np.float32)


def _filled(values: np.ndarray) -> np.ndarray:
    """Where ink leaves no paper to see, what the paper nearest to it shows: the mean of the paper around."""
    is_known = np.isfinite(values)
    known = np.where(is_known, values, 0.0).astype(np.float32)
    near, share = (cv2.blur(one, (15, 15)) for one in (known, is_known.astype(np.float32)))
    return np.where(is_known, known, near / np.maximum(share, 1e-6))


def _rectangles(mask: Pixels) -> Pixels:
    """The areas as large as a sticker and nearly rectangular, each as its slanted box."""
    width = mask.shape[1]
    size = max(3, round(0.02 * width))
    opened = cv2.morphologyEx(
        cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)),
        cv2.MORPH_OPEN,
        np.ones((size, size), np.uint8),
    )
    outlines, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = np.zeros_like(mask)
    for outline in outlines:
        box = cv2.minAreaRect(outline)
        short, long = sorted(box[1])
        if not SIDES[0] * width < short or not long < min(SIDES[1] * width, ASPECT * short):
            continue
        if cv2.contourArea(outline) > FILL * short * long:
            cv2.fillConvexPoly(found, np.rint(cv2.boxPoints(box)).astype(np.int32), 255)
    return as_pixels(found)
