"""Dates, telephones and Roman months as people write them and OCR garbles them."""

from datetime import date

import pytest

from extractors.fields.indonesian import (
    digits,
    find_dates,
    find_phones,
    loose_date,
    month_number,
    normal_phone,
    normalised_romans,
    with_rt_rw_normalised,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jombang, 5 Nopember 2026", date(2026, 11, 5)),
        ("Jombang, 05-11-26", date(2026, 11, 5)),
        ("Jombang, 5/11/2026", date(2026, 11, 5)),
        ("14 Pebruari 2026", date(2026, 2, 14)),
        ("3 Djuli 1998", date(1998, 7, 3)),
        ("9Mei2026", date(2026, 5, 9)),
        ("O5 Agustus 2O26", date(2026, 8, 5)),
        ("Sumobito, 13 Maret 2026", date(2026, 3, 13)),
        ("2026-03-13", date(2026, 3, 13)),
        ("Peterongan, 12 – 11 – 2026", date(2026, 11, 12)),
        ("Sent: Thursday, September 17, 2026 10:41 AM", date(2026, 9, 17)),
        ("Jombang tgl 30 bln Oktober th 2026", date(2026, 10, 30)),
        ("12 Nopcmber 2026", date(2026, 11, 12)),
        ("sepuluh Agustus dua ribu dua puluh enam", date(2026, 8, 10)),
        ("Kudu, dua puluh satu Djuli dua ribu dua belas", date(2012, 7, 21)),
        ("Ngusikan, tiga belas Juni 2026", date(2026, 6, 13)),
        ("tanggal dua puluh tiga September tahun dua ribu dua puluh enam", date(2026, 9, 23)),
        ("Plandaan, tanggal 3 bulan 8 tahun 2026", date(2026, 8, 3)),
    ],
)
def test_dates_in_all_their_forms(text: str, expected: date) -> None:
    assert [found for found, _, _ in find_dates(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "31 Februari 2026",
        "Rp 25.000.000",
        "3517104505819001",
        "No. 12/35/2026/B",
        "jl 5",
        "dua puluh lima ribu",
    ],
)
def test_no_date_is_invented(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jombang « 0321 — 872 0099", "03218720099"),
        ("0812-3456-7890", "081234567890"),
        ("+62 812 3456 7890", "081234567890"),
        ("WA saya t62 812-3456-7890.", "081234567890"),
        ("62812 3456 7890", "081234567890"),
        ("(0321) 861494", "0321861494"),
        ("O812 3456 789O", "081234567890"),
        ("HP.0812 3456 7890", "081234567890"),
        ("081 234 567 090", "081234567090"),
        ("Hp.081234567890", "081234567890"),
        ("WA0812-3456-7890", "081234567890"),
        ("WA +852 5555 0199 (Hong Kong)", "+85255550199"),
        ("0812 345 678 9", "08123456789"),
        ("0812-3456-7890-1, rumah", "0812345678901"),
        ("0321-861494 1 lembar", "0321861494"),
        ("HP 081234567890 3. Alamat", "081234567890"),
    ],
)
def test_telephones_come_in_one_form(text: str, expected: str) -> None:
    assert [found for found, _, _ in find_phones(text)] == [expected]


def test_two_numbers_parted_by_a_dash_are_two() -> None:
    found = find_phones("Telp. 0321869911 - 081234567890")
    assert [number for number, _, _ in found] == ["0321869911", "081234567890"]
    assert ["Telp. 0321869911 - 081234567890"[start:end] for _, start, end in found] == [
        "0321869911", "081234567890",
    ]  # fmt: skip


def test_money_is_no_telephone() -> None:
    assert find_phones("Rp.628.000.000") == ()
    assert find_phones("Rp.62.800.000.000") == ()


def test_a_nik_is_no_telephone() -> None:
    assert find_phones("3517104505819001") == ()
    assert normal_phone("12345") is None


def test_months_with_one_wrong_letter_are_known_and_short_words_are_not_stretched() -> None:
    assert month_number("Septcmber") == 9
    assert [month_number("Mei"), month_number("Me1"), month_number("Ma1")] == [5, 5, None]
    assert month_number("hari") is None


def test_roman_months_between_slashes_are_mended_and_decimal_months_are_kept() -> None:
    assert normalised_romans("46/SP/KOP-GPL/X1/2026") == "46/SP/KOP-GPL/XI/2026"
    assert normalised_romans("12 / KSP / X1 / 2026") == "12 / KSP / XI / 2026"
    assert normalised_romans("12/KSP/ Xl /2026") == "12/KSP/ XI /2026"
    assert normalised_romans("B/29/TX/2026") == "B/29/IX/2026"
    assert normalised_romans("02/KSU/11/2026") == "02/KSU/11/2026"
    assert normalised_romans("02 / KSU / 11 / 2026") == "02 / KSU / 11 / 2026"
    assert normalised_romans("04/TM/1/26") == normalised_romans("04/TM//26") == "04/TM/I/26"
    assert normalised_romans("B/07/1/2026/Primkop") == "B/07/I/2026/Primkop"
    assert normalised_romans("1/1/KSU/2026") == "1/1/KSU/2026"
    assert normalised_romans("9914/BH/1/1988", is_legal=True) == "9914/BH/I/1988"


def test_look_alikes_become_digits() -> None:
    assert digits("35l7 O9O5 Z") == "351709052"


@pytest.mark.parametrize(
    ("read", "address"),
    [
        ("Dusun Krajan RT 02 RW O1 Desa Gudo", "Dusun Krajan RT 02 RW 01 Desa Gudo"),
        ("RT.O3/RW.Il", "RT.03/RW.11"),
        ("Jl. Irian No. 1 Rt 4 Rw 2", "Jl. Irian No. 1 Rt 4 Rw 2"),
        ("Perum RT Indah", "Perum RT Indah"),
    ],
)
def test_letters_for_figures_behind_rt_and_rw(read: str, address: str) -> None:
    assert with_rt_rw_normalised(read) == address


def test_a_numeral_between_slashes_is_a_letter_s_number_and_no_date() -> None:
    assert find_dates("No. 12/VI/2026") == ()
    assert [found for found, _, _ in find_dates("8.XI.2026 dan 8-11-2026")] == [date(2026, 11, 8)] * 2


def test_a_text_that_is_only_a_date_may_have_lost_a_dash() -> None:
    assert loose_date("2 - 7 2026") == date(2026, 7, 2)
    assert loose_date("2 - 7 2026 dan lain-lain") is None
    assert loose_date("42 - 7 2026") is None
