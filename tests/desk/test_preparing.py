"""What is prepared for a stage after approval: asked for by a row, done by the intake, safe to repeat."""

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from django.contrib.auth.models import User

from desk import facts
from desk.intake import stages
from desk.models import CasePaper, CaseRow, PartyRow, RequestRow
from desk.paperwork import drafts, shelf
from desk.procedure import consultation
from flows import preparing
from flows.casework import Bench
from flows.requests import answer_requests
from models.paths import DataFolder
from models.procedure.stages import PaperKind
from tests.desk import people, procedures
from tests.desk.clock import it_is


class _Bench:
    """As much of an intake as answering needs."""

    def __init__(self, data: Path) -> None:
        self.owner, self.data = "uji", DataFolder(data)


def answer(data: Path) -> int:
    """Answers all open requests; how many."""
    count = 0
    while answer_requests(cast(Bench, _Bench(data)), lambda: None):
        count += 1
    return count


@pytest.fixture
def who(data: Path) -> User:
    return people.user("pengelola_pengaduan", "pengelola")


def test_approval_asks_and_the_intake_prepares(data: Path, who: User) -> None:
    case_id = procedures.approved(data, 1, who, "fasilitasi_pengaduan")
    asked = RequestRow.objects.get(kind="siapkan_tahap")
    assert (asked.case_id, asked.payload) == (case_id, {"tahap": "penjadwalan"})
    assert not PartyRow.objects.exists()
    assert answer(data) == 1
    assert [party.role for party in PartyRow.objects.filter(case_id=case_id)] == ["pemohon", "termohon"]
    assert RequestRow.objects.get(id=asked.id).error == ""
    preparing.prepare(case_id, "penjadwalan", None)
    assert PartyRow.objects.count() == 2


def test_the_report_is_drafted_and_follows_the_record_until_a_person_changes_it(
    data: Path, who: User
) -> None:
    case_id = procedures.approved(data, 1, who, "fasilitasi_konsultasi")
    answer(data)
    assert CasePaper.objects.get().kind == "surat_jawaban"
    given = consultation.Given(None, "RAT", "Isi materi.", "", facts.today(), "telepon")
    consultation.record(case_id, given, people.editor(who, case_id))
    procedures.move(case_id, "buat_laporan", who)
    answer(data)
    report = CasePaper.objects.get(kind="laporan_hasil")
    assert "Isi materi." in shelf.content_of(report).words()
    more = consultation.Given(None, "RAT", "Materi kedua.", "", facts.today(), "telepon")
    consultation.record(case_id, more, people.editor(who, case_id))
    row = CaseRow.objects.get(id=case_id)
    content = shelf.content_of(drafts.prepare(row, PaperKind.LAPORAN_HASIL))
    assert "Materi kedua." in content.words()
    changed = content.model_copy(update={"title": "LAPORAN KAMI"})
    shelf.save_content(report.id, changed, people.editor(who, case_id), case_id)
    assert shelf.content_of(drafts.prepare(row, PaperKind.LAPORAN_HASIL)).title == "LAPORAN KAMI"


def test_a_case_that_went_on_is_left_alone(data: Path, who: User) -> None:
    case_id = procedures.approved(data, 1, who, "fasilitasi_konsultasi")
    stages.draft_papers(case_id, "laporan")
    stages.draft_papers("JBG-26-999999-A", "laporan")
    assert not CasePaper.objects.exists()


def test_a_date_on_unconfirmed_holidays_is_told(data: Path, who: User) -> None:
    """Idul Fitri 2027 is an estimate in the packaged list."""
    with it_is(date(2027, 3, 5)):
        case_id = procedures.approved(data, 1, who, "fasilitasi_konsultasi", received_on=date(2027, 3, 4))
        answer(data)
        answer(data)
    notice = CaseRow.objects.get(id=case_id).notices.get(kind="tenggat")
    assert "masih perkiraan" in notice.text
