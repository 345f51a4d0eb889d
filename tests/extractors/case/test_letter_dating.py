"""When and where a letter was written, in the ways that people say it."""

from datetime import date

import pytest

from extractors.case.letter_date import is_of_other_month, numbered_by_date
from extractors.case.letters import letter_choices, seen_letter
from extractors.case.reader import read_documents
from models.document import Kind
from tests.extractors.letters import (
    ASKED,
    BEGUN,
    END,
    MATTER,
    PLAIN,
    SECOND_COLUMN,
    TO,
    Row,
    read,
    request_fields,
    values,
)
from tests.extractors.paper import line, page

ADDRESSEE = "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro"
BODY: tuple[Row, ...] = ("Dengan hormat,", MATTER, *END)
DATED = ("tanggal_surat", "tempat_surat")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["Surabaya, tgl. 8-VI-2026"], ["2026-06-08", "Surabaya"]),
        ([[(150, "Tanggal"), (400, "131 Agustus 2026")]], ["2026-08-31", None]),
        (["Tanggal : Mojoagung, 21 Rabiul Akhir 1448 H / 3 Oktober 2026 M"], ["2026-10-03", "Mojoagung"]),
        (["KESAMBEN, 8 DESEMBER .2025"], ["2025-12-08", "KESAMBEN"]),
        (["Tanggal : 06-05-2026", "Tempat : Bandarkedungmulyo"], ["2026-05-06", "Bandarkedungmulyo"]),
    ],
)
def test_dates_in_the_head(rows: list[Row], found: list[str | None]) -> None:
    assert values(read(*rows, ADDRESSEE, *BODY), *DATED) == found


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([[(200, "Mengetahui,"), (SECOND_COLUMN, "Cupak, 22-09-2026")]], ["2026-09-22", "Cupak"]),
        (["Ditulis di Sumobito pada tanggal 28 Juni 2026", "Nurul Huda"], ["2026-06-28", "Sumobito"]),
        (["Jombang, tanggal 21 4 2026", "Pemohon"], ["2026-04-21", "Jombang"]),
        (["sepuluh Agustus dua", "ribu dua puluh enam"], ["2026-08-10", None]),
        (["Kudu, dua puluh", "satu Mei dua ribu dua puluh", "enam"], ["2026-05-21", None]),
        (["Kudu, dua puluh", "satu Mei dua ribu dua puluh enam"], ["2026-05-21", None]),
    ],
)
def test_dates_below_the_text(rows: list[Row], found: list[str | None]) -> None:
    assert values(read(*PLAIN, *rows), *DATED) == found


def test_a_birthday_is_no_date_of_the_letter() -> None:
    fields = read(*BEGUN, "Nama : Siti Aminah", "TTL : Tabanan, 01-10-1974", *END, "Gudo, 30 10 2026")
    assert values(fields, *DATED) == ["2026-10-30", "Gudo"]


def test_a_place_and_date_just_over_the_signature_words_belong_to_the_closing() -> None:
    below = ("", "", "", "Megaluh, 16 Maret 2026", "Pemohon,", "", "Lukman Hakim")
    fields = read(*TO, "Assalamualaikum wr. wb.", ASKED, *below)
    assert values(fields, *DATED) == ["2026-03-16", "Megaluh"]


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
    assert values(fields, "tanggal_surat", "pemohon_nik") == [
        "2026-06-29",
        "3517176303879003",
    ]


@pytest.mark.parametrize(
    ("second", "value", "is_doubted"),
    [("Sumobito, 16/11/26", "2026-11-16", True), ("Sumobito, 16/1/26", "2026-01-16", False)],
)
def test_a_date_in_figures_that_two_engines_read_otherwise(second: str, value: str, is_doubted: bool) -> None:
    first = line("Sumobito, 16/1/26", 900, 120, second=second)
    rest = page(["", "Kepada Yth. Kepala Dinas Koperasi", "di Jombang", "", "Dengan hormat,", *END])
    field = request_fields([rest.model_copy(update={"lines": (first, *rest.lines)})])["tanggal_surat"]
    assert (field.value, field.needs_review) == (value, is_doubted)


