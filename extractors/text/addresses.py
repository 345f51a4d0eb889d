"""Addresses as people write them in a letter: what is one, and where it ends."""

import re
from functools import lru_cache

from extractors.fields.cues import cue
from extractors.fields.span import TextSpan
from models.office import load_office
from models.region import Level, comparable, regions

MARK = re.compile(
    r"(?i)\b(?:ds|dsn|dusun|desa|kel|kelurahan|kec|kecamatan|jl|jln|jalan|gg|gang|rt|rw|perum\w*|dk|dukuh"
    r"|lingk\w*|komplek|blok)\b\.?|\bR[TW]\W{0,2}\d"
)
"""Words that only an address has."""
ENDS_OPEN = cue("address.open_end", tail=r"\b\.?\s*$|,\s*$")
"""An address that ends so is not at its end."""
_STOP = re.compile(
    r"(?i)\s*[,;(]?\s*(?:\b(?:no(?:mor|mer)?\.?\s*(?:hp|wa|telp\w*|tlp|telepon|whatsapp|kontak|yang|yg"
    r"|saya|ktp|nik)"
    r"|hp|h\.p|wa|whatsapp|telp\w*|tlp|tilp\w*|telepon|nik|ktp|bisa|dapat|kalau|kalo|ingin|mau|hendak"
    r"|bermaksud"
    r"|dengan ini|bersama ini|melaporkan|mengadukan|menyampaikan|mengeluh\w*|ngadu|lapor|saya|sy|kulo"
    r"|kula|kami"
    r"|selaku|sebagai|anggota|nasabah|yang|yg|umur|usia|pekerjaan|adalah|untuk|mohon|dihubungi"
    r"|badhe|ajeng|nyuwun|nomor(?!\W{0,2}[1-9]\d{0,2}[A-Za-z]?\b))\b"
    r"|\(?\+?\d[\d\s.-]{8,}|[;]|$)"
)
"""What may follow an address in a sentence."""
MIN_LENGTH, MAX_LENGTH = 6, 160


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Names of the kecamatan and villages that the office serves, letters only."""
    code = load_office().region_code
    found = [*regions().within(code, Level.KECAMATAN), *regions().within(code, Level.DESA)]
    return frozenset(comparable(region.name) for region in found)


def is_a_place(letters: str) -> bool:
    """Whether these capitals are the name of a kecamatan or village of the office's region."""
    return letters in _places()


def names_a_place(text: str) -> bool:
    """Whether it names a kecamatan or village of the office's region."""
    words = re.findall(r"[A-Za-z]+", text.upper())
    spans = (words[at : at + count] for count in (1, 2) for at in range(len(words) - count + 1))
    return any("".join(span) in _places() for span in spans)


def is_address(text: str) -> bool:
    """Whether the text looks like where somebody lives: a word of addresses, or two known places."""
    if MARK.search(text):
        return True
    halves = text.split(",") if "," in text else text.split()
    return sum(names_a_place(half) for half in halves) >= 2


def cut_address(tail: TextSpan) -> TextSpan:
    """The address with which the span begins, up to what cannot belong to it."""
    stop = _STOP.search(tail.text)
    return tail.slice(0, stop.start()) if stop else tail


def is_plausible(text: str) -> bool:
    """An address of a fitting length."""
    return MIN_LENGTH <= len(text) <= MAX_LENGTH and is_address(text)
