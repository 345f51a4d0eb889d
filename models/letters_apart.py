"""Several letters of one kind in a case: which of them asks for anything, which is only another scan, and
which is another person's. Whoever asks needs a whole file of his own (case-contract.md, "Requirements
checked"), so that a doubt here makes one letter more, never one less.
"""

import re

from models.document import Document, Kind
from models.doubt import Certainty, certainty, is_sure, sure_text
from models.letter_check import LIKELY_IDLE
from models.nik import nik_digits
from models.similarity import NAME_MATCH, edit_similarity, name_similarity

LEAST_MATTER_WORDS = 3
"""Fewer words than that (`Fisiknya menyusul`) state no matter, be they surely read or not."""
IDLE = 0.5
"""Probability that a sheet nobody signed asks for nothing from which it does not."""
SAME_MATTER, OTHER_MATTER = 0.8, 0.5
"""Likeness of two statements from which they are one, and below which they are two: two readings of one sheet
may part by a letter in five, statements of two letters share little but common words."""

_NAME = {Kind.SURAT_PERMOHONAN: "pemohon_nama", Kind.SURAT_PENGADUAN: "pelapor_nama"}
_NIK = {Kind.SURAT_PERMOHONAN: "pemohon_nik", Kind.SURAT_PENGADUAN: "pelapor_nik"}
_HOME = {Kind.SURAT_PERMOHONAN: "pemohon_alamat", Kind.SURAT_PENGADUAN: "pelapor_alamat"}
_MATTER = {Kind.SURAT_PERMOHONAN: "pokok_masalah", Kind.SURAT_PENGADUAN: "materi_pengaduan"}
_WORD = re.compile(r"[^\W\d_]+")


def asks(letter: Document) -> bool:
    """Whether a letter asks for anything, or takes back what was asked: not a sheet that surely nobody signed
    and that states no matter or likely asks for nothing, as the print of the mail with which a letter came. A
    line that may be a greeting is no matter where the sheet says neither a NIK nor a home."""
    signed = letter.field("bertanda_tangan")
    if signed.value is not False or signed.needs_review or letter.known.takes_back:
        return True
    if letter.known.idle >= IDLE:
        return False
    matter = letter.field(_MATTER[letter.kind])
    state, words = certainty(matter), _WORD.findall(str(matter.value or ""))
    if state is Certainty.ABSENT or not 0 < len(words) < LEAST_MATTER_WORDS:
        return state is not Certainty.ABSENT
    told = (letter.field(fields[letter.kind]) for fields in (_NIK, _HOME))
    return any(certainty(field) is not Certainty.ABSENT for field in told)


def is_same_writer(one: Document, other: Document) -> bool:
    """Whether two letters of one kind are surely one person's: of one NIK, or of one name that is surely read
    on both, or on two readings of one text."""
    numbers = [sure_text(letter, _NIK[letter.kind]) for letter in (one, other)]
    if all(numbers) and nik_digits(numbers[0] or "") == nik_digits(numbers[1] or ""):
        return True
    names = [letter.text(_NAME[letter.kind]) or "" for letter in (one, other)]
    if name_similarity(*names) < NAME_MATCH:
        return False
    is_named = all(is_sure(letter, _NAME[letter.kind]) for letter in (one, other))
    return is_named or _matters_alike(one, other) >= SAME_MATTER


def is_copy(one: Document, other: Document) -> bool:
    """Whether two letters of one kind may be one, scanned twice: one person's, not surely of two matters, and
    not one that asks and one that takes it back or is crossed out."""
    if _is_idle(one) is not _is_idle(other):
        return False
    is_stated = all(is_sure(letter, _MATTER[letter.kind]) for letter in (one, other))
    return is_same_writer(one, other) and not (is_stated and _matters_alike(one, other) < OTHER_MATTER)


def _is_idle(letter: Document) -> bool:
    known = letter.known
    return known.takes_back or known.is_voided or known.idle >= LIKELY_IDLE


def _matters_alike(one: Document, other: Document) -> float:
    """Likeness of what the two state; 0.0 where one states nothing."""
    texts = [letter.text(_MATTER[letter.kind]) or "" for letter in (one, other)]
    return edit_similarity(*texts) if all(texts) else 0.0


def is_to_the_other_side(letter: Document, request: Document) -> bool:
    """Whether a letter is written to the koperasi that a request surely names: people enclose what they wrote
    to it before."""
    tujuan, named = letter.text("tujuan") or "", sure_text(request, "koperasi_nama") or ""
    wanted = [word for word in _WORD.findall(named.upper()) if len(word) > 1]
    return len(wanted) > 1 and set(wanted) <= set(_WORD.findall(tujuan.upper()))
