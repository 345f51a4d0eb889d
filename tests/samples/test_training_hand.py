"""The handwriting trainer's parts: who is kept for scoring, and what a composed line says."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from samples.fonts import FAMILIES, HANDWRITTEN
from samples.splits import Dice, Split
from samples.training.hand import pen
from samples.training.hand.hands import chars_of, read_bank, write
from samples.training.hand.split import Part, members
from samples.training.hand.texts import plain, voice_lines


def test_no_writer_and_no_typeface_is_in_two_parts() -> None:
    for kind in ("writers", "faces"):
        every = [member for part in Part for member in getattr(members(part), kind)]
        assert len(every) == len(set(every))
    assert len(members(Part.TEST).writers) >= 8


def test_the_hands_of_test_letters_are_never_trained_on() -> None:
    kept = {Path(FAMILIES[name].regular).stem for name in HANDWRITTEN[Split.TEST]}
    assert kept <= set(members(Part.TEST).faces)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Two invented writers of two letters each; the first never wrote b."""

    def letter(char: str, word: int, left: float) -> dict[str, object]:
        return {"c": char, "w": word, "l": left, "r": left + 0.5, "s": [[[0, 0], [0.5, 1]]], "ok": True}

    rows = [[letter("a", 0, 0), letter("c", 0, 0.8), letter("a", 1, 2.5)]]
    other = [[letter("a", 0, 0), letter("b", 0, 0.8), letter("b", 1, 2.5)]]
    path = tmp_path / "bank.json.gz"
    with gzip.open(path, "wt") as file:
        json.dump([{"rows": rows}, {"rows": other}], file)
    return path


def test_a_letter_that_the_writer_never_wrote_is_lent_within_the_part_only(bank: Path) -> None:
    dice = Dice("test", Split.TUNE)
    hands = read_bank(bank, (0, 1))
    assert [placed.char for placed in write("ab ca", hands, hands[:1], dice)] == list("abca")
    alone = read_bank(bank, (0,))
    assert "b" not in chars_of(alone)
    with pytest.raises(LookupError):
        write("b", alone, alone, dice)


def test_strokes_leave_ink_where_they_stand(bank: Path) -> None:
    dice = Dice("test", Split.TUNE)
    hands = read_bank(bank, (0,))
    strokes = pen.joined(write("a a", hands, hands, dice), dice)
    ink = pen.drawn(strokes, dice, scale=20, origin=(20, 60), shape=(80, 160), width=4)
    columns = np.flatnonzero(ink.max(axis=0) > 0.5)
    assert ink.max() > 0.9
    assert np.diff(columns).max() > 10  # the gap between the words


def test_marks_of_the_corpus_are_no_text() -> None:
    assert plain("<pelapor_nama alt>Rizal</pelapor_nama> – [ttd] jual || ayam") == "Rizal - jual ayam"


def test_voices_are_held_out_whole(tmp_path: Path) -> None:
    folder = tmp_path / "voices"
    folder.mkdir()
    (tmp_path / "split.toml").write_text('test = ["05"]')
    for number in (4, 5):
        text = f"# voice\n=== {number:02d}-01 surat\n@isi\nsuara nomor {number}\n"
        (folder / f"{number:02d}.txt").write_text(text, encoding="utf-8")
    assert voice_lines(folder, of_test=False) == ["suara nomor 4"]
    assert voice_lines(folder, of_test=True) == ["suara nomor 5"]
