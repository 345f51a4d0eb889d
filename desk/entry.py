"""What is checked where a person types data of a case that no paper shows: NIK, telephone, date.

A number that can't be one is refused. A NIK that is odd but possible (models/nik.py: it has no check digit)
is taken once the officer says that it was compared with the card.
"""

from datetime import date, timedelta

from desk import facts, typed
from models.document import Kind
from models.errors import UsageError
from models.field_spec import BY_NAME, FieldType, is_of, phone_digits
from models.nik import PROBLEM_TEXTS, problems
from models.typed_paper import TypedField, TypedPaper

OLDEST_DAYS = 60
"""A complaint written down later than that after it was made is a wrong year rather than a late entry."""


def nik(text: str, *, is_compared: bool) -> str:
    """The sixteen digits, "" for none. `is_compared`: the officer has compared it with the card."""
    if not text.strip():
        return ""
    digits = typed.read_value("nik", text)
    found = problems(str(digits))
    if found and not is_compared:
        faults = " dan ".join(PROBLEM_TEXTS[problem] for problem in found)
        raise UsageError(f"NIK {faults}. Cocokkan lagi, lalu centang bahwa NIK sudah dicocokkan.")
    return str(digits)


def phone(text: str) -> str:
    """The telephone number with its digits alone, "" for none."""
    bare = phone_digits(text)
    if bare and not BY_NAME["pelapor_telepon"].is_valid(text):
        raise UsageError(typed.NO_PHONE)
    return bare


def day(text: str) -> date:
    """The day on which a complaint was made: not to come, and not long ago."""
    found = typed.read_date(text)
    if found > facts.today():
        raise UsageError("Tanggal itu belum tiba.")
    if found < facts.today() - timedelta(days=OLDEST_DAYS):
        raise UsageError(f"Tanggal itu lebih dari {OLDEST_DAYS} hari yang lalu; periksa tahunnya.")
    return found


def complaint(given: dict[str, str], received_on: date, pages: int) -> TypedPaper:
    """The complaint that an officer wrote down. `given`: what was typed, by the contract's names; a dash or
    dots fill a line of which nothing is known."""
    is_told = {name: any(sign.isalnum() for sign in text) for name, text in given.items()}
    fields = {
        name: TypedField(value=_value(name, text), raw=text) for name, text in given.items() if is_told[name]
    }
    fields["tanggal_surat"] = TypedField(value=received_on.isoformat())
    fields["bertanda_tangan"] = TypedField(value=False)
    fields["anonim"] = TypedField(value="pelapor_nama" not in fields)
    return TypedPaper(kind=Kind.SURAT_PENGADUAN, pages=pages, fields=fields)


def _value(name: str, text: str) -> str:
    """The contract's value of what was typed."""
    if is_of(name, FieldType.PHONE):
        return phone(text)
    value = typed.read_value(name, text)
    return value if isinstance(value, str) else text
