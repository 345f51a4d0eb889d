"""Starts the product's processes for tests, on a data folder of their own, and ends them again."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from models.paths import DataFolder

QUICK = {
    "BERKAS_STABLE_SECONDS": "0",
    "BERKAS_FOLDER_STABLE_SECONDS": "0",
    "BERKAS_UNDECODABLE_SECONDS": "0",
    "BERKAS_SWEEP_SECONDS": "1",
    "BERKAS_LEASE_SECONDS": "1",
}
"""Settings that make waiting short."""


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without Prefect's, with quick settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT_", "BERKAS_"))}
    return kept | QUICK | settings


def start_stub(data: Path, log: Path, seconds: float = 0.0, **settings: str) -> subprocess.Popen[bytes]:
    """The intake with a stand-in for OCR, in a process group of its own."""
    command = [sys.executable, "-m", "tests.flows.stub_intake", str(data), str(seconds)]
    return start(command, log, environment(**settings))


def start(command: list[str], log: Path, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process in its own group; its output goes to `log`."""
    with log.open("ab") as out:
        return subprocess.Popen(command, env=env, stdout=out, stderr=out, start_new_session=True)


def kill(process: subprocess.Popen[bytes], number: int = signal.SIGKILL, timeout: float = 40) -> int:
    """Signal the whole group and wait for the process."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
    return process.wait(timeout)


@contextmanager
def running(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """The process for the block; whatever is left of it is killed afterwards."""
    try:
        yield process
    finally:
        kill(process)


def cases(data: Path) -> list[dict[str, str]]:
    """`berkas cases --json`."""
    command = [sys.executable, "-m", "flows.cli", "cases", "--json", "--data", str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    rows: list[dict[str, str]] = json.loads(done.stdout)
    return rows


def query(data: DataFolder, text: str) -> list[tuple[str, ...]]:
    """Rows of the desk's SQLite database, which is only read."""
    with closing(sqlite3.connect(f"file:{data.database}?mode=ro", uri=True, timeout=30)) as database:
        return list(database.execute(text))


def states(data: DataFolder) -> list[str]:
    """Status of each case, sorted; nothing before the database is made."""
    try:
        return sorted(row[0] for row in query(data, "select status from desk_caserow"))
    except sqlite3.OperationalError:
        return []


def wait_until(is_so: Callable[[], bool], seconds: float, what: str) -> None:
    """Until `is_so`, or fail saying `what` did not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not come within {seconds} s")
