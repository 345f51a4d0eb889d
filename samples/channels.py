"""How a page came into the computer: colour scan, grey copy, copy of copies, phone photo.

The recipes are our own guess at an Indonesian office's copier, flatbed and phones, after the specimens
described in the domain notes; each has a mild (medium) and a strong (hard) form.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from samples import damage as d
from samples.pixels import Pixels, smooth_noise
from samples.splits import Dice, Level, Split


@dataclass(frozen=True)
class Channel:
    """A way of copying: a name, the levels it occurs at, the split it belongs to (None = both)."""

    name: str
    apply: Callable[[Pixels, Dice, Level], Pixels]
    levels: frozenset[Level]
    split: Split | None = None


FULL_SIZE = 2339
"""Pixels of an A4 page's long side at 200 dpi: the size that the blurs below are made for."""
COARSEST = 110
"""Dots per inch below which a life-size card can't be read by a person either."""


def _fine(page: Pixels) -> float:
    """1 at 200 dpi and more, less on coarser pages, so that blur never wipes out what a person can read."""
    return float(min(1.0, max(page.shape[:2]) / FULL_SIZE))


def clean_scan(page: Pixels, dice: Dice, level: Level) -> Pixels:
    """A good flatbed in colour: a trace of skew, tint and noise."""
    page = d.skew(page, dice.uniform(-0.4, 0.4), 252)
    page = d.blur(page, dice.uniform(0.3, 0.6))
    return d.grain(d.tone(page, dice.uniform(-12, 0), dice.uniform(250, 262)), dice, dice.uniform(1, 3))


def office_scan(page: Pixels, dice: Dice, level: Level) -> Pixels:
    """An office scanner in colour: skew, yellowish paper, folds, staple, show-through."""
    hard = level is Level.HARD
    page = d.bleed(page, dice, dice.uniform(0.04, 0.12)) if dice.chance(0.35) else page
    page = d.folds(page, dice) if dice.chance(0.35) else page
    page = d.staple(page, dice) if dice.chance(0.4) else page
    page = d.tint(page, (dice.randint(240, 255), dice.randint(238, 252), dice.randint(222, 248)))
    page = d.skew(page, dice.uniform(-3, 3) if hard else dice.uniform(-1.5, 1.5), dice.randint(225, 255))
    page = d.moire(page, dice, dice.uniform(3, 8)) if hard and dice.chance(0.4) else page
    page = d.blur(page, (dice.uniform(0.7, 1.3) if hard else dice.uniform(0.4, 0.8)) * _fine(page))
    page = d.tone(page, dice.uniform(-40, 0), dice.uniform(235, 262))
    return d.grain(page, dice, dice.uniform(3, 9))


def photocopy(page: Pixels, dice: Dice, level: Level) -> Pixels:
    """A grey copy: mottle, specks, streaks, dark edges."""
    hard = level is Level.HARD
    page = d.blur(page, dice.uniform(0.5, 1.0))
    page = d.skew(page, dice.uniform(-2.5, 2.5) if hard else dice.uniform(-1.2, 1.2))
    page = d.toner(page, dice, dice.uniform(1.6, 2.8 if hard else 2.2), dice.uniform(6, 22 if hard else 14))
    page = d.bands(page, dice, dice.uniform(12, 34)) if dice.chance(0.7 if hard else 0.3) else page
    page = d.dropouts(page, dice, dice.uniform(0.02, 0.07)) if hard and dice.chance(0.6) else page
    page = d.streaks(page, dice, dice.randint(2, 9) if hard else dice.randint(0, 3))
    page = d.edges(page, dice) if dice.chance(0.45) else page
    page = d.staple(page, dice) if dice.chance(0.2) else page
    page = d.speckle(page, dice, dice.uniform(20, 110) if hard else dice.uniform(3, 30))
    return d.grain(page, dice, dice.uniform(2, 6))


