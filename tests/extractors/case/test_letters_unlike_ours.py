"""Letters without a salutation, forms, printed messages, seats of koperasi: samples/outside, set h."""

import pytest

from extractors.case.request import read_letter
from models.field import Field
from tests.extractors.paper import Cell, page

Row = str | list[Cell]
TO: tuple[Row, ...] = ("Yth. Kepala Dinas Koperasi dan Usaha Mikro", "Kabupaten Jombang")
END: tuple[Row, ...] = ("Demikian permohonan ini kami sampaikan, terima kasih.",)
ASKED = "Saya mohon Dinas memeriksa koperasi tersebut karena simpanan saya belum dibayar sama sekali."


def read(*rows: Row) -> dict[str, Field]:
    return read_letter([page(rows)]).fields


def values(fields: dict[str, Field], *names: str) -> list[str | bool | None]:
    return [fields[name].value for name in names]


def test_a_letter_without_a_salutation_begins_with_its_first_sentence() -> None:
    fields = read(
        *TO,
        "Saya, Dwi Rahmawati, NIK 3517095112949021, karyawan toko, bertempat",
        "tinggal di Jl. Anggrek No. 14 RT 003 RW 007 Desa Candimulyo, nomor WA 089536207711,",
        "melalui surat ini bermaksud mengadukan KSP Mitra Dana Usaha.",
        ASKED,
        *END,
        "Jombang, 3 Agustus 2026",
        "Dwi Rahmawati",
    )
    assert values(fields, "pemohon_nik", "tujuan") == [
        "3517095112949021",
        "Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
    ]
    assert fields["pemohon_alamat"].value == "Jl. Anggrek No. 14 RT 003 RW 007 Desa Candimulyo"


def test_a_place_and_date_just_over_the_signature_words_belong_to_the_closing() -> None:
    fields = read(*TO, "Assalamualaikum wr. wb.", ASKED, "", "", "", "Megaluh, 16 Maret 2026", "Pemohon,", "",
                  "Lukman Hakim")  # fmt: skip
    assert values(fields, "tanggal_surat", "tempat_surat") == ["2026-03-16", "Megaluh"]


def test_the_place_beside_an_islamic_date_belongs_to_the_date_below() -> None:
    fields = read(*TO, "Dengan hormat,", ASKED, *END, "Jombang, 11 Jumadil Awal 1448 H", "23 Oktober 2026 M")
    assert values(fields, "tanggal_surat", "tempat_surat") == ["2026-10-23", "Jombang"]


def test_dashes_of_a_date_that_an_engine_lost_behind_its_label() -> None:
    fields = read(*TO, "Dengan hormat,", ASKED, *END, "Jombang, tanggal 21 4 2026", "Pemohon")
    assert fields["tanggal_surat"].value == "2026-04-21"


def test_a_printed_message_was_written_when_it_was_sent() -> None:
    fields = read(
        "30/06/26 07.58 Kotak Masuk - Permohonan konsultasi NIK koperasi",
        "Yuliana Kristanti - Senin, 29 Juni 2026 pukul 20.41",
        *TO,
        "Selamat malam Bapak/Ibu,",
        "Perkenalkan, saya Yuliana Kristanti, Bendahara KPRI Adi Karsa.",
        ASKED,
        "Terima kasih banyak sebelumnya.",
        "Yuliana Kristanti",
        "NIK 3517176303879003",
        "BA RAT",
    )
    assert values(fields, "tanggal_surat", "perihal", "pemohon_nik") == [
        "2026-06-29",
        "Permohonan konsultasi NIK koperasi",
        "3517176303879003",
    ]


def test_a_ticked_box_says_what_is_asked() -> None:
    ticked = "9. Jenis layanan: ( ) Konsultasi (X) Pengaduan ( ) Penyelesaian masalah"
    fields = read(*TO, "Dengan hormat,", ticked, "Mohon RAT dapat dilaksanakan.", *END)
    assert fields["jenis_layanan"].value == "pengaduan"


def test_labels_that_name_the_chairman_of_a_founding_committee() -> None:
    fields = read(
        *TO,
        "Salam sehat, kami warga peternak kambing telah bersepakat untuk mendirikan koperasi.",
        [(150, "NIK ketua panitia"), (600, "3517050909909004")],
        [(150, "Alamat ketua panitia"), (600, "Dsn. Dampak RT 009 RW 003 Desa Panglungan")],
        "Kami belum mengetahui tata caranya.",
        *END,
    )
    assert fields["pemohon_alamat"].value == "Dsn. Dampak RT 009 RW 003 Desa Panglungan"


