"""The net that tells print from a hand: by letters' shapes, where there is ink."""

import numpy as np
from PIL import Image, ImageDraw

from extractors.engines.pen_columns import STRIDE, by_a_hand, pen_odds
from samples import fonts

TEXT = "Dengan hormat saya mohon bantuan bapak dan ibu"


def line_in(*families: str) -> np.ndarray:
    """A line, its text once in each typeface."""
    image = Image.new("L", (1900, 60), 245)
    pen, left = ImageDraw.Draw(image), 12.0
    for family in families:
        font = fonts.face(family, 34)
        pen.text((left, 40), TEXT, 30, font, anchor="ls")
        left += font.getlength(TEXT) + 60
    return np.asarray(image)[:, : round(left)]


def test_print_and_a_hand_are_told_apart() -> None:
    odds = pen_odds([line_in(family) for family in ("arial", "courier", "times", "femke", "ruf")])
    typed, written = (
        [by_a_hand(columns) for columns in odds[:3]],
        [by_a_hand(columns) for columns in odds[3:]],
    )
    assert max(typed) < -1.0
    assert min(written) > 1.0


def test_a_label_and_what_is_written_behind_it_each_have_their_columns() -> None:
    line = line_in("arial", "femke")
    (odds,) = pen_odds([line])
    border = len(odds) * line_in("arial").shape[1] // line.shape[1]
    assert by_a_hand(odds[: border - STRIDE]) < -1.0
    assert by_a_hand(odds[border + STRIDE :]) > 1.0


def test_where_no_ink_is_nothing_is_told() -> None:
    (odds,) = pen_odds([np.full((40, 300), 240, np.uint8)])
    assert np.isnan(odds).all()
    assert by_a_hand(odds) == -np.inf


def test_a_line_beyond_the_page_shows_no_hand() -> None:
    odds, beside = pen_odds([np.zeros((0, 300), np.uint8), line_in("femke")])
    assert by_a_hand(odds) == -np.inf
    assert by_a_hand(beside) > 1.0
