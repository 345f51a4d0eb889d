"""Full-text search over everything read: FTS5 on SQLite, `tsvector` on PostgreSQL (table `desk_cari`)."""

import re
from hashlib import sha256

from django.db import connection

MOST_HITS = 2000
"""More than a person will page through; keeps a query for a common word fast."""
WORD = re.compile(r"\w+", re.UNICODE)


def index(case_id: str, text: str) -> None:
    """Puts the case's text into the index, replacing what was there; within the caller's transaction."""
    key = "rowid" if connection.vendor == "sqlite" else "id"
    number = row_number(case_id)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM desk_cari WHERE {key} = %s", [number])
        cursor.execute(
            f"INSERT INTO desk_cari ({key}, case_id, teks) VALUES (%s, %s, %s)", [number, case_id, text]
        )


def forget(case_id: str) -> None:
    """Takes the case's text out of the index, also out of what the index keeps of earlier texts."""
    with connection.cursor() as cursor:
        key = "rowid" if connection.vendor == "sqlite" else "id"
        cursor.execute(f"DELETE FROM desk_cari WHERE {key} = %s", [row_number(case_id)])
    settle()


def settle() -> None:
    """FTS5 only marks what it deletes; merging all its parts into one leaves that behind."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO desk_cari (desk_cari) VALUES ('optimize')")


def row_number(case_id: str) -> int:
    """The index's whole-number key of a case (55 bits of a digest: FTS5 finds rows only by number)."""
    return int.from_bytes(sha256(case_id.encode()).digest()[:7], "big") >> 1


def find(query: str) -> list[str]:
    """Ids of the cases that hold every word of the query, the last one as a beginning; in no order."""
    words = WORD.findall(query.lower())
    if not words:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            match = " ".join(f'"{word}"' for word in words) + "*"
            sql = "SELECT case_id FROM desk_cari WHERE desk_cari MATCH %s LIMIT %s"
        else:
            match = " & ".join([*words[:-1], f"{words[-1]}:*"])
            sql = (
                "SELECT case_id FROM desk_cari WHERE to_tsvector('simple', teks) "
                "@@ to_tsquery('simple', %s) LIMIT %s"
            )
        cursor.execute(sql, [match, MOST_HITS])
        return [str(row[0]) for row in cursor.fetchall()]
