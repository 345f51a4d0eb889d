"""What desk and doctor are told of backups."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk import keys
from models.backup_note import BackupNote, is_old, read_note
from models.errors import StorageError
from models.paths import DataFolder
from tests.flows.backup.folders import HOUR, states, take


def test_a_backup_that_is_too_old_is_told(data: DataFolder, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    assert states(data) == {}
    yesterday = (now - 27 * HOUR).timestamp()
    os.utime(data.kunci / keys.AUDIT, (yesterday, yesterday))
    assert states(data) == {"cadangan_lama": "Belum pernah ada cadangan."}
    take(data, tmp_path / "backups", now - 25 * HOUR)
    assert states(data) == {}
    take(data, tmp_path / "lain", now - 27 * HOUR)
    assert list(states(data)) == ["cadangan_lama"]
    assert is_old(read_note(data), now) == states(data)["cadangan_lama"]


def test_a_backup_that_failed_is_told_until_one_succeeds(data: DataFolder, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    take(data, tmp_path / "backups", now - 2 * HOUR)
    data.database.rename(data.root / "x")
    with pytest.raises(StorageError):
        take(data, tmp_path / "backups", now - HOUR)
    assert list(states(data)) == ["cadangan_belum_teruji"]
    (data.root / "x").rename(data.database)
    take(data, tmp_path / "backups", now)
    assert states(data) == {}


def test_a_disk_that_gives_back_other_bytes_is_told(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written is read back before it is called a backup."""
    monkeypatch.setattr("flows.backup.contents.disk_digest", lambda _path: "0" * 64)
    with pytest.raises(StorageError, match="hilang atau rusak"):
        take(data, tmp_path / "backups", datetime.now(UTC))
    assert list((tmp_path / "backups").glob("*berkas-2*")) == []
    assert list(states(data)) == ["cadangan_belum_teruji"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"made_at": 5}', '{"made_at": "kemarin"}'])
def test_a_broken_note_is_no_note(data: DataFolder, content: str) -> None:
    data.backup_note.write_text(content)
    assert read_note(data) == BackupNote()
