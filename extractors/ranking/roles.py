"""Roles: what a run of words is to a letter, whether it asks or complains.

The kind of a letter only chooses the contract's names: who asks is `pemohon_nama` in a request and
`pelapor_nama` in a complaint. Roles beginning with OTHER belong to somebody or something else.
"""

from collections.abc import Mapping
from enum import StrEnum

from models.document import Kind

OTHER = "lain_"
"""What looks like a field and is another's: a bystander's name, the date of an event."""


class Role(StrEnum):
    """The roles of which a letter carries at most one value."""

    NAMA = "nama"
    NIK = "nik"
    ALAMAT = "alamat"
    TELEPON = "telepon"
    JABATAN = "jabatan"
    KOPERASI = "koperasi"
    ALAMAT_KOPERASI = "koperasi_alamat"
    BADAN_HUKUM = "badan_hukum"
    PIHAK_LAIN = "pihak_lain"
    TEMPAT = "tempat"
    TANGGAL = "tanggal"
    NOMOR = "nomor"
    PERIHAL = "perihal"
    TUJUAN = "tujuan"


KIN: Mapping[Role, tuple[str, ...]] = {
    Role.NAMA: (Role.PIHAK_LAIN, "lain_nama"), Role.NIK: ("lain_nik",),
    Role.ALAMAT: (Role.ALAMAT_KOPERASI, "lain_alamat"), Role.TELEPON: ("lain_telepon",),
    Role.KOPERASI: (Role.PIHAK_LAIN, "lain_koperasi"), Role.ALAMAT_KOPERASI: (Role.ALAMAT, "lain_alamat"),
    Role.PIHAK_LAIN: (Role.NAMA, Role.KOPERASI, "lain_nama", "lain_koperasi"),
    Role.TANGGAL: ("lain_tanggal",), Role.NOMOR: ("lain_nomor",),
}  # fmt: skip
"""What looks alike: a value with one of these roles may be one with the other, if nothing better is found."""

NAMES: Mapping[Kind, Mapping[str, Role]] = {
    Kind.SURAT_PERMOHONAN: {
        "nomor_surat": Role.NOMOR, "tanggal_surat": Role.TANGGAL, "tempat_surat": Role.TEMPAT,
        "perihal": Role.PERIHAL, "tujuan": Role.TUJUAN, "pemohon_nama": Role.NAMA, "pemohon_nik": Role.NIK,
        "pemohon_alamat": Role.ALAMAT, "pemohon_telepon": Role.TELEPON, "pemohon_jabatan": Role.JABATAN,
        "koperasi_nama": Role.KOPERASI, "koperasi_alamat": Role.ALAMAT_KOPERASI,
        "koperasi_badan_hukum": Role.BADAN_HUKUM, "termohon_nama": Role.PIHAK_LAIN,
    },
    Kind.SURAT_PENGADUAN: {
        "tanggal_surat": Role.TANGGAL, "pelapor_nama": Role.NAMA, "pelapor_nik": Role.NIK,
        "pelapor_alamat": Role.ALAMAT, "pelapor_telepon": Role.TELEPON, "terlapor": Role.PIHAK_LAIN,
    },
}  # fmt: skip
"""The contract's fields that are a run of words, by kind of letter, in the contract's order."""
