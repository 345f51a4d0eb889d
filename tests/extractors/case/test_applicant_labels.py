"""Who asks, by labels: identity blocks, tables, forms; centred, misread and missing labels."""

from collections.abc import Mapping

import pytest

from tests.extractors.letters import (
    ASKED,
    BEGUN,
    CLOSING,
    END,
    MATTER,
    SECOND_COLUMN,
    TO,
    Row,
    read,
    request_fields,
    written,
)
from tests.extractors.paper import Cell, page

PARTIES: tuple[str | list[Cell], ...] = (
    "Dengan hormat, permohonan ini diajukan oleh dan terhadap :",
    [(300, "PEMOHON"), (SECOND_COLUMN + 150, "TERMOHON")],
    [(150, "Nama : Gede Wirya Kusuma"), (SECOND_COLUMN, 'Nama : Kopkar "Tebu Manis"')],
    [(150, "NIK : 3517110110749020"), (SECOND_COLUMN, "Telp. : 0321-555673")],
    [(150, "Alamat : Dsn. Balongrejo RT 08"), (SECOND_COLUMN, "Alamat : Jl. Raya Gudo Km 4")],
    [(150, "Telp. : 085606994127")],
    "",
    "Simpanan saya belum dibayar oleh Termohon.",
)


BOXED_PARTIES: tuple[str | list[Cell], ...] = (
    "Perihal : Mohon penyelesaian masalah jaminan",
    [(150, "PEMOHON"), (SECOND_COLUMN, "TERMOHON")],
    [(150, "Nama :"), (SECOND_COLUMN, "Nama :")],
    [(150, "Wagimin"), (SECOND_COLUMN, "Hendro Sulistyo")],
    [(150, "NIK :"), (SECOND_COLUMN, "Jabatan :")],
    [(150, "3517110110749020"), (SECOND_COLUMN, "Manajer")],
    [(150, "Alamat :"), (SECOND_COLUMN, "Koperasi :")],
    [(150, "Dsn. Kedungjati Lor RT 11 RW 04"), (SECOND_COLUMN, "KSP Anugrah Sendang Biru")],
    "",
    "BPKB motor saya belum dikembalikan oleh Hendro selaku manajer.",
)


