"""Who writes a letter: said in a sentence, under labels of many kinds, in the head of his own paper."""

import pytest

from extractors.case.request import letter_fields
from models.field import Field
from tests.extractors.paper import Cell, line, page

Row = str | list[Cell]
TO: tuple[Row, ...] = ("Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro", "Kabupaten Jombang")
ASKED = "Kami mohon Dinas memeriksa koperasi itu karena simpanan warga belum dibayar sama sekali."
END: tuple[Row, ...] = ("Demikian permohonan ini kami sampaikan, terima kasih.",)


def read(*rows: Row) -> dict[str, Field]:
    return letter_fields([page(rows)])


def written(*body: Row, signed: tuple[Row, ...] = ()) -> dict[str, Field]:
    return read("Jombang, 9 Mei 2026", *TO, "Dengan hormat,", *body, ASKED, *END, *signed)


def test_an_address_right_behind_the_name_and_the_office_whose_numbers_are_part_of_it() -> None:
    fields = written(
        "Saya Iwan Santosa, Ketua RT 06 RW 02 Dusun Balong, Desa Balongbesuk, HP", "082139075514,"
    )
    assert fields["pemohon_alamat"].value == "RT 06 RW 02 Dusun Balong, Desa Balongbesuk"
    assert fields["pemohon_jabatan"].value == "Ketua RT 06 RW 02"


def test_an_address_behind_a_place_of_work_is_not_taken_for_the_home() -> None:
    fields = written("Saya Iwan Santosa, karyawan toko Sumber, Jl. Merdeka No. 4 Jombang, mengajukan aduan.")
    assert fields["pemohon_alamat"].value is None


def test_an_address_that_the_writer_calls_his_own_goes_before_the_koperasi_s() -> None:
    fields = written(
        "Saya Wisnu Hargono, mewakili anggota Kopkar Mulya dengan alamat koperasi di",
        "Kompleks Pabrik Gula Blok 2. Alamat saya pribadi: Desa Ceweng RT 14 RW 05, Diwek. Nomor WA",
        "0857-3019-4462.",
    )
    assert fields["pemohon_alamat"].value == "Desa Ceweng RT 14 RW 05, Diwek"


def test_a_number_behind_an_address_or_a_word_that_ends_like_istri_is_the_writer_s() -> None:
    beside = written(
        "Saya, Kusnan Adi, buruh, beralamat di Dusun Banjar Desa Senden Kecamatan",
        "Peterongan, NIK 3517102010759009,",
    )
    assert beside["pemohon_nik"].value == "3517102010759009"
    tokens = written("Nama saya Dyah Kusuma, berjualan pulsa dan token listrik, NIK 3517094112839007.")
    assert tokens["pemohon_nik"].value == "3517094112839007"


def test_a_letter_in_capitals_says_who_writes() -> None:
    fields = read(
        "KUDU, 7 SEPTEMBER 2026",
        "KEPADA YTH. KEPALA DINAS KOPERASI DAN USAHA MIKRO",
        "DENGAN HORMAT, SAYA PAIDI HARTONO, ALAMAT",
        "DUSUN BALONGREJO RT 03 RW 02 DESA MADE KECAMATAN KUDU,",
        "NO. HP 0851 0338 7294, MOHON BANTUAN BAPAK.",
        "NAMA SAYA DIPAKAI ORANG LAIN UNTUK PINJAM UANG.",
        "TERIMA KASIH.",
    )
    assert fields["pemohon_nama"].value == "PAIDI HARTONO"
    assert fields["pemohon_alamat"].value == "DUSUN BALONGREJO RT 03 RW 02 DESA MADE KECAMATAN KUDU"


@pytest.mark.parametrize("label", ["Tinggal di", "Alamat sekarang", "Kediaman", "Alamat saya"])
def test_labels_of_an_address(label: str) -> None:
    fields = written(
        "Nama : Nurul Huda",
        f"— {label} : Dusun Curah RT 11, Kel. Kidul,",
        "Surabaya",
        "No. identitas (KTP) = 3517113007869019",
        "Sebagai : Koordinator pedagang",
    )
    assert fields["pemohon_alamat"].value == "Dusun Curah RT 11, Kel. Kidul, Surabaya"
    assert fields["pemohon_nik"].value == "3517113007869019"
    assert fields["pemohon_jabatan"].value == "Koordinator pedagang"


