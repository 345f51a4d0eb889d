"""When and where a letter was written, in the ways that people say it."""

from datetime import date

import pytest

from extractors.case.request import letter_fields
from extractors.fields.indonesian import find_dates
from tests.extractors.paper import Cell, line, page

Row = str | list[Cell]
TO = "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro"
ASKED = "Kami mohon Dinas memeriksa koperasi itu karena simpanan kami belum dibayar."
BODY: tuple[Row, ...] = ("Dengan hormat,", ASKED, "Demikian, terima kasih.")


def dated(*head: Row, below: tuple[Row, ...] = ()) -> list[str | bool | None]:
    fields = letter_fields([page([*head, TO, *BODY, *below])])
    return [fields["tanggal_surat"].value, fields["tempat_surat"].value]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["Surabaya, tgl. 8-VI-2026"], ["2026-06-08", "Surabaya"]),
        (["Diwek 13 Rabi'ul Akhir 1448 H", "25 September 2026 M"], ["2026-09-25", "Diwek"]),
        ([[(150, "Tanggal"), (400, "131 Agustus 2026")]], ["2026-08-31", None]),
        (["Dibuat di : Jombang", "Tanggal : 5 Juni 2026"], ["2026-06-05", "Jombang"]),
    ],
)
def test_dates_in_the_head(rows: list[Row], found: list[str | None]) -> None:
    assert dated(*rows) == found


@pytest.mark.parametrize(
    "below", [("Ditulis di Sumobito pada tanggal 28 Juni 2026",), ("Sumobito,", "28 Juni 2026")]
)
def test_where_a_letter_was_written_below_its_text(below: tuple[Row, ...]) -> None:
    below = (*below, "Nurul Huda Setiawan")
    assert dated("Perihal : Konsultasi", below=below) == ["2026-06-28", "Sumobito"]


def test_a_memo_s_addressee_ends_before_its_next_label() -> None:
    head = ("Kepada: Kepala Dinas Koperasi", "Dari: Sutrisno Hadi", "Tanggal: 5 Juni 2026")
    assert letter_fields([page([*head, *BODY])])["tujuan"].value == "Kepala Dinas Koperasi"


@pytest.mark.parametrize("rest", ["November 2026", "2026"])
def test_a_day_left_blank_has_its_place_and_is_a_doubt(rest: str) -> None:
    rows: list[Row] = [[(150, "Perihal : Laporan"), (900, "Jombang,"), (1200, rest)]]
    fields = letter_fields([page([*rows, TO, *BODY])])
    assert fields["tanggal_surat"].value is None and fields["tanggal_surat"].needs_review
    assert fields["tempat_surat"].value == "Jombang"


def test_a_date_that_one_engine_alone_could_read_is_proposed() -> None:
    read = page(["", TO, *BODY])
    scrawl = line("U Oktober LCU", 900, 120, second="26 Oktober 2026")
    field = letter_fields([read.model_copy(update={"lines": (scrawl, *read.lines)})])["tanggal_surat"]
    assert field.value == "2026-10-26" and field.needs_review


def test_slashes_read_as_figures_are_put_right_and_doubted() -> None:
    below: tuple[Row, ...] = ([(800, "Jombang,"), (1000, "171712026")], "Pemohon,")
    fields = letter_fields([page(["Perihal : Konsultasi", TO, *BODY, *below])])
    assert [fields["tanggal_surat"].value, fields["tempat_surat"].value] == ["2026-07-17", "Jombang"]
    assert fields["tanggal_surat"].needs_review


@pytest.mark.parametrize("row", ["HAL PENGADUAN UANG TABUNGAN", "H al : PENGADUAN UANG TABUNGAN"])
def test_a_subject_whose_label_lost_its_colon_or_its_shape(row: str) -> None:
    assert letter_fields([page([TO, row, *BODY])])["perihal"].value == "PENGADUAN UANG TABUNGAN"


def test_a_numeral_between_slashes_is_a_letter_s_number() -> None:
    assert find_dates("No. 12/VI/2026") == ()
    assert [found for found, _, _ in find_dates("8.XI.2026 dan 8-11-2026")] == [date(2026, 11, 8)] * 2


def test_a_subject_s_second_line_under_its_label_beside_the_date() -> None:
    read = page(["", "", TO, *BODY])
    head = (
        line("Hal: Permohonan Konsultasi Pendirian Koperasi", 150, 120),
        line("Jombang, 16 Oktober 2026", 1150, 140),
        line("Konsumen", 150, 160),
    )
    fields = letter_fields([read.model_copy(update={"lines": (*head, *read.lines)})])
    assert fields["perihal"].value == "Permohonan Konsultasi Pendirian Koperasi Konsumen"


def test_the_name_of_the_service_on_a_form_is_no_subject() -> None:
    rows = ("SURAT PERMOHONAN FASILITASI", "KONSULTASI, PENGADUAN DAN PENYELESAIAN MASALAH KOPERASI")
    fields = letter_fields([page([[(300, row)] for row in rows] + [TO, *BODY])])
    assert fields["perihal"].value is None
