"""Whom a letter is written to: this office, or another one that only lets it know.

Source: case-contract.md, "What is no request".
"""

import functools
import re
from collections.abc import Sequence

from models.field import Field
from models.koperasi_kinds import short_forms
from models.region import CODE_LENGTHS, Level, comparable, regions
from models.word_sets import word_set
from models.wording import listed

HEADS_OF_REGIONS = word_set("addressee.heads_of_regions")
"""They hand such letters down to the office: a letter to them is a request."""
MATTER_OF_THE_OFFICE = word_set("addressee.matter_of_the_office")
"""Words that an office for koperasi has in its name, whatever else it looks after."""
OFFICES = word_set("addressee.offices")
"""Words that make an office (or its head) of a name with such a word; a koperasi alone is none."""
BOARD = word_set("addressee.board")
"""Words of who leads a koperasi, whatever word of an office stands in its name ("Dinas Karya Mandiri")."""
_NAMES_OFFICE = re.compile(r"\bDINAS\W+KOP|\bDINKOP")
_OF_KOPERASI = re.compile(
    rf"\W*(?:{'|'.join(('KETUA', *sorted(BOARD)))})\b[^,]*\b(?:{'|'.join(short_forms())})\b", re.IGNORECASE
)
"""The board of a koperasi: that of an office's own staff has the office's name behind it."""
UNSURE = "kepada siapa ditujukan tidak terbaca pasti"
SAYS_NOTHING = word_set("addressee.says_nothing")
"""Words that any office's address has: of these alone (and the place) nothing can be told."""
PROVINCE = word_set("addressee.province")
NATION = word_set("addressee.nation")
"""Words in the name of an office of the whole country (Menteri Koperasi)."""
REGENCY = word_set("addressee.regency")
"""Words before a region's name."""
THROUGH = word_set("addressee.through")
"""Words before the office through which a letter goes on."""
LONGEST_NAME = 4
"""Words of a region's name: Penukal Abab Lematang Ilir."""
LIKELY = 0.5
"""Probability from which an addressee is called by name; below, that there is none is likelier."""
_WORD = re.compile(r"[^\W\d_]+")
LITTLE = 3
"""Letters of words that stand small within a name: dan, di, c.q."""


def is_another_office(tujuan: str | None, known_as: Sequence[str], place: str) -> bool:
    """Whether a letter with this addressee is written to somebody else than the office.

    `known_as`: names by which letters call the office, in capitals; `place`: the town or regency it serves.
    Nothing is said of no addressee, nor of words that fit any office.
    """
    text = (tujuan or "").upper()
    words, own = set(_WORD.findall(text)), set(_WORD.findall(place.upper())) - SAYS_NOTHING
    if not words & own and _names_another_region(text):
        return True
    if _leads_koperasi(text):
        return True
    if not words or words & HEADS_OF_REGIONS or any(name in text for name in known_as):
        return False
    if words & BOARD and not _NAMES_OFFICE.search(text):
        return True
    if words & MATTER_OF_THE_OFFICE and words & OFFICES:
        return False
    return bool(words - SAYS_NOTHING - own)


def _leads_koperasi(text: str) -> bool:
    """Whether the board of a koperasi stands before any office, and not "through" one (melalui)."""
    office = _NAMES_OFFICE.search(text)
    before = text[: office.start()] if office else text
    return _OF_KOPERASI.match(before) is not None and not THROUGH & set(_WORD.findall(before))


def _names_another_region(text: str) -> bool:
    """Whether a text, in capitals and without the office's own place, surely names a region: one by its
    official name behind the word for its kind or for its head, or as the last words; or any province's office
    or a ministry. A name that is no region's may be the own one, misread."""
    words = _WORD.findall(text)
    kinds = [at for at, word in enumerate(words) if word in REGENCY]
    led = [at + 1 for at, word in enumerate(words) if word in REGENCY | HEADS_OF_REGIONS]
    spans = [(at, end) for at in led for end in range(at + 1, at + 1 + LONGEST_NAME)]
    if not kinds:
        spans += [(at, len(words)) for at in range(max(0, len(words) - LONGEST_NAME), len(words))]
    is_named = any("".join(words[at:end]) in _regions() for at, end in spans)
    return is_named or (not kinds and (names_province(text) or bool(NATION & set(words))))


def names_province(tujuan: str) -> bool:
    """Whether an addressee is a province's."""
    return bool(PROVINCE & set(_WORD.findall(tujuan.upper())))


@functools.cache
def _regions() -> frozenset[str]:
    """Kabupaten, kota and provinces by name, in capitals without blanks."""
    kinds, names = (Level.PROVINSI, Level.KABUPATEN), regions().names
    return frozenset(comparable(names[code]) for code in names if CODE_LENGTHS[len(code)] in kinds)


def fault_of_addressee(tujuan: Field, known_as: Sequence[str], place: str) -> str | None:
    """What a person should look at, as a clause; None where the letter is written to the office, or to nobody
    as far as can be surely said."""
    if tujuan.value is None:
        return "kepada siapa ditujukan tidak terbaca" if tujuan.needs_review else None
    text = str(tujuan.value)
    if not is_another_office(text, known_as, place):
        return None
    if tujuan.confidence < LIKELY:
        return UNSURE
    return listed([f"ditujukan kepada {text}, bukan kepada dinas ini"])


def fault_of_unsure(tujuan: Field, read: Field, known_as: Sequence[str], place: str) -> str | None:
    """The same of an addressee in doubt: `read` is what the rules take for one, and may be another office."""
    fault = fault_of_addressee(tujuan, known_as, place)
    if fault or not tujuan.needs_review or read.value is None:
        return fault
    return UNSURE if is_another_office(str(read.value), known_as, place) else None


def fault_of_doubted(read: Field, known_as: Sequence[str], place: str) -> str | None:
    """The same of a complaint, which has no field for whom it is written to: an addressee in doubt counts
    where it stands as a name. A sentence that was taken for one ("Dinas memeriksa daftar") does not: of 214
    complaints by strangers four such, and one letter to another office."""
    if not read.needs_review:
        return fault_of_addressee(read, known_as, place)
    words = _WORD.findall(str(read.value or ""))
    is_name = all(word[0].isupper() or len(word) <= LITTLE for word in words)
    return UNSURE if words and is_name and is_another_office(str(read.value), known_as, place) else None
