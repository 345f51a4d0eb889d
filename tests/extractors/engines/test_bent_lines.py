"""Lines that bend with their sheet: told from straight ones, cut out straight, read, their words placed."""

import cv2
import numpy as np
import pytest

from extractors.engines import rapidocr
from extractors.engines.bent_lines import bend_of
from extractors.image.pixels import Pixels, as_pixels
from tests.extractors.engines.drawn import drawn_line

TEXT = "Permohonan penyelesaian masalah tabungan anggota koperasi"


def core(rise: float, *, blot: int = 0) -> np.ndarray:
    """The outline of a line's core 600 pixels long and 10 high that rises so far in its middle."""
    mask = np.zeros((200, 700), np.uint8)
    for x in range(600):
        y = round(100 - rise * (1 - ((x - 300) / 300) ** 2))
        mask[y : y + 10 + blot * (x < 200), x + 50] = 255
    (outline,), _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return np.asarray(outline, dtype=np.int32)


def bent_page(rise: int) -> Pixels:
    """Three lines of print on a sheet, their middles so many pixels above their ends."""
    page = np.full((600, 1700, 3), 244, np.uint8)
    for at, text in enumerate(("Dengan hormat", TEXT, "Hormat saya")):
        line = drawn_line(text)
        page[150 + 90 * at : 200 + 90 * at, 200 : 200 + line.shape[1]] = line
    ys, xs = np.indices(page.shape[:2]).astype(np.float32)
    lower = rise * (1 - ((xs - 750) / 750) ** 2)
    return as_pixels(cv2.remap(page, xs, ys + lower, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))


@pytest.mark.parametrize(
    ("rise", "blot", "is_bent"), [(0, 0, False), (3, 0, False), (30, 0, True), (30, 30, False)]
)
def test_a_line_is_bent_where_its_middle_leaves_the_straight_way(
    rise: float, blot: int, is_bent: bool
) -> None:
    bend = bend_of(core(rise, blot=blot))
    assert (bend is not None) is is_bent
    if bend is not None:
        middle = bend.middles[len(bend.middles) // 2]
        assert bend.middles[0] - middle == pytest.approx(rise, abs=6)
        assert 20 < bend.height < 45


@pytest.mark.parametrize("rise", [0, 70])
def test_a_bent_line_is_read_whole_and_its_words_lie_where_they_stand(rise: int) -> None:
    read = {line.text: line for line in rapidocr.read(bent_page(rise))}
    assert TEXT in read
    words = read[TEXT].words
    tops = [word.box[1] * 600 for word in words]
    assert max(tops) - min(tops) == pytest.approx(0.6 * rise, abs=0.4 * rise + 3)
    assert all(20 < (word.box[3] - word.box[1]) * 600 < 85 for word in words)
