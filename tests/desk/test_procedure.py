"""A case in its procedure: approval starts it, only allowed moves happen, the end is the end."""

import json
from datetime import date
from pathlib import Path

import pytest

from desk import changes, decisions
from desk.models import CatatanAudit, Perkara, Proses
from desk.procedure import progress
from models.errors import ConflictError, UsageError
from tests.desk import factory, people, procedures


def status(case_id: str) -> tuple[str, str]:
    row = Perkara.objects.get(id=case_id)
    stage = progress.stage_of(row)
    assert stage
    return row.status, stage.id


def test_approval_starts_the_procedure_and_undoing_ends_it(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    who = people.user("pemeriksa")
    assert status(case_id) == ("menunggu", "pemeriksaan")
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    assert status(case_id) == ("disetujui", "penjadwalan")
    process = Proses.objects.get(case_id=case_id)
    assert process.due_on == date(2026, 11, 27)
    decisions.undo(case_id, who)
    assert status(case_id) == ("menunggu", "pemeriksaan")
    assert not Proses.objects.exists()


def test_a_move_the_rules_do_not_allow_changes_nothing(data: Path) -> None:
    who = people.user("pengelola_pengaduan")
    case_id = procedures.approved(data, 1, who, "fasilitasi_pengaduan")
    before = Perkara.objects.get(id=case_id).version
    for action in ("undang", "tutup", "lain"):
        with pytest.raises(UsageError):
            procedures.move(case_id, action, who)
    with pytest.raises(UsageError, match="alasan"):
        procedures.move(case_id, "dicabut", who)
    assert status(case_id) == ("disetujui", "penjadwalan")
    assert Perkara.objects.get(id=case_id).version == before


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
        decisions.undo(case_id, who)
    entry = CatatanAudit.objects.filter(action="tahap").order_by("-seq")[0]
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
    values = {"versi": Perkara.objects.get(id=case_id).version, "alasan": "Sebab."}
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


def test_a_service_of_another_office_runs_without_code(data: Path) -> None:
    """The stages, limits and roles of tests/models/layanan_lain, put into the data folder."""
    source = Path(__file__).parents[1] / "models" / "layanan_lain" / "layanan" / "rekomendasi_izin.toml"
    (data / "layanan").mkdir()
    (data / "layanan" / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    who = people.user("pemeriksa")
    case_id = factory.admit_case(data, 1, with_images=False)
    changes.set_service(case_id, "rekomendasi_izin", people.editor(who, case_id))
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    assert status(case_id) == ("disetujui", "rapat")
    with pytest.raises(UsageError, match="berita acara"):
        procedures.move(case_id, "lapor", who)
