"""What a page is by its tones alone: empty, or a picture without any word."""

import cv2
import numpy as np
import pytest

from extractors.image.pixels import Pixels
from extractors.image.quality import quality
from extractors.image.workspace import Workspace
from extractors.page.kinds import page_kinds
from models.document import Kind
from tests.extractors.paper import page

HEIGHT, WIDTH = 1170, 827


def grained(pixels: np.ndarray) -> Pixels:
    """With the grain of a scan."""
    grain = np.random.default_rng(1).normal(0, 3, pixels.shape)
    return np.clip(pixels + grain, 0, 255).astype(np.uint8)


def photograph(light: float = 1.0) -> Pixels:
    """A scene of many things out of focus, as bright as `light`."""
    dice = np.random.default_rng(3)
    scene = np.full((HEIGHT, WIDTH, 3), 120, np.uint8)
    for _ in range(60):
        corner, size = dice.integers(0, (WIDTH, HEIGHT)), dice.integers(20, 200, 2)
        colour = tuple(map(int, dice.integers(0, 255, 3)))
        cv2.rectangle(scene, tuple(map(int, corner)), tuple(map(int, corner + size)), colour, -1)
    return grained(cv2.GaussianBlur(scene, (0, 0), 4) * light)


def sheet() -> Pixels:
    return np.full((HEIGHT, WIDTH, 3), 250, np.uint8)


def shaded() -> Pixels:
    return (
        np.repeat(np.linspace(120, 250, WIDTH)[None, :], HEIGHT, 0)[..., None].repeat(3, 2).astype(np.uint8)
    )


def edged() -> Pixels:
    """A scanner's lid beside the sheet."""
    pixels = sheet()
    pixels[:30], pixels[:, -45:] = 10, 15
    return pixels


def stuck_on() -> Pixels:
    """A print of a photograph on an empty sheet."""
    pixels = sheet()
    pixels[150:550, 100:700] = photograph()[150:550, 100:700]
    return pixels


@pytest.mark.parametrize(
    ("pixels", "kind"),
    [
        pytest.param(photograph(), Kind.LAMPIRAN, id="a photograph"),
        pytest.param(photograph(0.35), Kind.LAMPIRAN, id="a dark one"),
        pytest.param(stuck_on(), Kind.LAMPIRAN, id="one on a sheet"),
        pytest.param(grained(sheet()), Kind.KOSONG, id="an empty sheet"),
        pytest.param(grained(shaded()), Kind.KOSONG, id="one in a shadow"),
        pytest.param(grained(edged()), Kind.KOSONG, id="one with a scanner's edge"),
        pytest.param(grained(sheet() * 0 + 8), Kind.KOSONG, id="nothing but black"),
    ],
)
def test_a_picture_without_a_word_is_no_empty_page(pixels: Pixels, kind: Kind) -> None:
    assert page_kinds(page((), quality=quality(Workspace(pixels), 200.0)))[0][0] is kind
