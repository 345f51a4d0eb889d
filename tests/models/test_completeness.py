"""The completeness check: a table of constructed cases, row by row of the contract."""

from typing import Any

import pytest

from models.case import Verdict
from models.complaint_check import unsigned
from models.completeness import status_of
from models.document import Document, Kind
from models.field import Field
from tests.models.make import (
    NIK,
    OTHER_NIK,
    case_of,
    complaint,
    doubtful,
    institution,
    ktp,
    other,
    request,
    sure,
)

YES, LOOK, NO = Verdict.TERPENUHI, Verdict.PERLU_DIPERIKSA, Verdict.TIDAK_TERPENUHI

MITRA = "KSP Mitra Guyub Sentosa"
BORN = "1990-08-05"
STRANGER = {"nama": "SUTRISNO", "nik": OTHER_NIK}
NO_ADDRESS = {"pelapor_alamat": None, "pelapor_telepon": None}


def lawyers_letter(pemohon_nik: str | None = None) -> Document:
    """A letter signed by the applicant's lawyer."""
    lawyer = "Ratna Dyah Ayuningtyas"
    return request(pemohon_nama=lawyer, persons=("Slamet Widodo",), pemohon_nik=pemohon_nik)


def of_village(village: str) -> Field:
    """The koperasi's name where the paper has a village behind it that the value leaves out."""
    return sure(MITRA).model_copy(update={"raw": f"{MITRA} Desa {village}"})


def of_district(district: str) -> Field:
    """The koperasi's name where the paper has a kecamatan behind it, which belongs to no name."""
    return sure(MITRA).model_copy(update={"raw": f"{MITRA} Kecamatan {district}"})


KABUH = "Jl. Diponegoro 7, Kec. Kabuh Jombang"
"""An address in one kecamatan of the kabupaten."""

