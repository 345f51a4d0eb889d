"""Complaints by their layout: mails, chats, forms of other offices, lines broken where none is expected."""

from typing import Any

import pytest

from extractors.case.complaint import complaint_fields
from models.page import Line, Mark, MarkKind, Word
from tests.extractors.paper import Cell, page

ADDRESSED = ("Yth. Bpk Kepala Dinas Koperasi", "di tempat")
TOLD = "Telepon kantor Dinas tidak pernah diangkat oleh petugas loket."
SIGNED = [(1000, "Yang mengadu")]
PRINTED = (
    [(150, "Pihak yang diadukan"), (500, "Koperasi Unit Desa Tani Makmur")],
    [(150, "Uraian"), (500, "Telepon pengurus tidak pernah diangkat dan uang simpanan")],
    [(500, "anggota tidak bisa diambil.")],
)


def read_values(rows: tuple[str | list[Cell], ...], **changes: Any) -> dict[str, str | bool | None]:
    return {name: field.value for name, field in complaint_fields([page(rows, **changes)]).items()}


def test_a_housewife_whose_house_has_a_number() -> None:
    rows = (
        "Assalamualaikum Wr. Wb.",
        "Melalui surat ini saya Endang Suprihatin, ibu rumah tangga, tinggal di Jalan Gubernur Suryo",
        "Nomor 17 RT 02 RW O5 Kelurahan Jombatan (HP 0857-3344-1290), menyampaikan keberatan atas",
        "penagihan yang dilakukan KSP Dana Lestari Sejahtera.",
        "Wassalam",
    )
    read = read_values(rows)
    assert read["pelapor_nama"] == "Endang Suprihatin"
    assert read["pelapor_alamat"] == "Jalan Gubernur Suryo Nomor 17 RT 02 RW 05 Kelurahan Jombatan"
    assert read["pelapor_telepon"] == "085733441290"


def test_a_printed_mail_and_a_name_behind_the_closing_words() -> None:
    mail = ([(150, "Dari"), (400, ": Nanik Rahayu <nanik@contoh.test>")], *ADDRESSED, TOLD, SIGNED)
    assert read_values(mail)["pelapor_nama"] == "Nanik Rahayu"
    closed = (*ADDRESSED, TOLD, "Demikian, terima kasih.", "Salam hormat, Suwarno")
    assert read_values(closed)["pelapor_nama"] == "Suwarno"
    assert read_values(closed)["anonim"] is False


def test_a_place_and_month_over_nobody_is_no_name() -> None:
    rows = (*ADDRESSED, TOLD, [(1000, "Sumobito, September")], [(1000, "2026")], "", [(1000, "Tanpa nama")])
    fields = complaint_fields([page(rows)])
    assert fields["pelapor_nama"].value is None and not fields["pelapor_nama"].needs_review
    assert fields["anonim"].value is True and fields["bertanda_tangan"].value is False


def test_who_gives_his_nik_and_no_name_is_not_surely_anonymous() -> None:
    rows = ([(150, "NIK"), (400, ": 3517081204629004")], *PRINTED, [(1000, "Pelapor")])
    assert complaint_fields([page(rows)])["anonim"].needs_review


def test_the_only_mobile_number_is_the_writers_unless_its_line_speaks_of_another() -> None:
    chat = ("+62 813-3355-7781 14/09/2026", "Nama: Yuli Astutik", *PRINTED)
    assert read_values(chat)["pelapor_telepon"] == "081333557781"
    other = ("Ketua koperasi 0813-3355-7781", *PRINTED)
    assert read_values(other)["pelapor_telepon"] is None


@pytest.mark.parametrize(
    ("rows", "terlapor"),
    [
        (
            ("KOPERASI WANITA MELATI NIKU MBOTEN NATE RAPAT. ARTO TABUNGAN KULO ICAL.",),
            "KOPERASI WANITA MELATI",
        ),
        (
            ("Petugas bagian usaha mikro menyuruh saya menunggu telepon sampai tiga bulan.",),
            "Petugas bagian usaha mikro",
        ),
        (
            (
                "Mengadukan : Koperasi Karyawan Gula Manis",
                "Masalah : gaji saya dipotong angsuran padahal saya tidak pernah pinjam.",
            ),
            "Koperasi Karyawan Gula Manis",
        ),
        (
            (
                [(150, "Unit / Petugas yang diadukan"), (700, "Petugas loket legalisasi")],
                "Uraian : loket ditutup tanpa pemberitahuan dan berkas saya hilang.",
            ),
            "Petugas loket legalisasi",
        ),
    ],
)
def test_where_the_accused_ends(rows: tuple[str | list[Cell], ...], terlapor: str) -> None:
    assert read_values(("Dengan hormat", *rows, [(1000, "Pelapor")]))["terlapor"] == terlapor


