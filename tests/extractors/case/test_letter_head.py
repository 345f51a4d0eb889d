"""The head of a letter: its number, subject and addressee, also where a label or a letter of it is lost."""

import pytest

from extractors.case.letter_head import goes_on
from extractors.fields.span import TextSpan
from extractors.text.letter_sections import dissect
from models.field import Field
from tests.extractors.letters import (
    BEGUN,
    END,
    MATTER,
    PLAIN,
    SECOND_COLUMN,
    TO,
    Row,
    Rows,
    read,
    request_fields,
)
from tests.extractors.paper import Cell, page

ADDRESSEE = "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro"
BODY: tuple[Row, ...] = ("Dengan hormat,", MATTER, *END)
OFFICE = "Kepala Dinas Koperasi dan UM Kabupaten Jombang"
LONG = "Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang"


def lines_with_second(second: str, *rows: str) -> dict[str, Field]:
    """A letter whose first line the second engine read as well."""
    reading = page(rows)
    first = reading.lines[0].model_copy(update={"second": second, "second_confidence": 0.98})
    return request_fields([reading.model_copy(update={"lines": (first, *reading.lines[1:])})])


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        pytest.param([[(150, "Cukir, 5/10/2026"), (SECOND_COLUMN, "No. 19/KK-TRMJ/X/26")], *PLAIN],
                     "19/KK-TRMJ/X/26", id="year in two figures"),
        pytest.param(['KPRI "BHAKTI HUSADA"', [(150, "No."), (300, ": 33/KPRI-BH/X/2026")], *BEGUN, MATTER],
                     "33/KPRI-BH/X/2026", id="short name that looks like badan hukum"),
        *[pytest.param([[(150, "Nomor"), (400, f": {dash}")], *BEGUN, MATTER], None, id=f"dash read {dash}")
          for dash in ("2", "25", "K2", "5", "Tag")],
    ],
)  # fmt: skip
def test_the_number(rows: Rows, number: str | None) -> None:
    assert read(*rows)["nomor_surat"].value == number


def test_a_month_s_strokes_by_the_second_engine() -> None:
    first, second = "No. : 034/KOP-CP/XI1/2026", "No. : 034/KOP-CP/XI/2026"
    fields = lines_with_second(second, first, "Dengan hormat,", MATTER)
    assert fields["nomor_surat"].value == "034/KOP-CP/XI/2026"


def test_a_number_that_holds_bh_hides_no_date() -> None:
    head: Row = [(150, "No."), (300, ": 33/KPRI-BH/X/2026"), (900, "Jombang, 14 Oktober 2026")]
    fields = read('KPRI "BHAKTI HUSADA"', head, "Hal : Mohon arahan", "Dengan hormat,", MATTER)
    assert fields["tanggal_surat"].value == "2026-10-14"


@pytest.mark.parametrize(
    ("rows", "subject"),
    [
        (["H a l : Mohon bantuan pencairan simpanan"], "Mohon bantuan pencairan simpanan"),
        (["Mengenai: SHU yang tidak dibagikan"], "SHU yang tidak dibagikan"),
        (["Perihal: Konsultasi Pembubaran Koperasi", "No. 07/KPP-RM/IV/2026"],
         "Konsultasi Pembubaran Koperasi"),
        (["Perihal\u201d Permohonan fasilitasi"], "Permohonan fasilitasi"),
        (["Judul : Koperasi tidak RAT empat tahun"], "Koperasi tidak RAT empat tahun"),
        (["Urusan : potongan toko yang dobel", ADDRESSEE], "potongan toko yang dobel"),
        ([ADDRESSEE, "Hal / Subject : Simpanan yang ditahan"], "Simpanan yang ditahan"),
        ([ADDRESSEE, "H al : PENGADUAN UANG TABUNGAN"], "PENGADUAN UANG TABUNGAN"),
        ([[(500, "SURAT PERMOHONAN")], ADDRESSEE], None),
        ([[(500, "SURAT PENGADUAN")], ADDRESSEE], None),
        ([[(500, "SURAT PERMOHONAN KONSULTASI")], ADDRESSEE], None),
        ([[(300, "SURAT PERMOHONAN FASILITASI")],
          [(300, "KONSULTASI, PENGADUAN DAN PENYELESAIAN MASALAH KOPERASI")], ADDRESSEE], None),
    ],
)  # fmt: skip
def test_the_subject(rows: Rows, subject: str | None) -> None:
    assert read(*rows, "", "Dengan hormat,", MATTER, *END)["perihal"].value == subject


