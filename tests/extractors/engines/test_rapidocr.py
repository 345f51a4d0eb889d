"""Where RapidOCR looks for lines: on pages made no larger than its memory allows."""

from types import SimpleNamespace

import numpy as np
import pytest

from extractors.engines import rapidocr


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

    def detector(page: np.ndarray) -> SimpleNamespace:
        seen.append(page.shape[:2])
        return SimpleNamespace(boxes=None)

    monkeypatch.setattr(rapidocr, "_detector", lambda: detector)
    assert rapidocr.detect(np.zeros((*size, 3), np.uint8), longest) == []
    assert seen == [looked_at]
