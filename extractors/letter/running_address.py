"""Addresses in running text: 'beralamat di ... ', up to where the sentence goes on."""

import re

from extractors.found import Found, tidy
from extractors.passage import Passage

LENGTHS = (8, 160)
"""Letters of an address."""
RUNNING = 0.88
"""Worth of an address told in a sentence: where it ends is not always sure."""
_LEAD = (
    r"\b(?:(?:ber)?alamat(?:kan)?|(?:ber)?tempat tinggal|domisili|berdomisili|tinggal|berkedudukan"
    r"|rumah(?=\s+(?:saya\s+)?(?:di\b|:))|berkantor|kantor(?:nya)?|sekretariat(?:nya)?|terletak)"
)
_MORE = (
    r"(?i:(?:\s+(?:rumah|kantor|pusat|cabang|unit|kas|kami|saya|koperasi|lengkap|berada|terletak|ada))*"
    r"\s*(?:di|pada|:)?\s+)"
)
_NUMBER_NEXT = (
    r"\(?(?:NIK|KTP|[Nn]o(?:mor|mer)?\.?\s?(?:KTP|HP|Telp|WA|NIK|telp\w*|telepon|ponsel|anggota|hp)"
    r"|[Nn]omor (?:HP|telepon|ponsel|KTP|WA|induk)|[Tt]el(?:epon|pon|p|f)\b|[Tt]lp|HP|WA|[Hh]p\b|NPWP"
    r"|kode pos)"
)
_PERSON_NEXT = (
    r"selaku|pekerjaan|(?:be)?kerja\b|swasta|anggota\b|sebagai\b|istri\b|suami\b|anak\b|umur\b|usia\b"
    r"|nama saya|saya\b|kami\b"
)
_SENTENCE_NEXT = (
    r"[a-z]engan ini|dengan (?:nomor|penjelasan|uraian|alasan|pimpinan|ketua|duduk|pokok|permasalahan"
    r"|masalah|perkara)|dalam hal|yang\b|bertindak"
    r"|bersama|mengajukan|dan (?:merupakan|terdaftar|telah|saat|ber)|adalah|ingin|hendak|bermaksud"
    r"|berdasarkan|(?:ber)?badan hukum|selanjutnya|menyampaikan|untuk\b|karena\b|telah\b|melalui\b|memohon"
    r"|diwakili|mohon\b"
    r"|tutup\b|dekat\b|pada\b|yaitu\b|sejak\b|bahwa\b|namun\b|tetapi\b|tidak\b|ke\b|melaporkan|mengadukan"
)
_NEW_SENTENCE = r"(?:(?<=[a-z]{4})|(?<=\d)|(?<=\)))\.\s+[A-Z][A-Za-z]+(?:\s*:|\s+[A-Za-z0-9])"
"""Behind a whole word or a number: 'Kec.' and 'DS.' are abbreviations."""
_END = (
    rf"(?=\s*(?:[,;(]?\s*(?<![A-Za-z])(?:{_NUMBER_NEXT}|{_PERSON_NEXT}|{_SENTENCE_NEXT})"
    rf"|;|\)(?![,.]?\s*[A-Z])|[IVX]{{1,4}}\.\s+[A-Z]|{_NEW_SENTENCE}|\.?$))"
)
_TAIL = re.compile(r"\s*(?:\([^)]*\)?|(?:\+?62|0)[\d .-]{8,16})\W*$")
"""What stands behind an address: how to find it, a telephone number."""
_PERSONAL = re.compile(rf"{_LEAD}{_MORE}(?P<it>.+?){_END}")
_SEAT = re.compile(
    r"(?i:\b(?:(?:ber)?alamat(?:kan)?|berkedudukan|berkantor|kantor(?:nya)?|sekretariat(?:nya)?|terletak))"
    rf"{_MORE}(?P<it>(?:[Jj][Ll]|[Jj]ln|[Jj]alan|JALAN|[Dd]sn|[Dd]usun|[Dd]esa|[Dd]s\b|[Kk]omplek|[Rr]uko|[Pp]erum|[Pp]asar"
    rf"|[Kk]ios|[Ll]ingkungan|[Gg]edung|[Ll]antai|[Tt]erminal|[Bb]alai).+?){_END}"
)

_BEHIND_NAME = re.compile(
    rf"(?i)[\s\"”’,(]*(?:(?:kantor |unit )?(?:cabang|kantor|unit) \w+\W+)?"
    rf"(?P<it>(?:jln?|jalan|dsn|dusun|komplek|ruko|perum)\b.+?){_END}"
)
"""'Termohon: KSP X Cabang Jombang, Jl. A. Yani 77': an address without a word before it; a desa alone belongs
to the name."""
_IN_CAPITALS = re.compile(_SEAT.pattern, re.I)
"""The same in a letter that is written in capitals throughout."""


def personal_address(text: Passage) -> Found | None:
    """The first address in the sentence in which somebody says who he is."""
    return _found(text, _PERSONAL.search(text.text))


def seat(text: Passage) -> Found | None:
    """The first address in `text` that a koperasi is said to be at: it begins as addresses do."""
    return _found(text, (_IN_CAPITALS if text.text.isupper() else _SEAT).search(text.text))


def behind_name(text: Passage) -> Found | None:
    """The address that `text` begins with, behind the koperasi's name."""
    return _found(text, _BEHIND_NAME.match(text.text))


def _found(text: Passage, match: re.Match[str] | None) -> Found | None:
    if match is None:
        return None
    where = text.group(match, "it")
    where = where.slice(0, len(_TAIL.sub("", where.text)))
    value = tidy(where.text)
    return Found(value, where, RUNNING) if LENGTHS[0] <= len(value) <= LENGTHS[1] else None
