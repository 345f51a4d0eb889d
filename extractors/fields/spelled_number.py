"""Dates in words: 'sepuluh Agustus dua ribu dua puluh enam', as those write who learnt it so."""

import re

from extractors.fields.lexicon import word_lists

_SPELLED = word_lists("spelled")
_UNIT, _TEEN, _TEN, _THOUSAND = (rf"(?:{'|'.join(words)})" for words in _SPELLED.values())
_BELOW_100 = rf"(?:{_UNIT} {_TEEN}|{_UNIT} {_TEN}(?: {_UNIT})?|{_UNIT})"
SPELLED_DATE = re.compile(
    rf"(?i)\b({_BELOW_100}) ([A-Z]{{3,10}})"
    rf" ({_UNIT} {_THOUSAND} (?:{_UNIT} {_TEEN}|{_UNIT} {_TEN} {_UNIT})|20\d\d)\b"
)
"""Day, a word that may be a month, year. The last word of a year shows that it is whole: such a date is long,
and mostly broken over two lines."""


def spelled_number(text: str) -> int:
    """'dua ribu dua puluh enam' -> 2026; of words of numbers below ten thousand, without hundreds."""
    total = unit = 0
    for word in text.lower().split():
        if word in _SPELLED["units"]:
            unit += _SPELLED["units"].index(word) + 1
        elif word in _SPELLED["thousands"]:
            total, unit = 1000 * unit, 0
        else:
            unit = unit * 10 if word in _SPELLED["tens"] else unit + 10
    return total + unit
