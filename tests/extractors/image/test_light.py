"""Shadow divided out of a photographed page, and flat scans left alone."""

import numpy as np

from extractors.image.light import even_light
from extractors.image.pixels import shrink


def _with_strokes(paper: np.ndarray) -> np.ndarray:
    page = paper.copy()
    page[100:1100:40, 80:720] = (page[100:1100:40, 80:720] * 0.3).astype(np.uint8)
    return page


def test_print_under_a_shadow_stands_out_as_elsewhere() -> None:
    falling = np.tile(np.linspace(70, 245, 800), (1200, 1)).astype(np.uint8)
    page = even_light(_with_strokes(falling))
    dark_side, light_side = page[:, 100:200], page[:, 600:700]
    assert abs(np.median(dark_side) - np.median(light_side)) < 12
    assert dark_side[100].mean() < 120 < np.median(dark_side)


def test_a_flat_scan_is_returned_as_it_is() -> None:
    page = _with_strokes(np.full((1200, 800), 246, np.uint8))
    assert even_light(page) is page


def test_a_shrunken_page_keeps_its_form_and_its_greys() -> None:
    page = np.full((3507, 2481, 3), 255, np.uint8)
    page[: 3507 // 2] = 55
    small, factor = shrink(page, 900)
    assert small.shape == (900, 637, 3)
    assert factor == 900 / 3507
    assert abs(float(small.mean()) - float(page.mean())) < 1.0
    assert shrink(small, 900)[0] is small
