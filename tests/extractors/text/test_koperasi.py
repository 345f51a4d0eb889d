"""Names of koperasi and their numbers in law: villages behind them, kinds above them, where they end."""

from collections.abc import Mapping

import pytest

from extractors.case.institution import institution_fields
from extractors.case.letters import letter_choices, seen_letter
from extractors.text.koperasi import without_branch
from extractors.text.letter_sections import dissect
from models.document import Kind
from models.field import Field
from models.koperasi_place import with_place
from tests.extractors.letters import (
    BEGUN,
    CLOSING,
    END,
    KOP_LETTER,
    MATTER,
    PLAIN,
    TO,
    Row,
    read,
    request_fields,
)
from tests.extractors.paper import page

ASKING = ("Kepada Yth. Kepala Dinas Koperasi", "di Jombang", "Perihal : Permohonan Konsultasi", "")
SIGNED = ("Demikian permohonan kami, terima kasih.", "Hormat kami,", "", "Mujiati Rahayu")


def lines_with_second(second: str, *rows: str) -> dict[str, Field]:
    """A letter whose first line the second engine read as well."""
    reading = page(rows)
    first = reading.lines[0].model_copy(update={"second": second, "second_confidence": 0.98})
    return request_fields([reading.model_copy(update={"lines": (first, *reading.lines[1:])})])


def named(*rows: str, kop: tuple[str, ...] = ()) -> Field:
    return read(*kop, "", *ASKING, "Dengan hormat,", *rows, *SIGNED)["koperasi_nama"]


def paper_name(*rows: str) -> Field:
    return institution_fields(dissect([page(rows)]))["koperasi_nama"]


@pytest.mark.parametrize("number", ["9318/BH/II/80", "9085/BH/II/12-67"])
def test_numbers_in_law_of_the_old_years(number: str) -> None:
    fields = read("KPRI SASANA WIDYA", f"BH. No. {number} NPWP 01.987.654.3-602.000", *PLAIN)
    assert fields["koperasi_badan_hukum"].value == number


WHOLE = "AHU-0990112.AH.01.26.TAHUN 2019"
IN_LAW = [
    (("AHU-09901 12.AH.01.26.TAHUN 2019",), WHOLE, False),
    (("AHU-0990112.AH.0 1.2 6.TAHUN 20 19",), WHOLE, False),
    (("A HU-0990112 .AH.01.26.TAHUN2019",), WHOLE, False),
    (("AHU-0990112.AH.01.26.", "TAHUN 2019"), WHOLE, False),
    (("AHU-0990112.", "AH.01.26.TAHUN 2019"), WHOLE, False),
    (("AHU-0990112.AH.01.26",), "AHU-0990112.AH.01.26", True),
    (("8.123/BH/KWK.13/VII/1998",), "8.123/BH/KWK.13/VII/1998", False),
    (("12.345/BH/II/80",), "12.345/BH/II/80", False),
    (("8123/B H/KWK. 13/VII/ 1998",), "8123/BH/KWK.13/VII/1998", False),
    (("8123/BH/", "KWK.13/VII/1998"), "8123/BH/KWK.13/VII/1998", False),
    (("81 23/BH/KWK.13/VII/1998",), "8123/BH/KWK.13/VII/1998", True),
    (("8123/BH/KWK.13/VII/19 98",), "8123/BH/KWK.13/VII/1998", True),
    (("8123/BH/KWK.13/VII",), "8123/BH/KWK.13/VII", True),
    (("8123/BH/XVIJ13/VII/1998",), "8123/BH/XVIJ13/VII/1998", True),
]


@pytest.mark.parametrize(("rows", "number", "is_doubtful"), IN_LAW)
def test_a_number_in_law_with_blanks_and_breaks_is_whole_and_half_of_one_doubtful(
    rows: tuple[str, ...], number: str, is_doubtful: bool
) -> None:
    cells = [[(430, text)] for text in (f"Badan Hukum Nomor {rows[0]}", *rows[1:])]
    letter = page([KOP_LETTER[0], *cells, *KOP_LETTER[2:]])
    field = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([letter])).fields["koperasi_badan_hukum"]
    assert (field.value, field.needs_review) == (number, is_doubtful)
    if len(rows) == 1 and "/BH/" in number:
        paper = ["KEPUTUSAN MENTERI KOPERASI", f"NOMOR : {rows[0]}", "PENGESAHAN AKTA PENDIRIAN"]
        read = institution_fields(dissect([page(paper)]))["nomor_identitas"]
        assert (read.value, read.needs_review) == (number, is_doubtful)


