"""What is stuck or printed on a letter beside its signatures and is no stamp: a meterai, a code of squares.

A stamp is a drawing of lines through which the paper shows; a meterai has a ground of its own, pink or grey.
"""

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels
from extractors.marks.stamp_body import BODY_KERNEL, enclosed

TINTED = 18
"""Grey levels by which a meterai's ground is darker than the paper around it: of 150 stamps 12 at most, of
meterai 24 and more, where a copy has not washed it out."""
AROUND = 12
"""Pixels of paper looked at around a box."""
FILL, SIDE = 0.85, 0.068
"""A meterai fills its box, and is at least this wide (page widths; 20 mm are .095): loops of a pen that lie
on each other fill as much, up to .066 high (nine signatures of 100 letters by others)."""
NAMED_SIDE = 0.04
"""The same where it says what it is: a part of it may be taken away as print."""
CODE_INK, CODE_SIDES, CODE_ASPECT = (0.3, 0.65), (0.05, 0.25), 1.3
"""Share of a code's box under ink; its sides in page widths, and the longer over the shorter with what else
lies close."""
CODE_SCALE, QUIET = 3, 24
"""A code's squares are 4 pixels wide on the page's copy: enlarged, and given a white edge, it is found."""


def has_own_ground(body: Pixels, mask: Pixels, light: Pixels, box: tuple[int, int, int, int]) -> bool:
    """Whether the ground between the ink is darker than the paper around.

    `body`: the area in question, `mask`: the ink in the same box (x, y, w, h); `light`: the grey page.
    """
    x, y, w, h = box
    inked = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    ground = light[y : y + h, x : x + w][(body > 0) & (inked == 0)]
    left, top = max(0, x - AROUND), max(0, y - AROUND)
    near = light[top : y + h + AROUND, left : x + w + AROUND]
    is_outside = np.ones(near.shape, dtype=bool)
    is_outside[y - top : y - top + h, x - left : x - left + w] = False
    if not ground.size or not is_outside.any():
        return False
    return bool(np.median(near[is_outside]) - np.median(ground) > TINTED)


def without_stickers(mask: Pixels, width: int, *, is_named: bool) -> Pixels:
    """The ink of a box without a meterai in it: a printed rectangle that is no writing.

    `width`: the page's, in pixels; `is_named`: whether it says what it is.
    """
    size = max(3, int(BODY_KERNEL * width))
    body = as_pixels(cv2.morphologyEx(enclosed(mask), cv2.MORPH_OPEN, np.ones((size, size), np.uint8)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(body)
    least = (NAMED_SIDE if is_named else SIDE) * width
    left = mask.copy()
    for index in range(1, count):
        _, _, w, h, area = (int(value) for value in stats[index])
        if area > FILL * w * h and min(w, h) > least:
            left[cv2.dilate(as_pixels(labels == index), np.ones((7, 7), np.uint8))[1:-1, 1:-1] > 0] = 0
    return left


def is_code(mask: Pixels, width: int) -> bool:
    """Whether the ink of a box is a QR code, as an electronic signature has one."""
    h, w = mask.shape
    low, high = (share * width for share in CODE_SIDES)
    if not low < min(w, h) or not max(w, h) < min(high, CODE_ASPECT * min(w, h)):
        return False
    if not CODE_INK[0] * w * h < np.count_nonzero(mask) < CODE_INK[1] * w * h:
        return False
    large = cv2.resize(
        cv2.bitwise_not(mask), None, fx=CODE_SCALE, fy=CODE_SCALE, interpolation=cv2.INTER_NEAREST
    )
    edged = cv2.copyMakeBorder(large, QUIET, QUIET, QUIET, QUIET, cv2.BORDER_CONSTANT, value=255)
    try:
        found, _ = cv2.QRCodeDetector().detect(edged)
    except cv2.error:
        return False  # what looks like a code and is none
    return bool(found)
