"""The scoring rules of the contract, example by example."""

import pytest

from models.document import Kind
from tests.accuracy.scoring import Scored, is_right


@pytest.mark.parametrize(
    ("name", "expected", "got", "right"),
    [
        ("nama", "SITI AMINAH", "siti  aminah.", True),
        ("nama", "SITI AMINAH, S.E.", "SITI AMINAH", True),
        ("nama", "DRS. SUPARDI", "SUPARDI", True),
        ("nama", "ERNA WIDIYASTUTIK", "ERNA WIDIYASTUTIK, A.Md.Keb.", True),
        ("nama", "FITRI NURAINI, S.Kep., Ns.", "FITRI NURAINI", True),
        ("nama", "BUDI, SITI", "BUDI", False),
        (
            "tujuan",
            "Bupati Jombang c.q. Kepala Dinas Koperasi",
            "Bupati Jombang c.g. Kepala Dinas Koperasi",
            True,
        ),
        ("tujuan", "Bupati Jombang c.q. Kepala Dinas Koperasi", "Bupati Jombang", True),
        ("nama", "SITI AMINAH", "SITI AMINA", False),
        ("nik", "3517010101909001", "3517 0101 0190 9001", True),
        ("nik", "3517010101909001", "3517010101909007", False),
        ("rt", "003", "003", True),
        ("pemohon_telepon", "+62 812-3456-789", "08123456789", True),
        ("koperasi_nama", 'Koperasi Simpan Pinjam "Arum Asri"', "KSP ARUM ASRI", True),
        ("koperasi_nama", 'Koperasi Serba Usaha (KSU) "Arum"', "KSU Arum", True),
        ("koperasi_nama", "KSP Arum Asri", "KSP Arum Sari", False),
        ("kabupaten_kota", "KABUPATEN JOMBANG", "JOMBANG", True),
        ("provinsi", "JAWA TIMUR", "PROVINSI JAWA TIMUR", True),
        ("alamat", "DUSUN SUMBERWINONG RT 1", "DUSUN SUMBERWINONG RT I", True),
        ("alamat", "DSN. KRAJAN", "JL. MAWAR", False),
        ("tanggal_lahir", "1990-08-17", "1990-08-11", False),
        ("golongan_darah", None, None, True),
        ("golongan_darah", None, "A", False),
        ("bertanda_tangan", True, True, True),
        ("bertanda_tangan", True, None, False),
    ],
)
def test_is_right(name: str, expected: str | bool | None, got: str | bool | None, right: bool) -> None:
    assert is_right(name, expected, got) is right


def _scored(expected: str | None, got: str | None, *, review: bool, illegible: bool = False) -> Scored:
    return Scored(
        Kind.KTP, "nama", expected, got, None, 0.5, review, carried=expected is not None, illegible=illegible
    )


def test_silent_errors_are_values_without_a_flag() -> None:
    assert _scored("A", "B", review=False).is_silent
    assert not _scored("A", "B", review=True).is_silent
    assert _scored(None, "B", review=False).is_silent
    assert not _scored("A", None, review=False).is_silent
    assert _scored("A", None, review=False).is_lost


def test_illegible_fields_must_not_be_claimed() -> None:
    assert _scored(None, "GUESS", review=False, illegible=True).is_silent
    assert _scored(None, "GUESS", review=True, illegible=True).is_right
    assert _scored(None, None, review=True, illegible=True).is_right
