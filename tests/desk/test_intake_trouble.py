"""The resident intake when disk or database refuse: no case pays for it, and work goes on by itself."""

import errno
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from desk import counter, door
from desk.health import active
from desk.intake import leases, readings
from desk.models import CaseRow, ReceiptRow
from extractors.files.reading_children import Wishes
from flows import gate, intake, receive
from flows.intake import Intake
from flows.resident import make_intake
from models.case import Finding, Severity
from models.file_reading import FileReading
from models.health import GIB
from models.paths import DataFolder
from models.settings import Settings
from tests.desk import people
from tests.desk.browsing import wait_until
from tests.flows.files import PDF
from tests.flows.stub_intake import StubReader, compose

QUICK = Settings(
    stable_seconds=0, folder_stable_seconds=0, undecodable_seconds=0, sweep_seconds=1, lease_seconds=30,
    workers=1,
)  # fmt: skip
SECONDS = 60.0


class Reader(StubReader):
    """Raises or answers what it is told to."""

    def __init__(self) -> None:
        super().__init__(0.0, 2)
        self.trouble: Callable[[], FileReading] | None = None
        self.calls = 0

    def read_file(self, path: Path, name: str | None = None, *, wishes: Wishes | None = None) -> FileReading:
        self.calls += 1
        return self.trouble() if self.trouble else super().read_file(path, name, wishes=wishes)


def no_space() -> FileReading:
    raise OSError(errno.ENOSPC, "No space left on device")


def child_without_space() -> FileReading:
    finding = Finding(
        code=f"SEKITAR_{errno.ENOSPC}", severity=Severity.GALAT, message="Disk menolak.", file="a.pdf"
    )
    return FileReading("a.pdf", (), (finding,))


@pytest.fixture
def folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    monkeypatch.setattr(gate, "PROBE_SECONDS", 0.1)
    monkeypatch.setattr(gate, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(intake, "IDLE_SECONDS", 0.05)
    monkeypatch.setattr(receive, "LEAST_PAUSE_SECONDS", 0.05)
    monkeypatch.setattr(receive, "FIRST_RETRY_SECONDS", 0.2)
    return DataFolder(data)


@contextmanager
def at_work(folder: DataFolder, reader: Reader) -> Iterator[Intake]:
    made = make_intake(folder, QUICK, reader, compose)
    thread = threading.Thread(target=made.run, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.stop.set()
        thread.join(SECONDS)


def drop(folder: DataFolder, name: str = "a.pdf") -> None:
    path = folder.masuk / "loket" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(PDF + name.encode())


def all_read(count: int = 1) -> bool:
    rows = list(CaseRow.objects.values_list("status", flat=True))
    assert "gagal" not in rows
    return rows == ["menunggu"] * count


def states(folder: DataFolder) -> set[str]:
    return {item.state.id for item in active(folder)}


@pytest.mark.parametrize("trouble", [no_space, child_without_space])
def test_a_full_disk_costs_no_case_its_attempts(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, trouble: Callable[[], FileReading]
) -> None:
    reader = Reader()
    free = [100 * GIB]
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=free[0]))

    def filled() -> FileReading:
        free[0] = 0
        return trouble()

    reader.trouble = filled
    with at_work(folder, reader):
        drop(folder)
        wait_until(lambda: "baca_ditunda" in states(folder), SECONDS)
        assert {"disk_penuh", "baca_ditunda"} <= states(folder)
        time.sleep(1.0)
        assert reader.calls == 1  # nothing is begun while it lasts
        drop(folder, "b.pdf")
        reader.trouble, free[0] = None, 100 * GIB
        wait_until(lambda: all_read(2), SECONDS)
        wait_until(lambda: states(folder) == set(), SECONDS)
    assert set(CaseRow.objects.values_list("attempts", flat=True)) == {1}


def test_a_database_locked_at_the_end_of_a_reading_costs_nothing(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader()
    locked = [True]

    def guarded(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            if locked[0]:
                return door.door(_locked)()
            return real(*args, **kwargs)

        return call

    for module, name in ((readings, "save_reading"), (leases, "fail"), (door, "probe")):
        monkeypatch.setattr(module, name, guarded(getattr(module, name)))
    with at_work(folder, reader) as made:
        made.gate.probe_database = door.probe
        drop(folder)
        wait_until(lambda: "basis_data_terkunci" in states(folder), SECONDS)
        locked[0] = False
        wait_until(all_read, SECONDS)
        wait_until(lambda: states(folder) == set(), SECONDS)
    assert CaseRow.objects.get().attempts == 1


def _locked() -> None:
    raise OperationalError("database is locked")


def test_trouble_that_only_one_case_meets_is_its_own_in_the_end(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "EXCUSED_SECONDS", 0.05)
    reader = Reader()
    reader.trouble = no_space
    with at_work(folder, reader):
        drop(folder)
        wait_until(lambda: CaseRow.objects.filter(status="gagal").exists(), SECONDS)
    assert reader.calls == intake.MOST_EXCUSES + 3


def test_an_upload_that_a_crash_kept_hidden_is_read_after_the_start(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(counter, "_let_in", lambda *_args: None)
        sent = {"kanal": "loket", "berkas": SimpleUploadedFile("surat.pdf", PDF)}
        people.client("petugas").post("/terima/", sent)
    number = ReceiptRow.objects.get().number
    monkeypatch.setattr(counter, "BUSY_SECONDS", 0)
    with at_work(folder, Reader()):
        wait_until(all_read, SECONDS)
    assert CaseRow.objects.get().id == number


def test_an_inbox_whose_thread_died_is_started_anew(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, lives = Reader(), []
    real = receive.Inbox.run

    def run(self: receive.Inbox, stop: threading.Event) -> None:
        lives.append(1)
        if len(lives) == 1:
            return  # the thread ends, as after an error that nobody caught
        real(self, stop)

    monkeypatch.setattr(receive.Inbox, "run", run)
    with at_work(folder, reader):
        drop(folder)
        wait_until(all_read, SECONDS)
    assert len(lives) == 2
