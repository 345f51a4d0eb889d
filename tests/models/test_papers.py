"""Tracking numbers, Indonesian wording and the notice of shortage."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.notice import Notice, failed_requirements, sender_name, shortage_notice
from models.tracking import CHECK_LETTERS, TrackingNumber, is_valid, parse
from models.wording import date_in_words, in_words, listed, long_date, weekday
from tests.models.make import STANDARDS, case_of, complaint, institution, ktp, request

NUMBERS = st.builds(TrackingNumber, st.just("JBG"), st.integers(0, 99), st.integers(1, 9_999_999))


@given(NUMBERS)
def test_a_number_is_read_as_it_was_written(number: TrackingNumber) -> None:
    assert parse(str(number)) == number
    assert parse(str(number).lower().replace("-", " ")) == number


@given(NUMBERS, st.integers(0, 8), st.integers(1, 9))
def test_every_wrong_digit_is_caught(number: TrackingNumber, place: int, change: int) -> None:
    digits = f"{number.year:02d}{number.serial:06d}"
    place %= len(digits)
    wrong = digits[:place] + str((int(digits[place]) + change) % 10) + digits[place + 1 :]
    assert not is_valid(f"JBG-{wrong[:2]}-{wrong[2:]}-{number.check_letter}")


@example(TrackingNumber("JBG", 70, 1_000_000), 1)
@given(NUMBERS, st.integers(0, 7))
def test_every_two_digits_changed_round_are_caught(number: TrackingNumber, place: int) -> None:
    digits = list(f"{number.year:02d}{number.serial:06d}")
    place %= len(digits) - 1
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    wrong = "".join(digits)
    is_same = wrong == f"{number.year:02d}{number.serial:06d}"
    assert is_valid(f"JBG-{wrong[:2]}-{wrong[2:]}-{number.check_letter}") is is_same


def test_look_alikes_are_taken_for_digits() -> None:
    number = TrackingNumber("JBG", 26, 105)
    assert str(number).startswith("JBG-26-000105-")
    assert parse(f"jbg-26-OOOIOS-{number.check_letter}") == number


@pytest.mark.parametrize(
    "text", ["", "JBG", "JBG-26-000123", "JBG-26-123-K", "3517080508909001", "J-26-000123-K"]
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=30))
def test_any_text_is_taken(text: str) -> None:
    assert is_valid(text) == (parse(text) is not None)


def test_no_check_letter_looks_like_a_digit() -> None:
    assert len(set(CHECK_LETTERS)) == 23
    assert not set(CHECK_LETTERS) & set("IOS")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (117, "seratus tujuh belas"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2026, "dua ribu dua puluh enam"),
        (1_000_000, "satu juta"),
        (100_000, "seratus ribu"),
        (25_000_000, "dua puluh lima juta"),
        (1_001_000_000, "satu miliar satu juta"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


def test_numbers_without_words() -> None:
    with pytest.raises(ValueError, match="no words"):
        in_words(-1)


def test_dates_and_lists() -> None:
    day = date(2026, 11, 24)
    assert (long_date(day), weekday(day)) == ("24 November 2026", "Selasa")
    assert date_in_words(day) == "tanggal dua puluh empat bulan November tahun dua ribu dua puluh enam"
    assert [listed(parts) for parts in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a dan b",
        "a, b, dan c",
    ]


def _notice(*documents: object, supply_until: date | None = None) -> Notice:
    case = case_of(*documents)  # type: ignore[arg-type]
    return shortage_notice(
        case,
        STANDARDS.office,
        "JBG-26-000123-B",
        written_on=date(2026, 11, 25),
        standards=STANDARDS,
        supply_until=supply_until,
    )


def test_the_notice_says_what_is_missing_and_how_to_supply_it() -> None:
    letter = request(nomor_surat="012/KSP/X/2026", tanggal_surat="2026-11-20", bertanda_tangan=False)
    notice = _notice(letter, supply_until=date(2026, 12, 10))
    assert [item.requirement for item in notice.shortages] == [
        "Fotokopi KTP atau identitas lembaga",
        "Surat permohonan",
    ]
    assert "nomor 012/KSP/X/2026 tanggal 20 November 2026" in notice.opening
    assert "24 November 2026" in notice.opening
    for part in ("belum ditandatangani", "JBG-26-000123-B", "10 Desember 2026", "1. ", "2. "):
        assert part in notice.body
    assert notice.place_and_date == "Jombang, 25 November 2026"
    assert notice.number == ""
    assert notice.addressee == ("Yth.", "Saudara/i Slamet Widodo", "di tempat")


def test_a_complete_case_lacks_nothing() -> None:
    assert _notice(request(), ktp()).shortages == ()
    assert failed_requirements(case_of(request(), ktp())) == ()


def test_the_chairman_is_written_to_in_his_post() -> None:
    notice = _notice(request(pemohon_jabatan="Ketua", pemohon_alamat="Diwek"))
    assert notice.addressee == (
        "Yth.",
        "Saudara/i Slamet Widodo",
        "Ketua KSP Mitra Guyub Sentosa",
        "di Diwek",
    )


def test_a_post_that_names_the_koperasi_says_it_once() -> None:
    notice = _notice(request(pemohon_jabatan="Ketua KSP Mitra Guyub Sentosa"))
    assert notice.addressee[2] == "Ketua KSP Mitra Guyub Sentosa"


def test_a_name_with_a_title_at_the_end_of_a_sentence() -> None:
    case = case_of(request(pemohon_nama="Poniran, S.E."), ktp())
    sentences = [item.reason for item in case.completeness.requirements]
    sentences += [finding.message for finding in case.findings]
    assert len(sentences) == 3
    assert not any(".." in text for text in sentences)


def test_who_is_written_to() -> None:
    assert sender_name(case_of(request(), ktp(nama="PONIRAN"))) == "Slamet Widodo"
    assert sender_name(case_of(complaint())) == "Sumiyati"
    assert sender_name(case_of(ktp(nama="PONIRAN"))) == "PONIRAN"
    assert sender_name(case_of(institution())) is None
    assert _notice(institution()).addressee[1] == "Saudara/i Pemohon"


def test_an_odd_date_is_left_as_it_was_read() -> None:
    assert "tanggal 5 Nopember" in _notice(request(tanggal_surat="5 Nopember")).opening
