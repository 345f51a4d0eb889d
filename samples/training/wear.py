"""What copying and scanning do to one line: quick effects on grey strips, in the order of a paper's life.

Our own recipes, apart from `samples.channels` (whole pages): what a page suffers is known there by split,
while here every line gets a random mixture, so that no test page's recipe is learnt as such.
"""

import math

import cv2
import numpy as np

from samples.pixels import smooth_noise
from samples.splits import Dice
from samples.training.strips import Grey, Strip

SCAN_CAPS = (7.0, 26.0)
"""Height of capitals in the scan, pixels: 7 = a card's values at 120 dpi, 26 = at 400."""

GENTLE_SHARE = 0.15
"""Lines that stay nearly clean: the net must not forget how easy print looks."""


def worn(
    dice: Dice, clean: Strip, *, caps: tuple[float, float] = SCAN_CAPS, gentle: float = GENTLE_SHARE
) -> np.ndarray:
    """The strip as a scan shows it, HxW uint8; `caps`: pixels of its capitals in the scan."""
    pixels, ink = clean.pixels, clean.cap
    is_gentle = dice.chance(gentle)
    if not is_gentle:
        pixels = _on_paper(dice, pixels, ink)
        for _ in range(dice.choices((0, 1, 2, 3), (5, 4, 2, 1))[0]):
            pixels = _copied(dice, pixels)
    pixels = _scanned(dice, pixels, ink, caps)
    if not is_gentle:
        pixels = _lit(dice, pixels)
        pixels = _dirtied(dice, pixels)
    return _digitised(dice, pixels, is_gentle)


def _on_paper(dice: Dice, pixels: Grey, cap: float) -> Grey:
    """What lies on the print before it is copied: stamps, pen strokes, show-through, wear of the ink."""
    if dice.chance(0.12):
        pixels = _stamped(dice, pixels, cap)
    if dice.chance(0.06):
        pixels = _crossed(dice, pixels, cap)
    if dice.chance(0.07):
        ghost = cv2.GaussianBlur(np.ascontiguousarray(pixels[::-1, ::-1]), (0, 0), cap / 9)
        pixels = pixels - (255 - ghost) * dice.uniform(0.05, 0.22)
    if dice.chance(0.28):
        pixels = _holes(dice, pixels, cap)
    return np.clip(pixels, 0, 255)


def _stamped(dice: Dice, pixels: Grey, cap: float) -> Grey:
    """Rings and thick letters of a stamp's ink over the line."""
    height, width = pixels.shape
    layer = np.zeros((height, width), np.uint8)
    for _ in range(dice.randint(1, 3)):
        radius = round(cap * dice.uniform(2.5, 9))
        centre = (dice.randint(0, width), round(height / 2 + dice.uniform(-1, 1) * radius))
        for inset in (0, round(cap * dice.uniform(0.3, 0.8))):
            cv2.circle(
                layer, centre, max(2, radius - inset), 255, max(1, round(cap * dice.uniform(0.05, 0.16)))
            )
    if dice.chance(0.6):
        at = (dice.randint(-20, width), dice.randint(height // 3, height + 10))
        text = "".join(dice.choice("ABDEGIKNOPRSTU*") for _ in range(dice.randint(2, 12)))
        cv2.putText(
            layer, text, at, cv2.FONT_HERSHEY_SIMPLEX, cap / dice.uniform(12, 24), 255, max(2, round(cap / 8))
        )
    shade = dice.uniform(0.25, 0.8)
    mottle = np.clip(1 + smooth_noise(dice.pixels, height, width, 12) * 0.35, 0.1, 1)
    soft = cv2.GaussianBlur(layer, (0, 0), 0.8).astype(np.float32) / 255
    return np.asarray(pixels * (1 - soft * mottle * shade), dtype=np.float32)


def _crossed(dice: Dice, pixels: Grey, cap: float) -> Grey:
    """A pen's stroke through the line: a signature, an underline, a photo's edge."""
    height, width = pixels.shape
    layer = np.zeros((height, width), np.float32)
    x = np.linspace(dice.uniform(-0.2, 0.6), dice.uniform(0.4, 1.2), 24) * width
    waves = (
        np.sin(np.linspace(0, dice.uniform(1, 9), 24) + dice.uniform(0, 6)) * height * dice.uniform(0.0, 0.6)
    )
    points = np.stack([x, height * dice.uniform(0.2, 1.0) + waves], -1).astype(np.int32)
    cv2.polylines(layer, [points], False, 1.0, max(2, round(cap * dice.uniform(0.06, 0.14))), cv2.LINE_AA)
    return pixels * (1 - layer * dice.uniform(0.4, 0.95))


def _holes(dice: Dice, pixels: Grey, cap: float) -> Grey:
    """Ink or toner that did not take: clouds and crumbs fade to paper."""
    height, width = pixels.shape
    cell = max(2, round(cap * dice.choice((0.1, 0.2, 0.5, 1.2))))
    cloud = smooth_noise(dice.pixels, height, width, cell)
    cut = np.quantile(cloud, 1 - dice.uniform(0.05, 0.35))
    fade = np.clip((cloud - cut) * dice.uniform(1, 4), 0, dice.uniform(0.5, 1.0))
    paper = np.percentile(pixels, 90)
    return np.asarray(pixels + (paper - pixels) * fade, dtype=np.float32)


def _copied(dice: Dice, pixels: Grey) -> Grey:
    """Once through a copier: soft, then a steep curve over grain; too dark, too light or uneven."""
    if dice.chance(0.7):
        pixels = _soft(pixels, dice.uniform(0.6, 2.2))
    rough = dice.uniform(3, 26)
    noisy = pixels + _soft(_grain(dice, pixels.shape), dice.uniform(0.6, 1.6)) * rough * 1.8
    middle, steep = dice.uniform(95, 180), dice.uniform(1.2, 5.0)
    curve: Grey = np.asarray(255 / (1 + np.exp(-(noisy - middle) / 255 * 4 * steep)), dtype=np.float32)
    if dice.chance(0.35):
        height, width = pixels.shape
        curve = curve + smooth_noise(dice.pixels, height, width, dice.choice((30, 80))) * dice.uniform(5, 30)
    if dice.chance(0.3):
        curve = 255 - (255 - curve) * dice.uniform(0.35, 0.8)
    if dice.chance(0.3):
        curve = _streaked(dice, curve)
    return np.clip(curve, 0, 255).astype(np.float32)


def _soft(pixels: Grey, sigma: float) -> Grey:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma), dtype=np.float32)


