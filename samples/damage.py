"""What copying, scanning and photographing do to a page: single effects on RGB arrays.

Each effect takes the page and dice and gives a new page of the same size; `channels` puts them together.
"""

import math

import cv2
import numpy as np

from samples.pixels import Pixels, multiply, smooth_noise
from samples.splits import Dice

TILE = 1024
"""Side of the noise tile that is repeated over a page (noise for millions of pixels is slow)."""


def _noise(dice: Dice, height: int, width: int) -> np.ndarray:
    """Grain about 0 with spread 1, HxW float32."""
    tile = dice.pixels.standard_normal((TILE, TILE), dtype=np.float32)
    tile = np.roll(tile, dice.randint(0, TILE), axis=1)
    rows, cols = math.ceil(height / TILE), math.ceil(width / TILE)
    return np.tile(tile, (rows, cols))[:height, :width]


def grain(page: Pixels, dice: Dice, amount: float) -> Pixels:
    """Sensor noise with a spread of `amount` grey levels."""
    noise = np.rint(_noise(dice, *page.shape[:2]) * amount).astype(np.int16)
    return _added(page, noise)


def _added(page: Pixels, change: np.ndarray) -> Pixels:
    layered = cv2.merge([change] * 3) if change.ndim == 2 else change
    return np.asarray(cv2.add(page, layered.astype(np.int16), dtype=cv2.CV_8U), dtype=np.uint8)


def blur(page: Pixels, sigma: float) -> Pixels:
    """Out of focus by a Gaussian of `sigma` pixels."""
    return np.asarray(cv2.GaussianBlur(page, (0, 0), sigma), dtype=np.uint8)


def motion(page: Pixels, dice: Dice, length: int) -> Pixels:
    """A shaken hand: blur along one direction."""
    kernel = np.zeros((length, length), np.float32)
    angle = dice.uniform(0, math.pi)
    c, dx, dy = length // 2, math.cos(angle) * length / 2, math.sin(angle) * length / 2
    cv2.line(kernel, (round(c - dx), round(c - dy)), (round(c + dx), round(c + dy)), 1, 1)
    return np.asarray(cv2.filter2D(page, -1, kernel / kernel.sum()), dtype=np.uint8)


def tone(page: Pixels, black: float, white: float, gamma: float = 1.0) -> Pixels:
    """Levels: `black` and darker become 0, `white` and lighter 255."""
    ramp = np.clip((np.arange(256) - black) / max(white - black, 1), 0, 1) ** gamma * 255
    return np.asarray(cv2.LUT(page, ramp.astype(np.uint8)), dtype=np.uint8)


def grey(page: Pixels) -> Pixels:
    """Without colour, still three channels."""
    return np.asarray(
        cv2.cvtColor(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), dtype=np.uint8
    )


def tint(page: Pixels, colour: tuple[int, int, int]) -> Pixels:
    """Paper or lamp of a colour (255, 255, 255 = none)."""
    ramps = [np.arange(256) * share / 255 for share in colour]
    return np.asarray(cv2.LUT(page, np.stack(ramps, -1).astype(np.uint8)[None]), dtype=np.uint8)


