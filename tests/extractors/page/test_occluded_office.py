"""An office under a stamp's ring: where strips are read, and which of their letters count."""

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.engines import rapidocr
from extractors.engines.rapidocr import Glyph, Reading
from extractors.image.pixels import Pixels
from extractors.page.occluded_office import occluded_office
from models.page import Line, Mark, MarkKind
from tests.extractors.paper import HEIGHT, WIDTH, line

PAPER = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
STAMP = Mark(kind=MarkKind.STEMPEL, box=(930 / WIDTH, 1370 / HEIGHT, 1190 / WIDTH, 1630 / HEIGHT), score=0.95)
NAME = line("(Khoirul Usmanto)", 960, 1620)
OVER = line("Hormat kami,", 960, 1330)


def reading(text: str, score: float = 0.95) -> Reading:
    return Reading(tuple(Glyph(char, score, (i + 0.5) / len(text)) for i, char in enumerate(text)))


def read_with(
    monkeypatch: pytest.MonkeyPatch, readings: Sequence[Reading], lines: Sequence[Line] = (OVER, NAME)
) -> str:
    """The office where the strips read so, from the first one on; the others are empty."""

    def read(crops: Sequence[Pixels]) -> list[Reading]:
        return [*readings, *[Reading(())] * len(crops)][: len(crops)]

    monkeypatch.setattr(rapidocr, "read_lines", read)
    found = occluded_office(PAPER, STAMP, NAME.box, lines)
    return found.text if found else ""


def test_only_the_letters_of_the_office_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_with(monkeypatch, [reading("wo"), reading("(.Ketua Koperasi)")]) == "Ketua Koperasi"


def test_the_strip_that_holds_it_whole_goes_before_one_that_cuts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_with(monkeypatch, [reading("Ketua", 0.99), reading("Ketua Pengurus")]) == "Ketua Pengurus"


@pytest.mark.parametrize("found", [reading("MANIK AMANAH"), reading("Ketua Koperasi", 0.7)])
def test_a_stamp_s_own_text_and_doubtful_letters_are_none(
    monkeypatch: pytest.MonkeyPatch, found: Reading
) -> None:
    assert read_with(monkeypatch, [found]) == ""


def test_strips_lie_between_the_line_over_the_stamp_and_its_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    heights: list[int] = []

    def read(crops: Sequence[Pixels]) -> list[Reading]:
        heights.extend(crop.shape[0] for crop in crops)
        return [Reading(())] * len(crops)

    monkeypatch.setattr(rapidocr, "read_lines", read)
    occluded_office(PAPER, STAMP, NAME.box, [OVER, NAME])
    middle = (STAMP.box[1] + STAMP.box[3]) / 2
    room = (middle - OVER.box[3]) * HEIGHT
    assert 0 < len(heights) * 0.3 * heights[0] / 1.35 < room + heights[0]


def test_folds_that_were_taken_for_a_stamp_of_half_a_page_are_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rapidocr, "read_lines", lambda crops: pytest.fail(f"{len(crops)} strips"))
    folds = STAMP.model_copy(update={"box": (0.21, 0.53, 0.98, 0.99)})
    assert occluded_office(PAPER, folds, NAME.box, (OVER, NAME)) is None
