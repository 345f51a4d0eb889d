"""Layouts and phrases of letters that a reader of one's own samples only would miss."""

import pytest

from extractors.case.request import read_letter
from models.field import Field
from tests.extractors.case.test_letter_wordings import DEMAND, MATTER
from tests.extractors.paper import Cell, page

Rows = list[str | list[Cell]]
BEGUN = ("Perihal : Permohonan Mediasi", "Dengan hormat,")
"""How a letter begins."""
PLAIN = (
    *BEGUN,
    "Bendahara lama belum mengembalikan uang kas koperasi kami.",
    "Demikian permohonan ini kami sampaikan, terima kasih.",
)
"""A letter in which nobody is named yet."""


def read(*rows: str | list[Cell]) -> dict[str, Field]:
    return read_letter([page(rows)]).fields


def test_numbers_under_the_signature_are_the_signer_s() -> None:
    fields = read(
        *PLAIN,
        [(200, "Sekretaris"), (1000, "Ketua")],
        "",
        [(200, "YUSUF EFENDI"), (1000, "SITI MUNAWAROH")],
        [(200, "Telp. 081333222111"), (1000, "NIK. 3517094505821234")],
        [(1000, "No. HP 081234567890")],
    )
    assert fields["pemohon_nama"].value == "SITI MUNAWAROH"
    assert fields["pemohon_nik"].value == "3517094505821234"
    assert fields["pemohon_telepon"].value == "081234567890"


def test_of_two_signers_the_one_who_is_no_secretary_asks_though_his_office_is_unread() -> None:
    fields = read(
        *PLAIN,
        [(1000, "Sekretaris")],
        "",
        [(200, "SITI MUNAWAROH"), (1000, "YUSUF EFENDI")],
    )
    assert fields["pemohon_nama"].value == "SITI MUNAWAROH"


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


def test_several_labels_on_one_line() -> None:
    fields = read(
        "Hal : Mohon Mediasi",
        "Kami yang bertanda tangan di bawah ini :",
        "1. Nama : Kasiman NIK : 3517150107580001 Alamat : Rejoagung RT 01",
        "2. Nama : Sutrisno NIK : 3517151203720003 Alamat : Rejoagung RT 02",
        "memohon pertemuan dengan pengurus KUD Sri Rejeki tentang SHU yang belum dibagikan.",
    )
    assert fields["pemohon_nama"].value == "Kasiman"
    assert fields["pemohon_nik"].value == "3517150107580001"
    assert fields["pemohon_alamat"].value == "Rejoagung RT 01"


def test_an_identity_block_whose_name_label_is_hidden() -> None:
    fields = read(
        "Perihal : Permohonan Mediasi",
        "Yang bertanda tangan di bawah ini :",
        [(260, "a Lengkap"), (520, ": AGUS KURNIAWAN")],
        [(200, "NIK"), (520, ": 3517091708820013")],
        [(200, "Alamat"), (520, ": Dsn. Krajan RT 01 RW 02")],
        "Simpanan saya di KSP Artha Bakti belum dapat dicairkan.",
    )
    assert fields["pemohon_nama"].value == "AGUS KURNIAWAN"
    assert fields["pemohon_nik"].value == "3517091708820013"


@pytest.mark.parametrize(
    ("sentence", "koperasi"),
    [
        ('Saya anggota Koperasi KSU "Asri Harapan" sejak lama.', 'KSU "Asri Harapan"'),
        ("Saya anggota KSP Sumber Rejeki Desa Mojongapit sejak lama.", "KSP Sumber Rejeki"),
        ("Uang itu ada di KPRI Bina Sejahtera. Adapun pengurusnya diam.", "KPRI Bina Sejahtera"),
    ],
)
def test_where_a_koperasi_s_name_begins_and_ends(sentence: str, koperasi: str) -> None:
    assert read("Dengan hormat,", sentence, "Demikian, terima kasih.")["koperasi_nama"].value == koperasi


