"""The passes over a page: text and marks twice, and the second time only where marks hid print."""

from dataclasses import replace

import numpy as np
import pytest

from extractors.files.pages import PageImage
from extractors.image.workspace import Workspace
from extractors.page import reader
from extractors.page.parts import UprightPage
from extractors.page.text_reading import NO_TEXT
from models.page import Line, Mark, MarkKind
from tests.extractors.paper import line

READ, HIDDEN = line("Hormat kami,", 300, 900), line("Siti Aminah", 300, 1000)
STAMP = Mark(kind=MarkKind.STEMPEL, box=(0.2, 0.3, 0.4, 0.5), score=0.9)


@pytest.mark.parametrize(("hidden", "looks"), [((), [1]), ((HIDDEN,), [1, 2])])
def test_marks_are_found_again_only_where_they_hid_print(
    monkeypatch: pytest.MonkeyPatch, hidden: tuple[Line, ...], looks: list[int]
) -> None:
    white = np.full((2339, 1654, 3), 255, np.uint8)
    known: list[int] = []

    def find(_page: Workspace, lines: tuple[Line, ...], *_: object) -> tuple[Mark, ...]:
        known.append(len(lines))
        return (STAMP,)

    page = UprightPage(0, Workspace(white), replace(NO_TEXT, lines=(READ,)))
    monkeypatch.setattr(reader, "stand_upright", lambda *_: page)
    monkeypatch.setattr(reader, "find_marks", find)
    monkeypatch.setattr(reader, "with_occluded_text", lambda _pixels, lines, _marks: (*lines, *hidden))
    reading = reader.read_page(PageImage("a.pdf", 1, white, 200))
    assert reading.failure is None
    assert known == looks
    assert reading.lines == (READ, *hidden)
    assert reading.marks == (STAMP,)
