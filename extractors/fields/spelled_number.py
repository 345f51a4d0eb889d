"""Dates in words: 'sepuluh Agustus dua ribu dua puluh enam', as those write who learnt it so."""

import re

from models.wording import ONES, TEEN, TEN, THOUSAND

_UNITS = ONES[1:]
_UNIT = rf"(?:{'|'.join(_UNITS)})"
_BELOW_100 = rf"(?:{_UNIT} {TEEN}|{_UNIT} {TEN}(?: {_UNIT})?|{_UNIT})"
SPELLED_DATE = re.compile(
    rf"(?i)\b({_BELOW_100}) (?:bulan )?([A-Z]{{3,10}})"
    rf" (?:tahun )?({_UNIT} {THOUSAND} (?:{_UNIT} {TEEN}|{_UNIT} {TEN} {_UNIT})|20\d\d)\b"
)
"""Day, a word that may be a month, year. The last word of a year shows that it is whole: such a date is long,
and mostly broken over two lines."""


def spelled_number(text: str) -> int:
    """'dua ribu dua puluh enam' -> 2026; of words of numbers below ten thousand, without hundreds."""
    total = unit = 0
    for word in text.lower().split():
        if word in _UNITS:
            unit += _UNITS.index(word) + 1
        elif word == THOUSAND:
            total, unit = 1000 * unit, 0
        else:
            unit = unit * 10 if word == TEN else unit + 10
    return total + unit
