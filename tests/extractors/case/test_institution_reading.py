"""Institution papers: kind, name, number, address."""

import pytest

from extractors.case.institution import institution_fields, npwp_form
from extractors.case.reader import read_documents
from extractors.text.letter_sections import dissect
from models.document import Kind
from models.field import Field, lies_in
from models.page import PageReading
from tests.extractors.letters import Row
from tests.extractors.paper import Cell, page

SK = (
    [(500, "KEPUTUSAN KEPALA DINAS KOPERASI")],
    [(550, "NOMOR 9820/BH/1X/1986")],
    [(450, "PENGESAHAN AKTA PENDIRIAN KOPERASI")],
    [(550, "Kopkar Mandiri Budi")],
    [(150, "Mengingat"), (450, ": Undang-Undang Nomor 25 Tahun 1992 tentang Perkoperasian;")],
    [(150, "Menetapkan"), (450, ": mengesahkan akta pendirian Kopkar Mandiri Budi yang berkedudukan")],
    [(470, "di Jl. Teuku Umar 177, Kec. Perak, Kab. Jombang.")],
    "Ditetapkan di Jakarta pada tanggal 28 April 2021.",
)
NPWP = (
    [(450, "DIREKTORAT JENDERAL PAJAK")],
    [(500, "NPWP : 02.766.646.4-617.000")],
    [(150, "Nama"), (450, ": KOPERASI KELURAHAN MERAH PUTIH JATIWENING")],
    [(150, "Alamat"), (450, ": Dsn. Pandean Ds. Sidowarek Kec. Ngoro")],
)
AKTA = (
    [(500, "NOTARIS RATNA LATIFAH, S.H., M.Kn.")],
    [(550, "AKTA PENDIRIAN KOPERASI")],
    [(550, "KSPPS BMT Cendekia Artha")],
    [(650, "Nomor : 38.-")],
    "Koperasi ini bernama KSPPS BMT Cendekia Artha dan berkedudukan di",
    "Jl. Kh. Wahid Hasyim 202, Kec. Mojoagung.",
)
NIB = (
    [(450, "PERIZINAN BERUSAHA BERBASIS RISIKO")],
    [(450, "NOMOR INDUK BERUSAHA : 1805756940038")],
    [(150, "1. Nama Pelaku Usaha"), (550, ': Koperasi Karyawan "Manik Rukun"')],
    [(150, "2. Alamat Kantor"), (550, ": Jl. Raya Ceweng No. 286 Sumobito")],
)


SEATS = ("Jl. Teuku Umar 177, Kec. Perak, Kab. Jombang", "Jl. Kh. Wahid Hasyim 202, Kec. Mojoagung")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (SK, ("sk_badan_hukum", "Kopkar Mandiri Budi", "9820/BH/IX/1986", SEATS[0])),
        (
            NPWP,
            (
                "npwp", "KOPERASI KELURAHAN MERAH PUTIH JATIWENING",
                "02.766.646.4-617.000", "Dsn. Pandean Ds. Sidowarek Kec. Ngoro",
            ),
        ),
        (AKTA, ("akta_pendirian", "KSPPS BMT Cendekia Artha", "38", SEATS[1])),
        (
            NIB,
            ("nib", 'Koperasi Karyawan "Manik Rukun"', "1805756940038", "Jl. Raya Ceweng No. 286 Sumobito"),
        ),
    ],
)  # fmt: skip
def test_papers(rows: tuple[str | list[Cell], ...], expected: tuple[str, ...]) -> None:
    read = institution_fields(dissect([page(rows)]))
    names = ("jenis_identitas", "koperasi_nama", "nomor_identitas", "koperasi_alamat")
    assert tuple(read[name].value for name in names) == expected


def test_an_npwp_gets_its_marks_back() -> None:
    assert npwp_form("06-652.835.0-649.000") == "06.652.835.0-649.000"


