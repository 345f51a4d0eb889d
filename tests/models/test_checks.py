"""Service, findings and deadlines of judged cases."""

from datetime import date

import pytest

from models.case import Case, Channel, Finding, Severity
from models.checks import judge
from models.document import Document, Kind
from models.findings import RULE_CODES
from tests.models.make import (
    CALENDAR,
    NIK,
    OTHER_NIK,
    STANDARDS,
    case_of,
    complaint,
    doubtful,
    institution,
    ktp,
    other,
    request,
)

EMPTY_CARD = ktp(nik=None, nama=None, tanggal_lahir=None, jenis_kelamin=None, alamat=None)


def codes(case: Case) -> list[str]:
    """Codes of the case's findings, in order."""
    return [finding.code for finding in case.findings]


@pytest.mark.parametrize(
    ("documents", "service"),
    [
        ([request()], "fasilitasi_konsultasi"),
        ([request(jenis_layanan="pengaduan")], "fasilitasi_pengaduan"),
        ([request(jenis_layanan="penyelesaian_masalah")], "fasilitasi_pengaduan"),
        ([request(jenis_layanan=None)], None),
        ([complaint()], "fasilitasi_pengaduan"),
        ([complaint(terlapor="Petugas loket Dinas Koperasi")], "pengaduan_layanan"),
        ([complaint(), request()], "fasilitasi_konsultasi"),
        ([ktp()], None),
        ([other(Kind.LAMPIRAN)], None),
        ([], None),
    ],
)
def test_the_letter_says_the_service(documents: list[Document], service: str | None) -> None:
    assert case_of(*documents).service == service


def test_a_chosen_service_goes_before_the_letter() -> None:
    assert case_of(complaint(), service="pengaduan_layanan").service == "pengaduan_layanan"
    assert case_of(complaint(), service="tidak_ada").service == "fasilitasi_pengaduan"


@pytest.mark.parametrize(
    ("documents", "response", "service"),
    [
        ([request()], None, date(2026, 6, 2)),
        ([request(jenis_layanan="pengaduan")], date(2026, 5, 19), date(2026, 6, 2)),
        ([complaint()], date(2026, 5, 19), date(2026, 6, 2)),
        ([complaint(terlapor="Dinas Koperasi")], date(2026, 5, 19), None),
        ([ktp()], None, None),
    ],
)
def test_deadlines(documents: list[Document], response: date | None, service: date | None) -> None:
    deadlines = case_of(*documents, received_on=date(2026, 5, 12)).deadlines
    assert (deadlines.response_due, deadlines.service_due) == (response, service)


def test_years_without_a_list_are_said() -> None:
    case = case_of(request(), received_on=date(2027, 12, 27))
    assert codes(case) == ["HARI_LIBUR_TIDAK_LENGKAP"]
    assert "2028" in case.findings[0].message


