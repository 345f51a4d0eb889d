"""Numbers of known length: the sums over alignments agree with counting every path."""

import itertools

import numpy as np
import pytest

from extractors.engines.lattice import places


def _by_counting(columns: np.ndarray, length: int) -> tuple[np.ndarray, float]:
    """Every path of columns tried: digits' probabilities by place, and the sum of all that fit."""
    counts = np.zeros((length, 10))
    total = 0.0
    for path in itertools.product(range(11), repeat=len(columns)):
        chance = float(np.prod([columns[t, choice] for t, choice in enumerate(path)]))
        runs = [choice for t, choice in enumerate(path) if choice and (t == 0 or path[t - 1] != choice)]
        if len(runs) == length:
            total += chance
            for place, choice in enumerate(runs):
                counts[place, choice - 1] += chance
    return counts / total, total


@pytest.mark.parametrize(("steps", "length", "seed"), [(4, 2, 0), (5, 2, 1), (5, 3, 2), (3, 1, 3)])
def test_agrees_with_counting_every_path(steps: int, length: int, seed: int) -> None:
    columns = np.random.default_rng(seed).dirichlet(np.ones(11) * 0.4, steps).astype(np.float32)
    digits, total = _by_counting(columns, length)
    found = places(columns, length)
    assert np.allclose(found.digits, digits, atol=1e-4)
    assert found.complete == pytest.approx(total, rel=1e-3)


def _clear(digits: str) -> np.ndarray:
    """Columns that say the digits one by one with a gap after each."""
    columns = np.full((2 * len(digits), 11), 1e-4, np.float32)
    for at, digit in enumerate(digits):
        columns[2 * at, 1 + int(digit)] = 1.0
        columns[2 * at + 1, 0] = 1.0
    return columns


def test_clear_columns_give_their_digits_and_are_complete() -> None:
    found = places(_clear("3517110905799001"), 16)
    assert found.text == "3517110905799001"
    assert min(found.sureness) > 0.99
    assert found.complete > 0.9


def test_a_digit_too_few_is_not_complete() -> None:
    assert places(_clear("351711090579900"), 16).complete < 0.1


def test_doubled_digits_need_a_gap() -> None:
    run = np.full((3, 11), 1e-6, np.float32)
    run[:, 2] = 1.0
    assert places(run, 1).complete > 0.9
    assert places(run, 2).complete < 0.01


def test_nothing_there_gives_even_chances() -> None:
    found = places(np.zeros((0, 11), np.float32), 16)
    assert found.complete == 0.0
    assert np.allclose(found.digits, 0.1)
