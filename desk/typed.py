"""What a person types into a field, and how a value stands in its input: dates as people write them
(20-11-2026, 20 November 2026), a NIK without its blanks, yes and no. The contract's values are ISO dates."""

import re
from datetime import date

from desk.changes import Spot, Value
from models.clean import clean_text
from models.errors import UsageError
from models.field_spec import BY_NAME, FieldType, is_of, phone_digits
from models.identity import iso_date
from models.nik import PROBLEM_TEXTS, NikProblem, nik_digits, problems
from models.wording import MONTHS

YES_OR_NO = (FieldType.FLAG, FieldType.INK)
NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
IN_WORDS = re.compile(r"(\d{1,2})[\s-]*([A-Za-z]{3,})\.?[\s-]*(\d{4})")
SPOT = re.compile(r"(\d{1,4}):(\d{1,5}):(\d\.\d{1,6}(?:,\d\.\d{1,6}){3})")
PHONES = re.compile(r"\+?\d[\d\s().-]*")
SUBSCRIBER = re.compile(r"[2-9]\d{4,7}")
"""A number within the town, without its area (Jombang: six digits); letters still carry such."""
NO_PHONE = "Nomor telepon itu tidak dikenali. Tulislah, misalnya, 0812-3456-7890."
OLD_SPELLINGS = {"peb": 2, "agt": 8, "nop": 11}
"""Pebruari, Agt., Nopember: still written."""
HOW = "Tanggal itu tidak dikenali. Tulislah, misalnya, 20-11-2026 atau 20 November 2026."


def read_value(name: str, text: str) -> Value:
    """What the input holds, as the contract's value: bool fields "ya"/"tidak", empty = null. UsageError for
    a date that is none, a NIK without sixteen digits and a telephone number that can't be one."""
    text = clean_text(text)
    is_long = is_of(name, FieldType.LINES, FieldType.PROSE)
    text = text.replace("\r\n", "\n").strip() if is_long else " ".join(text.split())
    if is_of(name, *YES_OR_NO):
        return {"ya": True, "tidak": False}.get(text)
    if is_of(name, FieldType.NIK):
        return _nik(text) or None
    if is_of(name, FieldType.PHONE):
        _refuse_no_phone(text)
    if not is_of(name, FieldType.DATE):
        return text or None
    is_instead = not text or text.upper() in BY_NAME[name].choices
    return (text.upper() or None) if is_instead else read_date(text).isoformat()


def day(text: str) -> date | None:
    """The date in a form's input, None when it is empty. UsageError for what is none."""
    return read_date(text) if text.strip() else None


def _nik(text: str) -> str:
    """The sixteen digits; UsageError for anything else that is not empty."""
    faults = set(problems(text)) & {NikProblem.NOT_DIGITS, NikProblem.LENGTH} if text else set()
    if faults:
        raise UsageError(f"NIK {PROBLEM_TEXTS[faults.pop()]}; yang diketik {len(nik_digits(text))} tanda.")
    return nik_digits(text)


def _refuse_no_phone(text: str) -> None:
    """UsageError for what is not empty and holds no telephone number: two may stand in one field, and words
    beside them. As people say it: "0812-3456-7890 (WA)", "0321 861494 / 0812 ..."."""
    if text and not any(_is_phone(part) for part in PHONES.findall(text)):
        raise UsageError(NO_PHONE)


def _is_phone(text: str) -> bool:
    is_local = SUBSCRIBER.fullmatch(phone_digits(text)) is not None
    return is_local or BY_NAME["pelapor_telepon"].is_valid(text)


def read_date(text: str) -> date:
    """The date in the text, as people write it or ISO. UsageError for one that is none."""
    text = " ".join(text.split())
    if known := iso_date(text):
        return known
    found = NUMBERS.fullmatch(text) or IN_WORDS.fullmatch(text)
    if not found:
        raise UsageError(HOW)
    try:
        return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        raise UsageError(HOW) from None


def _month(text: str) -> int:
    """11, "November", "nov" -> 11; 0 for a word that is no month."""
    if text.isdecimal():
        return int(text)
    start = text.lower()[:3]
    known = (at for at, name in enumerate(MONTHS, 1) if name.lower().startswith(start))
    return OLD_SPELLINGS.get(start) or next(known, 0)


def read_spot(text: str) -> Spot | None:
    """The spot that a page sends with a value: "file:page:x0,y0,x1,y1"; None for anything else."""
    found = SPOT.fullmatch(text)
    if not found:
        return None
    x0, y0, x1, y1 = (float(part) for part in found[3].split(","))
    if not (0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1):
        return None
    return Spot(int(found[1]), int(found[2]), (x0, y0, x1, y1))


def as_text(name: str, value: Value) -> str:
    """The value as its input shows it; what `read_value` takes."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    known = iso_date(value) if is_of(name, FieldType.DATE) else None
    return f"{known:%d-%m-%Y}" if known else value or ""
