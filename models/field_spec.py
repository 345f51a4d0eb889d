"""The contract's fields: of which kind of paper each is, of what type, in which words and how it is checked.

What is true of a field wherever it is used: reader, desk, exports and benches ask it (docs/case-contract.md);
what only one place needs of a field (a card's lists, a requirement's evidence, an archive's column) stands
there. A new field is a line here, at its place on the paper, and what finds it (CONTRIBUTING.md, "A field").
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from models.document import Kind
from models.field import Field
from models.name_forms import normalise_name
from models.nik import nik_digits, problems
from models.similarity import normalise_koperasi, normalise_text


class FieldType(StrEnum):
    """What sort of value a field holds; decides how it is typed, shown, compared and scored."""

    WORDS = "kata"
    NAME = "nama"
    KOPERASI = "koperasi"
    PARTY = "pihak"
    """A person or a koperasi."""
    NIK = "nik"
    PHONE = "telepon"
    FIGURES = "angka"
    CODE = "nomor"
    """The number of a paper: figures, letters and marks."""
    DATE = "tanggal"
    PLACE = "wilayah"
    ADDRESS = "alamat"
    LINES = "baris"
    """A line or a few."""
    PROSE = "uraian"
    """A long text: measured by its character error rate, not as right or wrong (case-contract.md)."""
    CHOICE = "pilihan"
    FLAG = "ya_tidak"
    INK = "tinta"
    """Yes or no, told from ink on the paper by models that give a probability."""


_PHONE = re.compile(r"(?:\+?62|0)\d{6,13}|\+[1-9]\d{8,14}")
"""Indonesian numbers: 0 or 62, then an operator or area and the subscriber; of other countries with a plus
(E.164: 15 digits at most)."""
_PHONE_MARKS = re.compile(r"[\s().-]")


def phone_digits(text: str) -> str:
    """A telephone number without the blanks and marks people part it with."""
    return _PHONE_MARKS.sub("", text).removeprefix("+")


def _is_phone(text: str) -> bool:
    return _PHONE.fullmatch(_PHONE_MARKS.sub("", text)) is not None


def _is_date(text: str) -> bool:
    try:
        return len(text) == len("2026-11-24") and bool(date.fromisoformat(text))
    except ValueError:
        return False


NORMALISERS: Mapping[FieldType, Callable[[str], str]] = MappingProxyType({
    FieldType.NAME: normalise_name, FieldType.NIK: nik_digits, FieldType.PHONE: phone_digits,
    FieldType.KOPERASI: normalise_koperasi,
})  # fmt: skip
"""The form in which two values of a type are the same; others by `normalise_text`."""
VALIDATORS: Mapping[FieldType, Callable[[str], bool]] = MappingProxyType({
    FieldType.NIK: lambda text: not problems(text),
    FieldType.PHONE: _is_phone,
    FieldType.DATE: _is_date,
})  # fmt: skip
"""Whether a text can be a value of that type; of the others any text can."""


@dataclass(frozen=True)
class FieldSpec:
    """One field. `label`: what a person reads beside it. `role`: what it is to its paper, on papers of every
    kind the same ("" where nobody asks for it so). `choices`: the values it may have; of a date, what may
    stand in its place. `question`: what a person looks at who judges it from the paper as a whole."""

    kind: Kind
    name: str
    type: FieldType
    label: str
    role: str = ""
    choices: tuple[str, ...] = ()
    question: str = ""

    def normalised(self, value: str) -> str:
        """The form in which two values are the same."""
        return NORMALISERS.get(self.type, normalise_text)(value)

    def is_valid(self, value: str) -> bool:
        """Whether the field can have that value."""
        if value in self.choices or self.type not in VALIDATORS:
            return value in self.choices or self.type is not FieldType.CHOICE
        return VALIDATORS[self.type](value)


_SIGNED = "Lihat apakah surat ditandatangani dengan tangan."
_T = FieldType
_P, _C = Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN
_K, _L = Kind.KTP, Kind.IDENTITAS_LEMBAGA
SPECS: tuple[FieldSpec, ...] = (
    FieldSpec(_P, "nomor_surat", _T.CODE, "Nomor surat", "nomor"),
    FieldSpec(_P, "tanggal_surat", _T.DATE, "Tanggal surat", "tanggal"),
    FieldSpec(_P, "tempat_surat", _T.WORDS, "Tempat surat", "tempat"),
    FieldSpec(_P, "perihal", _T.LINES, "Perihal", "perihal"),
    FieldSpec(_P, "tujuan", _T.LINES, "Ditujukan kepada", "tujuan"),
    FieldSpec(_P, "pemohon_nama", _T.NAME, "Nama pemohon", "nama"),
    FieldSpec(_P, "pemohon_nik", _T.NIK, "NIK pemohon", "nik"),
    FieldSpec(_P, "pemohon_alamat", _T.ADDRESS, "Alamat pemohon", "alamat"),
    FieldSpec(_P, "pemohon_telepon", _T.PHONE, "Telepon pemohon", "telepon"),
    FieldSpec(_P, "pemohon_jabatan", _T.WORDS, "Jabatan pemohon", "jabatan"),
    FieldSpec(_P, "koperasi_nama", _T.KOPERASI, "Nama koperasi", "koperasi"),
    FieldSpec(_P, "koperasi_alamat", _T.ADDRESS, "Alamat koperasi", "koperasi_alamat"),
    FieldSpec(_P, "koperasi_badan_hukum", _T.CODE, "Badan hukum koperasi", "badan_hukum"),
    FieldSpec(
        _P, "jenis_layanan", _T.CHOICE, "Jenis layanan", "",
        ("konsultasi", "pengaduan", "penyelesaian_masalah"), "Pilih menurut yang diminta surat.",
    ),
    FieldSpec(_P, "termohon_nama", _T.PARTY, "Nama termohon", "pihak_lain"),
    FieldSpec(_P, "pokok_masalah", _T.PROSE, "Pokok masalah", "pokok"),
    FieldSpec(_P, "bertanda_tangan", _T.INK, "Bertanda tangan", question=_SIGNED),
    FieldSpec(_P, "berstempel", _T.INK, "Berstempel", question="Lihat apakah ada stempel pada surat."),
    FieldSpec(_C, "tanggal_surat", _T.DATE, "Tanggal surat", "tanggal"),
    FieldSpec(_C, "pelapor_nama", _T.NAME, "Nama pelapor", "nama"),
    FieldSpec(_C, "pelapor_nik", _T.NIK, "NIK pelapor", "nik"),
    FieldSpec(_C, "pelapor_alamat", _T.ADDRESS, "Alamat pelapor", "alamat"),
    FieldSpec(_C, "pelapor_telepon", _T.PHONE, "Telepon pelapor", "telepon"),
    FieldSpec(_C, "terlapor", _T.LINES, "Terlapor", "pihak_lain"),
    FieldSpec(_C, "materi_pengaduan", _T.PROSE, "Materi pengaduan", "pokok"),
    FieldSpec(_C, "bertanda_tangan", _T.INK, "Bertanda tangan", question=_SIGNED),
    FieldSpec(
        _C, "anonim", _T.FLAG, "Tanpa identitas (anonim)", question="Lihat apakah pelapor menyebut namanya.",
    ),
    FieldSpec(_K, "nik", _T.NIK, "NIK", "nik"),
    FieldSpec(_K, "nama", _T.NAME, "Nama", "nama"),
    FieldSpec(_K, "tempat_lahir", _T.WORDS, "Tempat lahir"),
    FieldSpec(_K, "tanggal_lahir", _T.DATE, "Tanggal lahir"),
    FieldSpec(_K, "jenis_kelamin", _T.CHOICE, "Jenis kelamin", "", ("LAKI-LAKI", "PEREMPUAN")),
    FieldSpec(_K, "golongan_darah", _T.WORDS, "Golongan darah"),
    FieldSpec(_K, "alamat", _T.ADDRESS, "Alamat", "alamat"),
    FieldSpec(_K, "rt", _T.FIGURES, "RT"),
    FieldSpec(_K, "rw", _T.FIGURES, "RW"),
    FieldSpec(_K, "kelurahan_desa", _T.WORDS, "Kelurahan/desa"),
    FieldSpec(_K, "kecamatan", _T.WORDS, "Kecamatan"),
    FieldSpec(_K, "kabupaten_kota", _T.PLACE, "Kabupaten/kota"),
    FieldSpec(_K, "provinsi", _T.PLACE, "Provinsi"),
    FieldSpec(_K, "agama", _T.WORDS, "Agama"),
    FieldSpec(_K, "status_perkawinan", _T.WORDS, "Status perkawinan"),
    FieldSpec(_K, "pekerjaan", _T.WORDS, "Pekerjaan"),
    FieldSpec(_K, "kewarganegaraan", _T.CHOICE, "Kewarganegaraan", "", ("WNI", "WNA")),
    FieldSpec(_K, "berlaku_hingga", _T.DATE, "Berlaku hingga", "", ("SEUMUR HIDUP",)),
    FieldSpec(
        _L, "jenis_identitas", _T.CHOICE, "Jenis identitas", "",
        ("akta_pendirian", "sk_badan_hukum", "sertifikat_nik_koperasi", "nib", "npwp", "lainnya"),
        "Lihat jenis surat identitas ini.",
    ),
    FieldSpec(_L, "koperasi_nama", _T.KOPERASI, "Nama koperasi", "koperasi"),
    FieldSpec(_L, "nomor_identitas", _T.CODE, "Nomor identitas"),
    FieldSpec(_L, "koperasi_alamat", _T.ADDRESS, "Alamat koperasi", "koperasi_alamat"),
)  # fmt: skip
"""Every field, by kind in the order they stand on the paper; letters first."""

FIELD_NAMES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {kind: tuple(spec.name for spec in SPECS if spec.kind is kind) for kind in Kind}
)
"""Field names by kind, in the order they stand on the paper."""
BY_NAME: Mapping[str, FieldSpec] = MappingProxyType({spec.name: spec for spec in SPECS})
"""A field by its name alone: of one name, papers of all kinds agree in all but kind and role."""


def of_type(*types: FieldType) -> frozenset[str]:
    """The names of fields of these types, of any kind."""
    return frozenset(spec.name for spec in SPECS if spec.type in types)


FREE_TEXT = of_type(FieldType.PROSE)
"""Long texts: measured by their character error rate, not as right or wrong (case-contract.md)."""


def is_of(name: str, *types: FieldType) -> bool:
    """Whether the field of that name is of one of these types; False for a name that is none of a field."""
    return name in BY_NAME and BY_NAME[name].type in types


def specs_of(kind: Kind) -> tuple[FieldSpec, ...]:
    """The fields of papers of a kind, in the order they stand there."""
    return tuple(spec for spec in SPECS if spec.kind is kind)


def places(role: str) -> tuple[tuple[Kind, str], ...]:
    """(kind, name) of each field with that role: the request's, the complaint's, the card's."""
    return tuple((spec.kind, spec.name) for spec in SPECS if spec.role == role)


def letter_names(role: str) -> tuple[str, ...]:
    """The names under which letters carry what has that role, a request's first."""
    return tuple(dict.fromkeys(name for kind, name in places(role) if kind in (_P, _C)))


def namesake(name: str, kind: Kind) -> str | None:
    """The name under which papers of that kind carry what `name` says on another; None when they do not."""
    if name in FIELD_NAMES[kind]:
        return name
    role = BY_NAME[name].role if name in BY_NAME else ""
    return next((other for at, other in places(role) if role and at is kind), None)


def fields_as(fields: Mapping[str, Field], own: Kind, kind: Kind) -> dict[str, Field]:
    """A paper's fields by the names that papers of another kind have for what they carry."""
    names = ((name, namesake(name, own)) for name in FIELD_NAMES[kind])
    return {name: fields[other] for name, other in names if other and other in fields}