def test_ink_far_below_the_name_leaves_the_signature_in_doubt() -> None:
    low = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.7, 0.75, 0.75), score=0.95)
    assert complaint_fields([page((*ADDRESSED, TOLD, SIGNED, "", [(1000, "Siti Muflichah")]), marks=(low,))])[
        "bertanda_tangan"
    ].needs_review


def test_sure_ink_above_the_last_name_is_not_overlooked() -> None:
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.05, 0.75, 0.08), score=0.99)
    found = complaint_fields([page((*ADDRESSED, TOLD), marks=(ink,))])["bertanda_tangan"]
    assert found.value is True and found.needs_review
    faint = ink.model_copy(update={"score": 0.6})
    assert complaint_fields([page((*ADDRESSED, TOLD), marks=(faint,))])["bertanda_tangan"].value is False


@pytest.mark.parametrize(("confidence", "is_signed"), [(0.96, False), (0.6, True)])
def test_a_short_word_that_is_surely_read_under_a_closing_is_no_scrawl(
    confidence: float, is_signed: bool
) -> None:
    told = page((*ADDRESSED, TOLD, "Matur nuwun", SIGNED, "", [(1000, "tani")]))
    *rows, last = told.lines
    word = last.words[0].model_copy(update={"confidence": confidence})
    read = told.model_copy(update={"lines": (*rows, last.model_copy(update={"words": (word,)}))})
    assert complaint_fields([read])["bertanda_tangan"].value is is_signed


def test_a_date_broken_over_three_lines() -> None:
    rows = (
        *ADDRESSED,
        TOLD,
        [(1000, "JOMBANG 4")],
        [(1000, "NOPEMBER")],
        [(1000, "2026")],
        [(1000, "Pelapor")],
    )
    assert read_values(rows)["tanggal_surat"] == "2026-11-04"


def test_a_form_in_numbered_parts_with_a_birth_date() -> None:
    rows = (
        [(500, "FORMULIR PENYAMPAIAN KELUHAN MASYARAKAT")],
        "I. IDENTITAS PELAPOR",
        [(150, "1. Nama pelapor"), (500, ": Hj. Umi Kulsum")],
        [(150, "2. Tempat/tgl lahir"), (500, ": Jombang, 4 Maret 1971")],
        "II. PIHAK YANG DIKELUHKAN",
        [(150, "1. Nama koperasi/petugas"), (500, ": Koppontren Al Hikmah")],
        "III. URAIAN KELUHAN",
        "Uang tabungan umrah anak saya belum bisa diambil walaupun jatuh temponya sudah lewat.",
        [(1000, "Jombang, 22 Juli 2026")],
        [(1000, "Pelapor,")],
    )
    read = read_values(rows)
    assert read["terlapor"] == "Koppontren Al Hikmah"
    assert read["tanggal_surat"] == "2026-07-22"
    assert str(read["materi_pengaduan"]).startswith("Uang tabungan")


def test_a_label_centred_beside_its_text() -> None:
    rows = (
        [(150, "Nama penelepon"), (500, "Kasmuri")],
        [(150, "Judul"), (500, "Koperasi menahan ijazah")],
        "",
        [(500, "KSP Cahaya Timur di Ngoro menahan ijazah istri saya")],
        [(150, "Isi Laporan"), (500, "sebagai jaminan pinjaman yang sudah kami lunasi. Kami")],
        [(500, "diminta membayar biaya administrasi lagi Rp 500.000.")],
    )
    read = read_values(rows)
    assert read["pelapor_nama"] == "Kasmuri"
    assert read["terlapor"] == "KSP Cahaya Timur"
    assert str(read["materi_pengaduan"]).startswith("KSP Cahaya Timur di Ngoro")


def test_a_name_and_number_on_the_last_line() -> None:
    read = read_values((*ADDRESSED, TOLD, "Dimas Ardiansyah - 0838 4455 1209"))
    assert read["pelapor_nama"] == "Dimas Ardiansyah"
    assert read["pelapor_telepon"] == "083844551209"
    assert read["anonim"] is False


