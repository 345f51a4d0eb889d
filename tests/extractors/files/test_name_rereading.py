"""A child looks again at places of a page: the text in each box, however the page lies in its file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.files.child_process import Answer, ChildProcess
from extractors.files.reading_children import ReadingChildren
from models.field import Box

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
NAMES = ("Zainal Muttaqin", "Khoirun Nisa")
PLACES: tuple[Box, ...] = ((0.19, 0.098, 0.5, 0.13), (0.19, 0.198, 0.5, 0.23))


@pytest.fixture(scope="module")
def children() -> Iterator[ReadingChildren]:
    with ReadingChildren(1) as pool:
        yield pool


def _paper(path: Path, turned: int) -> Path:
    """Two names at the places, on a page that `turned` degrees clockwise make upright."""
    sheet = Image.new("L", (1240, 1754), 255)
    drawing, font = ImageDraw.Draw(sheet), ImageFont.truetype(FONT, 40)
    for (x0, y0, _x1, _y1), name in zip(PLACES, NAMES, strict=True):
        drawing.text((x0 * 1240 + 8, y0 * 1754), name, font=font, fill=20)
    sheet.rotate(turned, expand=True).save(path)
    return path


@pytest.mark.tesseract
@pytest.mark.parametrize("turned", [0, 90, 180])
def test_the_text_of_each_place_is_read(children: ReadingChildren, tmp_path: Path, turned: int) -> None:
    path = _paper(tmp_path / "surat.png", turned)
    assert children.look_again(path, 1, turned, PLACES) == NAMES


@pytest.mark.tesseract
def test_a_file_that_cannot_be_looked_at_says_nothing(children: ReadingChildren, tmp_path: Path) -> None:
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    assert children.look_again(tmp_path / "rusak.pdf", 1, 0, PLACES) == ()
    assert children.look_again(tmp_path / "tidak-ada.pdf", 1, 0, PLACES) == ()
    assert children.look_again(_paper(tmp_path / "baik.png", 0), 1, 0, PLACES) == NAMES


@pytest.mark.parametrize(
    "answer", [Answer(), Answer(texts=("satu",)), Answer(failure="rusak", code="BERKAS_RUSAK")]
)
def test_half_an_answer_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: Answer) -> None:
    monkeypatch.setattr(ChildProcess, "ask", lambda *_rest, **_more: answer)
    with ReadingChildren(1) as children:
        assert children.look_again(tmp_path / "a.pdf", 1, 0, PLACES) == ()
    assert children.look_again(tmp_path / "a.pdf", 1, 0, PLACES) == (), "closed"
