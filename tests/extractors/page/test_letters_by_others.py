"""Forms, layouts and phrases of letters that were written by others than the makers of our samples."""

import pytest

from extractors.page.kinds import formality
from models.field import Field
from tests.extractors.case.test_letter_layouts import BEGUN, PLAIN, read
from tests.extractors.paper import Cell, page

END = ("Demikian permohonan ini kami sampaikan, terima kasih.",)
FAR = 800
"""Pixels from the left where a second column begins."""


def test_labels_that_stand_over_their_values_in_two_columns() -> None:
    fields = read(
        "Permohonan Penyelesaian Masalah Koperasi",
        "Untuk: Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
        "",
        [(150, "Nama pemohon"), (FAR, "Pekerjaan")],
        [(150, "Lailatul Badriyah"), (FAR, "Penjahit")],
        [(150, "Nomor Induk Kependudukan"), (FAR, "Telepon / WA")],
        [(150, "3517195203929018"), (FAR, "0895-3677-10425")],
        [(150, "Alamat"), (FAR, "Nomor rekening anggota")],
        [(150, "Dsn. Semanding RT 003 RW 002,"), (FAR, "01.203.004417")],
        "Ds. Sawiji, Kec. Jogoroto",
        "",
        "BPKB saya ditahan BMT karena denda yang tidak pernah disebutkan dalam akad.",
        *END,
    )
    assert fields["pemohon_nama"].value == "Lailatul Badriyah"
    assert fields["pemohon_nik"].value == "3517195203929018"
    assert fields["pemohon_telepon"].value == "0895367710425"
    assert fields["pemohon_alamat"].value == "Dsn. Semanding RT 003 RW 002, Ds. Sawiji, Kec. Jogoroto"
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang"


def test_the_text_below_a_form_in_columns_is_no_value() -> None:
    fields = read(
        "Kepada Yang Terhormat Kepala Dinas Koperasi",
        "",
        [(150, "Nama pemohon"), (FAR, "Pekerjaan")],
        [(150, "Lailatul Badriyah"), (FAR, "Penjahit")],
        [(150, "Jabatan"), (FAR, "Telepon / WA")],
        [(150, "Anggota"), (FAR, "0822-3170-5548")],
        "Mohon bantuan penyelesaian masalah antara ibu saya dengan KSU Rukun Tani.",
        *END,
    )
    assert fields["pemohon_jabatan"].value == "Anggota"
    assert fields["koperasi_nama"].value == "KSU Rukun Tani"


def test_one_bare_label_is_no_form() -> None:
    fields = read(*BEGUN, "Saya yang bernama Siti Aminah memohon bantuan.", "Alamat", "Desa Pulolor", *END)
    assert fields["pemohon_alamat"].value is None


PARTIES: tuple[str | list[Cell], ...] = (
    "Dengan hormat, permohonan ini diajukan oleh dan terhadap :",
    [(300, "PEMOHON"), (FAR + 150, "TERMOHON")],
    [(150, "Nama : Gede Wirya Kusuma"), (FAR, 'Nama : Kopkar "Tebu Manis"')],
    [(150, "NIK : 3517110110749020"), (FAR, "Telp. : 0321-555673")],
    [(150, "Alamat : Dsn. Balongrejo RT 08"), (FAR, "Alamat : Jl. Raya Gudo Km 4")],
    [(150, "Telp. : 085606994127")],
    "",
    "Simpanan saya belum dibayar oleh Termohon.",
)


def test_applicant_and_respondent_side_by_side() -> None:
    fields = read("Perihal : Permohonan Mediasi", *PARTIES, *END)
    assert fields["pemohon_nama"].value == "Gede Wirya Kusuma"
    assert fields["pemohon_alamat"].value == "Dsn. Balongrejo RT 08"
    assert fields["pemohon_telepon"].value == "085606994127"
    assert fields["termohon_nama"].value == 'Kopkar "Tebu Manis"'
    assert fields["koperasi_alamat"].value == "Jl. Raya Gudo Km 4"


def test_a_date_beside_the_witness_is_the_letter_s() -> None:
    fields = read(*PLAIN, [(200, "Mengetahui,"), (FAR, "Cupak, 22-09-2026")])
    assert (fields["tanggal_surat"].value, fields["tempat_surat"].value) == ("2026-09-22", "Cupak")


def test_a_place_stands_before_two_calendars() -> None:
    fields = read("Tanggal : Mojoagung, 21 Rabiul Akhir 1448 H / 3 Oktober 2026 M", *PLAIN)
    assert (fields["tanggal_surat"].value, fields["tempat_surat"].value) == ("2026-10-03", "Mojoagung")


def test_a_birthday_is_no_date_of_the_letter() -> None:
    fields = read(*BEGUN, "Nama : Siti Aminah", "TTL : Tabanan, 01-10-1974", *END, "Gudo, 30 10 2026")
    assert (fields["tanggal_surat"].value, fields["tempat_surat"].value) == ("2026-10-30", "Gudo")


