"""Where a koperasi is: what parts it from its namesakes, since nearly every village has one of its kind."""

import re

from models.koperasi_name import KoperasiName, split_koperasi
from models.similarity import raw_similarity

LIKE_NAME = 0.8
"""Likeness of a name to its words on paper: as a net alone reads them, one letter of five may be wrong."""
_IN_ADDRESS = re.compile(
    r"\b(?:KECAMATAN|KEC)\b[.: ]*(?P<it>[A-Z]+(?: (?!(?:KAB|KABUPATEN|KOTA|PROV|PROVINSI|KODE)\b)[A-Z]+)?)"
)


def with_place(name: str, in_full: str | None, address: str | None = None) -> str:
    """The name with the village and kecamatan that stand behind it on the paper (`in_full`), or else with the
    kecamatan of its address, where it leaves them out.

    Writers mostly keep the village out of a name in quotation marks, and a kecamatan is no part of a name;
    but they tell the koperasi wanita of one village from its namesake in the next, and the koperasi of two
    villages of one name. An `in_full` that does not hold the name (a person has set it right) says nothing.
    """
    own, told = split_koperasi(name), split_koperasi(in_full or "")
    is_same = _is_held(own, told)
    village = told.village if is_same and not own.village else ""
    district = "" if own.place else (is_same and told.place) or _district_of(address or "")
    tails = (
        f"Desa {village.title()}" if village else "",
        f"Kecamatan {district.title()}" if district else "",
    )
    return " ".join(part for part in (name, *tails) if part)


def _is_held(own: KoperasiName, told: KoperasiName) -> bool:
    """Whether a name is in what was read: the same kind and name, or words like it where letters were misread
    (then those of its kind may stand before it, too)."""
    if told.kind and told.kind != own.kind:
        return False
    words, count = told.core.split(), len(own.core.split())
    runs = (" ".join(words[at : at + count]) for at in range(len(words) - count + 1))
    return bool(own.core) and any(raw_similarity(own.core, run) >= LIKE_NAME for run in runs)


def _district_of(address: str) -> str:
    """The kecamatan that an address gives, in capitals; it may end in the name of the kabupaten."""
    match = _IN_ADDRESS.search(address.upper())
    return match["it"] if match else ""
