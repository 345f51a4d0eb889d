"""Where a koperasi has its seat: in its kop, behind its name, in a sentence about its office."""

from collections.abc import Mapping

import pytest

from extractors.case.letters import letter_choices, seen_letter
from models.document import Kind
from tests.extractors.letters import ASKED, END, MATTER, PLAIN, TO, Row, in_body, read
from tests.extractors.paper import page


@pytest.mark.parametrize(
    ("text", "seat"),
    [
        ("KSP Arta Jaya yang beralamat di Jl. Raya Mojowarno No. 90 (depan pasar), dengan ini saya laporkan.",
         "Jl. Raya Mojowarno No. 90"),
        ("KPRI Tunas Guru yang berkedudukan di Jalan Pramuka Nomor 14 Kabuh. Per 1 Februari saya pensiun.",
         "Jalan Pramuka Nomor 14 Kabuh"),
        ("Sekretariat kami di Jl. Raya Sumobito No. 44, untuk itu kami mohon.", "Jl. Raya Sumobito No. 44"),
        ("KSP Surya yang berkantor di Jl. Brawijaya No. 40 Peterongan. Termohon: Kepala Cabang.",
         "Jl. Brawijaya No. 40 Peterongan"),
        ("KSP Surya yang berkantor di Jl. Brawijaya No. 40 Peterongan, berbadan hukum nomor 12/BH/2008.",
         "Jl. Brawijaya No. 40 Peterongan"),
        ("Saya mendatangi kantor cabang di Jl. Basuki Rahmat No. 118 Jombang pada tanggal 3 Mei.",
         "Jl. Basuki Rahmat No. 118 Jombang"),
        ("KSU Rukun Tani yang beralamat di Jl. Raya No. 90 Mojowarno (timur SD). Simpanan saya hilang.",
         "Jl. Raya No. 90 Mojowarno"),
        ("Termohon: KSP Bina Sejahtera Cabang Jombang, Jl A Yani no 77 Jombang", "Jl A Yani no 77 Jombang"),
        ("Kami mengadukan Ketua KPRI \"WIYATA LUHUR\" Jl. Dr. Soetomo 45 Jombang, badan hukum No. 9904.",
         "Jl. Dr. Soetomo 45 Jombang"),
        ("Koperasi dimaksud disahkan dengan keputusan menteri dan berkedudukan di Jl. Patimura No. 7 Sengon.",
         "Jl. Patimura No. 7 Sengon"),
        ("Kami mengadukan KSU Rukun alamat Jl. Raya Ploso No. 17 Kec. Ploso, dengan duduk perkara:",
         "Jl. Raya Ploso No. 17 Kec. Ploso"),
        ("Kami mengadukan Kopwan Anggrek Desa Cupak karena tidak mengadakan RAT.", None),
    ],
)  # fmt: skip
def test_the_seat_in_a_sentence(text: str, seat: str | None) -> None:
    assert in_body(text)["koperasi_alamat"].value == seat


def test_the_seat_in_a_letter_in_capitals() -> None:
    text = "MELAPORKAN KSP MEKAR ARTA YANG KANTORNYA DI JL RAYA KABUH NO 33 DEKAT PASAR KABUH."
    fields = read("DENGAN HORMAT,", text, "DEMIKIAN, TERIMA KASIH.")
    assert fields["koperasi_alamat"].value == "JL RAYA KABUH NO 33"


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
            *TO,
            "Assalamualaikum wr. wb.",
            [(150, "Termohon"), (500, ": Koperasi Dana Sakti")],
            [(150, "Alamat"), (500, ": Jl. Merdeka No. 9 Desa Kepuhkembeng")],
            [(500, "IV. Pokok permasalahan")],
            ASKED,
            *END,
        ),
        {"koperasi_alamat": "Jl. Merdeka No. 9 Desa Kepuhkembeng"},
        id="the address under a koperasi that is the other side ends before the next heading",
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


def test_a_complainant_who_tells_only_the_koperasi_s_office_has_no_sure_home() -> None:
    """A stranger's file was called lengkap by it while these rules were out (2026-11-30)."""
    rows = (
        [(1050, "Jombang, 7 November 2026")],
        "Perihal : Pengaduan Pembagian SHU",
        "Yth. Kepala Dinas Koperasi dan Usaha Mikro",
        "Kabupaten Jombang",
        "di Jombang",
        [(250, "Dengan hormat,")],
        [(250, "Saya Eny Rahmawati, anggota Koperasi Pegawai Republik Indonesia (KPRI) Cendekia Guru")],
        "Mandiri (koperasi tersebut berkantor di Jl. Raya Mojowarno No. 45 RT 003 RW 002 Desa",
        "Mojowarno Kec. Mojowarno Kab. Jombang, telepon kantor koperasi (0321) 495511),",
        "menyampaikan pengaduan.",
        [(250, "Sisa Hasil Usaha tahun buku 2025 telah disahkan dalam RAT 21 Februari 2026 tetapi")],
        "hingga sekarang tidak dibagikan. Pengurus menyampaikan dana dipakai menambah modal",
        "tanpa keputusan rapat anggota.",
        [(250, "Mohon Dinas memeriksa koperasi tersebut. Demikian pengaduan saya.")],
        [(1100, "Pelapor,")],
        "",
        [(1050, "Eny Rahmawati")],
    )
    home = letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page(rows)])).fields["pelapor_alamat"]
    assert home.value is None or home.needs_review
