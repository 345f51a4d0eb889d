"""What parts a pen's strokes."""

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels
from extractors.marks.strokes import is_crossed


def scrawl(*lines: tuple[tuple[int, int], tuple[int, int]]) -> Pixels:
    """A round signature with these straight lines over it."""
    mask = np.zeros((120, 280), np.uint8)
    for at in range(5):
        cv2.ellipse(mask, (50 + 45 * at, 70), (28, 34), 20, 0, 300, (255,), 2)
    for begin, end in lines:
        cv2.line(mask, begin, end, (255,), 2)
    return mask


RISING, FALLING = ((8, 114), (272, 6)), ((6, 8), (270, 112))


def test_two_strokes_over_all_of_it_cross_a_signature_out() -> None:
    assert is_crossed(scrawl(RISING, FALLING))


@pytest.mark.parametrize(
    "lines",
    [(), (RISING,), (((5, 100), (275, 96)), RISING), (((20, 10), (70, 110)), ((70, 110), (120, 10)))],
    ids=["none", "one", "an underline", "a letter's"],
)
def test_flourishes_do_not(lines: tuple[tuple[tuple[int, int], tuple[int, int]], ...]) -> None:
    assert not is_crossed(scrawl(*lines))
