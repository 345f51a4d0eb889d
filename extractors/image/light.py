"""Shadow and falling light of a photograph divided out of a grey page."""

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels

BACKGROUND_SCALE, BACKGROUND_BLUR = 8, 21
"""The paper's own light is taken from an eighth of the size by a median over 168 pixels: wider than print."""
UNEVEN_LIGHT = 25
"""Grey levels between the darkest and the lightest twentieth of the paper; flat scans have less than 10."""


def even_light(light: Pixels) -> Pixels:
    """A grey page with shadow and falling light divided out, where there are any.

    Tesseract parts ink from paper by one level for the page: under a shadow half of a photographed letter
    was lost to it (two of the tune split: 0 and 19 lines, then 30 and 29).
    """
    height, width = light.shape[:2]
    small = cv2.resize(light, (max(1, width // BACKGROUND_SCALE), max(1, height // BACKGROUND_SCALE)))
    paper = cv2.medianBlur(as_pixels(small), BACKGROUND_BLUR)
    dark, bright = np.percentile(paper, (5, 95))
    if bright - dark < UNEVEN_LIGHT:
        return light
    around = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    return as_pixels(np.clip(light.astype(np.float32) / np.maximum(around, 1.0) * 255.0, 0, 255))