def mottled_copy(page: Pixels, dice: Dice, level: Level) -> Pixels:
    """A hard grey copy that turns pale patterns (a card's guilloche, a coloured paper) into black grain."""
    hard = level is Level.HARD
    page = d.skew(d.blur(page, dice.uniform(0.4, 0.8)), dice.uniform(-1.5, 1.5))
    middle = (165, 196) if hard else (150, 178)
    page = d.toner(
        page, dice, dice.uniform(2.2, 4.5), dice.uniform(14, 34) if hard else dice.uniform(8, 18), middle
    )
    page = d.streaks(page, dice, dice.randint(0, 6 if hard else 2))
    page = d.dropouts(page, dice, dice.uniform(0.01, 0.04)) if hard and dice.chance(0.4) else page
    return d.grain(d.speckle(page, dice, dice.uniform(5, 70)), dice, dice.uniform(2, 5))


def dark_copy(page: Pixels, dice: Dice, level: Level) -> Pixels:
    """A copy with too much toner: backgrounds turn grey, strokes grow."""
    page = d.grey(d.skew(page, dice.uniform(-1.5, 1.5)))
    kernel = np.ones((2, 2), np.uint8)
    page = np.asarray(cv2.erode(page, kernel), dtype=np.uint8) if dice.chance(0.6) else page
    page = d.tone(page, dice.uniform(-10, 20), dice.uniform(255, 330), dice.uniform(0.9, 1.5))
    page = d.bands(page, dice, dice.uniform(6, 18))
    page = d.grain(d.speckle(page, dice, dice.uniform(5, 40)), dice, dice.uniform(4, 12))
    return d.edges(page, dice) if dice.chance(0.5) else page


def faint_copy(page: Pixels, dice: Dice, level: Level) -> Pixels:
    """A copy of a copy with little toner: thin grey strokes, holes."""
    hard = level is Level.HARD
    page = d.grey(d.skew(d.blur(page, dice.uniform(0.6, 1.1)), dice.uniform(-1.5, 1.5)))
    page = d.tone(page, 10, dice.uniform(205, 235))
    fade = dice.uniform(0.35, 0.55) if hard else dice.uniform(0.55, 0.75)
    page = (255 - (255 - page.astype(np.float32)) * fade).astype(np.uint8)
    page = d.dropouts(page, dice, dice.uniform(0.03, 0.09) if hard else 0.02)
    return d.grain(d.speckle(page, dice, dice.uniform(5, 50)), dice, dice.uniform(3, 7))


def copy_of_copies(page: Pixels, dice: Dice, level: Level) -> Pixels:
    """Copied three times over: soft, then hard, then soft again."""
    for _ in range(2):
        page = d.blur(page, dice.uniform(0.6, 1.0) * _fine(page))
        page = d.toner(page, dice, dice.uniform(1.5, 2.4), dice.uniform(6, 14))
        page = d.speckle(page, dice, dice.uniform(5, 40))
    page = d.streaks(page, dice, dice.randint(0, 5))
    return d.grain(d.skew(page, dice.uniform(-2, 2)), dice, 3)


