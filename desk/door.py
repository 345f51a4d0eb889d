"""What every function of `desk/queue.py` goes through: connections given back, errors told plainly."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError, connections

from models.errors import DatabaseAway, StorageError

P = ParamSpec("P")
R = TypeVar("R")


def door(function: Callable[P, R]) -> Callable[P, R]:
    """Closes the thread's connections afterwards (flows call from many short-lived threads) and turns a
    database error into StorageError, since flows know no Django; one that is no fault of what was to be
    written (locked, full, away) into DatabaseAway."""

    @wraps(function)
    def through(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except (InterfaceError, DatabaseError) as error:
            kind = DatabaseAway if isinstance(error, (InterfaceError, OperationalError)) else StorageError
            raise kind(
                f"Basis data menolak: {error}. Periksa ruang cakram dan hak akses (berkas doctor)."
            ) from error
        finally:
            for connection in connections.all(initialized_only=True):
                if not connection.in_atomic_block:
                    connection.close()

    return through
