"""Where RapidOCR looks for lines: on pages no larger than its memory allows; its recogniser in eight bits."""

from types import SimpleNamespace

import numpy as np
import pytest

from extractors.engines import rapidocr
from tests.extractors.engines.drawn import drawn_line


@pytest.mark.parametrize(
    ("size", "longest", "looked_at"),
    [
        ((2828, 2000), 2000, (2000, 1414)),
        ((4300, 4300), 2000, (1732, 1732)),
        ((2000, 1500), 2000, (2000, 1500)),
        ((1000, 1000), 708, (708, 708)),
    ],
)
def test_a_squarer_page_is_made_smaller_for_the_net(
    size: tuple[int, int], longest: int, looked_at: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def prepared(page: np.ndarray) -> None:
        seen.append(page.shape[:2])

    detector = SimpleNamespace(get_preprocess=lambda: prepared)
    monkeypatch.setattr(rapidocr, "_detector", lambda: detector)
    assert rapidocr.detect(np.zeros((*size, 3), np.uint8), longest) == []
    assert seen == [looked_at]


def test_in_eight_bits_it_reads_as_the_packaged_net_does() -> None:
    texts = ["NIK 3517096804799001", "Jombang, 12 Mei 2026", "KSP Sumber Rejeki (Ploso) Rp1.250.000,-"]
    pictures = [drawn_line(text, face) for text in texts for face in ("arial", "times", "courier")]
    readings = zip(rapidocr.read_lines(pictures), rapidocr.read_lines(pictures, is_card=True), strict=True)
    for text, (one, packaged) in zip(np.repeat(texts, 3), readings, strict=True):
        assert one.text == packaged.text
        assert one.text.replace(" ", "") == text.replace(" ", "")
        assert one.score == pytest.approx(packaged.score, abs=0.05)
        assert one != packaged


def test_both_recognisers_know_the_same_letters() -> None:
    for is_card in (True, False):
        _, known = rapidocr._columns(rapidocr.LETTERS, is_card=is_card)
        assert set(known) == set(rapidocr.LETTERS)
