"""What a stamp's outline encloses: its own print, or nothing (what a cup leaves)."""

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels, as_pixels
from extractors.marks.stamp_body import is_printed, stamp_body

WIDTH, SIDE = 1400, 260


def ring(lines: tuple[str, ...]) -> Pixels:
    """Ink of a rim of two ragged lines with words in its middle, white on black."""
    ink = np.zeros((SIDE, SIDE), np.uint8)
    for turn in range(0, 360, 9):
        for radius in (112, 101):
            cv2.ellipse(ink, (130, 130), (radius + turn % 4, radius - turn % 3), 0, turn, turn + 9, 255, 3)
    for at, text in enumerate(lines):
        cv2.putText(ink, text, (62, 105 + 32 * at), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2)
    return as_pixels(ink)


@pytest.mark.parametrize(
    ("lines", "is_stamps"), [(("KOPERASI", "TANI", "JAYA"), True), ((), False)], ids=["a stamp", "a cup"]
)
def test_a_rim_around_nothing_is_no_stamp_s(lines: tuple[str, ...], is_stamps: bool) -> None:
    ink = ring(lines)
    body = stamp_body(ink, WIDTH)
    assert body is not None
    assert is_printed(body, ink, WIDTH) is is_stamps
