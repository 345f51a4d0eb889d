"""White print on dark ground that ends somewhere: read as black on white, its sheet seen whole."""

import cv2
import numpy as np
import pytest

from extractors.image.paper_outline import around_print
from extractors.image.pixels import Pixels
from extractors.image.white_print import white_print, with_white_print_turned

COLUMN = 260
"""Pixels of the dark column down a page of 1000 by 1400."""
ROWS = ("Koperasi Produsen", "Arjuna Wening", "018/LAW/2026")


@pytest.fixture
def page() -> Pixels:
    """A sheet with a dark column at its left, print on both."""
    page = np.full((1400, 1000), 240, np.uint8)
    page[:, :COLUMN] = 40
    for at, text in enumerate(ROWS):
        cv2.putText(page, text, (20, 200 + 40 * at), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 235, 2, cv2.LINE_AA)
        cv2.putText(page, text, (320, 200 + 40 * at), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 20, 2, cv2.LINE_AA)
    return page


def test_white_rows_on_a_dark_column_become_black_on_white(page: Pixels) -> None:
    """The print is where it was, dark on light; the sheet's own print and the column's empty part stay."""
    turned = with_white_print_turned(page)
    block = turned[180:290, 20:240]
    assert np.percentile(block, 80) > 200
    assert block.min() < 80
    assert np.array_equal(turned[:, 320:], page[:, 320:])
    assert np.array_equal(turned[600:], page[600:])


def test_a_page_without_white_print_is_the_page_itself(page: Pixels) -> None:
    """A dark column alone, and a table with streaks of all sizes, hold no print."""
    page[:, :COLUMN] = 40
    assert with_white_print_turned(page) is page
    grain = np.random.default_rng(1).normal(90, 70, page.shape)
    page[:, :COLUMN] = np.clip(cv2.GaussianBlur(grain, (0, 0), sigmaX=20, sigmaY=1), 0, 120)[:, :COLUMN]
    assert white_print(page) == []


def test_a_sheet_reaches_around_the_print_on_its_own_dark_column(page: Pixels) -> None:
    """The outline of the light part is moved out over the column, and no further where no print stands."""
    light = np.array([(COLUMN, 10), (990, 10), (990, 1390), (COLUMN, 1390)], np.float32)
    whole = around_print(light, white_print(page), page)
    assert whole[:, 0].min() < 20
    assert np.allclose(whole[1:3], light[1:3], atol=0.5)
    assert np.array_equal(around_print(light, [], page), light)


def test_a_sheet_reaches_around_the_print_on_its_own_dark_band(page: Pixels) -> None:
    """Above what is light a band with the koperasi's name: the outline goes on upwards."""
    light = np.array([(10, 300), (990, 300), (990, 1390), (10, 1390)], np.float32)
    whole = around_print(light, [(0.1, 0.1, 0.6, 0.15)], page)
    assert whole[:2, 1].max() < 0.1 * len(page)
    assert np.allclose(whole[2:], light[2:], atol=0.5)
    assert np.array_equal(around_print(light, [(0.1, 0.3, 0.6, 0.4)], page), light)
