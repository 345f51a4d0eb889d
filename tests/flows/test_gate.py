"""The gate shuts while disk, database or rights are in the way, says why, and opens again by itself."""

import errno
import logging
from pathlib import Path
from types import SimpleNamespace

import pytest

from flows.gate import Gate, try_to_write
from flows.receive import prepare_folders
from models.errors import DamagedFile, DatabaseAway, StorageError, SurroundingsError
from models.health import noted
from models.paths import DataFolder
from models.trouble import Trouble, trouble_of


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    prepare_folders(folder)
    return folder


class Database:
    """Stands in for the database's lock."""

    is_locked = False

    def probe(self) -> None:
        if self.is_locked:
            raise DatabaseAway("terkunci")


class Clock:
    """Seconds that pass when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def with_free(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr("flows.gate.shutil.disk_usage", lambda _path: SimpleNamespace(free=free))


def test_a_full_disk_shuts_it_and_room_opens_it(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    gate = Gate(data, 100, lambda: None, clock)
    with_free(monkeypatch, 1000)
    assert gate.is_open()
    with_free(monkeypatch, 99)
    clock.now = 2
    assert not gate.is_open()
    assert noted(data) == {"baca_ditunda": "Disk penuh."}
    with_free(monkeypatch, 1000)
    assert not gate.is_open()  # not looked at again yet
    clock.now = 8
    assert gate.is_open()
    assert noted(data) == {}
    assert gate.times_shut == 1


def test_a_locked_database_has_its_own_state_and_is_logged_twice(
    data: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    clock, database = Clock(), Database()
    gate = Gate(data, 0, database.probe, clock)
    database.is_locked = True
    with caplog.at_level(logging.WARNING, "berkas.gerbang"):
        for _ in range(50):
            clock.now += 3
            assert gate.report(DatabaseAway("terkunci"))
            assert not gate.is_open()
        assert set(noted(data)) == {"basis_data_terkunci", "baca_ditunda"}
        database.is_locked = False
        clock.now += 10
        assert gate.is_open()
    assert noted(data) == {}
    assert len(caplog.records) == 2


def test_lost_rights_shut_it(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(data, 0, lambda: None)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("flows.gate.try_to_write", refuse)
        assert gate.report(PermissionError(errno.EACCES, "Permission denied"))
        assert gate.is_shut
    assert noted(data)["baca_ditunda"] == "Hak akses pada folder data hilang."


def test_trouble_that_is_over_leaves_it_open(data: DataFolder) -> None:
    gate = Gate(data, 0, lambda: None)
    assert gate.report(OSError(errno.ENOSPC, "No space left on device"))
    assert not gate.is_shut


def test_what_an_earlier_process_left_is_cleared(data: DataFolder) -> None:
    data.halaman.mkdir(exist_ok=True)
    left = data.halaman / ".periksa-1"
    left.touch()
    first = Gate(data, 0, lambda: None)
    first.report(DatabaseAway("terkunci"))
    Gate(data, 0, lambda: None)
    assert noted(data) == {}
    assert not left.exists()


def test_a_probe_that_fails_leaves_nothing_behind(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, content: bytes) -> int:
        self.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        try_to_write(data.simpan)
    assert list(data.simpan.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, "x"), Trouble.DISK),
        (PermissionError(errno.EACCES, "x"), Trouble.RIGHTS),
        (DatabaseAway("x"), Trouble.DATABASE),
        (SurroundingsError(errno.ENOSPC), Trouble.DISK),
        (FileNotFoundError(errno.ENOENT, "x"), None),
        (StorageError("berubah"), None),
        (DamagedFile("rusak"), None),
    ],
)
def test_what_is_to_blame(error: Exception, expected: Trouble | None) -> None:
    assert trouble_of(error) is expected
    wrapped = RuntimeError("luar")
    wrapped.__cause__ = error
    assert trouble_of(wrapped) is expected