def test_a_dash_misread_as_a_figure_is_no_letter_number() -> None:
    rows: Rows = [[(150, "Nomor"), (320, ": 2")], "Perihal : Permohonan Mediasi", "Dengan hormat,"]
    assert read(*rows)["nomor_surat"].value is None


def test_help_with_settling_a_dispute_is_a_settlement_and_advice_on_one_is_advice() -> None:
    kinds = [
        read(f"Perihal : Permohonan {wish}", "Dengan hormat,", "Demikian, terima kasih.")[
            "jenis_layanan"
        ].value
        for wish in ("Pendampingan Penyelesaian Sengketa", "Konsultasi Penyelesaian Sengketa")
    ]
    assert kinds == ["penyelesaian_masalah", "konsultasi"]


@pytest.mark.parametrize(
    "value", ["Permohonan Bimbingan", "- Permohonan Bimbingan", ". Permohonan Bimbingan"]
)
def test_a_subject_without_its_colon_stands_beside_its_label(value: str) -> None:
    fields = read(
        [(150, "Nomor"), (340, ": 70/KPRI-GM/05/2026")],
        [(150, "Hal"), (340, value)],
        [(370 if value[0] in "-." else 340, "Perubahan Anggaran Dasar")],
        [(150, "Kepada Yth :")],
        "Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
        "Dengan hormat,",
        "Alamat koperasi kami berpindah sehingga anggaran dasar perlu disesuaikan.",
        "Demikian permohonan ini kami sampaikan, terima kasih.",
    )
    assert fields["perihal"].value == "Permohonan Bimbingan Perubahan Anggaran Dasar"


def test_a_letter_without_a_readable_name_is_doubted() -> None:
    fields = read(
        *PLAIN,
        "Hormat kami,",
    )
    assert fields["pemohon_nama"].value is None and fields["pemohon_nama"].needs_review


def test_an_addressee_s_kabupaten_is_not_said_twice() -> None:
    fields = read(
        "Kepada Yth :",
        "Kepala Dinas Koperasi dan UM Kabupaten",
        "Jombang",
        "Jombang",
        "Dengan hormat,",
        "Bendahara lama belum mengembalikan uang kas koperasi kami.",
    )
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan UM Kabupaten Jombang"


@pytest.mark.parametrize(
    "read_as",
    ["AHU-0993064 AH 01 26 TAHUN 2021", "AHU-0993064.AH.0126.TAHUN 2021", "AHU.0993064.AH.01 26.TAHUN 2021"],
)
def test_marks_lost_in_a_number_of_the_ministry_come_back(read_as: str) -> None:
    fields = read(
        [(400, "KSP ARTHA BAKTI")],
        [(400, f"Badan Hukum No. {read_as}")],
        "Perihal : Permohonan Mediasi",
        "Dengan hormat,",
        "Bendahara lama belum mengembalikan uang kas koperasi kami.",
    )
    assert fields["koperasi_badan_hukum"].value == "AHU-0993064.AH.01.26.TAHUN 2021"


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


def test_a_secretary_who_signs_alone_is_only_proposed() -> None:
    fields = read(
        *PLAIN,
        [(1000, "Sekretaris")],
        "",
        [(1000, "TAUFIG EFENDI")],
    )
    assert fields["pemohon_nama"].value == "TAUFIQ EFENDI" and fields["pemohon_nama"].needs_review


@pytest.mark.parametrize(
    ("asked", "kind"),
    [("Kami mengharapkan arahan Dinas.", "konsultasi"), ("Mohon kami dipertemukan.", "penyelesaian_masalah")],
)
def test_help_in_the_subject_is_for_what_the_body_asks(asked: str, kind: str) -> None:
    fields = read(
        "Perihal : Permohonan Bantuan Pemutakhiran Data Koperasi",
        "Dengan hormat,",
        f"Data pengurus masih mencantumkan pengurus lama. {asked}",
        "Demikian permohonan ini kami sampaikan, terima kasih.",
    )
    assert fields["jenis_layanan"].value == kind