REQUESTS: list[tuple[str, list[Document], Verdict, Verdict]] = [
    # what is it, documents, surat_permohonan, identitas
    ("complete", [request(), ktp()], YES, YES),
    ("complete, ktp first", [ktp(), request()], YES, YES),
    (
        "with an attachment and a blank page",
        [request(), other(Kind.LAMPIRAN), other(Kind.KOSONG), ktp()],
        YES,
        YES,
    ),
    ("letter alone", [request()], YES, NO),
    ("ktp alone", [ktp()], NO, LOOK),
    ("institution alone", [institution()], NO, LOOK),
    ("attachment alone", [other(Kind.LAMPIRAN)], NO, NO),
    ("nothing", [], NO, NO),
    ("unsigned", [request(bertanda_tangan=False), ktp()], LOOK, YES),
    ("signature not looked for", [request(bertanda_tangan=None), ktp()], LOOK, YES),
    ("signature doubtful", [request(bertanda_tangan=doubtful(True)), ktp()], LOOK, YES),
    ("stamp instead of signature", [request(bertanda_tangan=False, berstempel=True), ktp()], LOOK, YES),
    ("applicant unread", [request(pemohon_nama=doubtful(None)), ktp()], LOOK, LOOK),
    ("applicant doubtful", [request(pemohon_nama=doubtful("Slamet Widodo")), ktp()], LOOK, LOOK),
    (
        "applicant and card's name doubtful, same NIK",
        [
            request(pemohon_nama=doubtful("Slarnet Widodo"), pemohon_nik=NIK),
            ktp(nama=doubtful("SLAMET W1DODO")),
        ],
        YES,
        YES,
    ),
    (
        "applicant unread, same NIK",
        [request(pemohon_nama=doubtful(None), pemohon_nik=NIK), ktp()],
        LOOK,
        LOOK,
    ),
    ("applicant not named", [request(pemohon_nama=None), ktp()], LOOK, LOOK),
    ("applicant empty", [request(pemohon_nama="  "), ktp()], LOOK, LOOK),
    ("purpose by perihal alone", [request(jenis_layanan=None, pokok_masalah=None), ktp()], YES, YES),
    ("purpose by statement alone", [request(jenis_layanan=None, perihal=None), ktp()], YES, YES),
    (
        "purpose nowhere",
        [request(jenis_layanan=None, perihal=None, pokok_masalah=None), ktp()],
        LOOK,
        YES,
    ),
    (
        "purpose unread",
        [request(jenis_layanan=doubtful(None), perihal=doubtful("Pexx"), pokok_masalah=None), ktp()],
        LOOK,
        YES,
    ),
    (
        "perihal says nothing",
        [request(jenis_layanan=None, perihal="Surat Permohonan", pokok_masalah=None), ktp()],
        LOOK,
        YES,
    ),
    ("academic titles in the letter", [request(pemohon_nama="Drs. H. Slamet Widodo, M.M."), ktp()], YES, YES),
    ("old spelling on the card", [request(pemohon_nama="Sukarjo"), ktp(nama="SOEKARDJO")], YES, YES),
    (
        "abbreviated name",
        [request(pemohon_nama="M. Nur Hudallah"), ktp(nama="MUHAMMAD NUR HUDALLAH")],
        YES,
        YES,
    ),
    ("another person's ktp", [request(), ktp(nama="SUTRISNO HADI")], YES, LOOK),
    ("half the name, no NIK in the letter", [request(pemohon_nama="Slamet"), ktp()], YES, LOOK),
    ("half the name, same NIK", [request(pemohon_nama="Slamet", pemohon_nik=NIK), ktp()], YES, YES),
    ("misspelt name, same NIK", [request(pemohon_nama="Selamet Widodho", pemohon_nik=NIK), ktp()], YES, YES),
    ("misspelt name, no NIK", [request(pemohon_nama="Selamat Widodho"), ktp()], YES, LOOK),
    (
        "stranger's name, same NIK",
        [request(pemohon_nama="Retno Wulandari", pemohon_nik=NIK), ktp()],
        YES,
        LOOK,
    ),
    ("same name, same NIK", [request(pemohon_nik=NIK), ktp()], YES, YES),
    ("same name, same NIK with dots", [request(pemohon_nik="3517.08.050890.9001"), ktp()], YES, YES),
    ("same name, other NIK", [request(pemohon_nik=OTHER_NIK), ktp()], YES, LOOK),
    ("same name, other NIK doubtful", [request(pemohon_nik=doubtful(OTHER_NIK)), ktp()], YES, LOOK),
    ("same name, letter's NIK unread", [request(pemohon_nik=doubtful(None)), ktp()], YES, YES),
    ("card's name doubtful, the letter's sure", [request(), ktp(nama=doubtful("SLAMET WIDODQ"))], YES, YES),
    ("card's name doubtful and unlike", [request(), ktp(nama=doubtful("SLAMET WIDADI"))], YES, LOOK),
    (
        "card's name doubtful, same NIK",
        [request(pemohon_nik=NIK), ktp(nama=doubtful("SLAMET W1DODO"))],
        YES,
        YES,
    ),
    ("card's name unread", [request(), ktp(nama=doubtful(None))], YES, LOOK),
    ("card's name unread, same NIK", [request(pemohon_nik=NIK), ktp(nama=doubtful(None))], YES, LOOK),
    ("card's NIK unread", [request(), ktp(nik=doubtful(None))], YES, LOOK),
    ("card's NIK doubtful but borne out by the card", [request(), ktp(nik=doubtful(NIK))], YES, YES),
    (
        "card's NIK doubtful, birth date too",
        [request(), ktp(nik=doubtful(NIK), tanggal_lahir=doubtful(BORN))],
        YES,
        LOOK,
    ),
    (
        "card's NIK doubtful, other birth date",
        [request(), ktp(nik=doubtful(NIK), tanggal_lahir="1991-08-05")],
        YES,
        LOOK,
    ),
    (
        "card's NIK doubtful, other sex",
        [request(), ktp(nik=doubtful(NIK), jenis_kelamin="PEREMPUAN")],
        YES,
        LOOK,
    ),
    ("card's NIK doubtful, no such kecamatan", [request(), ktp(nik=doubtful("3517990508909001"))], YES, LOOK),
    ("card's NIK sure, unknown kecamatan", [request(), ktp(nik="3517990508909001")], YES, YES),
    ("card's NIK sure, other birth date", [request(), ktp(tanggal_lahir="1991-08-05")], YES, YES),
    ("card's NIK short", [request(), ktp(nik="351708050890901")], YES, LOOK),
    ("card's NIK with a letter", [request(), ktp(nik="3517O80508909001")], YES, LOOK),
    ("back of a card only", [request(), ktp(nik=None, nama=None, tanggal_lahir=None)], YES, LOOK),
    ("old ktp past its date", [request(), ktp(berlaku_hingga="2016-08-05")], YES, YES),
    ("two cards, one the applicant's", [request(), ktp(**STRANGER), ktp()], YES, YES),
    ("two strangers' cards", [request(), ktp(**STRANGER), ktp(nama="PONIRAN")], YES, LOOK),
    ("giver of the kuasa's card", [lawyers_letter(), ktp()], YES, YES),
    (
        "giver of the kuasa's card, lawyer's NIK",
        [lawyers_letter(OTHER_NIK), ktp()],
        YES,
        YES,
    ),
    (
        "signer again in persons, other NIK",
        [request(persons=("Slamet Widodo",), pemohon_nik=OTHER_NIK), ktp()],
        YES,
        LOOK,
    ),
    (
        "card of whom the letter complains of, who is among its names",
        [request(persons=("Sugeng Waluyo",), termohon_nama="SUGENG WALUYO"), ktp(nama="SUGENG WALUYO")],
        YES,
        LOOK,
    ),
    (
        "two applicants in one line",
        [request(pemohon_nama="Retno Wulandari dan Slamet Widodo"), ktp()],
        YES,
        YES,
    ),
    ("institution instead of a ktp", [request(), institution()], YES, YES),
    ("institution in short form", [request(), institution(koperasi_nama=MITRA)], YES, YES),
    ("another koperasi's paper", [request(), institution(koperasi_nama="KSP Tirta Guna Utama")], YES, LOOK),
    (
        "same name, other kind of koperasi",
        [request(), institution(koperasi_nama="KUD Mitra Guyub Sentosa")],
        YES,
        LOOK,
    ),
    (
        "paper of a namesake in another village",
        [request(koperasi_nama=of_village("Wates")), institution(koperasi_nama=f"{MITRA} DESA MOJO")],
        YES,
        LOOK,
    ),
    (
        "paper that gives no village",
        [request(koperasi_nama=of_village("Wates")), institution(koperasi_nama=MITRA)],
        YES,
        YES,
    ),
    (
        "paper of a namesake village in another kecamatan",
        [request(koperasi_nama=of_district("Ploso")), institution(koperasi_nama=of_district("Sentosa"))],
        YES,
        LOOK,
    ),
    (
        "paper whose address lies in another kecamatan",
        [
            request(koperasi_nama=of_district("Ploso")),
            institution(koperasi_nama=MITRA, koperasi_alamat=KABUH),
        ],
        YES,
        LOOK,
    ),
    (
        "namesakes whose addresses lie in two kecamatan",
        [request(koperasi_alamat="Jl. Raya 3, Kec. Ploso, Kab. Jombang"), institution(koperasi_alamat=KABUH)],
        YES,
        LOOK,
    ),
    (
        "one address with and without its kabupaten",
        [request(koperasi_alamat="Jl. Raya 3 Kecamatan Kabuh"), institution(koperasi_alamat=KABUH)],
        YES,
        YES,
    ),
    (
        "an address not surely read tells nothing",
        [request(koperasi_alamat=doubtful("Jl. Raya 3 Kec. Ploso")), institution(koperasi_alamat=KABUH)],
        YES,
        YES,
    ),
    ("institution's name doubtful", [request(), institution(koperasi_nama=doubtful(MITRA))], YES, LOOK),
    ("institution's name unread", [request(), institution(koperasi_nama=doubtful(None))], YES, LOOK),
    ("letter names no koperasi", [request(koperasi_nama=None), institution()], YES, LOOK),
    ("letter's koperasi doubtful", [request(koperasi_nama=doubtful(MITRA)), institution()], YES, LOOK),
    ("wrong paper, right ktp", [request(), institution(koperasi_nama="KSP Lain"), ktp()], YES, YES),
    (
        "signature of one letter, identity for another",
        [request(pemohon_nama="Poniran"), request(bertanda_tangan=False), ktp()],
        YES,
        LOOK,
    ),
    ("copy of the letter, unsigned", [request(bertanda_tangan=False), request(), ktp()], YES, YES),
]

