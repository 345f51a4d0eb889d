"""Pages for the model of ink: what they say was drawn lies where the ink is."""

import numpy as np
import pytest

from samples.dossiers.closings import CLOSINGS
from samples.training.marks.pages import HARD, known_page, share_of


def test_the_ink_lies_where_the_page_says() -> None:
    seen = 0
    for number in range(6):
        page = known_page(number, 3)
        height, width = page.pixels.shape[:2]
        for mark in page.inked:
            x0, y0, x1, y1 = mark.box
            part = page.pixels[int(y0 * height) : int(y1 * height) + 1, int(x0 * width) : int(x1 * width) + 1]
            assert int(part.min()) < int(np.median(page.pixels)) - 40
            seen += 1
        assert page.lines and all(0 <= word.confidence <= 1 for line in page.lines for word in line.words)
        assert np.array_equal(page.pixels, known_page(number, 3).pixels)
    assert seen > 2


def test_hard_closings_are_closings() -> None:
    assert set(HARD) <= set(CLOSINGS)


@pytest.mark.parametrize(
    ("other", "share"),
    [((0.0, 0.0, 0.2, 0.2), 1.0), ((0.1, 0.0, 0.3, 0.2), 0.5), ((0.5, 0.5, 0.6, 0.6), 0.0)],
)
def test_share_of_the_smaller_box(other: tuple[float, float, float, float], share: float) -> None:
    assert share_of((0.0, 0.0, 0.2, 0.2), other) == pytest.approx(share)
