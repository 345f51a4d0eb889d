"""The table of fields: complete, of one mind about a name, true of every value in the committed samples."""

import json
from pathlib import Path

import pytest

from models.document import Kind
from models.field_spec import BY_NAME, FIELD_NAMES, SPECS, FieldType, is_of, letter_names, places
from samples.truth import load_expected

CONTRACT = Path(__file__).resolve().parents[2] / "docs" / "case-contract.md"
COMMITTED = Path(__file__).resolve().parents[2] / "samples" / "committed"


def test_papers_of_all_kinds_agree_on_a_name() -> None:
    for spec in SPECS:
        other = BY_NAME[spec.name]
        assert (spec.type, spec.label, spec.choices) == (other.type, other.label, other.choices), spec


def test_every_field_stands_once_in_its_kind_and_in_the_contract() -> None:
    contract = CONTRACT.read_text(encoding="utf-8")
    for names in FIELD_NAMES.values():
        assert len(set(names)) == len(names)
        assert all(name in contract for name in names)
    assert FIELD_NAMES[Kind.LAMPIRAN] == FIELD_NAMES[Kind.KOSONG] == ()


def test_values_of_the_samples_are_such_as_their_fields_can_have() -> None:
    seen = 0
    for path in sorted(COMMITTED.glob("*.expected.json")):
        case, _ = load_expected(path)
        for document in case.documents:
            for name, field in document.fields.items():
                spec = BY_NAME[name]
                if isinstance(field.value, bool):
                    assert spec.type in (FieldType.FLAG, FieldType.INK), name
                elif field.value is not None:
                    assert spec.is_valid(field.value), (path.name, name)
                    seen += 1
    assert seen > len(SPECS), json.dumps(seen)


@pytest.mark.parametrize(
    ("name", "value", "is_valid"),
    [
        ("nik", "3517054107829002", True),
        ("nik", "351705410782", False),
        ("pelapor_telepon", "+62 812-3456-7890", True),
        ("pelapor_telepon", "12345", False),
        ("pelapor_telepon", "+852 5555 0199", True),
        ("pelapor_telepon", "+852 555", False),
        ("tanggal_surat", "2026-11-24", True),
        ("tanggal_surat", "2026-02-30", False),
        ("tanggal_surat", "SEUMUR HIDUP", False),
        ("berlaku_hingga", "SEUMUR HIDUP", True),
        ("jenis_layanan", "konsultasi", True),
        ("jenis_layanan", "lainnya", False),
        ("perihal", "apa saja", True),
    ],
)
def test_what_a_field_can_have(name: str, value: str, is_valid: bool) -> None:
    assert BY_NAME[name].is_valid(value) is is_valid


@pytest.mark.parametrize(
    ("name", "one", "two"),
    [
        ("pemohon_nama", "Drs. Slamet Widodo, M.Pd.", "SLAMET WIDODO"),
        ("nik", "3517 0541 0782 9002", "3517054107829002"),
        ("pemohon_telepon", "+62 812-3456-789", "628123456789"),
        ("koperasi_nama", 'Koperasi Simpan Pinjam "Arum Asri"', "KSP ARUM ASRI"),
        ("koperasi_alamat", "Jl. Raya  No. 5.", "JL. RAYA NO. 5"),
    ],
)
def test_two_ways_to_write_one_value(name: str, one: str, two: str) -> None:
    assert BY_NAME[name].normalised(one) == BY_NAME[name].normalised(two)


def test_what_is_the_same_on_papers_of_other_kinds() -> None:
    assert places("nik") == (
        (Kind.SURAT_PERMOHONAN, "pemohon_nik"),
        (Kind.SURAT_PENGADUAN, "pelapor_nik"),
        (Kind.KTP, "nik"),
    )
    assert letter_names("pihak_lain") == ("termohon_nama", "terlapor")
    assert letter_names("tanggal") == ("tanggal_surat",)
    assert letter_names("tidak ada") == ()


def test_a_name_that_is_no_fields_is_of_no_type() -> None:
    assert not is_of("bukan_isian", *FieldType)
