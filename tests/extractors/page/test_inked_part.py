"""Reading only where something is written: the same text for a fraction of the time."""

import numpy as np
import pytest

from extractors.engines import rapidocr
from extractors.image.pixels import percentile
from extractors.image.workspace import Workspace
from extractors.page.text_reading import inked_part


def page_with(box: tuple[int, int, int, int]) -> np.ndarray:
    page = np.full((2339, 1654, 3), 250, np.uint8)
    left, top, right, bottom = box
    page[top:bottom:12, left:right] = 0
    page[top + 4 : bottom : 12, left:right] = 0
    page[top + 5 : bottom : 12, left:right] = 0
    return page


def test_the_part_holds_all_ink_and_little_else() -> None:
    left, top, right, bottom = inked_part(Workspace(page_with((400, 300, 800, 420))))
    assert left <= 400 / 1654 <= 800 / 1654 <= right
    assert top <= 300 / 2339 <= 420 / 2339 <= bottom
    assert (right - left) * (bottom - top) < 0.05


def test_an_empty_page_is_looked_at_whole() -> None:
    assert inked_part(Workspace(np.full((2339, 1654, 3), 250, np.uint8))) == (0.0, 0.0, 1.0, 1.0)


def test_a_part_is_looked_at_in_the_pages_scale_and_lies_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def found(_pixels: np.ndarray, longest: int) -> list[rapidocr.FoundLine]:
        asked.append(longest)
        return [rapidocr.FoundLine(((0.0, 0.0), (100.0, 0.0), (100.0, 50.0), (0.0, 50.0)), None)]

    def recognised(_crops: object) -> list[np.ndarray]:
        chars = rapidocr._columns(rapidocr.LETTERS)[1]
        scores = np.zeros((3, 1 + len(chars)), np.float32)
        scores[:, 0] = (0.9, 0.1, 0.9)
        scores[1, 1 + chars.index("A")] = 0.9
        return [scores]

    monkeypatch.setattr(rapidocr, "find", found)
    monkeypatch.setattr(rapidocr, "_scores", recognised)
    part = np.zeros((100, 200, 3), np.uint8)
    (line,) = rapidocr.read_seen(rapidocr.see_part(part, (0.5, 0.5, 0.6, 0.7), (4000, 2000)))
    assert asked == [100]
    assert line.box == pytest.approx((0.5, 0.5, 0.55, 0.6))
    assert line.text == "A"
    assert line.words[0].box[0] >= 0.5


@pytest.mark.parametrize("top", [2, 256, 1021])
@pytest.mark.parametrize("percent", [0.0, 1.0, 50.0, 99.0, 100.0])
def test_counting_gives_numpys_percentile(top: int, percent: float) -> None:
    values = np.random.default_rng(1).integers(0, top, (37, 41)).astype(np.uint16)
    assert percentile(values, percent) == pytest.approx(float(np.percentile(values, percent)))
