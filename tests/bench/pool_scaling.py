"""`python -m tests.bench.pool_scaling [--pages 200] [--rounds 1]`: what a second worker brings.

The same typed pages, a page a file, read with real OCR by a work pool that one worker of one core serves, and
by two, each with a data folder of its own as on two hosts. All are on this machine, as are Prefect's server
and PostgreSQL, whose share of the CPU is printed: it is taken from the readers. A worker with `--limit 2`
takes two batches of 100 files though another has none, so with it 400 pages are the fewest that two workers
share; with `--limit 1` it is 200. Needs Debian's postgresql.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from flows.archive.progress import stored_state
from flows.archive.storage import FolderStorage
from tests.bench.archive import make_pages
from tests.bench.pool_reading import UP_SECONDS, cpu_of
from tests.flows.archive.hosts import host_environment, kill_host, prefect_server, start_worker
from tests.postgres import own_postgres

GOAL = 1.85
SERVERS = (b"postgres", b"prefect\0server")


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and of CPU: of all, of the servers alone."""

    wall: float
    cpu: float
    servers: float


def main() -> int:
    """Make the pages, read them with one worker and with two, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pool_scaling")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--limit", default="2", help="batches that a worker takes at a time")
    options = parser.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory(prefix="berkas-pekerja-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        pages = make_pages(folder, options.pages)
        postgres = stack.enter_context(own_postgres())
        port = stack.enter_context(prefect_server(folder, postgres.create("prefect")))
        print(f"{pages} pages, load {os.getloadavg()[0]:.1f}\n")
        print("| workers | s | pages/s | CPU-s | the servers' share of it |\n| --- | --- | --- | --- | --- |")
        for number in range(options.rounds):
            walls = []
            for hosts in (1, 2):
                cost = pooled(folder, f"{number}-{hosts}", hosts, port, options.limit)
                walls.append(cost.wall)
                share = cost.servers / cost.cpu
                speed = pages / cost.wall
                print(
                    f"| {hosts} | {cost.wall:.1f} | {speed:.2f} | {cost.cpu:.1f} | {share:.1%} |", flush=True
                )
            ratios.append(walls[0] / walls[1])
    each = ", ".join(f"{ratio:.2f}" for ratio in sorted(ratios))
    print(f"\npages/s with 2 workers / with 1: {statistics.median(ratios):.2f} of {each} (goal >= {GOAL})")
    return 0


def pooled(folder: Path, name: str, hosts: int, port: int, limit: str) -> Cost:
    """The job by workers that are up already."""
    pool = f"arsip-{name}"
    workers = [
        start_worker(folder, f"host-{name}-{host}", pool, port, limit=limit, BERKAS_WORKERS="1",
                     PREFECT_WORKER_QUERY_SECONDS="2")
        for host in range(hosts)
    ]  # fmt: skip
    try:
        time.sleep(UP_SECONDS)
        return measured(folder, name, pool, port, workers)
    finally:
        for worker in workers:
            kill_host(worker)


def measured(folder: Path, name: str, pool: str, port: int, workers: list[subprocess.Popen[bytes]]) -> Cost:
    """Run the command to its end."""
    target = folder / f"arsip-{name}"
    command = [sys.executable, "-m", "flows.cli", "archive", str(folder / "sumber"), "--to", str(target),
               "--pool", pool]  # fmt: skip
    servers = cpu_of_servers()
    readers = sum(cpu_of(worker.pid) for worker in workers)
    own = os.times().children_user + os.times().children_system
    begin = time.monotonic()
    said = folder / f"{name}.txt"
    with said.open("wb") as out:
        env = host_environment(folder / f"job-{name}", port)
        done = subprocess.run(command, env=env, stdout=out, stderr=out, check=False)
    wall = time.monotonic() - begin
    assert done.returncode == 0, said.read_text()[-2000:]
    time.sleep(UP_SECONDS / 2)  # the last runs' processes have ended and been waited for
    state = stored_state(FolderStorage(target))
    assert state is not None
    assert state.done == state.total
    served = cpu_of_servers() - servers
    used = os.times().children_user + os.times().children_system - own
    used += sum(cpu_of(worker.pid) for worker in workers) - readers
    return Cost(wall, used + served, served)


def cpu_of_servers() -> float:
    """CPU seconds of PostgreSQL's and of Prefect's server's processes so far."""
    total = 0.0
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            command = (place / "cmdline").read_bytes()
            if any(sign in command for sign in SERVERS):
                total += cpu_of(int(place.name))
    return total


if __name__ == "__main__":
    raise SystemExit(main())
