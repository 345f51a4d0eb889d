"""What training lines say: card values of invented people, names of places, and plain nonsense.

Nonsense is a good part of it, so that the recogniser reads letters instead of guessing words; only the
tune split's pools are used.
"""

import string
from collections.abc import Callable
from functools import lru_cache

from models.region import Level, regions
from samples import names
from samples.people import make_person
from samples.places import anywhere
from samples.splits import Dice

NUMBER_SHARE = 0.38
"""Lines that are a bare NIK-like number."""
NONSENSE_SHARE = 0.22
TITLE_CASE_SHARE = 0.04
"""Lines in mixed case (their truth is upper case): titles such as S.Pd., older cards' values."""

LONGEST = 34
"""Characters; longer values wrap on a card."""

_ONSETS = (
    "B", "C", "D", "DH", "DJ", "F", "G", "GH", "H", "J", "K", "KH", "KR", "L", "M", "MB", "N", "ND", "NG",
    "NY", "P", "PR", "R", "S", "SY", "SR", "T", "TR", "W", "Y", "Z", "", "", "", "",
)  # fmt: skip
_VOWELS = ["A", "A", "A", "I", "U", "E", "O", "AI", "AU", "IE", "OE"]
_CODAS = ["N", "NG", "S", "H", "R", "T", "K", "M", "L", "NT", "X", "'"] + [""] * 10


def number(dice: Dice) -> str:
    """A NIK: one that could be (any kecamatan, any birth day), or any sixteen digits."""
    if dice.chance(0.5):
        return "".join(dice.choice(string.digits) for _ in range(16))
    day = dice.randint(1, 31) + dice.choice((0, 40))
    code, month = dice.choice(_codes()), dice.randint(1, 12)
    return f"{code}{day:02d}{month:02d}{dice.randint(0, 99):02d}{dice.randint(0, 9999):04d}"


@lru_cache(maxsize=1)
def _codes() -> tuple[str, ...]:
    return tuple(region.code for region in regions().within("", Level.KECAMATAN))


def _word(dice: Dice) -> str:
    return "".join(
        dice.choice(_ONSETS) + dice.choice(_VOWELS) + dice.choice(_CODAS) for _ in range(dice.randint(1, 4))
    )


def nonsense(dice: Dice) -> str:
    """Words that no list holds, loose letters, and mixtures of letters and digits."""
    kind = dice.randint(0, 3)
    if kind == 0:
        return " ".join(_word(dice) for _ in range(dice.randint(1, 3)))
    if kind == 1:
        letters = [dice.choice(string.ascii_uppercase) for _ in range(dice.randint(2, 18))]
        for _ in range(dice.randint(0, 2)):
            letters.insert(dice.randint(1, len(letters) - 1), dice.choice(" -./,'"))
        return "".join(letters)
    if kind == 2:
        pool = string.ascii_uppercase + string.digits * 2
        return " ".join(
            "".join(dice.choice(pool) for _ in range(dice.randint(1, 6))) for _ in range(dice.randint(1, 4))
        )
    return f"{_word(dice)} {dice.choice('ABCDEFGHIJKLMNO')}.{dice.randint(0, 999)}/{dice.randint(1, 99)}"


def _card_value(dice: Dice) -> str:
    """One of the lines of an invented person's card."""
    person = make_person(dice)
    place = person.place
    return dice.choice((
        person.name, person.name, person.name, f"{person.birth_place}, {person.birth_date:%d-%m-%Y}",
        f"{person.birth_place}, {person.birth_date:%d-%m-%Y}",
        "PEREMPUAN" if person.is_woman else "LAKI-LAKI", person.street, person.street,
        f"{person.rt}/{person.rw}", f"{person.rt}/{person.rw}", place.village,
        place.district, person.religion, person.marital, person.job, person.nationality, "SEUMUR HIDUP",
        f"PROVINSI {place.province}", place.regency,
    ))  # fmt: skip


def _date(dice: Dice) -> str:
    return f"{dice.randint(1, 31):02d}-{dice.randint(1, 12):02d}-{dice.randint(1930, 2030)}"


def _numbers(dice: Dice) -> str:
    return dice.choice((
        _date(dice), f"{dice.randint(0, 999):03d}/{dice.randint(0, 999):03d}",
        f"{dice.randint(0, 99):02d}/{dice.randint(0, 99):02d}",
        f"NO. {dice.randint(1, 999)}", f"{_word(dice)}, {_date(dice)}", str(dice.randint(0, 10**6)),
    ))  # fmt: skip


def _place_names(dice: Dice) -> str:
    place = anywhere(dice)
    return dice.choice((place.village, place.district, place.city, f"{place.village} {_word(dice)}"))


def _words(dice: Dice) -> str:
    pool = (names.JOBS, names.STREETS, names.HAMLETS, names.ESTATES)[dice.randint(0, 3)]
    return f"{dice.from_pool(pool)} {_word(dice)}" if dice.chance(0.5) else dice.from_pool(pool)


_VALUES: tuple[tuple[Callable[[Dice], str], int], ...] = (
    (_card_value, 5),
    (_numbers, 3),
    (_place_names, 2),
    (_words, 1),
)


def value(dice: Dice) -> str:
    """A card's value line, as printed (mostly upper case), at most LONGEST characters."""
    if dice.chance(NONSENSE_SHARE / (1 - NUMBER_SHARE)):
        text = nonsense(dice)
    else:
        text = dice.choices([f for f, _ in _VALUES], [share for _, share in _VALUES])[0](dice)
    if dice.chance(TITLE_CASE_SHARE):
        text = text.title()
    return text[:LONGEST].strip(" -./,")
