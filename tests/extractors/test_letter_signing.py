"""Who signs a letter: names under their offices, among scraps of a stamp's text."""

import pytest

from extractors.letter.letter import letter_fields
from models.field import Field
from tests.extractors.paper import Cell, page
from tests.extractors.test_letter_wordings import DEMAND, MATTER

HEAD = ("Jombang, 9 Mei 2026", "Perihal : Permohonan Mediasi", "Kepada Yth. Kepala Dinas Koperasi")


def read(*rows: str | list[Cell]) -> dict[str, Field]:
    return letter_fields([page([*HEAD, "Dengan hormat,", *rows])])


def test_where_only_the_secretary_s_name_is_read_nobody_is_named_in_the_chief_s_place() -> None:
    signed = ([(200, "Sekretaris"), (1000, "Ketua")], "", [(200, "Muhammad Permadi")])
    fields = read(MATTER, DEMAND, *signed)
    assert fields["pemohon_nama"].value is None and fields["pemohon_nama"].needs_review
    assert fields["pemohon_jabatan"].value == "Ketua" and fields["pemohon_jabatan"].needs_review


@pytest.mark.parametrize("scrap", ["KOP", "OPERASI KONSUIEN", "LUHUR WASKITA"])
def test_of_what_stands_under_an_office_the_lowest_is_the_name(scrap: str) -> None:
    fields = read(MATTER, DEMAND, [(1000, "Ketua")], [(1000, scrap)], [(1000, "Eko Fathoni Setiawan")])
    assert fields["pemohon_nama"].value == "Eko Fathoni Setiawan"


def test_a_person_of_one_name_signs_under_his_office() -> None:
    fields = read(MATTER, DEMAND, [(1000, "Wakil Ketua")], "", [(1000, "Sarinem")])
    assert fields["pemohon_nama"].value == "Sarinem"
    assert fields["pemohon_jabatan"].value == "Wakil Ketua"


def test_a_lone_word_without_an_office_over_it_is_no_name() -> None:
    assert read(MATTER, DEMAND, "", [(1000, "Sarinem")])["pemohon_nama"].value is None


def test_a_name_behind_a_misread_colon_and_with_a_misread_q_is_the_client_s() -> None:
    fields = read(
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
        "Saya yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (500, "Wiwik Ermawati")],
        [(200, "Jabatan"), (500, "Anggota Koperasi")],
        MATTER,
        DEMAND,
    )
    assert fields["pemohon_jabatan"].value == "Anggota Koperasi"


def test_a_koperasi_s_name_ends_with_the_short_last_line_of_its_paragraph() -> None:
    fields = read(
        "Petugas datang menagih hutang atas nama saya dan yang kami maksud adalah Koperasi Konsumen",
        "Asri Budi",
        "Urutan kejadiannya kami sampaikan kepada Bapak Kepala Dinas sebagai berikut di bawah ini",
        MATTER,
        DEMAND,
    )
    assert fields["koperasi_nama"].value == "Koperasi Konsumen Asri Budi"


def test_where_an_officer_is_spoken_of_the_koperasi_is_only_proposed_as_the_other_side() -> None:
    told = "Tagihan datang dari Koperasi Konsumen Asri Budi oleh orang selaku manajer di sana."
    respondent = read(told, MATTER, DEMAND)["termohon_nama"]
    assert respondent.value != "Koperasi Konsumen Asri Budi" or respondent.needs_review
    lost = "Adapun pihak yang kan maksud adalah Saudara Alex Widodo selaku manajer koperasi kami."
    assert read(lost, MATTER, DEMAND)["termohon_nama"].value == "Alex Widodo"


def test_a_lone_name_over_its_number_signs_beside_a_secretary() -> None:
    fields = read(
        MATTER,
        DEMAND,
        [(1000, "Sekretaris")],
        [(200, "Sardi"), (1000, "CICIK AYUNINGTYAS")],
        [(200, "NIK. 3517040607619360")],
    )
    assert fields["pemohon_nama"].value == "Sardi"
    assert fields["pemohon_nik"].value == "3517040607619360"


def test_a_respondent_s_name_that_goes_on_in_a_misread_word_is_doubted() -> None:
    told = "Adapun pihak yang kami maksud adalah Sdr. Rudi Ekaputra {} bendahara koperasi kami."
    assert read(told.format("sanyane selaku"), MATTER, DEMAND)["termohon_nama"].needs_review
    assert not read(told.format("selaku"), MATTER, DEMAND)["termohon_nama"].needs_review


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
    assert read(told, MATTER, DEMAND)["koperasi_nama"].value == name


def test_an_addressee_whose_yth_is_hidden_is_told_by_its_office() -> None:
    rows = ["Jombang, 6 Mei 2026", "Kepala Dinas Koperasi dan Usaha Mikro Jombang", "di Jombang"]
    field = letter_fields([page([*rows, "Dengan hormat,", MATTER, DEMAND])])["tujuan"]
    assert field.value == "Kepala Dinas Koperasi dan Usaha Mikro Jombang"


def test_a_speck_before_a_name_is_no_part_of_it() -> None:
    fields = read("Yang bertanda tangan di bawah ini saya Umi .Wahyuni, alamat Desa Suko.", MATTER, DEMAND)
    assert fields["pemohon_nama"].value == "Umi Wahyuni"


@pytest.mark.parametrize("dash", ["25", "K2", "5", "Tag"])
def test_a_dash_misread_as_two_figures_is_no_letter_number(dash: str) -> None:
    assert read([(100, "Nomor"), (400, f": {dash}")], MATTER, DEMAND)["nomor_surat"].value is None
