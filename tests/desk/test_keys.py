"""Keys survive a power cut, and an empty or lost one is never replaced in silence."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desk import keys
from models.errors import SettingsError
from models.paths import DataFolder

ALL = (keys.SESSION, *keys.KEPT)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "kantor")


def serve_once(folder: DataFolder) -> dict[str, bytes]:
    made = keys.load(folder)
    folder.database.write_bytes(b"SQLite format 3\0")
    return made


def test_keys_are_made_once_and_read_again(folder: DataFolder) -> None:
    made = serve_once(folder)
    assert sorted(made) == sorted(ALL)
    assert len(set(made.values())) == len(ALL)
    assert keys.load(folder) == made
    assert list(keys.faults(folder)) == []
    assert sorted(path.name for path in folder.kunci.iterdir()) == sorted(ALL)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.kunci.iterdir()} == {0o600}


def test_a_key_is_on_the_disk_before_it_has_its_name(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut leaves the name with nothing in it."""
    steps: list[str] = []
    sync, link = os.fsync, os.link

    def noted_sync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "content")
        sync(handle)

    def noted_link(source: Path, target: Path) -> None:
        steps.append("name")
        link(source, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "link", noted_link)
    keys.load(folder)
    assert steps == ["content", "name", "folder"] * len(ALL)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("content", ["", "\n", "00", "kunci", "\0" * 65])
def test_an_empty_or_broken_key_is_refused(folder: DataFolder, name: str, content: str) -> None:
    serve_once(folder)
    (folder.kunci / name).write_text(content)
    with pytest.raises(SettingsError, match="kosong atau rusak"):
        keys.load(folder)
    assert [name in fault for fault in keys.faults(folder)] == [True]
    assert (folder.kunci / name).read_text() == content


@pytest.mark.parametrize("name", keys.KEPT)
def test_a_lost_key_that_data_was_written_with_is_not_made_anew(folder: DataFolder, name: str) -> None:
    serve_once(folder)
    (folder.kunci / name).unlink()
    with pytest.raises(SettingsError, match="hilang"):
        keys.load(folder)
    assert [name in fault for fault in keys.faults(folder)] == [True]


def test_a_lost_session_key_is_made_anew(folder: DataFolder) -> None:
    made = serve_once(folder)
    (folder.kunci / keys.SESSION).unlink()
    assert keys.load(folder)[keys.SESSION] != made[keys.SESSION]


def test_a_start_that_was_cut_off_goes_on(folder: DataFolder) -> None:
    made = keys.load(folder)
    (folder.kunci / keys.NIK).unlink()
    assert keys.load(folder)[keys.AUDIT] == made[keys.AUDIT]


def test_processes_that_start_at_once_agree(folder: DataFolder) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: keys.load(folder), range(8)))
    assert all(one == found[0] for one in found)


def test_a_command_says_it_plainly(folder: DataFolder) -> None:
    """Whatever needs the database stops with one line and what to do."""
    serve_once(folder)
    (folder.kunci / keys.AUDIT).write_text("")
    command = [sys.executable, "-m", "flows.cli", "cases", "--data", str(folder.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "audit.key kosong atau rusak" in done.stderr
    assert "cadangan" in done.stderr
