"""Names of persons and koperasi in one form, so that spellings of the same name become equal.

Titles, abbreviations (Moch., Abd.), the spelling before 1972 (oe, dj, tj) and the prefixes of koperasi
(KSP = Koperasi Simpan Pinjam) are ours from reference.md 2.3 and 6, unsourced there too.
"""

import re
from typing import NamedTuple

_NOT_LETTERS = re.compile(r"[^A-Z0-9 ]+")
_SPACE = re.compile(r"\s+")

FRONT_TITLES = frozenset(
    {
        "DRS",
        "DRA",
        "DR",
        "IR",
        "PROF",
        "DRG",
        "DRH",
        "APT",
        "NS",
        "H",
        "HJ",
        "HJJ",
        "KH",
        "KYAI",
        "NYAI",
        "HAJI",
    }
    | {
        "HAJJAH",
        "USTADZ",
        "USTAD",
        "UST",
        "BAPAK",
        "BPK",
        "IBU",
        "SDR",
        "SDRI",
        "SAUDARA",
        "SAUDARI",
        "TN",
        "NY",
    }
)
"""Words dropped from the front of a name, as long as a word is left."""

ACADEMIC_FRONT = frozenset({"DRS", "DRA", "DR", "IR", "PROF", "DRG", "DRH", "APT", "NS"})
"""The academic ones among them."""

BACK_TITLES = frozenset(
    {"SE", "SH", "SPD", "SPDI", "SAG", "SSOS", "SIP", "SP", "ST", "SKOM", "SSI", "SKM", "SKED", "SPSI", "SPT"}
    | {"SHUT", "STP", "SPI", "SHI", "SEI", "SSN", "SS", "SIKOM", "SKEP", "SAP", "SAB", "SAK", "STR", "SIA"}
    | {"MM", "MSI", "MPD", "MPDI", "MH", "MAG", "MKOM", "MT", "MSC", "MA", "MAP", "MAK", "MKES", "MBA", "MKN"}
    | {"AMD", "AMDKEB", "AMDKEP", "AMA", "AMAPD", "BA", "BSC", "BBA", "PHD", "LC", "CN", "SST", "SSTP"}
)
"""Words dropped from the end, dots taken out (S.Pd. = SPD), as long as a word is left."""

SHORT_FORMS = {
    "MOCH": "MUHAMAD", "MOH": "MUHAMAD", "MOHD": "MUHAMAD", "MUH": "MUHAMAD", "MHD": "MUHAMAD",
    "MUCH": "MUHAMAD", "MUHAMMAD": "MUHAMAD", "MOHAMMAD": "MUHAMAD", "MOHAMAD": "MUHAMAD",
    "MOCHAMMAD": "MUHAMAD", "MOCHAMAD": "MUHAMAD", "MUCHAMMAD": "MUHAMAD", "MUCHAMAD": "MUHAMAD",
    "MUHAMMED": "MUHAMAD", "MOHAMED": "MUHAMAD", "ABD": "ABDUL", "ABDL": "ABDUL", "ACH": "AHMAD",
    "AHMD": "AHMAD", "ACHMAD": "AHMAD", "AHMED": "AHMAD", "ST": "SITI", "STI": "SITI",
    "FX": "FRANSISKUS XAVERIUS",
}  # fmt: skip
"""Abbreviations and spellings of one name."""

