"""A date as a letter's writer put it, as the contract writes it."""

import re
from datetime import date

_MONTHS = {
    "jan": 1, "djan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "djun": 6,
    "jul": 7, "djul": 7, "agu": 8, "agt": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11,
    "nop": 11, "des": 12, "dec": 12,
}  # fmt: skip
_MONTH_PATTERN = "|".join(sorted(_MONTHS, key=len, reverse=True))
_UNITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000,
}  # fmt: skip
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})\W+({_MONTH_PATTERN})[a-z]*\W+'?(\d{{4}}|\d{{2}})\b")
_MONTH_FIRST = re.compile(rf"\b({_MONTH_PATTERN})[a-z]*\W+(\d{{1,2}})\W+(\d{{4}})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{1,2})(?:\s*[-/.]\s*|\s+)(\d{4}|\d{2})\b")
_ROMAN = re.compile(r"\b(\d{1,2})\s*[-/.]\s*([ivx]+)\s*[-/.]\s*(\d{4})\b")
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_JOINED = re.compile(r"^(\d\d)(\d\d)(\d\d)$")
_IN_WORDS = re.compile(rf"^([a-z ]+?)\s+({_MONTH_PATTERN})[a-z]*\s+([a-z ]+|\d{{4}})$")


def iso_date(text: str) -> str | None:
    """YYYY-MM-DD, or None where the text tells no whole day (a month alone)."""
    low = text.lower().strip()
    found = _day_month_year(low)
    if found is None:
        return None
    day, month, year = found
    try:
        return date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None


def _day_month_year(low: str) -> tuple[int, int, int] | None:
    if match := _ISO.search(low):
        return int(match[3]), int(match[2]), int(match[1])
    if match := _DAY_FIRST.search(low):
        return int(match[1]), _MONTHS[match[2]], int(match[3])
    if match := _MONTH_FIRST.search(low):
        return int(match[2]), _MONTHS[match[1]], int(match[3])
    if match := _FIGURES.search(low) or _JOINED.search(low):
        return int(match[1]), int(match[2]), int(match[3])
    if (match := _ROMAN.search(low)) and match[2] in _ROMAN_MONTHS:
        return int(match[1]), _ROMAN_MONTHS.index(match[2]) + 1, int(match[3])
    if match := _IN_WORDS.match(low):
        day, year = number(match[1]), int(match[3]) if match[3].isdigit() else number(match[3])
        return (day, _MONTHS[match[2]], year) if day and year else None
    return None


def number(words: str) -> int | None:
    """An Indonesian number word up to thousands ("dua ribu dua puluh enam" = 2026), None if it is none.

    Units said without their ten ("dua ribu dua enam") count as figures one after the other.
    """
    total, last = 0, 0
    for word in words.split():
        if word in _UNITS:
            if 0 < last < 10:
                last *= 10
            last += _UNITS[word]
        elif word == "belas":
            last += 10
        elif word == "puluh":
            last *= 10
        elif word in ("ratus", "ribu"):
            total, last = (total + last) * (100 if word == "ratus" else 1000), 0
        else:
            return None
    return total + last or None