COMPLAINTS: list[tuple[str, list[Document], Verdict, Verdict]] = [
    # what is it, documents, identitas_lengkap, materi_pengaduan
    ("complete", [complaint()], YES, YES),
    ("complete with a ktp", [complaint(), ktp()], YES, YES),
    ("no telephone", [complaint(pelapor_telepon=None)], YES, YES),
    ("telephone only", [complaint(pelapor_alamat=None)], LOOK, YES),
    (
        "telephone unread, no address",
        [complaint(pelapor_alamat=None, pelapor_telepon=doubtful(None))],
        LOOK,
        YES,
    ),
    ("NIK only", [complaint(**NO_ADDRESS, pelapor_nik=NIK)], LOOK, YES),
    ("name alone", [complaint(**NO_ADDRESS)], NO, YES),
    ("name alone, address on the ktp", [complaint(**NO_ADDRESS), ktp(nama="SUMIYATI")], YES, YES),
    ("telephone, address on the ktp", [complaint(pelapor_alamat=None), ktp(nama="SUMIYATI")], YES, YES),
    (
        "address on a ktp with another NIK",
        [complaint(pelapor_alamat=None, pelapor_nik=OTHER_NIK), ktp(nama="SUMIYATI")],
        LOOK,
        YES,
    ),
    (
        "address on the ktp, not surely read",
        [complaint(pelapor_alamat=None), ktp(nama="SUMIYATI", alamat=doubtful("DSN. KRAJAM"))],
        LOOK,
        YES,
    ),
    (
        "name doubtful, address on the ktp",
        [
            complaint(**NO_ADDRESS, pelapor_nama=doubtful("Sumiyati")),
            ktp(nama="SUMIYATI"),
        ],
        LOOK,
        YES,
    ),
    ("name alone, a stranger's ktp", [complaint(**NO_ADDRESS), ktp()], NO, YES),
    ("no name", [complaint(pelapor_nama=None)], NO, YES),
    ("anonymous", [complaint(pelapor_nama=None, **NO_ADDRESS, anonim=True)], NO, YES),
    ("says anonymous but gives an address", [complaint(pelapor_nama=None, anonim=True)], NO, YES),
    ("perhaps anonymous", [complaint(pelapor_nama=None, anonim=doubtful(True))], LOOK, YES),
    ("signed as warga", [complaint(pelapor_nama="Warga Desa")], NO, YES),
    ("signed as hamba Allah", [complaint(pelapor_nama="Hamba Allah")], NO, YES),
    ("name unread", [complaint(pelapor_nama=doubtful(None))], LOOK, YES),
    ("name doubtful", [complaint(pelapor_nama=doubtful("Sumiyati"))], LOOK, YES),
    ("name doubtful and nothing else", [complaint(**NO_ADDRESS, pelapor_nama=doubtful("Sumi"))], NO, YES),
    ("signed as the wronged", [complaint(pelapor_nama="warga yang dirugikan")], NO, YES),
    ("the accused's name", [complaint(terlapor="SUMIYATI")], LOOK, YES),
    ("hardly the accused's name", [complaint(terlapor=doubtful("Sumiyati"))], YES, YES),
    ("address doubtful", [complaint(pelapor_alamat=doubtful("Dsn. Krajam"))], LOOK, YES),
    (
        "address unread, no telephone",
        [complaint(pelapor_alamat=doubtful(None), pelapor_telepon=None)],
        LOOK,
        YES,
    ),
    ("complaint unread", [complaint(materi_pengaduan=doubtful(None))], YES, LOOK),
    ("complaint doubtful", [complaint(materi_pengaduan=doubtful("Tabungan sy tdk bs diambil"))], YES, LOOK),
    ("complaint of one word", [complaint(materi_pengaduan="Pengaduan")], YES, LOOK),
    ("no complaint", [complaint(materi_pengaduan=None)], YES, NO),
    ("empty letter", [complaint(pelapor_nama=None, materi_pengaduan=None)], NO, NO),
]


