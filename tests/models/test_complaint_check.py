"""Who complains: the name that is only suggested, and the card that bears it out."""

import pytest

from tests.models.make import NIK, OTHER_NIK, case_of, complaint, doubtful, ktp


@pytest.mark.parametrize(
    ("card", "status"),
    [
        ({"nama": "SUMIYATI"}, "lengkap"),
        ({"nama": "SUMIYATI", "nik": OTHER_NIK}, "perlu_diperiksa"),
        ({"nama": "BUDI SANTOSO"}, "perlu_diperiksa"),
    ],
    ids=["with the letter's NIK", "with another's NIK", "with another's name"],
)
def test_a_card_bears_out_the_name_that_is_suggested(card: dict[str, str], status: str) -> None:
    letter = complaint(pelapor_nik=NIK, pelapor_nama=doubtful("Sumiyati"))
    assert case_of(letter, ktp(**card)).completeness.status == status
