"""The own line recogniser on lines drawn here: what it reads, how sure it says it is."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.engines import recogniser
from extractors.engines.recogniser import ALPHABET, HEIGHT, MAX_WIDTH, decode, prepare
from extractors.image.pixels import Pixels, as_pixels
from samples.fonts import font_path

NIK = "3517110905799001"


def _line(text: str, family: str = "arial", size: int = 40, ink: int = 20) -> Pixels:
    font = ImageFont.truetype(str(font_path(family)), size, layout_engine=ImageFont.Layout.BASIC)
    image = Image.new("RGB", (round(font.getlength(text)) + size, round(size * 1.3)), (226, 236, 244))
    ImageDraw.Draw(image).text((size // 2, image.height / 2), text, (ink,) * 3, font, anchor="lm")
    return np.ascontiguousarray(np.asarray(image)[..., ::-1])


def _columns(path: str) -> np.ndarray:
    """Log-probabilities that say `path` column by column; `~` is the blank."""
    columns = np.full((len(path), len(ALPHABET) + 1), np.log(1e-4), np.float32)
    for at, char in enumerate(path):
        columns[at, 0 if char == "~" else 1 + ALPHABET.index(char)] = np.log(0.9)
    return columns


def test_runs_collapse_and_blanks_part_doubles() -> None:
    assert decode(_columns("~AA~A~BB  ~C~~")) == "AAB C"
    assert decode(_columns("~ ~")) == "", "an empty line"


@pytest.mark.parametrize("shape", [(0, 5, 3), (1, 1, 3), (40, 1), (1, 4000, 3), (200, 9000, 3)])
def test_any_crop_is_prepared_to_the_net_s_height(shape: tuple[int, ...]) -> None:
    prepared = prepare(np.full(shape, 128, np.uint8))
    assert prepared.shape[0] == HEIGHT
    assert prepared.shape[1] <= MAX_WIDTH
    assert np.isfinite(prepared).all()


def test_paper_is_zero_and_ink_one_on_faint_copies_too() -> None:
    faint = prepare(_line("KABUPATEN JOMBANG", ink=190))
    assert abs(float(np.median(faint))) < 0.15
    assert float(faint.max()) > 0.85


def test_a_number_in_the_cards_face_is_read_and_sure() -> None:
    (found,) = recogniser.read_numbers([_line(NIK, "ocr-a")])
    assert found.text == NIK
    assert found.complete > 0.9
    assert min(found.sureness) > 0.9


@pytest.mark.parametrize("text", ["SLAMET WIDODO", "JOMBANG, 09-05-1979", "PETANI/PEKEBUN", "007/002"])
def test_values_are_read(text: str) -> None:
    (found,) = recogniser.read_lines([_line(text)])
    assert found == text


def test_a_word_of_no_language_is_read_as_printed() -> None:
    (found,) = recogniser.read_lines([_line("XQVZK WJFHB")])
    assert found == "XQVZK WJFHB"


def test_digits_that_cannot_be_seen_are_not_sure() -> None:
    hidden = _line(NIK, "ocr-a")
    hidden[:, hidden.shape[1] // 3 : hidden.shape[1] // 2] = 235
    (found,) = recogniser.read_numbers([as_pixels(cv2.GaussianBlur(hidden, (0, 0), 1.0))])
    assert found.complete * min(found.sureness) < 0.5


def test_lines_of_all_widths_in_one_call_keep_their_order() -> None:
    texts = ["A", "WNI", "BELUM/TIDAK BEKERJA", "O", "TENTARA NASIONAL INDONESIA"]
    found = recogniser.read_lines([_line(text) for text in texts])
    assert found[1:3] == texts[1:3]
    assert found[4] == texts[4]
