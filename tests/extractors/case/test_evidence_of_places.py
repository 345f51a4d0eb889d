"""What speaks against a letter's places and addresses."""

import pytest

from extractors.case.evidence import shown
from models.field import Field, hull
from tests.extractors.case.test_evidence import ROWS, evidence_of
from tests.extractors.paper import page


@pytest.mark.parametrize(("place", "is_shown"), [("uh", True), ("Kabuh", False)])
def test_a_place_without_its_capital_is_looked_at(place: str, is_shown: bool) -> None:
    fields = {"tempat_surat": Field(value=place), "pemohon_nama": Field(value=None)}
    assert ("tempat_surat" in evidence_of(page(ROWS)).against(fields)) is is_shown


@pytest.mark.parametrize(("is_sure", "is_shown"), [(True, False), (False, True)])
def test_where_the_date_is_doubtful_its_place_may_be_unread(is_sure: bool, is_shown: bool) -> None:
    day = Field(value="2026-10-06", needs_review=not is_sure)
    fields = {"tanggal_surat": day, "tempat_surat": Field(value=None), "pelapor_nama": Field(value=None)}
    seen = shown(fields, evidence_of(page(ROWS)).against(fields))
    assert seen["tempat_surat"].needs_review is is_shown


@pytest.mark.parametrize(("sure", "is_shown"), [(0.95, False), (0.52, True)])
def test_a_home_that_is_not_sure_may_be_the_seat_that_was_not_read(sure: float, is_shown: bool) -> None:
    home = Field(value="Jl. Irian Jaya No. 5 Cukir", confidence=sure)
    fields = {"pemohon_alamat": home, "koperasi_alamat": Field(value=None), "pemohon_nama": Field(value=None)}
    seen = shown(fields, evidence_of(page(ROWS)).against(fields))
    assert seen["koperasi_alamat"].needs_review is is_shown


@pytest.mark.parametrize(
    ("address", "by_hand", "is_shown"),
    [
        ("Desa Plemahan RT 07 RW 03 Sumobito", True, False),
        ("Desa Plemahan RT 07 RW 03 suseabito", True, True),
        ("Desa Plemahan RT 07 RW 03 suseabito", False, False),
        ("Ds. Balongsari RT 01 RW 01", True, False),
        ("Jl. Merak 17 Kedung Papar", True, False),
    ],
)
def test_an_address_by_hand_that_ends_in_no_place_is_looked_at(
    address: str, by_hand: bool, is_shown: bool
) -> None:
    sheet = page(["Nama : Moenadji", f"Alamat : {address}", "Kami bertanya."], is_handwritten=by_hand)
    words = sheet.lines[1].words[2:]
    home = Field(value=address, raw=address, page=1, box=hull([word.box for word in words]))
    fields = {"pemohon_alamat": home, "pemohon_nama": Field(value=None)}
    assert ("pemohon_alamat" in evidence_of(sheet, by_hand=by_hand).against(fields)) is is_shown
