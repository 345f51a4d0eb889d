"""Which way up a page is: a few of its lines, recognised both ways, decide."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from extractors.engines import rapidocr
from extractors.engines.rapidocr import Glyph, Reading
from extractors.image.pixels import Pixels
from extractors.page.upright import upright_share
from tests.extractors.paper import line

PAGE = np.full((1754, 1240, 3), 250, np.uint8)
LINES = [line(f"sehubungan dengan permohonan {i}", 600, 300 + 40 * i) for i in range(9)]


def _reading(score: float) -> Reading:
    return Reading(tuple(Glyph("a", score, 0.5) for _ in range(10)))


def _engine(monkeypatch: pytest.MonkeyPatch, upright: float, flipped: float) -> list[int]:
    """RapidOCR stood in for by its scores; the list keeps the lines of each call, -1 for a detection."""
    calls: list[int] = []

    def read_lines(crops: list[Pixels]) -> list[Reading]:
        calls.append(len(crops))
        half = len(crops) // 2
        return [_reading(upright)] * half + [_reading(flipped)] * half

    monkeypatch.setattr(rapidocr, "read_lines", read_lines)
    return calls


def _nothing_seen(calls: list[int]) -> Callable[[], Sequence[rapidocr.SeenLine]]:
    def seen() -> Sequence[rapidocr.SeenLine]:
        calls.append(-1)
        return ()

    return seen


def test_the_longest_lines_of_the_page_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _engine(monkeypatch, 0.2, 0.9)
    share = upright_share(PAGE, LINES, _nothing_seen(calls))
    assert share is not None
    assert share < 0.3
    assert calls == [8]


def test_lines_that_read_badly_either_way_are_looked_for_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _engine(monkeypatch, 0.3, 0.3)
    assert upright_share(PAGE, LINES, _nothing_seen(calls)) is None
    assert calls == [8, -1, 0]


def test_without_lines_they_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _engine(monkeypatch, 0.9, 0.2)
    assert upright_share(PAGE, (), _nothing_seen(calls)) is None
    assert calls == [0, -1, 0]
