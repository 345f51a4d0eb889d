"""Persons' names cut from what stands around them."""

import pytest

from extractors.case.letters import letter_choices, seen_letter
from extractors.text.names import clean_name, has_odd_capitals, looks_like_name
from models.document import Kind
from tests.extractors.letters import BEGUN, CLOSING, MATTER
from tests.extractors.paper import page


def test_a_name_begins_at_its_bracket() -> None:
    assert clean_name("ABAOI (YUNI AZIZAH )") == "YUNI AZIZAH"
    assert clean_name("( SITI AMINAH )") == "SITI AMINAH"


@pytest.mark.parametrize(
    ("signed", "name", "is_doubtful"),
    [
        ("Pak Darmo Sutrisno", "Darmo Sutrisno", False),
        ("Mr. Ahmad Fauzi", "Ahmad Fauzi", False),
        ("Bu Sumiati", "Sumiati", True),
        ("Mr. Yanto", "Yanto", True),
        ("Mbah Karto", "Mbah Karto", True),
        ("Darmo", "Darmo", False),
    ],
)
def test_how_somebody_is_called_is_no_part_of_his_name_and_alone_no_sure_one(
    signed: str, name: str, is_doubtful: bool
) -> None:
    home = "Alamat : Dsn. Kedungrejo RT 003 RW 001 Desa Mojokrapak"
    rows = [*BEGUN, f"Nama : {signed}", home, MATTER, CLOSING, "Hormat saya,", "", "", signed]
    field = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([page(rows)])).fields["pemohon_nama"]
    assert (field.value, field.needs_review) == (name, is_doubtful)


@pytest.mark.parametrize(("text", "is_name"), [("JENIS KELAMIN", False), ("Nurul Kelamin", True)])
def test_what_a_form_asks_for_is_no_name(text: str, is_name: bool) -> None:
    assert looks_like_name(text) is is_name


def test_blanks_that_were_lost_behind_a_title_or_an_initial_come_back() -> None:
    assert clean_name("KH.M.Thoha Munir") == "KH. M. Thoha Munir"
    assert clean_name("HSUPRAYITNO") == "H. SUPRAYITNO"
    assert clean_name("HSoemardji") == "H. Soemardji"
    assert clean_name("Wening Prabandari, S.E.. Ak.") == "Wening Prabandari, S.E., Ak."
    assert clean_name("HERLIN ASTUTI, A. Md.Keb.") == "HERLIN ASTUTI, A.Md.Keb"
    for name in ("HERU", "K.H. Abdul Munir", "F.X. Sutopo", "Rini Astuti, S.Farm", "Siti Aminah, A.Md.Keb"):
        assert clean_name(name) == name


@pytest.mark.parametrize(
    ("read", "name"),
    [("H. Mundzir Asy' ari", "H. Mundzir Asy'ari"), ("ASY' ARI", "ASY'ARI"), ("Nur' Aini", "Nur' Aini")],
)
def test_a_blank_read_behind_an_apostrophe_is_none(read: str, name: str) -> None:
    assert clean_name(read) == name


@pytest.mark.parametrize(
    ("name", "is_odd"),
    [
        ("SutiknosSBd", True),
        ("Palan TRIYONO", True),
        ("Drs. H. SUHARTO WIRYAWAN, M.Si.", False),
        ("Moch. Sholikin Arifin, S.Sos., M.M.", False),
    ],
)
def test_capitals_within_a_word_or_in_one_of_several_are_odd(name: str, is_odd: bool) -> None:
    assert has_odd_capitals(name) is is_odd
