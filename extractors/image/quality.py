"""How good a scan is: resolution, light, contrast, sharpness, and what to do about it."""

import cv2
import numpy as np

from extractors.image.pixels import Pixels, percentile
from extractors.image.workspace import Side, Workspace
from models.page import Quality

MIN_DPI = 150
"""Below this tesseract's letters are under 20 px high and its errors rise steeply."""

BLUR_SHARPNESS = 0.12
DARK_MEAN = 70.0
LOW_CONTRAST = 0.25
BLANK_INK_SHARE = 0.0006
"""Share of ink pixels under which a page holds nothing: about one short word on A4."""

CELLS, MARGIN = 48, 5
"""Cells a side in which tones are compared, and those at each margin that are not."""
TONE_STEP, PICTURE = 8, 0.07
"""Levels between neighbouring cells, and the share of cells with such a step, from which a page without text
is a picture: drawn photographs have .1 and more, dark ones too; shadows, folds and a back that shines through
none, the stain of a cup .04."""


def quality(page: Workspace, dpi: float | None) -> Quality:
    """What a person would say of the scan, with advice in Indonesian."""
    light = page.grey_at(Side.QUALITY)
    contrast = (percentile(light, 99.0) - percentile(light, 1.0)) / 255.0
    edge = _sharpness(light)
    ink_share = float(np.count_nonzero(page.ink_at(Side.QUALITY))) / light.size
    is_picture = _is_picture(light)
    is_blank = ink_share < BLANK_INK_SHARE and not is_picture
    advice = () if is_blank else tuple(_advice(dpi, float(light.mean()), contrast, edge))
    return Quality(dpi=dpi, is_blank=is_blank, is_picture=is_picture, advice=advice)


def _advice(dpi: float | None, mean: float, contrast: float, edge: float) -> list[str]:
    found = []
    if dpi is not None and dpi < MIN_DPI:
        found.append(f"Resolusi pindaian hanya {dpi:.0f} dpi; pindai ulang dengan 300 dpi.")
    if mean < DARK_MEAN:
        found.append("Halaman terlalu gelap; pindai ulang dengan pencahayaan yang lebih terang.")
    if contrast < LOW_CONTRAST:
        found.append("Tulisan terlalu pudar; pindai ulang dengan kontras yang lebih tinggi.")
    if edge < BLUR_SHARPNESS:
        found.append("Halaman buram; letakkan kertas rata dan pindai atau foto ulang.")
    return found


def _is_picture(light: Pixels) -> bool:
    """Whether tones change all over the page: a shadow changes slowly, a scanner's lid lies at the edge."""
    cells = cv2.resize(light, (CELLS, CELLS), interpolation=cv2.INTER_AREA).astype(np.int16)
    inner = cells[MARGIN:-MARGIN, MARGIN:-MARGIN]
    steps = np.maximum(np.abs(np.diff(inner, axis=1))[1:], np.abs(np.diff(inner, axis=0))[:, 1:])
    return float((steps > TONE_STEP).mean()) > PICTURE


def _sharpness(light: Pixels) -> float:
    """0..1: how steep the steepest edges are; a page out of focus has none that are steep."""
    steps = np.abs(cv2.Laplacian(light, cv2.CV_16S)).view(np.uint16)
    return min(1.0, percentile(steps, 99.0) / 255.0)
