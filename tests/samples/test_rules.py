"""The generator's own completeness rules, case by case of the contract's table."""

from datetime import date

import pytest

from samples.rules import (
    WORKING_DAYS,
    CardFact,
    CaseFacts,
    ComplaintFact,
    InstitutionFact,
    LetterFact,
    completeness,
    deadlines,
    service,
)

LETTER = LetterFact(frozenset({"1"}), "KSP A", "pengaduan", is_signed=True)


def _complaint(name: bool, address: bool, phone: bool) -> CaseFacts:
    return CaseFacts(complaint=ComplaintFact(name, address, phone, True, False))


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        (CaseFacts(letter=LETTER, cards=(CardFact("1"),)), "lengkap"),
        (CaseFacts(letter=LETTER, cards=(CardFact("2"),)), "perlu_diperiksa"),
        (CaseFacts(letter=LETTER, cards=(CardFact("1", is_legible=False),)), "perlu_diperiksa"),
        (CaseFacts(letter=LETTER, institutions=(InstitutionFact("KSP A"),)), "lengkap"),
        (CaseFacts(letter=LETTER, institutions=(InstitutionFact("KSP B"),)), "perlu_diperiksa"),
        (CaseFacts(letter=LETTER), "tidak_lengkap"),
        (CaseFacts(cards=(CardFact("1"),)), "tidak_lengkap"),
        (_complaint(True, True, False), "lengkap"),
        (_complaint(True, False, True), "perlu_diperiksa"),
        (_complaint(True, False, False), "tidak_lengkap"),
        (_complaint(False, False, True), "tidak_lengkap"),
    ],
)
def test_status(facts: CaseFacts, status: str) -> None:
    assert completeness(facts).status == status


def test_unsigned_letter_is_to_be_looked_at() -> None:
    unsigned = LetterFact(frozenset({"1"}), "KSP A", "konsultasi", is_signed=False)
    facts = CaseFacts(letter=unsigned, cards=(CardFact("1"),))
    assert completeness(facts).status == "perlu_diperiksa"
    assert service(facts) == "fasilitasi_konsultasi"


def test_deadlines_of_the_issue() -> None:
    day = date(2026, 3, 13)
    due = deadlines(CaseFacts(letter=LETTER), day)
    assert (due.response_due, due.service_due) == (date(2026, 3, 25), date(2026, 4, 6))
    assert deadlines(CaseFacts(), day).service_due is None


def test_working_days_agree_with_the_product() -> None:
    from models.working_days import load_calendar

    calendar = load_calendar()
    for day, (three, ten) in WORKING_DAYS.items():
        assert calendar.add(day, 3) == three
        assert calendar.add(day, 10) == ten
