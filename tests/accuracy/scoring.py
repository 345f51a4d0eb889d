"""When a field is right: the contract's "How a reading is scored", word for word."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from models.document import Kind
from models.field_spec import FREE_TEXT, FieldType, of_type

Value = str | bool | None
Alternatives = Mapping[str, Sequence[Value]]
"""Field -> what may be answered instead of its value; None among them: nothing is right, too."""

SIMILAR_ENOUGH = 0.90
"""From the contract: long texts are right at this normalised edit similarity."""
DIGITS = of_type(FieldType.NIK, FieldType.PHONE, FieldType.FIGURES)
PHONES = of_type(FieldType.PHONE)
NAMES = of_type(FieldType.NAME, FieldType.PARTY)
COOPERATIVES = of_type(FieldType.KOPERASI, FieldType.PARTY)
LONG = of_type(FieldType.ADDRESS, FieldType.LINES)
PLACES = of_type(FieldType.PLACE)

_TITLES = re.compile(
    r"\b(?:DR|DRS|DRA|IR|PROF|H|HJ|K\.?H|S\.?E|S\.?H|S\.?PD|S\.?AG|S\.?SOS|S\.?P|S\.?KOM|S\.?T|M\.?M|M\.?H|"
    r"M\.?PD|M\.?SI|M\.?KN|A\.?MD|EC)\b\.?"
)
_BEHIND_COMMA = re.compile(r",\s*(?:[A-Z]{1,4}\.)+[A-Z]{0,5}\.?(?=,|$)")
"""Academic titles behind a name, already upper case (S.PSI., A.MD.KEB., NS., M.AK.)."""
_ATTENTION = re.compile(r"[\s,(]+(?:c\.?\s?q|u\.?\s?p)\b\.?[\s:]", re.IGNORECASE)
_PLACE_WORD = re.compile(r"^(?:PROVINSI|PROPINSI|KABUPATEN|KAB\.?|KOTA)\s+")
_FULL_FORMS = (
    ("KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH", "KSPPS"), ("KOPERASI SIMPAN PINJAM", "KSP"),
    ("KOPERASI SERBA USAHA", "KSU"), ("KOPERASI UNIT DESA", "KUD"),
    ("KOPERASI PEGAWAI REPUBLIK INDONESIA", "KPRI"), ("KOPERASI WANITA", "KOPWAN"),
    ("KOPERASI PONDOK PESANTREN", "KOPPONTREN"), ("KOPERASI KARYAWAN", "KOPKAR"),
    ("KOPERASI PEDAGANG PASAR", "KOPPAS"), ("KOPERASI", "KOP"),
)  # fmt: skip


def plain(text: str) -> str:
    """Upper case, white space folded, punctuation at the ends dropped."""
    return re.sub(r"\s+", " ", text.upper()).strip().strip(" .,;:()[]\"'-_/")


def digits(text: str) -> str:
    """Digits only."""
    return re.sub(r"\D", "", text)


def phone_digits(text: str) -> str:
    """Digits with 62 as 0."""
    number = digits(text)
    return f"0{number[2:]}" if number.startswith("62") else number


def without_title(name: str) -> str:
    """A name without academic titles and their commas."""
    return plain(re.sub(r"[\s,]+", " ", _TITLES.sub(" ", _BEHIND_COMMA.sub("", name.upper()))))


def short_cooperative(name: str) -> str:
    """A koperasi's short form: kind abbreviated, quotes, brackets and a doubled kind dropped."""
    text = re.sub(r"\s+", " ", re.sub(r"[\"'“”().,]", " ", name.upper())).strip()
    for full, short in _FULL_FORMS:
        if text.startswith(full):
            rest = text.removeprefix(full).strip()
            text = f"{short} {rest.removeprefix(short + ' ')}"
            break
    return text.strip()


def without_attention(text: str) -> str:
    """An addressee without a "c.q. ..." or "u.p. ...", which may be in it or not."""
    return _ATTENTION.split(text)[0]


def similarity(left: str, right: str) -> float:
    """Normalised edit similarity 0..1 of the plain forms."""
    return Levenshtein.normalized_similarity(plain(left), plain(right))


def character_error(expected: str, got: str) -> float:
    """Edits per character of the truth, at most 1."""
    truth = plain(expected)
    return min(1.0, Levenshtein.distance(truth, plain(got)) / max(1, len(truth)))


def is_right(name: str, expected: Value, got: Value) -> bool:
    """Whether a reading of field `name` counts as right. `expected` None: only None is right."""
    if expected is None or got is None or isinstance(expected, bool) or isinstance(got, bool):
        return expected == got
    if name in DIGITS:
        clean = phone_digits if name in PHONES else digits
        return clean(expected) == clean(got)
    if plain(expected) == plain(got):
        return True
    if name in LONG:
        forms = [(expected, got)]
        if name == "tujuan":
            forms.append((without_attention(expected), without_attention(got)))
        return max(similarity(*form) for form in forms) >= SIMILAR_ENOUGH
    if name in PLACES:
        return _PLACE_WORD.sub("", plain(expected)) == _PLACE_WORD.sub("", plain(got))
    if name in NAMES and without_title(expected) == without_title(got):
        return True
    return name in COOPERATIVES and short_cooperative(expected) == short_cooperative(got)


@dataclass(frozen=True)
class Scored:
    """One field, looked at: the truth, the reading, and what to make of it.

    `carried`: the document carries it. `illegible`: it carries it, and no person could read it.
    `alternatives`: values that are right as well.
    """

    kind: Kind
    name: str
    expected: Value
    got: Value
    raw: str | None
    confidence: float
    needs_review: bool
    carried: bool
    illegible: bool = False
    alternatives: tuple[Value, ...] = ()

    @property
    def is_free_text(self) -> bool:
        """Scored by character error rate."""
        return self.name in FREE_TEXT

    @property
    def is_right(self) -> bool:
        """By the rules above; an illegible field is right when it is null or flagged."""
        if self.illegible:
            return self.got is None or self.needs_review
        return any(self._is(value) for value in (self.expected, *self.alternatives))

    def _is(self, value: Value) -> bool:
        if self.is_free_text and isinstance(value, str) and isinstance(self.got, str):
            return character_error(value, self.got) <= 1 - SIMILAR_ENOUGH
        return is_right(self.name, value, self.got)

    @property
    def is_silent(self) -> bool:
        """A wrong or invented value without a flag."""
        return self.got is not None and not self.needs_review and not self.is_right

    @property
    def is_lost(self) -> bool:
        """Carried, null and not flagged: to a reviewer as silent as a wrong value."""
        return self.carried and self.got is None and not self.needs_review and not self.is_right
