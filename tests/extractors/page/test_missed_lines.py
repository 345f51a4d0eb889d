"""Touching lines that the detector missed are looked for in the band that they stand in."""

import numpy as np
import pytest

from extractors.engines import rapidocr
from extractors.engines.rapidocr import SeenLine
from extractors.image.pixels import Pixels
from extractors.page.missed_lines import with_missed_lines
from models.field import Box

COLUMNS = np.zeros((1, 2), np.float32)


def line(box: Box) -> SeenLine:
    return SeenLine(box, COLUMNS, np.full((48, 320, 3), 255, np.uint8))


LINES = [line((0.1, top, 0.9, top + 0.03)) for top in (0.10, 0.14, 0.26, 0.30)]
"""Between the second and the third is room for two more."""


def sheet(left: float, right: float) -> Pixels:
    """Ink between the second and the third line, from `left` to `right`."""
    pixels = np.full((1400, 1000, 3), 255, np.uint8)
    for top in range(252, 350, 24):
        for at in range(round(left * 1000), round(right * 1000), 20):
            pixels[top : top + 12, at : at + 6] = 0
    return pixels


@pytest.fixture(autouse=True)
def looks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """Sizes of the parts looked at; in each a long line and a short one are found."""
    found: list[tuple[int, ...]] = []

    def see(part: Pixels, _: int) -> tuple[SeenLine, ...]:
        found.append(part.shape[:2])
        return line((0.0, 0.3, 1.0, 0.5)), line((0.9, 0.55, 0.99, 0.7))

    monkeypatch.setattr(rapidocr, "see", see)
    return found


def test_what_stands_in_a_band_between_lines_is_looked_at_larger(looks: list[tuple[int, ...]]) -> None:
    found = with_missed_lines(sheet(0.1, 0.85), LINES)
    assert len(found) == 5
    assert 0.17 < found[2].box[1] < found[2].box[3] < 0.26
    ((height, width),) = looks
    assert height > 0.09 * 1400 * 1.4
    assert width > 0.75 * 1000 * 1.4


@pytest.mark.parametrize(("step", "found"), [(0.047, 1), (0.031, 0)])
def test_a_line_is_missed_where_slanting_ones_stand_two_steps_apart(
    step: float, found: int, looks: list[tuple[int, ...]]
) -> None:
    """Boxes of slanting lines overlap; what is left between two of them is lower than a line."""
    tops = [0.10, 0.126, 0.152, 0.152 + step, 0.178 + step]
    slanting = [line((0.1, top, 0.9, top + 0.03)) for top in tops]
    with_missed_lines(sheet(0.1, 0.85), slanting)
    assert len(looks) == found


@pytest.mark.parametrize("ends", [(0.1, 0.1), (0.5, 0.7)], ids=["a blank", "a signature"])
def test_a_blank_and_a_signature_between_lines_are_no_lines(
    ends: tuple[float, float], looks: list[tuple[int, ...]]
) -> None:
    assert with_missed_lines(sheet(*ends), LINES) == tuple(LINES)
    assert not looks
