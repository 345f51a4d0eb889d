"""Pengaduan layanan: cek administrasi decides the way; suggestions, referrals, letters without a name."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from desk import facts, responses
from desk.models import CasePaper, CaseRow, Disposition
from desk.paperwork import drafts, shelf
from desk.procedure import complaints, progress, records
from desk.procedure.complaints import Check, Order
from models.errors import UsageError
from models.procedure.stages import Fact, PaperKind
from tests.desk import people, procedures
from tests.desk.clock import it_is

RECEIVED = date(2026, 3, 13)
MONDAY = date(2026, 3, 16)


@pytest.fixture
def who(data: Path) -> User:
    return people.user("pengelola_pengaduan", "pengelola")


@pytest.fixture
def case_id(data: Path, who: User) -> str:
    with it_is(MONDAY):
        return procedures.approved(data, 1, who, "pengaduan_layanan", received_on=RECEIVED)


def checked(case_id: str, who: User, nature: str, **values: bool) -> None:
    made = Check(
        nature, values.get("anonymous", False), values.get("wants_answer", False), frozenset({"has_matter"})
    )
    complaints.check(case_id, made, people.editor(who, case_id))


def finish(paper: CasePaper, who: User, number: str = "") -> None:
    done = shelf.Finish(number, facts.today(), has_checked=True)
    shelf.finalize(paper.id, done, people.editor(who, paper.case_id), paper.case_id)


def test_every_fact_has_its_rule() -> None:
    assert set(records.RULES) == set(Fact)


def test_coordination_response_and_resolution(case_id: str, who: User) -> None:
    with it_is(MONDAY):
        with pytest.raises(UsageError, match="cek administrasi"):
            procedures.move(case_id, "koordinasikan", who)
        checked(case_id, who, "pengaduan")
        assert procedures.move(case_id, "koordinasikan", who) == "koordinasi"
        order = Order(False, "Bidang Kelembagaan", "Mohon klarifikasi antrean loket.", date(2026, 3, 17))
        made = complaints.dispose(case_id, order, people.editor(who, case_id))
        sheet = shelf.content_of(CasePaper.objects.get(kind="lembar_disposisi"))
        assert ("Bidang Kelembagaan", "Mohon klarifikasi antrean loket.", "17 Maret 2026") in sheet.rows
        with pytest.raises(UsageError, match="disposisi"):
            procedures.move(case_id, "tanggapi", who)
        complaints.disposition_answered(case_id, made.id, "Loket ditambah.", people.editor(who, case_id))
        procedures.move(case_id, "tanggapi", who)
        with pytest.raises(UsageError, match="tanggapan"):
            procedures.move(case_id, "selesaikan", who)
        said = responses.Response(MONDAY, "whatsapp", "Loket ditambah.", reference="WA 16-03")
        responses.record(case_id, said, people.editor(who, case_id))
        assert procedures.move(case_id, "selesaikan", who) == "laporan"
        complaints.resolve(case_id, "Loket kedua dibuka.", people.editor(who, case_id))
    report = shelf.content_of(drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.LAPORAN_HASIL))
    words = report.words()
    for part in ("Koordinasi dengan Bidang Kelembagaan", "Loket kedua dibuka.", "melalui WhatsApp"):
        assert part in words
    with pytest.raises(UsageError, match="sudah lewat"):
        complaints.dispose(case_id, order, people.editor(who, case_id))
    assert Disposition.objects.count() == 1


def test_a_suggestion_is_thanked_and_has_no_alarm_unless_it_asks(case_id: str, who: User) -> None:
    row = CaseRow.objects.get(id=case_id)
    assert row.response_due == date(2026, 3, 25)
    with it_is(MONDAY):
        checked(case_id, who, "saran")
        row.refresh_from_db()
        dues: list[date | None] = [row.response_due, row.due_on, row.process.due_on]
        assert dues == [None, None, None]
        checked(case_id, who, "saran", wants_answer=True)
        row = CaseRow.objects.get(id=case_id)
        assert (row.response_due, row.process.due_on) == (date(2026, 3, 25), date(2026, 3, 25))
        checked(case_id, who, "saran")
        with pytest.raises(UsageError, match="terima kasih"):
            procedures.move(case_id, "catat_saran", who)
        finish(drafts.prepare(row, PaperKind.UCAPAN_TERIMA_KASIH), who, "518/5/415.26/2026")
        assert procedures.move(case_id, "catat_saran", who) == "selesai"
    assert CaseRow.objects.get(id=case_id).status == "selesai"


def test_what_is_anothers_matter_is_referred_with_a_letter(case_id: str, who: User) -> None:
    with it_is(MONDAY):
        checked(case_id, who, "bukan_wewenang")
        paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.SURAT_RUJUKAN)
        ready = shelf.Finish("518/6", MONDAY, has_checked=True)
        with pytest.raises(UsageError, match="instansi yang berwenang"):
            shelf.check_ready(paper, ready)
        content = shelf.content_of(paper)
        part = content.sections[0]
        text = part.paragraphs[0].replace("[tuliskan instansi yang berwenang]", "Otoritas Jasa Keuangan")
        changed = content.model_copy(update={"sections": (part.model_copy(update={"paragraphs": (text,)}),)})
        shelf.save_content(paper.id, changed, people.editor(who, case_id), case_id)
        finish(CasePaper.objects.get(id=paper.id), who, "518/6")
        assert procedures.move(case_id, "rujuk", who) == "selesai"


def test_a_letter_without_a_name_is_asked_for_one_and_waits(case_id: str, who: User) -> None:
    with it_is(MONDAY):
        checked(case_id, who, "pengaduan", anonymous=True)
        with pytest.raises(UsageError, match="berupa pengaduan"):
            procedures.move(case_id, "koordinasikan", who)
        paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.PERMINTAAN_IDENTITAS)
        assert "paling lambat" in shelf.content_of(paper).words()
        finish(paper, who, "518/7")
        assert procedures.move(case_id, "minta_identitas", who) == "menunggu_identitas"
        due = CaseRow.objects.get(id=case_id).process.due_on
        assert due == facts.calendar().add(MONDAY, 10)
        with pytest.raises(UsageError, match="batas waktu"):
            procedures.move(case_id, "tutup_tanpa_identitas", who)
        complaints.identity_came(case_id, complaints.Identity("Siti", "Ploso"), people.editor(who, case_id))
        assert Fact.IDENTITAS_ADA in records.on_record(CaseRow.objects.get(id=case_id))
    with it_is(date(2026, 4, 30)):
        assert procedures.move(case_id, "tutup_tanpa_identitas", who) == "laporan"


def test_the_screens_of_a_complaint_do_the_same(case_id: str, who: User) -> None:
    browser = people.client("pengelola_pengaduan", "lain")

    def post(path: str, **values: str) -> None:
        sent = {"versi": str(CaseRow.objects.get(id=case_id).version), **values}
        assert browser.post(f"/perkara/{case_id}/proses/{path}", sent).status_code == 302

    with it_is(MONDAY):
        post("cek/", jenis="pengaduan", has_name="ya", has_matter="ya")
        post("ke/koordinasikan/")
        post("disposisi/", kepada="Bidang A", isi="Klarifikasi", batas="2026-03-17")
        post(f"disposisi/{Disposition.objects.get().id}/", jawaban="Sudah.")
        post("ke/tanggapi/")
        page = browser.get(f"/perkara/{case_id}/proses/").content.decode()
        assert "Catat tanggapan" in page
        assert "Jawaban:" in page
    stage = progress.stage_of(CaseRow.objects.get(id=case_id))
    assert stage
    assert stage.id == "tanggapan"
