"""A form's row of boxes: its characters are read as one line, whatever an engine made of each."""

import time

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels, as_pixels
from extractors.image.workspace import Workspace
from extractors.page.boxed_characters import with_boxed_characters
from models.page import Line
from tests.extractors.marks.test_marks import paper
from tests.extractors.paper import line

LEFT, TOP, SIDE = 400, 600, 48
NIK = "3517015003879020"


def boxed(text: str, *, apart: int = 0, rise: float = 0.0, inset: int = 11) -> Pixels:
    """A page with each character of the text in a box; `apart`: pixels between two of them, `inset`: from a
    box's side to the character's."""
    pixels = paper()
    for at, char in enumerate(text):
        x = LEFT + at * (SIDE + apart)
        y = TOP + round(rise * (x - LEFT))
        cv2.rectangle(pixels, (x, y), (x + SIDE, y + SIDE), (60, 60, 60), 2)
        cv2.putText(pixels, char, (x + inset, y + 38), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (110, 40, 30), 3)
    return pixels


def read(pixels: Pixels, *lines: Line) -> list[str]:
    return [one.text for one in with_boxed_characters(Workspace(pixels), lines)]


@pytest.mark.parametrize(
    ("apart", "rise"), [(0, 0.0), (10, 0.0), (0, 0.02)], ids=["joined", "apart", "askew"]
)
def test_a_number_in_boxes_is_one_word(apart: int, rise: float) -> None:
    pieces = [line("3", LEFT + 10, TOP + 8), line("O1", LEFT + 150, TOP + 8), line("2. NIK", 100, TOP + 8)]
    assert read(boxed(NIK, apart=apart, rise=rise), *pieces) == ["2. NIK", NIK]


def test_a_date_in_boxes_is_day_month_and_year() -> None:
    """Eight figures that make a day; a number of as many that makes none stays whole."""
    assert read(boxed("09112026")) == ["09-11-2026"]
    assert read(boxed("88446722")) == ["88446722"]


def test_an_empty_box_parts_words_and_those_at_the_end_are_none() -> None:
    assert read(boxed("SITI AMINAH   ")) == ["SITI AMINAH"]


def test_boxes_whose_sides_a_copy_lost_are_of_their_row() -> None:
    pixels = boxed("SITI  AMINAH    ")
    for at in (6, 7, 9):
        cv2.rectangle(
            pixels, (LEFT + at * SIDE + 6, TOP - 3), (LEFT + at * SIDE + 30, TOP + 3), (255,) * 3, -1
        )
    assert read(pixels) == ["SITI AMINAH"]


def test_on_a_photograph_boxes_are_sought_on_the_sheet_laid_flat() -> None:
    scan = boxed("SITI AMINAH   ")
    high, wide = scan.shape[:2]
    corners = np.array([(150, 220), (1120, 90), (1180, 1490), (190, 1550)], np.float32)
    source = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    table = np.full((1650, 1300, 3), 70, np.uint8)
    matrix = cv2.getPerspectiveTransform(source, corners)
    cv2.warpPerspective(scan, matrix, (1300, 1650), table, borderMode=cv2.BORDER_TRANSPARENT)
    (found,) = with_boxed_characters(Workspace(as_pixels(table)), [])
    assert found.text == "SITI AMINAH"
    x, y, _ = matrix @ (LEFT, TOP, 1) / (matrix @ (LEFT, TOP, 1))[2]
    assert (found.box[0] * 1300, found.box[3] * 1650) == pytest.approx((x, y + 30), abs=25)


def test_characters_may_touch_the_sides_of_all_their_boxes() -> None:
    """A hand writes at a box's left: no white area is a square any more."""
    assert read(boxed(NIK, inset=1)) == [NIK]


def test_boxes_without_a_character_say_nothing() -> None:
    assert read(boxed(" " * 12), line("| |", LEFT + 10, TOP + 8)) == []


def test_a_table_s_cells_and_large_letters_are_no_boxes() -> None:
    few = line("12", LEFT + 10, TOP + 8)
    assert read(boxed("12345"), few) == ["12"]
    pixels = paper()
    cv2.putText(pixels, "OOOOOOOO", (300, 700), cv2.FONT_HERSHEY_SIMPLEX, 3, (0, 0, 0), 6)
    assert read(pixels, few) == ["12"]


def test_a_page_full_of_boxes_is_read_in_a_moment() -> None:
    pixels = paper()
    for x in range(20, 1600, 36):
        for y in range(20, 2300, 36):
            cv2.rectangle(pixels, (x, y), (x + 32, y + 32), (60, 60, 60), 2)
    start = time.perf_counter()
    assert read(pixels) == []
    assert time.perf_counter() - start < 5
