"""Sums and best paths of a small chain, held against all its paths one by one."""

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from extractors.ranking.linear_chain import LinearChain, load_chain, write_chain

LABELS = ("O", "B-nama", "I-nama")
TOKENS = (("w=saya",), ("w=siti", "Capital"), ("w=aminah", "Capital", "unknown"), ("w=warga",))


def _chain() -> LinearChain:
    dice = np.random.default_rng(7)
    features = ("w=saya", "w=siti", "Capital", "w=aminah", "w=warga")
    return LinearChain(
        LABELS, features, dice.normal(size=(5, 3)).astype(np.float32), dice.normal(size=(3, 3))
    )


def _weight(chain: LinearChain, path: tuple[int, ...]) -> float:
    scores = chain.scores(TOKENS)
    steps = sum(chain.transitions[one, two] for one, two in pairwise(path))
    return float(np.exp(sum(scores[at, label] for at, label in enumerate(path)) + steps))


def test_marginals_are_shares_of_all_paths() -> None:
    chain = _chain()
    paths = {path: _weight(chain, path) for path in product(range(3), repeat=len(TOKENS))}
    total = sum(paths.values())
    for at, label in product(range(len(TOKENS)), range(3)):
        share = sum(weight for path, weight in paths.items() if path[at] == label) / total
        assert chain.posterior(TOKENS).shares[at, label] == pytest.approx(share)


def test_runs_are_shares_of_the_paths_with_just_that_run() -> None:
    chain = _chain()
    paths = {path: _weight(chain, path) for path in product(range(3), repeat=len(TOKENS))}
    total = sum(paths.values())
    found = chain.posterior(TOKENS).runs("B-nama", "I-nama", 0.0001, 4)
    assert len(found) > 4
    for start, stop, probability in found:
        run = (1, *(2 for _ in range(stop - start - 1)))
        share = sum(
            weight for path, weight in paths.items() if path[start:stop] == run and (*path, 0)[stop] != 2
        )
        assert probability == pytest.approx(share / total)
        assert probability == pytest.approx(chain.posterior(TOKENS).exact("B-nama", "I-nama", start, stop))


def test_no_runs_of_a_role_that_was_never_seen() -> None:
    assert _chain().posterior(TOKENS).runs("B-nik", "I-nik", 0.0001, 4) == []
    assert _chain().posterior(()).runs("B-nama", "I-nama", 0.0001, 4) == []


def test_best_path_has_the_highest_weight() -> None:
    chain = _chain()
    best = max(product(range(3), repeat=len(TOKENS)), key=lambda path: _weight(chain, path))
    assert chain.best_path(TOKENS) == tuple(LABELS[label] for label in best)


def test_no_words_have_no_labels() -> None:
    assert _chain().best_path(()) == ()
    assert _chain().posterior(()).shares.shape == (0, 3)


def test_stored_weights_stay_within_a_step_of_the_largest(tmp_path: Path) -> None:
    chain = _chain()
    write_chain(chain, tmp_path / "c.npz")
    again = load_chain(tmp_path / "c.npz")
    step = np.abs(chain.weights).max() / 127
    assert (again.labels, again.features) == (chain.labels, chain.features)
    assert np.abs(again.weights - chain.weights).max() <= step / 2 + 1e-6


def test_a_role_of_one_word_has_exact_runs_of_one_word_only() -> None:
    chain = LinearChain(("O", "B-nik"), ("w=saya",), np.ones((1, 2), np.float32), np.zeros((2, 2)))
    posterior = chain.posterior(TOKENS)
    (one,) = [share for start, stop, share in posterior.runs("B-nik", "I-nik", 0.0001, 4) if start == 0]
    assert posterior.exact("B-nik", "I-nik", 0, 1) == pytest.approx(one)
    assert posterior.exact("B-nik", "I-nik", 0, 2) == posterior.exact("B-nama", "I-nama", 0, 1) == 0.0