def test_estimated_holidays_are_said() -> None:
    case = case_of(request(), received_on=date(2027, 3, 3))
    assert codes(case) == ["HARI_LIBUR_PERKIRAAN"]
    assert "10-03-2027" in case.findings[0].message


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([request(), ktp()], []),
        ([request(), ktp(berlaku_hingga="2016-08-05")], []),
        ([request(), EMPTY_CARD], ["KTP_TIDAK_TERBACA"]),
        ([EMPTY_CARD], ["KTP_TIDAK_TERBACA"]),
        ([request(), ktp(kecamatan="PERAK")], []),
        ([request(), ktp(tanggal_lahir="1991-08-05")], ["NIK_TANGGAL_LAHIR"]),
        ([request(), ktp(jenis_kelamin="PEREMPUAN")], ["NIK_JENIS_KELAMIN"]),
        ([request(), ktp(jenis_kelamin="MALE")], []),
        ([request(), ktp(jenis_kelamin="FEMALE")], ["NIK_JENIS_KELAMIN"]),
        ([request(), ktp(nik="3517990508909001")], ["NIK_FORMAT"]),
        ([request(), ktp(nik="351708")], ["NIK_FORMAT"]),
        ([request(pemohon_nik="12"), ktp(nik=None)], ["NIK_FORMAT"]),
        ([complaint(pelapor_nik="12")], ["NIK_FORMAT"]),
        ([request(pemohon_nik=NIK), ktp()], []),
        ([request(pemohon_nik=OTHER_NIK), ktp()], ["NIK_BERBEDA"]),
        ([request(pemohon_nama="Poniran"), ktp()], ["NAMA_BERBEDA"]),
        ([request(pemohon_nama="Poniran", pemohon_nik=OTHER_NIK), ktp()], ["NAMA_BERBEDA"]),
        ([request(pemohon_nama="Poniran", persons=("Slamet Widodo",), pemohon_nik=OTHER_NIK), ktp()], []),
        ([request(pemohon_nama="Slamat Widodo", pemohon_nik=OTHER_NIK), ktp()], ["NIK_BERBEDA"]),
        ([request(pemohon_nama="Poniran"), ktp(nama=doubtful("SLAXET"))], []),
        ([request(pemohon_nama=doubtful("Poniran")), ktp()], []),
        ([request(), ktp(nama="PONIRAN"), ktp()], []),
        ([request(pemohon_nik=NIK), ktp(nik="351708", nama="PONIRAN"), ktp()], ["NIK_FORMAT"]),
        ([request(), institution(koperasi_nama="KSP Lain Sekali")], ["KOPERASI_BERBEDA"]),
        ([request(), institution(koperasi_nama=None)], ["LEMBAGA_TANPA_KOPERASI"]),
        ([request(termohon_nama="KSP Mitra Guyub Sentosa"), institution()], ["IDENTITAS_TERMOHON"]),
        ([request(koperasi_badan_hukum="AHU-0990113.AH.01.26"), institution()], ["BADAN_HUKUM_BERBEDA"]),
        ([request(koperasi_badan_hukum="AHU-0990112.AH.01.26 Th 2019"), institution()], []),
        ([request(koperasi_badan_hukum="AHU-0990112.AH.01.26"), institution()], []),
        ([request(koperasi_badan_hukum="AHU 0990112 AH.01.26 TAHUN 2019"), institution()], []),
        ([request(), request()], ["SURAT_LEBIH_DARI_SATU"]),
        ([request(tanggal_surat="2026-11-25"), ktp()], ["TANGGAL_SURAT"]),
        ([request(tanggal_surat="2026-11-24"), ktp()], []),
        ([request(jenis_layanan=None), ktp()], ["LAYANAN_BELUM_JELAS"]),
        ([request(koperasi_alamat="Jl. Raya 1, Kab. Mojokerto Jawa Timur"), ktp()], ["LUAR_WILAYAH"]),
        ([request(koperasi_alamat="Jl. Raya 1, Kec. Diwek, Kabupaten Jombang"), ktp()], []),
        ([request(koperasi_alamat="Jl. Kota Baru 3"), ktp()], []),
        ([request(koperasi_alamat="Jl. Dhoho 3 Kota Kediri"), ktp()], ["LUAR_WILAYAH"]),
        ([request(koperasi_alamat="Jl. Raya 1 Diwek"), ktp()], []),
    ],
)  # fmt: skip
def test_findings_of_the_documents(documents: list[Document], expected: list[str]) -> None:
    case = case_of(*documents)
    assert codes(case) == expected
    assert set(expected) <= RULE_CODES


def test_both_values_are_shown() -> None:
    message = case_of(request(pemohon_nik=doubtful(OTHER_NIK)), ktp()).findings[0].message
    assert NIK in message and OTHER_NIK in message and "belum pasti" in message
    message = case_of(request(), ktp(tanggal_lahir="1991-08-05")).findings[0].message
    assert "05-08-1990" in message and "05-08-1991" in message


def test_findings_of_the_reading_are_kept_and_those_of_judging_made_anew() -> None:
    old = Finding(code="NIK_BERBEDA", severity=Severity.PERINGATAN, message="lama")
    scan = Finding(code="KTP_NON_ELEKTRONIK", severity=Severity.PERINGATAN, message="KTP lama.", file="a.pdf")
    case = judge(
        (request(), ktp()),
        channel=Channel.EMAIL,
        received_on=date(2026, 11, 24),
        standards=STANDARDS,
        calendar=CALENDAR,
        findings=(scan, old, scan),
    )
    assert case.findings == (scan,)
    assert case.channel is Channel.EMAIL


def test_further_persons_are_not_in_the_json() -> None:
    case = case_of(request(persons=("Retno Wulandari",)))
    assert case.documents[0].known.persons == ("Retno Wulandari",)
    assert "Retno" not in case.to_json()
    assert Case.model_validate_json(case.to_json()).documents[0].known.persons == ()
