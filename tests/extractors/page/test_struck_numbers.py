"""Numbers that a line runs through: what stands there counts no more."""

import cv2
import pytest

from extractors.image.pixels import Pixels, grey
from extractors.page.struck_numbers import with_struck_numbers
from models.page import Line, Word
from tests.extractors.marks.test_marks import paper

LEFT, FOOT, HIGH = 400, 700, 30


def printed(text: str) -> tuple[Pixels, Line]:
    """A page with a word on it, and the word's line."""
    pixels = paper()
    cv2.putText(pixels, text, (LEFT, FOOT), cv2.FONT_HERSHEY_SIMPLEX, 1.35, (30, 30, 30), 3)
    wide = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, 1.35, 3)[0][0]
    height, width = pixels.shape[:2]
    box = (LEFT / width, (FOOT - HIGH) / height, (LEFT + wide) / width, (FOOT + 2) / height)
    return pixels, Line(words=(Word(text=text, box=box, confidence=0.95),), box=box)


def is_struck(text: str, *strokes: tuple[int, int, int, int]) -> bool:
    """With strokes from (x, y) to (x, y), pixels from the word's lower left corner, as if by pen."""
    pixels, line = printed(text)
    for x0, y0, x1, y1 in strokes:
        cv2.line(pixels, (LEFT + x0, FOOT + y0), (LEFT + x1, FOOT + y1), (140, 50, 30), 3)
    return with_struck_numbers(grey(pixels), [line])[0].words[0].is_struck


@pytest.mark.parametrize("stroke", [(-10, -15, 470, -15), (-10, -10, 470, -22)], ids=["level", "rising"])
def test_a_number_with_a_line_through_it_is_struck(stroke: tuple[int, int, int, int]) -> None:
    assert is_struck("3517015003879020", stroke)


@pytest.mark.parametrize(
    "strokes",
    [[], [(-10, 6, 470, 6)], [(-10, -15, 120, -15)]],
    ids=["untouched", "underlined", "touched at its begin"],
)
def test_a_number_without_is_not(strokes: list[tuple[int, int, int, int]]) -> None:
    assert not is_struck("3517015003879020", *strokes)


def test_words_without_figures_are_not_looked_at() -> None:
    assert not is_struck("Tembelang", (-10, -15, 300, -15))
