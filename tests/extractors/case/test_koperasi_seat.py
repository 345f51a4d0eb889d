"""Where a koperasi has its seat: in its kop or behind its label."""

from collections.abc import Mapping

import pytest

from tests.extractors.letters import MATTER, PLAIN, Row, read


def test_a_village_under_the_name_is_the_seat_where_the_kop_has_no_other() -> None:
    rows = ("KOPERASI WANITA", '"Sekar Wangi"', "Desa Gadingmangu Kecamatan Perak Kabupaten Jombang")
    village = read(*rows, "BH No. 9944/BH/XVI.99/I/2010", *PLAIN)
    assert village["koperasi_nama"].value == 'KOPERASI WANITA "Sekar Wangi"'
    assert village["koperasi_alamat"].value == rows[-1]
    street = read(*rows, "Alamat : Jalan Melati Nomor 4 Perak", *PLAIN)
    assert street["koperasi_alamat"].value == "Jalan Melati Nomor 4 Perak"


SEATS = [
    pytest.param(
        (
            'KPRI "SEJAHTERA GURU"',
            "KECAMATAN PETERONGAN KABUPATEN JOMBANG",
            "Jl. Raya Peterongan No. 88 Desa Keplaksari Telp. (0321) 877914",
            *PLAIN,
        ),
        {"koperasi_alamat": "Jl. Raya Peterongan No. 88 Desa Keplaksari"},
        id="kecamatan and kabupaten under the name are no address",
    ),
    pytest.param(
        (
            "Perihal : Permohonan Bimbingan",
            "Dengan hormat, kami pengurus dari :",
            [(200, "Nama Koperasi"), (520, ": KSP Artha Bakti")],
            [(200, "Alamat"), (520, ": Jl. Melati No. 4 Kabuh Jombang")],
            [(200, "Kontak"), (520, ": (0321) 881457")],
            "Laporan keuangan kami belum sesuai dengan standar yang baru.",
            "Demikian permohonan ini kami sampaikan, terima kasih.",
        ),
        {"pemohon_alamat": None},
        id="the koperasis own address is not the applicants",
    ),
    pytest.param(
        (
            "Yang bertanda tangan di bawah ini :",
            [(200, "Nama"), (560, ": Kartini")],
            [(200, "Alamat"), (560, ": Dsn. Sambong RT 07")],
            "Dengan ini mengajukan permohonan mediasi terhadap :",
            [(200, "Nama koperasi"), (560, ": KSP DANA MANDIRI")],
            [(200, "Alamat"), (560, ": Jl. Merdeka No. 15 Kabupaten")],
            [(300, "Jombang")],
            [(200, "Nama petugas"), (560, ": Rian Hidayat")],
            MATTER,
        ),
        {
            "pemohon_alamat": "Dsn. Sambong RT 07",
        },
        id="the address behind the koperasis name is not the applicants",
    ),
]


@pytest.mark.parametrize(("rows", "values"), SEATS)
def test_the_seat_in_a_letter(rows: tuple[Row, ...], values: Mapping[str, str | bool | None]) -> None:
    fields = read(*rows)
    assert {name: fields[name].value for name in values} == values


@pytest.mark.parametrize("tail", ["Jombang, 06/03/2026", "Sebagai informasi, koperasi kami memiliki NIK"])
def test_a_koperasi_s_address_ends_before_what_stands_behind_it(tail: str) -> None:
    fields = read(
        [(400, "KSP ARTHA BAKTI")],
        [(300, f"Dsn. Bendet Ds. Balongbesuk Kec. Diwek Kab. Jombang {tail}")],
        "Perihal : Permohonan Mediasi",
        "Dengan hormat,",
        "Bendahara lama belum mengembalikan uang kas koperasi kami.",
    )
    assert fields["koperasi_alamat"].value == "Dsn. Bendet Ds. Balongbesuk Kec. Diwek Kab. Jombang"
