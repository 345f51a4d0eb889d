"""Stamps in a coloured frame, beside the pens that fill a rectangle and draw no frame."""

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels
from extractors.image.workspace import Workspace
from extractors.marks.framed_stamp import framed_stamps
from extractors.marks.marks import find_marks
from models.page import SEEN, MarkKind
from tests.extractors.paper import line

HEIGHT, WIDTH = 1400, 990
RED, BLUE, BLACK = (60, 40, 190), (170, 90, 60), (30, 30, 30)
Colour = tuple[int, int, int]


def page() -> Pixels:
    return np.full((HEIGHT, WIDTH, 3), 250, np.uint8)


def frame(pixels: Pixels, colour: Colour, sides: tuple[int, int] = (210, 64), angle: float = -4.0) -> None:
    """A frame with a line of words about (400, 1000), aslant."""
    corners = cv2.boxPoints(((400.0, 1000.0), sides, angle)).astype(np.int32)
    cv2.polylines(pixels, [corners], isClosed=True, color=colour, thickness=3)
    cv2.putText(pixels, "TOKO MURAH", (330, 1010), cv2.FONT_HERSHEY_SIMPLEX, 0.7, colour, 2)


def scrawl(pixels: Pixels, colour: Colour) -> None:
    points = [(310 + 9 * i, 1000 + (30 if i % 2 else -30)) for i in range(22)]
    cv2.polylines(pixels, [np.array(points, np.int32)], isClosed=False, color=colour, thickness=3)


def rest(pixels: Pixels) -> Pixels:
    return np.full(pixels.shape[:2], 255, np.uint8)


@pytest.mark.parametrize("colour", [RED, BLUE])
def test_a_frame_in_colour_is_a_stamp_though_a_black_pen_crosses_it(colour: Colour) -> None:
    pixels = page()
    frame(pixels, colour)
    cv2.line(pixels, (250, 1050), (420, 960), BLACK, 3)
    (box,) = framed_stamps(pixels, rest(pixels))
    assert abs(box[0] * WIDTH - 295) < 8
    assert abs(box[3] * HEIGHT - 1040) < 8


def test_a_scrawl_that_fills_a_rectangle_draws_no_frame() -> None:
    pixels = page()
    scrawl(pixels, BLUE)
    assert framed_stamps(pixels, rest(pixels)) == ()


@pytest.mark.parametrize(
    ("colour", "sides"),
    [(BLACK, (210, 64)), (RED, (110, 90)), (RED, (60, 40))],
    ids=["in black", "a meterai's form", "too small"],
)
def test_other_frames_are_none(colour: Colour, sides: tuple[int, int]) -> None:
    pixels = page()
    frame(pixels, colour, sides)
    assert framed_stamps(pixels, rest(pixels)) == ()


def test_the_office_s_own_stamp_of_receipt_is_no_mark_of_the_sender() -> None:
    pixels = page()
    frame(pixels, RED)
    marks = find_marks(Workspace(pixels), [])
    assert any(mark.kind is MarkKind.STEMPEL and mark.score >= SEEN for mark in marks)
    words = line("DITERIMA TGL 3", int(340 * 1654 / WIDTH), int(990 * 2339 / HEIGHT))
    received = find_marks(Workspace(pixels), [words])
    assert not [mark for mark in received if mark.kind is MarkKind.STEMPEL and mark.score >= SEEN]