@pytest.mark.parametrize(
    ("rows", "subject"),
    [
        (["H a l : Mohon bantuan pencairan simpanan"], "Mohon bantuan pencairan simpanan"),
        (["Mengenai: SHU yang tidak dibagikan"], "SHU yang tidak dibagikan"),
        (["Hal: Pengaduan Penyalahgunaan Identitas untuk", "Pinjaman"],
         "Pengaduan Penyalahgunaan Identitas untuk Pinjaman"),
        (["Perihal: Konsultasi Pembubaran Koperasi", "No. 07/KPP-RM/IV/2026"],
         "Konsultasi Pembubaran Koperasi"),
    ],
)  # fmt: skip
def test_subjects(rows: list[str], subject: str) -> None:
    assert read(*rows, "", "Dengan hormat,", "Kami mohon bantuan.", *END)["perihal"].value == subject


def test_a_number_under_the_title_has_a_year_in_two_figures() -> None:
    fields = read([(150, "Cukir, 5/10/2026"), (FAR, "No. 19/KK-TRMJ/X/26")], *PLAIN)
    assert fields["nomor_surat"].value == "19/KK-TRMJ/X/26"


@pytest.mark.parametrize(
    "rows",
    [
        ["Yang terhormat", "Kepala Dinas Koperasi dan UM", "Kabupaten Jombang", "di Jombang"],
        ["Kepada yang kami hormati", "Kepala Dinas Koperasi dan UM Kabupaten Jombang", "Jl. Gus Dur"],
        ["Yth. Bapak/Ibu Kepala Dinas Koperasi dan UM", "Kabupaten Jombang", "di Jombang"],
        ["Kepada Yth.", "1. Kepala Dinas Koperasi dan UM Kabupaten Jombang", "2. Ketua Dekopinda"],
        [[(480, "Kepada")], [(380, "Yth. Kepala Dinas Koperasi dan UM")], [(480, "Kabupaten Jombang")]],
    ],
)
def test_addressees(rows: list[str | list[Cell]]) -> None:
    fields = read(*rows, "", "Dengan hormat,", "Kami mohon bantuan.", *END)
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan UM Kabupaten Jombang"


@pytest.mark.parametrize(
    ("rows", "office", "is_doubted"),
    [
        (
            ["Yth. Kepala Dinas Koperasi dan UM", "c.q. Bidang Kelembagaan"],
            "Kepala Dinas Koperasi dan UM c.q. Bidang Kelembagaan",
            True,
        ),
        (
            ["Yth. Bupati Jombang", "c/q Kepala Dinas Koperasi"],
            "Bupati Jombang c/q Kepala Dinas Koperasi",
            False,
        ),
    ],
)
def test_who_is_to_deal_with_it_within_the_office_is_an_addressee_in_doubt(
    rows: list[str], office: str, is_doubted: bool
) -> None:
    tujuan = read(*rows, "di Jombang", "", "Dengan hormat,", *END)["tujuan"]
    assert (tujuan.value, tujuan.needs_review) == (office, is_doubted)


def test_a_long_line_below_the_addressee_is_the_letter_s_own() -> None:
    long = "Sertifikat NIK koperasi kami (Kop. Pemuda Tunas Bersemi) masa berlakunya sudah habis"
    assert (
        read("Yth. Dinkop UM Jombang", long, "dan tidak aktif.", *END)["tujuan"].value == "Dinkop UM Jombang"
    )


def test_an_addressee_without_a_word_of_an_office_is_doubted() -> None:
    fields = read("Kepada", "Kabupaten Jombang", "di Jombang", "", "Dengan hormat,", *END)
    assert fields["tujuan"].needs_review


@pytest.mark.parametrize("title", ["SURAT PERMOHONAN", "SURAT PENGADUAN", "SURAT PERMOHONAN KONSULTASI"])
def test_the_name_of_the_paper_is_no_subject(title: str) -> None:
    fields = read([(500, title)], "Kepada Yth. Kepala Dinas Koperasi", "", "Dengan hormat,", *END)
    assert fields["perihal"].value is None


def _body(text: str) -> dict[str, Field]:
    return read(*BEGUN, text, *END)


def test_who_writes_in_a_sentence_and_where_he_lives() -> None:
    fields = _body(
        "Saya, Suparmi, NIK 3517035512619007, beralamat di Desa Sidowarek Kecamatan Ngoro, HP 0857331090."
    )
    assert fields["pemohon_nama"].value == "Suparmi"
    assert fields["pemohon_alamat"].value == "Desa Sidowarek Kecamatan Ngoro"