NAMES = [
    pytest.param(
        (
            'KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH "ASRI',
            [(500, 'RODA BINA"')],
            "Alamat : Jl. Diponegoro No. 53 Ngusikan Jombang",
            *PLAIN,
        ),
        {
            "koperasi_nama": 'KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH "ASRI RODA BINA"',
            "koperasi_alamat": "Jl. Diponegoro No. 53 Ngusikan Jombang",
        },
        id="a kops name in quotation marks goes on in the next line",
    ),
    pytest.param(
        (
            *TO,
            "Dengan hormat,",
            "Koperasi disahkan dengan Nomor AHU-0991655.AH.01.29.TAHUN",
            "2023.",
            *END,
        ),
        {"koperasi_badan_hukum": "AHU-0991655.AH.01.29.TAHUN 2023"},
        id="a number in law goes on over the lines end",
    ),
    pytest.param(
        (
            *BEGUN,
            "Petugas datang menagih hutang atas nama saya dan yang kami maksud adalah Koperasi Konsumen",
            "Asri Budi",
            "Urutan kejadiannya kami sampaikan kepada Bapak Kepala Dinas sebagai berikut di bawah ini",
            MATTER,
            CLOSING,
        ),
        {"koperasi_nama": "Koperasi Konsumen Asri Budi"},
        id="a koperasis name ends with the short last line of its paragraph",
    ),
    pytest.param(
        (
            [(500, "KOPERASI UNIT DESA")],
            [(500, "KUD SUMBER REJEKI TANI")],
            [(300, "Jl. Raya Bareng No. 140, Desa Bareng, Jombang | 0321-710233")],
            "Nomor : 120/KUD.SRT/VII/2026",
            "Dengan hormat,",
            MATTER,
        ),
        {
            "koperasi_nama": "KUD SUMBER REJEKI TANI",
            "koperasi_alamat": "Jl. Raya Bareng No. 140, Desa Bareng, Jombang",
        },
        id="kind and name on two lines of the kop",
    ),
    pytest.param(
        (
            "KSU BANYU BIRU",
            "Badan Hukum Nomor: 518/14/BH/XVI.7/415.31/2011",
            "Nomor : 1/A/III/2026",
            MATTER,
        ),
        {"koperasi_badan_hukum": "518/14/BH/XVI.7/415.31/2011"},
        id="a legal number that begins with a bare office code",
    ),
    pytest.param(
        (
            "££ KOPERASI PONDOK PESANTREN CENDEKIA UTAMA",
            [(150, "Pa"), (700, "BUDI")],
            "Nomor : 1/A/III/2026",
            "Dengan hormat,",
            MATTER,
        ),
        {"koperasi_nama": "KOPERASI PONDOK PESANTREN CENDEKIA UTAMA BUDI"},
        id="a names second line beside an emblem",
    ),
    pytest.param(
        (
            "Dengan hormat, bersama surat ini saya",
            "Nama : Yoyok Anam",
            "Selaku : Anggota Koperasi",
            "Pek. : Tukang Las",
            "Termohon : KPRI Karya Harapan Rejeki",
            "Sisa Hasil Usaha KPRI Karya Harapan Rejeki tahun 2023 belum dibagikan kepada anggota.",
            *END,
        ),
        {"koperasi_nama": "KPRI Karya Harapan Rejeki"},
        id="a koperasis name does not go on in the next label or sentence",
    ),
]


@pytest.mark.parametrize(("rows", "values"), NAMES)
def test_a_koperasi_s_name_in_a_letter(
    rows: tuple[Row, ...], values: Mapping[str, str | bool | None]
) -> None:
    fields = read(*rows)
    assert {name: fields[name].value for name in values} == values


