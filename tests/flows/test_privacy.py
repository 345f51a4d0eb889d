"""Personal data on the disk is closed to the machine's other users."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import pytest

from flows.checkup import Health, examine
from flows.privacy import close_to_others, handed_over, open_to_others
from flows.receive import prepare_folders
from models.paths import DataFolder
from tests.as_user import user_folder
from tests.flows.processes import environment

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="root makes what is to be another's")

OPEN_UMASK = 0o000


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_a_command_makes_is_closed_whatever_the_umask(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    command = [sys.executable, "-m", "flows.cli", "calibrate", "--data", str(data.root)]
    subprocess.run(command, env=environment(), umask=OPEN_UMASK, check=False, capture_output=True)
    assert rights(data.root) == 0o700
    assert rights(data.kunci) == 0o700


def test_what_was_left_open_is_closed_at_the_next_start(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    for folder in (data.simpan, data.gagal, data.halaman):
        folder.mkdir()
        folder.chmod(0o755)
    data.database.touch()
    data.database.chmod(0o664)
    assert {finding.what for finding in examine(data) if finding.health is Health.BAD} >= {
        f"{path} dapat dibuka pengguna lain di mesin ini" for path in (data.gagal, data.database)
    }
    prepare_folders(data)
    assert open_to_others(data) == []
    assert rights(data.gagal) == 0o750
    assert rights(data.database) == 0o660


def test_the_way_into_masuk_is_the_offices(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    data.masuk.mkdir()
    data.masuk.chmod(0o755)
    close_to_others(data)
    assert rights(data.masuk) == 0o755


@ROOT_ONLY
def test_what_root_makes_in_an_office_s_folder_is_the_office_s() -> None:
    with user_folder() as place:
        command = [sys.executable, "-m", "flows.cli", "demo", "--cases", "1", "--data", str(place)]
        subprocess.run(command, env=environment(), check=True, capture_output=True)
        made = list(place.rglob("*"))
        assert any(path.is_file() for path in made)
        assert {path.lstat().st_uid for path in made} == {place.stat().st_uid}


@ROOT_ONLY
def test_root_s_backup_is_its_folder_s_owner_s_and_a_folder_it_restores_says_so(
    served_once: Path, tmp_path: Path
) -> None:
    def output(*words: str | Path) -> str:
        command: list[str | Path] = [sys.executable, *words]
        return subprocess.run(command, env=environment(), check=True, capture_output=True, text=True).stdout

    with user_folder() as place:
        copytree(served_once, tmp_path / "data")
        output("-m", "flows.cli", "backup", place, "--plain", "--data", tmp_path / "data")
        made = [path.lstat().st_uid for path in place.rglob("*")]
        assert made and {*made} == {place.stat().st_uid}
        backup, new = next(place.glob("berkas-*")), tmp_path / "baru"
        assert "chown -R" in output("-m", "flows.cli", "restore", backup, "--new-audit-key", "--data", new)


@ROOT_ONLY
def test_what_is_no_new_file_of_that_folder_alone_stays_root_s(tmp_path: Path) -> None:
    other = tmp_path / "lain"
    other.touch()
    with user_folder() as place:
        (place / "lama").touch()
        time.sleep(1.1)
        with handed_over(place):
            (place / "baru").touch()
            (place / "pintas").symlink_to(other)
            os.link(place / "lama", place / "kedua")
        assert (place / "lama").stat().st_uid == other.stat().st_uid == 0
        assert (place / "baru").stat().st_uid == place.stat().st_uid != 0
