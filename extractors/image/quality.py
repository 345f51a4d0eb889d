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


def quality(page: Workspace, dpi: float | None) -> Quality:
    """What a person would say of the scan, with advice in Indonesian."""
    light = page.grey_at(Side.QUALITY)
    contrast = (percentile(light, 99.0) - percentile(light, 1.0)) / 255.0
    edge = _sharpness(light)
    ink_share = float(np.count_nonzero(page.ink_at(Side.QUALITY))) / light.size
    is_blank = ink_share < BLANK_INK_SHARE
    advice = () if is_blank else tuple(_advice(dpi, float(light.mean()), contrast, edge))
    return Quality(dpi=dpi, sharpness=edge, contrast=contrast, is_blank=is_blank, advice=advice)


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


def _sharpness(light: Pixels) -> float:
    """0..1: how steep the steepest edges are; a page out of focus has none that are steep."""
    steps = np.abs(cv2.Laplacian(light, cv2.CV_16S)).view(np.uint16)
    return min(1.0, percentile(steps, 99.0) / 255.0)
