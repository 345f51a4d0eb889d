"""The head of a letter: its number, subject and addressee, also where a label or a letter of it is lost."""

from datetime import date

import pytest

from extractors.case.request import letter_fields, read_letter
from extractors.fields.indonesian import find_dates
from models.field import Field
from tests.extractors.case.letters import (
    ASKED,
    BEGUN,
    CLOSING,
    END,
    MATTER,
    PLAIN,
    SECOND_COLUMN,
    Row,
    Rows,
    read,
)
from tests.extractors.paper import Cell, line, page

ADDRESSEE = "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro"
WISH = "Kami mohon Dinas memeriksa koperasi itu karena simpanan kami belum dibayar."
BODY: tuple[Row, ...] = ("Dengan hormat,", WISH, "Demikian, terima kasih.")


def lines_with_second(second: str, *rows: str) -> dict[str, Field]:
    """A letter whose first line the second engine read as well."""
    reading = page(rows)
    first = reading.lines[0].model_copy(update={"second": second, "second_confidence": 0.98})
    return read_letter([reading.model_copy(update={"lines": (first, *reading.lines[1:])})]).fields


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
    fields = read([(150, "Cukir, 5/10/2026"), (SECOND_COLUMN, "No. 19/KK-TRMJ/X/26")], *PLAIN)
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


def test_the_place_of_the_addressee_stuck_to_its_preposition() -> None:
    fields = read("Yth. Kepala Dinas Koperasi dan UM Kabupaten Jombang dijombang", *PLAIN)
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan UM Kabupaten Jombang"


def test_an_addressee_told_in_the_sentence_of_a_form() -> None:
    told = "Dengan ini mengajukan permohonan kepada Bapak Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang"
    fields = read(
        "Yang bertanda tangan di bawah ini :", [(150, "Nama"), (500, ": Siti Aminah")], told, ASKED, *END
    )
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang"


def test_a_dash_misread_as_a_figure_is_no_letter_number() -> None:
    rows: Rows = [[(150, "Nomor"), (320, ": 2")], "Perihal : Permohonan Mediasi", "Dengan hormat,"]
    assert read(*rows)["nomor_surat"].value is None


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


def test_a_slash_before_a_month_read_as_a_stroke() -> None:
    fields = read("Nomor : 165/B/KOPPAS-ADAIIII/2026", "Perihal : Permohonan Mediasi", "Dengan hormat,")
    assert fields["nomor_surat"].value == "165/B/KOPPAS-ADA/III/2026"


@pytest.mark.parametrize("lead", ["Kepaca Yth.", "Kepada Yth.", "Yth.", "Kepada"])
def test_an_addressee_begins_behind_its_lead_though_a_letter_of_it_is_misread(lead: str) -> None:
    fields = read(f"{lead} Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang", "di Tempat", "Dengan hormat,")
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang"


def test_an_addressee_whose_yth_is_hidden_is_told_by_its_office() -> None:
    rows = ["Jombang, 6 Mei 2026", "Kepala Dinas Koperasi dan Usaha Mikro Jombang", "di Jombang"]
    field = read(*rows, *BEGUN, MATTER, CLOSING)["tujuan"]
    assert field.value == "Kepala Dinas Koperasi dan Usaha Mikro Jombang"


@pytest.mark.parametrize("dash", ["25", "K2", "5", "Tag"])
def test_a_dash_misread_as_two_figures_is_no_letter_number(dash: str) -> None:
    assert read([(100, "Nomor"), (400, f": {dash}")], *BEGUN, MATTER, CLOSING)["nomor_surat"].value is None


def test_the_addressee_ends_before_its_street_and_before_the_head_s_labels() -> None:
    for below in ("Jalan KH. Wahid Hasyim Nomor 155", "Lampiran : 2 lembar"):
        fields = read(
            "Kepada Yth.", "Kepala Dinas Koperasi dan Usaha Mikro", below, "Jombang", "Dengan hormat,", MATTER
        )
        assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro"


