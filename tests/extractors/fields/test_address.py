"""An address ends where it ends, and what looks like none is doubted."""

import pytest

from extractors.fields.address import is_odd, normalised_address
from extractors.fields.candidate import Candidate


@pytest.mark.parametrize(
    ("read_as", "value"),
    [
        ("DSN WERU DS KEDUNG KEC (Dusun/RT/RW/Desa/Kec.) TEMBELANG", "DSN WERU DS KEDUNG KEC TEMBELANG"),
        ("Dk. Tanggungan, Ds. Banjarsari, Kec. Kudu, mermaksud", "Dk. Tanggungan, Ds. Banjarsari, Kec. Kudu"),
        ("mlati lor rt 6 rw 2 kedungmlati, kesamben", "mlati lor rt 6 rw 2 kedungmlati, kesamben"),
        ("Jl. Masjid 14 RT 06 RW O2 Keplaksari 08113549077", "Jl. Masjid 14 RT 06 RW 02 Keplaksari"),
        ("Ds. Brodot RT 1, sebelah", "Ds. Brodot RT 1, sebelah"),
        ("Dsn. Ngrawan RT 01/RW 03 Ds. Sentul, tembelang", "Dsn. Ngrawan RT 01/RW 03 Ds. Sentul, tembelang"),
        ("JI. Kusuma Bangsa 27", "Jl. Kusuma Bangsa 27"),
        ("IL. PASAR HEWAN 17", "JL. PASAR HEWAN 17"),
        ("Kantor Pusat Jl. Raya Contoh 31 Perak", "Jl. Raya Contoh 31 Perak"),
        ("kompleks pabrik, Jl. Raya Ploso Km 2)", "kompleks pabrik, Jl. Raya Ploso Km 2"),
        ("Pasar Contoh (los timur)", "Pasar Contoh (los timur)"),
    ],
)
def test_an_address_without_what_follows_it(read_as: str, value: str) -> None:
    found = normalised_address(Candidate(read_as))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "address",
    [
        "Dusun Mutersari, Desa Catakgayam, No. KK 3517072909149030 Mojowarno",
        "Jalan Melati No.89 RT.10/RW.10 Desa",
        "Dk. Kedawung Kec. Mojowarno Parimono, Ds. Kepuhkembeng, Kec. Peterongan",
        "Jl. Raya No. 90 Mojowarno. Simpanan pokok dan tabungan ibu belum kembali",
    ],
)
def test_what_looks_like_no_single_address_is_doubted(address: str) -> None:
    assert is_odd(address)