@pytest.mark.parametrize(
    ("sentence", "koperasi"),
    [
        ('Saya anggota Koperasi KSU "Asri Harapan" sejak lama.', 'KSU "Asri Harapan"'),
        ("Saya anggota KSP Sumber Rejeki Desa Mojongapit sejak lama.", "KSP Sumber Rejeki"),
        ('Anggota Primer Koperasi Purnawirawan "Wira Jaya".', 'Primer Koperasi Purnawirawan "Wira Jaya"'),
        ("Surat dari Kantor Pusat Koperasi Karyawan Mitra.", "Koperasi Karyawan Mitra"),
        ("Uang itu ada di KPRI Bina Sejahtera. Adapun pengurusnya diam.", "KPRI Bina Sejahtera"),
    ],
)
def test_where_a_koperasi_s_name_begins_and_ends(sentence: str, koperasi: str) -> None:
    assert read("Dengan hormat,", sentence, "Demikian, terima kasih.")["koperasi_nama"].value == koperasi


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


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ('Saya anggota Koperasi Koperasi Konsumen "Kartini" sejak lama.', 'Koperasi Konsumen "Kartini"'),
        (
            "Petugas Koperasi Unit Desa Mitra Gotong menagih saya. Koperasi Unit s itu.",
            "Koperasi Unit Desa Mitra Gotong",
        ),
    ],
)  # fmt: skip
def test_specks_doubled_words_and_cut_kinds_do_not_change_a_koperasi_s_name(told: str, name: str) -> None:
    assert read(*BEGUN, told, MATTER, CLOSING)["koperasi_nama"].value == name


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (
            "AHU 0993640.AH 01.26 Tahun 2020",
            "AHU-0993640.AH.01.26.Tahun 2020",
            "AHU-0993640.AH.01.26.Tahun 2020",
        ),
        ("518.08/9687/BH/XV1.99/2006", "518.08/9687/BH/XVI.99/2006", "518.08/9687/BH/XVI.99/2006"),
    ],
)
def test_a_legal_number_by_the_engine_that_keeps_its_form(first: str, second: str, number: str) -> None:
    fields = lines_with_second(f"Badan Hukum No. {second}", f"Badan Hukum No. {first}", "KSU MEKAR", MATTER)
    assert fields["koperasi_badan_hukum"].value == number


@pytest.mark.parametrize(
    "name",
    ["Kopwan Sekar Desa Cupak", "Koperasi Wanita Sekar Kelurahan Jombatan", "Kopwan Sekar Ds. Cupak Kidul"],
)
def test_a_village_behind_a_name_belongs_to_it(name: str) -> None:
    assert named(f"Adalah anggota {name} sejak tahun 2018 dan ingin bertanya.").value == name


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ('anggota Kopwan "Sekar" Desa Cupak, yang', 'Kopwan "Sekar"', 'Kopwan "Sekar" Desa Cupak'),
        ("anggota KSP Sekar Desa Cupak RT 03 RW 01, yang", "KSP Sekar", "KSP Sekar Desa Cupak"),
        ("anggota KSP Sekar, Desa Cupak, Kecamatan Gudo, yang", "KSP Sekar", "KSP Sekar Desa Cupak"),
        ("anggota KSP Sekar yang beralamat di Desa Cupak dan", "KSP Sekar", "KSP Sekar"),
    ],
)
def test_a_village_that_is_no_part_of_the_name_still_tells_namesakes_apart(
    text: str, name: str, whole: str
) -> None:
    field = named(f"Kami {text} bertanya mengenai rapat anggota.")
    assert field.value == name
    assert with_place(name, field.raw) == whole


def test_an_office_held_in_a_village_s_koperasi() -> None:
    field = read(
        *ASKING,
        "Nama : Ngatini",
        "Jabatan : Ketua Kopwan Seruni Mekar Desa Cupak",
        "Mohon bantuan.",
        *SIGNED,
    )["koperasi_nama"]
    assert (field.value, field.raw) == ("Kopwan Seruni Mekar", "Kopwan Seruni Mekar Desa Cupak")


def test_the_village_on_an_institution_s_paper() -> None:
    titled = (
        "KEPUTUSAN BUPATI JOMBANG",
        "NOMOR : 9921/BH/XVI.99/II/2010",
        "TENTANG",
        "PENGESAHAN AKTA PENDIRIAN",
    )
    name = "KOPERASI WANITA SEKAR ARUM DESA CUPAK"
    assert paper_name(*titled, name, "BUPATI JOMBANG,").value == name
    assert paper_name(*titled, "KOPERASI WANITA SEKAR ARUM", "DESA CUPAK", "BUPATI JOMBANG,").value == name


def test_a_kecamatan_on_a_paper_is_no_part_of_the_name_and_is_kept() -> None:
    name = paper_name(
        "SERTIFIKAT NOMOR INDUK KOPERASI", "NIK. 3517424426004",
        "Nama : Koperasi Desa Merah Putih Sumberwening Kecamatan", "       Sentosa",
        "No. Badan Hukum : AHU-0996156.AH.01.26",
    )  # fmt: skip
    assert name.value == "Koperasi Desa Merah Putih Sumberwening"
    assert name.raw == name.value
    assert with_place(str(name.value), name.in_full) == f"{name.value} Kecamatan Sentosa"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("KSP Sekar Wangi, Desa Cupak, Kecamatan Gudo,", "KSP Sekar Wangi Desa Cupak Kecamatan Gudo"),
        ("KSP Sekar Wangi bertanya. KSP Sekar Wangi, Kec. Gudo,", "KSP Sekar Wangi Kecamatan Gudo"),
        ("KSP Sekar Wangi bertanya. KSP Mulya Jaya, Kec. Gudo,", "KSP Sekar Wangi"),
    ],
)
def test_a_kecamatan_behind_any_mention_in_a_letter_is_kept(text: str, whole: str) -> None:
    rows = (*ASKING, "Dengan hormat,", f"Kami pengurus {text} belum rapat.", *SIGNED)
    field = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([page(rows)])).fields["koperasi_nama"]
    assert field.value == "KSP Sekar Wangi"
    assert field.raw == "KSP Sekar Wangi"
    assert with_place("KSP Sekar Wangi", field.in_full) == whole