def test_the_office_of_somebody_else_is_not_the_writer_s() -> None:
    fields = _body("Saya Suparmi, tinggal di Ngoro, istri almarhum Pak Kartolo, anggota KUD Dewi Sri Waluyo.")
    assert fields["pemohon_jabatan"].value is None


def test_the_client_asks_and_not_his_lawyer() -> None:
    fields = _body("Kami adalah kuasa dari Ibu Ngatemi, NIK 3517066204719034, tinggal di Dusun Seketi Lor.")
    assert fields["pemohon_nama"].value == "Ngatemi"
    assert fields["pemohon_nik"].value == "3517066204719034"
    assert fields["pemohon_jabatan"].value is None


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
    ],
)  # fmt: skip
def test_the_koperasi_s_seat_told_in_a_sentence(text: str, seat: str) -> None:
    assert _body(text)["koperasi_alamat"].value == seat


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


@pytest.mark.parametrize("name", ["H. Zainal Muttaqin, S.H.I.", "Drs. H. M. Ali, S.E., M.M."])
def test_names_with_many_titles_sign(name: str) -> None:
    assert read(*PLAIN, "Ketua,", "", "", name)["pemohon_nama"].value == name


@pytest.mark.parametrize("number", ["9318/BH/II/80", "9085/BH/II/12-67"])
def test_numbers_in_law_of_the_old_years(number: str) -> None:
    fields = read("KPRI SASANA WIDYA", f"BH. No. {number} NPWP 01.987.654.3-602.000", *PLAIN)
    assert fields["koperasi_badan_hukum"].value == number


def test_an_office_is_cut_from_the_koperasi_it_is_held_in() -> None:
    fields = read(
        *BEGUN,
        "Nama : Ngatini",
        "NIK : 3517215708739021",
        "Jabatan dlm koperasi : Ketua Kopwan Seruni Mekar",
        *END,
    )
    assert fields["pemohon_jabatan"].value == "Ketua"


def test_a_plain_letter_with_a_nik_asks_and_does_not_complain() -> None:
    asking = page([
        "Kepada : Yth. Bpk. Kepala Dinas Koperasi dan UM", "Kabupaten Jombang",
        "Mohon keterangan apakah KSP Sarana Lestari sudah terdaftar.", "Terima kasih.",
        "Ngadiman", "KTP 3517142604709003",
    ])  # fmt: skip
    assert formality(asking) > 0.5


@pytest.mark.parametrize(
    ("read_as", "name"),
    [("M.USMANTO MANURUNG", "M. USMANTO MANURUNG"), ("Wiwik.Qomariyah", "Wiwik Qomariyah")],
)
def test_blanks_that_an_engine_lost_in_names(read_as: str, name: str) -> None:
    assert read(*BEGUN, f"Nama : {read_as}", "NIK : 3517215708739021", *END)["pemohon_nama"].value == name


def test_the_place_of_the_addressee_stuck_to_its_preposition() -> None:
    fields = read("Yth. Kepala Dinas Koperasi dan UM Kabupaten Jombang dijombang", *PLAIN)
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan UM Kabupaten Jombang"


def test_a_kop_s_name_in_quotation_marks_goes_on_in_the_next_line() -> None:
    fields = read(
        'KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH "ASRI', [(500, 'RODA BINA"')],
        "Alamat : Jl. Diponegoro No. 53 Ngusikan Jombang", *PLAIN,
    )  # fmt: skip
    assert fields["koperasi_nama"].value == 'KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH "ASRI RODA BINA"'
    assert fields["koperasi_alamat"].value == "Jl. Diponegoro No. 53 Ngusikan Jombang"


def test_a_lone_word_under_the_office_is_worth_less_than_a_whole_name() -> None:
    whole, lone = (read(*PLAIN, "Ketua,", "", name)["pemohon_nama"] for name in ("RATNA SARI", "LENGKA"))
    assert lone.value is None or lone.confidence < whole.confidence


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("Saya mendatangi kantor cabang di Jl. Basuki Rahmat No. 118 Jombang pada tanggal 3 Mei.",
         "Jl. Basuki Rahmat No. 118 Jombang"),
        ("MELAPORKAN KSP MEKAR ARTA YANG KANTORNYA DI JL RAYA KABUH NO 33 DEKAT PASAR KABUH.",
         "JL RAYA KABUH NO 33"),
        ("KSU Rukun Tani yang beralamat di Jl. Raya No. 90 Mojowarno (timur SD). Simpanan saya hilang.",
         "Jl. Raya No. 90 Mojowarno"),
    ],
)  # fmt: skip
def test_where_a_koperasi_is_told_to_be(told: str, address: str) -> None:
    caps = told.isupper()
    end = ("DEMIKIAN, TERIMA KASIH.",) if caps else END
    fields = read("DENGAN HORMAT," if caps else "Dengan hormat,", told, *end)
    assert fields["koperasi_alamat"].value == address
