"""Training lines: seeded, legible to the net's width, honest about what they say."""

import numpy as np

from extractors.engines.recogniser import ALPHABET, HEIGHT, STRIDE
from samples.splits import Dice, Split
from samples.training import faces
from samples.training.batches import batch_of, line
from samples.training.strips import strip
from samples.training.texts import LONGEST, nonsense, number, value
from samples.training.wear import worn


def _lines(count: int) -> list[tuple[np.ndarray, str]]:
    return [found for at in range(count) if (found := line(f"test/{at}")) is not None]


def test_the_same_key_gives_the_same_line() -> None:
    (first, text), (second, again) = _lines(1)[0], _lines(1)[0]
    assert text == again
    assert np.array_equal(first, second)


def test_every_line_fits_its_columns_and_the_alphabet() -> None:
    lines = _lines(40)
    assert len(lines) > 30
    for picture, text in lines:
        assert picture.shape[0] == HEIGHT
        assert len(text) < picture.shape[1] / STRIDE
        assert set(text) <= set(ALPHABET)


def test_a_batch_pads_with_paper_and_keeps_lengths() -> None:
    lines = _lines(6)
    batch = batch_of(lines)
    assert batch.lines.shape[0] == len(lines)
    assert batch.lines.shape[3] % STRIDE == 0
    assert batch.lengths.sum() == len(batch.targets)
    assert all(batch.columns * STRIDE >= [picture.shape[1] for picture, _ in lines])


def test_numbers_have_sixteen_digits_and_values_fit_a_card() -> None:
    dice = Dice("texts", Split.TUNE)
    assert all(len(text) == 16 and text.isdigit() for text in (number(dice) for _ in range(50)))
    assert all(len(value(dice)) <= LONGEST for _ in range(200))
    assert any(nonsense(dice) != nonsense(dice) for _ in range(5))


def test_wear_changes_the_picture_but_not_its_shape_of_a_line() -> None:
    dice = Dice("wear", Split.TUNE)
    clean = strip(dice)
    damaged = worn(dice, clean)
    assert damaged.dtype == np.uint8
    assert damaged.ndim == 2
    assert 0.5 < (damaged.shape[1] / damaged.shape[0]) / (clean.pixels.shape[1] / clean.pixels.shape[0]) < 2


def test_the_test_splits_own_card_face_is_never_learnt() -> None:
    learnt = {name for name, _ in (*faces.NUMBER_FACES, *faces.VALUE_FACES)}
    assert not {name for name in learnt if name.startswith("DejaVuSansCondensed")}