def test_a_kind_in_full_over_the_name_on_a_paper() -> None:
    name = paper_name(
        "SERTIFIKAT", "NOMOR INDUK KOPERASI", "3517190299017",
        "KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH", "BMT NUR AMANAH",
        "Nomor Badan Hukum : 9917/BH/XVI.99/VII/2013",
    )  # fmt: skip
    assert name.value == "KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH BMT NUR AMANAH"


def test_a_trade_over_the_name_in_a_kop_is_its_first_line() -> None:
    kop = (
        "KOPERASI PRODUSEN BATIK",
        "Sekar Wengker Arum",
        "Dusun Jatipelem, Desa Jatipelem, Kecamatan Diwek",
    )
    assert named("Mohon petugas dapat hadir.", kop=kop).value == "KOPERASI PRODUSEN BATIK Sekar Wengker Arum"


@pytest.mark.parametrize(
    "kind", ["Koperasi Produsen Susu", "Koperasi Jasa Angkutan", "Koperasi Konsumen Tahu dan Tempe"]
)
def test_a_kind_and_a_trade_are_no_koperasi_s_name(kind: str) -> None:
    assert named(f"Kami mohon bimbingan untuk mendirikan {kind} di desa kami.").value is None


def test_a_name_does_not_run_into_the_decree() -> None:
    name = paper_name(
        "MEMUTUSKAN :", "Menetapkan KEPUTUSAN MENTERI TENTANG PENGESAHAN AKTA PENDIRIAN KOPERASI",
        "JASA BUWANA TRANS", "KESATU Mengesahkan Akta Pendirian : KOPERASI JASA BUWANA TRANS, berkedudukan",
    )  # fmt: skip
    assert name.value == "KOPERASI JASA BUWANA TRANS"


@pytest.mark.parametrize("name", ['KOPPONTREN "DARUL IKHTIAR AS-SA\'IDIYAH"', "KSP 'MAJU JAYA'"])
def test_an_apostrophe_within_a_word_closes_no_name(name: str) -> None:
    told = paper_name(
        "KEPUTUSAN MENTERI HUKUM REPUBLIK INDONESIA", "TENTANG", "PENGESAHAN AKTA PENDIRIAN KOPERASI", name,
        f"Menetapkan pengesahan akta pendirian {name} yang berkedudukan di Jombang.",
    )  # fmt: skip
    assert told.value == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("KSP Tunas Contoh unit Mojoagung sudah lunas", "KSP Tunas Contoh"),
        ("Koperasi Sinar Contoh Cabang Mojoagung tiap minggu", "Koperasi Sinar Contoh"),
        ('KSP "Wahana Contoh" cabang Ngoro', 'KSP "Wahana Contoh"'),
        ("Koperasi Produsen Susu Argo Contoh dan KUD Puncak Contoh", "Koperasi Produsen Susu Argo Contoh"),
        ("KSU Tani dan Ternak Contoh", "KSU Tani dan Ternak Contoh"),
        ('KOPERASI UNIT DESA "SRI CONTOH"', 'KOPERASI UNIT DESA "SRI CONTOH"'),
        ("KPS Lembah Contoh kami", "KPS Lembah Contoh"),
    ],
)
def test_a_name_ends_before_its_branch_and_before_another_koperasi(said: str, name: str) -> None:
    assert named(f"Anggota {said}.").value == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("KSP Tunas Contoh unit Mojoagung", "KSP Tunas Contoh"),
        ('KSP "Wahana Contoh", Cabang Ngoro', 'KSP "Wahana Contoh"'),
        ("Koperasi Unit Desa Contoh", "Koperasi Unit Desa Contoh"),
    ],
)
def test_what_the_tagger_takes_for_a_name_has_no_branch(words: str, name: str) -> None:
    (row,) = dissect([page([words])]).rows
    assert without_branch(row.span).text == name


def test_a_federation_by_its_short_form_heads_its_paper() -> None:
    kop = ('PUSAT KOPERASI PEGAWAI REPUBLIK INDONESIA (PKPRI) "SARWA CONTOH"', "KABUPATEN JOMBANG")
    assert named("Anggota kami KPRI Wredha Contoh.", kop=kop).value == kop[0]
