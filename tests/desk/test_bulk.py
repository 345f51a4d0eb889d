"""Many cases at once: only what decides nothing; what somebody else holds stays theirs."""

import io
from pathlib import Path

import pdfplumber
import pytest

from desk import changes
from desk.models import AuditEntry, CaseRow
from tests.desk import factory, people


@pytest.fixture
def cases(data: Path) -> list[str]:
    return [factory.admit_case(data, number, with_images=False) for number in range(3)]


def test_free_cases_are_taken_and_held_ones_left(cases: list[str]) -> None:
    other = people.user("pemeriksa", "lain")
    changes.hold(cases[0], other)
    browser = people.client("pemeriksa")
    answer = browser.post("/borongan/", {"tindakan": "ambil", "perkara": cases}, follow=True)
    page = answer.content.decode()
    assert "2 berkas Anda pegang" in page
    assert f"{cases[0]} dilewati: Berkas sedang dipegang oleh lain." in page
    holders = [str(changes.holder(CaseRow.objects.get(id=case_id))) for case_id in cases]
    assert holders == ["lain", "uji_pemeriksa", "uji_pemeriksa"]
    assert AuditEntry.objects.filter(action="dipegang").count() == 2


def test_opening_a_case_does_not_shorten_its_lease(cases: list[str]) -> None:
    browser = people.client("pemeriksa")
    browser.post("/borongan/", {"tindakan": "ambil", "perkara": cases})
    until = CaseRow.objects.get(id=cases[0]).reviewer_until
    browser.post(f"/perkara/{cases[0]}/pegang/")
    assert CaseRow.objects.get(id=cases[0]).reviewer_until == until
    browser.post("/borongan/", {"tindakan": "lepas", "perkara": cases})
    assert all(changes.holder(row) is None for row in CaseRow.objects.all())


def test_cases_are_read_again(cases: list[str]) -> None:
    people.client("petugas").post("/borongan/", {"tindakan": "baca_ulang", "perkara": cases[:2]})
    assert [CaseRow.objects.get(id=case_id).status for case_id in cases] == [
        "diterima",
        "diterima",
        "menunggu",
    ]


def test_receipts_of_cases_from_the_folder_are_one_pdf(cases: list[str]) -> None:
    answer = people.client("petugas").post("/borongan/", {"tindakan": "tanda_terima", "perkara": cases})
    with pdfplumber.open(io.BytesIO(answer.content)) as paper:
        pages = [page.extract_text() for page in paper.pages]
    assert len(pages) == 3
    assert all(any(case_id in page for page in pages) for case_id in cases)
    assert factory.invented_nik(1) not in "".join(pages)


@pytest.mark.parametrize("action", ["setujui", "tolak", "kembalikan", ""])
def test_nothing_is_decided_in_bulk(cases: list[str], action: str) -> None:
    answer = people.client("kepala").post("/borongan/", {"tindakan": action, "perkara": cases})
    assert answer.status_code == 404
    assert set(CaseRow.objects.values_list("status", flat=True)) == {"menunggu"}


def test_who_may_not_review_takes_nothing(cases: list[str]) -> None:
    answer = people.client("arsiparis").post("/borongan/", {"tindakan": "ambil", "perkara": cases})
    assert answer.status_code == 403


def test_confidential_cases_are_out_of_reach(cases: list[str]) -> None:
    who = people.user("kepala")
    changes.set_confidential(cases[0], True, people.editor(who, cases[0]))
    changes.release(cases[0], who)
    people.client("pemeriksa").post("/borongan/", {"tindakan": "ambil", "perkara": cases})
    assert changes.holder(CaseRow.objects.get(id=cases[0])) is None
