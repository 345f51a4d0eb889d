"""Figures in a pen's blue on a page of black print are known as a hand's; a blue letterhead's are not."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.engines.rapidocr import SeenLine
from extractors.image.workspace import Workspace
from extractors.page import written_words
from extractors.page.pen_colour import blue_words, is_blue
from extractors.page.pen_writing import CutLines
from extractors.page.written_words import with_written_words
from models.field import hull
from models.page import Line, Word

BLACK, PEN = (30, 30, 30), (170, 80, 50)
WIDTH, HEIGHT = 1000, 1400


def a_page(*rows: tuple[tuple[str, tuple[int, int, int]], ...]) -> tuple[Workspace, list[Line]]:
    """Rows of words in their colours (BGR)."""
    sheet, lines = np.full((HEIGHT, WIDTH, 3), 252, np.uint8), []
    for row, texts in enumerate(rows):
        words = []
        for at, (text, colour) in enumerate(texts):
            left, foot = 50 + 300 * at, 100 + 60 * row
            cv2.putText(sheet, text, (left, foot), cv2.FONT_HERSHEY_SIMPLEX, 1.0, colour, 2)
            box = (left / WIDTH, (foot - 30) / HEIGHT, (left + 22 * len(text)) / WIDTH, (foot + 8) / HEIGHT)
            words.append(Word(text=text, box=box, confidence=0.95))
        lines.append(Line(words=tuple(words), box=hull([word.box for word in words])))
    return Workspace(sheet), lines


PRINT = (("Dengan", BLACK), ("hormat", BLACK))


def test_blue_is_told_from_black_and_red() -> None:
    for colour, is_pens in ((BLACK, False), (PEN, True), ((40, 40, 190), False)):
        page, _ = a_page((("0813", colour),))
        assert is_blue(page.pixels[60:120, 40:200]) is is_pens
    assert not is_blue(np.full((20, 40), 200, np.uint8))


def test_words_in_blue_beside_figures_in_blue() -> None:
    page, lines = a_page((("Nomor", BLACK), ("041/KSU", PEN)), PRINT, PRINT)
    assert blue_words(page, page.colour_sheet, lines) == [{1}, set(), set()]


def test_a_page_in_blue_has_no_pens() -> None:
    page, lines = a_page((("Nomor", PEN), ("041/KSU", PEN)), (("Perihal", PEN),))
    assert blue_words(page, page.colour_sheet, lines) == [set(), set()]


@pytest.mark.parametrize(("beside", "is_pens"), [(BLACK, True), (PEN, False)], ids=["label", "letterhead"])
def test_figures_in_blue_are_a_hands_but_a_letterheads(
    monkeypatch: pytest.MonkeyPatch, beside: tuple[int, int, int], is_pens: bool
) -> None:
    page, lines = a_page((("Telepon", beside), ("081233445566", PEN)), PRINT, PRINT)
    monkeypatch.setattr(written_words, "_odds", lambda _line, _run, _odds: -2.0)
    monkeypatch.setattr(CutLines, "odds", [np.zeros(8, np.float32)] * 3)
    shown: list[int] = []

    def read_by_nets(seen: Sequence[SeenLine]) -> list[Line]:
        shown.append(len(seen))
        return lines[:1] * len(seen)

    monkeypatch.setattr(written_words, "read_by_nets", read_by_nets)
    blue = blue_words(page, page.colour_sheet, lines)
    with_written_words(Workspace(page.sheet.pixels), CutLines(page.sheet.pixels, lines), blue)
    assert bool(shown) is is_pens, "read again by the nets for handwriting"
