"""The NIK of a card: several looks at the same digits, a vote character by character, then cross-checks.

No check digit exists, so a wrong serial can only be caught by looks that disagree. Two looks that agree
and pass the checks end the work; else more looks are taken (other scales, thresholds, without streaks).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import cv2
import numpy as np

from extractors import second_reader
from extractors.imaging import Pixels, as_pixels, grey
from extractors.ktp_values import DIGIT_LOOKALIKES
from extractors.second_reader import DIGITS, Reading
from models.nik import NIK_LENGTH, decode, problems

ALPHABET = DIGITS + " .:"
"""The digits, and what may stand before or between them."""

EXTRA_LOOKALIKES = str.maketrans(
    {"b": "6", "l": "1", "i": "1", "o": "0", "s": "5", "z": "2", "g": "9", "q": "9", "?": "7", "T": "7"}
)


@dataclass(frozen=True)
class NikLook:
    """One reading of the number: digits and the probability of each."""

    digits: str
    scores: tuple[float, ...]

    @property
    def engine(self) -> float:
        """Mean probability."""
        return float(np.mean(self.scores)) if self.scores else 0.0


@dataclass(frozen=True)
class NikReading:
    """The number voted for. `agreement`: least share of the looks behind any of its digits.

    `is_valid`: what region, birth date and sex say; None where nothing could be compared.
    """

    digits: str | None
    raw: str
    engine: float = 0.0
    weakest: float = 0.0
    agreement: float = 0.0
    is_valid: bool | None = None
    looks: int = 0


def look_of(reading: Reading) -> NikLook:
    """The digits of a recognised line; letters that look like digits count as them."""
    digits: list[str] = []
    scores: list[float] = []
    for glyph in reading.glyphs:
        digit = glyph.text.translate(EXTRA_LOOKALIKES).upper().translate(DIGIT_LOOKALIKES)
        if digit.isdigit() and digit.isascii():
            digits.append(digit)
            scores.append(glyph.score)
    return NikLook("".join(digits), tuple(scores))


def _plain(crop: Pixels) -> Pixels:
    return crop


def _stretched(crop: Pixels) -> Pixels:
    light = grey(crop).astype(np.float32)
    low, high = np.percentile(light, (2.0, 85.0))
    return _as_colour(np.clip((light - low) * (255.0 / max(24.0, float(high - low))), 0, 255))


def _blurred(crop: Pixels) -> Pixels:
    return _as_colour(cv2.GaussianBlur(grey(crop), (0, 0), 1.4))


def _binary(crop: Pixels) -> Pixels:
    light = cv2.GaussianBlur(grey(crop), (3, 3), 0)
    window = max(15, (light.shape[0] * 3 // 4) | 1)
    return _as_colour(
        cv2.adaptiveThreshold(light, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, window, 12)
    )


def _thin(crop: Pixels) -> Pixels:
    """Strokes made thinner: toner that has run closes the holes of 6, 8 and 9."""
    return _as_colour(cv2.dilate(grey(crop), np.ones((3, 3), np.uint8)))


def _thick(crop: Pixels) -> Pixels:
    """Strokes made thicker: dropouts are bridged."""
    return _as_colour(cv2.erode(grey(crop), np.ones((3, 3), np.uint8)))


def _without_streaks(crop: Pixels) -> Pixels:
    """Dark or light bands along the line (dirty drum) levelled: every row gets the same paper shade."""
    light = grey(crop).astype(np.float32)
    rows = np.percentile(light, 75.0, axis=1, keepdims=True)
    columns = np.percentile(light, 90.0, axis=0, keepdims=True)
    level = light - rows + 0.0 * columns + float(np.percentile(light, 75.0))
    return _stretched(_as_colour(np.clip(level, 0, 255)))


def _squeezed(crop: Pixels) -> Pixels:
    """Narrower by a tenth: the recogniser's steps fall elsewhere on the digits."""
    return as_pixels(cv2.resize(crop, None, fx=0.9, fy=1.0, interpolation=cv2.INTER_AREA))


