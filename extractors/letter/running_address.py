"""Addresses in running text: 'beralamat di ... ', up to where the sentence goes on."""

import re

from extractors.found import Found, tidy
from extractors.passage import Passage

LENGTHS = (8, 160)
"""Letters of an address."""
RUNNING = 0.88
"""Worth of an address told in a sentence: where it ends is not always sure."""
_LEAD = (
    r"\b(?:(?:ber)?alamat(?:kan)?|(?:ber)?tempat tinggal|domisili|berdomisili|tinggal|rumah|berkedudukan"
    r"|berkantor|kantor(?:nya)?|sekretariat(?:nya)?|terletak)"
)
_MORE = r"(?:\s+(?:rumah|kantor|pusat|kami|saya|koperasi|lengkap))*\s*(?:di|pada|:)?\s+"
_END = (
    r"(?=\s*(?:[,;(]?\s*(?:\(?(?:NIK|KTP|[Nn]o(?:mor|mer)?\.?\s?(?:KTP|HP|Telp|WA|NIK|telp\w*|telepon|ponsel|anggota|hp)"
    r"|[Nn]omor (?:HP|telepon|ponsel|KTP|WA|induk)|[Tt]el(?:epon|pon|p|f)\b|[Tt]lp|HP|WA|[Hh]p\b|NPWP"
    r"|kode pos)"
    r"|[a-z]engan ini|dengan nomor|dalam hal|selaku|pekerjaan|kerja\b|swasta|anggota\b|yang\b|bertindak"
    r"|bersama"
    r"|mengajukan|dan (?:merupakan|terdaftar|telah|saat|ber)|adalah|ingin|hendak|bermaksud|berdasarkan"
    r"|badan hukum"
    r"|sebagai\b|selanjutnya|menyampaikan|untuk\b|karena\b|telah\b|melalui\b|memohon|diwakili|istri\b|suami\b|anak\b"
    r"|mohon\b|melaporkan|mengadukan|nama saya|saya\b|kami\b|umur\b|usia\b)|[;)]|\.\s+[A-Z][a-z]+\s+[a-z]"
    r"|\.?$))"
)
_PERSONAL = re.compile(rf"{_LEAD}{_MORE}(?P<it>.+?){_END}")
_SEAT = re.compile(
    r"(?i:\b(?:(?:ber)?alamat(?:kan)?|berkedudukan|berkantor|kantor(?:nya)?|sekretariat(?:nya)?|terletak))"
    rf"{_MORE}(?P<it>(?:[Jj][Ll]|[Jj]ln|[Jj]alan|JALAN|[Dd]sn|[Dd]usun|[Dd]esa|[Dd]s\b|[Kk]omplek|[Rr]uko|[Pp]erum|[Pp]asar"
    rf"|[Kk]ios|[Ll]ingkungan|[Gg]edung|[Ll]antai|[Tt]erminal|[Bb]alai).+?){_END}"
)


def personal_address(text: Passage) -> Found | None:
    """The first address in the sentence in which somebody says who he is."""
    return _found(text, _PERSONAL.search(text.text))


def seat(text: Passage) -> Found | None:
    """The first address in `text` that a koperasi is said to be at: it begins as addresses do."""
    return _found(text, _SEAT.search(text.text))


def _found(text: Passage, match: re.Match[str] | None) -> Found | None:
    if match is None:
        return None
    where = text.group(match, "it")
    value = tidy(where.text)
    return Found(value, where, RUNNING) if LENGTHS[0] <= len(value) <= LENGTHS[1] else None
