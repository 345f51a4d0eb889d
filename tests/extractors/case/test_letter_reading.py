"""Whole letters from words and their places: a koperasi's, a member's, one in plain text, one by proxy."""

import pytest

from extractors.case.letters import ASKS_NOTHING, letter_choices, seen_letter
from models.document import Kind
from tests.extractors.letters import (
    KOP_LETTER,
    MEMBER_LETTER,
    RUNNING_IDENTITY,
    Row,
    chosen,
    read_pages,
    stated,
    values_of,
)
from tests.extractors.paper import Cell, line, page

REQUEST = Kind.SURAT_PERMOHONAN


def test_a_koperasi_s_letter() -> None:
    read = values_of(page(KOP_LETTER))
    assert read["nomor_surat"] == "012/KSP-MGS/XI/2026"
    assert read["tanggal_surat"] == "2026-11-05"
    assert read["tempat_surat"] == "Jombang"
    assert read["perihal"] == "Permohonan Fasilitasi Penyelesaian Simpanan"
    assert read["tujuan"] == "Kepala Dinas Koperasi dan Usaha Mikro Jombang"
    assert read["koperasi_nama"] == 'KOPERASI SIMPAN PINJAM "MITRA GUYUB SENTOSA"'
    assert read["koperasi_badan_hukum"] == "AHU-0990112.AH.01.26.TAHUN 2019"
    assert read["koperasi_alamat"] == "Jl. Pattimura No. 45, Sengon, Jombang 61418"
    assert read["jenis_layanan"] == "penyelesaian_masalah"
    assert read["termohon_nama"] == "SUGENG WALUYO"
    matter = str(stated(*KOP_LETTER))
    assert matter.startswith("Bendahara lama belum mengembalikan") and "Demikian" not in matter


def test_without_an_identity_block_the_chief_who_signs_is_the_applicant() -> None:
    letter = seen_letter([page(KOP_LETTER)])
    assert letter.fields["nama"].value == "SITI MUNAWAROH, S.E."
    assert letter.fields["jabatan"].value == "Ketua Umum"
    assert "YUSUF EFENDI" in letter.persons


def test_a_numbered_identity_block_with_a_family_card_number_beside_the_nik() -> None:
    read = values_of(page(MEMBER_LETTER))
    assert read["pemohon_nama"] == "DIDIK HARIYANTO"
    assert read["pemohon_nik"] == "3517091708820013"
    assert read["pemohon_alamat"] == "Dsn. Kedungrejo RT 003 RW 001 Desa Mojokrapak Kec. Tembelang"
    assert read["pemohon_telepon"] == "081234567890"
    assert read["tanggal_surat"] == "2026-11-05"
    assert read["tujuan"] == "Kepala Dinkopum Kabupaten Jombang"
    assert read["jenis_layanan"] == "pengaduan"


def test_a_member_who_complains_of_a_koperasi_means_it_as_the_other_side() -> None:
    assert values_of(page(MEMBER_LETTER))["termohon_nama"] == "KSU Artha Bakti"


def test_every_value_has_a_place_on_its_page() -> None:
    for name, field in read_pages(page(MEMBER_LETTER)).items():
        if isinstance(field.value, str):
            assert field.page == 1, name
            assert field.box is not None and 0 <= field.box[0] < field.box[2] <= 1, name


def test_identity_in_running_text() -> None:
    rows = (
        *RUNNING_IDENTITY,
        "Simpanan saya belum dapat dicairkan sejak bulan Maret 2026. Pengurus selalu mengatakan bahwa kas",
        "koperasi kosong, padahal pinjaman baru tetap dicairkan kepada pengurus sendiri.",
        "Demikian permohonan ini dibuat dengan sebenarnya.",
    )
    read = chosen(Kind.SURAT_PERMOHONAN, *rows)
    assert read["pemohon_nama"] == "Lilik Zulaikhah"
    assert read["pemohon_nik"] == "3517094505821234"
    assert read["pemohon_alamat"] == "Dsn. Bapang RT 02 RW 05 Ds. Sumbermulyo Kec. Jogoroto"
    assert read["pemohon_telepon"] == "081234567890"
    assert read["pokok_masalah"] == (
        "Simpanan saya belum dapat dicairkan sejak bulan Maret 2026. Pengurus selalu mengatakan bahwa kas"
        " koperasi kosong, padahal pinjaman baru tetap dicairkan kepada pengurus sendiri."
    )


