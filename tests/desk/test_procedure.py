"""A case in its procedure: approval starts it, only allowed moves happen, the end is the end."""

import json
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from desk import changes, decisions, facts
from desk.models import AuditEntry, CasePaper, CaseProcess, CaseRow, Meeting
from desk.paperwork import drafts, shelf, writer
from desk.procedure import meetings, performance, progress
from desk.procedure.standing import parties
from models.errors import ConflictError, UsageError
from models.procedure.stages import PaperKind
from tests.desk import factory, people, procedures
from tests.desk.clock import it_is


def status(case_id: str) -> tuple[str, str]:
    row = CaseRow.objects.get(id=case_id)
    stage = progress.stage_of(row)
    assert stage
    return row.status, stage.id


def test_approval_starts_the_procedure_and_undoing_ends_it(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    who = people.user("pemeriksa")
    assert status(case_id) == ("menunggu", "pemeriksaan")
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    assert status(case_id) == ("disetujui", "penjadwalan")
    process = CaseProcess.objects.get(case_id=case_id)
    assert process.due_on == date(2026, 11, 27)
    people.undo(case_id, who)
    assert status(case_id) == ("menunggu", "pemeriksaan")
    assert not CaseProcess.objects.exists()


def test_a_move_the_rules_do_not_allow_changes_nothing(data: Path) -> None:
    who = people.user("pengelola_pengaduan")
    case_id = procedures.approved(data, 1, who, "fasilitasi_pengaduan")
    before = CaseRow.objects.get(id=case_id).version
    for action in ("undang", "tutup", "lain"):
        with pytest.raises(UsageError):
            procedures.move(case_id, action, who)
    with pytest.raises(UsageError, match="alasan"):
        procedures.move(case_id, "dicabut", who)
    assert status(case_id) == ("disetujui", "penjadwalan")
    assert CaseRow.objects.get(id=case_id).version == before


def test_the_decision_alone_does_not_finish_a_case_with_stages(data: Path) -> None:
    who = people.user("kepala")
    case_id = procedures.approved(data, 1, who, "fasilitasi_konsultasi")
    with pytest.raises(UsageError, match="tahap"):
        decisions.decide(case_id, decisions.Choice("selesaikan"), people.editor(who, case_id))


def test_after_a_move_the_approval_is_not_undone(data: Path) -> None:
    who = people.user("pengelola_pengaduan")
    case_id = procedures.approved(data, 1, who, "fasilitasi_pengaduan")
    assert procedures.move(case_id, "dicabut", who, "Surat pencabutan 25 November 2026.") == "laporan"
    with pytest.raises(ConflictError):
        people.undo(case_id, who)
    entry = AuditEntry.objects.filter(action="tahap").order_by("-seq")[0]
    assert json.loads(entry.data)["alasan"] == "Surat pencabutan 25 November 2026."


def test_two_people_one_move(data: Path) -> None:
    first, second = people.user("kepala", "satu"), people.user("kepala", "dua")
    case_id = procedures.approved(data, 1, first, "fasilitasi_pengaduan")
    seen = people.editor(second, case_id)
    procedures.move(case_id, "dicabut", first, "Sebab.")
    with pytest.raises(ConflictError):
        progress.move(case_id, "dicabut", seen, "Sebab.")


def test_who_is_not_named_for_the_stage_may_not_move(data: Path) -> None:
    case_id = procedures.approved(data, 1, people.user("pemeriksa"), "fasilitasi_pengaduan")
    browser = people.client("petugas")
    values = {"versi": CaseRow.objects.get(id=case_id).version, "alasan": "Sebab."}
    browser.post(f"/perkara/{case_id}/proses/ke/dicabut/", values)
    assert status(case_id)[1] == "penjadwalan"
    assert (
        people.client("arsiparis").post(f"/perkara/{case_id}/proses/ke/dicabut/", values).status_code == 403
    )


def test_the_page_says_where_the_case_stands_what_comes_next_and_by_when(data: Path) -> None:
    who = people.user("pengelola_pengaduan", "pengelola")
    case_id = procedures.approved(data, 1, who, "fasilitasi_pengaduan", received_on=date(2026, 3, 13))
    text = people.client("pengelola_pengaduan").get(f"/perkara/{case_id}/proses/").content.decode()
    assert "Penjadwalan pertemuan pemohon dan termohon" in text
    assert "25 Mar 2026" in text
    assert "6 Apr 2026" in text
    assert "3 hari kerja sejak berkas diterima (13 Maret 2026)" in text
    assert "Perlu: pertemuan dijadwalkan" in text
    case = people.client("pemeriksa").get(f"/perkara/{case_id}/").content.decode()
    assert "Sesudahnya: Pertemuan pemohon dan termohon." in case


OTHER = Path(__file__).parents[1] / "models" / "layanan_lain" / "layanan" / "rekomendasi_izin.toml"


def test_a_service_of_another_office_lives_to_its_end_without_code(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stages, limits, roles and requirements of tests/models/layanan_lain, put into the data folder:
    received on 13 March 2026, seven hari kerja over Idul Fitri end on 31 March."""
    monkeypatch.setattr(writer, "pdf", lambda docx: b"%PDF-1.4 contoh")
    (data / "layanan").mkdir()
    (data / "layanan" / OTHER.name).write_text(OTHER.read_text(encoding="utf-8"), encoding="utf-8")
    who, head = people.user("pemeriksa"), people.user("kepala")
    with it_is(date(2026, 3, 16)):
        case_id = factory.admit_case(data, 1, with_images=False, received_on=date(2026, 3, 13))
        changes.set_service(case_id, "rekomendasi_izin", people.editor(who, case_id))
        row = CaseRow.objects.get(id=case_id)
        assert (row.response_due, row.service_due) == (date(2026, 3, 17), date(2026, 3, 31))
        assert [item["id"] for item in row.verdicts] == ["surat_permohonan", "proposal"]
        decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
        assert status(case_id) == ("disetujui", "rapat")
        assert CaseProcess.objects.get(case_id=case_id).due_on == date(2026, 3, 25)
        with pytest.raises(UsageError, match="berita acara"):
            procedures.move(case_id, "lapor", who)
        page = people.client("petugas").get(f"/perkara/{case_id}/proses/").content.decode()
        assert "Rapat pembahasan" in page
        _schedule(case_id, who, date(2026, 3, 26))
    with it_is(date(2026, 3, 26), hour=12):
        _hold(case_id, who)
        assert procedures.move(case_id, "lapor", who) == "laporan"
        assert CaseProcess.objects.get(case_id=case_id).due_on == date(2026, 3, 31)
        paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.LAPORAN_HASIL)
        content = shelf.content_of(paper)
        assert content.title == "LAPORAN HASIL REKOMENDASI IZIN USAHA SIMPAN PINJAM"
        done = tuple(part.model_copy(update={"paragraphs": ("Sudah.",)}) for part in content.sections)
        shelf.save_content(
            paper.id, content.model_copy(update={"sections": done}), people.editor(who, case_id), case_id
        )
        _finish(paper, head)
        with pytest.raises(UsageError):
            procedures.move(case_id, "tutup", who)
        procedures.move(case_id, "tutup", head)
        assert CaseRow.objects.get(id=case_id).status == "selesai"
        found = performance.report(head, date(2026, 3, 1))
        assert found.total.service_share.percent == 100
        assert "Rekomendasi izin" in [line.label for line in found.tables[0][1]]


def _schedule(case_id: str, who: User, day: date) -> None:
    wanted = meetings.Plan(
        datetime.combine(day, time(9)), datetime.combine(day, time(11)), "", "Ruang rapat dinas",
        "Pembahasan", (who.id,),
    )  # fmt: skip
    meetings.schedule(case_id, "pertemuan", wanted, people.editor(who, case_id))


def _hold(case_id: str, who: User) -> None:
    """Everybody comes, agrees, and the minutes are final."""
    meeting = Meeting.objects.get(case_id=case_id)
    came = {party.id: meetings.Presence(True) for party in parties(CaseRow.objects.get(id=case_id))}
    meetings.record_attendance(case_id, meeting.id, came, people.editor(who, case_id))
    agreed = meetings.Result("sepakat", "Dibahas.", "Disetujui.")
    meetings.record_result(case_id, meeting.id, agreed, people.editor(who, case_id))
    _finish(CasePaper.objects.get(case_id=case_id, kind="berita_acara"), who, "518/9")


def _finish(paper: CasePaper, who: User, number: str = "") -> None:
    done = shelf.Finish(number, facts.today(), has_checked=True)
    shelf.finalize(paper.id, done, people.editor(who, paper.case_id), paper.case_id)
