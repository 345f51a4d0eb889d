"""Turns and slots of a host: batches read one after another, no slot stands empty between them, and what a
killed process held is free at once."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from prefect.deployments.runner import RunnerDeployment

from extractors.files.child_process import Answer, ChildProcess
from extractors.files.reading_children import OnPage, ReadingChildren, Slot, Wishes
from flows.archive import pool
from flows.archive.batch import run_as_worker
from flows.archive.filework import Job
from flows.archive.plan import SourceFile, done_ids, save_batch
from flows.archive.runner import JobSettings, Runner, save_settings
from flows.archive.slots import Slots, slots_of
from flows.archive.storage import FolderStorage, open_storage
from flows.store import digest_of
from models.file_reading import FileReading
from models.settings import Settings
from tests.flows.archive.hosts import REPOSITORY
from tests.flows.archive.stub import StubReader, compose
from tests.flows.archive.test_kill import letter
from tests.flows.processes import kill

HOLDER = """
import subprocess, sys, time
from pathlib import Path
from flows.archive.slots import Slots
slots = Slots(Path(sys.argv[1]), 1)
with slots.turn(), slots.one():
    subprocess.Popen(["sleep", "60"], close_fds=False)
    print("dipegang", flush=True)
    time.sleep(60)
"""


def begun(slots: Slots, journal: list[str], name: str) -> threading.Thread:
    """A batch that notes when its turn has come."""

    def take() -> None:
        with slots.turn():
            journal.append(name)

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    return thread


def test_the_next_batch_waits_until_the_turn_is_passed_on(tmp_path: Path) -> None:
    slots, journal = Slots(tmp_path, 1), list[str]()
    with slots.turn() as pass_on:
        thread = begun(slots, journal, "kedua")
        thread.join(0.3)
        assert journal == []
        pass_on()
        pass_on()
        thread.join(5)
        assert journal == ["kedua"]


def test_a_batch_that_fails_gives_its_turn_back(tmp_path: Path) -> None:
    slots, journal = Slots(tmp_path, 1), list[str]()
    with suppress(ZeroDivisionError), slots.turn():
        raise ZeroDivisionError
    begun(slots, journal, "kedua").join(5)
    assert journal == ["kedua"]


def test_the_death_of_a_process_frees_its_turn_and_its_place_though_its_child_lives(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": REPOSITORY},
        start_new_session=True,
    )
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == b"dipegang\n"
        slots, journal = Slots(tmp_path, 1), list[str]()
        thread = begun(slots, journal, "kedua")
        thread.join(0.3)
        assert journal == []
        assert slots._taken() is None
        holder.kill()
        thread.join(5)
        assert journal == ["kedua"]
        with slots.one():
            pass
    finally:
        kill(holder)
        holder.stdout.close()


def test_runs_without_a_named_data_folder_share_their_places(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folders = []
    for run in ("satu", "dua"):
        (tmp_path / run).mkdir()
        monkeypatch.chdir(tmp_path / run)
        folders.append(slots_of(Path("data"), 1).folder.resolve())
    assert folders[0] == folders[1]
    assert slots_of(tmp_path / "data", 1).folder.is_relative_to(tmp_path / "data")


def test_no_more_pages_at_a_time_than_places(tmp_path: Path) -> None:
    at_once, most, lock = 0, 0, threading.Lock()

    def page(slots: Slots) -> None:
        nonlocal at_once, most
        with slots.one():
            with lock:
                at_once += 1
                most = max(most, at_once)
            time.sleep(0.02)
            with lock:
                at_once -= 1

    several = [Slots(tmp_path, 2), Slots(tmp_path, 2)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(page, several * 20))
    assert most == 2


def test_each_page_is_read_in_a_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    taken, read = list[int](), list[str]()

    @contextmanager
    def slot() -> Iterator[None]:
        taken.append(1)
        yield
        taken.pop()

    def ask(_child: ChildProcess, verb: str, *_rest: object, **_more: object) -> Answer:
        assert len(taken) == (verb == "read")
        read.append(verb)
        return Answer(pages=3)

    monkeypatch.setattr(ChildProcess, "ask", ask)
    with ReadingChildren(1, slot=slot) as children:
        children.read_file(tmp_path / "a.pdf")
    assert read == ["count", "read", "read", "read"]


class Slow:
    """A reader that notes when a file begins and ends."""

    def __init__(self, journal: list[str], seconds: float) -> None:
        self._journal = journal
        self._seconds = seconds

    def read_file(
        self,
        path: Path,
        name: str | None = None,
        on_page: OnPage | None = None,
        wishes: Wishes | None = None,
    ) -> FileReading:
        """A file without pages."""
        self._journal.append(f"mulai {name}")
        time.sleep(self._seconds)
        self._journal.append(f"selesai {name}")
        return FileReading(name or path.name, ())


def sources(folder: Path, names: str) -> tuple[SourceFile, ...]:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text("[]")
    return tuple(SourceFile(name * 24, name, 2, "1", digest_of(folder / name)) for name in names)


@pytest.mark.parametrize("names", ["", "abcde"])
def test_the_turn_is_passed_on_when_the_last_file_has_begun(tmp_path: Path, names: str) -> None:
    journal: list[str] = []
    files = sources(tmp_path / "sumber", names)
    job = Job(
        FolderStorage(tmp_path / "sumber"), FolderStorage(tmp_path / "arsip"), tmp_path / "gambar",
        Slow(journal, 0.1), compose,
    )  # fmt: skip
    list(Runner(job, 2, on_last=lambda: journal.append("terakhir")).run(files))
    first = journal.index("terakhir")
    ended = [line for line in journal[:first] if line.startswith("selesai")]
    assert len(ended) >= len(names) - 2, "files waited still"
    assert not names or len(ended) < len(names), "the last file had ended already"
    assert sum(line.startswith("selesai") for line in journal) == len(names)


PAGE_SECONDS = 0.05
BATCH = 12


def test_two_batches_of_a_host_are_read_one_after_another_without_a_gap(tmp_path: Path) -> None:
    target, journal = FolderStorage(tmp_path / "arsip"), tmp_path / "dibaca.txt"
    first, second = two_batches(tmp_path, target)
    events: list[str] = []

    @contextmanager
    def open_job(
        target_url: str, kept: JobSettings, data: Path, settings: Settings, scratch: Path, *, slot: Slot
    ) -> Iterator[tuple[Job, None]]:
        reader = StubReader(PAGE_SECONDS, journal, slot)
        events.append("begins")
        yield Job(open_storage(kept.source), target, scratch, reader, compose, has_pdf=False), None
        events.append("ends")

    def work(batch: str) -> None:
        run_as_worker(target.url, batch, open_job, tmp_path / "data")

    threads = [threading.Thread(target=work, args=(batch,), name=batch) for batch in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(done_ids(target)) == 2 * BATCH
    assert events == ["begins", "begins", "ends", "ends"], "one began only after the other's last page"
    names = [line.split(".")[0] for line in journal.read_text().splitlines()]
    leaders = {name[0] for name in names[:BATCH]}
    assert len(leaders) == 1, "both batches were read from the start"


def two_batches(folder: Path, target: FolderStorage) -> tuple[str, str]:
    """Two batches of one archive, handed out; their ids."""
    source = folder / "sumber"
    source.mkdir()
    made: list[str] = []
    (folder / "data").mkdir()
    (folder / "data" / "pengaturan.toml").write_text("workers = 2\n")
    for name in "pq":
        files = []
        for number in range(BATCH):
            path = source / f"{name}{number}.pdf"
            path.write_text(json.dumps(letter(number)))
            files.append(SourceFile(f"{name}{number:023}", path.name, 2, "1", digest_of(path)))
        made.append(save_batch(target, files))
    save_settings(target.url, JobSettings(str(source), has_pdf=False))
    return made[0], made[1]


def test_a_worker_starts_the_engine_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[RunnerDeployment] = []

    def apply(deployment: RunnerDeployment, **_: object) -> UUID:
        made.append(deployment)
        return uuid4()

    class Client:
        def create_work_pool(self, _pool: object) -> None:
            pass

    monkeypatch.setattr(RunnerDeployment, "apply", apply)
    pool.deploy(Client(), "arsip")  # type: ignore[arg-type]
    assert made[0].job_variables == {"command": f"{sys.executable} -m prefect.engine"}
