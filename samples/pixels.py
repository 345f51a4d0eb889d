"""Small helpers on pictures: arrays are HxWx3 uint8 RGB unless said otherwise."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
Mask = NDArray[np.float32]
WHITE = (255, 255, 255)
Colour = tuple[int, int, int]


def to_array(image: Image.Image) -> Pixels:
    """A picture as an RGB array."""
    return np.asarray(image.convert("RGB"), dtype=np.uint8)


def to_image(pixels: Pixels) -> Image.Image:
    """An RGB array as a picture."""
    return Image.fromarray(pixels)


def multiply(page: Pixels, ink: Pixels, x: int, y: int) -> None:
    """Lay `ink` (white = nothing) on the page at (x, y) as ink lies on paper; clipped to the page."""
    height, width = page.shape[:2]
    x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + ink.shape[1], width), min(y + ink.shape[0], height)
    if x0 >= x1 or y0 >= y1:
        return
    part = ink[y0 - y : y1 - y, x0 - x : x1 - x]
    page[y0:y1, x0:x1] = cv2.multiply(page[y0:y1, x0:x1], part, scale=1 / 255)


def paste(page: Pixels, piece: Pixels, x: int, y: int) -> None:
    """Put an opaque piece on the page at (x, y); clipped to the page."""
    height, width = page.shape[:2]
    x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + piece.shape[1], width), min(y + piece.shape[0], height)
    if x0 < x1 and y0 < y1:
        page[y0:y1, x0:x1] = piece[y0 - y : y1 - y, x0 - x : x1 - x]


def turned(pixels: Pixels, clockwise: int) -> Pixels:
    """The picture turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(pixels, k=-(clockwise // 90) % 4))


def smooth_noise(rng: np.random.Generator, height: int, width: int, cell: int) -> Mask:
    """Cloudy noise about 0 with unit spread at the scale of `cell` pixels."""
    small = rng.standard_normal((max(2, height // cell + 2), max(2, width // cell + 2)), dtype=np.float32)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.float32)
