"""Print that the first engine passed over: found by its ink, read by the second engine, put where it
stands."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from extractors.engines import rapidocr
from extractors.engines.rapidocr import Glyph, Reading
from extractors.image.pixels import Pixels
from extractors.image.workspace import Workspace
from extractors.page import undetected_text
from extractors.page.undetected_text import with_undetected_text
from models.page import Line
from tests.extractors.paper import HEIGHT, WIDTH, line

LABEL = line("Nama lengkap", 150, 400)
VALUE_AT = (640, 432)
"""Left and baseline of what is written behind the label, in pixels."""


def paper(text: str = "NGATINI", at: tuple[int, int] = VALUE_AT) -> Pixels:
    pixels = np.full((HEIGHT, WIDTH), 255, np.uint8)
    cv2.putText(pixels, text, at, cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 3)
    return pixels


class Second:
    """The second engine: says `text` of every crop, and remembers how many it was given."""

    def __init__(self, text: str, score: float = 0.95) -> None:
        self.text, self.score, self.asked = text, score, 0

    def read_lines(self, crops: Sequence[Pixels], *_: str) -> list[Reading]:
        self.asked += len(crops)
        step = 1.0 / len(self.text)
        glyphs = tuple(Glyph(c, self.score, (i + 0.5) * step) for i, c in enumerate(self.text))
        return [Reading(glyphs) for _ in crops]


def said(monkeypatch: pytest.MonkeyPatch, text: str, score: float = 0.95) -> Second:
    engine = Second(text, score)
    monkeypatch.setattr(rapidocr, "read_lines", engine.read_lines)
    return engine


def test_a_value_that_no_word_covers_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "NGATINI")
    lines = with_undetected_text(Workspace(paper()), [LABEL])
    assert [item.text for item in lines] == ["Nama lengkap", "NGATINI"]
    left, top, _, bottom = lines[1].box
    assert left * WIDTH == pytest.approx(VALUE_AT[0], abs=20)
    assert top * HEIGHT < VALUE_AT[1] < bottom * HEIGHT + 12


def test_a_whole_line_that_touches_its_underline_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = said(monkeypatch, "Perkara: konsultasi mendirikan koperasi")
    pixels = paper("Perkara: konsultasi mendirikan koperasi", (150, 600))
    cv2.line(pixels, (150, 602), (1000, 602), 0, 3)
    assert [item.text for item in with_undetected_text(Workspace(pixels), [LABEL])][1] == engine.text


def test_dotted_rules_and_dust_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = said(monkeypatch, "abc")
    pixels = np.full((HEIGHT, WIDTH), 255, np.uint8)
    for x in range(600, 1500, 9):
        cv2.circle(pixels, (x, 440), 2, 0, -1)
    assert with_undetected_text(Workspace(pixels), [LABEL]) == (LABEL,)
    assert engine.asked == 0


def test_what_was_read_surely_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = said(monkeypatch, "NGATINI")
    known = line("NGATINI", VALUE_AT[0] - 10, VALUE_AT[1] - 32)
    with_undetected_text(Workspace(paper()), [LABEL, known])
    assert engine.asked == 0


def test_an_unsure_reading_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "N6AT", score=undetected_text.TRUSTED - 0.05)
    assert with_undetected_text(Workspace(paper()), [LABEL]) == (LABEL,)


def test_a_weak_word_gives_way_to_what_is_read_there(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "SATRIYO")
    weak = line("sarawo", VALUE_AT[0], VALUE_AT[1] - 28, confidence=0.1)
    assert [item.text for item in with_undetected_text(Workspace(paper("SATRIYO")), [LABEL, weak])] == [
        "Nama lengkap", "SATRIYO",
    ]  # fmt: skip


def test_what_gave_way_stays_as_the_other_engine_s_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "SATRIYO")
    weak = line("Nama SATR1YO", VALUE_AT[0] - 130, VALUE_AT[1] - 28, second="SATRIYO")
    name, value = weak.words
    words, box = (name, value.model_copy(update={"confidence": 0.4})), (*weak.box[:2], 0.9, weak.box[3])
    weak = weak.model_copy(update={"words": words, "box": box})
    (found,) = with_undetected_text(Workspace(paper("SATRIYO")), [weak])
    assert (found.text, found.second, found.second_confidence) == ("Nama SATRIYO", "Nama SATR1YO", 0.4)


def test_a_word_in_a_line_s_gap_goes_into_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    said(monkeypatch, "NGATINI")
    around = line("telepon", 300, 404).words + line("atau surat", 1000, 404).words
    broken = Line(words=around, box=(300 / WIDTH, 404 / HEIGHT, 1200 / WIDTH, 432 / HEIGHT))
    assert [item.text for item in with_undetected_text(Workspace(paper()), [broken])] == [
        "telepon NGATINI atau surat"
    ]


def test_the_text_inside_a_stamp_stays_the_stamp_s(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = said(monkeypatch, "NGATINI")
    pixels = paper()
    cv2.rectangle(pixels, (VALUE_AT[0] - 60, 360), (VALUE_AT[0] + 260, 470), 0, 4)
    with_undetected_text(Workspace(pixels), [LABEL])
    assert engine.asked == 0


def test_a_page_of_unread_ink_is_left_to_the_other_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = said(monkeypatch, "NGATINI")
    pixels = paper()
    for row in range(undetected_text.MOST_LINES + 2):
        cv2.putText(pixels, "NGATINI", (640, 520 + 40 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 0, 2)
    with_undetected_text(Workspace(pixels), [LABEL])
    assert engine.asked == 0
