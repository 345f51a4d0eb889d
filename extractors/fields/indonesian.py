"""Indonesian dates, numbers, telephones and money as people write them and OCR garbles them."""

import re
from collections.abc import Iterator
from datetime import date

from rapidfuzz.distance import Levenshtein

from extractors.fields.lexicon import word_lists
from extractors.fields.spelled_number import SPELLED_DATE, spelled_number

MONTHS: dict[str, int] = {
    name: int(number) for number, names in word_lists("months").items() for name in names
}
"""Month names, old spellings and abbreviations included."""
_FULL_NAMES = tuple(name for name in MONTHS if len(name) >= 5)
_DIGIT_FOR = str.maketrans({
    "O": "0", "o": "0", "D": "0", "Q": "0", "U": "0", "I": "1", "l": "1", "i": "1", "|": "1", "!": "1",
    "]": "1",
    "Z": "2", "z": "2", "S": "5", "s": "5", "$": "5", "b": "6", "G": "6", "B": "8", "g": "9", "q": "9",
    "?": "7", "A": "4",
})  # fmt: skip
"""Letters that engines read for digits (domain reference 1.4)."""
DIGITISH = r"[0-9OoDQUIli|!\]ZzSs$bGBgq?]"
"""One character that is a digit or read for one."""
_DAY = r"(?:\d[0-9OoDQIlS|]?|[OoIl|]\d)"
"""A day of the month: at least one true digit, or the first letters of a place would be one."""
_WORD_DATE = re.compile(
    rf"(?<!\w)({_DAY})\s*[.,\-/]?\s*(?:bln\.?|bulan)?\s*([A-Za-z]{{3,10}})\.?\s*[.,\-/]?\s*(?:th\.?|tahun)?\s*([12I|l]\s?[0-9OoQDSl]{{3}}|'?\d\d)(?!\d)"
)
_NUMBER_DATE = re.compile(
    rf"(?<![\w.,/-])({DIGITISH}{{1,2}})\s?([-–—/.])\s?({DIGITISH}{{1,2}})\s?\2\s?((?:[12I|l]{DIGITISH}{{3}})"
    rf"|{DIGITISH}{{2}})(?![\w/-])"
)
_SPACED_DATE = re.compile(
    r"(?:(?<=,)|(?<=tanggal)|(?<=tgl\.)|(?<=tgl))\s?(\d{1,2}) (?:bulan )?(\d{1,2}) (?:tahun )?(20\d\d)(?!\d)"
)
"""'tanggal 3 bulan 8 tahun 2026', and 'Gudo, 30 – 10 – 2026': an engine drops dashes between blanks; only
behind a place or 'tanggal'."""
_LOOSE_DATE = re.compile(r"\W*(\d{1,2})\W+(\d{1,2})\W+(20\d\d)\W*")
_ROMAN_DATE = re.compile(
    r"(?<![\w/.-])(\d{1,2})\s?([-–—.])\s?([IVXl1|]{1,4})\s?\2\s?((?:19|20)\d\d)(?![\w/-])"
)
"""'8-VI-2026', as old hands date; between slashes it is a letter's number."""
_MONTH_FIRST = re.compile(r"(?<!\w)([A-Z][a-z]{2,8})\s(\d{1,2}),\s?(20\d\d)(?!\d)")
"""'Thursday, September 17, 2026', as mail programs print it."""
_ISO_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_PHONE = re.compile(
    r"(?:(?<![\w.,/])|(?<=[A-Za-z]{2}\.)(?<!\b[Rr]p\.)|(?<=\b[HhWw][PpAa]))(?:\(?[+tf]?\s?62\)?"
    r"|\(?[0Oo])[\s\-–—.()]*[0-9OolI]{2,4}\)?(?:[\s\-–—.]*[0-9OolISB]{2,5}){1,4}(?![\w])"
    r"(?:[\s\-–—.]\d(?!\w|[.)]|\s+[^\W\d]))?"
)
"""A lone last figure belongs to it ('0812 345 678 9'), but where a word or a list's mark goes on behind.
Before a country's number t and f are a plus, misread."""
_NEXT_PHONE = re.compile(r"(?<=\d)[\s\-–—]+(?=\(?[0Oo]\d{2})")
LEAST_PHONE = 9
"""Digits before and behind a blank or dash from which a 0 begins another number there: '085 649 221 074' is
one."""
_PHONE_ABROAD = re.compile(r"(?<![\w.,/])\+(?!\s?62)\s?[1-9]\d{0,2}(?:[\s\-–—.()]*\d{2,5}){2,5}(?!\w)")
"""With a plus and the country's code, as members who work abroad write it."""
_RT_RW = re.compile(r"(\b[Rr][TtWw]\b[\s.:]*)([0-9OIl]{1,3})(?!\w)")
_FIGURES = str.maketrans("OIlo", "0110")
_ROMAN_PART = re.compile(r"(?<=/)\s?[IVXTl1|!]{1,5}(?=\s?/)")
_LONE_MONTH = re.compile(r"(?<=/)( ?)1?(?= ?/ ?(?:20\d\d\b|\d{4}$|\d\d$))")
"""Between a number's slash and its year: of 2,996 numbers of the corpus 145 have an I there, two a 1 (months
in figures are 01), none has nothing."""
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
"""Months as numerals."""
_ROMAN_SIGN, _FALSE_I = re.compile(r"[IVXl|!]"), re.compile(r"[l1|!T]")
CENTURY_SPLIT = 50
"""Two-digit years below this are 20YY: letters are of today, births are written in full."""
LETTER_YEARS = range(1990, 2040)
"""What a letter's year may be, for all who read dates: the archive goes back to the 1990s."""


