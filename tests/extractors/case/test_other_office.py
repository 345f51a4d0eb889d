"""Another office reads its letters with its own kantor.toml: no name of an office stands in code."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from extractors.case.addressee import KNOWN
from extractors.case.letters import letter_choices, seen_letter
from extractors.case.reader import read_case
from extractors.fields.office_names import read_for
from models.case import Channel
from models.document import Kind
from models.file_reading import FileReading
from models.office import load_office
from models.page import PageReading
from models.service import load_standards
from models.working_days import load_calendar
from tests.extractors.letters import complaint_fields, read, stated
from tests.extractors.paper import page
from tests.own_office import name_office

NOTE = (
    "Disperindagkop Kabupaten Kediri",
    "Dengan hormat,",
    "Simpanan saya di KSP Sumber Makmur belum dibayar sejak Maret.",
    "Demikian, terima kasih.",
)
"""Its 'Yth.' was hidden by a stamp."""
CHAT = (
    "[18/11/26 19.02.11] +62 838-4900-2176: Slmt malam, mau lapor",
    "[18/11/26 19.02.40] Disperindagkop Kediri: Laporan KSP Contoh Jawaban kami terima.",
    "Silakan tuliskan nama, alamat dan apa yang terjadi, lalu kirimkan foto KTP serta bukunya,",
    "supaya petugas kami dapat menindaklanjuti laporan itu pada jam kerja.",
    "[19/11/26 07.06.25] +62 838-4900-2176: Data pinjaman saya disebar Koperasi Pundi Asih",
    "[19/11/26 07.07.30] +62 838-4900-2176: Mohon ditindak pak",
)
"""The office writes most: were it not known, it would be taken for the complainant."""


@pytest.fixture
def kediri(tmp_path: Path) -> Path:
    """The data folder of an office elsewhere: kantor.toml and nothing else."""
    text = name_office(tmp_path, "DINAS PERINDUSTRIAN", "DISPERINDAGKOP")
    text = text.replace('"3517"', '"3506"').replace("Jombang", "Kediri")
    (tmp_path / "kantor.toml").write_text(text, encoding="utf-8")
    return tmp_path


@contextmanager
def reading_for(data: Path) -> Iterator[None]:
    with read_for(load_office(data).known_as):
        yield


def test_the_addressee_is_known_by_the_office_s_own_name(kediri: Path) -> None:
    assert read(*NOTE)["tujuan"].value is None
    with reading_for(kediri):
        assert read(*NOTE)["tujuan"].value == "Disperindagkop Kabupaten Kediri"


def test_what_the_office_answers_in_a_chat_is_no_part_of_the_complaint(kediri: Path) -> None:
    with reading_for(kediri):
        assert complaint_fields([page(CHAT)])["terlapor"].value == "Koperasi Pundi Asih"
        assert "Silakan tuliskan" not in str(stated(*CHAT))
    assert "Silakan tuliskan" in str(stated(*CHAT))


def test_the_courtesy_before_its_name_is_left_out(kediri: Path) -> None:
    letter = ("Kepada Yth. Bapak Disperindagkop Kabupaten Kediri", *NOTE[1:])
    assert read(*letter)["tujuan"].value == "Bapak Disperindagkop Kabupaten Kediri"
    with reading_for(kediri):
        assert read(*letter)["tujuan"].value == "Disperindagkop Kabupaten Kediri"


def test_a_case_is_read_by_the_office_of_its_data_folder(kediri: Path) -> None:
    sheet: PageReading = page(CHAT).model_copy(update={"kinds": ((Kind.SURAT_PENGADUAN, 1.0),)})

    def accused(data: Path | None) -> str:
        case = read_case(
            [FileReading("obrolan.pdf", (sheet,))],
            channel=Channel.WHATSAPP,
            received_on=date(2026, 11, 20),
            standards=load_standards(data),
            calendar=load_calendar(),
        )
        return str(case.documents[0].fields["materi_pengaduan"].value)

    assert "Silakan tuliskan" in accused(None)
    assert "Silakan tuliskan" not in accused(kediri)


@pytest.mark.parametrize(
    ("head", "office"),
    [
        (("Kepada Yth.", "Pimpinan KSP Contoh Sentosa", "di Mojoagung"), "Pimpinan KSP Contoh Sentosa"),
        (("Untuk : Ketua KSP Contoh Sentosa", "di Mojoagung"), "Ketua KSP Contoh Sentosa"),
        (("Saudara Ketua KSP Contoh Sentosa,",), "Ketua KSP Contoh Sentosa"),
        (
            ("Yth. Ibu Gubernur Jawa Timur", "Cq. Kepala Dinas Koperasi", "di Surabaya"),
            "Ibu Gubernur Jawa Timur Cq. Kepala Dinas Koperasi",
        ),
        (
            (
                "Kepada Yth.",
                "Kepala Dinas Koperasi, Usaha Kecil dan Menengah",
                "Provinsi Jawa Timur",
                "di Surabaya",
            ),
            "Kepala Dinas Koperasi, Usaha Kecil dan Menengah Provinsi Jawa Timur",
        ),
    ],
)
def test_a_letter_is_not_to_the_office_that_it_threatens_with(head: tuple[str, ...], office: str) -> None:
    letter = (
        "Jombang, 14 November 2026",
        "Perihal : Permintaan pengembalian BPKB",
        "",
        *head,
        "",
        "Dengan hormat,",
        "Saya yang bertanda tangan di bawah ini :",
        "Nama : Sucipto",
        "NIK : 3517062110749327",
        "Alamat : Dsn. Gambiran RT 002 RW 001 Desa Gambiran Kec. Mojoagung Kab. Jombang",
        "Saya minta BPKB motor saya dikembalikan. Jika sampai hari Jumat tidak dikembalikan, saya",
        "akan mengadukan koperasi kepada Dinas Koperasi dan Usaha Mikro Kabupaten Jombang.",
        "Atas bantuan Bapak saya sampaikan terima kasih.",
        "",
        "Hormat saya,",
        "",
        "Sucipto",
    )
    tujuan = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([page(letter)])).fields["tujuan"]
    assert (tujuan.value, tujuan.needs_review) == (office, True)


def test_the_office_s_own_invitation_is_written_to_whom_it_invites() -> None:
    letter = (
        "Nomor : 500.3/881/415.26/2026",
        "Perihal : Undangan Klarifikasi",
        "",
        "Kepada",
        "Yth. Sdri. Sri Utami",
        "",
        "Menindaklanjuti surat Saudara tanggal 2 November 2026 perihal simpanan pada KSP Contoh",
        "Guyub Mandiri, bersama ini kami mengharap kehadiran Saudara pada hari Kamis.",
        "Demikian atas kehadirannya disampaikan terima kasih.",
    )
    tujuan = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([page(letter)])).fields["tujuan"]
    assert (tujuan.value, tujuan.needs_review) == ("Sdri. Sri Utami", True)


def test_an_addressee_ends_where_the_writer_s_own_lines_begin() -> None:
    letter = (
        "SURAT PERINGATAN (SOMASI)",
        "Kepada Sdr. Manajer KSP Usaha Contoh",
        [(150, "Nama"), (400, ": Tri Handayani")],
        [(150, "NIK"), (400, ": 3517025711769249")],
        "Dengan ini saya memperingatkan Saudara agar dalam waktu tujuh hari mengembalikan sertifikat",
        "tanah saya. Salinan surat ini saya kirimkan kepada Dinas Koperasi dan Usaha Mikro Jombang.",
        "Tri Handayani",
    )
    assert read(*letter)["tujuan"].value == "Sdr. Manajer KSP Usaha Contoh"


@pytest.mark.parametrize(
    ("line", "office", "is_doubted"),
    [
        ("Selamat siang Bapak/Ibu Dinkopum Jombang", "Dinkopum Jombang", False),
        ("Yth. Dinas Koperasi Kab. Jombang", "Dinas Koperasi Kab. Jombang", False),
        ("pak kepala dinas koperasi sepurane nggih", "kepala dinas koperasi", False),
        ("pak kepala dinas sepurane nggih", "kepala dinas", True),
    ],
)
def test_the_office_s_own_name_behind_a_courtesy_settles_the_addressee(
    line: str, office: str, is_doubted: bool
) -> None:
    letter = (line, "saya mau tanya, uang simpanan saya di koperasi kok belum keluar", "Sumiati, Gudo")
    tujuan = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([page(letter)])).fields["tujuan"]
    assert (tujuan.needs_review or tujuan.confidence < KNOWN) is is_doubted
    assert str(tujuan.value).startswith(office) if is_doubted else tujuan.value == office


def test_a_sentence_that_threatens_with_the_office_settles_no_addressee() -> None:
    letter = (
        "Saya, Sucipto, minta BPKB motor saya dikembalikan. Jika tidak, saya akan mengadukan koperasi",
        "Saudara ini kepada Dinas Koperasi Jombang dan kepada polisi, dan tidak akan diam saja.",
    )
    tujuan = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([page(letter)])).fields["tujuan"]
    assert tujuan.value is None or tujuan.needs_review or tujuan.confidence < KNOWN
