"""A pretrained net tuned to handwriting: its graph as a module, and crops whose text is known."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the dependency group train")

from extractors.engines.onnx_session import one_thread  # noqa: E402
from samples.training.hand import blocks, tune  # noqa: E402
from samples.training.hand.blocks import Row  # noqa: E402
from samples.training.hand.graph import with_weights  # noqa: E402
from samples.training.hand.split import Part, members, sureness  # noqa: E402

ROWS = [
    Row((("saya", 0, 80), ("mohon", 100, 200)), 50),
    Row((("koperasi", 10, 150),), 110),
]


def _inside(left: float, top: float, right: float, bottom: float) -> str:
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], float)
    return blocks._text_inside(corners, ROWS)


def test_a_crop_says_the_words_of_its_row() -> None:
    assert _inside(-5, 25, 205, 60) == "saya mohon"
    assert _inside(92, 25, 205, 60) == "mohon"


def test_a_crop_that_cuts_a_word_or_holds_two_rows_is_not_learnt_from() -> None:
    assert _inside(-5, 25, 150, 60) == ""
    assert _inside(-5, 25, 205, 120) == ""
    assert _inside(-5, 45, 205, 60) == ""  # half of the small letters


def test_the_module_says_what_the_file_says_and_other_weights_go_back_into_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    model = tune.pretrained()
    net = tune.Tuned(model).eval()
    lines = np.random.default_rng(1).uniform(-1, 1, (2, 3, 48, 160)).astype(np.float32)
    file = tmp_path / "net.onnx"
    with torch.no_grad():
        assert tune.exported(net, model, file) > 1_000_000
        (said,) = one_thread(file).run(None, {"lines": lines})
        assert np.allclose(net(torch.from_numpy(lines)).exp().numpy(), said, atol=1e-4)
    halved = {name: np.asarray(values / 2, np.float32) for name, values in net.values().items()}
    file.write_bytes(with_weights(model, halved).SerializeToString())
    (other,) = one_thread(file).run(None, {"lines": lines})
    assert not np.allclose(said, other, atol=1e-3)


def test_who_is_left_for_sureness_is_of_the_training_part() -> None:
    left, train = sureness(), members(Part.TRAIN)
    assert set(left.writers) < set(train.writers)
    assert set(left.faces) < set(train.faces)


def test_a_batch_is_padded_as_lines_are_read() -> None:
    lines = [np.ones((3, 48, wide), np.float32) for wide in (40, 200)]
    batch = tune.batch_of(lines, ["ab", "c"], {"a": 1, "b": 2, "c": 3})
    assert batch.lines.shape == (2, 3, 48, 200)
    assert not batch.lines[0, :, :, 40:].any()
    assert batch.columns.tolist() == [6, 25]
    assert batch.targets.tolist() == [1, 2, 3]
