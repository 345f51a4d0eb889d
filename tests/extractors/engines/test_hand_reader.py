"""The net for handwritten lines: it reads what stands there, each line alone."""

import numpy as np

from extractors.engines import hand_reader
from extractors.engines.char_model import ALPHABET
from tests.extractors.engines.drawn import drawn_line


def _text(columns: np.ndarray) -> str:
    best = columns.argmax(axis=1)
    kept = [k for before, k in zip([0, *best[:-1]], best, strict=True) if k and k != before]
    return "".join(ALPHABET[k - 1] for k in kept).strip()


def test_lines_of_all_widths_are_read_in_their_order() -> None:
    texts = ["NIK 3517096804799001", "Koperasi", "Jombang, 12 Mei 2026"]
    found = hand_reader.letter_columns([drawn_line(text) for text in texts], ALPHABET)
    assert [_text(columns).replace(" ", "") for columns in found] == [t.replace(" ", "") for t in texts]


def test_columns_are_shares_of_the_blank_and_the_letters() -> None:
    (columns,) = hand_reader.letter_columns([drawn_line("RT 03 RW 05")], ALPHABET)
    assert columns.shape[1] == 1 + len(ALPHABET)
    assert np.allclose(np.exp(columns).sum(axis=1), 1.0, atol=1e-3)


def test_no_line_gives_nothing() -> None:
    assert hand_reader.letter_columns([], ALPHABET) == []