def low_dpi_fax(page: Pixels, dice: Dice, level: Level) -> Pixels:
    """Scanned coarsely and blown up again."""
    share = max(dice.uniform(0.6, 0.75), COARSEST / (200 * _fine(page)))
    small = d.resample(d.grey(page), share)
    small = d.grain(d.tone(small, dice.uniform(0, 30), dice.uniform(215, 250)), dice, 5)
    back = cv2.resize(small, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    return d.skew(np.asarray(back, dtype=np.uint8), dice.uniform(-1.5, 1.5))


def phone_photo(page: Pixels, dice: Dice, level: Level) -> Pixels:
    """A photo: perspective on a table, uneven light, glare, focus, noise."""
    hard, fine = level is Level.HARD, _fine(page)
    page = d.tint(page, (dice.randint(240, 255), dice.randint(238, 255), dice.randint(225, 252)))
    page = _on_table(page, dice, 0.05 if hard else 0.025)
    page = d.shadow(page, dice, dice.uniform(0.3, 0.55) if hard else dice.uniform(0.1, 0.3))
    if dice.chance(0.5 if hard else 0.2):
        page = d.glare(page, dice, (dice.uniform(0.2, 0.8), dice.uniform(0.2, 0.8)), dice.uniform(0.3, 0.75))
    sigma = dice.uniform(0.8, 1.4) if hard else dice.uniform(0.4, 0.9)
    page = d.blur(page, sigma * fine)
    page = d.motion(page, dice, round(dice.randint(3, 6) * fine)) if hard and dice.chance(0.4) else page
    page = d.tone(page, dice.uniform(-50, -10), dice.uniform(230, 265))
    return d.grain(page, dice, dice.uniform(4, 11) if hard else dice.uniform(2, 6))


def _table(dice: Dice, height: int, width: int) -> Pixels:
    """Wood, cloth or a dark desk."""
    tone_ = np.array(dice.choice(((120, 84, 52), (70, 72, 78), (150, 140, 128), (60, 46, 38), (96, 110, 96))))
    noise = smooth_noise(dice.pixels, height // 4, width // 4, dice.choice((3, 12, 40)))
    if dice.chance(0.5):
        noise = np.repeat(noise[:1], height // 4, axis=0) + 0.3 * noise
    shade = 1 + 0.09 * cv2.resize(noise.astype(np.float32), (width, height))[..., None]
    return np.asarray(np.clip(tone_ * shade, 0, 255), dtype=np.uint8)


def _on_table(page: Pixels, dice: Dice, lean: float) -> Pixels:
    """The page as a quadrilateral on a table, slightly turned; the frame keeps the page's size."""
    height, width = page.shape[:2]
    table = _table(dice, height, width)
    margin = dice.uniform(0.01, 0.06)
    angle, c = math.radians(dice.uniform(-3, 3) * (2 if lean > 0.03 else 1)), (width / 2, height / 2)
    source = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    target = []
    for x, y in source:
        px = c[0] + (x - c[0]) * (1 - 2 * margin) + dice.uniform(-lean, lean) * width
        py = c[1] + (y - c[1]) * (1 - 2 * margin) + dice.uniform(-lean, lean) * height
        dx, dy = px - c[0], py - c[1]
        target.append(
            (
                c[0] + dx * math.cos(angle) - dy * math.sin(angle),
                c[1] + dx * math.sin(angle) + dy * math.cos(angle),
            )
        )
    matrix = cv2.getPerspectiveTransform(source, np.array(target, np.float32))
    frame = cv2.warpPerspective(
        page,
        matrix,
        (width, height),
        dst=table.copy(),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    return np.asarray(frame, dtype=np.uint8)


_EASY, _WORN = frozenset({Level.CLEAN}), frozenset({Level.MEDIUM, Level.HARD})
CHANNELS = (
    Channel("clean_scan", clean_scan, _EASY),
    Channel("office_scan", office_scan, _WORN),
    Channel("photocopy", photocopy, _WORN),
    Channel("phone_photo", phone_photo, _WORN),
    Channel("mottled_copy", mottled_copy, _WORN),
    Channel("dark_copy", dark_copy, _WORN, Split.TUNE),
    Channel("copy_of_copies", copy_of_copies, frozenset({Level.HARD}), Split.TUNE),
    Channel("faint_copy", faint_copy, _WORN, Split.TEST),
    Channel("low_dpi_fax", low_dpi_fax, frozenset({Level.HARD}), Split.TEST),
)


def pick_channel(dice: Dice, level: Level) -> Channel:
    """A way of copying for this level and split."""
    fitting = [c for c in CHANNELS if level in c.levels and c.split in (None, dice.split)]
    return dice.choice(fitting)
