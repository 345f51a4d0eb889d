"""Complaints: free letters and forms, named and anonymous, about a koperasi and about the office."""

from extractors.complaint import complaint_fields, is_about_office
from models.page import Mark, MarkKind
from tests.extractors.paper import page

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
    assert read["anonim"] is False


def test_the_matter_keeps_its_negation_and_loses_greeting_and_thanks() -> None:
    matter = str(complaint_fields([page(FREE)])["materi_pengaduan"].value)
    assert "ndak bisa diambil" in matter
    assert "Kpd Yth" not in matter and "Sekian" not in matter and "NGATMINAH" not in matter


def test_a_form_left_nameless_is_anonymous() -> None:
    read = {name: field.value for name, field in complaint_fields([page(FORM)]).items()}
    assert read["anonim"] is True
    assert read["pelapor_nama"] is None
    assert read["terlapor"] == "KUD Tani Lestari"
    assert read["materi_pengaduan"] == "Pupuk yang sudah dibayar anggota belum dikirim sejak Maret 2026."


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


def test_a_complaint_about_the_office_is_told_from_one_about_a_koperasi() -> None:
    assert is_about_office("Petugas loket kurang ramah, antrean panjang di kantor dinas.")
    assert not is_about_office("Tabungan saya di KSP tidak bisa diambil.")
