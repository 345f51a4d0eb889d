"""What a request must say: who asks, that it asks, and by whose card that is borne out."""

import pytest

from models.field import Field
from models.letter_check import LIKELY_IDLE
from tests.models.make import NIK, OTHER_NIK, case_of, complaint, doubtful, institution, ktp, request


@pytest.mark.parametrize(
    ("office", "persons", "status"),
    [
        (None, ("Slamet Widodo", "Eko Prasetyo"), "perlu_diperiksa"),
        (None, ("Slamet Widodo",), "lengkap"),
        ("Ketua", ("Slamet Widodo", "Eko Prasetyo"), "lengkap"),
    ],
    ids=["told and signed by two", "one person", "officers of a koperasi"],
)
def test_a_card_does_not_say_which_of_two_persons_asks(
    office: str | None, persons: tuple[str, ...], status: str
) -> None:
    letter = request(pemohon_nama=doubtful("Slamet Widodo"), persons=persons, pemohon_jabatan=office)
    assert case_of(letter, ktp()).completeness.status == status


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ({"nama": "EKO PRASETYO"}, "lengkap"),
        ({"nama": "EKO PRASETYO NUGROHO"}, "lengkap"),
        ({"nama": "EKO PRASETYO", "nik": doubtful(None)}, "perlu_diperiksa"),
        ({"nama": "HARIYANTO"}, "perlu_diperiksa"),
    ],
    ids=["his own card", "his own card in full", "a card that nobody can read", "a third one's card"],
)
def test_of_two_persons_with_a_card_each_either_may_ask(other: dict[str, str | Field], status: str) -> None:
    letter = request(pemohon_nama=doubtful("Slamet Widodo"), persons=("Slamet Widodo", "Eko Prasetyo"))
    card = ktp(**{"nik": OTHER_NIK, "tanggal_lahir": "1985-07-12", **other})
    assert case_of(letter, ktp(), card).completeness.status == status


@pytest.mark.parametrize(
    ("may_ask", "helping", "status"),
    [
        (("Hariyanto",), (), "perlu_diperiksa"),
        (("Slamet Widodo Jatirejo Lor Kidul",), (), "lengkap"),
        (("Hariyanto",), ("Hariyanto",), "lengkap"),
        (("Hariyanto", "Eko Prasetyo"), ("Hariyanto",), "perlu_diperiksa"),
    ],
)
def test_nor_where_the_other_one_is_only_likely_unless_he_is_said_to_help(
    may_ask: tuple[str, ...], helping: tuple[str, ...], status: str
) -> None:
    letter = request(pemohon_nama=doubtful("Slamet Widodo"), persons=("Slamet Widodo", *helping))
    judged = letter.knowing(may_ask=may_ask, helping=helping)
    assert case_of(judged, ktp()).completeness.status == status


@pytest.mark.parametrize(
    ("perihal", "status"),
    [
        ("Jawaban atas Undangan Klarifikasi", "perlu_diperiksa"),
        ("Jawaban atas Permintaan Data", "perlu_diperiksa"),
        ("Jawaban atas Surat Dinas dan Permohonan Mediasi", "lengkap"),
        ("Pengiriman Buku Laporan Tahunan", "perlu_diperiksa"),
        ("Undangan Rapat Anggota", "perlu_diperiksa"),
        ("Pencabutan Aduan", "perlu_diperiksa"),
        ("Penarikan Simpanan yang Ditolak", "lengkap"),
        ("Penyampaian Pengaduan Anggota", "lengkap"),
        ("Permohonan Jawaban atas Surat Kami", "lengkap"),
    ],
)
def test_a_letter_that_brings_news_does_not_surely_ask(perihal: str, status: str) -> None:
    assert case_of(request(perihal=perihal), ktp()).completeness.status == status


@pytest.mark.parametrize(
    ("provinsi", "kabupaten_kota", "status"),
    [
        (doubtful("KARTU TANI"), doubtful("PEMERINTAH PROVINSI JAWA TIMUR"), "perlu_diperiksa"),
        (doubtful(None), doubtful("KSP ARTHA WIGUNA"), "perlu_diperiksa"),
        (doubtful("JAWA TIMUB"), "JOMBANG", "lengkap"),
        ("JAWA TIMUR", doubtful(None), "lengkap"),
    ],
)
def test_a_card_without_a_ktp_s_head_is_not_surely_one(
    provinsi: str | Field, kabupaten_kota: str | Field, status: str
) -> None:
    card = ktp(provinsi=provinsi, kabupaten_kota=kabupaten_kota)
    for nik in (None, NIK):
        assert case_of(request(pemohon_nik=nik), card).completeness.status == status


