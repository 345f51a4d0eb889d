"""The language model while it is fitted: texts in one row, letters of a step, the file for the product."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

torch = pytest.importorskip("torch", reason="needs the dependency group train")
pytest.importorskip("onnx", reason="needs the dependency group train")

from samples.training.language import reader  # noqa: E402
from samples.training.language.encoder import Encoder, Layer  # noqa: E402
from samples.training.language.export import read_layers, write_encoder  # noqa: E402
from samples.training.language.pretrained import Pretrained  # noqa: E402
from samples.training.language.reader import Pieces, Upper  # noqa: E402

WIDTH, HEADS, INNER, PIECES = 32, 4, 64, 20


@pytest.fixture
def encoder() -> Encoder:
    torch.manual_seed(1)
    names = tuple(map(str, range(PIECES)))
    known = Pretrained(
        WIDTH, 8, HEADS, INNER, 64, 1e-5, 0, 1, 2, names, np.zeros(PIECES, np.float32), {}, {}
    )  # fmt: skip
    made = Encoder(known, 8)
    made.eval()
    return made


def test_texts_in_one_row_do_not_see_each_other() -> None:
    torch.manual_seed(1)
    layer, texts = Layer(WIDTH, HEADS, INNER, 1e-5).eval(), [torch.randn(size, WIDTH) for size in (5, 9)]
    together = layer(torch.cat(texts), [5, 9]).split([5, 9])
    for text, found in zip(texts, together, strict=True):
        assert torch.allclose(layer(text, [len(text)]), found, atol=1e-5)


def _letter(size: int, counts: list[int]) -> Pieces:
    """A letter of one window whose words have so many pieces each, after the begin."""
    starts = np.cumsum([0, *counts])[:-1]
    states = torch.randn(size, WIDTH).bfloat16()
    owners = [0, *(at + 1 for at, count in enumerate(counts) for _ in range(count))]
    owners += [0] * (size - len(owners))
    places = torch.arange(1, 1 + sum(counts))
    return Pieces(states, (size,), places, torch.from_numpy(starts), torch.tensor(owners), torch.empty(0))


def test_letters_of_a_step_are_read_as_each_alone(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LAYERS", (0, 8))
    upper = Upper(encoder).eval()
    letters = [_letter(6, [2, 1, 1]), _letter(9, [1, 3, 1, 2])]
    together = upper(letters).split([3, 4])
    for letter, found in zip(letters, together, strict=True):
        assert torch.allclose(upper([letter]), found, atol=0.02)
    first = letters[0].states[1:3].float().mean(dim=0)
    assert torch.allclose(together[0][0, 0], first, atol=0.01)


def test_what_is_told_of_a_word_comes_to_its_own_pieces(encoder: Encoder) -> None:
    upper = Upper(encoder).eval()
    letters = [_letter(6, [2, 1, 1]), _letter(9, [1, 3, 1, 2])]
    placed = torch.zeros(7, WIDTH)
    placed[4] = 3.0
    plain, told = (upper(letters, one) for one in (torch.zeros(7, WIDTH), placed))
    assert torch.allclose(plain, upper(letters))
    assert torch.allclose(told[:3], plain[:3]) and not torch.allclose(told[3:], plain[3:], atol=0.05)
    own = letters[1].states.clone()
    own[2:5] += 3.0
    by_hand = upper([letters[0], replace(letters[1], states=own)])
    assert torch.allclose(told, by_hand, atol=0.05)


def test_a_hidden_words_pieces_are_all_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WORDS_OUT", 0.5)
    torch.manual_seed(3)
    shown = reader._shown(8, torch.tensor([1, 2, 3, 4, 5, 6]), torch.tensor([0, 2, 3]))
    assert shown[0] == shown[7] == 1
    assert shown[1] == shown[2] and shown[4] == shown[5] == shown[6]
    assert {float(one) for one in shown} == {0.0, 1.0}


def test_the_products_file_says_what_the_fitted_layers_say(encoder: Encoder, tmp_path: Path) -> None:
    write_encoder(encoder, list(encoder.layers), (4, 8), tmp_path / "model.onnx")
    ids = np.array([0, 5, 7, 9, 11, 1], np.int64)
    told = np.zeros((len(ids), WIDTH), np.float32)
    session = onnxruntime.InferenceSession(str(tmp_path / "model.onnx"))
    found = session.run(None, {"ids": ids, "told": told})[0]
    told[2] = 5.0
    assert not np.allclose(found, session.run(None, {"ids": ids, "told": told})[0], atol=0.1)
    with torch.no_grad():
        states = encoder(torch.from_numpy(ids), 8)
    wanted = np.concatenate([states[4].numpy(), states[8].numpy()], axis=1)
    likeness = (found * wanted).sum(1) / np.linalg.norm(found, axis=1) / np.linalg.norm(wanted, axis=1)
    assert (likeness > 0.99).all()
    assert [path.name for path in tmp_path.iterdir()] == ["model.onnx"]


def test_layers_are_taken_back_from_the_products_file(encoder: Encoder, tmp_path: Path) -> None:
    path, shown, ids = tmp_path / "model.onnx", (4, 8), torch.tensor([0, 5, 7, 9, 11, 1])
    write_encoder(encoder, list(encoder.layers), shown, path)
    with torch.no_grad():
        wanted = encoder(ids, 8)[8]
        for parameter in encoder.layers.parameters():
            parameter.normal_()
        assert not torch.allclose(encoder(ids, 8)[8], wanted, atol=0.5)
        read_layers(encoder, list(encoder.layers), shown, path)
        found = encoder(ids, 8)[8]
    assert torch.nn.functional.cosine_similarity(found, wanted).min() > 0.999