def test_a_sentence_behind_an_address_s_comma_is_no_part_of_it() -> None:
    address = "Alamat : Dusun Curah RT 11, Sumobito,"
    fields = written("Nama : Nurul Huda", address, "Dengan ini memohon bantuan Dinas.")
    assert fields["pemohon_alamat"].value == "Dusun Curah RT 11, Sumobito"


def test_the_office_under_the_other_side_is_not_the_applicant_s() -> None:
    fields = written(
        "Nama : Widarto Setyo", "Alamat : Dusun Sambigede RT 04", "memohon penyelesaian masalah dengan :",
        "Koperasi : KSP Artha Griya", "Termohon : Budi Harjanto", "Jabatan : Manajer",
    )  # fmt: skip
    assert fields["pemohon_jabatan"].value is None


def test_a_proxy_s_telephone_is_only_proposed_as_his_client_s() -> None:
    fields = written(
        "Nama : Yoga Permana", "Alamat : Jl. Raya Ngoro RT 02", "Telp. : 0852 3146 8807",
        "berdasarkan surat kuasa bertindak untuk dan atas nama ibu saya :",
        "Nama : Supinah", "Alamat : Dusun Genuk RT 05", "Ibu saya menjadi anggota Kopwan Sekar Rahayu.",
    )  # fmt: skip
    assert fields["pemohon_nama"].value == "Supinah"
    assert fields["pemohon_telepon"].needs_review
    assert fields["pemohon_jabatan"].value is None


@pytest.mark.parametrize(
    "told",
    [
        "Untuk komunikasi, nomor Ketua 0819 3772 5046.",
        "Konfirmasi mohon disampaikan kepada Sekretaris pada nomor 0819 3772 5046.",
        "Mohon kabar lewat nomor 0819 3772 5046.",
    ],
)
def test_where_the_writers_are_reached(told: str) -> None:
    assert written(told)["pemohon_telepon"].value == "081937725046"


def test_a_koperasi_s_own_telephone_goes_before_its_secretary_s() -> None:
    body = (
        "Dengan hormat,",
        "Untuk jadwal hubungi Totok Haryadi (Sekretaris) nomor HP 0812-3390-4417.",
        ASKED,
    )
    kop = "KPRI SEJAHTERA GURU Jl. Raya Peterongan 88 Telp. (0321) 877914"
    head: tuple[Row, ...] = ("Jombang, 9 Mei 2026", *TO)
    assert read(kop, *head, *body, *END)["pemohon_telepon"].value == "0321877914"
    alone = read(*head, *body, *END)["pemohon_telepon"]
    assert alone.value == "081233904417" and alone.needs_review


def test_a_proxy_who_says_who_he_is_in_a_sentence_gives_his_own_telephone() -> None:
    fields = written(
        "Saya yang bertanda tangan di bawah ini Fathur Rozi, swasta, alamat Jalan Veteran 5,",
        "HP 0877-5061-3320, bertindak untuk dan atas nama ibu kandung saya :",
        "Nama : Hj. Maimunah Aschari",
        "Alamat : Dsn. Kebonsari RT 001",
    )
    assert fields["pemohon_nama"].value == "Hj. Maimunah Aschari"
    assert fields["pemohon_telepon"].needs_review


def test_an_office_at_the_end_of_the_first_writer_s_item_and_an_heir() -> None:
    item = written(
        "1. Ir. Yohanes Budi, No. KTP 3517080707649003, alamat Jl. Irian Jaya 27, Ketua terpilih;",
        "2. Hajah Rodliyah, No. KTP 3517084505709012, alamat Dusun Ngemplak, Sekretaris terpilih;",
    )
    assert item["pemohon_jabatan"].value == "Ketua terpilih"
    heir = written("Saya, Nur Faizah, NIK 3517065203859031, selaku istri dan ahli waris dari almarhum.")
    assert heir["pemohon_jabatan"].value == "ahli waris"


