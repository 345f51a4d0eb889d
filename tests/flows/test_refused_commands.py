"""What disk and rights refuse a command is told in words that say what to do, with its exit status."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from flows.cli import COMMANDS
from flows.ports import hindrance
from flows.refused import refusal, words_of
from models.durable import new_file
from models.errors import SurroundingsError
from tests.as_user import as_user, user_folder

ROOT = Path(__file__).resolve().parents[2]


def python(*words: str | Path) -> list[str | Path]:
    return [sys.executable, *words]


def output(command: list[str]) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def served(served_once: Path) -> Iterator[Path]:
    """A data folder that was served, of this very user's, in a folder that everybody may write into."""
    if os.geteuid() != 0:
        pytest.skip("asks for another user")
    with user_folder() as place:
        place.chmod(0o777)
        (place / "tertutup").mkdir(mode=0)
        (place / "surat.pdf").write_bytes(b"%PDF-1.4")
        yield copytree(served_once, place / "data")


def told(data: Path, how: str) -> dict[str, tuple[object, str]]:
    """Command -> its exit status and what it said."""
    command = python("-m", "tests.flows.refused_commands", data, how)
    words = [str(word) for word in command] if how == "tertutup" else as_user(command)
    return {name: (status, said) for name, status, said in json.loads(output(words).splitlines()[-1])}


OTHER_FOLDERS = {"restore"}
"""It asks for a backup before it asks for the data folder."""


def test_a_closed_data_folder_is_told_by_every_command(served: Path) -> None:
    found = told(served, "tertutup")
    assert set(found) == set(COMMANDS)
    for name, (status, said) in found.items():
        is_other = name in OTHER_FOLDERS
        assert status in ((1, 2) if is_other else (1,)), (name, status, said)
        assert ("tidak boleh dibuka" if is_other else "sudo -u") in said, (name, said)
    assert "bukan milik pengguna ini" in found["doctor"][1]
    assert "rusak" not in found["doctor"][1]


READING = {"read": 65, "calendar": 1, "restore": 2, "calibrate": 2}
"""What needs no right to write into the data folder, and how it ends: of the letter, which is none, too."""


def test_a_data_folder_that_may_only_be_read_is_told_by_every_command(served: Path) -> None:
    for path in (served, *served.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    found = told(served, "terbaca")
    for name, (status, said) in found.items():
        assert status == READING.get(name, 1), (name, status, said)
        assert name in READING or "sudo -u" in said, (name, said)


@pytest.mark.parametrize(
    ("number", "path", "words"),
    [
        (errno.ENOSPC, "/x/y", "Disk penuh (/x/y). Kosongkan ruang"),
        (errno.EDQUOT, None, "Disk penuh. Kosongkan ruang"),
        (errno.EROFS, "/x/y", "'/x/y' ada di disk yang hanya dapat dibaca"),
        (errno.EIO, "/x/y", "Periksa disk"),
        (errno.EMFILE, None, "Tutup program lain"),
        (errno.EACCES, "/x/y", "'/x/y' tidak boleh dibuka"),
        (errno.ENOENT, "/x/y", "'/x/y' tidak ada"),
        (errno.EISDIR, "/x/y", "adalah folder"),
    ],
)
def test_each_refusal_says_what_to_do(tmp_path: Path, number: int, path: str | None, words: str) -> None:
    assert words in words_of(OSError(number, os.strerror(number), path), tmp_path)


def test_what_is_no_refusal_stays_a_fault_of_ours(tmp_path: Path) -> None:
    error = OSError(errno.EPIPE, "Broken pipe")
    with pytest.raises(BrokenPipeError):
        refusal(error, tmp_path)
    assert words_of(OSError("bukan berkas biasa"), tmp_path) == ""
    assert "Disk" in str(SurroundingsError(errno.ENOSPC))


def test_a_new_file_that_could_not_be_written_is_not_left(tmp_path: Path) -> None:
    path = tmp_path / "orang.zip"
    with pytest.raises(OSError, match="penuh"), new_file(path) as out:
        out.write(b"sebagian")
        raise OSError(errno.ENOSPC, "penuh")
    assert not path.exists()
    with new_file(path) as out:
        out.write(b"utuh")
    assert path.read_bytes() == b"utuh"
    with pytest.raises(FileExistsError), new_file(path):
        pass
    assert path.read_bytes() == b"utuh"


@pytest.mark.parametrize(
    ("host", "port", "words"),
    [
        ("127.0.0.1", 99999, "tidak ada"),
        ("192.0.2.1", 8861, "bukan alamat komputer ini"),
        ("tidak.ada.invalid", 8861, "bukan alamat komputer ini"),
        ("127.0.0.1", 8861, ""),
        ("::1", 8861, ""),
    ],
)
def test_why_a_port_can_not_be_had(host: str, port: int, words: str) -> None:
    found = hindrance(host, port)
    assert words in found if words else found == ""