def test_an_initial_taken_for_a_colon_comes_back_from_the_signature() -> None:
    fields = read(
        "Perihal : Permohonan Mediasi",
        "Dengan hormat, saya yang bertanda tangan di bawah ini :",
        [(150, "Nama lengkap"), (500, ": Wayan Susanto")],
        [(150, "NIK"), (500, ": 3517091708820013")],
        "Bendahara lama belum mengembalikan uang kas koperasi kami.",
        "Demikian permohonan ini kami sampaikan, terima kasih.",
        [(1000, "Hormat saya,")],
        "",
        [(1000, "(I Wayan Susanto)")],
    )
    assert fields["pemohon_nama"].value == "I Wayan Susanto"


def test_scraps_of_ink_make_no_name() -> None:
    fields = read(
        "Perihal : Permohonan Mediasi",
        "Dengan hormat, saya yang bertanda tangan di bawah ini :",
        [(150, "Nama lengkap"), (500, ": H HA")],
        "Bendahara lama belum mengembalikan uang kas koperasi kami.",
        "Demikian permohonan ini kami sampaikan, terima kasih.",
    )
    assert fields["pemohon_nama"].value is None and fields["pemohon_nama"].needs_review


def test_a_house_number_in_a_cell_of_its_own_belongs_to_the_address() -> None:
    fields = read(
        "Dengan hormat, saya yang bertanda tangan di bawah ini :",
        [(150, "Nama"), (500, ": SITI MUNAWAROH")],
        [
            (150, "Alamat Rumah"),
            (500, ": Jl. Pahlawan Gg."),
            (840, "No. 205 RT 24 RW 09 Desa Karangan Kec. Bareng"),
        ],
        [(150, "NIK"), (500, ": 3517094505821234")],
        "Bendahara lama belum mengembalikan uang kas koperasi kami.",
    )
    assert fields["pemohon_alamat"].value == "Jl. Pahlawan Gg. No. 205 RT 24 RW 09 Desa Karangan Kec. Bareng"


def test_a_narrow_table_s_count_and_name_headings_are_one_cell() -> None:
    fields = read(
        "Dengan hormat, kami para anggota koperasi :",
        [(150, "No (Nama"), (620, "NIK"), (950, "Alamat")],
        [(150, "1 SITI MUNAWAROH"), (620, "3517094505821234"), (950, "Dsn. Krajan RT 01")],
        [(150, "2 YUSUF EFENDI"), (620, "3517091708820013"), (950, "Dsn. Pilang RT 02")],
        "Bendahara lama belum mengembalikan uang kas koperasi kami.",
        "Demikian permohonan ini kami sampaikan, terima kasih.",
    )
    assert fields["pemohon_nama"].value == "SITI MUNAWAROH"
    assert fields["pemohon_nik"].value == "3517094505821234"
    assert fields["pemohon_alamat"].value == "Dsn. Krajan RT 01"


def test_a_slash_before_a_month_read_as_a_stroke() -> None:
    fields = read("Nomor : 165/B/KOPPAS-ADAIIII/2026", "Perihal : Permohonan Mediasi", "Dengan hormat,")
    assert fields["nomor_surat"].value == "165/B/KOPPAS-ADA/III/2026"


@pytest.mark.parametrize("lead", ["Kepaca Yth.", "Kepada Yth.", "Yth.", "Kepada"])
def test_an_addressee_begins_behind_its_lead_though_a_letter_of_it_is_misread(lead: str) -> None:
    fields = read(f"{lead} Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang", "di Tempat", "Dengan hormat,")
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang"


def test_a_name_behind_a_misread_colon_and_with_a_misread_q_is_the_client_s() -> None:
    fields = read(
        *BEGUN,
        "Yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (500, ": I WAYAN YULIANTO")],
        [(200, "Pekerjaan"), (500, ": Advokat")],
        "berdasarkan surat kuasa khusus bertindak untuk dan atas nama pemberi kuasa :",
        [(200, "Nama Lengkap"), (500, "1. NURUL SITUMORANG @OMARIYAH")],
        [(200, "No. Identitas"), (500, ": 3517126807719568")],
        MATTER,
        DEMAND,
    )
    assert fields["pemohon_nama"].value == "NURUL SITUMORANG QOMARIYAH"