CERTIFICATE = (
    [(450, "SERTIFIKAT NOMOR INDUK KOPERASI (NIK)")],
    [(500, "Nomor Induk Koperasi : 3517646482145")],
    [(150, "Nama Koperasi"), (550, ": KOPPAS MITRA ARUM MAJU")],
    [(150, "Nomor Badan Hukum"), (550, ": 518.08/9667/BH/XVI.99/2012")],
)


def number_of(rows: tuple[str | list[Cell], ...], second: str | None = None, at: int = 0) -> Field:
    read = page(rows)
    lines = [
        item.model_copy(update={"second": second}) if i == at else item for i, item in enumerate(read.lines)
    ]
    return institution_fields(dissect([read.model_copy(update={"lines": tuple(lines)})]))["nomor_identitas"]


def test_a_certificates_number_is_neither_its_label_nor_the_koperasis_in_law() -> None:
    assert number_of(CERTIFICATE).value == "3517646482145"
    assert number_of(([(500, "SERTIFIKAT NIK")], [(500, "NIK. 3517453958984")])).value == "3517453958984"


def test_the_second_reading_mends_a_number_that_has_lost_its_form() -> None:
    rows = ([(450, "SURAT KETERANGAN DOMISILI")], [(450, "Nomor : 470/165/415.-47 .5/2025")])
    mended = number_of(rows, "Nomor: 470/165/415.47.5/2025", at=1)
    assert mended.value == "470/165/415.47.5/2025"
    same, other = (number_of(SK, f"NOMOR 9820/BH/{month}/1986", at=1) for month in ("IX", "X"))
    assert other.confidence < same.confidence


@pytest.mark.parametrize(
    "seat",
    [
        "berkedudukan di Desa Cupak, Kecamatan Gudo, Kabupaten Jombang, sebagai badan hukum.",
        "berkedudukan di Desa Cupak, Kecamatan Gudo, Kabupaten Jombang. ---------------- Pasal 2",
        "beralamat di Desa Cupak, Kecamatan Gudo, Kabupaten Jombang, selanjutnya disebut Koperasi.",
    ],
)
def test_a_seat_ends_where_the_deed_goes_on(seat: str) -> None:
    fields = institution_fields(
        dissect([page(["AKTA PENDIRIAN", "KSU Rukun Tani", f"KSU Rukun Tani {seat}"])])
    )
    assert fields["koperasi_alamat"].value == "Desa Cupak, Kecamatan Gudo, Kabupaten Jombang"


