"""desk/audit.py: 100 tampered logs, 100 found; an untouched one is whole."""

import random
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client, override_settings

from desk import anchor, audit, changes, decisions, mending
from desk.models import AuditEntry, Decision
from flows.cli import run_command
from models import health
from models.errors import UsageError
from models.paths import DataFolder
from tests.desk import factory, people, procedures

pytestmark = pytest.mark.usefixtures("data")
ENTRIES = 15


@pytest.fixture
def log(data: Path) -> Path:
    with transaction.atomic():
        for number in range(ENTRIES):
            audit.append("rina", "isian_diubah", f"JBG-{number}", {"sebelum": number, "sesudah": number + 1})
    return data


TRIGGERS = {
    "sqlite": ("audit_tak_diubah", "audit_tak_dihapus"),
    "postgresql": ("audit_tetap ON desk_auditentry", "audit_tinggal ON desk_auditentry"),
}


def tamper(statement: str, *values: str | int) -> None:
    """Writes past the triggers, as somebody with the database file can."""
    with connection.cursor() as cursor:
        for trigger in TRIGGERS[connection.vendor]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        cursor.execute(statement, values)


def edit(pick: random.Random) -> None:
    column = pick.choice(["at", "actor", "action", "case_id", "data"])
    tamper(f"UPDATE desk_auditentry SET {column} = %s WHERE seq = %s", "lain", pick.randint(1, ENTRIES))


def remove(pick: random.Random) -> None:
    tamper("DELETE FROM desk_auditentry WHERE seq = %s", pick.randint(1, ENTRIES - 1))


def renumber(pick: random.Random) -> None:
    """Removes one and closes the gap."""
    seq = pick.randint(1, ENTRIES - 1)
    tamper("DELETE FROM desk_auditentry WHERE seq = %s", seq)
    for number in range(seq + 1, ENTRIES + 1):
        tamper("UPDATE desk_auditentry SET seq = %s WHERE seq = %s", number - 1, number)
    tamper("UPDATE desk_audithead SET count = %s", ENTRIES - 1)


def reorder(pick: random.Random) -> None:
    first, second = sorted(pick.sample(range(1, ENTRIES + 1), 2))
    tamper("UPDATE desk_auditentry SET seq = -1 WHERE seq = %s", first)
    tamper("UPDATE desk_auditentry SET seq = %s WHERE seq = %s", first, second)
    tamper("UPDATE desk_auditentry SET seq = %s WHERE seq = -1", second)


def cut_tail(pick: random.Random) -> None:
    """Cuts the newest entries and mends the head in the database."""
    keep = pick.randint(0, ENTRIES - 1)
    tamper("DELETE FROM desk_auditentry WHERE seq > %s", keep)
    tamper(
        "UPDATE desk_audithead SET count = %s, "
        "mac = coalesce((SELECT mac FROM desk_auditentry WHERE seq = %s), '')",
        keep,
        keep,
    )


def recompute(pick: random.Random) -> None:
    """Changes an entry and computes the chain anew, with a guessed key, head included."""
    tamper("UPDATE desk_auditentry SET actor = 'lain' WHERE seq = %s", pick.randint(1, ENTRIES))
    previous = audit.START
    with override_settings(AUDIT_KEY=pick.randbytes(32)):
        for entry in AuditEntry.objects.order_by("seq"):
            previous = audit.chain(previous, entry)
            tamper("UPDATE desk_auditentry SET mac = %s WHERE seq = %s", previous, entry.seq)
    tamper("UPDATE desk_audithead SET mac = %s", previous)


def recompute_with_the_key(pick: random.Random) -> None:
    """As above with the true key: only the anchor tells."""
    tamper("UPDATE desk_auditentry SET actor = 'lain' WHERE seq = %s", pick.randint(1, ENTRIES))
    previous = audit.START
    for entry in AuditEntry.objects.order_by("seq"):
        previous = audit.chain(previous, entry)
        tamper("UPDATE desk_auditentry SET mac = %s WHERE seq = %s", previous, entry.seq)
    tamper("UPDATE desk_audithead SET mac = %s", previous)


WAYS = (edit, remove, renumber, reorder, cut_tail, recompute, recompute_with_the_key)


def test_an_untouched_log_is_whole(log: Path) -> None:
    report = audit.verify()
    assert report.problems == ()
    assert report.count == report.anchored == ENTRIES


@pytest.mark.parametrize("seed", range(100))
def test_a_tampered_log_is_found(log: Path, seed: int) -> None:
    way: Callable[[random.Random], None] = WAYS[seed % len(WAYS)]
    way(random.Random(seed))
    assert audit.verify().problems, way.__name__


def test_the_database_itself_refuses_changes(log: Path) -> None:
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"):
        AuditEntry.objects.filter(seq=3).update(actor="lain")
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"):
        AuditEntry.objects.filter(seq=3).delete()


def test_a_lost_anchor_is_told(log: Path) -> None:
    anchor.path().unlink()
    assert any("jangkar" in problem for problem in audit.verify().problems)


