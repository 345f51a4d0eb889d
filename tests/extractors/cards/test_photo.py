"""A photo beside a card's rows, or paper alone."""

import cv2
import numpy as np
import pytest

from extractors.cards.photo import lacks_photo
from extractors.cards.row_layout import outline, rows_by_template
from extractors.image.pixels import as_pixels

HEIGHT = 806.0


@pytest.mark.parametrize(
    ("has_photo", "is_rubbed"), [(True, False), (True, True), (False, False)], ids=["photo", "pale", "typed"]
)
def test_a_list_typed_as_a_card_has_no_photo(has_photo: bool, is_rubbed: bool) -> None:
    rows = rows_by_template(20.0, 20.0, HEIGHT)
    (left, top), (right, _), (_, bottom), _ = outline(rows)
    dice = np.random.default_rng(3)
    region = dice.normal(225, 6, (round(bottom) + 40, round(right) + 40))
    if has_photo:
        face = slice(round(top + 0.35 * HEIGHT), round(top + 0.6 * HEIGHT))
        region[face, round(left + 0.8 * (right - left)) : round(left + 0.92 * (right - left))] -= (
            60 if is_rubbed else 170
        )
    assert lacks_photo(as_pixels(region.clip(0, 255)), rows, rows.photo_left) is not has_photo


def test_the_papers_edge_is_no_photo() -> None:
    rows = rows_by_template(20.0, 20.0, HEIGHT)
    (left, _), (right, _), (_, bottom), _ = outline(rows)
    region = np.full((round(bottom) + 40, round(right) + 40), 250.0)
    region[:, round(left + 0.85 * (right - left)) :] = 120
    assert lacks_photo(as_pixels(region), rows, rows.photo_left)


def test_a_slanting_fold_is_no_photo() -> None:
    """On a photographed sheet the light falls off, and a fold runs across it."""
    rows = rows_by_template(20.0, 20.0, HEIGHT)
    (_, _), (right, top), (_, bottom), _ = outline(rows)
    high, wide = round(bottom) + 40, round(right) + 40
    region = np.tile(np.linspace(230, 190, wide), (high, 1))
    middle = round(0.45 * (top + bottom))
    cv2.line(region, (0, middle), (wide, middle + 60), 150, 9)
    assert lacks_photo(as_pixels(region), rows, 0.7 * right)


@pytest.mark.parametrize(("is_photo", "is_lacking"), [(True, False), (False, True)], ids=["photo", "values"])
def test_a_photo_stands_where_the_cards_own_columns_end(is_photo: bool, is_lacking: bool) -> None:
    rows = rows_by_template(20.0, 20.0, HEIGHT)
    (left, top), (right, _), (_, bottom), _ = outline(rows)
    region = np.full((round(bottom) + 40, round(right) + 40), 225.0)
    start, width = (round(left + 0.58 * (right - left)), round(right - left))
    if is_photo:
        region[
            round(top + 0.33 * HEIGHT) : round(top + 0.6 * HEIGHT), start : start + round(0.15 * width)
        ] = 90
        region[round(top + 0.4 * HEIGHT) : round(top + 0.5 * HEIGHT), start : start + round(0.08 * width)] = (
            180
        )
    else:
        for at in range(3):
            y = round(top + (0.4 + 0.06 * at) * HEIGHT)
            region[y : y + 8, start : start + round(0.08 * width)] = 60
    assert lacks_photo(as_pixels(region), rows, float(start)) is is_lacking
