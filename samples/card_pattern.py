"""Backgrounds of invented cards: fine waves on pale blue, our own drawing."""

from functools import lru_cache

import cv2
import numpy as np

from samples.pixels import Colour, Pixels, smooth_noise

PATTERNS = 8
"""How many different backgrounds exist."""
_TINTS: tuple[tuple[Colour, Colour], ...] = (
    ((196, 226, 246), (150, 196, 226)),
    ((204, 228, 240), (158, 200, 214)),
    ((188, 214, 238), (140, 182, 216)),
    ((206, 232, 236), (150, 206, 206)),
    ((212, 226, 244), (170, 190, 226)),
)


def _waves(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Guilloche: thin lines of two families of sines, 0..1 (1 = line)."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    lines = np.zeros((height, width), np.float32)
    for _ in range(2):
        period = rng.uniform(9, 15)
        bend = rng.uniform(6, 22) * np.sin(x / rng.uniform(60, 160) + rng.uniform(0, 6))
        bend += rng.uniform(3, 12) * np.sin((x + 2 * y) / rng.uniform(90, 200))
        phase = np.abs(np.sin((y + bend + x * rng.uniform(-0.2, 0.2)) * np.pi / period))
        lines = np.maximum(lines, np.clip(1 - phase * 2.2, 0, 1) * rng.uniform(0.5, 1.0))
    return lines


def _globe(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Meridians and islands in the middle, as a faint emblem, 0..1."""
    layer = np.zeros((height, width), np.uint8)
    centre = (int(width * rng.uniform(0.4, 0.55)), int(height * rng.uniform(0.3, 0.45)))
    radius = int(height * rng.uniform(0.3, 0.45))
    for share in (1.0, 0.66, 0.33):
        cv2.ellipse(layer, centre, (int(radius * share), radius), 0, 0, 360, 150, 2, cv2.LINE_AA)
        cv2.ellipse(layer, centre, (radius, int(radius * share)), 0, 0, 360, 150, 2, cv2.LINE_AA)
    islands = smooth_noise(rng, height, width, 70) > 1.1
    return np.asarray(np.maximum(layer / 255, islands * 0.5), dtype=np.float32)


@lru_cache(maxsize=PATTERNS)
def background(number: int, height: int, width: int) -> Pixels:
    """Background `number` (0..PATTERNS-1) at a size in pixels; do not write into it."""
    rng = np.random.default_rng(700 + number)
    light, dark = (np.array(tint, np.float32) for tint in _TINTS[number % len(_TINTS)])
    fall = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    base = np.broadcast_to(light + (np.float32(240) - light) * 0.35 * fall, (height, width, 3)).copy()
    lines = _waves(height, width, rng) * (0.45 + 0.55 * fall[..., 0])
    mix = np.maximum(lines * rng.uniform(0.5, 0.85), _globe(height, width, rng) * 0.55)[..., None]
    card: Pixels = np.clip(base * (1 - mix) + dark * mix, 0, 255).astype(np.uint8)
    card.setflags(write=False)
    return card
