"""The first start makes the database whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
START = """
import os, sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
from django.db.migrations.executor import MigrationExecutor
plain, left = MigrationExecutor.record_migration, int(sys.argv[2])
def noted(self, migration):
    global left
    left -= 1
    if left == 0:
        os._exit(9)
    plain(self, migration)
MigrationExecutor.record_migration = noted
boot.prepare()
assert boot.is_prepared()
"""


def start(data: Path, killed_at: int) -> int:
    """The start's exit status; it ends before it has noted its `killed_at`-th migration (never: 0)."""
    command = [sys.executable, "-c", START, str(data), str(killed_at)]
    return subprocess.run(command, check=False, cwd=ROOT, stdout=subprocess.DEVNULL).returncode


@pytest.mark.parametrize("killed_at", [1, 4])
def test_a_start_that_was_killed_while_it_made_the_database_is_begun_anew(
    killed_at: int, tmp_path: Path
) -> None:
    assert start(tmp_path, killed_at) == 9
    assert not (tmp_path / "berkas.sqlite3").exists()
    assert start(tmp_path, 0) == 0
    assert (tmp_path / "berkas.sqlite3").stat().st_size > 0
