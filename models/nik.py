"""The NIK: what its sixteen digits say (as Dukcapil Klaten explains the number).

PPKKCC DDMMYY SSSS: kecamatan of first registration, birth date (women: day + 40), serial from 0001.
It has no check digit and does not follow a move or a corrected birth date, so nothing here is a
ground for refusal: a problem means "read again or ask".
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.region import Region, regions

NIK_LENGTH = 16
FEMALE_DAY_OFFSET = 40
CENTURIES = (1900, 2000)

_SEPARATORS = re.compile(r"[\s.\-:]+")


class NikProblem(StrEnum):
    """What can be wrong with a NIK in itself; the texts for people are in PROBLEM_TEXTS."""

    NOT_DIGITS = "bukan_angka"
    LENGTH = "panjang"
    REGION = "wilayah"
    BIRTH_DATE = "tanggal_lahir"
    SERIAL = "nomor_urut"


PROBLEM_TEXTS = {
    NikProblem.NOT_DIGITS: "memuat tanda yang bukan angka",
    NikProblem.LENGTH: "tidak terdiri atas 16 angka",
    NikProblem.REGION: "diawali kode kecamatan yang tidak dikenal",
    NikProblem.BIRTH_DATE: "memuat tanggal lahir yang tidak mungkin",
    NikProblem.SERIAL: "bernomor urut 0000",
}


@dataclass(frozen=True)
class NikFacts:
    """What a NIK says. Regions are those of first registration, None where the code is unknown.

    `birth_dates`: the possible ones, 19YY before 20YY; none if the digits are no date.
    """

    nik: str
    provinsi: Region | None
    kabupaten_kota: Region | None
    kecamatan: Region | None
    birth_dates: tuple[date, ...]
    is_female: bool
    serial: int

    @property
    def sex(self) -> str:
        """As a KTP prints it."""
        return "PEREMPUAN" if self.is_female else "LAKI-LAKI"


def nik_digits(text: str) -> str:
    """The number without blanks, dots and hyphens; other signs stay."""
    return _SEPARATORS.sub("", text)


def decode(nik: str) -> NikFacts | None:
    """What the NIK says, or None if it is not sixteen digits (separators are passed over)."""
    digits = nik_digits(nik)
    if len(digits) != NIK_LENGTH or not (digits.isascii() and digits.isdecimal()):
        return None
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    is_female = day > FEMALE_DAY_OFFSET
    day -= FEMALE_DAY_OFFSET if is_female else 0
    known = regions()
    dates = (_date(century + year, month, day) for century in CENTURIES)
    return NikFacts(
        nik=digits,
        provinsi=known.get(digits[:2]),
        kabupaten_kota=known.get(digits[:4]),
        kecamatan=known.get(digits[:6]),
        birth_dates=tuple(day for day in dates if day),
        is_female=is_female,
        serial=int(digits[12:]),
    )


def problems(nik: str) -> tuple[NikProblem, ...]:
    """What is wrong with the NIK in itself, nothing if it is well formed."""
    digits = nik_digits(nik)
    if digits and not (digits.isascii() and digits.isdecimal()):
        return (NikProblem.NOT_DIGITS,)
    facts = decode(digits)
    if facts is None:
        return (NikProblem.LENGTH,)
    found = (
        (NikProblem.REGION, facts.kecamatan is None),
        (NikProblem.BIRTH_DATE, not facts.birth_dates),
        (NikProblem.SERIAL, facts.serial == 0),
    )
    return tuple(problem for problem, is_found in found if is_found)


def mask(nik: str) -> str:
    """For lists: the first four and the last four digits (3517********0003); all stars if shorter."""
    digits = nik_digits(nik)
    return f"{digits[:4]}{'*' * (len(digits) - 8)}{digits[-4:]}" if len(digits) > 8 else "*" * len(digits)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