COMPLAINTS += [
    (f"address {text!r}, {about} a telephone", [complaint(pelapor_alamat=text, **phone)], who, YES)
    for text in ("-", "...", " / ", "0", "5 / 2")
    for about, phone, who in (("with", {}, LOOK), ("without", {"pelapor_telepon": None}, NO))
]
COMPLAINTS += [
    (f"address {text!r}", [complaint(pelapor_alamat=text, pelapor_telepon=None)], who, YES)
    for who, texts in (
        (LOOK, ("RT", "RT 02 RW 01", "Desa", "Jombang", "Kab. Jombang, Jawa Timur", "sesuai KTP")),
        (YES, ("Desa Jombang", "Jl. Surabaya 5", "Ceweng", "RT 02 RW 01 Mojokrapak", "Dsn. Krajan, Jombang")),
    )
    for text in texts
]
COMPLAINTS.append(
    ("name alone, none on the ktp", [complaint(**NO_ADDRESS), ktp(nama="SUMIYATI", alamat="-")], NO, YES)
)


def _check(documents: list[Document], expected: dict[str, Verdict]) -> None:
    result = case_of(*documents).completeness
    assert {item.id: item.status for item in result.requirements} == expected
    assert result.status is status_of(list(expected.values()))
    for item in result.requirements:
        assert item.reason[0].isupper() and item.reason.endswith(".")


