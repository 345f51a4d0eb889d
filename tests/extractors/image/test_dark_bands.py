"""White print on a coloured band is turned about; shadows, black edges and corners on a dark table stay."""

import cv2
import numpy as np
import pytest

from extractors.image.dark_bands import with_bands_turned
from extractors.image.pixels import Pixels

WIDTH, HEIGHT, PAPER = 1000, 1414, 245


def sheet(ground: int, *, top: int = 0, bottom: int = 120) -> Pixels:
    """A page with dark print on it, and a band of that grey from `top` to `bottom` (pixels)."""
    page = np.full((HEIGHT, WIDTH), PAPER, np.uint8)
    cv2.putText(page, "Dengan hormat", (100, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 2)
    page[top:bottom] = ground
    return page


def lettered(page: Pixels) -> Pixels:
    """The page with white print at its top."""
    cv2.putText(page, "KOPERASI KELURAHAN", (200, 50), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 255, 3)
    cv2.putText(page, "Jl. Kemuning Raya No. 5", (200, 90), cv2.FONT_HERSHEY_SIMPLEX, 0.7, 255, 2)
    return page


@pytest.mark.parametrize("ground", [45, 74, 110])
def test_white_print_on_a_band_becomes_black_on_white(ground: int) -> None:
    page = lettered(sheet(ground))
    before = page.copy()
    turned = with_bands_turned(page)
    assert np.array_equal(page, before)
    assert np.median(turned[:120]) > PAPER - 10
    assert turned[:120].min() < 20
    assert np.array_equal(turned[120:], page[120:])


def corner_on_a_table() -> Pixels:
    page = sheet(60)
    page[:120, 700:] = PAPER
    return page


@pytest.mark.parametrize(
    "page", [sheet(45), sheet(160), corner_on_a_table(), lettered(sheet(60, bottom=1000)), sheet(245)]
)
def test_what_is_no_band_of_print_stays(page: Pixels) -> None:
    assert with_bands_turned(page) is page


@pytest.mark.parametrize("spot", [np.s_[:, :260], np.s_[60:200, 600:960]], ids=["bar", "box"])
def test_a_bar_at_the_side_and_a_box_are_turned(spot: tuple[slice, slice]) -> None:
    page = np.full((HEIGHT, WIDTH), PAPER, np.uint8)
    page[spot] = 74
    x, y = (20, 300) if spot[1].start is None else (620, 120)
    cv2.putText(page, "AHU-0991731", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 255, 2)
    cv2.putText(page, "Jl. Pattimura", (x, y + 40), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 255, 2)
    turned = with_bands_turned(page)
    assert np.median(turned[spot]) > PAPER - 10 and turned[spot].min() < 40
    assert with_bands_turned(page, 0.95) is page


def test_a_broad_stroke_of_a_pen_is_no_box() -> None:
    page = sheet(245)
    points = np.array([(300, 900), (360, 1010), (420, 890), (480, 1010), (540, 900), (640, 990)], np.int32)
    cv2.polylines(page, [points], False, 40, 12)
    assert with_bands_turned(page) is page


def test_a_bar_that_a_shadow_around_the_sheet_joins_to_others_is_turned() -> None:
    page = np.full((HEIGHT, WIDTH), PAPER, np.uint8)
    page[:25], page[-25:], page[:, -25:] = 90, 90, 90
    page[:, :260] = 74
    cv2.putText(page, "KOPERASI", (20, 300), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 255, 4)
    cv2.putText(page, "Jl. Pattimura", (20, 340), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 255, 2)
    turned = with_bands_turned(page)
    assert np.median(turned[100:-100, 20:240]) > PAPER - 10
    assert turned[280:300, 20:240].min() < 40
