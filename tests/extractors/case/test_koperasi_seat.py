"""Where a koperasi has its seat: in its kop, behind its name, in a sentence about its office."""

import pytest

from tests.extractors.case.letters import ASKED, END, MATTER, PLAIN, TO, in_body, read


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


def test_kecamatan_and_kabupaten_under_the_name_are_no_address() -> None:
    fields = read(
        'KPRI "SEJAHTERA GURU"', "KECAMATAN PETERONGAN KABUPATEN JOMBANG",
        "Jl. Raya Peterongan No. 88 Desa Keplaksari Telp. (0321) 877914", *PLAIN,
    )  # fmt: skip
    assert fields["koperasi_alamat"].value == "Jl. Raya Peterongan No. 88 Desa Keplaksari"


def test_the_address_under_a_koperasi_that_is_the_other_side_ends_before_the_next_heading() -> None:
    fields = read(
        *TO,
        "Assalamualaikum wr. wb.",
        [(150, "Termohon"), (500, ": Koperasi Dana Sakti")],
        [(150, "Alamat"), (500, ": Jl. Merdeka No. 9 Desa Kepuhkembeng")],
        [(500, "IV. Pokok permasalahan")],
        ASKED,
        *END,
    )
    assert fields["koperasi_alamat"].value == "Jl. Merdeka No. 9 Desa Kepuhkembeng"


def test_an_address_behind_the_number_in_law_on_one_line_of_the_kop() -> None:
    kop = "AHU-0991577.AH.01.29.TAHUN 2023 Dusun Galengdowo RT 004 RW 002, Wonosalam NPWP 0909912345602000"
    fields = read("KOPERASI PRODUSEN SUSU JAYA", kop, "", *TO, "Dengan hormat,", ASKED, *END)
    assert fields["koperasi_alamat"].value == "Dusun Galengdowo RT 004 RW 002, Wonosalam"


def test_the_koperasi_s_own_data_hold_its_address_and_the_telephone_to_call() -> None:
    fields = read(
        "Perihal : Permohonan Bimbingan",
        "Dengan hormat, kami pengurus dari :",
        [(200, "Nama Koperasi"), (520, ": KSP Artha Bakti")],
        [(200, "Alamat"), (520, ": Jl. Melati No. 4 Kabuh Jombang")],
        [(200, "Kontak"), (520, ": (0321) 881457")],
        "Laporan keuangan kami belum sesuai dengan standar yang baru.",
        "Demikian permohonan ini kami sampaikan, terima kasih.",
    )
    assert fields["koperasi_alamat"].value == "Jl. Melati No. 4 Kabuh Jombang"
    assert fields["pemohon_telepon"].value == "0321881457"
    assert fields["pemohon_alamat"].value is None


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


def test_the_address_behind_the_koperasi_s_name_is_the_koperasi_s() -> None:
    fields = read(
        "Yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (560, ": Kartini")],
        [(200, "Alamat"), (560, ": Dsn. Sambong RT 07")],
        "Dengan ini mengajukan permohonan mediasi terhadap :",
        [(200, "Nama koperasi"), (560, ": KSP DANA MANDIRI")],
        [(200, "Alamat"), (560, ": Jl. Merdeka No. 15 Kabupaten")],
        [(300, "Jombang")],
        [(200, "Nama petugas"), (560, ": Rian Hidayat")],
        MATTER,
    )
    assert fields["pemohon_alamat"].value == "Dsn. Sambong RT 07"
    assert fields["koperasi_alamat"].value == "Jl. Merdeka No. 15 Kabupaten Jombang"
    assert fields["pokok_masalah"].value == MATTER
