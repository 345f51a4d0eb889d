"""The bench of handwritten letters: who writes what, what is compared, and what nobody may look at."""

import functools
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from extractors.engines.line_decoding import DecodedWord
from models.document import Kind
from models.page import Line, PageReading, Word
from samples.sheet import Picture, Rule, Sheet, Style, Text
from samples.splits import Dice, Split
from samples.training.hand.split import Part
from samples.voices.split import VOICES, held_out
from samples.voices.tagged import load_voices
from tests.accuracy import hand_letters, hand_mixed, hand_pages, hand_words
from tests.accuracy.hand_pages import Owner, Written


def line(text: str, x: float, y: float) -> Line:
    box = (x, y, x + 0.2, y + 0.02)
    return Line(words=tuple(Word(text=word, box=box, confidence=0.9) for word in text.split()), box=box)


def stub_owner(chars: str) -> Owner:
    return Owner("uji", frozenset(chars), lambda text, _dice: np.ones((20, 10 * len(text)), np.float32))


def test_texts_of_held_out_voices_are_written_for_the_test_part_only() -> None:
    test = held_out(VOICES)
    tune = hand_pages.letters_for(Part.TUNE, 200)
    assert {voice.number for voice, _ in tune}.isdisjoint(test)
    assert {voice.number for voice, _ in hand_pages.letters_for(Part.TEST, 200)} <= test
    assert {letter.kind for _, letter in tune} == {Kind.SURAT_PENGADUAN}


@pytest.mark.parametrize("part", [Part.TUNE, Part.TEST])
def test_the_same_letters_are_drawn_while_the_corpus_grows(part: Part) -> None:
    pinned = hand_pages.pinned_letters(part)
    assert len(pinned) == 24
    drawn = [letter.id for _, letter in hand_pages.letters_for(part, len(pinned) + 8)]
    assert drawn[: len(pinned)] == list(pinned)
    assert len(set(drawn)) == len(drawn) == len(pinned) + 8


@pytest.mark.parametrize("flag", ["--wrong", "--dump-all=x.json"])
def test_nobody_looks_at_the_test_parts_letters(flag: str) -> None:
    with pytest.raises(SystemExit):
        hand_letters.arguments(["--bank", "b", "--part", "test", flag])
    assert hand_letters.arguments(["--bank", "b", "--part", "tune", flag]).part is Part.TUNE


def test_rows_are_read_from_the_top_and_from_the_left() -> None:
    lines = (line("kanan", 0.6, 0.102), line("bawah", 0.1, 0.2), line("kiri", 0.1, 0.1))
    page = PageReading(file="a.jpg", number=1, lines=lines)
    assert hand_letters.text_of([page, page]) == "kiri kanan bawah kiri kanan bawah"


def test_only_handwritten_lines_change_hands_and_none_runs_off_the_sheet() -> None:
    hand = Style("steve", 14, hand=True)
    sheet = Sheet(300, 400, [Rule(0, 0, 9, 9), Text(20, 50, "KOP", Style("arial")),
                             Text(20, 90, "a" * 80, hand), Text(20, 120, "x¿", hand)])  # fmt: skip
    drawn, said = hand_pages.rewritten(sheet, stub_owner("ax"), Dice("uji", Split.TUNE), 7.0)
    assert [text.text for text in said] == ["KOP", "a" * 80, "x"]
    pictures = [item for item in drawn.items if isinstance(item, Picture)]
    assert len(pictures) == 2
    assert all(picture.x + picture.width <= 300 for picture in pictures)


PAGE = {"owner": "uji", "item": SimpleNamespace(path="a.png")}


def test_a_word_is_right_only_where_it_stands_whole_in_the_text() -> None:
    words = [DecodedWord(text, 0, 1, 1, 1, 1) for text in ("nama", "Siti", "Amina", "di", "tang")]
    page = cast(Written, SimpleNamespace(**PAGE, text="nama siti\nAminah di tangga"))
    seen = list(hand_words.judged(page, [words[:2], words[2:]]))
    assert [word.is_right for word in seen] == [True, True, False, True, False]
    assert [word.line for word in seen] == [("a.png", 0)] * 2 + [("a.png", 1)] * 3


def test_lines_are_shown_by_their_least_sure_word() -> None:
    seen = [hand_words.Seen(DecodedWord("a", 0, 1, 1, 1, 1), "uji", ("a.png", line), is_right)
            for line, is_right in ((0, True), (0, False), (1, True), (2, False))]  # fmt: skip
    rows = hand_words.line_rows(seen, np.array([0.95, 0.75, 0.9, 0.99]))
    assert ["0.80", "1", "33.3", "1", "50.0"] in rows


def test_the_logistic_finds_the_shares() -> None:
    known = np.repeat([[0.0], [1.0]], 200, axis=0)
    right = np.concatenate([np.arange(200) % 2, np.arange(200) % 10 > 0]).astype(np.float64)
    bias, weight = hand_words.fitted(known, right)
    assert 1 / (1 + np.exp(-bias)) == pytest.approx(0.5, abs=0.02)
    assert 1 / (1 + np.exp(-bias - weight)) == pytest.approx(0.9, abs=0.02)


def test_lines_that_are_mostly_a_value_are_written_by_hand_on_a_mixed_page() -> None:
    voice = next(iter(hand_mixed.letters_of(Part.TUNE, hand_mixed.FILLED)))[0]
    letter = next(
        letter for letter in voice.letters if any(s.tag.name.endswith("_nama") for s in letter.spans())
    )
    name = next(span.text for span in letter.spans() if span.tag.name.endswith("_nama"))
    style = Style("arial")
    body = f"Saya yang bernama {name} dengan ini memohon agar koperasi kami didampingi sampai selesai."
    sheet = Sheet(595.0, 842.0, [Text(60, 100, name, style), Text(60, 130, body, style), Rule(0, 0, 5, 5)])
    marked, names = hand_mixed.by_pen(sheet, letter, (20, 30, 120))
    assert [item.style.hand for item in marked.items if isinstance(item, Text)] == [True, False]
    assert len(marked.items) == 3
    assert any(held.endswith("_nama") for held in names)


def test_mixed_pages_of_the_test_part_are_of_held_out_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_mixed, "load_voices", functools.cache(load_voices))
    test = held_out(VOICES)
    for sort in hand_mixed.SORTS:
        for part in (Part.TUNE, Part.TEST):
            numbers = {voice.number for voice, _ in hand_mixed.letters_of(part, sort)}
            assert numbers
            assert (numbers <= test) if part is Part.TEST else numbers.isdisjoint(test)
