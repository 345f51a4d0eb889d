"""Dates and telephones by hand: figures without their signs, and numbers that lost or doubled a stroke."""

from datetime import date

import pytest

from extractors.case.letters import letter_choices, seen_letter
from extractors.case.numbers_by_hand import day_of_figures, is_doubtful_by_hand
from extractors.text.letter_sections import dissect
from extractors.text.rows import rows_of
from models.document import Kind
from models.field import Field
from models.page import Line, PageReading, Word
from tests.extractors.paper import page

COMPLAINS = Kind.SURAT_PENGADUAN
TALL = (0.1, 0.1, 0.9, 0.2)
"""A line's box that is higher than any word: the line climbs."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("171026", date(2026, 10, 17)),
        ("6 5 2026", date(2026, 5, 6)),
        ("652026", date(2026, 5, 6)),
        ("23-626", date(2026, 6, 23)),
        ("22 10 - 2026", date(2026, 10, 22)),
        ("1112026", None),  # 1 November, 11 January or 11 December
        ("61419", None),
        ("30-22026", None),
    ],
)
def test_figures_mean_a_day_where_they_can_mean_only_one(text: str, day: date | None) -> None:
    assert day_of_figures(text) == day


def written(*rows: str) -> PageReading:
    said = [
        "Kepada Yth. Kepala Dinas Koperasi",
        "Pengurus koperasi kami tidak pernah mengadakan rapat.",
        *rows,
    ]
    return page(said, is_handwritten=True)


@pytest.mark.parametrize("alone", ["652026", "65206", None])
def test_a_date_of_figures_alone_is_found_by_hand_and_shown(alone: str | None) -> None:
    sheet = written("Terima kasih.", "652026", "Mulyono")
    words = sheet.lines[3].words
    line = sheet.lines[3].model_copy(
        update={"words": tuple(word.model_copy(update={"read_as": alone}) for word in words)}
    )
    lines = (*sheet.lines[:3], line, *sheet.lines[4:])
    seen = seen_letter([sheet.model_copy(update={"lines": lines})])
    field = letter_choices(COMPLAINS, seen).fields["tanggal_surat"]
    assert field.value == "2026-05-06"
    assert field.needs_review


@pytest.mark.parametrize(
    "row", ["Saldo saya Rp. 150825", "Simpanan wajib saya : 25.100", "No. anggota : 120526"]
)
def test_an_amount_is_no_date(row: str) -> None:
    seen = seen_letter([written("Nama : Mulyono", row)])
    assert letter_choices(COMPLAINS, seen).fields["tanggal_surat"].value is None


@pytest.mark.parametrize(("number", "is_shown"), [("081230941655", False), ("0812309416551", True)])
def test_a_mobile_number_by_hand_of_an_unusual_length_is_shown(number: str, is_shown: bool) -> None:
    seen = seen_letter([written("Nama : Siti Aminah", f"No. HP : {number}", "Jombang, 12 Mei 2026")])
    field = letter_choices(COMPLAINS, seen).fields["pelapor_telepon"]
    assert field.value == number
    assert field.needs_review is is_shown


@pytest.mark.parametrize(("raw", "is_shown"), [("11-8-2026", False), ('"-8-2026', True), ("1-8-2026", True)])
def test_a_date_by_hand_that_its_words_do_not_say_is_shown(raw: str, is_shown: bool) -> None:
    letter = dissect([written("Terima kasih.", "11-8-2026", "Mulyono")])
    assert is_doubtful_by_hand("tanggal_surat", Field(value="2026-08-11", raw=raw), letter) is is_shown


def test_a_dash_between_figures_is_no_speck_however_thin() -> None:
    boxes = [(0.2, 0.2, 0.22, 0.215), (0.23, 0.207, 0.24, 0.209), (0.25, 0.2, 0.27, 0.215)]
    words = tuple(
        Word(text=text, box=box, confidence=0.9) for text, box in zip(["22", "-", "10"], boxes, strict=True)
    )
    line = Line(words=words, box=(0.2, 0.2, 0.27, 0.215))
    assert [row.text for row in rows_of([page([], lines=(line,))])] == ["22 - 10"]


def test_dust_beside_a_number_goes() -> None:
    words = (
        Word(text="02/03", box=(0.2, 0.2, 0.28, 0.215), confidence=0.9),
        Word(text="1", box=(0.29, 0.207, 0.293, 0.209), confidence=0.9),
    )
    line = Line(words=words, box=(0.2, 0.2, 0.293, 0.215))
    assert [row.text for row in rows_of([page([], lines=(line,))])] == ["02/03"]


def test_short_words_of_a_climbing_line_stay() -> None:
    words = tuple(
        Word(text=text, box=(left, TALL[1], left + 0.08, TALL[3]), confidence=0.9)
        for text, left in (("Legi", 0.1), ("15", 0.3), ("Nopember", 0.5))
    )
    rows = rows_of([page([], lines=(Line(words=words, box=TALL),))])
    assert [row.text for row in rows] == ["Legi 15 Nopember"]
