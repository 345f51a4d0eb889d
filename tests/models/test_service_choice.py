"""Complaints about a koperasi told apart from complaints about the office's own service."""

import json
from pathlib import Path

import pytest

from models.document import ServiceReading
from models.service_choice import choose_service, is_about_office
from tests.models.make import STANDARDS, case_of, complaint, request

VOCABULARY = Path(__file__).parents[3] / "shared" / "domain" / "vocab.json"


@pytest.mark.parametrize(
    "terlapor",
    [
        "Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
        "Petugas loket Dinkopum",
        "Pegawai dinas",
        "Pelayanan petugas",
        "Dinas Kop. dan UM Jombang",
    ],
)
def test_the_office_is_named(terlapor: str) -> None:
    assert is_about_office(terlapor, "Tabungan saya di koperasi tidak dapat diambil.")


@pytest.mark.parametrize(
    "terlapor",
    [
        "KSP Artha Wiguna",
        "Pengurus KUD Tani Lestari",
        "Petugas lapangan KSP Artha",
        "Ketua Koperasi Melati",
        "KPRI Dinas Pendidikan",
        "Koperasi Pegawai Dinas Kesehatan",
    ],
)
def test_a_koperasi_is_named(terlapor: str) -> None:
    assert not is_about_office(terlapor, "Petugas loket tidak melayani saya.")


@pytest.mark.parametrize(
    ("materi", "is_office"),
    [
        ("Yth. Bapak Kepala Dinas Koperasi dan UM Jombang. Simpanan saya tidak bisa diambil.", False),
        ("Kpd Yth. Dinkopum, saya antre dua jam dan tidak dilayani.", True),
        ("Loket tidak dijaga, berkas saya belum diberi tanda terima.", True),
        ("Petugas koperasi menagih tiap hari, anggota resah.", False),
        ("Pegawai dinas meminta uang untuk mengurus badan hukum.", True),
        ("Mohon dibantu.", False),
        ("", False),
        (None, False),
    ],
)
def test_nobody_is_named(materi: str | None, is_office: bool) -> None:
    assert is_about_office(None, materi) is is_office
    assert is_about_office("Sdr. Bambang", materi) is is_office


@pytest.mark.parametrize(
    ("terlapor", "materi", "is_office"),
    [
        ("petugas tagihnya", "Saya pinjam 5 juta di koperasi Dana Mandiri, bunganya tidak sesuai.", False),
        ("petugas", "Di loket pelayanan saya disuruh pulang padahal sudah antre dua jam.", True),
        ("petugas informasi", "Kurang ramah waktu saya tanya syarat pendirian koperasi.", True),
    ],
)
def test_whose_people_are_meant_the_complaint_tells(terlapor: str, materi: str, is_office: bool) -> None:
    assert is_about_office(terlapor, materi) is is_office


def test_another_office_has_other_names() -> None:
    assert is_about_office("Disperindag Kediri", None, ["Disperindag"])
    assert not is_about_office("Disperindag Kediri", None)


@pytest.mark.skipif(not VOCABULARY.exists(), reason="the vocabulary is not part of berkas")
def test_the_statements_of_the_vocabulary() -> None:
    vocabulary = json.loads(VOCABULARY.read_text(encoding="utf-8"))
    rows = vocabulary["problem_statements_formal"] + vocabulary["problem_statements_informal"]
    wrong = [
        row["text"]
        for row in rows
        if is_about_office(None, row["text"]) != (row["case_type"] == "pengaduan_layanan")
    ]
    assert len(rows) == 30
    assert not wrong


@pytest.mark.parametrize(
    ("probability", "is_about_office", "service", "needs_review"),
    [
        (0.98, True, "pengaduan_layanan", False),
        (0.85, True, "pengaduan_layanan", True),
        (0.98, False, "fasilitasi_pengaduan", False),
        (0.6, False, "fasilitasi_pengaduan", True),
    ],
)
def test_the_words_of_a_complaint_go_before_the_rules_and_say_their_doubt(
    probability: float, is_about_office: bool, service: str, needs_review: bool
) -> None:
    read = ServiceReading(probability=probability, is_about_office=is_about_office)
    letter = complaint(terlapor="KSP Artha Wiguna").model_copy(update={"service": read})
    chosen = choose_service([letter], STANDARDS)
    assert chosen.standard is not None
    assert (chosen.standard.id, chosen.needs_review) == (service, needs_review)


def test_a_service_in_doubt_is_flagged_and_told_until_a_person_chooses() -> None:
    letter = request().model_copy(update={"service": ServiceReading(probability=0.6)})
    doubtful, chosen = case_of(letter), case_of(letter, service="fasilitasi_konsultasi")
    assert doubtful.service_needs_review
    assert "LAYANAN_RAGU" in {finding.code for finding in doubtful.findings}
    assert not chosen.service_needs_review


def test_an_earlier_reading_of_the_words_counts_where_the_papers_carry_none() -> None:
    letter = complaint(terlapor="KSP Artha Wiguna")
    again = case_of(letter, read_service=("pengaduan_layanan", True))
    assert (again.service, again.service_needs_review) == ("pengaduan_layanan", True)
