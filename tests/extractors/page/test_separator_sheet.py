"""Separator sheets are found as scanned (turned, skewed, grey), and nothing else is taken for one."""

import io

import cv2
import numpy as np
import pytest
import segno

from extractors.image.workspace import Workspace
from extractors.page.separator_sheet import MOST_WORDS, find_separator
from models.page import Line, Word
from models.separator import SEPARATOR_TEXT


def sheet(text: str, degrees: float = 0.0, noise: int = 0) -> np.ndarray:
    """A4 at 200 dpi with a code of about 4 cm."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=11, border=2)
    code = cv2.imdecode(np.frombuffer(out.getvalue(), np.uint8), cv2.IMREAD_COLOR)
    assert code is not None
    page = np.full((2339, 1654, 3), 255, np.uint8)
    page[300 : 300 + code.shape[0], 600 : 600 + code.shape[1]] = code
    if degrees % 90:
        turn = cv2.getRotationMatrix2D((827, 1169), degrees, 1)
        turned = cv2.warpAffine(page, turn, (1654, 2339), borderValue=(255, 255, 255))
        page = np.asarray(turned, np.uint8)
    else:
        page = np.ascontiguousarray(np.rot90(page, int(degrees) // 90))
    grain = np.random.default_rng(1).integers(0, noise + 1, page.shape[:2], np.uint8)
    return np.asarray(cv2.subtract(page, cv2.merge([grain] * 3)), np.uint8)


@pytest.mark.parametrize(("degrees", "noise"), [(0, 0), (3, 40), (90, 0), (180, 40)])
def test_a_sheet_is_found(degrees: float, noise: int) -> None:
    assert find_separator(Workspace(sheet(SEPARATOR_TEXT, degrees, noise)), ()) == SEPARATOR_TEXT


def test_another_code_and_a_blank_page_are_none() -> None:
    assert find_separator(Workspace(sheet("https://contoh.invalid")), ()) is None
    assert find_separator(Workspace(np.full((2339, 1654, 3), 255, np.uint8)), ()) is None


def test_a_page_full_of_text_is_not_searched() -> None:
    word = Word(text="kata", box=(0, 0, 1, 1), confidence=1.0)
    line = Line(words=(word,) * (MOST_WORDS + 1), box=word.box)
    assert find_separator(Workspace(sheet(SEPARATOR_TEXT)), (line,)) is None