def test_a_block_under_pewaris_is_not_the_applicant_s() -> None:
    fields = read(
        *TO,
        "Assalamualaikum wr. wb.",
        "I. Pemohon",
        [(150, "Nama"), (500, ": Lukman Hakim Syaifuddin")],
        [(150, "NIK"), (500, ": 3517201106859017")],
        "bertindak untuk diri sendiri dan sebagai kuasa dari adik kandungnya.",
        "II. Pewaris",
        [(150, "Nama"), (500, ": Almh. Hj. Musyarofah")],
        [(150, "No. KTP"), (500, ": 3517206009599002")],
        ASKED,
        *END,
    )
    assert values(fields, "pemohon_nama", "pemohon_nik") == ["Lukman Hakim Syaifuddin", "3517201106859017"]


def test_whom_a_letter_names_responsible_with_his_number() -> None:
    fields = read(
        *TO,
        "Dengan hormat,",
        "Yang akan hadir tiga orang dengan penanggung jawab: Yusron Habibi, Ketua, NIK 3517051001859020,",
        "tinggal di Dusun Pengajaran RT 002 RW 001 Desa Galengdowo, telepon 081330449217.",
        *END,
    )
    assert values(fields, "pemohon_nama", "pemohon_nik") == ["Yusron Habibi", "3517051001859020"]


@pytest.mark.parametrize(
    ("told", "address"),
    [
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
def test_where_a_koperasi_told_in_the_text_has_its_seat(told: str, address: str | None) -> None:
    assert read(*TO, "Dengan hormat,", told, ASKED, *END)["koperasi_alamat"].value == address


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


def test_the_office_of_one_who_writes_for_no_koperasi_is_his_own_address() -> None:
    rows: tuple[Row, ...] = (
        *TO,
        "Dengan hormat,",
        'Menunjuk permohonan kredit yang diajukan Koperasi Karyawan "Rukun Abadi", beralamat di Jl. Raya',
        "Tunggorono No. 5, kami bermaksud melakukan konsultasi.",
        [(150, "Nama"), (500, ": Kurniawan Adi Saputro")],
        [(150, "Alamat kantor"), (500, ": Jl. Ahmad Yani No. 28 Jombatan")],
        *END,
    )
    assert values(read("PT BPR ARTHAGUNA", *rows), "pemohon_alamat", "koperasi_alamat") == [
        "Jl. Ahmad Yani No. 28 Jombatan",
        "Jl. Raya Tunggorono No. 5",
    ]
    assert read("KSP ARTHA GUNA MANDIRI", *rows)["pemohon_alamat"].value is None


def test_an_address_behind_the_number_in_law_on_one_line_of_the_kop() -> None:
    kop = "AHU-0991577.AH.01.29.TAHUN 2023 Dusun Galengdowo RT 004 RW 002, Wonosalam NPWP 0909912345602000"
    fields = read("KOPERASI PRODUSEN SUSU JAYA", kop, "", *TO, "Dengan hormat,", ASKED, *END)
    assert fields["koperasi_alamat"].value == "Dusun Galengdowo RT 004 RW 002, Wonosalam"


def test_a_number_in_law_goes_on_over_the_line_s_end() -> None:
    fields = read(
        *TO, "Dengan hormat,", "Koperasi disahkan dengan Nomor AHU-0991655.AH.01.29.TAHUN", "2023.", *END
    )
    assert fields["koperasi_badan_hukum"].value == "AHU-0991655.AH.01.29.TAHUN 2023"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dinas menjadi penengah antara kami dengan Sdr. Ahmad Rofiq selaku termohon,", "Ahmad Rofiq"),
        ("akan tetapi Sdr. SOEWANDI (termohon) sebagai ketua lama tidak mau menyerahkan stempel", "SOEWANDI"),
        ("dilakukan oleh Fathur Rozi, S.E., Ketua KSPPS Amanah, selanjutnya disebut terlapor/termohon.",
         "Fathur Rozi, S.E."),
        ("terhadap KSP Surya Gemilang, diwakili Sdr. Vincent Gunawan, selanjutnya disebut TERMOHON.",
         "KSP Surya Gemilang"),
    ],
)  # fmt: skip
def test_who_is_called_the_other_side(text: str, name: str) -> None:
    subject = "Perihal : Permohonan Mediasi"
    assert read(subject, *TO, "Dengan hormat,", text, ASKED, *END)["termohon_nama"].value == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "mohon mempertemukan saya dengan Ketua KSP tersebut, Sdr. Wahono Basuki, supaya jelas.",
            "Wahono Basuki",
        ),
        (
            "Kami minta dipertemukan dengan kepala cabangnya, namanya Pak Didit Nugraha, supaya",
            "Didit Nugraha",
        ),
        ("diselesaikan dengan manajer koperasi, Sdr. Ir. Gunarto, tanpa pengadilan.", "Ir. Gunarto"),
        (
            "Dimohon memanggil pihak termohon, yaitu Bendahara KSU Laras, Ibu Marwiyah Sofiati.",
            "Marwiyah Sofiati",
        ),
        ("Termohon: Kepala Cabang, Sdri. Fitria Lestiyani. Uang ditahan.", "Fitria Lestiyani"),
        (
            "Ketua koperasi, Pak Hardi Suwignyo, menghindar. Beliaulah kami jadikan termohon.",
            "Hardi Suwignyo",
        ),
    ],
)
def test_a_person_named_with_his_office_is_meant_before_his_koperasi(text: str, name: str) -> None:
    subject, asked = "Hal : Permohonan Penyelesaian Masalah", "Saya bermasalah dengan KSP Dana Lumintu."
    assert read(subject, *TO, "Dengan hormat,", asked, text, ASKED, *END)["termohon_nama"].value == name