@pytest.mark.parametrize(
    ("stated", "says_what", "status"),
    [
        (doubtful("Simpanan saya belum kembali"), None, "perlu_diperiksa"),
        (doubtful("Simpanan saya belum kembali"), True, "lengkap"),
        (None, True, "perlu_diperiksa"),
        (Field(value="Saya ada masalah dengan koperasi", confidence=0.9), False, "perlu_diperiksa"),
        (Field(value="Simpanan saya belum kembali", confidence=1.0), False, "lengkap"),
    ],
    ids=["no sentence is sure", "the whole letter is", "a person took the statement away",
         "the words say nothing", "a person typed what it says"],
)  # fmt: skip
def test_what_a_letter_says_as_a_whole_counts_before_the_sentence_that_was_taken(
    stated: Field | None, says_what: bool | None, status: str
) -> None:
    letter = request(perihal=None, pokok_masalah=stated).knowing(says_what=says_what)
    assert case_of(letter, ktp()).completeness.status == status


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "lengkap"),
        ({"pemohon_jabatan": None}, "perlu_diperiksa"),
        ({"termohon_nama": "Yusuf Efendi"}, "perlu_diperiksa"),
        ({"pemohon_nama": doubtful("Ahmad Yusuf")}, "perlu_diperiksa"),
    ],
    ids=["officer", "no office", "complained of", "another's card"],
)
def test_the_card_of_a_doubted_officer_who_signs_beside_another_counts(
    changes: dict[str, str | Field | None], status: str
) -> None:
    asking: dict[str, str | Field | None] = {
        "pemohon_nama": doubtful("Yusuf Efendi"), "pemohon_jabatan": "Ketua", "pemohon_nik": None,
    }  # fmt: skip
    letter = request(**asking | changes, persons=("Siti Munawaroh",))
    assert case_of(letter, ktp(nama="YUSUF EFENDI")).completeness.status == status


@pytest.mark.parametrize(
    ("known", "value"),
    [("takes_back", True), ("is_voided", True), ("idle", LIKELY_IDLE)],
)
def test_what_is_taken_back_crossed_out_or_idle_is_asked_no_more(known: str, value: bool | float) -> None:
    for letter, papers in ((request(), [ktp()]), (complaint(), [])):
        other = letter.knowing(**{known: value})
        assert case_of(letter, *papers).completeness.status == "lengkap"
        assert case_of(other, *papers).completeness.status == "perlu_diperiksa"
        assert case_of(letter, other, *papers).completeness.status == "perlu_diperiksa", "nor is it a copy"


def test_a_letter_without_one_of_its_sheets_is_looked_at_unless_it_is_there_whole() -> None:
    for letter, papers in ((request(), [ktp()]), (complaint(), [])):
        torn = letter.knowing(lacks_sheet=True)
        assert case_of(torn, *papers).completeness.status == "perlu_diperiksa"
        assert case_of(letter, torn, *papers).completeness.status == "lengkap"


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("Masalah saya adalah [uraikan permasalahan secara singkat].", "perlu_diperiksa"),
        ("Masalah saya (sebutkan) belum selesai.", "perlu_diperiksa"),
        ("Simpanan saya (isinya tiga juta rupiah) belum dikembalikan.", "lengkap"),
    ],
)
def test_a_model_letter_that_nobody_filled_in_says_no_matter(stated: str, status: str) -> None:
    assert case_of(request(pokok_masalah=stated), ktp()).completeness.status == status


@pytest.mark.parametrize(
    ("paper", "status"),
    [('KSP "MITRA GUYUB SENTOSA"', "lengkap"), ('KSP "MITRA GUYUP SENTOSA"', "perlu_diperiksa")],
)
def test_a_paper_of_a_neighbour_whose_name_is_a_letter_apart_is_looked_at(paper: str, status: str) -> None:
    assert case_of(request(), institution(koperasi_nama=paper)).completeness.status == status


@pytest.mark.parametrize(
    ("may_ask", "status"),
    [(("Eko Prasetyo", "Slamet Widodo"), "lengkap"), (("Eko Prasetyo",), "perlu_diperiksa")],
)
def test_a_client_s_card_counts_though_he_may_be_taken_for_the_other_side(
    may_ask: tuple[str, ...], status: str
) -> None:
    names = {"pemohon_nama": doubtful("Eko Prasetyo"), "termohon_nama": doubtful("Slamet Widodo")}
    letter = request(**names, pemohon_nik=None, persons=("Eko Prasetyo", "Slamet Widodo"))
    judged = letter.knowing(may_ask=may_ask, helping=("Slamet Widodo",))
    assert case_of(judged, ktp()).completeness.status == status
