"""Values whose own letters speak against them."""

import pytest

from extractors.case.odd_values import is_odd_value
from models.field import Field


@pytest.mark.parametrize(
    ("name", "value", "is_odd"),
    [
        ("nomor_surat", "005/A.1/KUDSMT/Sekr/Kapa6a", True),
        ("nomor_surat", "518/214/415.71.17/203atuduwur.", True),
        ("nomor_surat", "15/K3WJ/04.2026", False),
        ("nomor_surat", "005/KUD»SMT/I/2026", True),
        ("nomor_surat", "(07/KSP-TLR/IX/2026", True),
        ("nomor_surat", "07/KSP(TLR)/IX/2026", False),
        ("nomor_surat", "/KSU-AJ/XII/2026", True),
        ("perihal", "Permohonan Fasilitasi. Pengaduan Anggota Koperasi", True),
        ("perihal", "Permohonan Konversi Menjadi KSPPS manA lutis2", True),
        ("perihal", "Permohonan Fasilitasi a.n. Sdr. Sukirman", False),
        ("koperasi_nama", 'Koperasi Simpan Pinjam "Dirgantara Arth :"', True),
        ("koperasi_nama", 'Koperasi Simpan Pinjam "Dirgantara Artha"', False),
        ("koperasi_badan_hukum", "9926/BH/KWK.13/H/1998", True),
        ("koperasi_badan_hukum", "9926/BH/KWK.13/VV/1998", True),
        ("koperasi_badan_hukum", "9926/BH/KWK.13/II/1998", False),
        ("koperasi_badan_hukum", "9957/BH/KWK.13/1xX/1993", True),
        ("koperasi_badan_hukum", "9957/BH/KWK.13/9/1993", False),
        ("termohon_nama", 'Koperasi "Ka "ya Sentosa', True),
        ("termohon_nama", 'Koperasi "Karya Sentosa"', False),
        ("pemohon_jabatan", "BENDatara", True),
        ("pemohon_jabatan", "Direktur BUMDes", False),
        ("pemohon_jabatan", "KETUA KSP", False),
        ("termohon_nama", "ENDAH Ratmawati", True),
        ("termohon_nama", "Dwi Rahmawati", False),
        ("termohon_nama", "KSP Mandiri", False),
        ("pelapor_nama", "SutiknosSBd", True),
    ],
)
def test_what_no_such_value_has_is_odd(name: str, value: str, is_odd: bool) -> None:
    assert is_odd_value(name, Field(value=value, raw=value)) is is_odd
