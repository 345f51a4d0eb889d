"""Pages whose ink is known: letters drawn small with the tune part's hands, thumbs and stamps, and what an
engine would read of them. No engine is asked: the print's place is known, and ink on it costs words.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import cv2
import numpy as np

from extractors.image.pixels import Pixels, as_pixels
from models.field import Box
from models.page import Line, Word
from samples import damage, overlays
from samples.dossiers.closings import CLOSINGS, closing_letter
from samples.dossiers.ink import strange_marks
from samples.raster import render
from samples.sheet import Picture, Sheet, Text
from samples.splits import Dice, Level, Split
from samples.training.marks.clerks import draw_clerks_mark
from samples.training.marks.duties import SCALE, Corners, Drawn, varied_duty
from samples.training.marks.pads import varied_pad
from samples.training.marks.pens import varied
from samples.voices.look import Look
from samples.voices.paper import write_sheets
from samples.voices.split import tune_voices
from samples.voices.tagged import Letter, Voice

DPI = 130
"""A little finer than extractors.image.workspace.Side.INK makes of A4."""
POINTS = 72.0
ORDER = ("materai", "jempol", "ttd", "paraf", "stempel")
"""In which the marks are drawn."""
ASCENT, DESCENT = 0.74, 0.22
"""Of a word's size: its height above and below the baseline."""
BARE = 245
"""Shade above which a picture is paper."""
LOST, DOUBTED = 0.35, 0.65
"""Words with ink on them: up to this share they are not read, up to that one hardly."""
SCRAWL_READ = 0.15
"""Share of marks that are read as a few letters."""
CLOSING_SHARE = 0.6
CLERKS = {False: 0.8, True: 0.3}
"""Share of unsigned and of signed pages on which a clerk drew something."""
HARD = (
    "stempel", "ttd_stempel", "mengetahui", "jempol", "materai", "ttd_materai", "stempel", "ttd_stempel",
    "materai", "ttd_materai", "materai", "ttd_materai",
)  # fmt: skip
"""Closings that are drawn up to four times as often: what is easy is soon learned."""
OTHER_PAD = 0.75
"""Share of stamps by the many makes of `pads`; every meterai is by `duties`, so that those of
`samples.stamps`, which the test part draws, are known to no tree."""
PAD_ON_DUTY, DUTY_UNDER_PAD = 0.35, 0.12
"""Shares of meterai with a stamp across, and of stamps with a meterai below."""
PAD_SIDE = (58.0, 112.0)
STAMP_READ, STAMP_GUESSED = 0.6, 0.15
"""Shares of the words of a stamp or a meterai that are read, and that are read as something else."""


@dataclass(frozen=True)
class Inked:
    """What was drawn where (fractions of the page)."""

    name: str
    box: Box
    hand: str = ""


@dataclass(frozen=True)
class KnownPage:
    """A page (BGR), its print as read, its ink; `source`: what it was made of."""

    source: str
    pixels: Pixels
    lines: tuple[Line, ...]
    inked: tuple[Inked, ...]


