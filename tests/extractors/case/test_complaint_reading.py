"""Complaints: free letters and forms, named and anonymous, about a koperasi and about the office."""

from typing import Any

from models.page import Mark, MarkKind
from tests.extractors.letters import complaint_fields, stated
from tests.extractors.paper import Cell, page

FREE = (
    [(1000, "Jombang, 9 Mei 2026")],
    "Kpd Yth Bpk Kepala Dinas",
    "Tabungan saya di Koperasi Wanita Melati Arum sdh 8 bln ndak bisa diambil, uangnya 12 jt.",
    "Mohon dibantu pak, matur nuwun.",
    "Sekian dan terima kasih.",
    [(1000, "Hormat saya")],
    "",
    [(1000, "NGATMINAH")],
    [(150, "Alamat"), (400, ": Ds. Cukir Kec. Diwek")],
    [(150, "No. HP"), (400, ": 0812 3456 7890")],
)
FORM = (
    [(500, "FORMULIR PENGADUAN DAN SARAN")],
    [(150, "Nama"), (450, ":")],
    [(150, "Alamat"), (450, ":")],
    [(150, "Tanggal"), (450, ": 7 November 2026")],
    [(150, "Yang diadukan"), (450, ": KUD Tani Lestari")],
    "Isi pengaduan / saran :",
    "Pupuk yang sudah dibayar anggota belum dikirim sejak Maret 2026.",
    [(1000, "Pelapor")],
)


def test_a_free_letter() -> None:
    read = {name: field.value for name, field in complaint_fields([page(FREE)]).items()}
    assert read["tanggal_surat"] == "2026-05-09"
    assert read["pelapor_nama"] == "NGATMINAH"
    assert read["pelapor_alamat"] == "Ds. Cukir Kec. Diwek"
    assert read["pelapor_telepon"] == "081234567890"
    assert read["terlapor"] == "Koperasi Wanita Melati Arum"


def test_the_matter_keeps_its_negation_and_loses_greeting_and_thanks() -> None:
    matter = str(stated(*FREE))
    assert "ndak bisa diambil" in matter
    assert "Kpd Yth" not in matter and "Sekian" not in matter and "NGATMINAH" not in matter


def test_a_form_left_nameless() -> None:
    read = {name: field.value for name, field in complaint_fields([page(FORM)]).items()}
    assert read["pelapor_nama"] is None
    assert read["terlapor"] == "KUD Tani Lestari"
    assert stated(*FORM) == "Pupuk yang sudah dibayar anggota belum dikirim sejak Maret 2026."


def test_handwriting_is_doubted_more_than_print() -> None:
    printed, written = (
        complaint_fields([page(FREE, is_handwritten=by_hand)])["pelapor_nama"] for by_hand in (False, True)
    )
    assert written.confidence < printed.confidence
    assert written.needs_review and not printed.needs_review


def test_a_signature_counts_only_below_the_closing_words() -> None:
    low = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.17, 0.75, 0.2), score=0.95)
    high = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.02, 0.75, 0.05), score=0.95)
    assert complaint_fields([page(FREE, marks=(low,))])["bertanda_tangan"].value is True
    assert complaint_fields([page(FREE, marks=(high,))])["bertanda_tangan"].value is False


