"""Who asks: blocks and sentences, letterheads, proxies, offices."""

from collections.abc import Mapping

import pytest

from tests.extractors.letters import (
    ASKED,
    BEGUN,
    CLOSING,
    END,
    MATTER,
    TO,
    Row,
    read,
    request_fields,
    written,
)
from tests.extractors.paper import line, page

IN_RUNNING_TEXT = [
    pytest.param(
        (
            *BEGUN,
            "Yang bertanda tangan di bawah ini :",
            [(200, "Nama"), (500, ": I WAYAN YULIANTO")],
            [(200, "Pekerjaan"), (500, ": Advokat")],
            "berdasarkan surat kuasa khusus bertindak untuk dan atas nama pemberi kuasa :",
            [(200, "Nama Lengkap"), (500, "1. NURUL SITUMORANG @OMARIYAH")],
            [(200, "No. Identitas"), (500, ": 3517126807719568")],
            MATTER,
            CLOSING,
        ),
        {"pemohon_nama": "NURUL SITUMORANG QOMARIYAH"},
        id="a name behind a misread colon and with a misread q is the client s",
    ),
    pytest.param(
        (
            "Dengan hormat, yang bertanda tangan di bawah ini",
            "Nama : Ngatminah Indrawati",
            "NIK : 3517135009819703",
            "dalam hal ini bertindak selaku kuasa hukum dari :",
            "Nama : NI LUH RAHMAWATI",
            "Alamat : Dsn. Kedawung, Ds. Banjarsari",
            "",
            *END,
        ),
        {"pemohon_nama": "NI LUH RAHMAWATI", "pemohon_nik": None},
        id="the lawyers number is not his clients",
    ),
    pytest.param(
        (
            "Dengan hormat, saya yang bertanda tangan di bawah ini",
            "Nama : Aloysius Tukiran",
            "melaporkan pinjaman atas nama Sdr. Soeparno Wirjo, KTP No. 3517093112479006.",
            *END,
        ),
        {"pemohon_nik": None},
        id="the number of somebody named beside it is not the applicants",
    ),
]


@pytest.mark.parametrize(("rows", "values"), IN_RUNNING_TEXT)
def test_a_writer_in_running_text(rows: tuple[Row, ...], values: Mapping[str, str | bool | None]) -> None:
    fields = read(*rows)
    assert {name: fields[name].value for name in values} == values


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        pytest.param(
            ("Saya Iwan Santosa, karyawan toko Sumber, Jl. Merdeka No. 4 Jombang, mengajukan aduan.",),
            {"pemohon_alamat": None},
            id="an address behind a place of work is not taken for the home",
        ),
        pytest.param(
            (
                "Nama : Widarto Setyo",
                "Alamat : Dusun Sambigede RT 04",
                "memohon penyelesaian masalah dengan :",
                "Koperasi : KSP Artha Griya",
                "Termohon : Budi Harjanto",
                "Jabatan : Manajer",
            ),
            {"pemohon_jabatan": None},
            id="the office under the other side is not the applicant s",
        ),
    ],
)
def test_a_writer_in_a_whole_letter(rows: tuple[Row, ...], values: Mapping[str, str | bool | None]) -> None:
    fields = written(*rows)
    assert {name: fields[name].value for name in values} == values


def test_a_sentence_behind_an_address_s_comma_is_no_part_of_it() -> None:
    address = "Alamat : Dusun Curah RT 11, Sumobito,"
    fields = written("Nama : Nurul Huda", address, "Dengan ini memohon bantuan Dinas.")
    assert fields["pemohon_alamat"].value == "Dusun Curah RT 11, Sumobito"


def test_an_address_in_capitals_goes_on_at_a_wide_step() -> None:
    lines = [
        line(text, x, 600 + 70 * at)
        for at, (x, text) in enumerate([(150, "ALAMAT : DUSUN SARI RT 10"), (285, "DESA NGOGRI KEC MEGALUH")])
    ]
    read_page = page(["Jombang, 9 Mei 2026", *TO, "Dengan hormat,", "Nama : Abdul Mun"])
    with_address = read_page.model_copy(update={"lines": (*read_page.lines, *lines)})
    address = request_fields([with_address])["pemohon_alamat"].value
    assert address == "DUSUN SARI RT 10 DESA NGOGRI KEC MEGALUH"


@pytest.mark.parametrize(
    ("office", "read_as"),
    [
        ("KEPALA DESA PURWALEGI", "KEPALA DESA PURWALEGI"),
        ("Notaris di Kabupaten Jombang,", "Notaris"),
        ("Pemilik", "Pemilik"),
        ("Ketua Kopwan", "Ketua"),
        ("Pemilik Toko Sumber Rejeki", "Pemilik Toko Sumber Rejeki"),
    ],
)
def test_offices_of_those_who_write_on_paper_of_their_own(office: str, read_as: str) -> None:
    fields = written(signed=([(900, office)], "", [(900, "SUNARDI WIBISANA, S.Sos.")]))
    assert fields["pemohon_jabatan"].value == read_as


@pytest.mark.parametrize("told", ["Mujiono Hadi (Ketua Kelompok)", "Mujiono Hadi / Ketua Kelompok"])
def test_name_and_office_behind_one_label(told: str) -> None:
    fields = written(f"Nama : {told}", "Alamat : Dusun Sari RT 1")
    assert fields["pemohon_nama"].value == "Mujiono Hadi"
    assert fields["pemohon_jabatan"].value == "Ketua Kelompok"


def test_a_kelurahan_in_the_koperasi_s_name_makes_nobody_a_witness() -> None:
    signed: tuple[Row, ...] = (
        "Koperasi Kelurahan Merah Putih Tegal",
        "",
        [(150, "Farhan Aditya Nugroho"), (900, "Silvia Anggraini")],
        [(150, "Ketua"), (900, "Sekretaris")],
    )
    fields = written(signed=signed)
    assert fields["pemohon_nama"].value == "Farhan Aditya Nugroho"
    assert fields["pemohon_jabatan"].value == "Ketua"


def test_the_head_of_a_lawyer_s_paper_is_not_his_client_s() -> None:
    kop = ("KANTOR HUKUM WIRATAMA", "Jl. Gatot Subroto 5 Jombang Telp. (0321) 877335")
    fields = read(*kop, "Jombang, 9 Mei 2026", *TO, "Dengan hormat,", ASKED, *END)
    assert fields["pemohon_alamat"].value is None
