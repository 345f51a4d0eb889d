"""A page crossed out by pen."""

import cv2
import numpy as np
import pytest

from extractors.image.crossing_out import is_crossed_out
from extractors.image.workspace import Workspace
from tests.extractors.image.test_streaks import printed

PEN = (60,)


@pytest.mark.parametrize(
    "strokes",
    [
        [((200, 300), (1450, 2000))],
        [((1400, 400), (250, 1800))],
        [((250, 250), (1400, 1200)), ((1400, 250), (250, 1200))],
        [((250, 300), (1400, 320)), ((1400, 320), (250, 1900)), ((250, 1900), (1400, 1880))],
    ],
)
def test_strokes_across_the_page_cross_it_out(strokes: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    page = printed()
    for begin, end in strokes:
        cv2.line(page, begin, end, PEN, 4, cv2.LINE_AA)
    assert is_crossed_out(Workspace(page))


def test_print_rulings_a_fold_and_a_signature_do_not() -> None:
    page = printed()
    cv2.rectangle(page, (150, 400), (1500, 1300), (20,), 3)
    cv2.line(page, (0, 1170), (1653, 1190), PEN, 3, cv2.LINE_AA)
    cv2.line(page, (820, 0), (840, 2338), PEN, 3, cv2.LINE_AA)
    cv2.ellipse(page, (1200, 1900), (220, 70), -20, 0, 330, PEN, 4, cv2.LINE_AA)
    cv2.line(page, (1000, 2000), (1430, 1800), PEN, 4, cv2.LINE_AA)
    assert not is_crossed_out(Workspace(page))


def test_a_dark_page_is_not_crossed_out() -> None:
    assert not is_crossed_out(Workspace(np.full((2339, 1654), 20, np.uint8)))