@pytest.mark.parametrize(
    ("documents", "letter", "identity"), [row[1:] for row in REQUESTS], ids=[row[0] for row in REQUESTS]
)
def test_request(documents: list[Document], letter: Verdict, identity: Verdict) -> None:
    _check(documents, {"surat_permohonan": letter, "identitas": identity})


@pytest.mark.parametrize(
    ("documents", "who", "what"), [row[1:] for row in COMPLAINTS], ids=[row[0] for row in COMPLAINTS]
)
def test_complaint(documents: list[Document], who: Verdict, what: Verdict) -> None:
    _check(documents, {"identitas_lengkap": who, "materi_pengaduan": what})


def test_both_letters_are_both_checked() -> None:
    case = case_of(request(), ktp(), complaint(pelapor_nama=None))
    assert [item.id for item in case.completeness.requirements] == [
        "surat_permohonan",
        "identitas",
        "identitas_lengkap",
        "materi_pengaduan",
    ]
    assert case.completeness.status == "tidak_lengkap"
    assert case.service == "fasilitasi_konsultasi"


def may_be(kind: Kind, letter: Document) -> Document:
    """The letter, its own kind not being beyond doubt."""
    return letter.knowing(may_be=kind)


SIGNED = complaint(bertanda_tangan=True)
HOMELESS = complaint(pelapor_alamat=None, pelapor_telepon=None)
HIS_CARD = ktp(nama="SUMIYATI")
ASKS, COMPLAINS = Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN


@pytest.mark.parametrize(
    ("documents", "status"),
    [
        ([may_be(ASKS, SIGNED)], "perlu_diperiksa"),
        ([may_be(ASKS, SIGNED), other(Kind.LAMPIRAN)], "perlu_diperiksa"),
        ([may_be(ASKS, SIGNED), ktp(nama="PONIRAN")], "perlu_diperiksa"),
        ([may_be(ASKS, complaint(bertanda_tangan=False)), HIS_CARD], "perlu_diperiksa"),
        ([may_be(ASKS, SIGNED), HIS_CARD], "lengkap"),
        ([may_be(ASKS, complaint(pelapor_nama=None))], "tidak_lengkap"),
        ([may_be(ASKS, SIGNED), request(), ktp()], "lengkap"),
        ([may_be(ASKS, HOMELESS), request(), ktp()], "perlu_diperiksa"),
        ([may_be(ASKS, HOMELESS), may_be(COMPLAINS, request()), ktp()], "tidak_lengkap"),
        ([HOMELESS, request(), ktp()], "tidak_lengkap"),
        ([SIGNED], "lengkap"),
        ([may_be(COMPLAINS, request()), ktp()], "lengkap"),
        ([may_be(COMPLAINS, request(pokok_masalah=None)), ktp()], "perlu_diperiksa"),
        ([may_be(COMPLAINS, request()), institution()], "perlu_diperiksa"),
        ([may_be(COMPLAINS, request(pemohon_alamat="Dsn. Krajan RT 02")), institution()], "lengkap"),
        ([may_be(COMPLAINS, request())], "tidak_lengkap"),
    ],
)
def test_a_file_is_complete_only_under_each_kind_its_letter_may_be(
    documents: list[Document], status: str
) -> None:
    case = case_of(*documents)
    assert case.completeness.status == status
    assert status_of([item.status for item in case.completeness.requirements]) == status


def test_what_the_other_kind_asks_for_is_told_as_such() -> None:
    case = case_of(may_be(ASKS, SIGNED))
    told = {item.id: item for item in case.completeness.requirements}
    assert list(told) == ["identitas_lengkap", "materi_pengaduan", "surat_permohonan", "identitas"]
    assert told["identitas"].status is LOOK
    assert told["identitas"].reason == (
        "Fotokopi KTP atau identitas lembaga tidak ada dalam berkas (bila surat ini permohonan)."
    )
    assert "JENIS_SURAT_RAGU" in {finding.code for finding in case.findings}
    assert "known" not in case.to_json() and "may_be" not in case.to_json()


def test_a_chosen_service_without_a_letter_asks_for_its_own_requirements() -> None:
    case = case_of(service="pengaduan_layanan")
    assert {item.id: item.status for item in case.completeness.requirements} == {
        "identitas_lengkap": NO,
        "materi_pengaduan": NO,
    }