def test_beside_an_officer_s_name_the_koperasi_is_only_proposed() -> None:
    subject, asked = "Hal : Permohonan Penyelesaian Masalah", "Saya bermasalah dengan KSP Dana Lumintu."
    told = "Yang memakai nama saya adalah petugas lapangan bernama Gunarto Slamet."
    assert read(subject, *TO, "Dengan hormat,", asked, told, ASKED, *END)["termohon_nama"].needs_review
    assert not read(subject, *TO, "Dengan hormat,", asked, ASKED, *END)["termohon_nama"].needs_review


def test_a_koperasi_complains_of_its_officer_and_not_of_who_signs() -> None:
    rows = (
        [(500, "KOPERASI UNIT DESA SUMBER REJEKI")],
        [(400, "Jl. Raya Bareng No. 140, Jombang, Telp. 0321-710233")],
        "Hal : Pengaduan",
        *TO,
        "Dengan hormat,",
        "Kami, Ketua, Sdr. Rangga Saputra, mengadukan manajer yang berhenti tanpa serah terima.",
        "Sdr. Ludfi Hermawan, manajer cabang kami periode 2021, belum menepati janji.",
    )
    found = read(*rows, *END, "Ketua,", "", "Rangga Saputra")["termohon_nama"]
    assert (found.value, found.needs_review) == ("Ludfi Hermawan", True)


def test_who_only_received_the_letter_s_writer_is_not_meant() -> None:
    subject, asked = "Hal : Permohonan Penyelesaian Masalah", "Saya bermasalah dengan KSP Dana Lumintu."
    text = "Saya datang ke kantor dan ditemui oleh petugas loket, Sdr. Slamet Riyadi."
    read_as = read(subject, *TO, "Dengan hormat,", asked, text, ASKED, *END)["termohon_nama"].value
    assert read_as == "KSP Dana Lumintu"


def test_a_cell_of_an_address_set_by_typewriter_is_not_lost() -> None:
    fields = read(
        *TO,
        "Dengan hormat,",
        [(150, "Nama"), (500, ": ARIS MUNANDAR")],
        [(150, "Alamat"), (500, ": Dsn. Ngembul RT 006 RW 002 Ds. Kayangan")],
        [(530, "Kec"), (640, "Diwek Kab"), (840, "Jombang")],
        ASKED,
        *END,
    )
    assert fields["pemohon_alamat"].value == "Dsn. Ngembul RT 006 RW 002 Ds. Kayangan Kec Diwek Kab Jombang"


def test_a_lawyer_asks_for_somebody_else() -> None:
    own: tuple[Row, ...] = (
        [(150, "Nama"), (500, ": Zubaidah Setyowati")],
        [(150, "Pekerjaan"), (500, ": Advokat")],
    )
    client: tuple[Row, ...] = ([(150, "Nama"), (500, ": Rumini Indrawati")],)
    opening = "Yang bertanda tangan di bawah ini :"
    both = read(
        *TO,
        "Dengan hormat,",
        opening,
        *own,
        "dalam hal ini bertindak seiaku kuosa dari :",
        *client,
        ASKED,
        *END,
    )
    assert both["pemohon_nama"].value == "Rumini Indrawati"
    alone = read(*TO, "Dengan hormat,", opening, *own, ASKED, *END)
    assert alone["pemohon_nama"].needs_review


