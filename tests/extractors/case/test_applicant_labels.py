"""Who asks, by labels: identity blocks, tables, forms; centred, misread and missing labels."""

import pytest

from tests.extractors.case.letters import (
    ASKED,
    BEGUN,
    CLOSING,
    END,
    MATTER,
    SECOND_COLUMN,
    TO,
    read,
    request_fields,
    values,
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


def test_one_bare_label_is_no_form() -> None:
    fields = read(*BEGUN, "Saya yang bernama Siti Aminah memohon bantuan.", "Alamat", "Desa Pulolor", *END)
    assert fields["pemohon_alamat"].value is None


def test_an_office_is_cut_from_the_koperasi_it_is_held_in() -> None:
    fields = read(
        *BEGUN,
        "Nama : Ngatini",
        "NIK : 3517215708739021",
        "Jabatan dlm koperasi : Ketua Kopwan Seruni Mekar",
        *END,
    )
    assert fields["pemohon_jabatan"].value == "Ketua"


@pytest.mark.parametrize(
    ("read_as", "name"),
    [("M.USMANTO MANURUNG", "M. USMANTO MANURUNG"), ("Wiwik.Qomariyah", "Wiwik Qomariyah")],
)
def test_blanks_that_an_engine_lost_in_names(read_as: str, name: str) -> None:
    assert read(*BEGUN, f"Nama : {read_as}", "NIK : 3517215708739021", *END)["pemohon_nama"].value == name


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


def test_a_form_with_a_box_for_each_figure() -> None:
    boxes: list[Cell] = [
        (150, "NIK"),
        *((500 + 60 * i, figure) for i, figure in enumerate("3517105304819056")),
    ]
    fields = read(*TO, "Dengan hormat,", [(150, "Nama"), (500, ": Endah Palupi")], boxes, ASKED, *END)
    assert fields["pemohon_nik"].value == "3517105304819056"


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


def test_a_member_s_office_in_its_own_column_is_no_label() -> None:
    fields = read(
        *BEGUN,
        "Saya yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (500, "Wiwik Ermawati")],
        [(200, "Jabatan"), (500, "Anggota Koperasi")],
        MATTER,
        CLOSING,
    )
    assert fields["pemohon_jabatan"].value == "Anggota Koperasi"


def test_a_family_card_s_number_is_not_proposed() -> None:
    fields = read(
        "Dengan hormat,",
        [(200, "Nama"), (560, ": Endang Sri Wahyuni")],
        [(200, "kartu keluarga"), (560, "3517046808759002")],
        [(200, "Jabatan"), (560, ": Ketua")],
        MATTER,
        CLOSING,
    )
    assert fields["pemohon_nik"].value is None


def test_the_heading_beside_nama_is_no_name() -> None:
    rows = ("Dengan hormat,", [(150, "Nama"), (400, "” NIK”"), (800, "Alamat")], MATTER, CLOSING)
    assert read(*rows)["pemohon_nama"].value is None


def test_a_block_without_colons_whose_sentence_goes_on_below_it() -> None:
    fields = read(
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
    )
    assert fields["pemohon_nik"].value == "3517095203689005"
    assert fields["pemohon_jabatan"].value == "Ketua Tim Penyelesai"
    assert fields["pokok_masalah"].value == MATTER


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


def test_dust_between_a_label_and_its_value() -> None:
    fields = read(
        "Dengan hormat, kami yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (560, ": Eko Kurniawan")],
        [(190, "“No. NIK"), (430, "3"), (560, ": 3517060607659352")],
        [(200, "Alamat"), (560, ": Dsn Krajan, Desa Miagan,")],
        [(590, "Kecamatan Mojoagung")],
        MATTER,
    )
    assert fields["pemohon_nik"].value == "3517060607659352"
    assert fields["pemohon_alamat"].value == "Dsn Krajan, Desa Miagan, Kecamatan Mojoagung"


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
        f"— {label} : Dusun Curah RT 11, Kel. Kidul,",
        "Surabaya",
        "No. identitas (KTP) = 3517113007869019",
        "Sebagai : Koordinator pedagang",
    )
    assert fields["pemohon_alamat"].value == "Dusun Curah RT 11, Kel. Kidul, Surabaya"
    assert fields["pemohon_nik"].value == "3517113007869019"
    assert fields["pemohon_jabatan"].value == "Koordinator pedagang"


def test_dust_behind_a_label_does_not_hide_its_value() -> None:
    fields = read(
        "Dengan hormat, saya yang bertanda tangan di bawah ini",
        [(150, "Nama"), (500, "Khoirul Laksono Fathoni")],
        [(150, "Alamat sesuai KTP. ."), (500, "Desa Sumberteguh RT 1 RW 2 Kec. Kudu")],
        "",
        *END,
    )
    assert fields["pemohon_alamat"].value == "Desa Sumberteguh RT 1 RW 2 Kec. Kudu"
