"""The re-ranker's sums, on weights drawn at random and on the packaged ones."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extractors.ranking.linear_chain import Array
from extractors.ranking.option_features import FEATURES
from extractors.ranking.options import Option
from extractors.ranking.ranker import NONE_FEATURES
from extractors.ranking.reranker import (
    AROUND,
    BESIDE,
    ROLES,
    Asked,
    FirstShares,
    Reranker,
    asked,
    kept_odds,
    load_reranker,
    packaged_reranker,
    write_reranker,
)
from extractors.ranking.roles import Role
from extractors.ranking.word_net import Floats
from models.field import Field

WIDTH, HIDDEN, NETS = 6, 5, 2
COUNT, NONE_COUNT = len(FEATURES) + BESIDE, len(NONE_FEATURES) + 3
SHAPES = {
    "features": (COUNT, HIDDEN), "words": (AROUND * WIDTH, HIDDEN), "letter": (WIDTH, HIDDEN),
    "role": (len(ROLES), HIDDEN), "others": (HIDDEN, HIDDEN), "out": (HIDDEN,), "role_out": (len(ROLES),),
    "own": (len(ROLES),), "none": (NONE_COUNT, HIDDEN), "none_role": (len(ROLES), HIDDEN),
    "none_out": (HIDDEN,), "none_role_out": (len(ROLES),), "none_own": (len(ROLES),),
}  # fmt: skip
SHARES = [0.9, 0.2, 0.05]


def _drawn(*shape: int, seed: int = 1) -> Floats:
    found: Floats = np.random.default_rng(seed).normal(size=shape, scale=0.3).astype(np.float32)
    return found


def _model(**fixed: Floats) -> Reranker:
    weights = {name: _drawn(NETS, *shape, seed=at) for at, (name, shape) in enumerate(SHAPES.items())}
    scales = {
        "features_mean": np.zeros(COUNT, np.float32), "features_spread": np.ones(COUNT, np.float32),
        "none_mean": np.zeros(NONE_COUNT, np.float32), "none_spread": np.ones(NONE_COUNT, np.float32),
    }  # fmt: skip
    return Reranker({**weights, **fixed}, scales)


def _options(count: int) -> list[Option]:
    features: Array = _drawn(count, len(FEATURES)).astype(np.float64)
    words = [(0, 1), (4,), ()]
    return [Option(f"nilai {at}", Field(), features[at], words[at]) for at in range(count)]


def _asked(count: int = 3) -> Asked:
    first = FirstShares(SHARES[:count], 0.1, np.ones(len(NONE_FEATURES)))
    return asked(Role.NAMA, _drawn(5, WIDTH), _options(count), first)


def test_without_weights_the_rankers_probabilities_stay() -> None:
    silent = {name: np.zeros((NETS, *SHAPES[name]), np.float32) for name in ("out", "none_out", "role_out")}
    silent["none_role_out"] = silent["role_out"]
    silent["own"] = silent["none_own"] = np.ones((NETS, len(ROLES)), np.float32)
    shares, none = _model(**silent).shares(_asked())
    assert shares == pytest.approx(SHARES, abs=1e-6)
    assert none == pytest.approx(0.1)


def test_the_order_of_the_options_does_not_matter() -> None:
    one = _asked()
    back = replace(one, features=one.features[::-1], odds=one.odds[::-1], words=one.words[::-1])
    assert _model().shares(back)[0][::-1] == pytest.approx(_model().shares(one)[0], abs=1e-5)


def test_an_option_is_weighed_beside_the_others() -> None:
    alone, beside = _model().shares(_asked(1))[0][0], _model().shares(_asked(3))[0][0]
    assert alone != pytest.approx(beside, abs=1e-3)


def test_a_field_without_options_has_none_only() -> None:
    shares, none = _model().shares(_asked(0))
    assert shares == [] and 0.0 < none < 1.0


def test_states_are_taken_from_an_options_words_and_those_around() -> None:
    inner = _drawn(5, WIDTH)
    one = _asked()
    nothing = np.zeros(WIDTH)
    assert one.words[0] == pytest.approx(
        np.concatenate([inner[:2].mean(axis=0), inner[0], inner[1], nothing, inner[2]]), abs=1e-6
    )
    assert one.words[1] == pytest.approx(
        np.concatenate([inner[4], inner[4], inner[4], inner[3], nothing]), abs=1e-6
    )
    assert not one.words[2].any()


def test_each_option_knows_the_likeliest_other() -> None:
    rivals = _asked().features[:, len(FEATURES)]
    assert rivals == pytest.approx([kept_odds(0.2), kept_odds(0.9), kept_odds(0.9)])


def test_a_stored_model_says_the_same(tmp_path: Path) -> None:
    write_reranker(_model(), tmp_path / "reranker.npz")
    again = load_reranker(tmp_path / "reranker.npz")
    assert again.shares(_asked())[0] == pytest.approx(_model().shares(_asked())[0], abs=0.01)


def test_the_packaged_model_is_for_todays_features() -> None:
    model = packaged_reranker()
    assert model.weights["features"].shape[1] == COUNT == len(model.scales["features_mean"])
    assert model.weights["none"].shape[1] == NONE_COUNT == len(model.scales["none_mean"])
