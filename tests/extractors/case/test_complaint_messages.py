"""Complaints that came as messages: saved chats, chat windows, printed e-mails, forms of the internet."""

import pytest

from extractors.case.letters import letter_choices, seen_letter
from models.document import Kind
from models.field import Field
from tests.extractors.letters import complaint_fields, stated
from tests.extractors.paper import page

TOLD = "Telepon kantor Dinas tidak pernah diangkat oleh petugas loket."
SENDER = "+62 838-4900-2176"
CHAT = (
    f"Chat WhatsApp dengan {SENDER}.txt",
    f"[18/11/26 19.02.11] {SENDER}: Slmt malam pak admin, mau lapor",
    "[19/11/26 07.03.40] Dinkopum Jombang: Silakan tuliskan nama dan alamat.",
    f"[19/11/26 07.06.02] {SENDER}: nama Lis Sukartini, alamat Perum Griya Asri",
    "Blok D-07 RT 02 RW 06 ds Pesantren",
    f"[19/11/26 07.06.25] {SENDER}: Data pinjaman saya disebar petugas Koperasi Pundi",
    "Asih ke semua kontak HP saya, katanya saya menunggak 2 bulan padahal sudah lunas",
    f"[19/11/26 07.07.30] {SENDER}: <Media tidak disertakan>",
    "[19/11/26 07.14.07] Dinkopum Jombang: Baik Ibu, kami teruskan.",
)
MAIL = (
    [(150, "Umum Pelayanan <dinkopum@jombangkab.go.id>")],
    [(150, "Nanang Hidayat <nanang@contoh.test>"), (1100, "11 November 2026 pukul 10.27")],
    "Kepada: dinkopum@jombangkab.go.id",
    "Saya ingin menyampaikan keluhan atas pelayanan Bidang Kelembagaan dan Pengawasan",
    "Koperasi.",
    TOLD,
)
FOOT = "https://mail.contoh.test/mail/u/0/?view=pt"


def read(*rows: object, top: int = 120) -> dict[str, Field]:
    return complaint_fields([page(rows, top=top)])  # type: ignore[arg-type]


def test_a_saved_chat_says_who_wrote_and_when() -> None:
    fields = read(*CHAT)
    assert fields["tanggal_surat"].value == "2026-11-18"
    assert fields["pelapor_telepon"].value == "083849002176"
    assert fields["terlapor"].value == "Koperasi Pundi Asih"


def test_a_chats_answers_and_heads_are_no_part_of_what_is_told() -> None:
    told = str(stated(*CHAT))
    assert "disebar" in told
    assert not any(word in told for word in ("teruskan", "19/11", "2176", "Media"))


def test_a_contacts_name_is_proposed_and_his_number_read_with_its_plus_misread() -> None:
    named = read(
        "18/11/26 19.02 - Bu Yuni Astutik: mau lapor petugas loket pak",
        "18/11/26 19.05 - Bu Yuni Astutik: loket tutup terus padahal masih jam kerja",
    )
    assert named["pelapor_nama"].value == "Yuni Astutik" and named["pelapor_nama"].needs_review
    numbered = read(*(row.replace("Bu Yuni Astutik", "t62 838-4900-2176") for row in (
        "(18/11/26 19.02 | Bu Yuni Astutik: mau lapor petugas loket pak",
        "(18/11/26 19.05 | Bu Yuni Astutik: loket tutup terus padahal masih jam kerja",
    )))  # fmt: skip
    assert numbered["pelapor_telepon"].value == "083849002176"


def test_one_row_with_a_date_and_a_colon_is_no_chat() -> None:
    rows = ["18/11/26 19.02 Catatan Sulastri: telepon masuk", "Nama : Yuni Astutik", TOLD]
    assert "Catatan Sulastri" in seen_letter([page(rows)]).own.rows[0].text


def test_a_sender_who_is_a_mailbox_alone_has_no_name() -> None:
    rows = ["Pengirim : warga@contoh.example", "Petugas loket tidak melayani saya kemarin."]
    assert complaint_fields([page(rows)])["pelapor_nama"].value is None


def chosen(*rows: str) -> dict[str, Field]:
    return letter_choices(Kind.SURAT_PENGADUAN, seen_letter([page(rows)])).fields


@pytest.mark.parametrize(
    ("first", "later", "day", "is_doubted"),
    [
        ("11/5/26", "11/18/26", "2026-11-05", False),
        ("5/11/26", "18/11/26", "2026-11-05", False),
        ("11/11/26", "11/11/26", "2026-11-11", False),
        ("11/5/26", "11/6/26", "2026-05-11", True),
    ],
)
def test_all_heads_say_which_figure_is_the_month(first: str, later: str, day: str, is_doubted: bool) -> None:
    field = chosen(
        f"{first}, 7:02 PM - {SENDER}: Slmt malam pak, mau lapor",
        f"{first}, 7:03 PM - {SENDER}: KSP Artha Bakti tdk bisa ambil tabungan saya sdh 6 bulan",
        f"{later}, 7:05 PM - {SENDER}: Suparmi, dsn Sambirejo RT 02 RW 03 ds Candimulyo",
    )["tanggal_surat"]
    assert (field.value, field.needs_review) == (day, is_doubted)


def test_name_number_and_messages_are_of_the_one_who_writes_most() -> None:
    fields = chosen(
        "[18/11/26 19.02.11] Bu Ninik: Slmt malam pak, mau lapor. Saya Ninik dsn Weru RT 01 RW 05",
        "[18/11/26 19.03.15] Bu Ninik: KSP Artha Bakti tdk bisa ambil tabungan saya 5jt sdh 6 bulan",
        "[18/11/26 19.05.20] +62 813-2222-3333: Sama pak, saya juga korban KSP itu, tabungan 10jt",
        "[18/11/26 19.07.01] Bu Nlnik: mohon ditindaklanjuti",
    )
    assert fields["pelapor_nama"].value == "Ninik"
    assert fields["pelapor_telepon"].value is None
    told = str(fields["materi_pengaduan"].value)
    assert "tabungan saya 5jt" in told and "10jt" not in told
