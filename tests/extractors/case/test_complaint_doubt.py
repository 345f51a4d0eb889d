"""Complaints: what keeps a letter from being surely anonymous, and dates, names and addresses nearly lost."""

import pytest

from extractors.case.anonymity import LEGIBLE
from extractors.case.complaint import complaint_fields
from extractors.fields.labels import label_at
from extractors.text.writer_types import is_nameless
from models.field import Field
from models.page import Line, PageReading
from tests.extractors.paper import Cell, line, page

ADDRESSED = ("Yth. Bpk Kepala Dinas Koperasi", "di tempat")
TOLD = "Telepon kantor Dinas tidak pernah diangkat oleh petugas loket."
CLOSED = ("Demikian, terima kasih.", [(1000, "Jombang, 9 Mei 2026")])
NOBODY = [(1000, "Warga yang kecewa")]


def read(*rows: str | list[Cell]) -> dict[str, Field]:
    return complaint_fields([page(rows)])


def test_a_letter_without_anything_like_a_sender_is_surely_anonymous() -> None:
    anonymous = read(*ADDRESSED, TOLD, *CLOSED, NOBODY)["anonim"]
    assert anonymous.value is True and not anonymous.needs_review


@pytest.mark.parametrize(
    "hint",
    [
        "surat balasan ke siti.m@contoh.test saja.",
        "@tutik.handayani",
        "Siti Muflichah",
        [(150, "Pangirim serat"), (600, ": Soekemi")],
        "Kami, Sri Wahyuni beserta suami, sudah lama menunggu jawaban dari kantor.",
        "NYUWUN PANGAPUNTEN PAK KULO NGATMINI, WARGA GUDO.",
    ],
)
def test_what_may_be_a_sender_leaves_it_in_doubt(hint: str | list[Cell]) -> None:
    anonymous = read(hint, *ADDRESSED, TOLD, *CLOSED, NOBODY)["anonim"]
    assert anonymous.value is False or anonymous.needs_review


def test_who_leaves_a_number_is_not_surely_anonymous_but_where_he_signs_as_nobody() -> None:
    told = ("HP 0812 4907 3318", *ADDRESSED, TOLD, *CLOSED)
    assert read(*told)["anonim"].needs_review
    assert not read(*told, NOBODY)["anonim"].needs_review


@pytest.mark.parametrize(("named", "sure"), [("Hamba Allah", 0.95), ("Hamba Allah", 0.7), ("Ibu", 0.95)])
def test_a_nameless_label_misread_or_cut_short_is_doubted(named: str, sure: float) -> None:
    lines = (line("Nama :", 150, 120), line(named, 600, 120, confidence=sure))
    contact = line("HP 0812 4907 3318", 150, 166)
    reading = page(["", "", TOLD])
    read_so = reading.model_copy(update={"lines": (*lines, contact, *reading.lines)})
    is_plain = named == "Hamba Allah" and sure > LEGIBLE
    assert complaint_fields([read_so])["anonim"].needs_review is not is_plain


@pytest.mark.parametrize("signer", ["WARGA CUKIR", "Masyarakat Desa Cukir"])
def test_those_of_a_village_are_nobody_and_no_address(signer: str) -> None:
    fields = read(*ADDRESSED, TOLD, *CLOSED, [(1000, signer)])
    assert fields["pelapor_nama"].value is None and fields["pelapor_alamat"].value is None
    assert fields["anonim"].value is True and not fields["anonim"].needs_review
    assert not is_nameless("Gudo")


@pytest.mark.parametrize(
    ("told", "name", "address"),
    [
        ("Dengan ini kami, Sri Wahyuni dan kawan-kawan, melaporkan petugas loket.", "Sri Wahyuni", None),
        ("Kulo Paijan saking Dusun Klagen RT 02 badhe matur bab petugas.", "Paijan", "Dusun Klagen RT 02"),
    ],
)
def test_a_writer_with_others_and_one_from_a_dusun(told: str, name: str, address: str | None) -> None:
    fields = read(*ADDRESSED, told, "Matur nuwun")
    assert fields["pelapor_nama"].value == name and fields["pelapor_alamat"].value == address


def test_who_says_beside_the_label_that_he_is_nameless_is_so_whatever_else_he_tells() -> None:
    form = ([(150, "Nama pelapor"), (600, ": Hamba Allah")], [(150, "Alamat"), (600, ": Kec. Sumobito")])
    assert read(*form, TOLD)["anonim"].needs_review is False
    signed = read(*form, TOLD, [(1000, "Pelapor")], [(1000, "Siti Muflichah")])
    assert signed["anonim"].needs_review and signed["pelapor_nama"].needs_review


