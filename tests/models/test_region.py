"""Regions of the country: codes of Kemendagri, Jombang's villages, look-up by name."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.region import Level, Region, best_match, comparable, regions

JOMBANG = Path(__file__).parents[3] / "shared" / "domain" / "jombang.json"


def test_the_whole_country_is_there() -> None:
    known = regions()
    counts = {level: sum(1 for _ in known.within("", level)) for level in Level}
    assert counts == {Level.PROVINSI: 38, Level.KABUPATEN: 514, Level.KECAMATAN: 7285, Level.DESA: 83762}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("35", "Jawa Timur"),
        ("3517", "Kabupaten Jombang"),
        ("351708", "Diwek"),
        ("35.17.21", "Ngusikan"),
        ("3571", "Kota Kediri"),
        ("3174", "Kota Administrasi Jakarta Selatan"),
        ("92", "Papua Barat"),
    ],
)
def test_codes_are_those_of_kemendagri(code: str, name: str) -> None:
    region = regions().get(code)
    assert region is not None
    assert region.name == name


@pytest.mark.parametrize("code", ["", "9", "99", "3599", "351799", "3517019999", "12345", "abc"])
def test_unknown_codes(code: str) -> None:
    assert regions().get(code) is None


def test_jombang_has_21_kecamatan_and_306_villages() -> None:
    known = regions()
    villages = list(known.within("3517", Level.DESA))
    assert len(known.children("3517")) == 21
    assert (len(villages), sum(village.is_kelurahan for village in villages)) == (306, 4)
    assert Region("3517092013", "Candimulyo") in villages


@pytest.mark.skipif(not JOMBANG.exists(), reason="the list to compare with (ODbL) is not part of berkas")
def test_jombang_agrees_with_an_independent_list() -> None:
    theirs = json.loads(JOMBANG.read_text(encoding="utf-8"))
    districts = {item["code"].replace(".", ""): item["name"] for item in theirs["districts"]}
    villages = {
        village["code"].replace(".", ""): village["name"]
        for item in theirs["districts"]
        for village in item["villages"]
    }
    known = regions()
    assert dict(known.children("3517")) == districts
    assert dict(known.within("3517", Level.DESA)) == villages


@pytest.mark.parametrize(
    ("name", "parent", "level", "code"),
    [
        ("KAB. JOMBANG", "35", Level.KABUPATEN, "3517"),
        ("KABUPATEN JOMBANG", "", Level.KABUPATEN, "3517"),
        ("Bandar Kedung Mulyo", "3517", Level.KECAMATAN, "351718"),
        ("Kota Kediri", "35", Level.KABUPATEN, "3571"),
        ("KABUPATEN KEDIRI", "35", Level.KABUPATEN, "3506"),
        ("PROVINSI DKI JAKARTA", "", Level.PROVINSI, "31"),
        ("D.I. YOGYAKARTA", "", Level.PROVINSI, "34"),
        ("JAWA TIMUR", "", Level.PROVINSI, "35"),
        ("Candi Mulyo", "351709", Level.DESA, "3517092013"),
        ("Ds. Mojokrapak", "3517", Level.DESA, "3517132001"),
        ("KESAMBEN", "351703", Level.DESA, "3517032011"),
        ("KESAMBEN", "3517", Level.KECAMATAN, "351712"),
    ],
)
def test_exact_names_are_found_where_they_are_looked_for(
    name: str, parent: str, level: Level, code: str
) -> None:
    match = best_match(name, parent, level)
    assert match is not None
    assert (match.code, match.score) == (code, 1.0)


@pytest.mark.parametrize(
    ("name", "parent", "level", "official"),
    [
        ("D1WEK", "3517", Level.KECAMATAN, "Diwek"),
        ("JOMBANC", "35", Level.KABUPATEN, "Kabupaten Jombang"),
        ("JAWA TIMUB", "", Level.PROVINSI, "Jawa Timur"),
    ],
)
def test_misread_names_are_found_with_a_lower_score(
    name: str, parent: str, level: Level, official: str
) -> None:
    match = best_match(name, parent, level)
    assert match is not None
    assert match.name == official
    assert 0.7 < match.score < 1.0


def test_nothing_is_found_for_nothing() -> None:
    assert best_match("", "3517", Level.KECAMATAN) is None
    assert best_match("DIWEK", "9999", Level.KECAMATAN) is None
    assert best_match("DIWEK", "", Level.DESA) is None


def test_the_kind_of_region_is_no_part_of_its_name() -> None:
    assert comparable("KEC. DIWEK") == comparable("Kecamatan Diwek") == "DIWEK"
    assert comparable("KOTA ADM. JAKARTA SELATAN") == "JAKARTASELATAN"
    assert comparable("KECAMATAN") == "KECAMATAN"


@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from(["", "35", "3517", "351708", "x"]), st.sampled_from(Level))
def test_any_text_is_taken(name: str, parent: str, level: Level) -> None:
    match = best_match(name, parent, level)
    assert match is None or 0.0 <= match.score <= 1.0
