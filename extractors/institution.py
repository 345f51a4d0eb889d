"""Institution papers: which one it is, whose, its number and address."""

import re
from collections.abc import Sequence

from extractors.found import Found, as_field, text_found
from extractors.indonesian import digits
from extractors.layout import rows_of
from extractors.letter.anatomy import Anatomy, dissect
from extractors.letter.koperasi import koperasi_address, koperasi_in, koperasi_name, legal_number
from extractors.passage import Passage, join
from models.field import Field
from models.page import PageReading

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("nib", re.compile(r"nomor ?induk ?berusaha|perizinan ?berusaha", re.I)),
    ("npwp", re.compile(r"nomor ?pokok ?wajib ?pajak|direktorat ?jenderal ?pajak|\bNPWP\b", re.I)),
    ("sertifikat_nik_koperasi", re.compile(r"nomor ?induk ?koperasi|sertifikat ?nik", re.I)),
    ("sk_badan_hukum", re.compile(r"keputusan ?menteri|pengesahan|memutuskan|menetapkan", re.I)),
    ("akta_pendirian", re.compile(r"akta|notaris", re.I)),
)
_NIB = re.compile(r"(?<!\d)\d{13}(?!\d)")
_NPWP = re.compile(r"(?<![\d.])(?:\d{2}[.,]\d{3}[.,]\d{3}[.,]\d[-.]\d{3}[.,]\d{3}|\d{15,16})(?!\d)")
_AKTA = re.compile(r"(?:nomor|no)\.?\s*[:.]?\s*(\d{1,4})\b", re.I)


def institution_fields(pages: Sequence[PageReading]) -> dict[str, Field]:
    """The fields of identitas_lembaga by the contract's names."""
    letter = dissect(pages)
    whole = join(row.passage for row in rows_of(pages))
    kind = _kind(whole)
    found: dict[str, Found | None] = {
        "jenis_identitas": kind,
        "koperasi_nama": _name(letter, whole),
        "nomor_identitas": _number(str(kind.value), letter, whole),
        "koperasi_alamat": koperasi_address(letter),
    }
    return {key: as_field(value) for key, value in found.items()}


def _kind(whole: Passage) -> Found:
    for kind, pattern in _KINDS:
        spot = whole.search(pattern)
        if spot:
            return Found(kind, spot, 0.93)
    return Found("lainnya", rule=0.6)


def _name(letter: Anatomy, whole: Passage) -> Found | None:
    labelled = koperasi_name(letter)
    if labelled:
        return labelled
    for name in koperasi_in(whole):
        return text_found(name, rule=0.85)
    return None


def _number(kind: str, letter: Anatomy, whole: Passage) -> Found | None:
    if kind == "nib":
        spot = whole.search(_NIB)
        return Found(digits(spot.text), spot, 0.95) if spot else None
    if kind == "npwp":
        spot = whole.search(_NPWP)
        return text_found(spot, rule=0.95) if spot else None
    if kind == "sk_badan_hukum":
        return legal_number(letter)
    for pair in letter.pairs_of("nik_koperasi") + letter.pairs_of("nomor"):
        if any(c.isdigit() for c in pair.value.text):
            return text_found(pair.value, rule=0.9)
    spot = whole.search(_AKTA, 1)
    return text_found(spot, rule=0.8) if spot else None
