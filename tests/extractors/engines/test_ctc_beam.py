"""The beam search: what the character model may choose between, and what it may never add."""

import itertools
import math

import numpy as np
import pytest

from extractors.engines.ctc_beam import Weights, likelihoods, search, spotted

ALPHABET = " abc"
EVEN = Weights(language=0.0, letter=0.0, mark=0.0)


def _columns(*chances: dict[str, float]) -> np.ndarray:
    """Log-probabilities; `~` is the blank, what a column does not name has next to none."""
    columns = np.full((len(chances), 1 + len(ALPHABET)), math.log(1e-6), np.float32)
    for at, named in enumerate(chances):
        for char, chance in named.items():
            columns[at, 0 if char == "~" else 1 + ALPHABET.index(char)] = math.log(chance)
    return columns


def _likes(char: str) -> float:
    return -6.0 if char == "c" else 0.0


def test_without_a_model_the_ink_decides() -> None:
    columns = _columns({"a": 0.9, "~": 0.1}, {"~": 0.999}, {"b": 0.45, "c": 0.55})
    assert search(columns, ALPHABET, lambda before, char: 0.0, EVEN)[0][0] == "ac"


def test_the_model_chooses_between_letters_that_have_ink() -> None:
    columns = _columns({"a": 0.9, "~": 0.1}, {"~": 0.999}, {"b": 0.45, "c": 0.55})
    found = search(columns, ALPHABET, lambda before, char: _likes(char), Weights(0.5, 0.0))
    assert found[0][0] == "ab"


def test_a_letter_without_ink_is_never_read_however_likely_the_word() -> None:
    columns = _columns({"a": 0.9, "~": 0.1}, {"~": 0.999}, {"c": 0.9, "~": 0.0985, "b": 0.0015})
    found = search(columns, ALPHABET, lambda before, char: 9 * _likes(char), Weights(1.0, 5.0))
    assert not any("b" in text for text, _ in found)


@pytest.mark.parametrize(("chance", "text"), [(-0.5, "a b"), (-9.0, "ab")])
def test_a_blank_with_a_little_ink_is_read_only_where_the_model_expects_it(chance: float, text: str) -> None:
    columns = _columns({"a": 0.9, "~": 0.1}, {"~": 0.9, " ": 0.1}, {"b": 0.9, "~": 0.1})
    likes = {" ": chance, "a": -0.5, "b": -0.5, "c": -0.5}
    assert search(columns, ALPHABET, lambda before, char: likes[char])[0][0] == text
    assert search(columns, ALPHABET, lambda before, char: likes[char], EVEN)[0][0] == "ab"


def test_a_double_letter_needs_a_blank_between() -> None:
    run = _columns({"a": 0.99}, {"a": 0.99})
    parted = _columns({"a": 0.99}, {"~": 0.99}, {"a": 0.99})
    assert search(run, ALPHABET, lambda before, char: 0.0, EVEN)[0][0] == "a"
    assert search(parted, ALPHABET, lambda before, char: 0.0, EVEN)[0][0] == "aa"


def _summed(columns: np.ndarray, text: str) -> float:
    """The text's probability by counting every way through the columns."""
    total = 0.0
    for way in itertools.product(range(columns.shape[1]), repeat=len(columns)):
        runs = [code for code, _ in itertools.groupby(way)]
        if "".join(ALPHABET[code - 1] for code in runs if code) == text:
            total += math.exp(sum(float(columns[at, code]) for at, code in enumerate(way)))
    return math.log(total)


@pytest.mark.parametrize("text", ["", "a", "ab", "aa", "aba"])
def test_a_texts_likelihood_is_the_sum_over_all_its_alignments(text: str) -> None:
    draws = np.random.default_rng(3).dirichlet(np.ones(1 + len(ALPHABET)), 4)
    columns = np.log(draws).astype(np.float32)
    texts = ["abc", text]  # a longer neighbour must not alter it
    assert likelihoods(columns, texts, ALPHABET)[1] == pytest.approx(_summed(columns, text), abs=1e-4)


def test_each_letter_keeps_its_own_ink_and_place() -> None:
    columns = _columns({"a": 0.9, "~": 0.1}, {"~": 0.999}, {"b": 0.3, "c": 0.7}, {"~": 0.999})
    first, second = spotted(columns, "ab", ALPHABET)
    assert (first.place, second.place) == (0.125, 0.625)
    assert second.ink == pytest.approx(0.3, abs=1e-3)  # chosen by a model, yet no surer than its ink


def test_a_text_longer_than_its_columns_has_no_places() -> None:
    assert spotted(_columns({"a": 0.9}), "abcabc", ALPHABET) == []
