"""Labels and values of tables and blocks: lines beside and below, centred labels, rows of other labels."""

from collections.abc import Sequence

import pytest

from extractors.text.key_values import key_values_in
from extractors.text.rows import rows_of
from models.page import PageReading
from tests.extractors.paper import Cell, line, page


def values(*readings: PageReading) -> dict[str, str]:
    return {pair.key: pair.value.text for pair in key_values_in(rows_of(readings))}


def laid(*placed: tuple[int, int, str]) -> PageReading:
    """A page with lines at (x, y) in pixels."""
    rows: Sequence[Sequence[Cell]] = ()
    lines = tuple(line(text, x, y) for x, y, text in placed)
    return page(rows, lines=lines)


def test_a_subject_goes_on_below_the_addressee_that_stands_beside_it() -> None:
    read = laid(
        (150, 700, "Perihal : Permohonan Fasilitasi"),
        (950, 700, "Yth. Kepala Dinas"),
        (950, 725, "Jl. Wahid Hasyim"),
        (300, 748, "Pinjaman Macet Anggota"),
        (950, 775, "JOMBANG"),
    )
    assert values(read)["perihal"] == "Permohonan Fasilitasi Pinjaman Macet Anggota"


def test_an_address_ends_before_the_row_of_a_label_that_is_not_known() -> None:
    read = laid(
        (150, 700, "Alamat"), (500, 700, "Jl. Pattimura 5 Jombang"),
        (150, 746, "Grade"), (500, 746, "B"),
    )  # fmt: skip
    assert values(read)["alamat"] == "Jl. Pattimura 5 Jombang"


def test_an_address_goes_on_in_the_column_of_values() -> None:
    read = laid((150, 700, "Alamat"), (500, 700, ": Dusun Sanan RT 02"), (530, 746, "Desa Mancilan"))
    assert values(read)["alamat"] == "Dusun Sanan RT 02 Desa Mancilan"


@pytest.mark.parametrize("label", ["Perihal :", "Kepada"])
def test_a_lone_label_has_no_place_and_date_beside_it_for_its_value(label: str) -> None:
    read = laid((150, 700, label), (900, 700, "Jombang, 17 Pebruari 2026"), (150, 746, "Mohon bantuan"))
    assert "Jombang, 17 Pebruari 2026" not in values(read).values()
    assert values(laid((150, 700, label), (900, 700, "Mohon bantuan, 17 orang"))) != {}


@pytest.mark.parametrize(
    ("above", "subject"),
    [("Lampiran :", "Mohon Konsultasi Koperasi Desa Merah Putih"), ("Surat ini", "Mohon Konsultasi")],
    ids=["as far below as its own label is below the one above", "no label above"],
)
def test_a_widely_set_head_goes_on_in_its_own_step(above: str, subject: str) -> None:
    read = laid(
        (150, 700, above), (150, 772, "Hal"), (300, 772, ": Mohon Konsultasi"),
        (310, 848, "Koperasi Desa Merah Putih"),
    )  # fmt: skip
    assert values(read)["perihal"] == subject


FORM = (
    (150, 700, "01 NAMA PEMOHON"), (800, 700, "02 JENIS KELAMIN"),
    (820, 722, "L P"), (150, 735, "Yulianik Fatmawati"),
    (150, 780, "03 ALAMAT"), (800, 780, "04 NOMOR TELEPON"),
    (150, 815, "Dusun Wuluh Kidul RT 02 RW 03"), (800, 815, "087851230694"),
    (150, 850, "Desa Wuluh Kec. Kesamben"),
)  # fmt: skip


def test_a_forms_boxes_have_their_words_below_their_labels() -> None:
    assert values(laid(*FORM)) == {
        "nama": "Yulianik Fatmawati",
        "jenis_kelamin": "L P",
        "alamat": "Dusun Wuluh Kidul RT 02 RW 03 Desa Wuluh Kec. Kesamben",
        "telepon": "087851230694",
    }


SIDE_COLUMN = (
    (150, 700, "NIK"), (700, 700, "M. Sholeh"), (1000, 700, "Rp 9.300.000"),
    (150, 735, "3517031701849055"),
    (150, 770, "KOPERASI"), (700, 770, "Permohonan"),
    (150, 805, "Koperasi Pedagang Pasar"), (700, 805, "Mohon petugas dipanggil dan dipertemukan"),
)  # fmt: skip


def test_labels_of_a_side_column_stand_above_their_values_where_a_number_does() -> None:
    """Whatever the column beside it has at their height."""
    assert values(laid(*SIDE_COLUMN)) == {
        "nik": "3517031701849055",
        "koperasi": "Koperasi Pedagang Pasar",
        "tuntutan": "Mohon petugas dipanggil dan dipertemukan",
    }
    beside = ((*one[:2], "3517031701849055") if one[2] == "M. Sholeh" else one for one in SIDE_COLUMN)
    assert values(laid(*beside))["nik"] == "3517031701849055"


@pytest.mark.parametrize("beside", ["Kepada", "Kepada Yth.", "Ploso, 26 Oktober 2026"])
def test_what_begins_beside_an_empty_label_of_the_head_is_not_its_value(beside: str) -> None:
    assert not values(laid((150, 700, "Lamp. :"), (800, 700, beside))).get("lampiran")


def test_what_stands_behind_a_label_is_not_looked_for_below_it() -> None:
    table = (
        (150, 700, "Alamat"), (500, 700, ": Jl. Raya Ploso No. 301"), (150, 735, "KBLI"),
        (150, 770, "Telepon"), (500, 770, ": 0321867777"), (150, 805, "Status"),
    )  # fmt: skip
    assert values(laid(*table)) == {"alamat": "Jl. Raya Ploso No. 301", "telepon": "0321867777"}
