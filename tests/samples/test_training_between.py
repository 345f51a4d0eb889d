"""Weights between those of two fits."""

from dataclasses import replace

import numpy as np
import pytest

from extractors.ranking.linear_chain import LinearChain
from extractors.ranking.span_tagger import NET_FILE
from extractors.ranking.word_net import load_net
from samples.training.ranking.between import between, together


@pytest.mark.parametrize(("share", "bias"), [(0.0, 0.0), (0.75, 3.0), (1.0, 4.0)])
def test_every_weight_goes_its_share_of_the_way(share: float, bias: float) -> None:
    shipped = load_net(NET_FILE)
    blocks = tuple(replace(block, shift=np.zeros_like(block.shift)) for block in shipped.blocks)
    one = replace(shipped, bias=np.zeros_like(shipped.bias), blocks=blocks)
    moved = tuple(replace(block, shift=np.full_like(block.shift, 4.0)) for block in blocks)
    other = replace(one, bias=np.full_like(one.bias, 4.0), blocks=moved)
    found = between(one, other, share)
    assert (found.bias == bias).all()
    assert all((block.shift == bias).all() for block in found.blocks)
    assert (found.labels, found.features) == (one.labels, one.features)
    assert np.allclose(found.rows, one.rows)
    assert found.rows.dtype == one.rows.dtype


def test_two_random_fields_are_added_up_by_what_their_labels_and_features_are_called() -> None:
    stood = LinearChain(
        ("O", "B"), ("a", "b"), np.array([[1, 2], [3, 4]], np.float32), np.array([[0.0, 1.0], [2.0, 3.0]])
    )
    other = LinearChain(
        ("B", "X", "O"),
        ("b", "c"),
        np.array([[8, 9, 4], [2, 9, 6]], np.float32),
        np.arange(9.0).reshape(3, 3),
    )
    found = together(stood, other, 0.5)
    assert (found.labels, found.features) == (("O", "B"), ("a", "b", "c"))
    assert found.weights.tolist() == [[0.5, 1.0], [3.5, 6.0], [3.0, 1.0]]
    assert found.transitions.tolist() == [[4.0, 3.5], [2.0, 1.5]]