LABELLED_LETTERS = [
    pytest.param(
        (*BOXED_PARTIES, *END),
        {
            "pemohon_nama": "Wagimin",
            "pemohon_nik": "3517110110749020",
            "pemohon_alamat": "Dsn. Kedungjati Lor RT 11 RW 04",
            "pemohon_jabatan": None,
        },
        id="two parties side by side with labels above what is filled in",
    ),
    pytest.param(
        (
            *BEGUN,
            "Saya yang bernama Siti Aminah memohon bantuan.",
            "Alamat",
            "Desa Pulolor",
            *END,
        ),
        {"pemohon_alamat": "Desa Pulolor"},
        id="a label alone on its row above what it asks for",
    ),
    pytest.param(
        (
            *BEGUN,
            "Nama : Ngatini",
            "NIK : 3517215708739021",
            "Jabatan dlm koperasi : Ketua Kopwan Seruni Mekar",
            *END,
        ),
        {"pemohon_jabatan": "Ketua"},
        id="an office is cut from the koperasi it is held in",
    ),
    pytest.param(
        (
            *TO,
            "Salam sehat, kami warga peternak kambing telah bersepakat untuk mendirikan koperasi.",
            [(150, "NIK ketua panitia"), (600, "3517050909909004")],
            [(150, "Alamat ketua panitia"), (600, "Dsn. Dampak RT 009 RW 003 Desa Panglungan")],
            "Kami belum mengetahui tata caranya.",
            *END,
        ),
        {"pemohon_alamat": "Dsn. Dampak RT 009 RW 003 Desa Panglungan"},
        id="labels that name the chairman of a founding committee",
    ),
    pytest.param(
        (
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
        ),
        {"pemohon_nama": "Lukman Hakim Syaifuddin", "pemohon_nik": "3517201106859017"},
        id="a block under pewaris is not the applicant s",
    ),
    pytest.param(
        (
            *TO,
            "Dengan hormat,",
            [(150, "Nama"), (500, ": ARIS MUNANDAR")],
            [(150, "Alamat"), (500, ": Dsn. Ngembul RT 006 RW 002 Ds. Kayangan")],
            [(530, "Kec"), (640, "Diwek Kab"), (840, "Jombang")],
            ASKED,
            *END,
        ),
        {"pemohon_alamat": "Dsn. Ngembul RT 006 RW 002 Ds. Kayangan Kec Diwek Kab Jombang"},
        id="a cell of an address set by typewriter is not lost",
    ),
    pytest.param(
        (
            "Hal : Mohon Mediasi",
            "Kami yang bertanda tangan di bawah ini :",
            "1. Nama : Kasiman NIK : 3517150107580001 Alamat : Rejoagung RT 01",
            "2. Nama : Sutrisno NIK : 3517151203720003 Alamat : Rejoagung RT 02",
            "memohon pertemuan dengan pengurus KUD Sri Rejeki tentang SHU yang belum dibagikan.",
        ),
        {
            "pemohon_nama": "Kasiman",
            "pemohon_nik": "3517150107580001",
            "pemohon_alamat": "Rejoagung RT 01",
        },
        id="several labels on one line",
    ),
    pytest.param(
        (
            "Perihal : Permohonan Mediasi",
            "Yang bertanda tangan di bawah ini :",
            [(260, "a Lengkap"), (520, ": AGUS KURNIAWAN")],
            [(200, "NIK"), (520, ": 3517091708820013")],
            [(200, "Alamat"), (520, ": Dsn. Krajan RT 01 RW 02")],
            "Simpanan saya di KSP Artha Bakti belum dapat dicairkan.",
        ),
        {"pemohon_nama": "AGUS KURNIAWAN", "pemohon_nik": "3517091708820013"},
        id="an identity block whose name label is hidden",
    ),
    pytest.param(
        (
            *BEGUN,
            "Saya yang bertanda tangan di bawah ini :",
            [(200, "Nama"), (500, "Wiwik Ermawati")],
            [(200, "Jabatan"), (500, "Anggota Koperasi")],
            MATTER,
            CLOSING,
        ),
        {"pemohon_jabatan": "Anggota Koperasi"},
        id="a members office in its own column is no label",
    ),
    pytest.param(
        (
            "Dengan hormat,",
            [(200, "Nama"), (560, ": Endang Sri Wahyuni")],
            [(200, "kartu keluarga"), (560, "3517046808759002")],
            [(200, "Jabatan"), (560, ": Ketua")],
            MATTER,
            CLOSING,
        ),
        {"pemohon_nik": None},
        id="a family cards number is not proposed",
    ),
    pytest.param(
        (
            "Dengan hormat, yang bertanda tangan di bawah ini :",
            [(200, "Nama"), (560, "Lilik Suharti")],
            [(200, "NIK"), (560, "3517095203689005")],
            [(560, "Ketua Pengurus")],
            [(200, "Alamat"), (560, "Desa Plandi")],
            "memohon arahan mengenai penyelenggaraan rapat anggota.",
            MATTER,
            CLOSING,
            [(1000, "KSPPS Al-Ikhlas Berkah")],
            [(1000, "Ketua Tim Penyelesai,")],
            "",
            [(1000, "Lilik Suharti")],
        ),
        {
            "pemohon_nik": "3517095203689005",
            "pemohon_jabatan": "Ketua Tim Penyelesai",
        },
        id="a block without colons whose sentence goes on below it",
    ),
    pytest.param(
        (
            "Dengan hormat, saya yang bertanda tangan di bawah ini",
            [(150, "Nama"), (500, "Khoirul Laksono Fathoni")],
            [(150, "Alamat sesuai KTP. ."), (500, "Desa Sumberteguh RT 1 RW 2 Kec. Kudu")],
            "",
            *END,
        ),
        {"pemohon_alamat": "Desa Sumberteguh RT 1 RW 2 Kec. Kudu"},
        id="dust behind a label does not hide its value",
    ),
]


