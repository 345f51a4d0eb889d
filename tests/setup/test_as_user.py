"""The helper that other tests of rights stand on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.as_user import as_user, user_folder

TOUCH = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text('x')"


def touch(path: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        as_user([sys.executable, "-c", TOUCH, path]), capture_output=True, text=True, check=False
    )


def test_the_user_writes_in_its_own_folder() -> None:
    with user_folder() as folder:
        assert touch(folder / "berkas").returncode == 0
        assert (folder / "berkas").read_text() == "x"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to lose")
def test_the_user_is_refused_what_root_may_do(tmp_path: Path) -> None:
    result = touch(tmp_path / "berkas")
    assert result.returncode != 0
    assert "PermissionError" in result.stderr
    assert not (tmp_path / "berkas").exists()