@pytest.mark.parametrize(
    ("written", "received_on", "is_doubted"),
    [
        ("5 Nopember 1026", None, True),
        ("5 Nopember 2206", None, True),
        ("5 Nopember 2026", None, False),
        ("5 Nopember 2026", date(2026, 11, 4), True),
        ("5 Nopember 2026", date(2026, 11, 5), False),
        ("5 Nopember 1994", date(2026, 11, 5), False),
    ],
)
def test_a_day_on_which_no_letter_was_written_is_shown(
    written: str, received_on: date | None, is_doubted: bool
) -> None:
    kinds = ((Kind.SURAT_PERMOHONAN, 0.9),)
    sheet = page([f"Jombang, {written}", ADDRESSEE, *BODY], kinds=kinds)
    (letter,) = read_documents([sheet], received_on=received_on)
    assert letter.field("tanggal_surat").needs_review == is_doubted
    assert letter.text("tanggal_surat")


@pytest.mark.parametrize(
    ("number", "is_other"),
    [
        ("12/KSP-MGS/XI/2026", False),
        ("12/KSP-MGS/X/2026", True),
        ("12/KSP-MGS/XIIII/2026", True),
        ("12/KSP-MGS/11/2026", False),
        ("12/KSP-MGS/1/2026", True),
        ("12/KSP-MGS/XI/26", False),
        ("12/KSP-MGS/I/1448", False),
        ("12/KSP-MGS/1/1448", True),
        ("12/KSP-MGS/2026", False),
        ("12/KSP-MGS/02/2026", False),
        ("63/KJA-TDWIXI/2026", True),
        ("63/KJA-TDW/2026", False),
    ],
)
def test_a_number_of_another_month_than_the_date(number: str, is_other: bool) -> None:
    assert is_of_other_month(number, date(2026, 11, 5)) is is_other
    assert not is_of_other_month(number, None)


@pytest.mark.parametrize(
    ("read", "month"),
    [("XI", "XI"), ("X", "XI"), ("III", "III"), ("XII", "XI"), ("1", "XI"), ("11", "11"), ("02", "02")],
)
def test_a_number_has_the_month_of_its_date_but_for_a_stroke(read: str, month: str) -> None:
    assert numbered_by_date(f"12/KSP-MGS/{read}/2026", date(2026, 11, 5)) == f"12/KSP-MGS/{month}/2026"
    assert numbered_by_date("014/B/KUD-BM/1/26", date(2026, 1, 12)) == "014/B/KUD-BM/1/26"


@pytest.mark.parametrize(("month", "is_shown"), [("XI", False), ("X", True)])
def test_number_and_date_are_looked_at_where_their_months_differ(month: str, is_shown: bool) -> None:
    asked = "Kami mohon Dinas memanggil pengurus lama itu."
    rows = [f"Nomor : 12/KSP-MGS/{month}/2026", "Jombang, 5 Nopember 2026", ADDRESSEE, *BODY[:-1], asked]
    fields = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([page(rows)])).fields
    for name in ("nomor_surat", "tanggal_surat"):
        assert fields[name].value
        assert fields[name].needs_review is is_shown


STAMPS = (
    "DITERIMA 27-11-2026",
    "DITERIMA TGL. 27 NOV 2026",
    "AGENDA : 123 TGL 27/11/2026",
    "TERIMA TANGGAL : 27-11-2026",
    "SURAT MASUK 27 NOPEMBER 2026",
    "LOKET PELAYANAN 27-11-2026",
)


