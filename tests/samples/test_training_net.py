"""The net while it is fitted: a fit can go on from a net that was fitted before."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the dependency group train")
pytest.importorskip("onnx", reason="needs the dependency group train")

from extractors.ranking.span_tagger import NET_FILE  # noqa: E402
from extractors.ranking.word_net import load_net  # noqa: E402
from samples.training.language.reader import Lower  # noqa: E402
from samples.training.ranking.going_on import SHIPPED  # noqa: E402
from samples.training.ranking.material import Example  # noqa: E402
from samples.training.ranking.net import Part, Phase, _in_numpy, _Net, fit_in_parts  # noqa: E402
from samples.training.ranking.once_more import letters  # noqa: E402
from samples.voices.split import VOICES  # noqa: E402
from samples.voices.tagged import load_voices  # noqa: E402


def test_the_shipped_net_goes_into_torch_and_comes_back() -> None:
    known = load_net(NET_FILE)
    net = _Net(len(known.features), len(known.labels), torch.nn.Module())
    net.take(known)
    back = _in_numpy(net.eval(), known.features, known.labels)
    for name in (
        "rows",
        "inputs",
        "bias",
        "place",
        "scale",
        "shift",
        "outputs",
        "output_bias",
        "transitions",
    ):
        assert np.array_equal(getattr(back, name), getattr(known, name)), name
    for one, other in zip(back.blocks, known.blocks, strict=True):
        assert np.array_equal(one.kernel, other.kernel) and np.array_equal(one.bias, other.bias)


def test_a_fit_in_parts_that_was_ended_goes_on_behind_its_last_part(tmp_path: Path) -> None:
    lower, drawn, state = Lower(), [], tmp_path / "learnt.pt"

    def part(seed: int, *, is_ended: bool = False) -> Part:
        def draw() -> list[Example]:
            if is_ended:
                raise KeyboardInterrupt
            drawn.append(seed)
            return list(letters(load_voices(VOICES, ("1037",)), seed))

        return Part(10, draw)

    def fit(*parts: Part) -> None:
        stood = (load_net(SHIPPED.net), lower.read(SHIPPED.model))
        fit_in_parts(parts, lower, stood, Phase(1, 8, 1e-4, 1e-5, 0.5), state)

    with pytest.raises(KeyboardInterrupt):
        fit(part(2), part(3, is_ended=True))
    fit(part(2), part(3))
    assert drawn == [2, 3]
