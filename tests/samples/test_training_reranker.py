"""The re-ranker while it is fitted: torch's sums are those of the product, and it learns what words tell."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the dependency group train")
pytest.importorskip("onnx", reason="needs the dependency group train")

from extractors.ranking.reranker import WEIGHTS, Asked, Reranker, kept_odds  # noqa: E402
from extractors.ranking.roles import Role  # noqa: E402
from samples.training.ranking import reranker  # noqa: E402
from samples.training.ranking.reranker import Known, _Net, _Questions, _scales, fit_reranker  # noqa: E402

FEATURES, NONE, WIDTH = 7, 5, 4


class Answers:
    """What a fit asks of a question: which options are right, and whether none is."""

    def __init__(self, rights: list[bool]) -> None:
        self.rights, self.none_is_right = tuple(rights), not any(rights)


def _known(count: int, seed: int) -> list[Known]:
    """Two options each, alike to the ranker; the right one's words point one way."""
    dice, found = np.random.default_rng(seed), []
    for _ in range(count):
        rights = [True, False] if dice.random() < 0.5 else [False, True]
        words = dice.normal(size=(2, 5 * WIDTH), scale=0.1).astype(np.float32)
        words[:, 0] += np.where(rights, 1.0, -1.0)
        asked = Asked(
            Role.NAMA, dice.normal(size=(2, FEATURES)).astype(np.float32),
            dice.normal(size=NONE).astype(np.float32), np.array([kept_odds(0.5)] * 2, np.float32),
            kept_odds(0.1), words, dice.normal(size=WIDTH).astype(np.float32),
        )  # fmt: skip
        question: Any = Answers(rights)
        found.append(Known(question, asked))
    return found


def test_torch_and_the_product_sum_up_alike() -> None:
    known = _known(3, 1)
    known[1] = replace(known[1], asked=replace(known[1].asked, role=Role.ALAMAT))
    scales = _scales(known)
    net = _Net(known[0].asked)
    for name in WEIGHTS:
        torch.nn.init.normal_(getattr(net, name), std=0.3)
    net.eval()
    odds, none = net(_Questions(known, scales).part(torch.arange(3)))
    model = Reranker({name: getattr(net, name).detach().numpy()[None] for name in WEIGHTS}, scales)
    shares = [model.shares(one.asked) for one in known]
    order = [np.argsort(one.asked.odds)[::-1] for one in known]
    told = np.concatenate([np.array(own)[at] for (own, _), at in zip(shares, order, strict=True)])
    assert torch.sigmoid(odds).detach().numpy() == pytest.approx(told, abs=1e-5)
    assert torch.sigmoid(none).detach().numpy() == pytest.approx([own for _, own in shares], abs=1e-5)


def test_it_learns_what_only_the_words_states_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reranker, "NETS", 1)
    model = fit_reranker(_known(400, 2))
    strangers = _known(100, 3)
    right = sum(one.question.rights[int(np.argmax(model.shares(one.asked)[0]))] for one in strangers)
    assert right >= 95
