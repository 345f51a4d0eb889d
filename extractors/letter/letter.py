"""A letter of request, read: every field of surat_permohonan from the pages of one letter."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.found import Found, as_field
from extractors.letter import head, koperasi, matter, signing
from extractors.letter.anatomy import dissect
from extractors.letter.identity import Person, applicant
from models.field import Field
from models.page import PageReading


def letter_fields(pages: Sequence[PageReading]) -> dict[str, Field]:
    """The fields of surat_permohonan by the contract's names; pages in the letter's order."""
    letter = dissect(pages)
    subject = head.subject(letter)
    day, spot = head.date_and_place(letter)
    person = _with_signer(applicant(letter), signing.signers(letter))
    own = koperasi.koperasi_name(letter)
    found: dict[str, Found | None] = {
        "nomor_surat": head.letter_number(letter),
        "tanggal_surat": day,
        "tempat_surat": spot,
        "perihal": subject,
        "tujuan": head.addressee(letter),
        "pemohon_nama": person.nama,
        "pemohon_nik": person.nik,
        "pemohon_alamat": person.alamat,
        "pemohon_telepon": person.telepon,
        "pemohon_jabatan": person.jabatan,
        "koperasi_nama": own,
        "koperasi_alamat": koperasi.koperasi_address(letter),
        "koperasi_badan_hukum": koperasi.legal_number(letter),
        "jenis_layanan": matter.service_kind(letter, subject),
        "termohon_nama": matter.respondent(letter, own),
        "pokok_masalah": matter.problem(letter),
        "bertanda_tangan": signing.is_signed(letter, pages),
        "berstempel": signing.is_stamped(letter, pages),
    }
    return {name: as_field(value) for name, value in found.items()}


def _with_signer(person: Person, names: Sequence[Found]) -> Person:
    """Without an identity block the (first) signer asks."""
    return person if person.nama or not names else replace(person, nama=names[0])
