"""Streaks down a page: taken away before tesseract reads, and no part of a mark."""

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels, ink
from extractors.image.streaks import streaks, without_streaks
from models.page import MarkKind
from tests.extractors.marks.test_marks import MIDDLE, paper, seen, stamp


def printed() -> Pixels:
    """A grey page of print in lines."""
    page = np.full((2339, 1654), 245, np.uint8)
    for y in range(200, 2200, 60):
        cv2.putText(page, "permohonan pengurus koperasi", (180, y), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (20,), 3)
    return page


@pytest.mark.parametrize("slant", [0, 25])
def test_a_line_down_the_page_goes_and_the_print_stays(slant: int) -> None:
    clean = printed()
    marred = clean.copy()
    cv2.line(marred, (500, 0), (500 + slant, 2338), (60,), 2)
    mended = without_streaks(marred)
    left = np.count_nonzero(ink(mended)[:, 480:560] != ink(clean)[:, 480:560])
    before = np.count_nonzero(ink(marred)[:, 480:560] != ink(clean)[:, 480:560])
    assert left < 0.25 * before
    assert np.array_equal(mended[:, :450], marred[:, :450])


def test_print_and_the_rulings_of_a_table_are_no_streaks() -> None:
    page = printed()
    cv2.rectangle(page, (150, 400), (1500, 1300), (20,), 3)
    assert without_streaks(page) is page


def test_a_fold_through_a_stamp_is_no_part_of_it() -> None:
    pixels = paper()
    stamp(pixels)
    cv2.line(pixels, (MIDDLE[0] - 40, 700), (MIDDLE[0] + 10, 2338), (90, 90, 90), 2)
    stamps = [mark.box for mark in seen(pixels) if mark.kind is MarkKind.STEMPEL]
    assert stamps and all(box[3] - box[1] < 0.15 for box in stamps)
    assert not streaks(np.zeros((700, 500), np.uint8)).any()
