"""Which of a form's services is ticked: the box before its word has ink in it, those before the others none.

Engines read an empty box as O, U or nothing, and one with a tick as anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.fields.cues import anywhere
from extractors.image.pixels import Pixels, holes, ink, with_gaps_closed
from extractors.image.workspace import Workspace
from models.page import Line

SERVICES = (
    anywhere("ticked_boxes.advice"),
    anywhere("ticked_boxes.complaint"),
    anywhere("ticked_boxes.settlement"),
)
"""The words of a form's three services."""
BEFORE, INTO, AROUND = 3.0, 1.2, 0.5
"""Heights of its word before whose beginning its box stands, behind it (engines count the box to the word),
and above and below its row."""
SIDES, SLENDER = (0.4, 1.6), 0.8
"""Heights of a word of a box's sides, and short over long."""
FULL, SQUARE = 0.72, 0.82
"""Share of its own box that an empty one's inside takes up, and a square one's (a round one's .79)."""
APART, SQUARE_APART = 0.2, 0.12
"""Of its sides, the paper between a round box and what stands before and behind it, and a square one, which
no letter of these words is; letters stand closer."""
STEPS = (0.9, 1.0, 1.1)
"""Of an empty box's sides, those of one that a tick hides."""
FRAMED, STROKE = 0.75, 12
"""Share of a box's outline that is ink, and of its sides over that outline's width."""
INSET = 0.15
"""Share of a box's sides within them that is not looked at."""
TICKED, OTHERS = 0.04, 0.4
"""Share of a box under ink from which it is ticked (.05 to .48 on seventeen forms by strangers), and of that
ink in each other box at most (0 there)."""
FAR = 4.0
"""Heights of a word between the rows of one choice at most."""


@dataclass(frozen=True)
class _Option:
    """A service's word: which one, its place among the page's words, the ink before it on the sheet laid flat
    (255), and the word's middle and height in pixels there."""

    service: int
    line: int
    word: int
    mask: Pixels
    middle: float
    height: float


@dataclass(frozen=True)
class _Box:
    """An empty box: its inner side in pixels, and whether it is square, not round."""

    side: float
    is_square: bool


def with_ticked_word(page: Workspace, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of an upright page, the word of the one service marked whose box is ticked."""
    options = list(_options(page, lines)) if _names_services(lines) else []
    empty = [(option.middle, box) for option in options for box in _empty_boxes(option)]
    if not empty:
        return tuple(lines)
    box = sorted((one for _, one in empty), key=lambda one: one.side)[len(empty) // 2]
    choice = _choice(options, float(np.median([middle for middle, _ in empty])))
    inks = [(share, option) for option in choice if (share := _ink_in_box(option, box)) is not None]
    most, ticked = max(inks, key=lambda one: one[0], default=(0.0, None))
    others = [share for share, option in inks if option is not ticked]
    if ticked is None or most < TICKED or not others or max(others) > OTHERS * most:
        return tuple(lines)
    return tuple(
        line.marked("is_ticked", {ticked.word}) if at == ticked.line else line
        for at, line in enumerate(lines)
    )


def _choice(options: Sequence[_Option], middle: float) -> Iterator[_Option]:
    """Of each service's words the one on or next to the rows with empty boxes: a title has them too."""
    for service in range(len(SERVICES)):
        own = [option for option in options if option.service == service]
        nearest = min(own, key=lambda option: abs(option.middle - middle), default=None)
        if nearest is not None and abs(nearest.middle - middle) <= FAR * nearest.height:
            yield nearest


def _names_services(lines: Sequence[Line]) -> bool:
    """Whether the page names most of the services, so that its pixels are worth a look."""
    text = " ".join(line.text for line in lines).lower()
    return sum(service.search(text) is not None for service in SERVICES) >= len(SERVICES) - 1


def _options(page: Workspace, lines: Sequence[Line]) -> Iterator[_Option]:
    """The services' words with what is left of each; the word of a service before it ends it."""
    sheet = page.sheet
    height, width = sheet.pixels.shape
    for row, line in enumerate(lines):
        named = -1
        for at, word in enumerate(line.words):
            service = next((n for n, one in enumerate(SERVICES) if one.search(word.text.lower())), None)
            if service is None:
                continue
            x0, y0, _, y1 = sheet.box_on(word.box)
            high = (y1 - y0) * height
            before = sheet.box_on(line.words[named].box)[2] * width if named >= 0 else 0.0
            left = max(0, round(before), round(x0 * width - BEFORE * high))
            right = round(x0 * width + INTO * high)
            top, foot = max(0, round(y0 * height - AROUND * high)), round(y1 * height + AROUND * high)
            part = sheet.pixels[top:foot, left:right]
            named = at
            if min(part.shape) > 2:
                yield _Option(service, row, at, ink(part), (y0 + y1) / 2 * height, high)


def _empty_boxes(option: _Option) -> Iterator[_Box]:
    """The empty boxes there that stand apart."""
    closed = with_gaps_closed(option.mask)
    low, high = (share * option.height for share in SIDES)
    for outline, around in holes(closed):
        _, _, w, h = cv2.boundingRect(outline)
        is_of_size = low < min(w, h) and max(w, h) < high and min(w, h) > SLENDER * max(w, h)
        full = cv2.contourArea(outline) / max(1, (w - 1) * (h - 1))
        whole, is_square = cv2.boundingRect(around), full >= SQUARE
        apart = SQUARE_APART if is_square else APART
        if is_of_size and full >= FULL and whole[2] < 2 * w and _stands_apart(closed, whole, apart):
            yield _Box((w + h) / 2 + 2, is_square)


def _stands_apart(mask: Pixels, box: Sequence[int], apart: float) -> bool:
    x, y, w, h = box
    gap = max(1, round(apart * w))
    before, behind = mask[y : y + h, max(0, x - gap) : x], mask[y : y + h, x + w : x + w + gap]
    return not before.any() and not behind.any()


def _ink_in_box(option: _Option, like: _Box) -> float | None:
    """The share of the box before the word that is ink; None where there is no such box."""
    solid = (with_gaps_closed(option.mask) // 255).astype(np.float32)
    best, found = FRAMED, None
    for size in (round(step * like.side) for step in STEPS):
        if size > min(solid.shape):
            continue
        outline = _outline(size, like.is_square)
        score = cv2.matchTemplate(solid, outline / outline.sum(), cv2.TM_CCORR)
        _, most, _, (x, y) = cv2.minMaxLoc(score)
        if most > best:
            inset = max(2, round(INSET * size))
            inside = option.mask[y + inset : y + size - inset, x + inset : x + size - inset]
            best, found = most, float(np.count_nonzero(inside)) / max(1, inside.size)
    return found


def _outline(size: int, is_square: bool) -> NDArray[np.float32]:
    """A box or a ring of that size: 1 where its ink is."""
    thick = max(1, round(size / STROKE))
    outline = np.ones((size, size), np.float32)
    if is_square:
        outline[thick:-thick, thick:-thick] = 0.0
        return outline
    ys, xs = np.indices((size, size)) - (size - 1) / 2
    return np.asarray(np.abs(np.hypot(xs, ys) - (size - thick) / 2) <= thick / 2, dtype=np.float32)
