"""What a hand wrote large into a form, and tesseract did not see: found by its ink, read by the nets."""

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.engines.rapidocr import SeenLine
from extractors.image.workspace import Workspace
from extractors.page import undetected_writing
from extractors.page.undetected_writing import with_undetected_writing
from models.page import Line, Word
from samples import fonts
from tests.extractors.paper import HEIGHT, WIDTH, line

LABEL = line("Nomor KTP :", 150, 400)
ROW, ELSEWHERE = 424, 1200
"""Baselines of the label's row and of one without print."""


def sheet(family: str, text: str, baseline: int, size: int = 64, left: int = 480) -> Workspace:
    image = Image.new("RGB", (WIDTH, HEIGHT), (250, 250, 250))
    pen = ImageDraw.Draw(image)
    pen.text((left, baseline), text, (20, 20, 60), fonts.face(family, size), anchor="ls")
    return Workspace(np.asarray(image))


@pytest.fixture
def nets(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """What the nets read of every run, with its confidence; empty until a test says so."""
    said: dict[str, float] = {}

    def read(lines: Sequence[SeenLine]) -> list[Line]:
        words = [
            [Word(text=text, box=line.box, confidence=sure) for text, sure in said.items()] for line in lines
        ]
        return [Line(words=tuple(own), box=line.box) for own, line in zip(words, lines, strict=True)]

    monkeypatch.setattr(undetected_writing, "read_by_nets", read)
    return said


def read(page: Workspace) -> list[str]:
    lines = with_undetected_writing(page, [LABEL])
    assert lines is not None
    return [found.text for found in lines]


def test_of_much_more_writing_than_was_read_none_is_read_here() -> None:
    image = Image.new("RGB", (WIDTH, HEIGHT), (250, 250, 250))
    pen = ImageDraw.Draw(image)
    for row in range(undetected_writing.MOST_LINES + 1):
        pen.text((480, 150 + 60 * row), "Aminah", (20, 20, 60), fonts.face("femke", 40), anchor="ls")
    assert with_undetected_writing(Workspace(np.asarray(image)), [LABEL]) is None


def test_a_value_written_large_behind_its_label_is_read(nets: dict[str, float]) -> None:
    nets["Aminah"] = 0.9
    assert read(sheet("femke", "Aminah", ROW)) == ["Nomor KTP :", "Aminah"]


def test_what_the_nets_are_not_sure_of_is_a_scrawl(nets: dict[str, float]) -> None:
    nets["Aminah"] = undetected_writing.LEAST_SURE - 0.05
    assert read(sheet("femke", "Aminah", ROW)) == ["Nomor KTP :"]


@pytest.mark.parametrize(("text", "is_read"), [("Aminah", False), ("351704", True)])
def test_where_no_print_stands_only_a_long_number_is_read(
    nets: dict[str, float], text: str, is_read: bool
) -> None:
    nets[text] = 0.9
    assert (text in read(sheet("femke", text, ELSEWHERE))) is is_read


def test_print_is_left_alone(nets: dict[str, float]) -> None:
    nets["Aminah"] = 0.9
    assert read(sheet("times", "Aminah", ROW)) == ["Nomor KTP :"]


@pytest.mark.parametrize(("text", "is_read"), [("26", True), ("ab", False)])
def test_figures_right_above_print_are_its_correction(
    nets: dict[str, float], text: str, is_read: bool
) -> None:
    nets[text] = 0.9
    page = sheet("dkg", "26", 392, 44, left=242)
    assert (text in read(page)) is is_read
