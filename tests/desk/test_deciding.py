"""Which decisions may follow which, and when a case counts as decided."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from desk import decisions
from desk.models import CaseRow
from models.errors import UsageError
from models.status import CaseStatus
from tests.desk import factory, people

REASON = "Bukan kewenangan."


def decided(case_id: str, *kinds: str) -> CaseRow:
    """The case after these decisions, each by one reviewer."""
    who = User.objects.filter(username="rina").first() or people.user("pemeriksa", "rina")
    for kind in kinds:
        decisions.decide(case_id, decisions.Choice(kind, REASON, "Isi."), people.editor(who, case_id))
    return CaseRow.objects.get(id=case_id)


@pytest.mark.parametrize("kind", ["setujui", "tolak"])
def test_what_is_decided_goes_on_by_undoing_alone(data: Path, kind: str) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    decided(case_id, kind)
    with pytest.raises(UsageError, match="tidak dapat diambil"):
        decided(case_id, "lanjutkan")
    assert CaseRow.objects.get(id=case_id).status != CaseStatus.MENUNGGU


def test_a_case_that_waits_again_is_not_decided(data: Path) -> None:
    row = decided(factory.admit_case(data, 1, with_images=False), "kembalikan", "lanjutkan")
    assert (row.status, row.decided_at, row.decided_on) == (CaseStatus.MENUNGGU, None, None)


def test_the_decision_that_counts_again_keeps_its_day(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    before = decided(case_id, "tolak")
    decided(case_id, "arsipkan")
    people.undo(case_id, people.user("pemeriksa", "budi"))
    row = CaseRow.objects.get(id=case_id)
    assert row.status == CaseStatus.DITOLAK
    assert row.decided_on == before.decided_on is not None
    assert row.decided_at == before.decided_at


def test_what_was_undone_is_not_decided(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    decided(case_id, "setujui")
    people.undo(case_id, people.user("pemeriksa", "budi"))
    row = CaseRow.objects.get(id=case_id)
    assert (row.status, row.decided_at, row.decided_on) == (CaseStatus.MENUNGGU, None, None)


def undo(browser: Client, case_id: str, decision_id: int) -> str:
    """What the person is told."""
    answer = browser.post(f"/perkara/{case_id}/urungkan/{decision_id}/", follow=True)
    return str(answer.content.decode())


def test_an_undo_that_comes_late_undoes_no_other_decision(data: Path) -> None:
    case_id, browser = factory.admit_case(data, 1, with_images=False), people.client("pemeriksa")
    first = decided(case_id, "tunda").decisions.latest("id").id
    decided(case_id, "lanjutkan", "tolak")
    assert "ada keputusan lain" in undo(browser, case_id, first)
    assert CaseRow.objects.get(id=case_id).status == CaseStatus.DITOLAK


def test_an_undo_sent_twice_undoes_one_decision(data: Path) -> None:
    case_id, browser = factory.admit_case(data, 1, with_images=False), people.client("pemeriksa")
    last = decided(case_id, "tunda", "lanjutkan").decisions.latest("id").id
    assert "diurungkan." in undo(browser, case_id, last)
    assert "Keputusan itu sudah diurungkan." in undo(browser, case_id, last)
    assert CaseRow.objects.get(id=case_id).status == CaseStatus.DITUNDA


def test_the_undo_that_is_offered_is_that_of_the_decision(data: Path) -> None:
    case_id, browser = factory.admit_case(data, 1, with_images=False), people.client("pemeriksa")
    sent = {"versi": CaseRow.objects.get(id=case_id).version, "alasan": REASON}
    page = browser.post(f"/perkara/{case_id}/putusan/tunda/", sent, follow=True).content.decode()
    decision = CaseRow.objects.get(id=case_id).decisions.get()
    address = f'action="/perkara/{case_id}/urungkan/{decision.id}/"'
    assert address in page and address in browser.get(f"/perkara/{case_id}/").content.decode()


def test_that_a_letter_left_is_asked_again_and_said_of_its_own_decision(data: Path) -> None:
    case_id, browser = factory.admit_case(data, 1, with_images=False), people.client("pemeriksa")
    first = decided(case_id, "kembalikan").decisions.latest("id").id
    page = browser.get(f"/perkara/{case_id}/surat/").content.decode()
    asked = page.split('<details class="tegas">')[1].split("</details>")[0]
    left = f"/perkara/{case_id}/surat/keluar/{first}/"
    assert left in asked and "tidak dapat diurungkan lagi" in asked and left not in page.replace(asked, "")
    second = decided(case_id, "lanjutkan", "kembalikan").decisions.latest("id")
    assert "tidak ada yang dicatat" in browser.post(left, follow=True).content.decode()
    second.refresh_from_db()
    assert second.left_at is None
    browser.post(f"/perkara/{case_id}/surat/keluar/{second.id}/")
    second.refresh_from_db()
    assert second.left_at