@pytest.mark.parametrize(("rows", "values"), LABELLED_LETTERS)
def test_labels_of_who_asks(rows: tuple[Row, ...], values: Mapping[str, str | bool | None]) -> None:
    fields = read(*rows)
    assert {name: fields[name].value for name in values} == values


@pytest.mark.parametrize(
    ("read_as", "name"),
    [("M.USMANTO MANURUNG", "M. USMANTO MANURUNG"), ("Wiwik.Qomariyah", "Wiwik Qomariyah")],
)
def test_blanks_that_an_engine_lost_in_names(read_as: str, name: str) -> None:
    assert read(*BEGUN, f"Nama : {read_as}", "NIK : 3517215708739021", *END)["pemohon_nama"].value == name


def test_a_form_with_a_box_for_each_figure() -> None:
    boxes: list[Cell] = [
        (150, "NIK"),
        *((500 + 60 * i, figure) for i, figure in enumerate("3517105304819056")),
    ]
    fields = read(*TO, "Dengan hormat,", [(150, "Nama"), (500, ": Endah Palupi")], boxes, ASKED, *END)
    assert fields["pemohon_nik"].value == "3517105304819056"


def test_the_heading_beside_nama_is_no_name() -> None:
    rows = ("Dengan hormat,", [(150, "Nama"), (400, "” NIK”"), (800, "Alamat")], MATTER, CLOSING)
    assert read(*rows)["pemohon_nama"].value is None


@pytest.mark.parametrize(
    ("read_as", "office"),
    [
        ("etua Pengurus", "Ketua Pengurus"),
        ("Ketua Kaperasi", "Ketua Koperasi"),
        ("Ketua Tim Ahli", "Ketua Tim Ahli"),
    ],
)
def test_an_office_with_a_misread_or_lost_letter(read_as: str, office: str) -> None:
    rows = ("Dengan hormat,", MATTER, CLOSING, [(1000, read_as)], "", [(1000, "Sumiyati Pratiwi")])
    assert read(*rows)["pemohon_jabatan"].value == office


def test_a_handwritten_letter_with_misread_labels_and_fused_words() -> None:
    reading = page(
        (
            "Kepada th : Bapak Kepala Dinas Koperasi",
            "Dengan hormat,",
            [(150, "Nama Lengikap :"), (560, "Dewi Indrawati")],
            "Saya menjadi anggota KOPERASI TERSEBUTSEJAK tahun lalu.",
            "Sertifikat tanah saya dijadikan jaminan DIKSP Bakti Waskita tanpa persetujuan.",
        ),
        is_handwritten=True,
    )
    fields = request_fields([reading])
    assert fields["tujuan"].value == "Kepala Dinas Koperasi"
    assert fields["pemohon_nama"].value == "Dewi Indrawati"
    assert fields["koperasi_nama"].value == "KSP Bakti Waskita"


@pytest.mark.parametrize("label", ["Tinggal di", "Alamat sekarang", "Kediaman", "Alamat saya"])
def test_labels_of_an_address(label: str) -> None:
    fields = written(
        "Nama : Nurul Huda",
        f"— {label} : Dusun Curah RT 11, Kel. Kidul, Surabaya",
        "No. identitas (KTP) = 3517113007869019",
        "Sebagai : Koordinator pedagang",
    )
    assert fields["pemohon_alamat"].value == "Dusun Curah RT 11, Kel. Kidul, Surabaya"
    assert fields["pemohon_nik"].value == "3517113007869019"
    assert fields["pemohon_jabatan"].value == "Koordinator pedagang"
