"""Every hostile file ends as a case or in gagal/ with its reason, and the next good file is read."""

import os
import random
import signal
import socket
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from models.paths import DataFolder
from tests.flows.hostile import GOOD, MADE
from tests.flows.processes import environment, kill, start, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.tesseract]

SHARED = Path(__file__).parents[2].parent / "shared" / "hostile" / "files"
SAMPLE = 15
"""Shared files in an ordinary run; all of them with HOSTILE_ALL=1 (about ten minutes on two cores)."""

QUICK_PAGES = {"BERKAS_PAGE_SECONDS": "20", "BERKAS_LEASE_SECONDS": "60"}


@contextmanager
def real_intake(served_once: Path, data: DataFolder) -> Iterator[None]:
    """`berkas intake` with the real reading children and without Prefect."""
    copytree(served_once, data.root)
    command = [sys.executable, "-m", "flows.cli", "intake", "--data", str(data.root)]
    process = start(command, data.root / "catatan.txt", environment(**QUICK_PAGES))
    try:
        yield
        assert process.poll() is None, (data.root / "catatan.txt").read_text()
    finally:
        kill(process, signal.SIGKILL)


def ends(data: DataFolder) -> Counter[str]:
    """How many cases stand where."""
    with closing(sqlite3.connect(f"file:{data.database}?mode=ro", uri=True, timeout=30)) as database:
        return Counter(status for (status,) in database.execute("select status from desk_caserow"))


def status_of(data: DataFolder, name: str) -> str | None:
    """Status of the case with a file of that name."""
    query = "select p.status from desk_caserow p join desk_casefile f on f.case_id = p.id where f.name = ?"
    with closing(sqlite3.connect(f"file:{data.database}?mode=ro", uri=True, timeout=30)) as database:
        row = database.execute(query, (name,)).fetchone()
    return row[0] if row else None


def is_settled(data: DataFolder) -> bool:
    """Nothing waits in masuk/ and nothing is left to be read (os.walk bears folders that vanish)."""
    waiting = any(files for _folder, _folders, files in os.walk(data.masuk))
    return not waiting and ends(data)["diterima"] == 0


def every_failure_has_its_reason(data: DataFolder) -> bool:
    failed = [path for path in data.gagal.iterdir() if not path.name.endswith(".alasan.txt")]
    reasons = [path.with_name(path.name + ".alasan.txt") for path in failed]
    return all(reason.is_file() and len(reason.read_text(encoding="utf-8")) > 20 for reason in reasons)


@pytest.mark.timeout(400)
def test_made_files_end_somewhere_and_a_good_one_is_read(served_once: Path, tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    with real_intake(served_once, data), socket.socket(socket.AF_UNIX) as ear:
        loket = data.masuk / "loket"
        for name, content in MADE:
            (loket / name).write_bytes(content)
        os.mkfifo(loket / "pipa.pdf")
        ear.bind(str(loket / "soket.pdf"))
        (loket / "tautan.pdf").symlink_to("/etc/passwd")
        (loket / "bundel").mkdir()
        (loket / "bundel" / "tautan.pdf").symlink_to("/etc/passwd")
        (loket / "bundel" / "baik.pdf").write_bytes(GOOD[1] + b"\n")
        (loket / GOOD[0]).write_bytes(GOOD[1])
        all_of_them = len(MADE) - 1 + 2
        # what has left masuk/ is not yet in the database for a moment
        wait_until(
            lambda: is_settled(data) and sum(ends(data).values()) >= all_of_them, 360, "an end for every file"
        )
        assert status_of(data, GOOD[0]) == "menunggu"
        assert status_of(data, "baik.pdf") == "menunggu"
    assert every_failure_has_its_reason(data)
    refused = {path.name for path in data.gagal.iterdir()}
    assert {"kosong.pdf", "pipa.pdf", "soket.pdf", "tautan.pdf", "sandi.pdf", "bukan.pdf"} <= refused
    assert "sandi" in (data.gagal / "sandi.pdf.alasan.txt").read_text(encoding="utf-8")
    assert sum(ends(data).values()) == all_of_them


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared hostile files are not here")
@pytest.mark.timeout(1800)
def test_shared_files_end_somewhere(served_once: Path, tmp_path: Path) -> None:
    files = sorted(SHARED.iterdir())
    if not os.environ.get("HOSTILE_ALL"):
        seed = random.randrange(1_000_000)
        print(f"seed {seed}")
        files = random.Random(seed).sample(files, SAMPLE)
    data = DataFolder(tmp_path / "data")
    with real_intake(served_once, data):
        for path in files:
            (data.masuk / "kotak_aduan" / path.name).write_bytes(path.read_bytes())
        wait_until(lambda: is_settled(data), 1700, "an end for every file")
        (data.masuk / "loket" / GOOD[0]).write_bytes(GOOD[1])
        wait_until(lambda: status_of(data, GOOD[0]) == "menunggu", 60, "the good file")
    assert every_failure_has_its_reason(data)
