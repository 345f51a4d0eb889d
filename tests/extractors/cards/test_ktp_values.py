"""Texts of a card's rows to values, and that no garbled text breaks them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.cards.blood_group import group_of
from extractors.cards.ktp import at_odds
from extractors.cards.ktp_values import (  # fmt: skip
    Value,
    birth,
    find_date,
    from_list,
    lane_joined,
    name_text,
    rt_rw,
    valid_until,
    without_scraps,
)
from extractors.cards.nik_reading import check
from extractors.cards.region_names import born_in, resolve
from extractors.cards.row_labels import find_blood_label, is_header, match_label
from extractors.cards.row_texts import clean, with_blanks_of
from models.field import Field


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("JOMBANG, 19-08-1982", "JOMBANG", "1982-08-19"),
        ("JOMBANG 19-08-1982", "JOMBANG", "1982-08-19"),
        ("JOMBANG,19-O8-I982", "JOMBANG", "1982-08-19"),
        ("J0MBANG, 01.12.2001", "JOMBANG", "2001-12-01"),
        ("JOMBANG, 1 1-05-1949", "JOMBANG", "1949-05-11"),
        ("JOMBANG, 4 1-05-1949", "JOMBANG, 4", "1949-05-01"),
        ("ACEH TIMUR, 31-02-1990", "ACEH TIMUR", None),
        ("SURABAYA", "SURABAYA", None),
    ],
)
def test_birth(text: str, place: str, day: str | None) -> None:
    found, born = birth(text)
    assert (found.text, born.text) == (place, day)


@pytest.mark.parametrize(
    ("text", "rt", "rw"),
    [
        ("003/001", "003", "001"),
        ("003 / 001", "003", "001"),
        ("O03/0O1", "003", "001"),
        ("003001", "003", "001"),
        ("0031001", "003", "001"),
        ("019012", "019", "012"),
        ("010011", "010", "011"),
        ("12/4", "12", "4"),
        ("///", None, None),
        ("", None, None),
    ],
)
def test_rt_rw_never_raises_over_malformed_text(text: str, rt: str | None, rw: str | None) -> None:
    found = rt_rw(text)
    assert (found[0].text, found[1].text) == (rt, rw)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("jenis_kelamin", "LAK1-LAKI", "LAKI-LAKI"),
        ("jenis_kelamin", "PEREMPUAW", "PEREMPUAN"),
        ("agama", "1SLAM", "ISLAM"),
        ("status_perkawinan", "BELUMKAWIN", "BELUM KAWIN"),
        ("pekerjaan", "KARYAWAN SWSTA", "KARYAWAN SWASTA"),
        ("pekerjaan", "PAWANG HUJAN", "PAWANG HUJAN"),
        ("kewarganegaraan", "WN1", "WNI"),
        ("agama", "XQZ", None),
    ],
)
def test_closed_lists_are_fuzzy_and_the_open_one_open(name: str, text: str, value: str | None) -> None:
    assert from_list(name, text).text == value


def test_a_correction_is_never_silent() -> None:
    assert from_list("agama", "ISLAN").corrected > 0
    assert from_list("agama", "ISLAM").corrected == 0


@pytest.mark.parametrize(
    ("text", "value"),
    [("O", "O"), ("0", "O"), ("AB", "AB"), ("8", "B"), ("A+", "A+"), ("-", "-"), ("--", "-"), ("XYZ", "")],
)
def test_blood_group(text: str, value: str) -> None:
    assert group_of(text) == value


def test_valid_until_is_a_date_or_for_life() -> None:
    assert valid_until("SEUMUR HIDUP").text == "SEUMUR HIDUP"
    assert valid_until("SEUMURH1DUP").text == "SEUMUR HIDUP"
    assert valid_until("19-11-2018").text == "2018-11-19"


@pytest.mark.parametrize(
    ("province", "regency", "names"),
    [
        ("PROVINSI DKI JAKARTA", "JAKARTA SELATAN", ("DKI JAKARTA", "JAKARTA SELATAN")),
        ("PROVINSI SULAWESI TENGGARA", "KOTA BAU-BAU", ("SULAWESI TENGGARA", "KOTA BAU-BAU")),
    ],
)
def test_a_short_form_and_a_hyphen_stay_as_the_card_has_them(
    province: str, regency: str, names: tuple[str, str]
) -> None:
    found = resolve(province, regency, "", "", None)
    assert (found.provinsi.text, found.kabupaten_kota.text) == names


def test_regions_are_sought_inside_each_other() -> None:
    found = resolve("PROVINSIJAWA TIMUR", "KABUPATEN JOMBAMG", "DIWEX", "CUKIR", None)
    assert found.provinsi.text == "JAWA TIMUR"
    assert found.kabupaten_kota.text == "KABUPATEN JOMBANG"
    assert found.kecamatan.text == "DIWEK"
    assert found.kelurahan_desa.text == "CUKIR"
    assert found.kecamatan.corrected > 0


def test_an_unknown_village_stays_as_printed_and_doubtful() -> None:
    found = resolve("PROVINSI JAWA TIMUR", "KABUPATEN JOMBANG", "DIWEK", "ANTAH BERANTAH", None)
    assert found.kelurahan_desa.text == "ANTAH BERANTAH"
    assert found.kelurahan_desa.is_valid is False


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("NIK", "nik"),
        ("Nama : SITI", "nama"),
        ("Tempat/Tgl. Lahir", "ttl"),
        ("Tempat Tgl Lahlr :", "ttl"),
        ("Jenis Ke1amin", "jenis_kelamin"),
        ("Alamat", "alamat"),
        ("RT/RW :", "rt_rw"),
        ("Kel/Desa", "kelurahan_desa"),
        ("Kecarnatan", "kecamatan"),
        ("Status Perkawlnan: KAWIN", "status_perkawinan"),
        ("Kewarganegaraan : WNI", "kewarganegaraan"),
        ("Berlaku Hingga", "berlaku_hingga"),
        ("NAMAKU SIAPA", None),
        ("KARYAWAN SWASTA", None),
        ("", None),
    ],
)
def test_labels(text: str, row: str | None) -> None:
    found = match_label(text)
    assert (found.row if found else None) == row


def test_blood_label_is_found_anywhere() -> None:
    text = "LAKI-LAKI Gol. Darah : O"
    span = find_blood_label(text)
    assert span is not None
    assert text[slice(*span)] == "Gol. Darah"
    assert is_header("PR0VINSI JAWA TIMUR")


def test_nik_is_checked_against_birth_and_sex() -> None:
    born = date(1982, 8, 19)
    assert check("3517081908829001", born, "LAKI-LAKI") is True
    assert check("3517085908829001", born, "PEREMPUAN") is True
    assert check("3517085908829001", born, "LAKI-LAKI") is False
    assert check("3517082008829001", born, None) is False
    assert check("9917081908829001", born, None) is False
    assert check("3517081908829001", None, None) is None


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("JL. KAPTEN TENDEAN GG. I I NO. 4", "JL. KAPTEN TENDEAN GG. II NO. 4"),
        ("JL. MELATI GG . X I", "JL. MELATI GG . XI"),
        ("JL. VETERAN I NO. 4", "JL. VETERAN I NO. 4"),
    ],
)
def test_a_lanes_number_read_in_parts_is_one(read: str, meant: str) -> None:
    assert lane_joined(read) == meant


def test_blanks_are_lost_not_made() -> None:
    assert with_blanks_of("SITIAMINAH", "SITI AMINAH") == "SITI AMINAH"
    assert with_blanks_of("SITI AMINAH", "SITIAMINAH") == "SITI AMINAH"
    assert with_blanks_of("SITI AMINAH", "SITU AMI NAH") == "SITI AMINAH"
    assert clean("r : Jl. Merdeka  5 ") == "JL. MERDEKA 5"


@given(st.text(max_size=60))
def test_no_garbled_text_raises(text: str) -> None:
    upper = clean(text)
    birth(upper)
    rt_rw(upper)
    group_of(upper)
    valid_until(upper)
    find_date(upper)
    name_text(upper)
    match_label(text)
    find_blood_label(text)
    for name in ("jenis_kelamin", "agama", "status_perkawinan", "pekerjaan", "kewarganegaraan"):
        value = from_list(name, upper)
        assert 0.0 <= value.corrected <= 1.0


@given(
    st.text("JOMBANGKUDIWE 0/", max_size=20), st.text(max_size=20), st.text(max_size=12), st.text(max_size=12)
)
def test_no_garbled_address_raises(province: str, regency: str, district: str, village: str) -> None:
    found = resolve(clean(province), clean(regency), clean(district), clean(village), None)
    assert found.provinsi.text is None or found.provinsi.text


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        ("GUNAWAN BASUK I", "GUNAWAN BASUKI", "GUNAWAN BASUKI"),
        ("L UL UK FATMAWATI", "LULUK FATMAWATI", "LULUK FATMAWATI"),
        ("AISYAH ER MAWATI", "AISYAH ERMAWATI", "AISYAH ERMAWATI"),
        ("SITI M", "SITI M", "SITI M"),
        ("M. ARIFIN", "M.ARIFIN", "M. ARIFIN"),
        ("SRI WAHYUNI", "SRIWAHYUNI", "SRI WAHYUNI"),
        ("UMI OK TAVIANI", "UMI OKTAVIANA", "UMI OK TAVIANI"),
    ],
)
def test_a_wide_gap_parts_no_scrap_of_a_name(text: str, printed: str, name: str) -> None:
    assert without_scraps(text, printed) == name


@given(st.text("AB. ", max_size=20), st.text("AB. ", max_size=20))
def test_scraps_change_blanks_only(text: str, printed: str) -> None:
    assert "".join(without_scraps(text, printed).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("place", "official"),
    [
        ("JOM BANG", "JOMBANG"),
        ("JOMBANG", "JOMBANG"),
        ("ACEH TIMUR", "ACEH TIMUR"),
        ("NG ANJUK", "NGANJUK"),
        ("DESA SUKA", "DESA SUKA"),
    ],
)
def test_a_place_of_birth_is_spelled_as_its_kabupaten(place: str, official: str) -> None:
    assert born_in(Value(place)).text == official


@pytest.mark.parametrize(
    ("born", "until", "doubted"),
    [
        ("1949-05-11", "2016-05-11", set()),
        ("1949-05-11", "SEUMUR HIDUP", set()),
        ("1949-05-11", "2016-05-01", {"berlaku_hingga"}),
        ("1949-05-01", "2016-05-11", {"tanggal_lahir", "nik"}),
    ],
)
def test_what_the_number_contradicts_is_looked_at(born: str, until: str, doubted: set[str]) -> None:
    values = {"nik": "3517091105499001", "tanggal_lahir": born, "jenis_kelamin": "LAKI-LAKI"}
    values["berlaku_hingga"] = until
    fields = {name: Field(value=value, confidence=0.99) for name, value in values.items()}
    assert set(at_odds(fields)) == doubted