@pytest.mark.parametrize(
    ("over", "iso"),
    [
        ("Jombang, 2 Nopember 2026 M / 21 Jumadil Awal 1448 H", "2026-11-02"),
        ("Jombang, Jum'at Wage, 13 Nopember 2026", "2026-11-13"),
    ],
)
def test_a_date_by_two_calendars_or_with_its_market_day(over: str, iso: str) -> None:
    below = read(*ADDRESSED, TOLD, "Wassalam", [(700, over)], [(1000, "Hamba Allah")])
    assert below["tanggal_surat"].value == iso
    assert below["anonim"].value is True and not below["anonim"].needs_review


def test_a_label_left_blank_below_a_labels_row_is_not_told() -> None:
    street = "Jl. Raya Merdeka Barat Nomor 17 Dusun Sumbersari"
    told = read([(150, "Alamat"), (600, f": {street}")], "No. Identitas", TOLD)["materi_pengaduan"]
    assert told.value == TOLD


def test_a_stamp_of_receipt_does_not_date_the_letter() -> None:
    stamp = ([(1200, "DINKOPUM")], [(1200, "DITERIMA")], [(1180, "23 NOV 2026")])
    dated = read(*stamp, *ADDRESSED, TOLD, "Wassalam", [(1000, "Jombang, 18 November 2026")])
    assert dated["tanggal_surat"].value == "2026-11-18"
    assert read([(1100, "Diterima tgl 23 NOV 2026")], *ADDRESSED, TOLD)["tanggal_surat"].value is None
    thanked = read(*ADDRESSED, TOLD, [(1000, "Terima kasih")], [(1000, "18 November 2026")])
    assert thanked["tanggal_surat"].value == "2026-11-18"


def test_a_date_whose_year_is_cut_is_shown_and_a_telephone_is_no_date() -> None:
    assert read([(1000, "25 April 202")], *ADDRESSED, TOLD)["tanggal_surat"].needs_review
    assert not read("Telp. 0321-871206", *ADDRESSED, TOLD)["tanggal_surat"].needs_review


def test_an_address_goes_on_below_with_the_kelurahan_and_with_nothing_else() -> None:
    address = [(150, "Alamat : Jl. KH. Mimbar Gg. II No. 14 RT 02 RW 05")]
    rest, other = [(285, "Kel. Jombatan Kec. Jombang")], [(285, "Kecewa sekali kami ini pak")]
    signed = (*ADDRESSED, TOLD, *CLOSED, [(1000, "Drs. Suparlan")], "", address, "")
    street = "Jl. KH. Mimbar Gg. II No. 14 RT 02 RW 05"
    assert read(*signed, rest)["pelapor_alamat"].value == f"{street} Kel. Jombatan Kec. Jombang"
    assert read(*signed, other)["pelapor_alamat"].value == street


def _broken_name(gap: int) -> PageReading:
    """'Chusnul Mu fidah' beside its label, its last piece so many pixels behind the one before."""
    first = line("Chusnul Mu", 600, 120)
    last = line("fidah", 600 + 15 * 10 + gap, 120)
    name = Line(words=(*first.words, *last.words), box=(*first.box[:2], *last.box[2:]))
    reading = page(["", TOLD])
    return reading.model_copy(update={"lines": (line("Nama", 150, 120), name, *reading.lines)})


def test_a_name_in_pieces_is_put_together_and_doubted() -> None:
    close = complaint_fields([_broken_name(3)])["pelapor_nama"]
    assert close.value == "Chusnul Mufidah" and close.needs_review
    assert complaint_fields([_broken_name(15)])["pelapor_nama"].value == "Chusnul Mu fidah"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nomor Whats App", "telepon"),
        ("Subjek : tabungan", "perihal"),
        ("Katur : Bapak Kepala Dinas", "kepada"),
        ("Griya", "alamat"),
        ("Griya Kencana Permai Blok C", None),
    ],
)
def test_labels_of_messages_and_javanese_letters(text: str, key: str | None) -> None:
    hit = label_at(text)
    assert (hit[0] if hit else None) == key


def test_a_letter_with_javanese_labels() -> None:
    fields = read(
        [(150, "Katur"), (400, ": Bapak Kepala Dinas Koperasi")],
        [(150, "Saking"), (400, ": Soekemi")],
        [(150, "Griya"), (400, ": Dusun Templek RT 02 RW 03 Kec. Perak")],
        [(150, "Bab"), (400, ": loket konsultasi Dinas Koperasi")],
        "Kula sampun sepuh, petugas ngendika mboten saged ngladosi wonten ngandhap.",
    )
    assert fields["pelapor_nama"].value == "Soekemi"
    assert fields["pelapor_alamat"].value == "Dusun Templek RT 02 RW 03 Kec. Perak"
