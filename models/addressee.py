"""Whom a letter is written to: this office, or another one that only lets it know.

Source: case-contract.md, "What is no request".
"""

import re
from collections.abc import Sequence

from models.field import Field
from models.wording import listed

HEADS_OF_REGIONS = frozenset({"BUPATI", "WALIKOTA", "WALI"})
"""They hand such letters down to the office: a letter to them is a request."""
MATTER_OF_THE_OFFICE = frozenset({"KOPERASI", "KOPRASI", "KOP", "DINKOPUM", "DINKOP", "KOPERINDAG", "MIKRO"})
"""Words that an office for koperasi has in its name, whatever else it looks after."""
OFFICES = frozenset(
    {
        "DINAS",
        "KADIS",
        "KADIN",
        "BIDANG",
        "BID",
        "KABID",
        "KANTOR",
        "SEKSI",
        "KASI",
        "UPT",
        "LOKET",
        "PELAYANAN",
        "PENGADUAN",
        "DISKOP",
    }
)
"""Words that make an office (or its head) of a name with such a word; a koperasi alone is none."""
SAYS_NOTHING = frozenset(
    (
        "KEPADA", "YTH", "BAPAK", "BPK", "IBU", "SDR", "KEPALA", "KA", "PLT", "PIMPINAN", "PEJABAT",
        "DINAS", "KANTOR", "PETUGAS", "KABUPATEN", "KAB", "KOTA", "PROVINSI", "DI", "TEMPAT", "DAN",
        "UP", "CQ", "C", "Q", "U", "P", "PENGELOLA", "PENGADUAN", "LAYANAN", "BIDANG", "SEKSI",
        "YANG", "TERHORMAT", "PEMERINTAH", "DAERAH",
    )
)  # fmt: skip
"""Words that any office's address has: of these alone (and the place) nothing can be told."""
_WORD = re.compile(r"[^\W\d_]+")


def is_another_office(tujuan: str | None, known_as: Sequence[str], place: str) -> bool:
    """Whether a letter with this addressee is written to somebody else than the office.

    `known_as`: names by which letters call the office, in capitals; `place`: the town or regency it serves.
    Nothing is said of no addressee, nor of words that fit any office.
    """
    text = (tujuan or "").upper()
    words = set(_WORD.findall(text))
    if not words or words & HEADS_OF_REGIONS or any(name in text for name in known_as):
        return False
    if words & MATTER_OF_THE_OFFICE and words & OFFICES:
        return False
    return bool(words - SAYS_NOTHING - set(_WORD.findall(place.upper())))


def fault_of_addressee(tujuan: Field, known_as: Sequence[str], place: str) -> str | None:
    """What a person should look at, as a clause; None where the letter is written to the office, or to nobody
    as far as can be surely said."""
    if tujuan.value is None:
        return "alamat tujuannya tidak terbaca" if tujuan.needs_review else None
    text = str(tujuan.value)
    if not is_another_office(text, known_as, place):
        return None
    return listed([f"ditujukan kepada {text}, bukan kepada dinas ini"])