PAPERS = [
    pytest.param(
        (
            [(500, "PEMERINTAH KABUPATEN JOMBANG")],
            [(450, "SURAT KETERANGAN DOMISILI KOPERASI")],
            [(450, "Nomor : 470/112/415.73.12/2026")],
            [(150, "Nama Koperasi"), (450, ': KOPERASI WANITA "MELATI INDAH"')],
            [(150, "NPWP"), (450, ": 31.245.678.9-602.000")],
        ),
        {"jenis_identitas": "lainnya", "nomor_identitas": "470/112/415.73.12/2026"},
        id="a village's certificate that names a tax number is no tax paper",
    ),
    pytest.param(
        (
            [(450, "NOMOR INDUK BERUSAHA : 1805756940038")],
            [(150, "L Nama Pelaku Usaha"), (550, '"2 Koperasi Karyawan Manik Rukun')],
            [(150, "KPP"), (550, "1 PRATAMA JOMBANG")],
        ),
        {"koperasi_nama": "Koperasi Karyawan Manik Rukun"},
        id="dust and misread colons beside a name",
    ),
    pytest.param(
        (
            [(500, "PEMERINTAH KABUPATEN JOMBANG")],
            [(600, "DESA WANGKALKEPUH")],
            "Jalan Balai Desa Nomor 1 Telepon 0321 861 222 Kode Pos 61463 Kecamatan Gudo",
            [(500, "SURAT KETERANGAN DOMISILI LEMBAGA")],
            [(500, "Nomor : 470/112/415.58.9/2026")],
            "Yang bertanda tangan di bawah ini Kepala Desa menerangkan dengan sebenarnya bahwa:",
            [(200, "Nama lembaga"), (560, ": Koperasi Wanita Melati Asri")],
            [(200, "NPWP"), (560, ": 31.552.840.7-602.000")],
            [(200, "Alamat lembaga"), (560, ": Dusun Kepuh RT 002 RW 001 Desa Wangkalkepuh")],
        ),
        {"jenis_identitas": "lainnya", "nomor_identitas": "470/112/415.58.9/2026"},
        id="a certificate of domicile is no tax card though it names the tax number",
    ),
    pytest.param(
        (
            "DIREKTORAT JENDERAL PAJAK",
            "NPWP : 76.120.334.8-602.000",
            "KOPERASI KARYAWAN TIRTA KENCANA",
            "JL. PRESIDEN KH ABDURRAHMAN WAHID NO 21",
            "CANDIMULYO JOMBANG",
            "Terdaftar : 09-02-2016 KPP PRATAMA JOMBANG",
        ),
        {"koperasi_alamat": "JL. PRESIDEN KH ABDURRAHMAN WAHID NO 21 CANDIMULYO JOMBANG"},
        id="a tax card's address stands below the name without a label",
    ),
    pytest.param(
        ("SALINAN AKTA PENDIRIAN", "KOPERASI SIMPAN PINJAM PUTRI TANI", "Nomor 1: 04."),
        {"nomor_identitas": "04"},
        id="a misread colon before a deed's number",
    ),
    pytest.param(
        (
            *CERTIFICATE,
            [(150, "Alamat"), (550, ": KPRI Gotong Wiguna : Jl. Irian Jaya 34, Pojokkulon, Kec. Kesamben")],
        ),
        {"koperasi_alamat": "Jl. Irian Jaya 34, Pojokkulon, Kec. Kesamben"},
        id="a name whose label was lost is no part of the address below it",
    ),
    pytest.param(
        [
            "KEPUTUSAN MENTERI HUKUM DAN HAK ASASI MANUSIA",
            "NOMOR AHU-0992764.AH.01.29.TAHUN 2023",
            "KOPERASI JASA WIRA LOGISTIK",
            "KESATU : Mengesahkan badan hukum KOPERASI JASA WIRA LOGISTIK,",
            "berkedudukan di KABUPATEN JOMBANG, dengan alamat JALAN IRIAN JAYA NOMOR 9 DESA CUKIR,",
            "sesuai salinan Akta Nomor 41.",
        ],
        {"koperasi_alamat": "JALAN IRIAN JAYA NOMOR 9 DESA CUKIR"},
        id="a seat by its kabupaten gives way to the address",
    ),
    pytest.param(
        [
            "KEPUTUSAN MENTERI HUKUM DAN HAK ASASI MANUSIA",
            "NOMOR AHU-0992764.AH.01.29.TAHUN 2023",
            "KOPERASI JASA WIRA LOGISTIK",
            "KESATU : Mengesahkan badan hukum KOPERASI JASA WIRA LOGISTIK,",
            "berkedudukan di KABUPATEN JOMBANG, sesuai salinan Akta Nomor 41.",
        ],
        {"koperasi_alamat": "KABUPATEN JOMBANG"},
        id="a seat of which a decree says no more than the kabupaten",
    ),
    pytest.param(
        [
            "TANDA DAFTAR PERUSAHAAN KOPERASI",
            "Nomor TDP : 13.17.2.65.99038",
            "Nama : KSP Graha Dana",
            "NPWP : 97.413.508.9-602.000",
        ],
        {"jenis_identitas": "lainnya"},
        id="a licence is another paper though it carries a tax number",
    ),
    pytest.param(
        ("NOTARIS HARTINI, S.H., M.Kn.", "SK Menkumham No. AHU-00512.AH.02.01.Tahun 2014", *AKTA[1:]),
        {"nomor_identitas": "38"},
        id="the notary's own appointment is not the deed's number",
    ),
    pytest.param(
        (
            [(450, "KEPUTUSAN KEPALA DINAS KOPERASI")],
            [(500, "NOMOR : 9451/BH/XVI.99/PAD/VI/2012")],
            [(440, "PENGESAHAN AKTA PENDIRIAN KOPERASI")],
            [(250, 'KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH "ARTHA')],
            [(720, 'SANTOSA"')],
            "Menimbang : bahwa permohonan pengesahan telah memenuhi syarat yang ditentukan",
        ),
        {"koperasi_nama": 'KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH "ARTHA SANTOSA"'},
        id="a title's word is no part of the name",
    ),
    pytest.param(
        (
            [(450, "SURAT KETERANGAN DOMISILI")],
            [(150, "Nama"), (320, ': Koperasi KOPERASI JASA "MANDIRI LUHUR"')],
        ),
        {"koperasi_nama": 'KOPERASI JASA "MANDIRI LUHUR"'},
        id="a label's word is no part of the name",
    ),
    pytest.param(
        ("AKTA : PENDIRIAN KOPERASI", "NOMOR : - 08 -", 'Notaris, "SARI KEDELAI JAYA"'),
        {"nomor_identitas": "08"},
        id="a deed's number between dashes",
    ),
    pytest.param(
        (
            "TANDA DAFTAR PERUSAHAAN",
            "KOPERASI",
            [(150, "NOMOR TDP"), (700, "BERLAKU")],
            [(150, "13.17.2.65.99038"), (700, "30 SEPTEMBER 2017")],
        ),
        {"nomor_identitas": "13.17.2.65.99038"},
        id="a licence's number below its label",
    ),
    pytest.param(
        (
            "AKTE PENDIRIAN",
            "Koperasi Unit Desa",
            'Nama Koperasi : KUD "GEMAH RIPAH"',
            "didaftar dalam Buku Daftar Umum dengan nomor 9534/BH/II/1984",
        ),
        {"nomor_identitas": "9534/BH/II/1984"},
        id="a deed that names its entry in the register",
    ),
    pytest.param(
        (
            "SERTIFIKAT",
            "NOMOR INDUK KOPERASI (NIK)",
            "3517070990036",
            "diberikan kepada",
            'Koperasi Produsen " Gendhis Legi Makmur',
            "Alamat : Jl. Merdeka 45 Mojowarno Jombang",
        ),
        {"koperasi_nama": 'Koperasi Produsen "Gendhis Legi Makmur"'},
        id="a quotation mark was lost",
    ),
]


