"""The language model's words: how they are split, what comes out, and how letters longer than it are read."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from extractors.ranking import language
from extractors.ranking.language import LAYERS, MOST_PIECES, WIDTH, load_language, packaged, windows
from extractors.ranking.word_pieces import WORD_MARK, WordPieces

REFERENCE = Path(__file__).with_name("language_reference.npz")
"""States of one sentence after the first layer that is shown, by the shipped weights as floats
(python -m samples.training.language --reference FILE): made anew with each language model."""
WORDS = "Kepada Yth. Kepala Dinas Koperasi Kabupaten Sleman mengadukan pengurus koperasi"
CLOSE = 0.97
"""Cosine of a word's states in whole numbers to those in floats; other words lie below .9."""


def _pieces() -> WordPieces:
    pieces = (
        "<?>",
        f"{WORD_MARK}ko",
        "per",
        "asi",
        "koper",
        WORD_MARK,
        "k",
        "o",
        "p",
        "e",
        "r",
        "a",
        "s",
        "i",
    )
    return WordPieces(
        pieces, [0.0, -2.0, -2.0, -2.0, -3.0, -3.0, *[-6.0] * 8], 0, {"\uff4b": "k", "\u00ad": ""}
    )


def test_a_word_is_split_into_its_likeliest_pieces() -> None:
    pieces = _pieces()
    assert [pieces.pieces[at] for at in pieces.split("koperasi")] == [f"{WORD_MARK}ko", "per", "asi"]
    assert [pieces.pieces[at] for at in pieces.split("oper")] == [WORD_MARK, "o", "per"]


def test_other_spellings_of_a_letter_are_the_same_word() -> None:
    assert _pieces().split("\uff4bo\u00adperasi") == _pieces().split("koperasi")


def test_an_unknown_letter_is_one_unknown_piece() -> None:
    assert [_pieces().pieces[at] for at in _pieces().split("ko\u4e00")] == [f"{WORD_MARK}ko", "<?>"]
    assert len(_pieces().split("")) == 1


def test_every_word_of_letters_and_figures_can_be_put_together() -> None:
    pieces = packaged().vocabulary.pieces
    for word in ("Qxzvwk", "3517091234560001", "No.12/KSP-\u201cX\u201d", "\u00c9t\u00e9"):
        assert pieces.unknown not in pieces.split(word), word


def test_states_are_those_of_the_weights_as_floats() -> None:
    with np.load(REFERENCE) as stored:
        wanted = stored["states"].astype(np.float32)
    found = packaged().states(WORDS.split())[:, :WIDTH]
    lengths = np.linalg.norm(found, axis=1) * np.linalg.norm(wanted, axis=1)
    assert ((found * wanted).sum(axis=1) / lengths > CLOSE).all()


def test_a_word_means_something_else_among_other_words() -> None:
    alone = packaged().states(["bunga"])
    among = packaged().states(["membayar", "bunga", "pinjaman", "koperasi"])
    assert not np.allclose(alone[0], among[1], atol=0.05)


def test_a_long_letter_is_read_in_windows_that_overlap() -> None:
    counts = [3] * 400
    found = windows(counts)
    assert found[0].start == 0 and found[-1].stop == len(counts)
    assert all(sum(counts[one.start : one.stop]) <= MOST_PIECES for one in found)
    assert all(later.start < earlier.stop < later.stop for earlier, later in itertools.pairwise(found))


def test_each_word_is_decided_by_the_window_in_which_it_lies_deeper() -> None:
    found = windows([3] * 400)
    assert [at for one in found for at in range(one.first, one.last)] == list(range(400))
    for earlier, later in itertools.pairwise(found):
        last, first = earlier.last - 1, later.first
        assert earlier.stop - last >= last - later.start and first - later.start >= earlier.stop - 1 - first
    assert windows([]) == []


def test_a_long_letters_words_all_have_states() -> None:
    words = WORDS.split() * 40
    states = packaged().states(words)
    assert states.shape == (len(words), len(LAYERS) * WIDTH)
    assert (np.abs(states).sum(axis=1) > 0).all()
    assert packaged().states([]).shape == (0, len(LAYERS) * WIDTH)


def test_a_missing_file_says_how_it_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(language, "MODEL_FILE", tmp_path / "language.onnx")
    packaged.cache_clear()
    with pytest.raises(FileNotFoundError, match=r"samples\.training\.ranking"):
        packaged()
    packaged.cache_clear()


def test_the_packaged_files_are_loaded_once() -> None:
    assert packaged() is packaged()
    assert load_language(language.MODEL_FILE, language.PIECES_FILE).vocabulary == packaged().vocabulary