def test_a_mail_that_goes_to_a_third_has_a_subject() -> None:
    head = ("From : Nadia Kusnanto", "To : dinkopum@contoh.id", "Cc : Reyhan Akbar", "Subject : Iuran dobel")
    fields = read("Surel", *head, "Bapak/Ibu,", MATTER, "Salam, Nadia")
    assert fields["perihal"].value == "Iuran dobel"


@pytest.mark.parametrize(
    ("rows", "office"),
    [
        (["Yang terhormat", "Kepala Dinas Koperasi dan UM", "Kabupaten Jombang", "di Jombang"], OFFICE),
        (["Kepada yang kami hormati", OFFICE, "Jl. Gus Dur"], OFFICE),
        (["Yth. Bapak/Ibu Kepala Dinas Koperasi dan UM", "Kabupaten Jombang", "di Jombang"], OFFICE),
        *[([f"{lead} {OFFICE}", "Djalan Gus Dur, Djombang"], OFFICE) for lead in ("Jth.", "Jang terhormat")],
        (["Kepada Yth.", f"1. {OFFICE}", "2. Ketua Dekopinda"], OFFICE),
        ([[(480, "Kepada")], [(380, "Yth. Kepala Dinas Koperasi dan UM")], [(480, "Kabupaten Jombang")]],
         OFFICE),
        (["Kepada Yth :", "Kepala Dinas Koperasi dan UM Kabupaten", "Jombang", "Jombang"], OFFICE),
        (["Kepada Yth. Kepala Dinas Koperasi dan UM", "Kabupaten Jombang", "Jombang"], OFFICE),
        ([f"Yth. {OFFICE} dijombang"], OFFICE),
        *[([f"Yth. Kepala Dinas Koperasi Kabupaten {place}", end], f"Kepala Dinas Koperasi Kabupaten {place}")
          for place, end in (("Tuban", "ditulungagung"), ("Kediri", "di kediri"))],
        *[([f"{lead} {LONG}", "di Tempat"], LONG)
          for lead in ("Kepaca Yth.", "Kepada Yth.", "Yth.", "Kepada")],
        (["Jombang, 6 Mei 2026", LONG, "di Jombang"], LONG),
        ([[(150, "Kepada"), (900, ":")],
          [(95, ":"), (150, "Yth. Kepala Dinas Koperasi dan Usaha Mikro"), (1100, ":")], "Kabupaten Jombang",
          "di Jombang"], LONG),
        *[(["Kepada Yth.", "Kepala Dinas Koperasi dan UM", below, "Jombang"], "Kepala Dinas Koperasi dan UM")
          for below in ("Jalan KH. Wahid Hasyim Nomor 155", "Lampiran : 2 lembar")],
        *[([f"Kepada {office} {behind}"], office)
          for office, behind in (("Kepala Dinas Koperasi", "yang saya hormati"),
                                 ("Dinkopum", "mohon ditindak"),
                                 ("Kepala Dinas Koprasi", ", ini diketik anak warnet, saya bicara."))],
        (["kpd. Pak Kepala Dinas Koperasi", "hal. Tanya hak anggota kontrak"], "Kepala Dinas Koperasi"),
        (["Kepada: Kepala Dinas Koperasi", "Dari: Sutrisno Hadi", "Tanggal: 5 Juni 2026"],
         "Kepala Dinas Koperasi"),
    ],
)  # fmt: skip
def test_the_addressee(rows: Rows, office: str) -> None:
    assert read(*rows, "", "Dengan hormat,", MATTER, *END)["tujuan"].value == office