STORY = (
    [(1000, "7 Mei 2026")],
    "Kepada Yth.",
    "Kepala Dinas Koperasi dan Usaha Mikro",
    "Kab. Jombang",
    "di -",
    "JOMBANG",
    "Dengan hormat,",
    "Nama saya Ir. M. Waluyo, rumah saya di Dk. Bendet RT 5 RW 13 Jatirejo Diwek, bisa dihubungi di",
    "nomor 0812-3456-789 mau melaporkan hal ini.",
    "Jaminan BPKB saya di KSP Arta Bina tidak dikembalikan padahal pinjaman sudah lunas. Mohon dibantu",
    "pak, matur nuwun.",
    "Demikian, harap maklum.",
    [(1000, "Hormat saya")],
    "",
    [(1000, "Ir. M. WALUYO")],
)
BARE = (
    [(150, "Yth. Bpk Kepala Dinas Koperasi")],
    "di tempat",
    "Petugas loket kurang ramah waktu saya tanya syarat pendirian koperasi. Tolong ditegur.",
    [(1000, "Pelapor")],
    "",
    [(1000, "Siti Muflichah")],
    "Jalan Hayam Wuruk No. 145 RT 18 RW 11",
    "Keplaksari Peterongan",
    "HP +62 852-0919-5684",
)
SENDER = (
    "Dewi Munawaroh",
    "Dk. Pandean RT 17 RW 8 Karangdagangan Bandarkedungmulyo",
    "082105621995",
    "Yth. Bpk Kepala Dinas Koperasi",
    "di tempat",
    "Telepon kantor Dinas tidak pernah diangkat oleh petugas loket.",
    [(1000, "Yang mengadu")],
)
TABLE = (
    [(600, "FORM PENGADUAN ONLINE")],
    [(150, "Nama Lengkap"), (500, "Wahyu Wiyono")],
    [(150, "NIK"), (500, "-")],
    [(150, "Alamat Tempat Tinggal"), (500, "Desa Sembung RT 10 RW 10, Perak")],
    [(150, "Kontak"), (500, "628777347379")],
    [(150, "Tgl. Laporan"), (500, "22 April 2026")],
    [(150, "Pihak yang diadukan"), (500, "Koperasi Unit Desa Tani Makmur")],
    [(150, "Uraian"), (500, "Telepon pengurus tidak pernah diangkat dan uang simpanan")],
    [(500, "anggota tidak bisa diambil.")],
)


def read_values(rows: tuple[str | list[Cell], ...], **changes: Any) -> dict[str, str | bool | None]:
    return {name: field.value for name, field in complaint_fields([page(rows, **changes)]).items()}


def test_the_koperasis_address_is_not_the_writers() -> None:
    rows = (
        "Dengan hormat",
        "Kantor KSP Arta Bina alamat Jl. Merdeka 5 Ds. Cukir Kec. Diwek tutup terus.",
        *SENDER[6:],
    )
    assert read_values(rows)["pelapor_alamat"] is None


def test_a_telephone_that_cannot_be_read_is_shown_and_an_empty_one_is_not() -> None:
    garbled = (*FORM[:3], [(150, "No. HP"), (450, ": 08x2 3m56 7")], *FORM[3:])
    blank = (*FORM[:3], [(150, "No. HP"), (450, ":")], *FORM[3:])
    assert complaint_fields([page(garbled)])["pelapor_telepon"].needs_review
    assert not complaint_fields([page(blank)])["pelapor_telepon"].needs_review


STRANGER = (
    "Kepada Yth. Kepala Dinas Koperasi Kabupaten Jombang",
    "Perihal : Laporan/pengaduan pinjaman",
    "Nama saya Ibu Ponirah, umur 52 tahun, rumah di Jl. Pattimura Gg. III No. 12 Kel. Kepanjen",
    "Jombang, HP. 08121700998.",
    'Saya ikut arisan simpan pinjam di koperasi "Dana Mandiri" yang kantornya di Pasar Legi.',
    "Bunganya tidak sesuai janji, dan petugas tagihnya (Mas Yudi) suka membentak-bentak.",
    "Saya minta tolong supaya koperasi itu ditegur.",
    "Jombang, 1 Oktober 2026",
    "",
    "Ponirah",
)


def test_the_initial_of_a_balinese_name_taken_for_a_ruling() -> None:
    read = page((*SENDER[3:], "", [(1000, "| Wayan Purwanto")]))
    assert complaint_fields([read])["pelapor_nama"].value == "I Wayan Purwanto"