def test_a_member_s_office_in_its_own_column_is_no_label() -> None:
    fields = read(
        *BEGUN,
        "Saya yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (500, "Wiwik Ermawati")],
        [(200, "Jabatan"), (500, "Anggota Koperasi")],
        MATTER,
        DEMAND,
    )
    assert fields["pemohon_jabatan"].value == "Anggota Koperasi"


def test_a_koperasi_s_name_ends_with_the_short_last_line_of_its_paragraph() -> None:
    fields = read(
        *BEGUN,
        "Petugas datang menagih hutang atas nama saya dan yang kami maksud adalah Koperasi Konsumen",
        "Asri Budi",
        "Urutan kejadiannya kami sampaikan kepada Bapak Kepala Dinas sebagai berikut di bawah ini",
        MATTER,
        DEMAND,
    )
    assert fields["koperasi_nama"].value == "Koperasi Konsumen Asri Budi"


def test_where_an_officer_is_spoken_of_the_koperasi_is_only_proposed_as_the_other_side() -> None:
    told = "Tagihan datang dari Koperasi Konsumen Asri Budi oleh orang selaku manajer di sana."
    respondent = read(*BEGUN, told, MATTER, DEMAND)["termohon_nama"]
    assert respondent.value != "Koperasi Konsumen Asri Budi" or respondent.needs_review
    lost = "Adapun pihak yang kan maksud adalah Saudara Alex Widodo selaku manajer koperasi kami."
    assert read(*BEGUN, lost, MATTER, DEMAND)["termohon_nama"].value == "Alex Widodo"


def test_a_respondent_s_name_that_goes_on_in_a_misread_word_is_doubted() -> None:
    told = "Adapun pihak yang kami maksud adalah Sdr. Rudi Ekaputra {} bendahara koperasi kami."
    assert read(*BEGUN, told.format("sanyane selaku"), MATTER, DEMAND)["termohon_nama"].needs_review
    assert not read(*BEGUN, told.format("selaku"), MATTER, DEMAND)["termohon_nama"].needs_review


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (
            'Pengurus Koperasi Karyawan "Arum. Sejati" tidak pernah rapat.',
            'Koperasi Karyawan "Arum. Sejati"',
        ),
        ('Saya anggota Koperasi Koperasi Konsumen "Kartini" sejak lama.', 'Koperasi Konsumen "Kartini"'),
        (
            "Petugas Koperasi Unit Desa Mitra Gotong menagih saya. Koperasi Unit s itu.",
            "Koperasi Unit Desa Mitra Gotong",
        ),
    ],
)  # fmt: skip
def test_specks_doubled_words_and_cut_kinds_do_not_change_a_koperasi_s_name(told: str, name: str) -> None:
    assert read(*BEGUN, told, MATTER, DEMAND)["koperasi_nama"].value == name


def test_an_addressee_whose_yth_is_hidden_is_told_by_its_office() -> None:
    rows = ["Jombang, 6 Mei 2026", "Kepala Dinas Koperasi dan Usaha Mikro Jombang", "di Jombang"]
    field = read(*rows, *BEGUN, MATTER, DEMAND)["tujuan"]
    assert field.value == "Kepala Dinas Koperasi dan Usaha Mikro Jombang"


def test_a_speck_before_a_name_is_no_part_of_it() -> None:
    fields = read(
        *BEGUN,
        "Yang bertanda tangan di bawah ini saya Umi .Wahyuni, alamat Desa Suko.",
        MATTER,
        DEMAND,
    )
    assert fields["pemohon_nama"].value == "Umi Wahyuni"


@pytest.mark.parametrize("dash", ["25", "K2", "5", "Tag"])
def test_a_dash_misread_as_two_figures_is_no_letter_number(dash: str) -> None:
    assert read([(100, "Nomor"), (400, f": {dash}")], *BEGUN, MATTER, DEMAND)["nomor_surat"].value is None
