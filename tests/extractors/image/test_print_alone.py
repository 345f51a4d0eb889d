"""Print under coloured ink: it stays, the ink fades."""

import cv2
import numpy as np

from extractors.image.pixels import print_alone

PAPER, PRINT = (245, 245, 245), (30, 30, 30)


def test_print_stays_black_and_coloured_ink_fades_to_paper() -> None:
    pixels = np.full((200, 600, 3), PAPER, np.uint8)
    cv2.putText(pixels, "MASHUDI", (40, 120), cv2.FONT_HERSHEY_SIMPLEX, 2.0, PRINT, 6)
    cv2.circle(pixels, (520, 100), 50, (190, 60, 70), 8)
    cv2.line(pixels, (20, 180), (580, 180), (120, 40, 140), 6)
    alone = print_alone(pixels)
    assert alone[pixels.max(axis=2) == PRINT[0]].max() < 30
    assert alone[100, 470].min() > 240
    assert alone[180, 300].min() > 200


def test_a_grey_page_with_nothing_on_it_stays_without_marks() -> None:
    assert print_alone(np.full((40, 40, 3), 128, np.uint8)).shape == (40, 40, 3)
    assert print_alone(np.full((40, 40), 128, np.uint8)).shape == (40, 40, 3)
