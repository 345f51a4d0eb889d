"""A form's services: the one whose box is ticked is marked, however the engine read the boxes."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels
from extractors.image.workspace import Workspace
from extractors.page.ticked_boxes import with_ticked_word
from models.page import Line
from tests.extractors.marks.test_marks import paper
from tests.extractors.paper import line

TOP, BOX = 600, 22
SERVICES = ("Konsultasi", "Pengaduan", "Penyelesaian")
LEFTS = (420, 720, 1020)


def form(*, tick: str = "", at: int = 1, is_round: bool = False, before: int = 40) -> Pixels:
    """A sheet with a box before each service's word, as many pixels `before` its beginning; `tick`: what
    stands in one of them."""
    pixels = paper()
    for left, service in zip(LEFTS, SERVICES, strict=True):
        corner = (left - before, TOP + 3)
        if is_round:
            cv2.circle(pixels, (corner[0] + BOX // 2, corner[1] + BOX // 2), BOX // 2, (60, 60, 60), 2)
        else:
            cv2.rectangle(pixels, corner, (corner[0] + BOX, corner[1] + BOX), (60, 60, 60), 2)
        cv2.putText(pixels, service, (left, TOP + 26), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (40, 40, 40), 2)
    x, y = LEFTS[at] - before, TOP + 3
    if tick == "cross":
        cv2.line(pixels, (x + 3, y + 3), (x + BOX - 3, y + BOX - 3), (40, 40, 40), 2)
        cv2.line(pixels, (x + 3, y + BOX - 3), (x + BOX - 3, y + 3), (40, 40, 40), 2)
    if tick == "pen":
        strokes = np.array([(x + 2, y + 10), (x + 10, y + BOX + 4), (x + 34, y - 14)], np.int32)
        cv2.polylines(pixels, [strokes], False, (140, 60, 30), 3)
    return pixels


def lines(words: Sequence[str] = SERVICES) -> list[Line]:
    title = line("FORMULIR KONSULTASI, PENGADUAN DAN PENYELESAIAN MASALAH", 300, 200)
    return [title, *(line(word, left, TOP) for word, left in zip(words, LEFTS, strict=True))]


def ticked(pixels: Pixels, words: Sequence[str] = SERVICES) -> list[str]:
    read = with_ticked_word(Workspace(pixels), lines(words))
    return [word.text for one in read for word in one.words if word.is_ticked]


@pytest.mark.parametrize("is_round", [False, True], ids=["boxes", "rings"])
@pytest.mark.parametrize(("tick", "at"), [("cross", 0), ("cross", 2), ("pen", 1)])
def test_the_service_whose_box_has_ink_in_it_is_ticked(tick: str, at: int, is_round: bool) -> None:
    assert ticked(form(tick=tick, at=at, is_round=is_round)) == [SERVICES[at]]


def test_a_square_box_may_stand_close_to_its_word() -> None:
    assert ticked(form(tick="cross", before=BOX + 6)) == [SERVICES[1]]


def test_none_is_where_all_boxes_are_empty_or_two_are_ticked() -> None:
    assert ticked(form()) == []
    both = np.minimum(form(tick="cross", at=0), form(tick="cross", at=2))
    assert ticked(both) == []


def test_words_without_boxes_are_no_form() -> None:
    assert ticked(paper()) == []
    assert ticked(form(tick="pen"), ("Alamat", "Telepon", "Pengaduan")) == []