def test_a_verb_behind_saya_in_capitals_is_no_name_and_a_place_behind_a_name_is_not_part_of_it() -> None:
    told = "TELEPON DINAS SUDAH SAYA HUBUNGI, TETAPI TIDAK DIANGKAT OLEH PETUGAS LOKET."
    signed = ([(1000, "HORMAT SAYA,")], "", [(1000, "SUDARMI")])
    assert read_values((*ADDRESSED, told, *signed))["pelapor_nama"] == "SUDARMI"
    placed = (*ADDRESSED, TOLD, "Terima kasih.", "(Fitriani, Tembelang)")
    assert read_values(placed)["pelapor_nama"] == "Fitriani"


def test_a_date_that_the_story_tells_is_not_the_letters() -> None:
    told = "Kejadian itu hari Kamis tanggal 12 November 2026 jam 9 pagi di halaman kantor Dinas."
    rows = (*ADDRESSED, TOLD, TOLD, TOLD, told, "Terima kasih.", "Fitriani")
    assert read_values(rows)["tanggal_surat"] is None


def test_a_kind_of_koperasi_without_its_name_is_doubted() -> None:
    told = "Petugas Koperasi Karyawan iguna sejan nagih hutang sampai malam dan bicaranya kasar."
    assert complaint_fields([page((*ADDRESSED, told, SIGNED))])["terlapor"].needs_review


def _printed(x: float, y: float, text: str) -> Line:
    words, at = [], x
    for part in text.split():
        end = at + 0.011 * len(part)
        words.append(Word(text=part, box=(at, y, end, y + 0.01), confidence=0.96))
        at = end + 0.008
    return Line(words=tuple(words), box=(x, y, at - 0.008, y + 0.01))


def test_a_line_nearer_to_the_next_label_is_not_the_accuseds() -> None:
    lines = (
        _printed(0.1, 0.1, "Terlapor"),
        _printed(0.35, 0.1, "petugas loket"),
        _printed(0.35, 0.116, "Saya mau mengeluh soal pelayanan loket"),
        _printed(0.1, 0.122, "Uraian"),
        _printed(0.35, 0.132, "yang tutup sebelum jam dua siang."),
    )
    read = page(()).model_copy(update={"lines": lines})
    assert complaint_fields([read])["terlapor"].value == "petugas loket"


def test_a_written_name_of_one_long_word_is_doubted() -> None:
    rows = ([(150, "Nama"), (400, ": MUHAMMADMUSTOFA")], *ADDRESSED, TOLD, "", [(1000, "MUHAMMADMUSTOFA")])
    assert complaint_fields([page(rows, is_handwritten=True)])["pelapor_nama"].needs_review


@pytest.mark.parametrize(
    ("rows", "whom"),
    [
        (
            (*ADDRESSED, "Yang kami laporkan : pengurus Kopwan Kembang Ayu.", TOLD),
            "pengurus Kopwan Kembang Ayu",
        ),
        ((*ADDRESSED, "Sy mau lapor KSU Panca Mitra cab. Cukir pak", TOLD), "KSU Panca Mitra cab. Cukir"),
        ((*ADDRESSED, "Pak, petugas bag. UMKM lt 2 tidak menjelaskan."), "petugas bag. UMKM lt 2"),
        (
            (*ADDRESSED, "SAYA KECEWA DGN BAGIAN PENGAWASAN DINAS KOPERASI."),
            "BAGIAN PENGAWASAN DINAS KOPERASI",
        ),
    ],
)
def test_whom_it_is_about(rows: tuple[str | list[Cell], ...], whom: str) -> None:
    assert read_values(rows)["terlapor"] == whom


def test_a_printed_form_of_the_internet() -> None:
    read = read_values((
        "Form Aduan Online", "",
        "Nama Pelapor", "Hamba Allah", "", "",
        "Alamat", "Kec. Sumobito", "", "",
        'Siapa yang Anda adukan? "', "Bendahara Koperasi Konsumen Tani Rukun", "", "",
        "Kategori", "Koperasi o Pelayanan kantor", "", "",
        "Simpanan anggota dipakai bendahara untuk keperluan pribadi, kas koperasi tinggal 2 juta.",
    ))  # fmt: skip
    assert read["terlapor"] == "Bendahara Koperasi Konsumen Tani Rukun"
    assert read["pelapor_alamat"] == "Kec. Sumobito"
