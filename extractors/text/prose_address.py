"""Where a koperasi has its seat, in running text: up to where the sentence goes on."""

import re

from extractors.fields.candidate import Candidate, tidy
from extractors.fields.cues import alternatives, group
from extractors.fields.span import TextSpan

LENGTHS = (8, 160)
"""Letters of an address."""
_MORE = rf"(?i:(?:\s+(?:{alternatives('prose_address.more')}))*\s*(?:di|pada|:)?\s+)"
_NUMBER_NEXT = (
    rf"\(?(?:NIK|KTP|(?i:no(?:mor|mer)?\.?\s?(?:{alternatives('prose_address.number')}))"
    rf"|(?i:{group('telepon')})\b|NPWP|kode pos)"
)
_NEW_SENTENCE = r"(?:(?<=[a-z]{4})|(?<=\d)|(?<=\)))\.\s+[A-Z][A-Za-z]+(?:\s*:|\s+[A-Za-z0-9])"
"""Behind a whole word or a number: 'Kec.' and 'DS.' are abbreviations."""
_END = (
    rf"(?=\s*(?:[,;(]?\s*(?<![A-Za-z])(?:{_NUMBER_NEXT}|{alternatives('prose_address.person_next')}"
    rf"|{alternatives('prose_address.sentence_next')})"
    rf"|;|\)(?![,.]?\s*[A-Z])|[IVX]{{1,4}}\.\s+[A-Z]|{_NEW_SENTENCE}|\.?$))"
)
_TAIL = re.compile(r"\s*(?:\([^)]*\)?|(?:\+?62|0)[\d .-]{8,16})\W*$")
"""What stands behind an address: how to find it, a telephone number."""
_SEAT = re.compile(
    rf"(?i:\b(?:{alternatives('prose_address.seat_lead')}))"
    rf"{_MORE}(?P<it>(?i:{group('awal_kantor')})\b.+?){_END}"
)

_BEHIND_NAME = re.compile(
    rf"(?i)[\s\"”’,(]*(?:(?:kantor |unit )?(?:cabang|kantor|unit) \w+\W+)?"
    rf"(?P<it>(?:{group('awal_tanpa_desa')})\b.+?){_END}"
)
"""'Termohon: KSP X Cabang Jombang, Jl. A. Yani 77': an address without a word before it; a desa alone belongs
to the name."""
_IN_CAPITALS = re.compile(_SEAT.pattern, re.I)
"""The same in a line in capitals."""


def seat(text: TextSpan) -> Candidate | None:
    """The first address in `text` that a koperasi is said to be at: it begins as addresses do."""
    return _found(text, (_IN_CAPITALS if text.text.isupper() else _SEAT).search(text.text))


def behind_name(text: TextSpan) -> Candidate | None:
    """The address that `text` begins with, behind the koperasi's name."""
    return _found(text, _BEHIND_NAME.match(text.text))


def _found(text: TextSpan, match: re.Match[str] | None) -> Candidate | None:
    if match is None:
        return None
    where = text.group(match, "it")
    where = where.slice(0, len(_TAIL.sub("", where.text)))
    value = tidy(where.text)
    return Candidate(value, where, "address.in_prose") if LENGTHS[0] <= len(value) <= LENGTHS[1] else None