def _grain(dice: Dice, shape: tuple[int, ...]) -> Grey:
    return dice.pixels.standard_normal(shape, dtype=np.float32)


def _streaked(dice: Dice, pixels: Grey) -> Grey:
    """Dark or white lines along the copier's feed, either way across the line of print."""
    out = pixels.copy()
    is_along = dice.chance(0.45)
    for _ in range(dice.randint(1, 3 if is_along else 9)):
        limit = out.shape[0] if is_along else out.shape[1]
        at, wide = dice.randint(0, limit - 1), dice.choice((1, 1, 2, 3, 4))
        part = (slice(at, at + wide), slice(None)) if is_along else (slice(None), slice(at, at + wide))
        strength = dice.uniform(0.2, 0.9)
        out[part] = out[part] * (1 - strength) + (0 if dice.chance(0.55) else 250) * strength
    return out


def _scanned(dice: Dice, pixels: Grey, cap: float, caps: tuple[float, float]) -> Grey:
    """Down to the scan's resolution, with its focus, shake and moire."""
    low, high = caps
    wanted = low * (high / low) ** dice.random()
    share = min(1.0, wanted / cap)
    size = (max(8, round(pixels.shape[1] * share)), max(6, round(pixels.shape[0] * share)))
    method = cv2.INTER_AREA if dice.chance(0.8) else cv2.INTER_LINEAR
    small = np.asarray(cv2.resize(pixels, size, interpolation=method), dtype=np.float32)
    if dice.chance(0.6):
        small = _soft(small, dice.uniform(0.3, 0.09 * wanted))
    if dice.chance(0.08):
        small = _shaken(dice, small, wanted)
    if dice.chance(0.07):
        y, x = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
        angle, period = dice.uniform(0, math.pi), dice.uniform(2.5, 9)
        small = small + np.sin(
            (x * math.cos(angle) + y * math.sin(angle)) * 2 * math.pi / period
        ) * dice.uniform(4, 26)
    return small


def _shaken(dice: Dice, pixels: Grey, cap: float) -> Grey:
    length = max(2, round(cap * dice.uniform(0.1, 0.28)))
    kernel = np.zeros((length, length), np.float32)
    angle, middle = dice.uniform(0, math.pi), length / 2
    ends = [
        (round(middle + s * math.cos(angle) * middle), round(middle + s * math.sin(angle) * middle))
        for s in (-1, 1)
    ]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1)
    return np.asarray(cv2.filter2D(pixels, -1, kernel / max(1.0, float(kernel.sum()))), dtype=np.float32)


def _lit(dice: Dice, pixels: Grey) -> Grey:
    """Uneven light, glare, a fold's shadow."""
    height, width = pixels.shape
    if dice.chance(0.35):
        ramp = np.linspace(dice.uniform(0.5, 1.0), dice.uniform(0.5, 1.0), width, dtype=np.float32)
        pixels = pixels * ramp[None]
    if dice.chance(0.08):
        x = np.arange(width, dtype=np.float32)
        spot = np.exp(-(((x - dice.uniform(0, width)) / (height * dice.uniform(1, 4))) ** 2))
        pixels = pixels + (255 - pixels) * spot[None] * dice.uniform(0.3, 0.85)
    if dice.chance(0.05):
        at = dice.randint(0, width - 1)
        pixels = pixels.copy()
        pixels[:, at : at + dice.randint(1, 5)] *= dice.uniform(0.4, 1.3)
    return pixels


def _dirtied(dice: Dice, pixels: Grey) -> Grey:
    """Specks of dirt and of missing toner at the scan's resolution."""
    if not dice.chance(0.35):
        return pixels
    out = np.ascontiguousarray(pixels)
    height, width = out.shape
    for _ in range(dice.randint(2, max(3, height * width // 250))):
        centre = (dice.randint(0, width - 1), dice.randint(0, height - 1))
        shade = dice.uniform(0, 110) if dice.chance(0.7) else 250.0
        cv2.circle(out, centre, dice.choice((0, 0, 0, 1, 1, 2)), shade, -1)
    return out


def _digitised(dice: Dice, pixels: Grey, is_gentle: bool) -> np.ndarray:
    """Tone, sensor noise, bi-level scans and JPEG; HxW uint8."""
    if dice.chance(0.35):
        pixels = 255 - (255 - pixels) * dice.uniform(0.25, 0.9)
    if dice.chance(0.3):
        pixels = pixels * dice.uniform(0.55, 1.0)
    pixels = pixels + _grain(dice, pixels.shape) * dice.uniform(0.5, 3 if is_gentle else 13)
    grey = np.clip(pixels, 0, 255).astype(np.uint8)
    if not is_gentle and dice.chance(0.05):
        grey = np.asarray(cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1], dtype=np.uint8)
    if dice.chance(0.4):
        _, code = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, dice.randint(18, 85)])
        grey = np.asarray(cv2.imdecode(code, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
    return grey
