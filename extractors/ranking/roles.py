"""Roles: what a run of words is to a letter, whether it asks or complains.

The kind of a letter only chooses the contract's names: who asks is `pemohon_nama` in a request and
`pelapor_nama` in a complaint. Roles beginning with OTHER belong to somebody or something else.
"""

from collections.abc import Mapping
from enum import StrEnum

from models.document import Kind
from models.field import Field
from models.field_spec import specs_of

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
    kind: {spec.name: Role(spec.role) for spec in specs_of(kind) if spec.role in set(Role)}
    for kind in (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN)
}
"""The contract's fields that are a run of words, by kind of letter, in the contract's order."""


def by_role(read: Mapping[Kind, Mapping[str, Field]]) -> dict[Role, Field]:
    """The fields of a letter by their role. A letter is read once: what both kinds call otherwise is one."""
    return {
        role: read[kind][name] for kind in read for name, role in NAMES[kind].items() if name in read[kind]
    }
