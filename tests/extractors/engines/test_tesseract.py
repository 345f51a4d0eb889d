"""The door to tesseract: a page says the same whichever pages were read before it, and in colour."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.engines import tesseract
from extractors.engines.tesseract import OcrMissing, read_lines

WORDS = ("Permohonan pengesahan koperasi", "Jalan Melati nomor 17 Salatiga", "Kepala Dinas Koperasi dan UKM")
ROOMS = ("extractors", "flows", "desk", "samples")


def page_of(*lines: str) -> np.ndarray:
    page = Image.new("L", (1240, 900), 255)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(lines):
        draw.text((100, 100 + 90 * row), line, fill=0, font_size=40)
    return np.asarray(page)


@pytest.mark.tesseract
def test_a_page_reads_the_same_whatever_was_read_before() -> None:
    first, second = page_of(*WORDS), page_of(*reversed(WORDS), "lampiran")
    alone = read_lines(first, dpi=150)
    assert [line.text for line in alone] == list(WORDS)
    assert [line.text for line in read_lines(second)] == [*reversed(WORDS), "lampiran"]
    assert read_lines(first, dpi=150) == alone


@pytest.mark.tesseract
def test_colour_and_a_part_of_an_array() -> None:
    page = page_of(*WORDS)
    colour = cv2.cvtColor(page, cv2.COLOR_GRAY2BGR)
    assert read_lines(colour, dpi=150) == read_lines(page, dpi=150)
    assert [line.text for line in read_lines(page[:, 40:], dpi=150)] == list(WORDS)


@pytest.mark.tesseract
def test_paper_without_a_word_has_no_lines() -> None:
    assert read_lines(page_of()) == ()


@pytest.mark.parametrize(("name", "lacks"), [("LIBRARY", "libtesseract.so.0"), ("LANGUAGE", "xyz")])
def test_what_lacks_is_said(name: str, lacks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, name, lacks)
    with pytest.raises(OcrMissing, match="pasang paket tesseract-ocr"):
        tesseract._Tesseract()


def test_nobody_else_opens_the_library() -> None:
    places = [path for room in ROOMS for path in Path(room).rglob("*.py")]
    doors = [path for path in places if "libtesseract" in path.read_text(encoding="utf-8")]
    assert doors == [Path("extractors/engines/tesseract.py")]