@pytest.mark.parametrize("stamp", STAMPS)
def test_the_day_of_receipt_is_not_the_letter_s(stamp: str) -> None:
    assert values(read([(900, stamp)], ADDRESSEE, *BODY), *DATED) == [None, None]
    own: Row = [(150, stamp), (1000, "Jombang, 5 Nopember 2026")]
    assert values(read(own, ADDRESSEE, *BODY), *DATED) == ["2026-11-05", "Jombang"]
    assert values(read(f"{stamp} Jombang, 5 Nopember 2026", ADDRESSEE, *BODY), *DATED)[0] == "2026-11-05"


@pytest.mark.parametrize(
    "rows", [["Diterima tgl 27/11/2026 pkl 13.35"], ["WA masuk dari 0815 1560 9244", "27/11/2026"]]
)
def test_a_note_to_nobody_is_of_the_day_on_which_it_was_taken(rows: list[Row]) -> None:
    assert values(read(*rows, *BODY), *DATED)[0] == "2026-11-27"
    assert values(read(*rows, *BODY, "Jombang, 5 Nopember 2026"), *DATED)[0] == "2026-11-05"


def test_the_day_of_receipt_of_a_slip_without_another_is_looked_at() -> None:
    rows: list[Row] = [*BODY, [(900, "LOKET PELAYANAN")], [(900, "27-11-2026")]]
    day = letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page(rows)])).fields["tanggal_surat"]
    assert day.value == "2026-11-27"
    assert day.needs_review


@pytest.mark.parametrize("note", ["KOTAK ADUAN BUKA 27-11-2026", "kotak lobi, diambil 27 Nop 2026"])
def test_the_day_on_which_the_box_was_opened_is_never_a_slip_s_own(note: str) -> None:
    day = letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page([*BODY, [(900, note)]])])).fields[
        "tanggal_surat"
    ]
    assert day.value is None


def test_a_date_below_the_agenda_s_number_is_that_of_receipt() -> None:
    rows: list[Row] = [[(1000, "AGENDA NO. 123")], [(1000, "TGL. 27-11-2026")]]
    assert values(read(*rows, ADDRESSEE, *BODY), *DATED) == [None, None]


@pytest.mark.parametrize(
    ("subject", "day"),
    [
        ("Hal : Keberatan atas RAT tanggal 20 Maret 2026", None),
        ("Hal : Permohonan salinan berita acara 12-08-2026.", None),
        ("Lampiran : Berita acara tanggal 20 Maret 2026", None),
        ("Hal : Permohonan Mediasi Jombang, 5 Nopember 2026", "2026-11-05"),
    ],
)
def test_a_date_of_another_paper_is_not_the_letter_s(subject: str, day: str | None) -> None:
    assert values(read(subject, ADDRESSEE, *BODY), "tanggal_surat") == [day]


def test_thanks_over_a_date_are_no_receipt() -> None:
    assert values(read(*PLAIN, "Terima kasih", "5 Nopember 2026"), "tanggal_surat") == ["2026-11-05"]


def test_no_run_of_the_tagger_brings_back_a_date_of_receipt() -> None:
    rows: list[Row] = [[(900, "AGENDA : 123 TGL 27/11/2026")], ADDRESSEE, "di Jombang", *BODY, "Nurul Huda"]
    field = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([page(rows)])).fields["tanggal_surat"]
    assert field.value is None


@pytest.mark.parametrize(
    ("day", "name", "is_shown"),
    [("12 Oktober 2026", ": Suyitno", True), (": 12 Oktober 2026", ": Suyitno", False),
     ("2 Oktober 2026", ": Suyitno", False), ("12 Oktober 2026", "Suyitno", False)],
)  # fmt: skip
def test_a_colon_that_may_be_read_as_a_figure_of_the_day_is_looked_at(
    day: str, name: str, is_shown: bool
) -> None:
    rows: list[Row] = [
        [(150, "Tanggal laporan"), (450, day)], [(150, "Nama pelapor"), (450, name)],
        [(150, "Klasifikasi"), (450, ": Aspirasi")], *BODY,
    ]  # fmt: skip
    fields = letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page(rows)])).fields
    assert fields["tanggal_surat"].needs_review is is_shown