@pytest.mark.parametrize(("rows", "expected"), PAPERS)
def test_what_a_paper_says(rows: tuple[str | list[Cell], ...], expected: dict[str, str]) -> None:
    read = institution_fields(dissect([page(rows)]))
    assert {name: read[name].value for name in expected} == expected


@pytest.mark.parametrize(
    ("rows", "box_row"),
    [
        (("PERIZINAN BERUSAHA BERBASIS RISIKO", "NOMOR INDUK BERUSAHA : 18O", "KSU Rukun"), 1),
        (("DIREKTORAT JENDERAL PAJAK", "NPWP : 02.766 ~ 17", "KOPERASI KARYAWAN TIRTA"), 1),
        (("SERTIFIKAT NOMOR INDUK KOPERASI", "NIK. ~~~", "KOPPAS MITRA ARUM MAJU"), 0),
        (("AKTA PENDIRIAN KOPERASI", "Nomor : ....", "KSPPS BMT Cendekia Artha"), 1),
        (("KEPUTUSAN KEPALA DINAS KOPERASI", "PENGESAHAN", "Kopkar Mandiri Budi"), 0),
    ],
)
def test_a_papers_number_that_can_not_be_read_is_shown_where_it_stands(
    rows: tuple[str, ...], box_row: int
) -> None:
    paper = page(rows)
    field = institution_fields(dissect([paper]))["nomor_identitas"]
    assert (field.value, field.needs_review, field.page) == (None, True, 1)
    assert field.box is not None
    assert lies_in(field.box, paper.lines[box_row].box)


