"""Print stands on its line; a hand does not."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.page import pen_writing
from extractors.page.pen_writing import CutLines, is_by_pen, standing_share
from models.page import Line, Word
from samples import fonts

TEXT = "Dengan hormat saya mohon bantuan bapak dan ibu"


def line_image(jitter: float, slope: float = 0.0) -> np.ndarray:
    """A line of print, each letter lifted or lowered by up to `jitter` pixels."""
    chance = np.random.default_rng(4)
    image = Image.new("L", (900, 44), 255)
    pen, font, x = ImageDraw.Draw(image), fonts.face("arial", 28), 6.0
    for char in TEXT:
        y = 32 + slope * x + chance.uniform(-jitter, jitter)
        pen.text((x, round(y)), char, 0, font, anchor="ls")
        x += font.getlength(char) + 2
    return np.asarray(image)


def test_print_stands_on_its_line_also_when_it_climbs() -> None:
    assert (standing_share(line_image(0)) or 0.0) > 0.85
    assert (standing_share(line_image(0, slope=-0.008)) or 0.0) > 0.8


def test_a_hand_does_not() -> None:
    assert (standing_share(line_image(4)) or 1.0) < 0.7


def test_too_few_letters_tell_nothing() -> None:
    assert standing_share(line_image(0)[:, :80]) is None
    assert standing_share(np.full((10, 200), 255, np.uint8)) is None


@pytest.mark.parametrize(
    ("jitter", "odds", "expected"),
    [(0, -1.0, None), (4, -1.0, True), (4, -3.0, False), (0, 1.0, True)],
    ids=["open", "unsteady letters", "unsteady print", "a tidy hand"],
)
def test_a_page_is_by_pen_by_its_middle_line(
    jitter: float, odds: float, expected: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pen_writing, "by_a_hand", lambda columns: odds)
    page = np.concatenate([line_image(jitter)] * 4)
    lines = [
        Line(words=(Word(text=TEXT, box=(0.0, at / 4, 1.0, (at + 1) / 4), confidence=0.9),),
             box=(0.0, at / 4, 1.0, (at + 1) / 4))
        for at in range(4)
    ]  # fmt: skip
    assert is_by_pen(CutLines(page, lines)) is expected
    assert is_by_pen(CutLines(page, lines[:2])) is None
