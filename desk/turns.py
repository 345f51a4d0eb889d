"""What concerns several cases at once is looked at and written by one transaction at a time.

Who locks his own case only would not see what another writes meanwhile: a room would be given twice, a number
too. SQLite lets one writer in anyway.
"""

from enum import IntEnum

from django.db import connection


class Turn(IntEnum):
    """What waits in turn; the number is PostgreSQL's key for it."""

    MEETING = 5_180_001
    """Rooms and officers of meetings."""
    LETTER_NUMBER = 5_180_002
    """Numbers of the register of outgoing letters."""


def wait_for(turn: Turn) -> None:
    """Until no other transaction has that turn; it is this one's until its end. After the case's own lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [turn.value])
