"""A backup taken while papers come in, restored elsewhere: counts, digests and pictures are equal."""

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from flows.backup.bring_back import restore
from flows.backup.databases import database_of
from flows.backup.sealing import KeysFile, recipient_of
from flows.backup.take import back_up
from flows.store import store
from models.paths import DataFolder
from tests.flows.backup.folders import NOW, TABLE
from tests.flows.files import JPEG, PDF
from tests.postgres import own_postgres, programs

BEFORE = 30
"""Papers that are there when the backup begins, at the least."""
PAPERS = "select sha256 from desk_storedoriginal"
CASES = "create table desk_caserow (id text primary key)"

Run = Callable[..., object]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.slow])])
def urls(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """The database of the office and that of the restored one; empty: the file in its folder."""
    if request.param == "sqlite":
        yield "", ""
        return
    assert programs(), "PostgreSQL is not installed: scripts/setup --dev"
    with own_postgres() as server:
        yield server.create("hidup"), server.create("pulih")


class Inbox(threading.Thread):
    """Stores papers with their picture and case, one transaction each, until told to stop."""

    def __init__(self, data: DataFolder, url: str) -> None:
        super().__init__()
        self.data, self.url = data, url
        self.stored: list[str] = []
        self.has_begun, self.stop = threading.Event(), threading.Event()

    def run(self) -> None:
        """A paper after the other: file, picture, then the rows that name them."""
        while not self.stop.is_set():
            number = len(self.stored)
            source = self.data.root / f"surat-{number}"
            source.write_bytes(PDF + b"\n%% %d\n" % number)
            kept = store(source, self.data, source.name)
            source.unlink()
            picture = self.data.page_image(kept.sha256, 1)
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_bytes(JPEG + b"%d" % number)
            with _writing(self.data, self.url) as run:
                mark = "%s" if self.url else "?"
                row = (kept.sha256, kept.extension, kept.size)
                run(f"insert into desk_storedoriginal values ({mark}, {mark}, {mark})", row)
                run(f"insert into desk_caserow values ({mark})", (kept.sha256,))
            self.stored.append(kept.sha256)
            if len(self.stored) >= BEFORE:
                self.has_begun.set()


@contextmanager
def _writing(data: DataFolder, url: str) -> Iterator[Run]:
    """Both statements or none."""
    if url:
        with psycopg.connect(url) as server:
            yield server.execute
        return
    with closing(sqlite3.connect(data.database, timeout=60)) as file, file:
        yield file.execute


def _rows(data: DataFolder, url: str, question: str) -> set[str]:
    if url:
        with psycopg.connect(url) as server:
            return {str(value) for (value,) in server.execute(question)}
    with closing(sqlite3.connect(data.database)) as file:
        return {str(value) for (value,) in file.execute(question)}


def test_what_comes_back_is_whole_while_papers_come_in(
    data: DataFolder, tmp_path: Path, urls: tuple[str, str], opener: KeysFile
) -> None:
    live, restored = urls
    if live:
        data.database.unlink()
        with _writing(data, live) as run:
            run(TABLE, ())
    with _writing(data, live) as run:
        run(CASES, ())
    inbox = Inbox(data, live)
    inbox.start()
    try:
        assert inbox.has_begun.wait(60)
        there_before = set(inbox.stored)
        report = back_up(data, tmp_path / "backups", NOW, database_of(data, live), recipient_of(data))
        came_meanwhile = set(inbox.stored) - there_before
    finally:
        inbox.stop.set()
        inbox.join()
    back = DataFolder(tmp_path / "new")
    restore(report.folder, back, lambda folder: database_of(folder, restored), opener)

    papers = _rows(back, restored, PAPERS)
    assert came_meanwhile, "nothing came in while the backup was taken"
    assert there_before <= papers
    assert _rows(back, restored, "select id from desk_caserow") == papers & set(inbox.stored)
    for sha256 in papers & set(inbox.stored):
        assert hashlib.sha256(back.stored(sha256, ".pdf").read_bytes()).hexdigest() == sha256
        assert back.page_image(sha256, 1).read_bytes() == data.page_image(sha256, 1).read_bytes()
