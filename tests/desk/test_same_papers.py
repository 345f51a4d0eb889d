"""What people said of a card stays with that card, whatever else a new reading finds."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from desk import changes, mending
from desk.intake import leases, readings
from desk.models import CaseFile, CaseRow, DocumentRow, FieldRow
from models.case import Channel
from models.document import Document, Kind, PageRef
from models.status import CaseStatus
from tests.desk import factory, people

DAY = date(2026, 11, 24)
FILE = "surat-5.pdf"
SAID = "NAMA BENAR"
MINE = factory.ktp_values("SITI AMINAH", factory.invented_nik(5), "PLOSO")
OTHER = factory.ktp_values("ORANG LAIN", factory.invented_nik(77), "PLOSO")
UNREAD: dict[str, str | bool] = {}


def card(page: int, values: dict[str, str | bool]) -> Document:
    return factory.made_document(Kind.KTP, page, FILE, values)


def read(case_id: str, *documents: Document) -> None:
    """The case is read (again), with these documents in it."""
    if CaseRow.objects.get(id=case_id).status != CaseStatus.DITERIMA:
        mending.read_again(case_id, people.editor(User.objects.get(username="uji_petugas"), case_id))
    assert leases.take_case(case_id, "uji")
    assert readings.save_reading(case_id, "uji", factory.judged(list(documents), Channel.LOKET, DAY), [])


def say(case_id: str, nth: int = 0) -> None:
    """A person gives the name on the nth card."""
    name = FieldRow.objects.filter(document__case_id=case_id, name="nama").order_by("document__position")[nth]
    changes.set_field(
        case_id, name.id, SAID, people.editor(User.objects.get(username="uji_petugas"), case_id)
    )


def names(case_id: str) -> list[object]:
    """Of each card in order."""
    cards = DocumentRow.objects.filter(case_id=case_id, kind=Kind.KTP.value).order_by("position")
    return [document.fields.get(name="nama").value for document in cards]


@pytest.fixture
def case_id(data: Path) -> str:
    people.user("petugas")
    return factory.admit_case(data, 5, with_images=False)


def test_a_card_found_before_it_gets_nothing_of_what_was_said(case_id: str) -> None:
    read(case_id, card(2, MINE))
    say(case_id)
    read(case_id, card(1, OTHER), card(2, MINE))
    assert names(case_id) == ["ORANG LAIN", SAID]


def test_of_two_cards_on_a_page_the_one_read_alike_is_the_same(case_id: str) -> None:
    read(case_id, card(2, MINE))
    say(case_id)
    read(case_id, card(2, OTHER), card(2, MINE))
    assert names(case_id) == ["ORANG LAIN", SAID]


def test_what_was_said_of_a_card_that_is_gone_moves_to_no_other(case_id: str) -> None:
    read(case_id, card(2, MINE), card(2, OTHER))
    say(case_id)
    read(case_id, card(2, OTHER))
    assert names(case_id) == ["ORANG LAIN"]


def test_two_cards_that_nothing_is_read_of_stay_in_their_order(case_id: str) -> None:
    read(case_id, card(2, UNREAD), card(2, UNREAD))
    say(case_id, 1)
    read(case_id, card(2, UNREAD), card(2, UNREAD))
    assert names(case_id) == [None, SAID]


def test_a_letter_that_got_a_further_page_is_the_same(case_id: str) -> None:
    letter = factory.made_document(Kind.SURAT_PERMOHONAN, 1, FILE, UNREAD)
    read(case_id, letter)
    field = FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama")
    changes.set_field(
        case_id, field.id, SAID, people.editor(User.objects.get(username="uji_petugas"), case_id)
    )
    longer = letter.model_copy(update={"pages": (*letter.pages, PageRef(file=FILE, page=3))})
    read(case_id, longer)
    assert FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama").value == SAID


def test_merged_files_of_one_name_keep_apart_what_was_said(data: Path, case_id: str) -> None:
    other = factory.admit_case(data, 6, with_images=False)
    CaseFile.objects.filter(case_id=other).update(name=FILE)
    for document in DocumentRow.objects.filter(case_id=other):
        document.pages = [{**ref, "file": FILE} for ref in document.pages]
        document.save(update_fields=["pages"])
    say(other)
    mending.merge(case_id, other, people.editor(User.objects.get(username="uji_petugas"), case_id))
    theirs = factory.made_document(Kind.KTP, 2, f"2-{FILE}", OTHER)
    read(case_id, card(2, MINE), theirs)
    assert names(case_id) == ["SITI AMINAH", SAID]