def test_a_name_whose_second_line_stood_apart_in_the_kop_is_whole_in_the_text() -> None:
    rows: tuple[Row, ...] = (
        "KOPERASI JASA ANGKUTAN",
        "",
        "Jalan Gatot Subroto Nomor 161",
        *TO,
        "Dengan hormat,",
    )
    whole = read(
        *rows, "Bersama ini kami pengurus Koperasi Jasa Angkutan Roda Tama menyampaikan hal ini.", *END
    )
    assert whole["koperasi_nama"].value == "Koperasi Jasa Angkutan Roda Tama"
    branch = read(*rows, "Kami pengurus Koperasi Jasa Angkutan Cabang Ploso menyampaikan hal ini.", *END)
    assert branch["koperasi_nama"].value == "KOPERASI JASA ANGKUTAN"


def test_a_form_with_a_box_for_each_figure() -> None:
    boxes: list[Cell] = [
        (150, "NIK"),
        *((500 + 60 * i, figure) for i, figure in enumerate("3517105304819056")),
    ]
    fields = read(*TO, "Dengan hormat,", [(150, "Nama"), (500, ": Endah Palupi")], boxes, ASKED, *END)
    assert fields["pemohon_nik"].value == "3517105304819056"


@pytest.mark.parametrize(
    ("status", "office"), [(": Mantan Anggota (No. Anggota 2017.0336)", "Mantan Anggota"), (": Kawin", None)]
)
def test_a_status_in_the_koperasi_is_an_office(status: str, office: str | None) -> None:
    rows: tuple[Row, ...] = ([(150, "Nama"), (500, ": Lindawati Hartanto")], [(150, "Status"), (500, status)])
    assert read(*TO, "Dengan hormat,", *rows, ASKED, *END)["pemohon_jabatan"].value == office


def test_a_letter_headed_as_a_complaint_is_one() -> None:
    asked = "Pengurus diminta memberikan penjelasan kepada anggota."
    rows: tuple[Row, ...] = (*TO, "Dengan hormat,", asked, *END)
    assert read("SURAT PENGADUAN", *rows)["jenis_layanan"].value == "pengaduan"
    assert read("SURAT PERMOHONAN", *rows)["jenis_layanan"].value == "konsultasi"


def test_the_one_company_that_a_koperasi_s_letter_speaks_of_is_proposed_as_the_other_side() -> None:
    rows: tuple[Row, ...] = (
        "KUD SRI REJEKI TANI",
        "Hal : Mohon bantuan penyelesaian tagihan",
        *TO,
        "Dengan hormat,",
        "CV. Sumber Pangan Lestari belum melunasi pembayaran gabah sampai bulan September 2026.",
        "Kami mohon mediasi dengan perusahaan tersebut yang dipimpin oleh Sdr. Hendrik Gunawan.",
    )
    found = read(*rows, *END)["termohon_nama"]
    assert (found.value, found.needs_review) == ("CV. Sumber Pangan Lestari", True)
    two = read(*rows, "Gabah itu dijual lagi kepada PT Beras Jaya.", *END)["termohon_nama"]
    assert two.value != "CV. Sumber Pangan Lestari"


def test_the_holder_of_a_card_beside_his_number_as_a_member() -> None:
    told = (
        "Saya, Tan Giok Lian, anggota nomor A-0068, pemegang KTP nomor 3517094405689010, mengadukan koperasi."
    )
    assert read(*TO, "Dengan hormat,", told, ASKED, *END)["pemohon_nik"].value == "3517094405689010"


def test_an_addressee_told_in_the_sentence_of_a_form() -> None:
    told = "Dengan ini mengajukan permohonan kepada Bapak Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang"
    fields = read(
        "Yang bertanda tangan di bawah ini :", [(150, "Nama"), (500, ": Siti Aminah")], told, ASKED, *END
    )
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang"


def test_a_kop_s_name_without_the_kind_that_the_text_has_before_it() -> None:
    told = "Bersama ini kami pengurus KSPPS BMT Nurul Falah Amanah menyampaikan hal ini."
    fields = read("BMT NURUL FALAH AMANAH", "Jl. Raya Klitih No. 17", *TO, "Dengan hormat,", told, *END)
    assert fields["koperasi_nama"].value == "KSPPS BMT Nurul Falah Amanah"
