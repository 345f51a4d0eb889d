"""SQLite lets one writer in at a time; one that finds another sleeps up to 100 ms before it looks again.

Within a process that is waste: threads that write often were asleep for a third of their time. So the
transactions of a process (all begin as IMMEDIATE) wait for a lock of its own first, which wakes the next one
at once; SQLite's waiting remains for other processes.
"""

import threading
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as Plain
from django.db.utils import OperationalError

BUSY_SECONDS = 30.0
"""How long a writer waits for the others: every transaction of ours is over within milliseconds, but a backup
or a slow disk may hold the file for seconds. By name of Django's option: `timeout`."""

_turn = threading.Lock()


class DatabaseWrapper(Plain):
    """One connection; while it is in a transaction, it is this process's turn to write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        if not self._has_turn and not _turn.acquire(timeout=BUSY_SECONDS):
            raise OperationalError("database is locked")
        self._has_turn = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _turn.release()
