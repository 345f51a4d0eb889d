"""Lines for the net that tells print from a hand: each column's label stands over its own ink."""

from pathlib import Path

import numpy as np
import pytest

from extractors.engines.pen_columns import STRIDE
from samples.fonts import FAMILIES, MACHINE, TYPED, font_path
from samples.splits import Split
from samples.training.hand.blocks import Sources
from samples.training.hand.faces import as_face
from samples.training.hand.mixed_lines import NO_INK, PRINT, line
from samples.training.hand.split import Part, members
from samples.training.hand.texts import Texts


class OneText(Texts):
    """Says the same at each call."""

    def __init__(self) -> None:
        pass

    def draw(self, dice: object, size: float) -> str:
        return "mohon bantuan"


@pytest.fixture
def made_from(monkeypatch: pytest.MonkeyPatch) -> Sources:
    monkeypatch.setattr("samples.training.hand.mixed_lines.STROKE_SHARE", 0.0)
    return Sources([], [as_face(Path(font_path("femke")))], OneText(), frozenset())


def test_every_sort_of_line_comes_and_labels_cover_it(made_from: Sources) -> None:
    kinds = set()
    for at in range(40):
        one = line(f"test/{at}", made_from)
        assert one.picture.shape[1] <= len(one.labels) * STRIDE < one.picture.shape[1] + STRIDE
        kinds.add(frozenset(one.labels[one.labels != NO_INK].tolist()))
    assert kinds == {frozenset({0}), frozenset({1}), frozenset({0, 1})}


def test_a_line_is_the_same_for_the_same_key(made_from: Sources) -> None:
    one, other = line("test/a", made_from), line("test/a", made_from)
    assert np.array_equal(one.picture, other.picture)
    assert np.array_equal(one.labels, other.labels)


def test_the_test_splits_print_is_not_learnt_from() -> None:

    of_test_alone = (set(TYPED[Split.TEST]) | set(MACHINE[Split.TEST])) - set(TYPED[Split.TUNE])
    assert not {FAMILIES[name].regular for name in of_test_alone} & set(PRINT)
    assert not set(members(Part.TEST).faces) & {Path(name).stem for name in PRINT}


def test_the_net_is_trained_on_columns_and_written_as_a_file(tmp_path: Path, made_from: Sources) -> None:
    torch = pytest.importorskip("torch", reason="needs the dependency group train")
    from extractors.engines.onnx_session import one_thread
    from samples.training.export import write_onnx
    from samples.training.hand import pen_or_print

    batch = pen_or_print.batch_of([line(f"test/{at}", made_from) for at in range(4)])
    trainer = pen_or_print.ColumnTrainer.new(pen_or_print.new_net, seed=1, past=0.9, decay=0.01)
    before = trainer.learn(batch, 1e-3)
    assert min(trainer.learn(batch, 1e-3) for _ in range(12)) < before
    net = trainer.net.eval()
    assert write_onnx(net, tmp_path / "net.onnx", "pen_columns") > 100_000
    (said,) = one_thread(tmp_path / "net.onnx").run(None, {"lines": batch.lines})
    with torch.no_grad():
        assert np.allclose(net(torch.from_numpy(batch.lines)).numpy(), said, atol=0.05)
