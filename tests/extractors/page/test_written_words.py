"""What a hand wrote into print is read again where the nets for hands are surer; print stays as it was."""

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.engines.rapidocr import SeenLine
from extractors.image.pixels import grey
from extractors.image.workspace import Workspace
from extractors.page import written_words
from extractors.page.pen_writing import CutLines
from extractors.page.written_words import with_written_words
from models.page import Line, Word
from samples import fonts

LABEL, VALUE = "Nama lengkap pemohon:", "Bu Siti Aminah Wulandari"
WIDTH, HEIGHT = 1200, 1500


def a_page(family: str, confidence: float) -> tuple[Workspace, Line]:
    """A page of one line, a printed label and a value in a typeface; how tesseract read it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), (250, 250, 250))
    pen, left, words = ImageDraw.Draw(image), 20.0, []
    for text, face, sure in ((LABEL, "arial", 0.96), (VALUE, family, confidence)):
        font = fonts.face(face, 32)
        for word in text.split():
            pen.text((left, 42), word, (20, 20, 60), font, anchor="ls")
            right = left + font.getlength(word)
            box = (left / WIDTH, 10 / HEIGHT, right / WIDTH, 50 / HEIGHT)
            words.append(Word(text=word, box=box, confidence=sure))
            left = right + 10
        left += 120
    line = Line(words=tuple(words), box=(words[0].box[0], 10 / HEIGHT, words[-1].box[2], 50 / HEIGHT))
    return Workspace(np.asarray(image)), line


def read_as(monkeypatch: pytest.MonkeyPatch, text: str, sure: float) -> list[SeenLine]:
    """The nets read every run so; what they were shown."""
    shown: list[SeenLine] = []

    def read(lines: Sequence[SeenLine]) -> list[Line]:
        shown.extend(lines)
        said = [[Word(text=word, box=line.box, confidence=sure) for word in text.split()] for line in lines]
        return [Line(words=tuple(words), box=line.box) for words, line in zip(said, lines, strict=True)]

    monkeypatch.setattr(written_words, "read_by_nets", read)
    return shown


def test_a_value_written_behind_a_printed_label_is_read_by_the_nets(monkeypatch: pytest.MonkeyPatch) -> None:
    page, line = a_page("femke", 0.6)
    shown = read_as(monkeypatch, "Bu Siti Aminah Wulansari", 0.97)
    (found,) = with_written_words(page, CutLines(grey(page.pixels), [line]), [()])
    assert found.text == f"{LABEL} Bu Siti Aminah Wulansari"
    assert [round(seen.box[0], 1) for seen in shown] == [round(line.words[3].box[0], 1)]


@pytest.mark.parametrize(("confidence", "sure"), [(0.6, 0.7), (0.99, 0.86)])
def test_what_the_nets_are_not_surer_of_stays_and_is_no_surer_than_even_where_they_differ(
    monkeypatch: pytest.MonkeyPatch, confidence: float, sure: float
) -> None:
    monkeypatch.setattr(written_words, "SURER_WEIGHT", 60.0)
    page, line = a_page("femke", confidence)
    read_as(monkeypatch, "Bu Siti Aminah Wulansari", sure)
    (found,) = with_written_words(page, CutLines(grey(page.pixels), [line]), [()])
    assert found.text == line.text
    assert [word.confidence for word in found.words[-2:]] == [confidence, written_words.EVEN]


def test_words_that_look_written_are_told_from_print(monkeypatch: pytest.MonkeyPatch) -> None:
    page, line = a_page("femke", 0.6)
    read_as(monkeypatch, VALUE, 0.7)
    (found,) = with_written_words(page, CutLines(grey(page.pixels), [line]), [()])
    assert [word.is_by_hand for word in found.words[:3]] == [False] * 3
    assert found.words[-1].confidence == 0.7, "the same, so both readers have it: as sure as the nets are"


def test_a_figure_that_the_nets_lose_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    page, line = a_page("femke", 0.6)
    dated = line.model_copy(
        update={"words": (*line.words[:-1], line.words[-1].model_copy(update={"text": "8"}))}
    )
    read_as(monkeypatch, "Bu Siti Aminah", 0.99)
    (found,) = with_written_words(page, CutLines(grey(page.pixels), [dated]), [()])
    assert found.text.endswith("Bu Siti Aminah 8")


def test_print_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    page, line = a_page("times", 0.4)
    shown = read_as(monkeypatch, "lain", 0.99)
    assert with_written_words(page, CutLines(grey(page.pixels), [line]), [()]) == (line,)
    assert not shown


@pytest.mark.parametrize(("odds", "is_read"), [(0.2, True), (-1.0, False)])
def test_a_narrow_figure_beside_a_hand_s_words_is_the_hand_s(
    monkeypatch: pytest.MonkeyPatch, odds: float, is_read: bool
) -> None:
    """`Jombang, 9 Nop 2026`, its day read as print."""
    texts = ("Jombang,", "4", "Nop", "2026")
    words = tuple(
        Word(text=text, box=(at / 10, 0.1, at / 10 + 0.08, 0.12), confidence=0.9)
        for at, text in enumerate(texts)
    )
    line = Line(words=words, box=(0.0, 0.1, 0.38, 0.12))
    each = dict(zip(range(4), (-1.0, odds, 3.0, 4.0), strict=True))
    monkeypatch.setattr(
        written_words, "_odds", lambda _line, run, _odds: float(np.mean([each[at] for at in run]))
    )
    monkeypatch.setattr(CutLines, "odds", [np.zeros(8, np.float32)])
    read_as(monkeypatch, "9 Nop 2026", 0.99)
    page = Workspace(np.full((HEIGHT, WIDTH, 3), 250, np.uint8))
    (found,) = with_written_words(page, CutLines(grey(page.pixels), [line]), [()])
    assert found.text == ("Jombang, 9 Nop 2026" if is_read else "Jombang, 4 Nop 2026")
