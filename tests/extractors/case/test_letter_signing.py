"""Who signs a letter: names under their offices, among scraps of a stamp's text."""

import pytest

from extractors.case.request import letter_fields
from models.field import Field
from models.page import Mark, MarkKind
from tests.extractors.case.test_letter_wordings import DEMAND, MATTER
from tests.extractors.paper import Cell, page

HEAD = ("Jombang, 9 Mei 2026", "Perihal : Permohonan Mediasi", "Kepada Yth. Kepala Dinas Koperasi")


def read(*rows: str | list[Cell]) -> dict[str, Field]:
    return letter_fields([page([*HEAD, "Dengan hormat,", *rows])])


def test_where_only_the_secretary_s_name_is_read_nobody_is_named_in_the_chief_s_place() -> None:
    signed = ([(200, "Sekretaris"), (1000, "Ketua")], "", [(200, "Muhammad Permadi")])
    fields = read(MATTER, DEMAND, *signed)
    assert fields["pemohon_nama"].value is None and fields["pemohon_nama"].needs_review
    assert fields["pemohon_jabatan"].value == "Ketua" and fields["pemohon_jabatan"].needs_review


@pytest.mark.parametrize("scrap", ["KOP", "OPERASI KONSUIEN", "LUHUR WASKITA"])
def test_of_what_stands_under_an_office_the_lowest_is_the_name(scrap: str) -> None:
    fields = read(MATTER, DEMAND, [(1000, "Ketua")], [(1000, scrap)], [(1000, "Eko Fathoni Setiawan")])
    assert fields["pemohon_nama"].value == "Eko Fathoni Setiawan"


def test_a_person_of_one_name_signs_under_his_office() -> None:
    fields = read(MATTER, DEMAND, [(1000, "Wakil Ketua")], "", [(1000, "Sarinem")])
    assert fields["pemohon_nama"].value == "Sarinem"
    assert fields["pemohon_jabatan"].value == "Wakil Ketua"


def test_a_lone_word_without_an_office_over_it_is_no_name() -> None:
    assert read(MATTER, DEMAND, "", [(1000, "Sarinem")])["pemohon_nama"].value is None


def test_a_lone_name_over_its_number_signs_beside_a_secretary() -> None:
    fields = read(
        MATTER,
        DEMAND,
        [(1000, "Sekretaris")],
        [(200, "Sardi"), (1000, "CICIK AYUNINGTYAS")],
        [(200, "NIK. 3517040607619360")],
    )
    assert fields["pemohon_nama"].value == "Sardi"
    assert fields["pemohon_nik"].value == "3517040607619360"


@pytest.mark.parametrize("by_hand", [True, False])
def test_ink_at_the_foot_of_a_letter_written_by_hand_may_be_a_word(by_hand: bool) -> None:
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.5, 0.8, 0.55), score=0.95)
    written = page([*HEAD, "Dengan hormat,", MATTER, DEMAND, "Hormat saya,", "SARINEM"])
    signed = written.model_copy(update={"marks": (ink,), "is_handwritten": by_hand})
    field = letter_fields([signed])["bertanda_tangan"]
    assert field.value is True
    assert field.needs_review is by_hand


def test_a_letter_whose_end_was_not_seen_is_not_surely_unsigned() -> None:
    rows = [*HEAD, "Dengan hormat,", MATTER]
    ended = letter_fields([page([*rows, DEMAND, "Hormat saya,", "", "SARINEM"])])["bertanda_tangan"]
    open_ended = letter_fields([page(rows)])["bertanda_tangan"]
    assert ended.value is False and not ended.needs_review
    assert open_ended.value is False and open_ended.needs_review