def test_a_request_in_a_service_for_complaints_is_still_checked() -> None:
    case = case_of(request(), service="pengaduan_layanan")
    assert {item.id: item.status for item in case.completeness.requirements} == {
        "surat_permohonan": YES,
        "identitas": NO,
    }


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ([YES, YES], "lengkap"),
        ([YES, LOOK], "perlu_diperiksa"),
        ([LOOK, NO], "tidak_lengkap"),
        ([NO, YES], "tidak_lengkap"),
        ([], "perlu_diperiksa"),
    ],
)
def test_status_of_the_case(verdicts: list[Verdict], status: str) -> None:
    assert status_of(verdicts) == status


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, YES),
        ({"pemohon_jabatan": "Ketua Pengurus"}, YES),
        ({"pemohon_jabatan": "Anggota Koperasi"}, LOOK),
        ({"pemohon_jabatan": "Mantan Ketua"}, LOOK),
        ({"pemohon_alamat": "Dsn. Krajan"}, LOOK),
        ({"pemohon_alamat": doubtful(KABUH), "koperasi_alamat": KABUH}, YES),
        ({"pemohon_alamat": doubtful(KABUH), "koperasi_alamat": doubtful(KABUH)}, LOOK),
        ({"termohon_nama": "KSP Mitra Guyub Sentosa"}, LOOK),
        ({"koperasi_nama": doubtful("KSP Mitra Guyub Sentosa")}, LOOK),
        ({"bertanda_tangan": False}, LOOK),
    ],
)
def test_a_koperasi_with_its_own_paper_asks_though_the_signer_s_name_is_doubted(
    changes: dict[str, Any], verdict: Verdict
) -> None:
    letter = request(pemohon_nama=doubtful("Hendra Hudallah"), **changes)
    assert case_of(letter, institution()).completeness.requirements[0].status is verdict
    assert case_of(letter, ktp()).completeness.requirements[0].status is LOOK


@pytest.mark.parametrize(
    ("tujuan", "status"),
    [
        ("Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang", "lengkap"),
        ("Bupati Jombang", "lengkap"),
        ("Kepala Dinas", "lengkap"),
        ("Kabid Pengawasan, Dinas Kop. dan UM Jombang", "lengkap"),
        (None, "lengkap"),
        ("Dinas Koperasi Kab. Jornbang", "lengkap"),
        ("Dinas Koperasi Kab. Jornbang Provinsi Jawa Timur", "lengkap"),
        ("Dinas Koperasi Provinsi Jawa Timur melalui Dinas Koperasi Kab. Jombang", "lengkap"),
        ("Dinas Koperasi dan UKM", "lengkap"),
        ("Kepala Dinas Koperasi Kabupaten Mojokerto", "perlu_diperiksa"),
        ("Kepala Dinas Koperasi dan Usaha Mikro Kab. Tulung Agung", "perlu_diperiksa"),
        ("Dinas Koperasi UMKM Kota Surabaya", "perlu_diperiksa"),
        ("Kadin Koperasi Kediri", "perlu_diperiksa"),
        ("Kepala Dinas Koperasi dan UKM Provinsi Jatim", "perlu_diperiksa"),
        ("Dinas Koperasi Jawa Timur", "perlu_diperiksa"),
        ("Bupati Mojokerto", "perlu_diperiksa"),
        ("Bupati Nganjuk c.q. Kepala Dinas Koperasi dan Usaha Mikro", "perlu_diperiksa"),
        ("Wali Kota Kediri cq. Dinas Koperasi", "perlu_diperiksa"),
        ("Gubernur Jawa Timur c.q. Kepala Dinas Koperasi dan UKM", "perlu_diperiksa"),
        ("Bupati Jombang c.q. Kepala Dinas Koperasi dan Usaha Mikro", "lengkap"),
        ("Bupati c.q. Kepala Dinas Koperasi", "lengkap"),
        ("Bupati Jornbang c.q. Kepala Dinas Koperasi", "lengkap"),
        ("Kepala Dinas Perdagangan dan Perindustrian Kabupaten Jombang", "perlu_diperiksa"),
        ("Ketua Pengurus KSP Mitra Guyub Sentosa", "perlu_diperiksa"),
        ("Otoritas Jasa Keuangan Kediri", "perlu_diperiksa"),
    ],
)
def test_a_letter_to_another_office_is_no_request_to_this_one(tujuan: str | None, status: str) -> None:
    assert case_of(request(tujuan=tujuan), ktp()).completeness.status == status


def test_a_letter_whose_addressee_can_not_be_read_is_looked_at() -> None:
    read = case_of(request(tujuan=Field(needs_review=True)), ktp())
    assert read.completeness.status == "perlu_diperiksa"
    assert "kepada siapa ditujukan tidak terbaca" in read.completeness.requirements[0].reason


