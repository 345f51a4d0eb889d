"""Erasing a letter of an archive because a person says so (UU 27/2022): its files, what was read of it, its
words in the index and in the answers. What stays: its id, its file's id, its page numbers, its kind and year.

An answer that names the erased pages is written first, so that an erasure cut off by a lost power is finished
later (`finish`), and so that the job never makes the letter again (flows/archive/filework.py). Tables and
reports of the whole archive go too; the job writes them anew. The source that the archive was made from is
the office's own and is never touched.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from models import archive_answers, durable
from models.archive import ANSWERS, EXPORTS, INDEX, WORK
from models.archive_answers import ERASED, Answer

REPORT = "laporan.txt"
SEAL = "sidik"
"""Key of a stored result that holds the SHA-256 of all the rest."""
BLANK: Mapping[str, object] = {
    "date": "", "sender": "", "koperasi": "", "topic": "", "doubts": [], "picture_hash": "", "text": "",
    "pdf": "", "json": "", "proposals": [], "alternatives": "", "lines": "",
    "confidence": 0.0, "is_anonymous": False,
}  # fmt: skip
"""Of a stored letter: what the erasure leaves of the parts that tell about a person."""
BUSY_SECONDS = 30


def seal(facts: Mapping[str, Any]) -> str:
    """The digest of a stored result."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode("ascii")).hexdigest()


def sealed(facts: Mapping[str, Any]) -> bytes:
    """A result as it is stored, with its own digest."""
    return json.dumps({**facts, SEAL: seal(facts)}).encode("ascii")


def erase(root: Path, letter: str, pages: Iterable[int], by: str, at: str) -> None:
    """Erases the letter. OSError or sqlite3.Error, with the rest left to `finish`, when something fails."""
    order = Answer(by, at, letter=letter, verdict=ERASED, erased=tuple(pages))
    archive_answers.append(root, [order])
    finish(root, letter)


def finish(root: Path, letter: str) -> None:
    """Does all of it; doing it again changes nothing."""
    _clear_answers(root / ANSWERS, letter)
    _clear_result(root, letter)
    _clear_index(root / INDEX, letter)
    shutil.rmtree(root / WORK / "halaman" / file_of(letter), ignore_errors=True)
    for name in (*EXPORTS, REPORT):
        (root / name).unlink(missing_ok=True)


def finish_all(root: Path) -> int:
    """Finishes every erasure that the answers name and whose letter still has files; how many."""
    if not (root / ANSWERS).exists():
        return 0
    letters = {
        answer.letter for answer in archive_answers.parse((root / ANSWERS).read_bytes()) if answer.erased
    }
    left = [letter for letter in sorted(letters) if not is_gone(root, letter)]
    for letter in left:
        finish(root, letter)
    return len(left)


def is_gone(root: Path, letter: str) -> bool:
    """Whether nothing of the letter is left in the results and the index."""
    kept = _letter_of(_facts(root, letter), letter)
    if kept is not None and any(kept.get(key, value) != value for key, value in BLANK.items()):
        return False
    if not (root / INDEX).exists():
        return True
    with closing(sqlite3.connect(root / INDEX, timeout=BUSY_SECONDS)) as index:
        query = "select 1 from surat where id = ? and (diperiksa != ? or pdf != '' or json != '')"
        return index.execute(query, (letter, ERASED)).fetchone() is None


def file_of(letter: str) -> str:
    """The id of the source file that a letter's id begins with."""
    return letter.rpartition("-")[0]


def _facts(root: Path, letter: str) -> dict[str, Any] | None:
    """The stored result of the letter's file; None without one (a job makes it, without the letter)."""
    try:
        facts: dict[str, Any] = json.loads((root / WORK / "hasil" / f"{file_of(letter)}.json").read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return facts


def _letter_of(facts: dict[str, Any] | None, letter: str) -> dict[str, Any] | None:
    return next((item for item in facts["letters"] if item["id"] == letter), None) if facts else None


def _clear_result(root: Path, letter: str) -> None:
    """The letter's files, then its text in the stored result (which says where its files are)."""
    facts = _facts(root, letter)
    kept = _letter_of(facts, letter)
    if facts is None or kept is None:
        return
    names = [name for name in (kept["pdf"], kept["json"]) if name]
    for name in names:
        (root / name).unlink(missing_ok=True)
    kept |= {key: value for key, value in BLANK.items() if key in kept}
    facts["digests"] = [pair for pair in facts.get("digests", []) if pair[0] not in names]
    facts.pop(SEAL, None)
    durable.write(root / WORK / "hasil" / f"{file_of(letter)}.json", sealed(facts))


def _clear_answers(path: Path, letter: str) -> None:
    """Takes the values out of what people answered about the letter; the lines stay."""
    with path.open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        lines = file.read().splitlines(keepends=True)
        kept = b"".join(_without_values(line, letter) for line in lines)
        file.seek(0)
        file.write(kept)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _without_values(line: bytes, letter: str) -> bytes:
    try:
        facts = json.loads(line)
    except ValueError:
        return line
    if facts.get("letter") != letter or not (facts.get("values") or facts.get("lines")):
        return line
    return json.dumps(facts | {"values": {}, "lines": {}}).encode("ascii") + b"\n"


def _clear_index(path: Path, letter: str) -> None:
    """Out of the index and overwritten there: SQLite's secure_delete, FTS5's own, and its log emptied."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as index:
        index.execute("pragma secure_delete = on")
        with index:
            index.execute("insert into teks (teks, rank) values ('secure-delete', 1)")
            archive_answers.blank(index, letter)
        index.execute("pragma wal_checkpoint(truncate)")