_OLD_SPELLING = (("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("SJ", "SY"), ("NJ", "NY"))
"""The spelling before 1972; applied to both sides, so that it need not be the true one."""

_DOTTED = re.compile(r"\b(?:[A-Z]{1,4}\.)+(?:[A-Z]{1,5}\b\.?)?")


def normalise_name(name: str) -> str:
    """One form of a person's name: upper case, no titles, abbreviations written out, new spelling."""
    words = [SHORT_FORMS.get(word, word) for word in _without_titles(name, FRONT_TITLES)]
    text = " ".join(words)
    for old, new in _OLD_SPELLING:
        text = text.replace(old, new)
    return text


def strip_academic_titles(name: str) -> str:
    """The name in upper case without academic titles and punctuation (the contract's scoring)."""
    return " ".join(_without_titles(name, ACADEMIC_FRONT))


def _without_titles(name: str, front: frozenset[str]) -> list[str]:
    """Words of the name; what follows a comma is a title even if we do not know it."""
    head, *tail = name.upper().split(",")
    words = _words(head) or _words(" ".join(tail))
    while len(words) > 1 and words[0] in front:
        words = words[1:]
    while len(words) > 1 and words[-1] in BACK_TITLES and not _is_name_word(words[-1], head):
        words = words[:-1]
    return words


def _words(text: str) -> list[str]:
    """Words without punctuation; dotted titles are closed up (S.PD. -> SPD), initials are not (M.NUR)."""
    closed = _DOTTED.sub(lambda match: _close(match.group()), text.upper())
    return _SPACE.sub(
        " ", _NOT_LETTERS.sub("", closed.replace("-", " ").replace("’", "").replace("'", ""))
    ).split()


def _close(dotted: str) -> str:
    joined = dotted.replace(".", "")
    return f"{joined} " if joined in BACK_TITLES | FRONT_TITLES else dotted.replace(".", " ")


def _is_name_word(word: str, head: str) -> bool:
    """A two-letter word without dots may be a name's end (MA, BA): kept unless it is written as a title."""
    return len(word) == 2 and f"{word[0]}." not in head and word in {"MA", "BA", "ST", "SP", "SS"}


class KoperasiName(NamedTuple):
    """A koperasi's name taken apart: kind (`KSP`, or "" if unsaid), proper name, kecamatan (or "")."""

    kind: str
    core: str
    place: str


KOPERASI_KINDS: tuple[tuple[str, str], ...] = (
    (
        r"KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH|KSPPS|KJKS|KOPERASI JASA KEUANGAN SYARIAH|USPPS|KSPS",
        "KSPPS",
    ),
    (r"KOPERASI SIMPAN PINJAM WANITA|KOPERASI SIMPAN PINJAM|KOP SIMPAN PINJAM|KOSPIN|KSP|USP", "KSP"),
    (r"KOPERASI SERBA USAHA|KSU", "KSU"),
    (r"KOPERASI UNIT DESA|KUD", "KUD"),
    (r"KOPERASI PEGAWAI REPUBLIK INDONESIA|KOPERASI PEGAWAI NEGERI|KPRI|KPN", "KPRI"),
    (r"KOPERASI KARYAWAN|KOPKAR", "KOPKAR"),
    (r"KOPERASI WANITA|KOPWAN", "KOPWAN"),
    (r"KOPERASI PONDOK PESANTREN|KOPPONTREN|KOPONTREN", "KOPPONTREN"),
    (r"KOPERASI PEDAGANG PASAR|KOPPAS", "KOPPAS"),
    (r"KOPERASI PENSIUNAN|KOPENSI", "PENSIUNAN"),
    (r"KOPERASI PRODUSEN TEMPE TAHU INDONESIA|KOPTI", "KOPTI"),
    (r"KOPERASI PRODUSEN", "PRODUSEN"),
    (r"KOPERASI KONSUMEN", "KONSUMEN"),
    (r"KOPERASI PEMASARAN", "PEMASARAN"),
    (r"KOPERASI JASA", "JASA"),
    (r"KOPERASI DESA MERAH PUTIH|KOPDES MERAH PUTIH|KDMP|KOPDES", "KDMP"),
    (r"KOPERASI KELURAHAN MERAH PUTIH|KOPKEL MERAH PUTIH|KKMP|KOPKEL", "KKMP"),
    (r"BAITUL MAAL WAT TAMWIL|BMT", "BMT"),
    (r"PRIMKOP\w*", "PRIMKOP"),
    (r"PUSKOP\w*", "PUSKOP"),
)
"""Prefix (longest first) -> kind. A BMT is a KSPPS in law, so BMT stays part of the proper name."""

_KIND_AT_FRONT = tuple((re.compile(rf"^(?:{pattern})\b"), kind) for pattern, kind in KOPERASI_KINDS)
_GENERIC = re.compile(r"^(?:KOPERASI|KOPRASI|KOP|KOPERAS1)\b")
_BRACKETS = re.compile(r"\([^)]*\)")
_BRANCH = re.compile(r"\b(?:KANTOR )?(?:CABANG|CAB|KCP|KC|UNIT PELAYANAN)\b.*$")
_REGENCY = re.compile(r"\b(?:KABUPATEN|KAB|KOTA) [A-Z ]+$")
_DISTRICT = re.compile(r"\b(?:KECAMATAN|KEC) ([A-Z ]+)$")


def split_koperasi(name: str) -> KoperasiName:
    """Kind, proper name and kecamatan of a koperasi as it is written anywhere."""
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
    return KoperasiName(kind, core, place)


def normalise_koperasi(name: str) -> str:
    """One form of a koperasi's name in full or short writing: `KSP MITRA GUYUB SENTOSA`."""
    kind, core, place = split_koperasi(name)
    tail = f"KECAMATAN {place}" if place else ""
    return " ".join(part for part in (kind, core, tail) if part)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", _NOT_LETTERS.sub(" ", text.replace("'", "").replace("’", ""))).strip()


def _strip_prefix(text: str) -> tuple[str, str, bool]:
    """(kind or "", text without its prefix, whether one was taken away)."""
    for pattern, kind in _KIND_AT_FRONT:
        match = pattern.match(text)
        if match and kind != "BMT":
            return kind, text[match.end() :].strip(), True
    match = _GENERIC.match(text)
    if match and match.end() < len(text):
        return "", text[match.end() :].strip(), True
    return "", text, False
