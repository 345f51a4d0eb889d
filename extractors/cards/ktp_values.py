"""Texts of a card's rows to values: dates, RT/RW, closed lists, names. Pure; nothing here raises."""

import itertools
import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from models.values import closed_list, closest

DIGIT_LOOKALIKES = str.maketrans(
    {
        "O": "0",
        "D": "0",
        "Q": "0",
        "I": "1",
        "L": "1",
        "|": "1",
        "!": "1",
        "Z": "2",
        "S": "5",
        "B": "8",
        "G": "6",
    }
)
LETTER_LOOKALIKES = str.maketrans(
    {"0": "O", "1": "I", "5": "S", "8": "B", "6": "G", "2": "Z", "4": "A", "|": "I", "!": "I"}
)

_DATE = re.compile(
    r"(?<![0-9])([0-9OILDSBZ]{1,2})\s*[-–—./ ]+\s*([0-9OILDSBZ]{1,2})\s*[-–—./ ]+\s*([0-9OILDSBZ]{4})"
)
_PARTED_DAY = re.compile(r"(?<![0-9])([123ILZ|]) ?$")
_TIGHT_DATE = re.compile(r"([0-9OILSBZ]{2})[-–—./ ]*([0-9OILSBZ]{2})[-–—./ ]*([12I][09O][0-9OILSBZ]{2})$")
_RT_RW = re.compile(r"([0-9]{1,3})\s*[/\\|I1]\s*([0-9]{1,3})$")
_PARTED_LANE = re.compile(r"(\bGG ?\.? ?)((?:[IVX] ){1,3}[IVX]\b)")
_NOT_NAME = re.compile(r"[^A-Z0-9' .,\-/]+")

SCRAP_LETTERS = 2
"""Of 166 cards of the tune split 5 had such scraps in the name (TARIGA N, L UL UK), none a word so short."""

MIN_YEAR, MAX_YEAR = 1900, 2100

LIST_LIKENESS = {
    "jenis_kelamin": 0.5, "agama": 0.6, "status_perkawinan": 0.6, "kewarganegaraan": 0.6, "pekerjaan": 0.78,
}  # fmt: skip
"""Least likeness to a list's entry that is still that entry; pekerjaan is an open list and needs more."""

LIFELONG = "SEUMUR HIDUP"
LIFELONG_LIKENESS = 0.6


@dataclass(frozen=True)
class Value:
    """A value made of a raw text; `corrected`: 0..1, how far it was moved from the raw text."""

    text: str | None
    corrected: float = 0.0
    is_valid: bool | None = None


def find_date(text: str) -> tuple[date, int] | None:
    """The first possible date (dd-mm-yyyy) in a text and where it begins, or None."""
    upper = text.upper()
    for pattern in (_DATE, _TIGHT_DATE):
        for match in pattern.finditer(upper):
            day, month, year = (int(part.translate(DIGIT_LOOKALIKES)) for part in match.groups())
            if MIN_YEAR <= year <= MAX_YEAR:
                try:
                    return date(year, month, day), match.start()
                except ValueError:
                    continue
    return None


def birth(text: str) -> tuple[Value, Value]:
    """Place and date (ISO) of birth."""
    found = find_date(text)
    if found is None:
        head = re.split(r"[,.]|\s(?=[0-9])", text, maxsplit=1)[0]
        return Value(name_text(head) or None), Value(None)
    day, start = _with_parted_figure(text, *found)
    corrected = 0.0 if start == found[1] else 0.1
    return Value(name_text(text[:start]) or None), Value(day.isoformat(), corrected, is_valid=True)


def _with_parted_figure(text: str, day: date, start: int) -> tuple[date, int]:
    """The date and where it begins, with its day's first figure where a blank parted it: '1 1-05-1949'."""
    has_two = text[start : start + 2].isalnum()
    first = None if has_two else _PARTED_DAY.search(text[:start])
    if first is None:
        return day, start
    try:
        return day.replace(day=int(first[1].translate(DIGIT_LOOKALIKES) + str(day.day))), first.start()
    except ValueError:
        return day, start


def name_text(text: str) -> str:
    """A name or place: capitals, digits inside words turned to the letters they look like."""
    kept = _NOT_NAME.sub(" ", text.upper())
    words = [word.translate(LETTER_LOOKALIKES) if _is_mostly_letters(word) else word for word in kept.split()]
    return " ".join(words).strip(" .,-/")


def without_scraps(text: str, printed: str) -> str:
    """A name in which a wide gap alone parts no scrap of one or two letters: faint print loses strokes.

    `printed` has the blanks that the recogniser saw itself; they stand, and so does an initial with its stop.
    """
    words = text.split()
    if "".join(words) != "".join(printed.split()):
        return text
    seen = set(itertools.accumulate(map(len, printed.split())))
    kept: list[str] = []
    place = 0
    for word in words:
        is_scrap = kept and min(len(word), len(kept[-1])) <= SCRAP_LETTERS
        if is_scrap and place not in seen and "." not in (word[-1], kept[-1][-1]):
            kept[-1] += word
        else:
            kept.append(word)
        place += len(word)
    return " ".join(kept)


def _is_mostly_letters(word: str) -> bool:
    letters = sum(char.isalpha() for char in word)
    return letters * 2 > len(word)


def lane_joined(text: str) -> str:
    """A street whose lane's number was read in parts: GG. I I."""
    return _PARTED_LANE.sub(lambda lane: lane[1] + lane[2].replace(" ", ""), text)


def rt_rw(text: str) -> tuple[Value, Value]:
    """RT and RW as printed (three digits)."""
    digits = "".join(text.upper().translate(DIGIT_LOOKALIKES).split())
    if re.fullmatch(r"[0-9]{6}", digits):
        return Value(digits[:3], 0.1), Value(digits[3:], 0.1)
    if re.fullmatch(r"[0-9]{3}[17][0-9]{3}", digits):
        return Value(digits[:3], 0.1), Value(digits[4:], 0.1)
    match = _RT_RW.search(digits)
    if match is None:
        return Value(None), Value(None)
    rt, rw = match.groups()
    is_usual = len(rt) == 3 and len(rw) == 3
    return Value(rt, is_valid=is_usual), Value(rw, is_valid=is_usual)


def from_list(name: str, text: str) -> Value:
    """The entry of the field's closed list that the text means; the text itself for an open list."""
    choices = closed_list(name)
    upper = " ".join(text.upper().translate(LETTER_LOOKALIKES).split())
    if not upper:
        return Value(None)
    entry, likeness = closest(upper, choices)
    if likeness >= LIST_LIKENESS[name]:
        return Value(entry, 1.0 - likeness, is_valid=True)
    return Value(upper if choices.is_open else None, 0.0, is_valid=False)


def valid_until(text: str) -> Value:
    """SEUMUR HIDUP or an ISO date."""
    found = find_date(text)
    if found is not None:
        return Value(found[0].isoformat(), is_valid=True)
    from_text = " ".join(text.upper().translate(LETTER_LOOKALIKES).split())
    likeness = fuzz.ratio(from_text, LIFELONG) / 100.0
    return Value(LIFELONG, 1.0 - likeness, is_valid=True) if likeness >= LIFELONG_LIKENESS else Value(None)