def test_an_address_in_capitals_goes_on_at_a_wide_step() -> None:
    lines = [
        line(text, x, 600 + 70 * at)
        for at, (x, text) in enumerate([(150, "ALAMAT : DUSUN SARI RT 10"), (285, "DESA NGOGRI KEC MEGALUH")])
    ]
    read_page = page(["Jombang, 9 Mei 2026", *TO, "Dengan hormat,", "Nama : Abdul Mun"])
    with_address = read_page.model_copy(update={"lines": (*read_page.lines, *lines)})
    address = letter_fields([with_address])["pemohon_alamat"].value
    assert address == "DUSUN SARI RT 10 DESA NGOGRI KEC MEGALUH"


def test_a_memo_of_a_forum_whose_speaker_says_who_he_is() -> None:
    fields = read(
        [(150, "Kepada"), (400, "Kepala Dinas Koperasi dan Usaha Mikro")],
        [(150, "Dari"), (400, "Forum Anggota Kopkar Gula Mulya")],
        [(150, "Tanggal"), (400, "Selasa, 4 Agustus 2026")],
        [(150, "Perihal"), (400, "Permohonan Konsultasi Tata Cara Rapat")],
        "Dengan hormat,",
        "Saya Wisnu Hargono, bertempat tinggal di Desa Ceweng RT 14 RW 05, mohon penjelasan.",
        ASKED,
        "Salam hormat,",
        "",
        "Wisnu Hargono",
        "Juru Bicara Forum Anggota",
    )
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro"
    assert fields["pemohon_nama"].value == "Wisnu Hargono"
    assert fields["pemohon_alamat"].value == "Desa Ceweng RT 14 RW 05"
    assert fields["pemohon_jabatan"].value == "Juru Bicara Forum Anggota"


@pytest.mark.parametrize(
    ("office", "read_as"),
    [
        ("KEPALA DESA PURWALEGI", "KEPALA DESA PURWALEGI"),
        ("Notaris di Kabupaten Jombang,", "Notaris"),
        ("Pemilik", "Pemilik"),
        ("Ketua Kopwan", "Ketua"),
        ("Pemilik Toko Sumber Rejeki", "Pemilik Toko Sumber Rejeki"),
    ],
)
def test_offices_of_those_who_write_on_paper_of_their_own(office: str, read_as: str) -> None:
    fields = written(signed=([(900, office)], "", [(900, "SUNARDI WIBISANA, S.Sos.")]))
    assert fields["pemohon_jabatan"].value == read_as


@pytest.mark.parametrize("told", ["Mujiono Hadi (Ketua Kelompok)", "Mujiono Hadi / Ketua Kelompok"])
def test_name_and_office_behind_one_label(told: str) -> None:
    fields = written(f"Nama : {told}", "Alamat : Dusun Sari RT 1")
    assert fields["pemohon_nama"].value == "Mujiono Hadi"
    assert fields["pemohon_jabatan"].value == "Ketua Kelompok"


def test_the_other_side_s_telephone_is_not_the_applicant_s() -> None:
    fields = written(
        "I. PEMOHON", "Nama : Mujiono Hadi", "Alamat : Dusun Sari RT 1",
        "II. TERMOHON", "Nama : KSP Maju Jaya", "Alamat : Jl. Raya 5", "Telp. : 0321-871122",
    )  # fmt: skip
    assert fields["pemohon_telepon"].value is None


def test_of_two_who_sign_side_by_side_in_no_office_the_first_is_proposed() -> None:
    fields = written(signed=("Wakil pedagang,", "", [(150, "Suwandi Hadi"), (900, "Khusnul Fadilah")]))
    assert fields["pemohon_nama"].value == "Suwandi Hadi"
    assert fields["pemohon_nama"].needs_review


def test_an_office_before_the_name_on_its_line() -> None:
    fields = written(
        signed=("Jombang, tgl 5 Juni 2026", "Ketua Umum : Rudi Hartono", "Sekretaris : Budi Santoso")
    )
    assert fields["pemohon_nama"].value == "Rudi Hartono"
    assert fields["pemohon_jabatan"].value == "Ketua Umum"


