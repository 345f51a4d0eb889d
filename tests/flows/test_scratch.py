"""flows/scratch.py: a temporary folder of one's own; what the dead left is swept, the living's is not."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from flows.cli import COMMANDS
from flows.scratch import occupied, root_of, sweep
from models.errors import StorageError
from models.paths import DataFolder
from tests.flows.processes import environment

OCCUPY = """
import pathlib, sys, tempfile, time
from flows.scratch import occupied
with occupied(pathlib.Path(sys.argv[1]), "uji"):
    pathlib.Path(tempfile.mkdtemp(), "ktp.ppm").write_text("CONTOH")
    print("siap", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return root_of(DataFolder(tmp_path))


def start(root: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", OCCUPY, str(root)], env=environment(), stdout=subprocess.PIPE
    )
    assert process.stdout
    assert process.stdout.readline() == b"siap\n"
    return process


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    assert process.stdout
    process.stdout.close()


def test_what_a_killed_process_left_is_swept_at_the_next_start(root: Path) -> None:
    dead, living = start(root), start(root)
    end(dead)
    assert len(list(root.rglob("ktp.ppm"))) == 2
    with occupied(root, "uji") as folder:
        assert len(list(root.rglob("ktp.ppm"))) == 1, "the living one's is kept"
        assert folder.stat().st_mode & 0o077 == 0
    end(living)
    assert sweep(root) == 1
    assert list(root.rglob("ktp.ppm")) == []


def test_a_folder_that_its_owner_removes_meanwhile_is_passed_over(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two commands without a data folder: one ends while the other begins."""
    with monkeypatch.context() as looked:
        looked.setattr(Path, "is_dir", lambda _path: True)
        looked.setattr(Path, "iterdir", lambda path: iter([path / "archive-gone"]))
        assert sweep(root) == 0


def test_it_is_used_by_this_process_and_its_children_and_given_back(root: Path) -> None:
    before = tempfile.gettempdir()
    with occupied(root, "uji") as folder:
        assert tempfile.gettempdir() == str(folder)
        told = subprocess.run(
            [sys.executable, "-c", "import tempfile; print(tempfile.gettempdir())"],
            env=dict(os.environ),
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == str(folder)
    assert not folder.exists()
    assert tempfile.gettempdir() == before


def test_a_folder_that_somebody_else_laid_there_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (tmp_path / "sementara").symlink_to(tmp_path / "lain")
    with pytest.raises(StorageError, match="bukan folder milik"):
        root_of(DataFolder(tmp_path))


def test_without_a_data_folder_it_lies_in_a_closed_one_of_the_user(tmp_path: Path) -> None:
    root = root_of(DataFolder(tmp_path / "tiada"))
    assert root.name == f"berkas-{os.geteuid()}"
    assert root.stat().st_mode & 0o077 == 0
    assert not (tmp_path / "tiada").exists()


def test_what_handles_pages_has_one() -> None:
    assert {name for name, row in COMMANDS.items() if row.has_scratch} == {
        "read",
        "archive",
        "intake",
        "desk",
    }