def test_keys_are_for_the_owner_alone(log: Path) -> None:
    for name in ("audit.key", "rahasia.key", "nik.key"):
        assert (log / "kunci" / name).stat().st_mode & 0o077 == 0


def test_writers_in_many_threads_make_one_chain(data: Path) -> None:
    def write(name: str) -> None:
        for _ in range(10):
            audit.append(name, "masuk")
        connections.close_all()

    threads = [threading.Thread(target=write, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = audit.verify()
    assert (report.count, report.anchored, report.problems) == (40, 40, ())


def test_the_command_tells_whole_from_tampered(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command("audit", ["verify", "--data", str(log)]) == 0
    assert "Catatan audit utuh." in capsys.readouterr().out
    edit(random.Random(1))
    assert run_command("audit", ["verify", "--data", str(log)]) == 1
    assert "TIDAK utuh" in capsys.readouterr().out


def test_nothing_is_appended_to_a_cut_log(log: Path) -> None:
    """Otherwise the anchor is caught up by as many new entries and the cut is never seen."""
    cut_tail(random.Random(3))
    kept = AuditEntry.objects.count()
    for _ in range(ENTRIES):
        with pytest.raises(audit.AuditCut, match="terpotong"):
            audit.append("rina", "masuk")
    assert AuditEntry.objects.count() == kept
    assert audit.verify().problems
    assert health.noted(DataFolder(log))[audit.STATE]


def test_a_cut_log_is_told_at_the_desk_and_not_by_a_broken_page(log: Path) -> None:
    browser = people.client("kepala")
    cut_tail(random.Random(3))
    answer = browser.post("/keluar/")
    assert answer.status_code == 503
    assert "berkas audit verify" in answer.content.decode()
    assert "audit_tidak_utuh" in Client().get("/sehat/").content.decode()


def roll_back(log: Path, seq: int) -> None:
    """Database and near anchor as they were at entry `seq`, and then as many new entries as were lost."""
    mac = AuditEntry.objects.get(seq=seq).mac
    tamper("DELETE FROM desk_auditentry WHERE seq > %s", seq)
    tamper("UPDATE desk_audithead SET count = %s, mac = %s", seq, mac)
    anchor.put(anchor.Anchor(seq, mac))
    for _ in range(ENTRIES):
        audit.append("lain", "masuk")


@pytest.mark.parametrize("seq", [0, 1, 7, 14])
def test_a_rollback_with_its_anchor_is_found_by_the_far_anchor(
    log: Path, tmp_path: Path, seq: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "AUDIT_FAR_ANCHOR", str(tmp_path / "jangkar.txt"))
    assert audit.watch().problems == ()
    audit.append("rina", "masuk")
    assert audit.watch().problems == ()
    tamper("INSERT INTO desk_auditentry VALUES (0, '', '', '', '', '{}', %s)", audit.START)
    roll_back(log, seq)
    tamper("DELETE FROM desk_auditentry WHERE seq = 0")
    assert any("dihitung ulang" in problem for problem in audit.verify().problems)


def test_a_rollback_is_found_by_a_printed_line(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command("audit", ["anchor", "--data", str(log)]) == 0
    printed = capsys.readouterr().out.splitlines()[0].split(": ")[1]
    verify = ["verify", "--data", str(log), "--anchor", printed]
    assert run_command("audit", verify) == 0
    roll_back(log, 9)
    assert run_command("audit", ["verify", "--data", str(log)]) == 0, "nothing near knows of it"
    assert run_command("audit", verify) == 1
    with pytest.raises(UsageError, match="berbentuk"):
        run_command("audit", ["verify", "--data", str(log), "--anchor", "12"])


def test_a_far_anchor_that_is_away_is_a_state(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "AUDIT_FAR_ANCHOR", str(tmp_path / "tiada" / "jangkar.txt"))
    assert any("tidak terbaca" in problem for problem in audit.watch().problems)
    (tmp_path / "tiada").mkdir()
    assert audit.watch().problems == ()
    shutil.rmtree(tmp_path / "tiada")
    anchor.write_far(anchor.Anchor(1, "x"))
    assert anchor.FAR_STATE in health.noted(DataFolder(log))
    (tmp_path / "tiada").mkdir()
    anchor.write_far(anchor.Anchor(1, "x"))
    assert anchor.FAR_STATE not in health.noted(DataFolder(log))


def test_the_check_turns_the_state_on_and_off(log: Path) -> None:
    edit(random.Random(1))
    assert audit.watch().problems
    assert audit.STATE in health.noted(DataFolder(log))
    clean = AuditEntry.objects.count()
    tamper("DELETE FROM desk_auditentry")
    tamper("DELETE FROM desk_audithead")
    assert clean
    with pytest.raises(UsageError, match="alasan"):
        audit.accept("", "uji")
    audit.accept("dipulihkan dari cadangan", "uji")
    assert audit.watch().problems == ()
    assert audit.STATE not in health.noted(DataFolder(log))
    entry = AuditEntry.objects.get()
    assert (entry.action, f"{ENTRIES}:" in entry.data) == ("jangkar_diganti", True)


def test_a_lost_anchor_stays_lost_until_somebody_looked(log: Path) -> None:
    anchor.path().unlink()
    audit.append("rina", "masuk")
    assert any("jangkar" in problem for problem in audit.verify().problems)
    audit.accept("hilang saat disk rusak", "uji")
    assert audit.verify().problems == ()


def test_a_lost_key_starts_a_chain_that_is_linked_to_the_old_head(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case_id, who = factory.admit_case(data, 1, with_images=False), people.user("pemeriksa")
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    before = AuditEntry.objects.count()
    run_command("audit", ["anchor", "--data", str(data)])
    paper = anchor.from_paper(capsys.readouterr().out.splitlines()[0].split(": ")[1])
    command = ["new-chain", "--reason", "kunci hilang", "--data", str(data)]
    with pytest.raises(UsageError, match="dengan kunci ini"):
        run_command("audit", command)
    with override_settings(AUDIT_KEY=b"baru" * 8):
        assert audit.verify().problems
        audit.append("rina", "masuk")  # somebody logs in before the administrator goes on
        with pytest.raises(UsageError, match="alasan"):
            run_command("audit", command[:1] + command[3:])
        assert run_command("audit", command) == 0
        assert f"{before + 1} catatan lama" in capsys.readouterr().out
        audit.append("rina", "keluar")
        assert audit.verify().problems == ()
        assert audit.verify(paper).problems == (), "a line on paper still compares"
        assert audit.verify(anchor.Anchor(paper.count, "0" * anchor.SHORT)).problems
        with pytest.raises(UsageError, match="dengan kunci ini"):
            run_command("audit", command)
        with transaction.atomic():
            tamper("UPDATE desk_fieldrow SET person_value = '\"LAIN\"', is_person = TRUE WHERE name = 'nik'")
            assert any(case_id in problem for problem in audit.verify().problems), "sealed anew"
            transaction.set_rollback(True)
        tamper("UPDATE desk_auditentry SET actor = 'lain' WHERE seq = 2")
        assert any("kunci lama" in problem for problem in audit.verify().problems)


def test_a_beginning_without_the_key_begins_nothing(log: Path) -> None:
    with override_settings(AUDIT_KEY=b"tebakan." * 4):
        audit.begin_anew("menutupi", "lain")
    assert any("diubah, disisipkan" in problem for problem in audit.verify().problems)


CHANGES = (
    "UPDATE desk_fieldrow SET machine_value = '\"LAIN\"', person_value = '\"LAIN\"' "
    "WHERE name = 'pemohon_nama'",
    "UPDATE desk_fieldrow SET is_person = TRUE, person_value = '\"3517990000009001\"' WHERE name = 'nik'",
    "UPDATE desk_caserow SET status = 'ditolak'",
    "UPDATE desk_caserow SET status = 'menunggu'",
    "UPDATE desk_caserow SET service = 'pengaduan_layanan'",
    "UPDATE desk_decision SET reason = 'lain'",
    "UPDATE desk_decision SET letter = 'lain'",
    "UPDATE desk_decision SET undone_at = '2026-11-27 00:00:00'",
    "UPDATE desk_decision SET person_id = (SELECT min(id) FROM auth_user)",
    "DELETE FROM desk_decision",
    "DELETE FROM desk_fieldrow WHERE name = 'perihal'",
    "UPDATE desk_documentrow SET kind = 'lampiran'",
    "UPDATE desk_casefile SET pages = '[1]'",
    "DELETE FROM desk_casefile",
)  # fmt: skip


@pytest.mark.parametrize("statement", CHANGES)
def test_a_decided_case_changed_by_sql_is_found(data: Path, statement: str) -> None:
    case_id, who = factory.admit_case(data, 1, with_images=False), people.user("pemeriksa")
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    assert audit.verify().problems == ()
    tamper(statement)
    assert any(case_id in problem for problem in audit.verify().problems), statement


def test_a_case_decided_by_sql_alone_is_found(data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    tamper("UPDATE desk_caserow SET status = 'disetujui'")
    assert any(case_id in problem for problem in audit.verify().problems)


def test_what_may_follow_a_decision_is_no_alarm(data: Path) -> None:
    who = people.user("kepala")
    first, second = (factory.admit_case(data, number, with_images=False) for number in (1, 2))
    procedures.give_plain_service(data, first, who)

    def whole() -> None:
        assert audit.verify().problems == ()

    for kind in ("setujui", "selesaikan", "arsipkan"):
        decisions.decide(first, decisions.Choice(kind), people.editor(who, first))
        whole()
    decisions.letter_left(first, Decision.objects.filter(case_id=first).latest("id").id, who)
    changes.set_confidential(first, True, people.editor(who, first))
    whole()
    decisions.decide(second, decisions.Choice("tolak", "Bukan kewenangan."), people.editor(who, second))
    people.undo(second, who)
    whole()
    decisions.decide(second, decisions.Choice("kembalikan", letter="x"), people.editor(who, second))
    whole()
    mending.read_again(second, people.editor(who, second))
    whole()