def test_two_persons_requests_with_one_identity_are_looked_at() -> None:
    other = request(pemohon_nama="Rahayu Ningsih")
    assert case_of(request(), ktp()).completeness.status == "lengkap"
    found = case_of(request(), other, ktp()).completeness
    assert found.status == "perlu_diperiksa"
    assert {one.id: one.status for one in found.requirements}["identitas"] == "perlu_diperiksa"


def test_the_print_of_an_email_before_the_letter_asks_for_nothing() -> None:
    cover = request(pemohon_nama=doubtful("Pemdes Karangsejati"), bertanda_tangan=False, pokok_masalah=None)
    assert case_of(cover, request(), ktp()).completeness.status == "lengkap"
    assert case_of(may_be(COMPLAINS, cover), request(), ktp()).completeness.status == "lengkap"
    assert case_of(cover, ktp()).completeness.status == "perlu_diperiksa"
    greeting = request(
        pemohon_nama="Rahayu", bertanda_tangan=False, pokok_masalah=doubtful("Fisiknya menyusul.")
    )
    assert case_of(greeting, request(), ktp()).completeness.status == "lengkap"
    matter = request(pemohon_nama="Rahayu", bertanda_tangan=False)
    assert case_of(matter, request(), ktp()).completeness.status == "perlu_diperiksa"
    unread = request(
        pemohon_nama=doubtful("Pemdes Karangsejati"), bertanda_tangan=doubtful(False), pokok_masalah=None
    )
    assert case_of(unread, request(), ktp()).completeness.status == "perlu_diperiksa"


def test_a_person_surely_named_asks_though_his_name_is_shown() -> None:
    name = doubtful("Slamet Widodo, S.E.")
    status = {}
    for persons in ((), ("Slamet Widodo",), ("Rahayu Ningsih",)):
        letter = request(pemohon_nama=name, persons=persons, pemohon_alamat="Dsn. Krajan")
        status[persons] = case_of(letter, institution()).completeness.status
    assert [*status.values()] == ["perlu_diperiksa", "lengkap", "perlu_diperiksa"]


@pytest.mark.parametrize("told", ["Mohon segera diproses.", "Tolong ditindaklanjuti, terima kasih"])
def test_a_plea_to_be_quick_states_no_matter(told: str) -> None:
    letter = request(perihal=None, pokok_masalah=told)
    assert case_of(letter, ktp()).completeness.status == "perlu_diperiksa"
    assert case_of(complaint(materi_pengaduan=told)).completeness.status == "perlu_diperiksa"


@pytest.mark.parametrize(
    ("nameless", "value", "is_shown"),
    [
        (Field(value=True, confidence=0.9), False, False),
        (Field(value=True, confidence=0.9, needs_review=True), False, True),
        (Field(value=False, confidence=0.9), False, True),
        (Field(value=True, confidence=0.9), True, True),
    ],
)
def test_who_surely_hides_his_name_has_not_signed(nameless: Field, value: bool, is_shown: bool) -> None:
    signed = Field(value=value, confidence=0.7, needs_review=True)
    assert unsigned(signed, nameless).needs_review is is_shown


@pytest.mark.parametrize(
    ("subject", "told", "verdict"),
    [
        ("Permohonan Fasilitasi Serah Terima", 0.84, YES),
        ("Permohonan Fasilitasi Serah Terima", 0.6, LOOK),
        ("Surat Permohonan", 0.94, LOOK),
    ],
)
def test_what_for_is_sure_where_one_of_two_doubtful_texts_surely_is_right(
    subject: str, told: float, verdict: Verdict
) -> None:
    perihal = Field(value=subject, confidence=0.8, needs_review=True)
    matter = Field(value="Musyawarah tidak membuahkan hasil.", confidence=told, needs_review=True)
    (letter, _) = case_of(request(perihal=perihal, pokok_masalah=matter), ktp()).completeness.requirements
    assert letter.status is verdict