class _Recorder:
    """Draws as `strange_marks` does, with meterai and stamps of many makes in the place of its own, and keeps
    what lies where (points), and what can be read there."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str, Corners]] = []
        self.words: list[tuple[int, str, Corners]] = []
        self.sheets: list[Sheet] = []

    def __call__(
        self, sheet: Sheet, names: tuple[str, ...], at: tuple[float, float], /, *, look: Look, owner: str,
        dice: Dice,
    ) -> None:  # fmt: skip
        before = len(sheet.items)
        strange_marks(sheet, names, at, look=look, owner=owner, dice=dice)
        if not any(sheet is one for one in self.sheets):
            self.sheets.append(sheet)
        self._index = next(i for i, one in enumerate(self.sheets) if one is sheet)
        drawn = [name for name in ORDER if name in names]
        items = list(zip(drawn, sheet.items[before:], strict=True))
        if "stempel" in names and "materai" not in names and dice.chance(DUTY_UNDER_PAD):
            items.insert(0, ("materai", items[-1][1]))
        if "materai" in names and "stempel" not in names and dice.chance(PAD_ON_DUTY):
            items.append(("stempel", items[0][1]))
        del sheet.items[before:]
        is_on_duty = items[:1] != [] and items[0][0] == "materai"
        for name, item in items:
            assert isinstance(item, Picture)
            other = self._other(name, item, owner, dice, is_on_duty=is_on_duty)
            sheet.items.append(other)
            self.found.append((self._index, name, _inked_box(other)))

    def _other(self, name: str, item: Picture, owner: str, dice: Dice, *, is_on_duty: bool) -> Picture:
        """The mark as another make has it."""
        if name == "ttd":
            moved = varied(item, dice)
            assert isinstance(moved, Picture)
            return replace(moved, x=moved.x + dice.uniform(-18, 40) * is_on_duty)
        if name == "materai":
            duty = varied_duty(dice)
            return self._placed(duty, duty.pixels.shape[1] / SCALE, item, dice, "cover")
        if name == "stempel" and (dice.chance(OTHER_PAD) or item.blend == "cover"):
            return self._placed(varied_pad(dice, owner), dice.uniform(*PAD_SIDE), item, dice, "ink")
        return item

    def _placed(
        self, drawn: Drawn, wide: float, item: Picture, dice: Dice, blend: Literal["ink", "cover"]
    ) -> Picture:
        """The picture about where `item` lies."""
        pixels = drawn.pixels
        scale = wide / pixels.shape[1]
        high = pixels.shape[0] * scale
        x = item.x + (item.width - wide) / 2 + dice.uniform(-14, 14)
        y = item.y + (item.height - high) / 2 + dice.uniform(-8, 8)
        for text, (x0, y0, x1, y1) in drawn.words:
            box = (x + x0 * scale, y + y0 * scale, x + x1 * scale, y + y1 * scale)
            self.words.append((self._index, text, box))
        return Picture(x, y, wide, high, pixels, blend)


def _inked_box(item: Picture) -> Corners:
    ys, xs = np.nonzero(item.pixels.min(axis=2) < BARE)
    high, wide = item.pixels.shape[:2]
    sx, sy = item.width / wide, item.height / high
    return (item.x + xs.min() * sx, item.y + ys.min() * sy, item.x + xs.max() * sx, item.y + ys.max() * sy)


@lru_cache(maxsize=1)
def _letters() -> tuple[tuple[Voice, Letter], ...]:
    """Typed letters of the tune voices."""
    voices = tune_voices()
    return tuple(
        (voice, letter) for voice in voices for letter in voice.letters
        if "tangan" not in letter.flags and not any(flag.startswith("cetak") for flag in letter.flags)
    )  # fmt: skip


def known_page(number: int, seed: int) -> KnownPage:
    """Page `number`: a closing of some kind, or a letter of a tune voice with the same ink."""
    dice = Dice(f"{seed}/tinta/{number}", Split.TUNE)
    if dice.chance(CLOSING_SHARE):
        source = (*CLOSINGS, *HARD)[number % (len(CLOSINGS) + len(HARD))]
        voice, letter = closing_letter(source, number, seed + 100, Split.TUNE)
    else:
        voice, letter = dice.choice(_letters())
        source = f"suara-{voice.number}"
    return _page(source, voice, letter, dice, seed)


def _page(source: str, voice: Voice, letter: Letter, dice: Dice, seed: int) -> KnownPage:
    recorder = _Recorder()
    sheets = write_sheets(voice, letter, dice, seed, recorder).flow.sheets
    # a letter may have been set again, smaller: only what lies on its sheets counts
    kept = [
        (s, name, box) for s, name, box in recorder.found if any(recorder.sheets[s] is one for one in sheets)
    ]
    sheet = recorder.sheets[kept[-1][0]] if kept else sheets[-1]
    own = [(name, box) for s, name, box in kept if recorder.sheets[s] is sheet]
    words = [(text, box) for s, text, box in recorder.words if recorder.sheets[s] is sheet]
    is_signed = any(name == "ttd" for name, _ in own)
    if dice.chance(CLERKS[is_signed]):
        mark = draw_clerks_mark(sheet, dice, is_signed=is_signed)
        own = own if mark is None else [*own, ("coret", _inked_box(mark))]
    pixels = render(sheet, DPI, dice)
    if dice.chance(overlays.SHARE[Level.MEDIUM]):
        overlays.note(dice, pixels, DPI)
    matrix = cv2.getRotationMatrix2D(
        (pixels.shape[1] / 2, pixels.shape[0] / 2), dice.uniform(-1.2, 1.2) * dice.chance(0.6), 1.0
    )
    turned = cv2.warpAffine(
        pixels, matrix, pixels.shape[1::-1], flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)
    )
    page = _worn(np.asarray(turned, dtype=np.uint8), dice)
    place = _Placing(matrix * 1.0, DPI / POINTS, pixels.shape[1], pixels.shape[0])
    inked = tuple(Inked(name, place(box)) for name, box in own)
    lines = (*_lines(sheet, place, inked, dice), *_stamped_lines(words, place, dice))
    return KnownPage(source, as_pixels(page[..., ::-1]), lines, inked)


@dataclass(frozen=True)
class _Placing:
    """Points on the sheet -> fractions of the turned page."""

    matrix: np.ndarray
    scale: float
    width: int
    height: int

    def __call__(self, box: tuple[float, float, float, float]) -> Box:
        x0, y0, x1, y1 = (value * self.scale for value in box)
        corners = np.array([(x0, y0, 1), (x1, y0, 1), (x1, y1, 1), (x0, y1, 1)]) @ self.matrix.T
        low, high = corners.min(axis=0), corners.max(axis=0)
        return (low[0] / self.width, low[1] / self.height, high[0] / self.width, high[1] / self.height)


def _worn(page: Pixels, dice: Dice) -> Pixels:
    """Scanned in colour or grey, copied, or photographed; without turning."""
    way = dice.choice(("scan", "scan", "grey", "copy", "copy", "photo"))
    page = damage.blur(page, dice.uniform(0.25, 0.6))
    if way == "copy":
        page = damage.toner(page, dice, dice.uniform(1.6, 3.2), dice.uniform(4, 18))
        page = damage.bands(page, dice, dice.uniform(8, 25)) if dice.chance(0.3) else page
        page = damage.speckle(page, dice, dice.uniform(3, 60))
        page = damage.streaks(page, dice, dice.randint(0, 2))
        return damage.grain(page, dice, dice.uniform(1, 5))
    page = damage.folds(page, dice) if dice.chance(0.3) else page
    page = damage.staple(page, dice) if dice.chance(0.3) else page
    page = damage.tint(page, (dice.randint(238, 255), dice.randint(236, 253), dice.randint(222, 250)))
    if way == "photo":
        page = damage.shadow(page, dice, dice.uniform(0.15, 0.4))
        page = damage.blur(page, dice.uniform(0.2, 0.6))
    page = damage.tone(page, dice.uniform(-30, 0), dice.uniform(238, 262))
    page = damage.grey(page) if way == "grey" else page
    return damage.grain(page, dice, dice.uniform(1, 6))


def _lines(sheet: Sheet, place: _Placing, inked: Sequence[Inked], dice: Dice) -> Iterator[Line]:
    for item in sheet.items:
        if isinstance(item, Text) and item.text.strip():
            words = [word for word in _words(item, place) if word is not None]
            kept = [read for word in words if (read := _read(word, inked, dice)) is not None]
            if kept:
                yield Line(words=tuple(kept), box=_hull([word.box for word in kept]))
    for mark in inked:
        if mark.name != "stempel" and dice.chance(SCRAWL_READ):
            word = Word(text=dice.choice(("Ay", "dfu", "Nu,", "JV", "Ylo")), box=mark.box,
                        confidence=dice.uniform(0.1, 0.75))  # fmt: skip
            yield Line(words=(word,), box=mark.box)


def _stamped_lines(words: Sequence[tuple[str, Corners]], place: _Placing, dice: Dice) -> Iterator[Line]:
    """What is read of stamps and meterai."""
    for text, corners in words:
        box, chance = _on_page(place(corners)), dice.random()
        if chance < STAMP_READ:
            word = Word(text=text, box=box, confidence=min(0.98, max(0.3, dice.gauss(0.82, 0.15))))
        elif chance < STAMP_READ + STAMP_GUESSED:
            word = Word(text=dice.choice(("Gia", "SA", "4A25", "Ey ne", "(0", "WE")), box=box,
                        confidence=dice.uniform(0.0, 0.6))  # fmt: skip
        else:
            continue
        yield Line(words=_parted(word), box=box)


def _parted(word: Word) -> tuple[Word, ...]:
    """The words of what was read as one line, each with its share of the box."""
    x0, y0, x1, y1 = word.box
    texts, at, found = word.text.split(" "), 0, []
    for text in texts:
        left, right = (x0 + (x1 - x0) * i / len(word.text) for i in (at, at + len(text)))
        found.append(word.model_copy(update={"text": text, "box": (left, y0, right, y1)}))
        at += len(text) + 1
    return tuple(found)


def _words(item: Text, place: _Placing) -> Iterator[Word]:
    x = item.x
    for text in item.text.split(" "):
        wide = item.style.width(text)
        if text:
            size = item.style.size
            box = place((x, item.y - ASCENT * size, x + wide, item.y + DESCENT * size))
            yield Word(text=text, box=_on_page(box), confidence=0.95)
        x += wide + item.style.width(" ") + item.spread


def _on_page(box: Box) -> Box:
    return (max(0.0, box[0]), max(0.0, box[1]), min(1.0, box[2]), min(1.0, box[3]))


def _hull(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _read(word: Word, inked: Sequence[Inked], dice: Dice) -> Word | None:
    """The word as it would be read: ink on it costs it, or its certainty."""
    sure = min(0.97, dice.gauss(0.93, 0.05))
    if any(_touch(word.box, mark.box) for mark in inked):
        chance = dice.random()
        if chance < LOST:
            return None
        sure = dice.uniform(0.1, 0.6) if chance < DOUBTED else sure
    elif dice.chance(0.02):
        sure = dice.uniform(0.2, 0.6)
    return word.model_copy(update={"confidence": max(0.0, sure)})


def _touch(one: Box, other: Box) -> bool:
    wide, high = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return wide > 0 and high > 0


def share_of(mark: Box, box: Box) -> float:
    """Share of the smaller of two boxes that lies in the other."""
    wide, high = min(mark[2], box[2]) - max(mark[0], box[0]), min(mark[3], box[3]) - max(mark[1], box[1])
    areas = ((b[2] - b[0]) * (b[3] - b[1]) for b in (mark, box))
    return max(0.0, wide) * max(0.0, high) / max(min(areas), 1e-9) if not math.isnan(wide) else 0.0
