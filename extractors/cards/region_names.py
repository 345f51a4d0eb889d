"""Province, kabupaten, kecamatan and desa of a card, each sought inside the one above it."""

import re
from dataclasses import dataclass, replace

from extractors.cards.ktp_values import LETTER_LOOKALIKES, Value
from models.region import Level, Match, best_match, comparable, is_short_form

MIN_LIKENESS = {Level.PROVINSI: 0.7, Level.KABUPATEN: 0.7, Level.KECAMATAN: 0.72, Level.DESA: 0.72}
"""Least likeness to a region's name that is still that region: a third of a short name may be misread."""


_KIND = re.compile(r"^(?:KABUPATEN|KOTA(?: ADMINISTRASI)?) ")
_PROVINCE_WORD = re.compile(r"^.*?\bPR[O0][VP][I1L]N[S5][I1L]\s*")
"""The word before a province's name and whatever was read before it; the blank behind is often lost."""


@dataclass(frozen=True)
class Address:
    """The four names with what had to be corrected."""

    provinsi: Value
    kabupaten_kota: Value
    kecamatan: Value
    kelurahan_desa: Value


def resolve(provinsi: str, kabupaten: str, kecamatan: str, desa: str, nik: str | None) -> Address:
    """Names as official as they can be made; an unread header is made up by the NIK."""
    hint = nik or ""
    province = _match(_printed(provinsi, Level.PROVINSI), "", Level.PROVINSI)
    province_code = province.code if province else hint[:2]
    regency = _match(kabupaten, province_code, Level.KABUPATEN) or _match(kabupaten, "", Level.KABUPATEN)
    regency_code = regency.code if regency else hint[:4]
    district = _match(kecamatan, regency_code, Level.KECAMATAN) if regency_code else None
    village_parent = district.code if district else regency_code
    village = _match(desa, village_parent, Level.DESA) if village_parent else None
    return Address(
        _named(provinsi, province, Level.PROVINSI),
        _named(kabupaten, regency, Level.KABUPATEN),
        _named(kecamatan, district, Level.KECAMATAN),
        _named(desa, village, Level.DESA),
    )


def _match(text: str, parent: str, level: Level) -> Match | None:
    found = best_match(text.translate(LETTER_LOOKALIKES), parent, level) if text else None
    return found if found is not None and found.score >= MIN_LIKENESS[level] else None


def _named(text: str, match: Match | None, level: Level) -> Value:
    """The official name: cards are printed from the register, and blanks in faint print mislead.

    A short form of the register's name (DKI Jakarta) and a hyphen stay as printed.
    """
    printed = _printed(text, level)
    if match is None:
        return Value(printed or None, 0.0, is_valid=False if printed else None)
    official = match.name.upper()
    if level is Level.KABUPATEN and not text.upper().startswith(("KAB", "KOTA")):
        official = _KIND.sub("", official)
    if official == printed.replace("-", " ") or is_short_form(printed):
        return Value(printed, 0.0, is_valid=True)
    if comparable(printed) == comparable(official):
        return Value(official, 0.0, is_valid=True)
    return Value(official, 1.0 - min(1.0, match.score), is_valid=True)


def born_in(place: Value) -> Value:
    """A place of birth that differs from a kabupaten's or kota's name by blanks alone, spelled as that."""
    match = _match(place.text, "", Level.KABUPATEN) if place.text and " " in place.text else None
    written = place.text or ""
    if match is None or comparable(match.name) != comparable(written):
        return place
    official = match.name.upper().removeprefix("KABUPATEN ").removeprefix("KOTA ")
    is_scattered = "".join(official.split()) == "".join(written.split())
    return replace(place, text=official) if is_scattered else place


def _printed(text: str, level: Level) -> str:
    upper = " ".join(text.upper().translate(LETTER_LOOKALIKES).split()).strip(" .,:-")
    return _PROVINCE_WORD.sub("", upper) if level is Level.PROVINSI else upper
