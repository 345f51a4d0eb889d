"""A name that begins under a stamp: the strip that is read anew, and what is kept of it."""

from collections.abc import Sequence

import cv2
import pytest

from extractors.engines import rapidocr
from extractors.engines.rapidocr import Glyph, Reading
from extractors.image.pixels import Pixels
from extractors.page import occluded_name as module
from extractors.page.occluded_name import occluded_name
from models.field import Box
from models.page import Line, Mark, MarkKind
from tests.extractors.marks.test_marks import paper, stamp
from tests.extractors.paper import HEIGHT, WIDTH, line

STAMP = Mark(kind=MarkKind.STEMPEL, box=(930 / WIDTH, 1370 / HEIGHT, 1190 / WIDTH, 1630 / HEIGHT), score=0.95)
OFFICE = line("Ketua Pengurus", 960, 1385)
FOOT = 1610


def signed() -> Pixels:
    """A stamp below the office, across the beginning of a name that ends free beside it."""
    pixels = paper()
    stamp(pixels, (1060, 1500))
    cv2.putText(pixels, "(Khoirul Usmanto)", (960, FOOT), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    return pixels


def reading(text: str, score: float) -> Reading:
    return Reading(tuple(Glyph(char, score, (i + 0.5) / len(text)) for i, char in enumerate(text)))


class Recogniser:
    """Gives one reading to every strip and remembers the strips (fractions of the page)."""

    def __init__(self, answer: Reading) -> None:
        self.answer = answer
        self.strips: list[Box] = []

    def crop(self, pixels: Pixels, box: Box) -> Pixels:
        if box[1] != (STAMP.box[1] + STAMP.box[3]) / 2:
            self.strips.append(box)
        height, width = pixels.shape[:2]
        return pixels[int(box[1] * height) : int(box[3] * height), int(box[0] * width) : int(box[2] * width)]

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        return [self.answer for _ in crops]


def read_with(
    monkeypatch: pytest.MonkeyPatch, answer: Reading, lines: Sequence[Line]
) -> tuple[str, list[Box]]:
    engine = Recogniser(answer)
    monkeypatch.setattr(module, "crop", engine.crop)
    monkeypatch.setattr(rapidocr, "read_lines", engine.read)
    found = occluded_name(signed(), STAMP, lines)
    return (found.text if found else ""), engine.strips


def test_the_strip_runs_from_the_office_s_beginning_to_the_free_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text, strips = read_with(monkeypatch, reading("oN(Khoirul Usmanto)", 0.95), [OFFICE])
    assert text == "(Khoirul Usmanto)"
    assert any(abs(strip[0] - OFFICE.box[0]) < 0.01 for strip in strips)
    assert all(strip[1] * HEIGHT < FOOT - 20 and strip[3] * HEIGHT > FOOT for strip in strips)
    assert all(strip[2] * WIDTH > 1200 for strip in strips)


def test_what_ring_and_letters_make_together_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_with(monkeypatch, reading("wONKhoirdsmanto", 0.7), [OFFICE])[0] == ""


def test_without_an_office_nothing_tells_where_the_name_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    text, strips = read_with(monkeypatch, reading("(Khoirul Usmanto)", 0.95), [line("Hormat kami", 960, 300)])
    assert (text, strips) == ("", [])
