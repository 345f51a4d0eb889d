"""`python -m tests.bench.orchestration [--letters 100000] [--hosts 20]`: do queue and database keep up?

The real job (`flows.archive.pool`) on a real Prefect server with a PostgreSQL of its own, at the size of a
large archive. Only two things are stood in for: OCR takes no time, and the hosts are threads that claim runs
from the work pool and run them through Prefect's engine, as a worker's child process does, without the
process (a worker's own costs are in docs/scale.md). Needs Debian's postgresql.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg

from flows.archive.plan import BATCH_FILES, RESULTS
from tests.flows.archive.hosts import host_environment, prefect_server
from tests.flows.archive.test_kill import letter
from tests.flows.processes import running, start
from tests.postgres import own_postgres

POOL = "arsip-simulasi"
PROCESSES = 2
FOLDER_FILES = 1000
PAGE_SECONDS_OF_A_CORE = 1.0
HOST_CORES = 4


@dataclass(frozen=True)
class Batch:
    """What a simulated host noted of a run, seconds. `prefect`: claim and engine, without the files' work."""

    prefect: float
    work: float
    claims: int


def main() -> int:
    """Make the letters, run the job, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.orchestration")
    parser.add_argument("--letters", type=int, default=100_000)
    parser.add_argument("--hosts", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="berkas-simulasi-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        make_source(folder / "sumber", options.letters)
        postgres = stack.enter_context(own_postgres())
        address = postgres.create("prefect")
        port = stack.enter_context(prefect_server(folder, address))
        env = host_environment(folder / "job", port)
        each = options.hosts // PROCESSES
        for number in range(PROCESSES):
            hosts = [sys.executable, "-m", "tests.bench.simulated_hosts", POOL, str(each),
                     str(folder / f"hosts-{number}.jsonl")]  # fmt: skip
            host_env = host_environment(folder / f"hosts-{number}", port)
            stack.enter_context(running(start(hosts, folder / f"hosts-{number}.txt", host_env)))
        command = [sys.executable, "-m", "tests.flows.archive.pool_job", str(folder / "sumber"),
                   str(folder / "arsip"), POOL, "60", "--no-pdf"]  # fmt: skip
        begin = time.monotonic()
        subprocess.run(command, env=env, check=True)
        report(folder, options.letters, options.hosts, time.monotonic() - begin, address)
    return 0


def make_source(source: Path, letters: int) -> None:
    """A file a letter, two pages each, in folders of a thousand."""
    for number in range(letters):
        folder = source / f"{number // FOLDER_FILES:04d}"
        if number % FOLDER_FILES == 0:
            folder.mkdir(parents=True)
        (folder / f"{number:07d}.pdf").write_text(json.dumps(letter(number)))


def report(folder: Path, letters: int, hosts: int, took: float, address: str) -> None:
    """Print what was measured."""
    noted = [
        Batch(**json.loads(line))
        for path in folder.glob("hosts-*.jsonl")
        for line in path.read_text().splitlines()
    ]
    costs = sorted(batch.prefect for batch in noted)
    done = sum(1 for _ in (folder / "arsip" / RESULTS).iterdir())
    with psycopg.connect(address) as connection:
        row = connection.execute(
            "select pg_database_size(current_database()), (select count(*) from flow_run)"
        )
        size, runs = row.fetchone() or (0, 0)
    index_size = (folder / "arsip" / "indeks.sqlite3").stat().st_size
    batch_seconds = BATCH_FILES * 2 * PAGE_SECONDS_OF_A_CORE / HOST_CORES
    rows = (
        ("letters (files) / with a result / Prefect runs", f"{letters} / {done} / {runs}"),
        ("whole job: plan, hand out, read (no OCR), index, report", f"{took:.0f} s"),
        ("letters a second", f"{letters / took:.0f}"),
        (f"Prefect's part of a batch, {hosts} hosts at once: median / p95",
         f"{statistics.median(costs):.2f} / {costs[int(0.95 * (len(costs) - 1))]:.2f} s"),
        ("the same / reading time of a batch (1 s a page, 4 cores)",
         f"{statistics.median(costs) / batch_seconds:.1%}"),
        ("claims tried for a run got", f"{sum(batch.claims for batch in noted) / len(noted):.2f}"),
        ("Prefect's database", f"{size / 1e6:.0f} MB, {size / max(1, runs) / 1e3:.0f} kB a run"),
        ("index", f"{index_size / 1e6:.0f} MB, {index_size / letters / 1e3:.1f} kB a letter"),
    )  # fmt: skip
    print("| what | measured |\n| --- | --- |")
    for name, value in rows:
        print(f"| {name} | {value} |")
    print("\n".join((folder / "arsip" / "laporan.txt").read_text().splitlines()[:12]))


if __name__ == "__main__":
    raise SystemExit(main())
