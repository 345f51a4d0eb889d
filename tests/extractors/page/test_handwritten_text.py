"""Handwritten pages: lines decoded with the office's language, honest words, alternatives told."""

from dataclasses import replace

import numpy as np
import pytest

from extractors.engines import hand_reader, rapidocr
from extractors.engines.char_model import ALPHABET
from extractors.engines.line_decoding import DecodedWord
from extractors.image.workspace import Workspace
from extractors.page.handwritten_text import sureness, with_decoded_lines, with_written_lines
from extractors.page.page_text import PageText

PAGE = Workspace(np.full((1200, 900, 3), 255, np.uint8))
SURE = 0.9995
BOX = (0.1, 0.2, 0.9, 0.24)
WORD = DecodedWord("koperasi", 0.1, 0.3, share=1.0, ink=0.98, least_ink=0.9, language=-0.4, is_seconded=True)


def seen(text: str, instead: dict[int, tuple[str, float]] | None = None) -> rapidocr.SeenLine:
    """A line of which RapidOCR is sure but for the letters `instead`."""
    _, chars = rapidocr._columns(rapidocr.LETTERS)
    columns = np.full((2 * len(text) + 1, 1 + len(chars)), 1e-6, np.float32)
    columns[::2, 0] = 1.0
    for at, char in enumerate(text):
        columns[2 * at + 1, 1 + chars.index(char)] = SURE
        if instead and at in instead:
            other, share = instead[at]
            columns[2 * at + 1, 1 + chars.index(char)] = SURE - share
            columns[2 * at + 1, 1 + chars.index(other)] = share
    return rapidocr.SeenLine(BOX, columns, np.full((48, 320, 3), 255, np.uint8))


@pytest.fixture(autouse=True)
def tuned_net(monkeypatch: pytest.MonkeyPatch) -> None:
    """The net for handwriting sees what RapidOCR sees, unless a test says otherwise."""
    monkeypatch.setattr(hand_reader, "letter_columns", lambda *_: OWN)


OWN: list[np.ndarray] = []
"""Columns that the net for handwriting gives."""


def decoded(*lines: rapidocr.SeenLine, own: rapidocr.SeenLine | None = None) -> PageText:
    OWN[:] = [rapidocr.seen_columns(own or line, ALPHABET) for line in lines]
    text = PageText(rapidocr.read_seen(lines), "rapidocr", 0.9, None, lines)
    return with_decoded_lines(PAGE, text)


def test_a_doubtful_letter_becomes_the_words_and_the_other_reading_is_told() -> None:
    text = decoded(seen("nama Sili Aminah", {7: ("t", 0.42)}))
    assert [line.text for line in text.lines] == ["nama Siti Aminah"]
    assert "Sili" in text.alternatives
    assert [word.read_as for word in text.lines[0].words] == [None, "Sili", None]
    words = text.lines[0].words
    assert BOX[0] <= words[0].box[0] < words[0].box[2] <= words[1].box[0] < words[2].box[2] <= BOX[2]


@pytest.mark.parametrize("line", ["No. 503/412/XII", "ZQXV 88 KWJ", "Kamisudah", "NIK 3517096804799001"])
def test_what_the_ink_says_plainly_stays(line: str) -> None:
    assert [found.text for found in decoded(seen(line)).lines] == [line]


def test_a_line_of_which_nothing_is_found_is_as_rapidocr_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.page.handwritten_text.decode", lambda *_: [])
    assert [line.text for line in decoded(seen("nama")).lines] == ["nama"]


def test_a_words_sureness_falls_with_its_ink_its_rivals_and_its_strangeness() -> None:
    sure = sureness(WORD)
    assert 0.9 < sure < 1.0
    assert sureness(replace(WORD, share=0.4)) < sure
    assert sureness(replace(WORD, ink=0.7)) < sure
    assert 1 - sureness(replace(WORD, language=-3.0)) > 1.3 * (1 - sure)


def test_a_word_that_rapidocr_has_too_is_surer() -> None:
    assert sureness(replace(WORD, is_seconded=False)) < sureness(WORD) < 1.0


def test_the_net_for_handwriting_leads_and_what_rapidocr_reads_instead_is_told() -> None:
    text = decoded(seen("nama Siti Arninah"), own=seen("nama Siti Aminah"))
    assert [line.text for line in text.lines] == ["nama Siti Aminah"]
    assert "Arninah" in text.alternatives
    first, second, third = (word.confidence for word in text.lines[0].words)
    assert third < min(first, second)


def test_on_a_page_of_print_only_the_lines_of_a_hand_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (seen("nama Sili Aminah", {7: ("t", 0.42)}), seen("nama Sili Aminah", {7: ("t", 0.42)}))
    odds = [np.full(9, 3.0, np.float32), np.full(9, -3.0, np.float32)]
    monkeypatch.setattr("extractors.page.handwritten_text.pen_odds", lambda pictures: odds[: len(pictures)])
    OWN[:] = [rapidocr.seen_columns(lines[0], ALPHABET)]
    text = with_written_lines(PAGE, PageText(rapidocr.read_seen(lines), "rapidocr", 0.9, None, lines))
    assert [line.text for line in text.lines] == ["nama Siti Aminah", "nama Sili Aminah"]
    assert with_written_lines(PAGE, replace(text, seen=())).lines == text.lines


@pytest.mark.parametrize(("lefts", "by_hand"), [((0.3, 0.3, 0.3), 3), ((0.1, 0.3, 0.1), 2)])
def test_figures_between_a_hands_lines_in_a_forms_column_are_the_hands(
    monkeypatch: pytest.MonkeyPatch, lefts: tuple[float, ...], by_hand: int
) -> None:
    texts = ("Titik Suharyani", "3517125504749108", "Dusun Bulak")
    lines = tuple(
        replace(seen(text), box=(left, 0.2 + at / 20, 0.9, 0.23 + at / 20))
        for at, (text, left) in enumerate(zip(texts, lefts, strict=True))
    )
    odds = [np.full(9, each, np.float32) for each in (2.0, -0.5, 2.0)]
    monkeypatch.setattr("extractors.page.handwritten_text.pen_odds", lambda pictures: odds[: len(pictures)])
    OWN[:] = [rapidocr.seen_columns(line, ALPHABET) for line in lines[:by_hand]]
    text = with_written_lines(PAGE, PageText(rapidocr.read_seen(lines), "rapidocr", 0.9, None, lines))
    assert sum(line.words[0].is_by_hand for line in text.lines) == by_hand