def digits(text: str) -> str:
    """The text with digit look-alikes turned to digits and all else dropped."""
    return "".join(char for char in text.translate(_DIGIT_FOR) if char.isdigit())


def month_number(word: str) -> int | None:
    """The month that a word names, one misread letter allowed in a full name; else None."""
    lowered = word.lower().strip(".,")
    if lowered in MONTHS:
        return MONTHS[lowered]
    repaired = lowered.replace("0", "o").replace("1", "l").replace("5", "s")
    if repaired in MONTHS:
        return MONTHS[repaired]
    near = {MONTHS[name] for name in _FULL_NAMES if Levenshtein.distance(repaired, name, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else None


def find_dates(text: str) -> tuple[tuple[date, int, int], ...]:
    """All dates with where they begin and end, in order of appearance."""
    found: list[tuple[date, int, int]] = []
    for match in _WORD_DATE.finditer(text):
        month = month_number(match[2])
        if month is not None:
            _keep(found, match, digits(match[3]), month, digits(match[1]))
    for match in _NUMBER_DATE.finditer(text):
        _keep(found, match, digits(match[4]), int(digits(match[3]) or 0), digits(match[1]))
    for match in _SPACED_DATE.finditer(text):
        _keep(found, match, match[3], int(match[2]), match[1])
    for match in _ROMAN_DATE.finditer(text):
        _keep(found, match, match[4], _roman_month(match[3]), match[1])
    for match in _MONTH_FIRST.finditer(text):
        _keep(found, match, match[3], month_number(match[1]) or 0, match[2])
    for match in _ISO_DATE.finditer(text):
        _keep(found, match, match[1], int(match[2]), match[3])
    for match in SPELLED_DATE.finditer(text):
        year = match[3] if match[3].isdigit() else str(spelled_number(match[3]))
        _keep(found, match, year, month_number(match[2]) or 0, str(spelled_number(match[1])))
    return tuple(sorted(found, key=lambda hit: hit[1]))


def loose_date(text: str) -> date | None:
    """The date of a text that is nothing else, though an engine dropped a dash ('2 - 7 2026')."""
    found: list[tuple[date, int, int]] = []
    if match := _LOOSE_DATE.fullmatch(text):
        _keep(found, match, match[3], int(match[2]), match[1])
    return found[0][0] if found else None


def _roman_month(text: str) -> int:
    """The month of a numeral that has a letter no figure looks like, else 0: 8-11-2026 is in figures."""
    numeral = _FALSE_I.sub("I", text)
    return ROMANS.index(numeral) + 1 if numeral in ROMANS and not text.isdigit() else 0


def _keep(found: list[tuple[date, int, int]], match: re.Match[str], year: str, month: int, day: str) -> None:
    try:
        value = date(_full_year(year), month, int(day))
    except ValueError:
        return
    found.append((value, match.start(), match.end()))


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 2:
        return year + (2000 if year < CENTURY_SPLIT else 1900)
    return year


def find_phones(text: str) -> tuple[tuple[str, int, int], ...]:
    """All telephone numbers in normal form (0..., abroad +...), with where they begin and end."""
    found = []
    for match in (*_PHONE.finditer(text), *_PHONE_ABROAD.finditer(text)):
        for part, start in _parted(match[0]):
            number = normal_phone(part)
            if number is not None:
                found.append((number, match.start() + start, match.start() + start + len(part)))
    return tuple(found)


def _parted(text: str) -> Iterator[tuple[str, int]]:
    """The numbers that stand in a row of figures, each with where it begins."""
    start = 0
    for gap in _NEXT_PHONE.finditer(text):
        parts = text[start : gap.start()], text[gap.end() :]
        if all(len(digits(part)) >= LEAST_PHONE for part in parts):
            yield text[start : gap.start()], start
            start = gap.end()
    yield text[start:], start


def normal_phone(text: str) -> str | None:
    """A number as 0 + digits, or None when it can't be a telephone (9 to 14 digits); one abroad as + and
    at most 15 digits (ITU-T E.164)."""
    number = digits(text)
    if _PHONE_ABROAD.fullmatch(text):
        return f"+{number}" if 9 <= len(number) <= 15 else None
    if number.startswith("620"):
        number = number[2:]
    elif number.startswith("62"):
        number = "0" + number[2:]
    elif number.startswith("8"):
        number = "0" + number
    return number if number.startswith("0") and 9 <= len(number) <= 14 and number[1:2] != "0" else None


def normalised_romans(text: str, *, is_legal: bool = False) -> str:
    """Months in Roman numerals between slashes, with 1, l and | for I put right, and an I that was lost.

    `is_legal`: the number of a koperasi in law, where a lone 1 is a month anywhere.
    """
    mended = _ROMAN_PART.sub(
        lambda part: _FALSE_I.sub("I", part[0]) if is_legal or _ROMAN_SIGN.search(part[0]) else part[0], text
    )
    return _LONE_MONTH.sub(r"\1I", mended)


def with_rt_rw_normalised(text: str) -> str:
    """Letters read for figures behind RT and RW put right: 'RT 02 RW O1' is RW 01."""
    return _RT_RW.sub(lambda hit: hit[1] + hit[2].translate(_FIGURES), text)
