"""Documents: what kind of paper, which pages, which fields (case-contract.md)."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Attribute

from models.field import ABSENT, Field


class Kind(StrEnum):
    """The kinds of paper a case is made of."""

    SURAT_PERMOHONAN = "surat_permohonan"
    KTP = "ktp"
    IDENTITAS_LEMBAGA = "identitas_lembaga"
    SURAT_PENGADUAN = "surat_pengaduan"
    LAMPIRAN = "lampiran"
    KOSONG = "kosong"


FIELD_NAMES: dict[Kind, tuple[str, ...]] = {
    Kind.KTP: (
        "nik", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "golongan_darah",
        "alamat", "rt", "rw", "kelurahan_desa", "kecamatan", "kabupaten_kota", "provinsi",
        "agama", "status_perkawinan", "pekerjaan", "kewarganegaraan", "berlaku_hingga",
    ),
    Kind.SURAT_PERMOHONAN: (
        "nomor_surat", "tanggal_surat", "tempat_surat", "perihal", "tujuan", "pemohon_nama",
        "pemohon_nik", "pemohon_alamat", "pemohon_telepon", "pemohon_jabatan", "koperasi_nama",
        "koperasi_alamat", "koperasi_badan_hukum", "jenis_layanan", "termohon_nama",
        "pokok_masalah", "bertanda_tangan", "berstempel",
    ),
    Kind.SURAT_PENGADUAN: (
        "tanggal_surat", "pelapor_nama", "pelapor_nik", "pelapor_alamat", "pelapor_telepon",
        "terlapor", "materi_pengaduan", "bertanda_tangan", "anonim",
    ),
    Kind.IDENTITAS_LEMBAGA: (
        "jenis_identitas", "koperasi_nama", "nomor_identitas", "koperasi_alamat",
    ),
    Kind.LAMPIRAN: (),
    Kind.KOSONG: (),
}  # fmt: skip
"""Field names by kind, in the order they stand on the paper."""

SAME_MEANING: tuple[tuple[str, ...], ...] = (
    ("pemohon_nama", "pelapor_nama", "nama"),
    ("pemohon_nik", "pelapor_nik", "nik"),
    ("pemohon_alamat", "pelapor_alamat", "alamat"),
    ("pemohon_telepon", "pelapor_telepon"),
    ("termohon_nama", "terlapor"),
    ("pokok_masalah", "materi_pengaduan"),
)
"""Names under which papers of different kinds carry the same thing."""


def namesake(name: str, kind: Kind) -> str | None:
    """The name under which papers of that kind carry what `name` says on another; None when they do not."""
    if name in FIELD_NAMES[kind]:
        return name
    same = next((names for names in SAME_MEANING if name in names), ())
    return next((other for other in same if other in FIELD_NAMES[kind]), None)


FREE_TEXT = frozenset({"pokok_masalah", "materi_pengaduan"})
"""Long texts: measured by their character error rate, not as right or wrong (case-contract.md)."""


class ServiceReading(BaseModel):
    """What the words of a letter say of the service it belongs to, and how sure that is (0..1).

    `is_about_office`: of a complaint, whether the office's own people and services are meant.
    """

    model_config = ConfigDict(frozen=True)

    probability: float
    is_about_office: bool = False


class PageRef(BaseModel):
    """A page of a file; `rotation` = degrees clockwise (0, 90, 180, 270) that make it upright."""

    model_config = ConfigDict(frozen=True)

    file: str
    page: int
    rotation: int = 0


class Document(BaseModel):
    """One paper of a case: its kind, its pages in order and its fields by name.

    A field's `page` counts from 1 in `pages`. `persons`: surely read names of further people for whom
    a letter speaks (second signer, giver of a kuasa); used by the completeness check, not in the JSON.
    `is_typed`: a person typed it at the desk, no engine has read it; not in the JSON either.
    `service`: what the reader of words says of a letter's service; None where it was not asked. `jenis`: what
    an attachment is, in words for a person ("SIM (surat izin mengemudi)"); None where that is not known.
    """

    model_config = ConfigDict(frozen=True)

    kind: Kind
    pages: tuple[PageRef, ...]
    fields: dict[str, Field] = {}
    persons: tuple[str, ...] = Attribute(default=(), exclude=True)
    is_typed: bool = Attribute(default=False, exclude=True)
    service: ServiceReading | None = Attribute(default=None, exclude=True)
    jenis: str | None = Attribute(default=None, exclude=True)

    def field(self, name: str) -> Field:
        """The field of that name, or ABSENT."""
        return self.fields.get(name, ABSENT)

    def text(self, name: str) -> str | None:
        """The field's value when it is a text, else None."""
        value = self.field(name).value
        return value if isinstance(value, str) else None
