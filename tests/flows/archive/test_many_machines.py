"""The archive job on several hosts: they share PostgreSQL (behind Prefect) and the storage, nothing else.

Each host reads one batch and has the process of another waiting for its turn. One worker is killed with -9,
with all its processes, while it reads; then, on the other host, the process that reads; every letter must be
there once.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from flows.archive.heartbeat import HEARTBEATS
from flows.archive.index import FILE_NAME
from flows.archive.slots import TURN, slots_of
from tests.flows.archive.hosts import host_environment, kill_host, prefect_server, start_worker
from tests.flows.archive.stub import WORKERS
from tests.flows.archive.test_kill import make_source
from tests.flows.processes import running, start, wait_until
from tests.postgres import own_postgres

POOL = "arsip-uji"
PAGE_SECONDS = "0.06"
DEAD_SECONDS = "6"
LETTERS = 440
ENOUGH_PAGES = 20
"""Read by the worker before it is killed: it is in the middle of its first batch."""

BATCHES = 2
"""In so many files; the second waits, loaded, on the host of the first, or is read on the other host."""


def lines(journal: Path) -> list[str]:
    return journal.read_text().splitlines() if journal.exists() else []


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(400)
def test_killed_half_way_a_host_and_a_process_lose_and_double_nothing(tmp_path: Path) -> None:
    source, target = tmp_path / "bersama" / "sumber", tmp_path / "bersama" / "arsip"
    letters, pages = make_source(source, LETTERS)
    before = {path.name: path.read_bytes() for path in source.iterdir()}
    with ExitStack() as stack:
        postgres = stack.enter_context(own_postgres())
        port = stack.enter_context(prefect_server(tmp_path, postgres.create("prefect")))
        command = [
            sys.executable,
            "-m",
            "tests.flows.archive.pool_job",
            str(source),
            str(target),
            POOL,
            DEAD_SECONDS,
        ]
        job = start(command, tmp_path / "job.txt", host_environment(tmp_path / "job", port))
        stack.enter_context(running(job))
        journals = [tmp_path / f"host{number}-dibaca.txt" for number in (1, 2)]
        workers = [start_stub_worker(tmp_path, number, port, journals[number - 1]) for number in (1, 2)]
        for worker in workers:
            stack.callback(kill_host, worker)
        wait_until(lambda: any(len(lines(one)) >= ENOUGH_PAGES for one in journals), 120, "first pages")
        wait_until(lambda: len(list((target / HEARTBEATS).iterdir())) == BATCHES, 60, "signs of life")
        # Either may have been first, and with `--limit 2` may have both batches.
        killed, other = sorted((0, 1), key=lambda host: -len(lines(journals[host])))
        kill_host(workers[killed])
        killed_at = len(lines(journals[killed]))
        enough = len(lines(journals[other])) + ENOUGH_PAGES
        wait_until(lambda: len(lines(journals[other])) >= enough, 120, "the other host's pages")
        os.kill(whose_turn(tmp_path / f"host{other + 1}"), signal.SIGKILL)
        assert job.wait(200) == 0, (tmp_path / "job.txt").read_text()[-3000:]
    read = Counter(line for journal in journals for line in lines(journal))
    assert len(lines(journals[killed])) == killed_at < pages
    assert len(read) == pages
    assert sum(read.values()) - pages <= 2 * WORKERS
    assert (tmp_path / "job.txt").read_text().count("diserahkan lagi") >= 2
    with closing(sqlite3.connect(target / FILE_NAME)) as index:
        texts = [row[0] for row in index.execute("select isi from teks")]
        ids = [row[0] for row in index.execute("select id from surat")]
    assert len(set(ids)) == len(ids) == letters
    numbers = sorted(int(text.split("Pengaduan ")[1].split("\n")[0]) for text in texts)
    assert numbers == list(range(1, letters + 1))
    assert {path.name: path.read_bytes() for path in source.iterdir()} == before


def start_stub_worker(folder: Path, number: int, port: int, journal: Path) -> subprocess.Popen[bytes]:
    more = {"STUB_SECONDS": PAGE_SECONDS, "STUB_JOURNAL": str(journal)}
    time.sleep(0.5 * (number - 1))
    return start_worker(folder, f"host{number}", POOL, port, limit="2", **more)


def whose_turn(data: Path) -> int:
    """The process that holds the turn of that host, as the kernel has it."""
    file = (slots_of(data, 1).folder / TURN).stat().st_ino
    locks = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    return next(int(facts[4]) for facts in locks if facts[1] == "FLOCK" and facts[5].endswith(f":{file}"))
