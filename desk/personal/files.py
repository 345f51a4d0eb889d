"""Originals, pages and pictures that no case needs any more: out of the tables, then off the disk.

The rows go with the erasure; the files only after it is on the disk, from a list that the erasure keeps, so
that a power cut between the two loses nothing of the list (`finish_all`).
"""

import os
from collections.abc import Collection, Iterable, Iterator
from hashlib import file_digest
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from desk.models import CaseFile, CaseRow, Erasure, PageRow, StoredOriginal
from desk.personal import columns
from models.failed_copies import is_copy_of, reason_of
from models.paths import REASON_SUFFIX, DataFolder


def of_case(case_id: str) -> set[str]:
    """Digests of every stored file that the case's rows name."""
    found: set[str] = set()
    for table in columns.tables():
        for key in columns.file_keys(table.model):
            found |= {
                digest for digest in table.rows_of(case_id).values_list(f"{key}_id", flat=True) if digest
            }
    return found


def scans_of(case_id: str) -> set[str]:
    """Digests of the papers the case came with."""
    return set(CaseFile.objects.filter(case_id=case_id).values_list("file_id", flat=True))


def family_of(case_id: str) -> list[str]:
    """The case and all that were merged into it, also by way of others."""
    found, latest = [case_id], [case_id]
    while latest:
        into = CaseRow.objects.filter(merged_into__in=latest).exclude(id__in=found)
        latest = list(into.values_list("id", flat=True))
        found += latest
    return found


def own_pages(cases: Collection[str]) -> set[tuple[str, int]]:
    """Pages (digest, number) that these cases have and no other: of a stack, or of a file that lies in
    another case too, whole or in part."""
    digests = CaseFile.objects.filter(case_id__in=cases).values_list("file_id", flat=True)
    mine: set[tuple[str, int]] = set()
    others: set[tuple[str, int]] = set()
    for use in CaseFile.objects.filter(file_id__in=list(digests)):
        (mine if use.case_id in cases else others).update((use.file_id, page) for page in pages_of(use))
    return mine - others


def pages_of(use: CaseFile) -> list[int]:
    """The pages of the file that belong to the case."""
    read = PageRow.objects.filter(file_id=use.file_id)
    return use.pages or list(read.values_list("number", flat=True))


def other_owners(use: CaseFile) -> QuerySet[CaseRow]:
    """Of a file cut from a stack: the other cases that have pages of it."""
    others = CaseRow.objects.filter(files__file_id=use.file_id, merged_into__isnull=True).exclude(
        id=use.case_id
    )
    return others.distinct() if use.pages else others.none()


def let_go(digests: Iterable[str]) -> tuple[list[tuple[str, str]], int]:
    """Deletes the rows of files that nothing names any more; (digest, extension) of them, and how many
    others still use. The caller's transaction."""
    gone: list[tuple[str, str]] = []
    shared = 0
    for file in StoredOriginal.objects.filter(sha256__in=list(digests)):
        if _is_used(file):
            shared += 1
            continue
        gone.append((file.sha256, file.extension))
        file.delete()
    return gone, shared


def let_pages_go(pages: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    """Deletes the readings of single pages of a file that stays; what is to be removed of `halaman/`."""
    found = []
    for digest, number in sorted(pages):
        PageRow.objects.filter(file_id=digest, number=number).delete()
        found.append((f"{digest}-{number}", ""))
    return found


def _is_used(file: StoredOriginal) -> bool:
    return any(
        model._default_manager.filter(**{name: file}).exists()
        for model, name in columns.keys_to(StoredOriginal)
        if model is not PageRow
    )


def finish_all() -> int:
    """Takes off the disk what erasures still list; how many erasures were finished."""
    jobs = list(Erasure.objects.filter(finished_at__isnull=True))
    for job in jobs:
        finish(job)
    return len(jobs)


def finish(job: Erasure) -> None:
    """Takes the erasure's files off the disk, lets the database forget what lay there, and says so."""
    data = DataFolder(settings.DATA_FOLDER)
    for path in list(_copies(data, job)):
        path.unlink(missing_ok=True)
        reason_of(path).unlink(missing_ok=True)
    _sync(data.gagal)
    for digest, extension in job.files:
        _remove(data, digest, extension)
    _forget()
    job.files, job.finished_at = [], timezone.now()
    job.save(update_fields=["files", "finished_at"])


def _copies(data: DataFolder, job: Erasure) -> Iterator[Path]:
    """What lies in `gagal/` of the erased papers: the copies made for the case (flows/casework.py), and under
    whatever name the same bytes; the originals go after them, so that a cut leaves none unfound."""
    family = family_of(job.case_id)
    gone = {digest: data.stored(digest, extension) for digest, extension in job.files if extension}
    sizes = {path.stat().st_size if path.is_file() else None for path in gone.values()}
    for path in data.gagal.iterdir() if data.gagal.is_dir() else ():
        if (
            path.is_symlink()
            or not path.is_file()
            or path.name.endswith(REASON_SUFFIX)
            or path.name[0] == "."
        ):
            continue
        is_like = None in sizes or path.stat().st_size in sizes
        if is_copy_of(path, family) or (is_like and _digest(path) in gone):
            yield path


def _digest(path: Path) -> str:
    """Of a file that may not be read, nothing: nobody could copy it either."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _remove(data: DataFolder, digest: str, extension: str) -> None:
    """The original and every picture of it; of a single page (`digest-number`) its pictures alone."""
    shown = data.halaman / digest[:2]
    pictures = [*shown.glob(f"{digest}-*"), *shown.glob(f"{digest}.*")] if shown.is_dir() else []
    gone = [data.stored(digest, extension), *pictures] if extension else pictures
    for path in gone:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in gone}:
        _sync(folder)


def _sync(folder: Path) -> None:
    if not folder.is_dir():
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget() -> None:
    """SQLite overwrites what it deletes (secure_delete); the log of its last writes is emptied here. A reader
    may hold it open; then the next erasure, or the night, empties it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
