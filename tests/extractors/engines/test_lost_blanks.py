"""Blanks of print that RapidOCR loses, put in where the paper shows them."""

import numpy as np
import pytest

from extractors.engines import lost_blanks, rapidocr
from extractors.engines.lost_blanks import with_lost_blanks
from extractors.engines.rapidocr import Glyph, Reading, SeenLine
from tests.extractors.engines.drawn import drawn_line

BOX = (0.0, 0.0, 1.0, 1.0)


def line_of(letters: str, gaps: dict[int, int]) -> tuple[SeenLine, Reading]:
    """Letters as bars of 12 pixels, 6 apart or as `gaps` says behind a letter, in a line of 40 pixels; and
    how they are read, without blanks."""
    picture, at, middles = np.full((40, 1000, 3), 250, np.uint8), 20, []
    for place, _ in enumerate(letters):
        picture[5:35, at : at + 12] = 20
        middles.append(at + 6)
        at += 12 + gaps.get(place, 6)
    glyphs = tuple(Glyph(char, 0.9, x / 1000) for char, x in zip(letters, middles, strict=True))
    return SeenLine(BOX, np.zeros((125, 1), np.float32), picture), Reading(glyphs)


@pytest.mark.parametrize(
    ("letters", "gaps", "share", "expected"),
    [
        ("KAMIMOHON", {3: 24}, 0.0001, "KAMI MOHON"),
        ("KAMIMOHON", {3: 16}, 0.05, "KAMI MOHON"),
        ("KAMIMOHON", {3: 16}, 0.0001, "KAMIMOHON"),
        ("JOMBANG", dict.fromkeys(range(6), 24), 0.05, "JOMBANG"),
        ("RT.04", {1: 24}, 0.05, "RT.04"),
        ("KAMI", {}, 0.5, "KAMI"),
        ("kamiMohon", {3: 16}, 0.0001, "kami Mohon"),
    ],
    ids=[
        "a wide gap",
        "one that the net sees",
        "a faded edge",
        "spaced letters",
        "before a point",
        "none",
        "before a capital",
    ],
)
def test_a_blank_stands_where_the_gap_is_wider_than_those_around_it(
    letters: str, gaps: dict[int, int], share: float, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, reading = line_of(letters, gaps)
    monkeypatch.setattr(lost_blanks, "seen_text", lambda _: reading)
    chances = np.log(np.full((125, 2), [1 - share, share]))
    monkeypatch.setattr(lost_blanks, "seen_columns", lambda *_: chances)
    assert with_lost_blanks(line).text == expected


@pytest.mark.parametrize("face", ["arial", "times", "courier"])
def test_what_is_read_whole_stays(face: str) -> None:
    (line,) = rapidocr.see_at(drawn_line("Saya mohon Bapak menerima surat ini", face), [BOX])
    assert with_lost_blanks(line).text == "Saya mohon Bapak menerima surat ini"
