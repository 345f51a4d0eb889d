"""Words that say nothing: of what for a letter asks, of who complains."""

import pytest

from models.case import Verdict
from models.complaint_check import as_named
from models.field import Field
from tests.models.make import case_of, complaint, doubtful, ktp, request

YES, LOOK = Verdict.TERPENUHI, Verdict.PERLU_DIPERIKSA


@pytest.mark.parametrize(
    ("perihal", "verdict"),
    [
        ("Permohonan Mediasi", LOOK),
        ("Permohonan Konsultasi", LOOK),
        ("Mohon Penyelesaian Masalah Koperasi", LOOK),
        ("Permohonan Mediasi Pencairan Simpanan", YES),
    ],
)
def test_a_service_s_name_says_what_for_only_beside_a_statement(perihal: str, verdict: Verdict) -> None:
    empty = Field(value="Mohon segera ditindaklanjuti.", confidence=0.0, needs_review=True)
    for matter, expected in ((empty, verdict), (doubtful("Simpanan belum dibayar."), YES)):
        letter = request(perihal=perihal, pokok_masalah=matter)
        assert case_of(letter, ktp()).completeness.requirements[0].status is expected


@pytest.mark.parametrize(
    ("name", "is_shown"),
    [
        (doubtful("Warga Mojokrapak"), True),
        (doubtful("Sumiyati"), False),
        ("Warga Mojokrapak", False),
        ("Sumiyati", False),
    ],
)
def test_a_doubtful_name_of_nobody_may_be_no_name(name: str | Field, is_shown: bool) -> None:
    assert as_named(complaint(pelapor_nama=name)).field("anonim").needs_review is is_shown
    assert as_named(request()) == request()


@pytest.mark.parametrize(("accused", "is_shown"), [("Sumiyati", True), (doubtful("Sumiyati"), False)])
def test_a_doubted_name_that_is_the_accused_s_may_be_nobody_s(accused: str | Field, is_shown: bool) -> None:
    letter = complaint(pelapor_nama=doubtful("Sumiyati"), terlapor=accused)
    assert as_named(letter).field("anonim").needs_review is is_shown