def test_with_a_kuasa_the_one_who_gave_it_asks() -> None:
    rows = (
        "Perihal : Permohonan Mediasi",
        "Dengan hormat,",
        "Yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (520, ": RATNA DYAH AYUNINGTYAS, S.H.")],
        [(200, "Pekerjaan"), (520, ": Advokat")],
        "berdasarkan surat kuasa khusus bertindak untuk dan atas nama pemberi kuasa :",
        [(200, "Nama"), (520, ": KASMURI")],
        [(200, "NIK"), (520, ": 3517091708820013")],
        "Simpanan klien kami di KSP Artha Wiguna tidak dapat dicairkan.",
        "Demikian permohonan ini kami sampaikan.",
        [(1000, "Penerima Kuasa,")],
        [(1000, "(RATNA DYAH AYUNINGTYAS, S.H.)")],
    )
    letter = seen_letter([page(rows)])
    assert letter.fields["nama"].value == "KASMURI"
    assert letter.fields["nik"].value == "3517091708820013"
    assert letter.fields["jabatan"].value is None
    assert any("RATNA" in name for name in letter.persons)


def test_the_number_of_a_koperasi_is_no_nik() -> None:
    rows = (
        "Perihal : Permohonan Informasi Sertifikat NIK Koperasi",
        "Dengan hormat,",
        "Sertifikat Nomor Induk Koperasi (NIK) 3517091708820013 koperasi kami telah berakhir.",
        "Demikian permohonan ini kami sampaikan.",
    )
    assert values_of(page(rows))["pemohon_nik"] is None


def test_two_engines_that_differ_on_a_nik_leave_it_to_a_person() -> None:
    rows: list[str | list[Cell]] = [
        "Yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (520, ": KASMURI")],
        [(200, "NIK")],
    ]
    base = page(rows)
    number = line(": 3517091708820013", 520, 120 + 2 * 46, second=": 3517091708820018")
    field = read_pages(base.model_copy(update={"lines": (*base.lines, number)}))["pemohon_nik"]
    assert field.needs_review


def test_a_number_that_stands_there_and_cannot_be_read_is_shown_with_its_place() -> None:
    rows: list[str | list[Cell]] = [
        "Yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (520, ": KASMURI")],
        [(200, "NIK"), (520, ": 35170917088")],
    ]
    field = read_pages(page(rows))["pemohon_nik"]
    assert field.value is None and field.needs_review and field.box is not None


def test_a_paper_that_surely_asks_for_nothing_has_every_value_shown() -> None:
    rows = ("KOPERASI DESA MERAH PUTIH SUMBERARUM", "PENGUMUMAN", "Nomor : 007/KDMP-SA/XI/2026",
            "Diberitahukan kepada seluruh anggota bahwa kantor koperasi tutup pada tanggal 12 sampai 14 Mei.",
            "Simpan pinjam dilayani kembali hari Senin. Harap menjadi maklum.", "Sumberarum, 9 Mei 2026",
            "Ketua,", "", "MUJIB BURHANUDIN")  # fmt: skip
    seen = seen_letter([page(rows)])
    assert seen.idle >= ASKS_NOTHING
    fields = letter_choices(Kind.SURAT_PERMOHONAN, seen).fields
    assert all(field.needs_review for field in fields.values() if field.value)


@pytest.mark.parametrize(
    ("body", "says_what"),
    [
        (
            (
                "Dengan ini saya mengadu. Persoalannya sudah saya ceritakan kepada ibu di bagian depan.",
                "Saya minta tolong cepat ditangani sebagaimana aturannya, sebab saya sudah capek menunggu.",
            ),
            False,
        ),
        (
            (
                "Dengan ini saya mengadukan KSP Dana Makmur yang menagih bunga tanpa perjanjian tertulis.",
                "Simpanan saya sebesar Rp4.000.000 juga belum dapat diambil sejak bulan Maret.",
            ),
            True,
        ),
    ],
    ids=["it never comes to its matter", "it does"],
)
def test_whether_a_letter_comes_to_its_matter(body: tuple[str, ...], says_what: bool) -> None:
    begun: tuple[Row, ...] = (
        "Perihal : Pengaduan", "Yth. Kepala Dinas Koperasi dan Usaha Mikro Jombang", "Dengan hormat,",
        [(200, "Nama"), (520, ": Siti Aminah")], [(200, "NIK"), (520, ": 3517095204900023")],
        [(200, "Alamat"), (520, ": Dsn. Krajan RT 02 RW 01 Desa Mojokrapak Kec. Tembelang")],
    )  # fmt: skip
    ended = ("Demikian, atas perhatian Bapak saya ucapkan terima kasih.", "Hormat saya,", "", "Siti Aminah")
    assert seen_letter([page((*begun, *body, *ended))]).says_what is says_what
