"""How far the words go by which somebody is called who is not named."""

import pytest

from extractors.case.letters import seen_letter
from extractors.fields.span import TextSpan
from extractors.ranking.designations import whole_designation
from extractors.text.letter_sections import LetterSections
from models.field import Field
from tests.extractors.paper import page


def _letter(*rows: str) -> LetterSections:
    return seen_letter([page(["Jombang, 9 Pebruari 2026", "Dengan hormat,", *rows, "Hormat kami,"])]).sections


def _found(value: str, letter: LetterSections) -> Field:
    """The field as if these words had been chosen where they first stand."""
    for row in letter.rows:
        at = row.text.find(value)
        if at >= 0:
            where: TextSpan = row.span.slice(at, at + len(value))
            return Field(value=value, raw=where.raw, page=where.page, box=where.box, confidence=0.6)
    raise AssertionError(value)


@pytest.mark.parametrize(
    ("row", "chosen", "whole"),
    [
        ("Saya dilayani petugas loket penerimaan surat hanya sebentar.", "petugas loket",
         "petugas loket penerimaan surat"),
        ("Kata mas2 di front office harus pakai materai.", "front office", "mas2 di front office"),
        ("Oleh petugas loket yang memakai kerudung ungu saya disuruh pulang.", "petugas loket",
         "petugas loket yang memakai kerudung ungu"),
        ("PETUGAS LOKET KATANYA HARUS PAKAI FORMAT", "PETUGAS LOKET KATANYA HARUS", "PETUGAS LOKET"),
        ("Ditolak staf Bidang Kelembagaan dan Pengawasan Koperasi, tanpa alasan.", "Bidang Kelembagaan",
         "staf Bidang Kelembagaan dan Pengawasan Koperasi"),
        ("Diterima petugas loket 2 pada 4 Agustus 2026 jam 10.", "petugas loket", "petugas loket 2"),
        ("Diterima petugas di meja depan, seorang pemuda berkacamata, lalu saya pulang.",
         "petugas di meja depan, seorang pemuda berkacamata",
         "petugas di meja depan, seorang pemuda berkacamata"),
    ],
)  # fmt: skip
def test_a_phrase_is_taken_whole_up_to_its_predicate(row: str, chosen: str, whole: str) -> None:
    letter = _letter(row)
    found = whole_designation(_found(chosen, letter), letter)
    assert found.value == whole
    assert (found.confidence, found.raw is not None and whole in found.raw) == (0.6, True)


def test_it_runs_on_over_a_line_but_into_no_label() -> None:
    letter = _letter("Yang diadukan : petugas bagian penerimaan", "tamu", "Uraian : Saya menunggu dua jam.")
    found = whole_designation(_found("petugas bagian penerimaan", letter), letter)
    assert found.value == "petugas bagian penerimaan tamu"


@pytest.mark.parametrize("value", ["Teguh Prabowo", "KSP Purna Sejahtera", "Dina"])
def test_a_name_and_a_koperasi_stay_as_they_are(value: str) -> None:
    letter = _letter(f"Kata petugasnya mas {value} di loket uangnya sudah dipakai.")
    field = _found(value, letter)
    assert whole_designation(field, letter) is field


def test_nothing_stays_nothing() -> None:
    assert whole_designation(Field(), _letter("Kata petugas loket tidak ada.")).value is None
