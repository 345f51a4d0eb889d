"""What desk and doctor are told of backups."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk import keys
from flows.checkup import examine
from flows.cli import main
from models.backup_note import BackupNote, is_old, read_note
from models.errors import StorageError
from models.paths import DataFolder
from tests.flows.backup.folders import HOUR, flip, original, put, states, take
from tests.flows.files import PDF


def test_a_backup_that_is_too_old_is_told(data: DataFolder, tmp_path: Path) -> None:
    now = datetime.now().astimezone()
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


@pytest.mark.parametrize("damage", [flip, Path.unlink])
def test_an_original_that_is_gone_or_rotten_is_told_every_night_while_it_lasts(
    data: DataFolder, damage: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    nightly, stored = ["doctor", "--originals", "--data", str(data.root)], put(data, PDF + b"lagi")
    assert main(nightly) == 0
    place = original(data.root, stored)
    good = place.read_bytes()
    damage(place)
    assert states(data) == {}
    assert main(nightly) == 1
    assert (
        f"1 dari 3 berkas asli di simpan/ hilang atau rusak: {stored.sha256[:12]}" in capsys.readouterr().out
    )
    assert stored.sha256[:12] in states(data)["berkas_asli_hilang"]
    place.unlink(missing_ok=True)
    place.write_bytes(good)
    list(examine(data))
    assert list(states(data)) == ["berkas_asli_hilang"], "sizes alone clear nothing"
    assert main(nightly) == 0
    assert states(data) == {}


def test_a_look_at_sizes_tells_the_desk_at_once(data: DataFolder, tmp_path: Path) -> None:
    stored = put(data, PDF + b"lagi")
    take(data, tmp_path / "backups", datetime.now(UTC))
    place = original(data.root, stored)
    place.rename(tmp_path / "x")
    list(examine(data))
    assert list(states(data)) == ["berkas_asli_hilang"]
    (tmp_path / "x").rename(place)
    take(data, tmp_path / "backups", datetime.now(UTC) + HOUR)
    assert states(data) == {}, "a backup reads them all"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"made_at": 5}', '{"made_at": "kemarin"}'])
def test_a_broken_note_is_no_note(data: DataFolder, content: str) -> None:
    data.backup_note.write_text(content)
    assert read_note(data) == BackupNote()
