"""What was written for a decision stands in its form again after the decision was undone."""

from pathlib import Path

import pytest
from django.test import Client

from desk.models import CaseRow
from tests.desk import factory, people

LETTER = "Mohon dilengkapi sebagai berikut:\n\n1. Fotokopi KTP ketua yang baru, bukan yang lama."


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 4, without_ktp=True, with_images=False)


@pytest.fixture
def head(data: Path) -> Client:
    return people.client("kepala")


def decide(head: Client, case_id: str, kind: str, **words: str) -> None:
    version = str(CaseRow.objects.get(id=case_id).version)
    head.post(f"/perkara/{case_id}/putusan/{kind}/", {"versi": version, **words})


def form(head: Client, case_id: str, kind: str, asked: str = "") -> str:
    return head.get(f"/perkara/{case_id}/putusan/{kind}/{asked}").content.decode()


def undo(head: Client, case_id: str) -> None:
    decision = CaseRow.objects.get(id=case_id).decisions.latest("id")
    head.post(f"/perkara/{case_id}/urungkan/{decision.id}/")
    assert CaseRow.objects.get(id=case_id).status == "menunggu"


def test_the_letter_of_an_undone_return_is_kept(head: Client, case_id: str) -> None:
    plain = form(head, case_id, "kembalikan")
    assert "bukan yang lama" not in plain and "diurungkan" not in plain
    decide(head, case_id, "kembalikan", surat=LETTER, alasan="Dibicarakan dengan Bu Sri.")
    undo(head, case_id)
    again = form(head, case_id, "kembalikan")
    for words in ("bukan yang lama", "Dibicarakan dengan Bu Sri.", "yang diurungkan"):
        assert words in again
    assert "bukan yang lama" not in form(head, case_id, "kembalikan", "?baku=ya")
    assert "bukan yang lama" not in form(head, case_id, "tolak")


def test_only_the_last_decision_gives_its_words(head: Client, case_id: str) -> None:
    decide(head, case_id, "kembalikan", surat=LETTER)
    undo(head, case_id)
    decide(head, case_id, "tunda", alasan="Menunggu rapat.")
    undo(head, case_id)
    assert "bukan yang lama" not in form(head, case_id, "kembalikan")
    assert "Menunggu rapat." in form(head, case_id, "tunda")
