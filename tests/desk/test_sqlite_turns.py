"""Threads that write wait in turn; doors within a block share a connection; entries are added together."""

import threading
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper as Plain

from desk import anchor, audit, door
from desk.door import connection_kept
from desk.intake import lists
from desk.models import AuditEntry
from tests.desk.factory import admit_case

pytestmark = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL lets many writers in")


def test_a_writer_waits_for_its_turn_and_not_in_sqlite(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite would let it sleep up to 100 ms between two looks."""
    entered = threading.Event()
    begin = Plain._start_transaction_under_autocommit  # type: ignore[attr-defined]

    def seen(self: Plain) -> None:
        if threading.current_thread() is other:
            entered.set()
        begin(self)

    other = threading.Thread(target=door.probe)
    monkeypatch.setattr(Plain, "_start_transaction_under_autocommit", seen)
    with transaction.atomic():
        other.start()
        assert not entered.wait(0.5)
    assert entered.wait(10)
    other.join()


def test_the_turn_is_given_back_after_an_error(data: Path) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    other = threading.Thread(target=door.probe)
    other.start()
    other.join(5)
    assert not other.is_alive()


def test_doors_in_a_block_share_a_connection_and_close_it(data: Path) -> None:
    made = []
    with connection_kept():
        for _ in range(3):
            lists.list_cases()
            made.append(connection.connection)
    assert made[0] is not None
    assert all(each is made[0] for each in made)
    assert connection.connection is None
    lists.list_cases()
    assert connection.connection is None


def test_entries_made_together_are_one_chain_and_one_anchor(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    admit_case(data, 1, with_images=False)
    writes: list[int] = []
    put = anchor.put

    def counted(reached: anchor.Anchor) -> None:
        writes.append(reached.count)
        put(reached)

    monkeypatch.setattr(anchor, "put", counted)
    with transaction.atomic(), audit.together():
        for number in range(5):
            audit.append("penguji", "dicoba", f"JBG-{number}")
    assert AuditEntry.objects.filter(action="dicoba").count() == 5
    assert len(writes) == 1
    assert audit.verify().problems == ()
    with pytest.raises(ZeroDivisionError), transaction.atomic(), audit.together():
        audit.append("penguji", "dicoba", "JBG-9")
        raise ZeroDivisionError
    audit.append("penguji", "dicoba", "JBG-10")
    assert AuditEntry.objects.filter(action="dicoba").count() == 6
    assert audit.verify().problems == ()