@pytest.mark.parametrize(
    ("rows", "office", "is_doubted"),
    [
        (["Yth. Kepala Dinas Koperasi dan UM", "c.q. Bidang Kelembagaan"],
         "Kepala Dinas Koperasi dan UM c.q. Bidang Kelembagaan", True),
        (["Yth. Bupati Jombang", "c/q Kepala Dinas Koperasi"],
         "Bupati Jombang c/q Kepala Dinas Koperasi", False),
    ],
)  # fmt: skip
def test_who_is_to_deal_with_it_within_the_office_is_an_addressee_in_doubt(
    rows: list[str], office: str, is_doubted: bool
) -> None:
    tujuan = read(*rows, "di Jombang", "", "Dengan hormat,", *END)["tujuan"]
    assert (tujuan.value, tujuan.needs_review) == (office, is_doubted)


def test_an_addressee_without_a_word_of_an_office_is_doubted() -> None:
    fields = read("Kepada", "Kabupaten Jombang", "di Jombang", "", "Dengan hormat,", *END)
    assert fields["tujuan"].needs_review


def test_a_long_line_below_the_addressee_is_the_letter_s_own() -> None:
    long = "Sertifikat NIK koperasi kami (Kop. Pemuda Tunas Bersemi) masa berlakunya sudah habis"
    fields = read("Yth. Dinkop UM Jombang", long, "dan tidak aktif.", *END)
    assert fields["tujuan"].value == "Dinkop UM Jombang"


@pytest.mark.parametrize(
    ("alone", "number"),
    [
        ("02/KKTP/Kel/I-26", "02/KKTP/Kel/I-26"),
        ("KSP/EXT/26-044", "KSP/EXT/26-044"),
        ("12/11/2026", None),
        ("dan/atau/serta", None),
    ],
)
def test_a_number_alone_on_its_line_needs_no_label_and_no_whole_year(alone: str, number: str | None) -> None:
    fields = read([(1000, "Mojowarno, 12-01-2026")], alone, *TO, *PLAIN)
    assert fields["nomor_surat"].value == number


HUNG, LABEL = 320, 150


@pytest.mark.parametrize(
    ("below", "is_cut"),
    [
        ([(HUNG, "Anggota yang Telah Purna Tugas"), (1100, "Jombang")], True),
        ([(LABEL, "Lampiran"), (HUNG, ": 3 lembar")], False),
        ([(LABEL, "Dengan hormat,")], False),
    ],
)
def test_a_subject_goes_on_where_a_line_hangs_below_it(below: list[Cell], is_cut: bool) -> None:
    rows: list[Row] = [[(LABEL, "Perihal :"), (HUNG, "Penyelesaian Pinjaman")], below, "Kami mohon bantuan."]
    letter = dissect([page(rows)])
    value = TextSpan(tuple(token for token in letter.rows[0].span.tokens if token.text != "Perihal"))
    own = TextSpan(tuple(token for token in value.tokens if token.text != ":"))
    assert goes_on([own], letter) is is_cut


@pytest.mark.parametrize(
    ("below", "is_cut"), [("Perusahaan", True), ("Dengan hormat,", False), ("di Jombang", False)]
)
def test_a_subject_goes_on_below_its_label_where_a_word_had_no_room(below: str, is_cut: bool) -> None:
    subject = "Permohonan Penyelesaian Masalah Dana Potongan Gaji Anggota yang Belum Disetor"
    letter = dissect(
        [page([f"Hal : {subject}", below, "", "Kami pengurus koperasi menyampaikan persoalan."])]
    )
    own = TextSpan(letter.rows[0].span.tokens[2:])
    assert goes_on([own], letter) is is_cut
