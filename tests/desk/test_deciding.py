"""Which decisions may follow which, and when a case counts as decided."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

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
    decisions.undo(case_id, people.user("pemeriksa", "budi"))
    row = CaseRow.objects.get(id=case_id)
    assert row.status == CaseStatus.DITOLAK
    assert row.decided_on == before.decided_on is not None
    assert row.decided_at == before.decided_at


def test_what_was_undone_is_not_decided(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    decided(case_id, "setujui")
    decisions.undo(case_id, people.user("pemeriksa", "budi"))
    row = CaseRow.objects.get(id=case_id)
    assert (row.status, row.decided_at, row.decided_on) == (CaseStatus.MENUNGGU, None, None)
