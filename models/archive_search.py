"""Searching an archive's index (table `teks`): the job and the desk ask alike and say the same of it."""

import sqlite3
from collections.abc import Sequence

READ = "{isi pengirim koperasi}"
"""Columns of what was read; `mungkin` holds what words written by hand may be instead."""


def search_terms(words: str) -> str:
    """An FTS5 query for letters with all the words; quotes and operators are taken as words."""
    return " ".join(f'"{term}"' for term in words.replace('"', " ").replace("\0", " ").split())


def with_read_words(index: sqlite3.Connection, terms: str, numbers: Sequence[int]) -> set[int]:
    """Those of the letters in which all the words were read: the others only may have them."""
    places = ", ".join("?" * len(numbers))
    query = f"select rowid from teks where teks match ? and rowid in ({places})"
    return {int(row[0]) for row in index.execute(query, (f"{READ} : ({terms})", *numbers))}
