"""Several letters of one kind in a case: each needs a whole file of its own, but not another scan of it."""

from typing import Any

import pytest

from models.document import Document
from models.letters_apart import IDLE
from tests.models.make import NIK, OTHER_NIK, case_of, complaint, doubtful, institution, ktp, request

MITRA = "KSP Mitra Guyub Sentosa"
TIRTA = "KSU Tirta Guna Utama"
RAHAYU = "Rahayu Ningsih"
ANOTHER_MATTER = "Pengurus tidak pernah mengadakan rapat anggota tahunan sejak 2019."


def of_rahayu(**changes: Any) -> Document:
    """Another person's complete request, which names no koperasi; changed by `changes`."""
    values = {"pemohon_nama": RAHAYU, "koperasi_nama": None, "pokok_masalah": ANOTHER_MATTER}
    return request(**(values | changes))


HERS = ktp(nama="RAHAYU NINGSIH", nik=OTHER_NIK)
STRANGER = ktp(nama="PONIRAN", nik=OTHER_NIK)
UNSIGNED = {"bertanda_tangan": False, "pokok_masalah": doubtful("Kami mohon dibantu soal simpanan.")}


def status(*documents: Document) -> str:
    """lengkap, tidak_lengkap or perlu_diperiksa; the same in whatever order the papers lie."""
    found = {case_of(*documents).completeness.status.value for documents in (documents, documents[::-1])}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    "papers",
    [
        [ktp()],
        [ktp(), ktp()],
        [ktp(), STRANGER],
        [ktp(), institution()],
        [institution()],
        [ktp(), HERS.model_copy(update={"fields": HERS.fields | {"nik": doubtful(None)}})],
    ],
)
def test_the_papers_of_one_are_no_other_applicant_s_identity(papers: list[Document]) -> None:
    assert status(request(), *papers) == "lengkap"
    assert status(request(), of_rahayu(), *papers) == "perlu_diperiksa"
    assert status(request(), of_rahayu(koperasi_nama=MITRA), *papers) == "perlu_diperiksa"
    named = of_rahayu(persons=("Slamet Widodo",))
    assert status(request(), named, *papers) == "perlu_diperiksa", "she names him"


@pytest.mark.parametrize("name", [None, doubtful(None), doubtful(RAHAYU), doubtful("Slamet Widodo"), " "])
def test_a_request_whose_applicant_is_not_surely_read_is_one_more(name: Any) -> None:
    assert status(request(), of_rahayu(pemohon_nama=name), ktp(), STRANGER) == "perlu_diperiksa"


def test_each_with_his_own_paper_is_complete() -> None:
    assert status(request(), of_rahayu(), ktp(), HERS) == "lengkap"
    assert status(request(persons=(RAHAYU,)), of_rahayu(persons=("Slamet Widodo",)), ktp(), HERS) == "lengkap"
    assert (
        status(request(), of_rahayu(koperasi_nama=TIRTA), ktp(), institution(koperasi_nama=TIRTA))
        == "lengkap"
    )
    assert (
        status(request(), of_rahayu(koperasi_nama=doubtful(MITRA)), institution(), HERS) == "perlu_diperiksa"
    )


@pytest.mark.parametrize(
    "scan",
    [
        {},
        {"bertanda_tangan": False},
        {"bertanda_tangan": doubtful(True), "pokok_masalah": doubtful("Kami memerlvkan penjelasan")},
        {"pemohon_nama": doubtful("Slamet Widodo")},
        {"pemohon_nama": "Slamet W.", "pemohon_nik": NIK, "perihal": doubtful(None)},
    ],
)
def test_a_letter_scanned_twice_is_one_letter(scan: dict[str, Any]) -> None:
    assert status(request(pemohon_nik=NIK), request(**scan), ktp()) == "lengkap"


def test_a_second_letter_of_the_same_person_is_no_scan_of_the_first() -> None:
    second = request(pokok_masalah=ANOTHER_MATTER)
    assert status(request(), second, ktp()) == "lengkap", "one card serves both"
    unsigned = request(pokok_masalah=ANOTHER_MATTER, bertanda_tangan=False)
    assert status(request(), unsigned, ktp()) == "perlu_diperiksa"


def test_an_unsigned_request_whose_matter_is_doubted_still_asks() -> None:
    assert status(request(), of_rahayu(**UNSIGNED), ktp()) == "perlu_diperiksa"
    assert status(request(), of_rahayu(**UNSIGNED), ktp(), HERS) == "perlu_diperiksa"
    assert status(complaint(), of_rahayu(**UNSIGNED)) == "tidak_lengkap"
    unread = UNSIGNED | {"pokok_masalah": doubtful(None)}
    assert status(complaint(), of_rahayu(**unread)) == "tidak_lengkap"


def test_the_print_of_a_mail_asks_for_nothing_but_a_short_request_with_a_home_does() -> None:
    greeting: dict[str, Any] = {"bertanda_tangan": False, "pokok_masalah": doubtful("Fisiknya menyusul.")}
    assert status(of_rahayu(**greeting), request(), ktp()) == "lengkap"
    assert status(of_rahayu(**greeting), complaint()) == "lengkap"
    for said in ({"pemohon_alamat": "Dsn. Krajan RT 02"}, {"pemohon_nik": doubtful(OTHER_NIK)}):
        assert status(of_rahayu(**greeting, **said), request(), ktp()) == "perlu_diperiksa"
    silent: dict[str, Any] = {"bertanda_tangan": False, "materi_pengaduan": None, "pelapor_alamat": None}
    assert status(complaint(**silent), complaint()) == "lengkap"


@pytest.mark.parametrize(
    "other",
    [
        {"pelapor_nama": None, "anonim": True},
        {"pelapor_nama": "Poniran", "pelapor_alamat": None},
        {"pelapor_nama": doubtful(None)},
        {"pelapor_nama": "Poniran", "materi_pengaduan": None},
        {"materi_pengaduan": doubtful(None), "pelapor_nama": doubtful("Sumiyati")},
    ],
)
def test_a_complaint_beside_one_that_lacks_something_is_looked_at(other: dict[str, Any]) -> None:
    assert status(complaint(), complaint(**other)) == "perlu_diperiksa"
    assert status(complaint(), complaint(pelapor_nama="Poniran")) == "lengkap"


def test_what_the_other_letter_lacks_is_said_as_such() -> None:
    found = case_of(request(), of_rahayu(bertanda_tangan=False), ktp(), HERS).completeness.requirements
    assert [item.reason for item in found] == [
        "Ada permohonan lain dalam berkas: Surat permohonan ada, tetapi belum ditandatangani.",
        "KTP terbaca dan atas nama SLAMET WIDODO yang disebut dalam surat.",
    ]


def test_an_unsigned_mail_that_only_sends_the_letter_is_none_of_its_own() -> None:
    mail = request(bertanda_tangan=False, pokok_masalah="Bersama ini saya kirimkan surat permohonan.")
    assert status(request(), mail.knowing(idle=IDLE), ktp()) == "lengkap"
    assert status(request(), mail.knowing(idle=IDLE, takes_back=True), ktp()) == "perlu_diperiksa"
