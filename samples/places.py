"""Where invented people live: real administrative names, so that codes and names can be checked."""

from dataclasses import dataclass
from functools import lru_cache

from models.region import Level, Region, regions
from samples.splits import Dice

HOME_SHARE = 0.72
"""Share of people registered in Kabupaten Jombang; the rest come from all over the country."""
HOME = "3517"
LONGEST_NAME = 32
"""Longer names would not fit a card's line."""


@dataclass(frozen=True)
class Place:
    """A desa or kelurahan with everything above it; `code` = the six digits that open a NIK."""

    code: str
    province: str
    regency: str
    district: str
    village: str
    is_kelurahan: bool = False

    @property
    def city(self) -> str:
        """The kabupaten or kota without that word, as in "Jombang, 5 Mei 2026"."""
        return self.regency.removeprefix("KABUPATEN ").removeprefix("KOTA ")


@lru_cache(maxsize=64)
def _villages(district: str) -> tuple[Region, ...]:
    return tuple(r for r in regions().within(district, Level.DESA) if len(r.name) <= LONGEST_NAME)


@lru_cache(maxsize=2)
def _districts(inside: str) -> tuple[Region, ...]:
    return tuple(r for r in regions().within(inside, Level.KECAMATAN) if len(r.name) <= LONGEST_NAME)


def _place(district: Region, village: Region) -> Place:
    province, regency = regions().get(district.code[:2]), regions().get(district.code[:4])
    if province is None or regency is None:
        raise LookupError(f"no region above {district.code}")
    name = (
        regency.name.upper()
        .replace("KOTA ADMINISTRASI", "KOTA")
        .replace("KABUPATEN ADMINISTRASI", "KABUPATEN")
    )
    return Place(
        district.code,
        province.name.upper(),
        name,
        district.name.upper(),
        village.name.upper(),
        village.is_kelurahan,
    )


def _inside(dice: Dice, code: str) -> Place:
    while True:
        district = dice.choice(_districts(code))
        villages = _villages(district.code)
        if villages:
            return _place(district, dice.choice(villages))


def home(dice: Dice) -> Place:
    """A desa or kelurahan of Kabupaten Jombang."""
    return _inside(dice, HOME)


def anywhere(dice: Dice) -> Place:
    """Mostly Jombang, else any desa or kelurahan of the country."""
    return home(dice) if dice.chance(HOME_SHARE) else _inside(dice, "")
