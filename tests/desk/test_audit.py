"""desk/audit.py: 100 tampered logs, 100 found; an untouched one is whole."""

import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import override_settings

from desk import audit
from desk.models import CatatanAudit
from flows.cli import run_command

pytestmark = pytest.mark.usefixtures("data")
ENTRIES = 15


@pytest.fixture
def log(data: Path) -> Path:
    with transaction.atomic():
        for number in range(ENTRIES):
            audit.append("rina", "isian_diubah", f"JBG-{number}", {"sebelum": number, "sesudah": number + 1})
    return data


def tamper(statement: str, *values: str | int) -> None:
    """Writes past the triggers, as somebody with the database file can."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS audit_tak_diubah")
        cursor.execute("DROP TRIGGER IF EXISTS audit_tak_dihapus")
        cursor.execute(statement, values)


def edit(pick: random.Random) -> None:
    column = pick.choice(["at", "actor", "action", "case_id", "data"])
    tamper(f"UPDATE desk_catatanaudit SET {column} = %s WHERE seq = %s", "lain", pick.randint(1, ENTRIES))


def remove(pick: random.Random) -> None:
    tamper("DELETE FROM desk_catatanaudit WHERE seq = %s", pick.randint(1, ENTRIES - 1))


def renumber(pick: random.Random) -> None:
    """Removes one and closes the gap."""
    seq = pick.randint(1, ENTRIES - 1)
    tamper("DELETE FROM desk_catatanaudit WHERE seq = %s", seq)
    for number in range(seq + 1, ENTRIES + 1):
        tamper("UPDATE desk_catatanaudit SET seq = %s WHERE seq = %s", number - 1, number)
    tamper("UPDATE desk_kepalaaudit SET count = %s", ENTRIES - 1)


def reorder(pick: random.Random) -> None:
    first, second = sorted(pick.sample(range(1, ENTRIES + 1), 2))
    tamper("UPDATE desk_catatanaudit SET seq = -1 WHERE seq = %s", first)
    tamper("UPDATE desk_catatanaudit SET seq = %s WHERE seq = %s", first, second)
    tamper("UPDATE desk_catatanaudit SET seq = %s WHERE seq = -1", second)


def cut_tail(pick: random.Random) -> None:
    """Cuts the newest entries and mends the head in the database."""
    keep = pick.randint(0, ENTRIES - 1)
    tamper("DELETE FROM desk_catatanaudit WHERE seq > %s", keep)
    tamper(
        "UPDATE desk_kepalaaudit SET count = %s, "
        "mac = coalesce((SELECT mac FROM desk_catatanaudit WHERE seq = %s), '')",
        keep,
        keep,
    )


def recompute(pick: random.Random) -> None:
    """Changes an entry and computes the chain anew, with a guessed key, head included."""
    tamper("UPDATE desk_catatanaudit SET actor = 'lain' WHERE seq = %s", pick.randint(1, ENTRIES))
    previous = audit.START
    with override_settings(AUDIT_KEY=pick.randbytes(32)):
        for entry in CatatanAudit.objects.order_by("seq"):
            previous = audit.chain(previous, entry)
            tamper("UPDATE desk_catatanaudit SET mac = %s WHERE seq = %s", previous, entry.seq)
    tamper("UPDATE desk_kepalaaudit SET mac = %s", previous)


def recompute_with_the_key(pick: random.Random) -> None:
    """As above with the true key: only the anchor tells."""
    tamper("UPDATE desk_catatanaudit SET actor = 'lain' WHERE seq = %s", pick.randint(1, ENTRIES))
    previous = audit.START
    for entry in CatatanAudit.objects.order_by("seq"):
        previous = audit.chain(previous, entry)
        tamper("UPDATE desk_catatanaudit SET mac = %s WHERE seq = %s", previous, entry.seq)
    tamper("UPDATE desk_kepalaaudit SET mac = %s", previous)


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
        CatatanAudit.objects.filter(seq=3).update(actor="lain")
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"):
        CatatanAudit.objects.filter(seq=3).delete()


def test_a_lost_anchor_is_told(log: Path) -> None:
    audit.anchor_path().unlink()
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