def test_a_title_in_capitals_over_two_lines_is_the_perihal() -> None:
    fields = read(
        [(500, "SURAT PERMOHONAN KONSULTASI")],
        [(545, "PENDIRIAN KOPERASI")],
        "Ngoro, 5 Nopember 2026",
        "Kepada Yth. Kepala Dinas Koperasi",
        "Dengan hormat,",
        MATTER,
    )
    assert fields["perihal"].value == "SURAT PERMOHONAN KONSULTASI PENDIRIAN KOPERASI"


def test_a_short_name_that_looks_like_badan_hukum_hides_neither_number_nor_date() -> None:
    fields = read(
        'KPRI "BHAKTI HUSADA"',
        [(150, "No."), (300, ": 33/KPRI-BH/X/2026"), (900, "Jombang, 14 Oktober 2026")],
        "Hal : Mohon arahan",
        "Dengan hormat,",
        MATTER,
    )
    assert fields["nomor_surat"].value == "33/KPRI-BH/X/2026"
    assert fields["tanggal_surat"].value == "2026-10-14"


def test_a_quotation_mark_stuck_to_a_label_is_its_colon() -> None:
    assert read("Perihal” Permohonan fasilitasi", "Dengan hormat,", MATTER)["perihal"].value == (
        "Permohonan fasilitasi"
    )


def test_a_month_s_strokes_by_the_second_engine() -> None:
    fields = lines_with_second(
        "No. : 034/KOP-CP/XI/2026", "No. : 034/KOP-CP/XI1/2026", "Dengan hormat,", MATTER
    )
    assert fields["nomor_surat"].value == "034/KOP-CP/XI/2026"


def test_the_place_of_the_addressee_is_not_said_twice_where_its_di_was_lost() -> None:
    rows = ("Kepada Yth. Kepala Dinas Koperasi", "Kabupaten Jombang", "Jombang", "Dengan hormat,", MATTER)
    assert read(*rows)["tujuan"].value == "Kepala Dinas Koperasi Kabupaten Jombang"


def test_specks_beside_the_addressee() -> None:
    fields = read(
        [(150, "Kepada"), (900, ":")],
        [(95, ":"), (150, "Yth. Kepala Dinas Koperasi dan Usaha Mikro"), (1100, ":")],
        "Kabupaten Jombang",
        "di Jombang",
        "",
        "Dengan hormat,",
        *END,
    )
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang"


def test_a_memo_s_addressee_ends_before_its_next_label() -> None:
    head = ("Kepada: Kepala Dinas Koperasi", "Dari: Sutrisno Hadi", "Tanggal: 5 Juni 2026")
    assert letter_fields([page([*head, *BODY])])["tujuan"].value == "Kepala Dinas Koperasi"


@pytest.mark.parametrize("row", ["HAL PENGADUAN UANG TABUNGAN", "H al : PENGADUAN UANG TABUNGAN"])
def test_a_subject_whose_label_lost_its_colon_or_its_shape(row: str) -> None:
    assert letter_fields([page([ADDRESSEE, row, *BODY])])["perihal"].value == "PENGADUAN UANG TABUNGAN"


def test_a_numeral_between_slashes_is_a_letter_s_number() -> None:
    assert find_dates("No. 12/VI/2026") == ()
    assert [found for found, _, _ in find_dates("8.XI.2026 dan 8-11-2026")] == [date(2026, 11, 8)] * 2


def test_a_subject_s_second_line_under_its_label_beside_the_date() -> None:
    read = page(["", "", ADDRESSEE, *BODY])
    head = (
        line("Hal: Permohonan Konsultasi Pendirian Koperasi", 150, 120),
        line("Jombang, 16 Oktober 2026", 1150, 140),
        line("Konsumen", 150, 160),
    )
    fields = letter_fields([read.model_copy(update={"lines": (*head, *read.lines)})])
    assert fields["perihal"].value == "Permohonan Konsultasi Pendirian Koperasi Konsumen"


def test_the_name_of_the_service_on_a_form_is_no_subject() -> None:
    rows = ("SURAT PERMOHONAN FASILITASI", "KONSULTASI, PENGADUAN DAN PENYELESAIAN MASALAH KOPERASI")
    fields = letter_fields([page([[(300, row)] for row in rows] + [ADDRESSEE, *BODY])])
    assert fields["perihal"].value is None
