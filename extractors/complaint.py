"""Complaint letters: who complains of whom, and what about; typed or written by hand."""

from collections.abc import Sequence

from extractors.found import Found, as_field, text_found, tidy
from extractors.letter import head, matter, signing
from extractors.letter.anatomy import Anatomy, dissect
from extractors.letter.identity import applicant
from extractors.letter.names import clean_name
from models.field import Field
from models.page import PageReading


def complaint_fields(pages: Sequence[PageReading]) -> dict[str, Field]:
    """The fields of surat_pengaduan by the contract's names."""
    letter = dissect(pages)
    person = applicant(letter)
    signer = signing.chief_signer(signing.signers(letter))
    name = person.nama or (signer.nama if signer else None)
    found: dict[str, Found | None] = {
        "tanggal_surat": head.date_and_place(letter)[0],
        "pelapor_nama": name,
        "pelapor_nik": person.nik,
        "pelapor_alamat": person.alamat,
        "pelapor_telepon": person.telepon,
        "terlapor": _accused(letter),
        "materi_pengaduan": _matter(letter),
        "bertanda_tangan": signing.is_signed(letter, pages),
        "anonim": Found(name is None, rule=0.85),
    }
    return {key: as_field(value) for key, value in found.items()}


def _accused(letter: Anatomy) -> Found | None:
    for pair in letter.pairs_of("terlapor"):
        if pair.value:
            return text_found(pair.value, clean_name(pair.value.text), rule=0.95)
    return matter.respondent(letter)


def _matter(letter: Anatomy) -> Found | None:
    for pair in letter.pairs_of("materi"):
        if len(pair.value.text) > 20:
            return text_found(pair.value, tidy(pair.value.text), rule=0.9)
    return matter.problem(letter)