def test_a_notary_says_his_office_behind_his_name() -> None:
    fields = written("Saya Ahmad Fauzi, S.H., Notaris di Jombang, berkantor di Jl. Wahid Hasyim 20 Jombang.")
    assert fields["pemohon_jabatan"].value == "Notaris"


def test_his_home_told_in_another_sentence_is_proposed_and_is_no_name() -> None:
    told = "Alamat rumah saya Dsn. Krajan RT 1 RW 2 Desa Sukodadi Kec. Kabuh. HP saya 0857 3312 4455."
    fields = written(ASKED, told, signed=("Hormat saya,", "", "Kasnawi Putra"))
    assert fields["pemohon_nama"].value == "Kasnawi Putra"
    assert fields["pemohon_alamat"].value == "Dsn. Krajan RT 1 RW 2 Desa Sukodadi Kec. Kabuh"
    assert fields["pemohon_alamat"].needs_review


def test_a_kelurahan_in_the_koperasi_s_name_makes_nobody_a_witness() -> None:
    signed: tuple[Row, ...] = (
        "Koperasi Kelurahan Merah Putih Tegal",
        "",
        [(150, "Farhan Aditya Nugroho"), (900, "Silvia Anggraini")],
        [(150, "Ketua"), (900, "Sekretaris")],
    )
    fields = written(signed=signed)
    assert fields["pemohon_nama"].value == "Farhan Aditya Nugroho"
    assert fields["pemohon_jabatan"].value == "Ketua"


def test_a_board_s_members_with_their_offices_in_brackets() -> None:
    signed: tuple[Row, ...] = (
        [(600, "Badan Pengawas KUD Sri Boga")], [(150, "1. Siswoyo Adi (Ketua)")],
        [(150, "2. Matnasir"), (400, "(Anggota)")], [(150, "3. Dra. Hartatik (Anggota)")],
    )  # fmt: skip
    fields = written(signed=signed)
    assert fields["pemohon_nama"].value == "Siswoyo Adi"
    assert fields["pemohon_jabatan"].value == "Ketua Badan Pengawas"
    assert fields["pemohon_jabatan"].needs_review


@pytest.mark.parametrize(
    ("kop", "home"),
    [
        (("PEMERINTAH KABUPATEN JOMBANG", "DESA PURWALEGI",
          "Jalan Balai Desa Nomor 1 Kode Pos 61453, Pos-el: a@b.id"),
         "Jalan Balai Desa Nomor 1 Kode Pos 61453"),
        (("UD. SUMBER PANGAN", "Dsn. Pulorejo RT 04 RW 03 Desa Pulorejo", "Kec. Tembelang HP. 0811 3055 472"),
         "Dsn. Pulorejo RT 04 RW 03 Desa Pulorejo Kec. Tembelang"),
        (("NOTARIS & PPAT", "SK. Menteri Hukum dan HAM RI Nomor AHU-00512",
          "Jl. Wahidin No. 76 Jombang Telepon (0321) 852611"),
         "Jl. Wahidin No. 76 Jombang"),
        (("KELOMPOK TANI NGUDI", "DUSUN KEDUNG DESA DARUREJO", "KECAMATAN PLANDAAN KABUPATEN JOMBANG"),
         "DUSUN KEDUNG DESA DARUREJO KECAMATAN PLANDAAN KABUPATEN JOMBANG"),
    ],
)  # fmt: skip
def test_the_head_of_a_paper_that_is_no_koperasi_s(kop: tuple[str, ...], home: str) -> None:
    fields = read(*([(500, line)] for line in kop), "Jombang, 9 Mei 2026", *TO, "Dengan hormat,", ASKED, *END)
    assert fields["pemohon_alamat"].value == home
    assert fields["pemohon_alamat"].needs_review


def test_the_head_of_a_lawyer_s_paper_is_not_his_client_s() -> None:
    kop = ("KANTOR HUKUM WIRATAMA", "Jl. Gatot Subroto 5 Jombang Telp. (0321) 877335")
    fields = read(*kop, "Jombang, 9 Mei 2026", *TO, "Dengan hormat,", ASKED, *END)
    assert fields["pemohon_alamat"].value is None
