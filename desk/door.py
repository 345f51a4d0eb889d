"""What every function that flows call goes through: connections given back, errors told plainly."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    connection,
    connections,
    transaction,
)

from models.errors import DatabaseAway, StorageError

P = ParamSpec("P")
R = TypeVar("R")


_kept = threading.local()


@contextmanager
def connection_kept() -> Iterator[None]:
    """Within the block the doors that this thread goes through share one connection: making one costs more
    than a short transaction. After an error of the database the next door makes a new one."""
    if getattr(_kept, "is_on", False):
        yield
        return
    _kept.is_on = True
    try:
        yield
    finally:
        _kept.is_on = False
        _close_connections()


def _close_connections() -> None:
    for each in connections.all(initialized_only=True):
        if not each.in_atomic_block:
            each.close()


def door(function: Callable[P, R]) -> Callable[P, R]:
    """Closes the thread's connections afterwards (flows call from many short-lived threads; `connection_kept`
    for a thread that goes through many doors) and turns a
    database error into StorageError, since flows know no Django; one that is no fault of what was to be
    written (locked, full, away) into DatabaseAway."""

    @wraps(function)
    def through(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except (InterfaceError, DatabaseError) as error:
            _close_connections()
            kind = DatabaseAway if isinstance(error, (InterfaceError, OperationalError)) else StorageError
            raise kind(
                f"Basis data menolak: {error}. Periksa ruang disk dan hak akses (berkas doctor)."
            ) from error
        finally:
            if not getattr(_kept, "is_on", False):
                _close_connections()

    return through


@door
def probe() -> None:
    """Whether the database can be written: takes its write lock and gives it back. DatabaseAway."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
