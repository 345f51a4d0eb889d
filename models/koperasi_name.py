"""Names of koperasi taken apart and in one form, so that full and short writings become equal.

`Koperasi Simpan Pinjam "X"`, `KSP X` and `KSP X Cabang Jombang` are one body (kinds: koperasi_kinds.py).
"""

import re
from typing import NamedTuple

from models.koperasi_kinds import Forms, kinds, primary_words

_NOT_LETTERS = re.compile(r"[^A-Z0-9 ]+")
_SPACE = re.compile(r"\s+")


class KoperasiName(NamedTuple):
    """A koperasi's name taken apart: kind (`KSP`, or "" if unsaid), proper name, kecamatan and village
    (each "" if unsaid)."""

    kind: str
    core: str
    place: str
    village: str


_OF_A_VILLAGE = frozenset({"KDMP", "KKMP"})
"""Kinds named after their village: `Koperasi Desa Merah Putih Desa X` is `KDMP X`."""


_PRIMARY = rf"(?:(?:{'|'.join(primary_words())}) )?"
"""`PRIMER KOPERASI X` is `KOPERASI X`."""


def _at_front(forms: Forms) -> re.Pattern[str]:
    long = rf"{_PRIMARY}(?:KOPERASI|KOP) (?:{'|'.join(forms.long) or '(?!)'})"
    return re.compile(rf"(?:{'|'.join((long, *forms.short))})\b", re.IGNORECASE)


_KIND_AT_FRONT = tuple((_at_front(forms), kind) for kind, forms in kinds().items() if kind)
_GENERIC = re.compile(rf"^{_PRIMARY}(?:KOPERASI|KOPRASI|KOP)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")
_BRANCH = re.compile(r"\b(?:KANTOR )?(?:CABANG|CAB|KCP|KC|UNIT PELAYANAN)\b.*$")
_REGENCY = re.compile(r"\b(?:KABUPATEN|KAB|KOTA) [A-Z ]+$")
_DISTRICT = re.compile(r"\b(?:KECAMATAN|KEC) ([A-Z ]+)$")
_VILLAGE = re.compile(r"\b(?:DESA|KELURAHAN|DS|KEL) ([A-Z ]+)$")


def split_koperasi(name: str) -> KoperasiName:
    """Kind, proper name, kecamatan and village of a koperasi as it is written anywhere."""
    text = _plain(_BRACKETS.sub(" ", name.upper()))
    kind, rest = "", text
    is_stripped = True
    while is_stripped:
        found, rest, is_stripped = _strip_prefix(rest)
        kind = kind or found
    rest = _REGENCY.sub("", _BRANCH.sub("", rest).strip()).strip()
    district = _DISTRICT.search(rest)
    place = district.group(1).strip() if district else ""
    core = _DISTRICT.sub("", rest).strip() or rest
    village = _VILLAGE.search(core)
    proper = _VILLAGE.sub("", core).strip()
    if village and (proper or kind in _OF_A_VILLAGE):
        core = proper or village.group(1)
    return KoperasiName(kind, core, place, village.group(1) if village and proper else "")


def normalise_koperasi(name: str) -> str:
    """One form of a koperasi's name in full or short writing: `KSP MITRA GUYUB SENTOSA`."""
    kind, core, place, village = split_koperasi(name)
    tails = (f"DESA {village}" if village else "", f"KECAMATAN {place}" if place else "")
    return " ".join(part for part in (kind, core, *tails) if part)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", _NOT_LETTERS.sub(" ", text.replace("'", "").replace("’", ""))).strip()


def _strip_prefix(text: str) -> tuple[str, str, bool]:
    """(kind or "", text without its prefix, whether one was taken away)."""
    for pattern, kind in _KIND_AT_FRONT:
        match = pattern.match(text)
        if match:
            return kind, text[match.end() :].strip(), True
    match = _GENERIC.match(text)
    if match and match.end() < len(text):
        return "", text[match.end() :].strip(), True
    return "", text, False
