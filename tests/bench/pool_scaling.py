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
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from tests.bench.archive import make_pages
from tests.bench.pool_reading import UP_SECONDS, Cost, cpu_of, measured
from tests.flows.archive.hosts import host_environment, kill_host, prefect_server, start_worker
from tests.postgres import own_postgres

GOAL = 1.85
SERVERS = (b"postgres", b"prefect\0server")


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
                before = cpu_of_servers()
                cost = pooled(folder, f"{number}-{hosts}", hosts, port, options.limit)
                served = cpu_of_servers() - before
                cpu, speed = cost.cpu + served, pages / cost.wall
                print(
                    f"| {hosts} | {cost.wall:.1f} | {speed:.2f} | {cpu:.1f} | {served / cpu:.1%} |",
                    flush=True,
                )
                walls.append(cost.wall)
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
        env = host_environment(folder / f"job-{name}", port)
        return measured(folder, f"arsip-{name}", env, "--pool", pool, workers=workers)
    finally:
        for worker in workers:
            kill_host(worker)


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
