"""Personal data on the disk is closed to the machine's other users."""

import stat
import subprocess
import sys
from pathlib import Path

from flows.checkup import Health, examine
from flows.privacy import close_to_others, open_to_others
from flows.receive import prepare_folders
from models.paths import DataFolder
from tests.flows.processes import environment

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