@pytest.mark.parametrize(
    ("rows", "box_row"),
    [
        (("NOMOR INDUK BERUSAHA : 1805756940038", "Nama Pelaku Usaha : ~~ .K"), 1),
        (("SERTIFIKAT NOMOR INDUK KOPERASI", "NIK. 3517424426004", "~ ~~"), 0),
    ],
)
def test_a_papers_koperasi_that_can_not_be_read_is_shown_where_it_stands(
    rows: tuple[str, ...], box_row: int
) -> None:
    paper = page(rows)
    field = institution_fields(dissect([paper]))["koperasi_nama"]
    assert (field.value, field.needs_review) == (None, True)
    assert field.box is not None
    assert lies_in(field.box, paper.lines[box_row].box)


def test_a_paper_of_no_known_kind_needs_no_number() -> None:
    assert institution_fields(dissect([page(["KSP MITRA", "Daftar anggota"])]))["nomor_identitas"] == Field(
        confidence=0.9
    )


def _licence(owner: str, *, telephone: str = "Nomor Telepon Seluler") -> PageReading:
    rows = [
        [(450, "PERIZINAN BERUSAHA BERBASIS RISIKO")],
        [(450, "NOMOR INDUK BERUSAHA : 1409240099123")],
        [(150, "1. Nama Pelaku Usaha"), (550, f": {owner}")],
        [(150, "2. Alamat"), (550, ": Jl. Dr. Sutomo No. 31 Jelakombo Jombang")],
        [(150, f"3. {telephone}"), (550, ": 085731990042")],
    ]
    return page(rows, kinds=((Kind.IDENTITAS_LEMBAGA, 1.0),))


@pytest.mark.parametrize(
    ("paper", "kind"),
    [
        (_licence("ENDANG SRI MULYANI"), Kind.LAMPIRAN),
        (_licence("CV SUMBER REJEKI"), Kind.IDENTITAS_LEMBAGA),
        (_licence("ENDANG SRI MULYANI", telephone="Nomor Telepon"), Kind.IDENTITAS_LEMBAGA),
        (_licence("KOPERASI KARYAWAN MANIK RUKUN"), Kind.IDENTITAS_LEMBAGA),
        (_licence("KSP MANIK RUKUN"), Kind.IDENTITAS_LEMBAGA),
    ],
)
def test_a_person_s_licence_identifies_no_koperasi(paper: PageReading, kind: Kind) -> None:
    (document,) = read_documents([paper])
    assert document.kind is kind
    assert (document.jenis is not None) == (kind is Kind.LAMPIRAN)


def test_the_address_of_a_body_that_is_no_koperasi_is_shown() -> None:
    other, own = (
        institution_fields(dissect([_licence(owner)]))["koperasi_alamat"]
        for owner in ("CV SUMBER REJEKI", "KOPERASI KARYAWAN MANIK RUKUN")
    )
    assert other.value == own.value == "Jl. Dr. Sutomo No. 31 Jelakombo Jombang"
    assert (other.needs_review, own.needs_review) == (True, False)


FOUNDERS = (
    "1. Tuan IMAM, lahir di Jombang pada tanggal 02-05-1971, Wiraswasta,",
    "{} Dusun Tugu, Rukun Tetangga 004, Desa Kepatihan, Kecamatan Jombang,",
    "pemegang Kartu Tanda Penduduk Nomor 3517090205719011, Warga Negara Indonesia;",
    "-Para penghadap menerangkan dengan ini mendirikan koperasi sebagai berikut :",
    "(1) Koperasi ini bernama KSU RUKUN TANI.",
)


