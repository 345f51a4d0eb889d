"""The net over a letter's words: its sums held against loops, its file, its mixture with the field."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extractors.ranking.language import LAYERS, WIDTH, States
from extractors.ranking.linear_chain import Array, LinearChain
from extractors.ranking.span_tagger import CHAIN_SHARE, NET_SHARE, Tagger, packaged_tagger
from extractors.ranking.word_net import Block, Floats, WordNet, load_net, write_net

LABELS = ("O", "B-nama", "I-nama")
TOLD = [["bias", "0w=saya"], ["Capital"], ["unheard"], []]
WORDS = ["saya", "Siti", "Aminah", "."]
HIDDEN = 4


def _net() -> WordNet:
    dice = np.random.default_rng(3)

    def some(*shape: int) -> np.ndarray:
        return dice.normal(size=shape).astype(np.float32)

    block = Block(2, some(HIDDEN), some(HIDDEN), some(3, HIDDEN, HIDDEN), some(HIDDEN))
    return WordNet(
        LABELS, ("0w=saya", "Capital", "bias"), some(3, HIDDEN),
        some(len(LAYERS) * WIDTH, HIDDEN), some(HIDDEN), some(HIDDEN, WIDTH), (block,),
        some(HIDDEN), some(HIDDEN), some(HIDDEN, 3), some(3), some(3, 3),
    )  # fmt: skip


def _states() -> States:
    return np.random.default_rng(5).normal(size=(len(WORDS), len(LAYERS) * WIDTH)).astype(np.float32)


class _Language:
    """Shifts its states by what it is told of each word."""

    def states(self, words: object, placed: States | None = None, /) -> States:
        return _states() + (0.0 if placed is None else np.tile(placed, len(LAYERS)))


def _inner(net: WordNet, told: Sequence[Sequence[str]]) -> Floats:
    return net.inner(net.described(told), _states()[: len(told)])


def _said(net: WordNet, told: Sequence[Sequence[str]]) -> Array:
    return net.emissions(_inner(net, told)).scores


def test_a_convolution_is_a_sum_over_words_so_far_apart() -> None:
    block = _net().blocks[0]
    x = np.random.default_rng(1).normal(size=(5, HIDDEN)).astype(np.float32)
    normed = (x - x.mean(1, keepdims=True)) / np.sqrt(
        x.var(1, keepdims=True) + 1e-5
    ) * block.scale + block.shift
    for at, found in enumerate(block(x)):
        sums = block.bias.copy()
        for part, other in enumerate((at - 2, at, at + 2)):
            if 0 <= other < len(x):
                sums += normed[other] @ block.kernel[part]
        assert found == pytest.approx(x[at] + np.maximum(sums, 0), abs=1e-4)


def test_unheard_features_weigh_nothing_and_known_ones_something() -> None:
    net = _net()
    same = _said(net, [["unheard"]])
    assert _said(net, [[]]) == pytest.approx(same)
    assert _said(net, [["Capital"]]) != pytest.approx(same)


def test_a_stored_net_says_the_same(tmp_path: Path) -> None:
    net = _net()
    write_net(net, tmp_path / "net.npz")
    again = load_net(tmp_path / "net.npz")
    assert (again.labels, again.features) == (net.labels, net.features)
    assert _said(again, TOLD) == pytest.approx(_said(net, TOLD), abs=0.3)


def test_the_language_model_is_told_where_each_word_stands() -> None:
    net = _net()
    tagger = Tagger(LinearChain(LABELS, (), np.zeros((0, 3), np.float32), np.zeros((3, 3))), net, _Language())
    described = net.described(TOLD)
    placed = np.tile(net.placed(described), len(LAYERS))
    assert tagger.inner(WORDS, TOLD) == pytest.approx(net.inner(described, _states() + placed))
    assert tagger.states(WORDS) == pytest.approx(_states())
    assert tagger.inner([], []) is None


def test_field_and_net_are_added_up_by_their_shares() -> None:
    dice = np.random.default_rng(2)
    chain = LinearChain(
        LABELS, ("Capital",), dice.normal(size=(1, 3)).astype(np.float32), dice.normal(size=(3, 3))
    )
    both, field, net = Tagger(chain, _net()).emissions(TOLD, _inner(_net(), TOLD))
    assert both.scores == pytest.approx(CHAIN_SHARE * field.scores + NET_SHARE * net.scores)
    assert both.transitions == pytest.approx(CHAIN_SHARE * field.transitions + NET_SHARE * net.transitions)
    assert field.scores == pytest.approx(chain.scores(TOLD))


def test_models_with_other_labels_cannot_be_mixed() -> None:
    field = LinearChain(("O", "B-nik", "I-nik"), ("Capital",), np.ones((1, 3), np.float32), np.zeros((3, 3)))
    with pytest.raises(ValueError, match="labels"):
        Tagger(field, _net()).emissions(TOLD, _inner(_net(), TOLD))


def test_the_packaged_field_and_net_know_the_same_labels() -> None:
    tagger = packaged_tagger()
    assert tagger.net is not None and tagger.net.labels == tagger.chain.labels
