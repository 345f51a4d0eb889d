"""Where RapidOCR looks for lines: on pages no larger than its memory allows; its recogniser in eight bits."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.engines import rapidocr
from extractors.engines.onnx_session import one_thread
from extractors.image.pixels import Pixels
from samples.fonts import font_path


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


def _line(text: str, face: str) -> Pixels:
    font = ImageFont.truetype(str(font_path(face)), 36, layout_engine=ImageFont.Layout.BASIC)
    image = Image.new("RGB", (round(font.getlength(text)) + 40, 50), (244, 244, 240))
    ImageDraw.Draw(image).text((20, 25), text, (20, 20, 60), font, anchor="lm")
    return np.ascontiguousarray(np.asarray(image)[..., ::-1])


def test_in_eight_bits_it_reads_as_the_packaged_net_does(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["NIK 3517096804799001", "Jombang, 12 Mei 2026", "KSP Sumber Rejeki (Ploso) Rp1.250.000,-"]
    pictures = [_line(text, face) for text in texts for face in ("arial", "times", "courier")]
    packaged = one_thread(Path(str(rapidocr.MODELS)) / "PP-OCRv6_rec_small.onnx")
    own = rapidocr.read_lines(pictures)
    monkeypatch.setattr(rapidocr._recogniser(), "session", lambda batch: packaged.run(None, {"x": batch})[0])
    for text, one, other in zip(np.repeat(texts, 3), own, rapidocr.read_lines(pictures), strict=True):
        assert one.text == other.text
        assert one.text.replace(" ", "") == text.replace(" ", "")
        assert one.score == pytest.approx(other.score, abs=0.05)