def toner(
    page: Pixels, dice: Dice, steepness: float, rough: float, middle: tuple[float, float] = (125, 165)
) -> Pixels:
    """A copier's tones: grey breaks up into mottle. `steepness` 1..8, `rough` = grain in grey levels.

    `middle`: range of the grey that turns half black; high ones fill a card's pattern with toner.
    """
    lum = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY).astype(np.int16)
    noisy = cv2.add(lum, np.rint(_noise(dice, *lum.shape) * rough).astype(np.int16), dtype=cv2.CV_8U)
    half_black = dice.uniform(*middle)
    x = np.arange(256, dtype=np.float32)
    curve = 255 / (1 + np.exp(-(x - half_black) / 255 * 4 * steepness))
    low, high = curve[0], curve[-1]
    out = cv2.LUT(noisy, ((curve - low) / (high - low) * 255).astype(np.uint8))
    return np.asarray(cv2.cvtColor(cv2.GaussianBlur(out, (0, 0), 0.6), cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def speckle(page: Pixels, dice: Dice, per_megapixel: float) -> Pixels:
    """Dust and toner specks."""
    out = page.copy()
    height, width = out.shape[:2]
    for _ in range(int(per_megapixel * height * width / 1e6)):
        centre = (dice.randrange(width), dice.randrange(height))
        shade = dice.randint(0, 110)
        cv2.circle(out, centre, dice.choice((0, 0, 0, 1, 1, 2, 3)), (shade,) * 3, -1)
    return out


def streaks(page: Pixels, dice: Dice, count: int) -> Pixels:
    """Thin dark or white lines along the copier's feed, over the whole length."""
    out = page.copy()
    for _ in range(count):
        x = dice.randrange(out.shape[1])
        width = dice.choice((1, 1, 2, 3))
        strength = dice.uniform(0.15, 0.6)
        shade = 0 if dice.chance(0.6) else 255
        column = out[:, x : x + width].astype(np.float32)
        out[:, x : x + width] = (column * (1 - strength) + shade * strength).astype(np.uint8)
    return out


def bands(page: Pixels, dice: Dice, depth: float) -> Pixels:
    """Broad bands of weaker or stronger toner across the page."""
    height = page.shape[0]
    wave = np.cumsum(dice.pixels.standard_normal(height // 40 + 2)).astype(np.float32)
    wave = np.interp(
        np.linspace(0, len(wave) - 1, height), np.arange(len(wave)), wave / (np.abs(wave).max() + 1e-6)
    )
    change = np.rint(wave * depth).astype(np.int16)[:, None]
    return _added(page, np.broadcast_to(change, page.shape[:2]))


def dropouts(page: Pixels, dice: Dice, share: float) -> Pixels:
    """Patches where toner did not take: ink there fades to paper."""
    height, width = page.shape[:2]
    cloud = smooth_noise(dice.pixels, height // 2 + 1, width // 2 + 1, 20)
    fade = np.clip((cloud - np.quantile(cloud[::8, ::8], 1 - share)) * 2, 0, 0.85)
    full = cv2.resize(fade.astype(np.float32), (width, height))[..., None]
    return np.asarray(page + (255 - page) * full, dtype=np.uint8)


def edges(page: Pixels, dice: Dice) -> Pixels:
    """Dark copier edges where the lid was open."""
    out = page.copy()
    height, width = out.shape[:2]
    for side in dice.sample(("top", "left", "right", "bottom"), dice.randint(1, 2)):
        depth = dice.randint(6, max(8, width // 60))
        shade = dice.randint(0, 70)
        if side in ("top", "bottom"):
            part = slice(0, depth) if side == "top" else slice(height - depth, height)
            out[part] = np.minimum(out[part], shade)
        else:
            part = slice(0, depth) if side == "left" else slice(width - depth, width)
            out[:, part] = np.minimum(out[:, part], shade)
    return out


def bleed(page: Pixels, dice: Dice, strength: float) -> Pixels:
    """The back side shines through: the page's own mirror image, faint and soft."""
    mirrored = cv2.GaussianBlur(page[:, ::-1], (0, 0), 2.2)
    mirrored = np.roll(mirrored, (dice.randint(-90, 90), dice.randint(-60, 60)), (0, 1))
    ghost = (255 - (255 - mirrored.astype(np.float32)) * strength).astype(np.uint8)
    out = page.copy()
    multiply(out, ghost, 0, 0)
    return out


def folds(page: Pixels, dice: Dice) -> Pixels:
    """One or two creases: a light line with a shadow beside it."""
    height, width = page.shape[:2]
    light = np.zeros((height, width), np.float32)
    for _ in range(dice.randint(1, 2)):
        if dice.chance(0.7):
            y = height * dice.choice((0.33, 0.5, 0.66)) + dice.uniform(-20, 20)
            a, b = (0, round(y)), (width, round(y + dice.uniform(-9, 9)))
        else:
            x = width * 0.5 + dice.uniform(-20, 20)
            a, b = (round(x), 0), (round(x + dice.uniform(-9, 9)), height)
        cv2.line(light, a, b, 26, max(2, width // 700))
        cv2.line(light, (a[0] + 5, a[1] + 5), (b[0] + 5, b[1] + 5), -34, max(3, width // 450))
    return _added(page, np.rint(cv2.GaussianBlur(light, (0, 0), width / 800)).astype(np.int16))


def staple(page: Pixels, dice: Dice) -> Pixels:
    """A staple in the upper left corner with its shadow, or two punch holes."""
    out = page.copy()
    height, width = out.shape[:2]
    unit = width / 210
    if dice.chance(0.6):
        x, y = unit * dice.uniform(8, 16), unit * dice.uniform(6, 12)
        tip = (round(x + unit * 9), round(y - unit * dice.uniform(2, 6)))
        cv2.line(out, (round(x + 3), round(y + 4)), (tip[0] + 3, tip[1] + 4), (120,) * 3, max(2, round(unit)))
        cv2.line(out, (round(x), round(y)), tip, (70,) * 3, max(2, round(unit * 0.6)))
        return out
    for share in (0.36, 0.64):
        cv2.circle(out, (round(unit * 9), round(height * share)), round(unit * 2.7), (25,) * 3, -1)
    return out


def moire(page: Pixels, dice: Dice, depth: float) -> Pixels:
    """Interference of two fine rasters: broad stripes of light and dark."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle, period = dice.uniform(0, math.pi), dice.uniform(5, 14)
    wave = np.sin((x * math.cos(angle) + y * math.sin(angle)) * 2 * math.pi / period)
    wave *= np.sin((x * math.sin(angle) + y) * 2 * math.pi / (period * 17))
    return _added(page, np.rint(wave * depth).astype(np.int16))


def shadow(page: Pixels, dice: Dice, depth: float) -> Pixels:
    """Uneven light: darker towards one side, with the soft edge of a hand or phone."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0 : height // 8 + 1, 0 : width // 8 + 1].astype(np.float32)
    angle = dice.uniform(0, 2 * math.pi)
    along = (x / x.max() - 0.5) * math.cos(angle) + (y / y.max() - 0.5) * math.sin(angle)
    light = 1 - depth * np.clip(along + dice.uniform(0.0, 0.5), 0, 1)
    if dice.chance(0.5):
        light *= 1 - depth * 0.6 / (1 + np.exp(-(along - dice.uniform(-0.1, 0.35)) * 30))
    full = cv2.resize((light * 255).clip(0, 255).astype(np.uint8), (width, height))
    return np.asarray(cv2.multiply(page, cv2.merge([full] * 3), scale=1 / 255), dtype=np.uint8)


def glare(page: Pixels, dice: Dice, at: tuple[float, float], strength: float) -> Pixels:
    """A soft bright spot about `at` (shares of the page), as of a lamp on plastic."""
    height, width = page.shape[:2]
    y, x = np.mgrid[0 : height // 8 + 1, 0 : width // 8 + 1].astype(np.float32)
    rx, ry = width / 8 * dice.uniform(0.05, 0.14), height / 8 * dice.uniform(0.04, 0.1)
    spot = np.exp(-(((x - at[0] * width / 8) / rx) ** 2 + ((y - at[1] * height / 8) / ry) ** 2))
    full = cv2.resize((spot * strength).astype(np.float32), (width, height))[..., None]
    return np.asarray(page + (255 - page) * np.clip(full, 0, 1), dtype=np.uint8)


def skew(page: Pixels, degrees: float, paper: int = 255) -> Pixels:
    """Turned a little about the middle, same size."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(paper,) * 3)
    return np.asarray(turned, dtype=np.uint8)


def resample(page: Pixels, share: float) -> Pixels:
    """Resized by a factor (scanned at another dpi)."""
    mode = cv2.INTER_AREA if share < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(page, None, fx=share, fy=share, interpolation=mode), dtype=np.uint8)
