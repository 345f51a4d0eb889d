"""What of an archive is whole: a result counts when it and the files of its letters are what was written.

A result that the index does not hold yet is looked at in full (digests); one that it holds was whole when it
went in, so only the files' sizes are asked. What does not verify loses its result, and is done again.
"""

import hashlib
import logging
import sqlite3
from pathlib import Path

from flows.archive import index
from flows.archive.plan import RESULTS, done_ids
from flows.archive.record import BrokenResult, FileResult, from_json
from flows.archive.storage import FolderStorage, Storage

log = logging.getLogger("berkas.arsip")


def reopen_broken(target: Storage) -> int:
    """Take back the results that do not verify, so that their files are read again; returns how many.

    Only folders can be cut off by a lost power; what an object store has acknowledged is whole.
    """
    if not isinstance(target, FolderStorage):
        return 0
    path = target.path(index.FILE_NAME)
    if not path.exists():
        known, broken = set(), set()
    else:
        _set_aside_a_broken_index(path)
        with index.opened(path) as connection:
            known = index.indexed_files(connection)
            broken = _without_files(target, connection)
            index.remove(connection, broken)
    done = done_ids(target)
    broken |= {id_ for id_ in done - known if not _is_whole(target, id_)}
    for id_ in broken & done:
        target.remove(f"{RESULTS}/{id_}.json")
    if broken & done:
        log.warning("%d hasil tidak utuh; berkasnya dibaca lagi", len(broken & done))
    return len(broken & done)


def _set_aside_a_broken_index(path: Path) -> None:
    """It can always be made anew from the results; the broken one is kept beside it for a look."""
    try:
        with index.opened(path) as connection:
            (answer,) = connection.execute("pragma quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer == "ok":
        return
    log.warning("indeks arsip rusak; dibuat lagi dari hasil (%s)", answer)
    path.replace(path.with_name(f"{path.name}.rusak"))
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _without_files(target: FolderStorage, connection: sqlite3.Connection) -> set[str]:
    """Files in the index of which a letter's file or the result itself is missing or empty."""
    found = set()
    for id_, pdf, json in connection.execute("select berkas, pdf, json from surat"):
        names = filter(None, (pdf, json, f"{RESULTS}/{id_}.json"))
        if id_ not in found and any(_size(target, name) == 0 for name in names):
            found.add(id_)
    return found


def _size(target: FolderStorage, name: str) -> int:
    try:
        return target.path(name).stat().st_size
    except FileNotFoundError:
        return 0


def _is_whole(target: FolderStorage, id_: str) -> bool:
    """Whether the result and everything it names is what was written."""
    try:
        result = from_json(target.read(f"{RESULTS}/{id_}.json"))
        return all(_digest(target, name) == digest for name, digest in _expected(target, result))
    except (BrokenResult, FileNotFoundError):
        return False


def _expected(target: FolderStorage, result: FileResult) -> tuple[tuple[str, str], ...]:
    """(name, digest) of the letters' files; of an earlier version's result, which has none, what is there
    counts when it is not empty."""
    if result.digests:
        return result.digests
    names = [name for letter in result.letters for name in (letter.pdf, letter.json) if name]
    return tuple((name, _digest(target, name) if _size(target, name) else "") for name in names)


def _digest(target: FolderStorage, name: str) -> str:
    return hashlib.sha256(target.read(name)).hexdigest()