def _padded(crop: Pixels) -> Pixels:
    """Smaller on its line: more paper above and below."""
    pad = crop.shape[0] // 5
    return as_pixels(cv2.copyMakeBorder(crop, pad, pad, pad, pad, cv2.BORDER_REPLICATE))


FIRST_LOOKS: tuple[Callable[[Pixels], Pixels], ...] = (_plain, _stretched)
MORE_LOOKS: tuple[Callable[[Pixels], Pixels], ...] = (
    _squeezed, _padded, _blurred, _binary, _thin, _thick, _without_streaks,
)  # fmt: skip


def _as_colour(light: np.ndarray) -> Pixels:
    return as_pixels(cv2.cvtColor(np.asarray(light, dtype=np.uint8), cv2.COLOR_GRAY2BGR))


def read_nik(
    line: Reading | None, crops: Sequence[Pixels], birth: date | None, sex: str | None
) -> NikReading:
    """The number from the detected line (if any) and crops of the place where it must stand."""
    looks = [look_of(line)] if line is not None else []
    raw = line.text if line is not None else ""
    looks += _take(crops, FIRST_LOOKS)
    if not _is_settled(looks, birth, sex):
        looks += _take(crops, MORE_LOOKS)
    return vote(looks, raw, birth, sex)


def _take(crops: Sequence[Pixels], ways: Sequence[Callable[[Pixels], Pixels]]) -> list[NikLook]:
    images = [way(crop) for crop in crops for way in ways]
    return [look_of(reading) for reading in second_reader.read_lines(images, ALPHABET)]


def _is_settled(looks: Sequence[NikLook], birth: date | None, sex: str | None) -> bool:
    found = {look.digits for look in looks}
    if len(found) != 1 or len(looks) < 2:
        return False
    (digits,) = found
    sure = min((min(look.scores, default=0.0) for look in looks), default=0.0)
    return len(digits) == NIK_LENGTH and check(digits, birth, sex) is True and sure > 0.8


def vote(looks: Sequence[NikLook], raw: str, birth: date | None, sex: str | None) -> NikReading:
    """The digits with the most weight at each place, over all looks with sixteen digits."""
    full = [look for look in looks if len(look.digits) == NIK_LENGTH]
    if not full:
        longest = max(
            looks, key=lambda look: (len(look.digits) <= NIK_LENGTH, len(look.digits)), default=None
        )
        digits = longest.digits if longest and len(longest.digits) >= 10 else ""
        return NikReading(
            digits or None, raw or digits, longest.engine if longest else 0.0, 0.0, 0.0, False, len(looks)
        )
    weights: list[Counter[str]] = [Counter() for _ in range(NIK_LENGTH)]
    for look in full:
        for place, digit, score in zip(weights, look.digits, look.scores, strict=True):
            place[digit] += max(0.05, score) ** 3  # type: ignore[assignment]
    digits = "".join(place.most_common(1)[0][0] for place in weights)
    digits = _checked_choice(digits, full, birth, sex)
    shares = [place[digit] / sum(place.values()) for place, digit in zip(weights, digits, strict=True)]
    backing = [look for look in full if look.digits == digits] or full
    engine = float(np.mean([look.engine for look in backing]))
    weakest = max(min(look.scores) for look in backing)
    agreement = min(shares) * len(full) / len(looks)
    return NikReading(
        digits, raw or digits, engine, weakest, agreement, check(digits, birth, sex), len(looks)
    )


def _checked_choice(digits: str, full: Sequence[NikLook], birth: date | None, sex: str | None) -> str:
    """The voted digits, or another look's reading that passes the checks where these fail them."""
    if check(digits, birth, sex) is not False:
        return digits
    passing = [look for look in full if check(look.digits, birth, sex) is True]
    return max(passing, key=lambda look: look.engine).digits if passing else digits


def check(digits: str, birth: date | None, sex: str | None) -> bool | None:
    """Whether region, birth date and sex agree with the number; None if only its form could be checked."""
    if problems(digits):
        return False
    facts = decode(digits)
    if facts is None or (birth is None and sex is None):
        return None
    if birth is not None and birth not in facts.birth_dates:
        return False
    if sex is not None and sex != facts.sex:
        return False
    return True if birth is not None else None
