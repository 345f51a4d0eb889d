"""A backup taken from a live data folder comes back whole, and a damaged one is refused."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from flows.backup import back_up, restore
from flows.store import store
from models.errors import StorageError, UsageError
from models.paths import DataFolder
from tests.flows.files import JPEG, PDF

NOW = datetime(2026, 11, 24, 12, 0)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    folder.kunci.mkdir(parents=True)
    (folder.kunci / "audit.key").write_text("00")
    (folder.masuk / "loket").mkdir(parents=True)
    (folder.masuk / "loket" / "menunggu.pdf").write_bytes(PDF)
    folder.hari_libur.write_text("# libur")
    for number, content in enumerate((PDF, JPEG)):
        (folder.root / "x").write_bytes(content)
        store(folder.root / "x", folder, str(number))
    (folder.root / "x").unlink()
    return folder


def test_it_comes_back_whole_while_a_writer_is_at_work(data: DataFolder, tmp_path: Path) -> None:
    with closing(sqlite3.connect(data.database, isolation_level=None)) as writer:
        writer.execute("pragma journal_mode=wal")
        writer.execute("create table t (x)")
        writer.execute("insert into t values (1)")
        writer.execute("begin immediate")
        writer.execute("insert into t values (2)")
        report = back_up(data, tmp_path / "backups", NOW)
        writer.execute("rollback")
    assert (report.originals, report.linked) == (2, 0)
    back = DataFolder(tmp_path / "new")
    assert restore(report.folder, back) == 2
    with closing(sqlite3.connect(back.database)) as database:
        assert database.execute("select x from t").fetchall() == [(1,)]
    assert (back.masuk / "loket" / "menunggu.pdf").read_bytes() == PDF
    assert back.hari_libur.read_text() == "# libur"
    assert sorted(p.name for p in back.simpan.rglob("*.*")) == sorted(
        p.name for p in data.simpan.rglob("*.*")
    )


def test_a_second_backup_shares_the_originals(data: DataFolder, tmp_path: Path) -> None:
    back_up(data, tmp_path / "backups", NOW)
    second = back_up(data, tmp_path / "backups", NOW.replace(hour=13))
    assert (second.originals, second.linked) == (2, 2)


@pytest.mark.parametrize("damage", ["flip", "remove"])
def test_a_damaged_backup_is_refused(data: DataFolder, tmp_path: Path, damage: str) -> None:
    report = back_up(data, tmp_path / "backups", NOW)
    victim = next(path for path in report.folder.joinpath("simpan").rglob("*.pdf"))
    victim.chmod(0o600)
    if damage == "flip":
        victim.write_bytes(b"X" + victim.read_bytes()[1:])
    else:
        victim.unlink()
    with pytest.raises(StorageError):
        restore(report.folder, DataFolder(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_a_data_folder_in_use_is_never_overwritten(data: DataFolder, tmp_path: Path) -> None:
    report = back_up(data, tmp_path / "backups", NOW)
    with pytest.raises(UsageError):
        restore(report.folder, data)


def test_a_backup_inside_the_data_folder_is_refused(data: DataFolder) -> None:
    with pytest.raises(UsageError):
        back_up(data, data.root / "cadangan", NOW)