def test_founders_before_the_articles_do_not_hide_the_seat() -> None:
    deed = (
        'AKTA PENDIRIAN', 'Koperasi Wanita "Mitra Guyub"', "No. 92",
        "1 Sumiyati Wulandari, bertempat tinggal di Kabupaten Jombang,",
        "Para penghadap menerangkan telah sepakat mendirikan koperasi sebagai berikut :", "Pasal 1",
        'Koperasi ini bernama Koperasi Wanita "Mitra Guyub" dan berkedudukan di Jl. Melati No. 8',
        "Bareng Jombang. Koperasi dapat membuka cabang di tempat lain.",
    )  # fmt: skip
    assert (
        institution_fields(dissect([page(deed)]))["koperasi_alamat"].value
        == "Jl. Melati No. 8 Bareng Jombang"
    )


@pytest.mark.parametrize("home", ["bertempat tinggal di", "beralamat di", "berdomisili di"])
def test_a_founder_s_home_is_not_the_koperasi_s_seat(home: str) -> None:
    deed = ["AKTA PENDIRIAN", "KSU RUKUN TANI", *(row.format(home) for row in FOUNDERS)]
    assert institution_fields(dissect([page(deed)]))["koperasi_alamat"].value is None
    deed += ["(2) Koperasi ini berkedudukan di Dusun Sumber, Desa Cupak,", "Kecamatan Gudo.", "Halaman 1"]
    seat = institution_fields(dissect([page(deed)]))["koperasi_alamat"].value
    assert seat == "Dusun Sumber, Desa Cupak, Kecamatan Gudo"


def _cover(name: list[Cell], rest: list[Cell]) -> Field:
    labelled = [[(300, "NOMOR"), (560, ": 14")], [(300, "PERIHAL"), (560, ": AKTA PENDIRIAN")]]
    return institution_fields(dissect([page([[(700, "NOTARIS")], *labelled, name, rest])]))["koperasi_nama"]


def test_a_name_goes_on_below_in_the_column_of_the_values() -> None:
    whole = _cover([(590, "KOPERASI PRODUSEN TIRTA MAKMUR")], [(590, "SENTOSA")])
    assert (whole.value, whole.needs_review) == ("KOPERASI PRODUSEN TIRTA MAKMUR SENTOSA", False)
    aside = _cover([(590, "KOPERASI PRODUSEN TIRTA MAKMUR")], [(150, "SALINAN")])
    assert (aside.value, aside.needs_review) == ("KOPERASI PRODUSEN TIRTA MAKMUR", False)


def test_a_name_over_a_few_words_in_the_middle_may_be_cut() -> None:
    cover = [[(700, "AKTA PENDIRIAN")], [(500, "KOPERASI PRODUSEN TIRTA MAKMUR")], [(672, "SENTOSA")]]
    name = institution_fields(dissect([page(cover)]))["koperasi_nama"]
    assert (name.value, name.needs_review) == ("KOPERASI PRODUSEN TIRTA MAKMUR", True)


DEED = ("AKTA PENDIRIAN", "KOPERASI TANI MAKMUR", "Dibuat di hadapan notaris", "Notaris di Jombang")


SEATED = "Koperasi berkedudukan di Jalan Raya Nomor 45, Desa Gudo."
SEAT: Row = [(150, "Alamat"), (450, ": Dsn. Kedungturi, Desa Gudo;")]
BEYOND: Row = [(400, "Kecamatan Gudo, Kabupaten Jombang.")]


@pytest.mark.parametrize(
    ("seat", "address", "is_shown"),
    [
        ((SEATED,), "Jalan Raya Nomor 45, Desa Gudo", False),
        ((SEAT, BEYOND), "Dsn. Kedungturi, Desa Gudo", True),
    ],
    ids=["in a sentence", "cut before its kecamatan"],
)
def test_a_house_s_number_is_none_of_the_paper_and_a_cut_address_is_looked_at(
    seat: tuple[Row, ...], address: str, is_shown: bool
) -> None:
    read = institution_fields(dissect([page((*DEED, *seat))]))
    assert read["nomor_identitas"].value is None
    found = read["koperasi_alamat"]
    assert (found.value, found.needs_review) == (address, is_shown)
