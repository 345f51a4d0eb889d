"""The NIK of a card: several looks at the same digits, averaged place by place, then cross-checks.

No check digit exists, so a wrong serial can only be caught by looks that disagree. Looks of two engines
that agree and pass the checks end the work; else more looks are taken (scales, thresholds, no streaks).
Each look gives every digit's probability at each of the sixteen places (extractors/engines/lattice.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from extractors.cards.nik_views import FIRST_LOOKS, MORE_LOOKS, OWN_LOOKS, WIDE_LOOKS, Look
from extractors.engines import rapidocr, recogniser
from extractors.engines.lattice import Places, places
from extractors.image.pixels import Pixels
from models.nik import NIK_LENGTH, decode, problems

SETTLED_SURENESS = 0.85
"""Looks that agree end the work when each of their digits is at least so sure."""

SETTLED_COMPLETE = 0.6
"""... and when it is at least so likely that exactly sixteen digits stand there."""

MIN_COMPLETE = 0.02
"""A look in which sixteen digits hardly fit still counts a little: it may be right at most places."""


@dataclass(frozen=True)
class NikLook:
    """One look: digits' probabilities by place, and whether our own recogniser took it."""

    places: Places
    is_own: bool = False

    @property
    def digits(self) -> str:
        """Its likeliest number."""
        return self.places.text

    @property
    def weight(self) -> float:
        """How much it counts in the average."""
        return max(MIN_COMPLETE, self.places.complete)


@dataclass(frozen=True)
class NikReading:
    """The number the looks come to. `engine`, `weakest`: mean and least probability of its digits.

    `agreement`: share of the looks (by weight) that say just this number, both engines counting half.
    `is_valid`: what region, birth date and sex say; None where nothing could be compared.
    """

    digits: str | None
    engine: float = 0.0
    weakest: float = 0.0
    agreement: float = 0.0
    is_valid: bool | None = None


def read_nik(crop: Pixels, wide: Pixels, birth: date | None, sex: str | None) -> NikReading:
    """The number from the crop of the detected line and a wide crop of where it must stand."""
    looks = [*_rapid(crop, FIRST_LOOKS), *_own(crop, OWN_LOOKS[:1])]
    if not _is_settled(looks, birth, sex):
        looks += _rapid(crop, MORE_LOOKS) + _rapid(wide, WIDE_LOOKS)
        looks += _own(crop, OWN_LOOKS[1:]) + _own(wide, OWN_LOOKS[:1])
    return combine(looks, birth, sex)


def _rapid(crop: Pixels, ways: Sequence[Look]) -> list[NikLook]:
    found = rapidocr.digit_columns([way(crop) for way in ways])
    return [NikLook(places(columns, NIK_LENGTH)) for columns in found]


def _own(crop: Pixels, ways: Sequence[Look]) -> list[NikLook]:
    found = recogniser.read_numbers([way(crop) for way in ways])
    return [NikLook(read, is_own=True) for read in found]


def _is_settled(looks: Sequence[NikLook], birth: date | None, sex: str | None) -> bool:
    if len({look.digits for look in looks}) != 1:
        return False
    is_sure = all(
        min(look.places.sureness) > SETTLED_SURENESS and look.places.complete > SETTLED_COMPLETE
        for look in looks
    )
    return is_sure and check(looks[0].digits, birth, sex) is True


def combine(looks: Sequence[NikLook], birth: date | None, sex: str | None) -> NikReading:
    """The likeliest digit of each place over all looks."""
    weights = np.array([look.weight for look in looks])
    chances = np.einsum(
        "l,lnd->nd", weights / weights.sum(), np.stack([look.places.digits for look in looks])
    )
    likeliest = "".join(map(str, chances.argmax(axis=1)))
    digits = _checked(likeliest, chances, looks, birth, sex)
    sureness = [float(chances[place, int(digit)]) for place, digit in enumerate(digits)]
    if max(look.places.complete for look in looks) < MIN_COMPLETE:
        return NikReading(None)
    return NikReading(
        digits=digits,
        engine=float(np.mean(sureness)),
        weakest=min(sureness),
        agreement=_agreement(digits, looks),
        is_valid=check(digits, birth, sex),
    )


def _agreement(digits: str, looks: Sequence[NikLook]) -> float:
    """Share of the looks behind the number: the mean of the two engines' shares."""
    shares = []
    for is_own in (False, True):
        group = [look for look in looks if look.is_own is is_own]
        if group:
            shares.append(sum(look.digits == digits for look in group) / len(group))
    return float(np.mean(shares))


def _checked(
    digits: str, chances: NDArray[np.float64], looks: Sequence[NikLook], birth: date | None, sex: str | None
) -> str:
    """The number, or one that some look read and that passes the checks where it fails them."""
    if check(digits, birth, sex) is not False:
        return digits
    passing = {look.digits for look in looks if check(look.digits, birth, sex) is True}
    return max(passing, key=lambda other: _chance(other, chances), default=digits)


def _chance(digits: str, chances: NDArray[np.float64]) -> float:
    return float(np.log([max(1e-9, chances[place, int(digit)]) for place, digit in enumerate(digits)]).sum())


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
