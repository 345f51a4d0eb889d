"""The net while it is fitted: a fit can go on from a net that was fitted before."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the dependency group train")
pytest.importorskip("onnx", reason="needs the dependency group train")

from extractors.ranking.span_tagger import NET_FILE  # noqa: E402
from extractors.ranking.word_net import load_net  # noqa: E402
from samples.training.ranking.net import _in_numpy, _Net  # noqa: E402


def test_the_shipped_net_goes_into_torch_and_comes_back() -> None:
    known = load_net(NET_FILE)
    net = _Net(len(known.features), len(known.labels), torch.nn.Module())
    net.take(known)
    back = _in_numpy(net.eval(), known.features, known.labels)
    for name in ("rows", "inputs", "bias", "scale", "shift", "outputs", "output_bias", "transitions"):
        assert np.array_equal(getattr(back, name), getattr(known, name)), name
    for one, other in zip(back.blocks, known.blocks, strict=True):
        assert np.array_equal(one.kernel, other.kernel) and np.array_equal(one.bias, other.bias)
