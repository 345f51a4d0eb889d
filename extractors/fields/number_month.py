"""The month in a letter's number against the letter's date: '053/KOPPAS-RM/III/2026' of 3 March 2026.

Engines mix the strokes of Roman numerals (XI, XII, III), and a number so misread looks as good as any. An
office numbers a letter on the day it dates it, so that the date shows which it was.
"""

import re
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from extractors.fields.candidate import Candidate
from extractors.fields.indonesian import ROMANS

STROKES = 1
"""Strokes by which a misread numeral differs from the right one at most."""
BOTH = 0.99
"""Agreement from which both engines read the same."""
_SHORT = re.compile(r"^[^/]+/[^/]+/(?:19|20)\d\d$")
"""'049.A/KOPPAS-MMBN/2026': three parts and no month; mostly a V or I that ran into its slash."""
_MONTH = re.compile(r"/\s?([IVXLl1|]{1,5})\s?/\s?((?:19|20)\d\d)$")


def agreed(number: Candidate | None, day: Candidate | None) -> Candidate | None:
    """The number with its month as the date has it, where the two nearly agree; `raw` stays as read."""
    text = str(number.value) if number else ""
    month = _MONTH.search(text)
    if number is None or day is None or not isinstance(day.value, str):
        return number
    if month is None:
        return number.doubted("number.at_odds") if _SHORT.match(text) else number
    if month[1].isdigit():
        return number
    read, dated = re.sub("[Ll1|]", "I", month[1]), ROMANS[int(day.value[5:7]) - 1]
    if read == dated or month[2] != day.value[:4] or Levenshtein.distance(read, dated) > STROKES:
        return number
    if number.agreement is not None and number.agreement > BOTH:
        return number.doubted("number.at_odds")
    value = text[: month.start(1)] + dated + text[month.end(1) :]
    return replace(number, value=value).doubted("number.month_corrected")
