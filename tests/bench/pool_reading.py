"""`python -m tests.bench.pool_reading [--pages 300]`: what a work pool costs where reading needs the cores.

The same typed pages, a page a file, read by the whole job on this host and by a worker of a pool with
`--limit 2` (docs/systemd), with real OCR. Where `orchestration_share` shows whether the cores are kept busy,
this one shows what the processes of each batch take of them: program and models are loaded for each, and two
batches are in memory (sum of PSS of worker and all below it). Needs Debian's postgresql.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from flows.archive.progress import stored_state
from flows.archive.repeat import repeating
from flows.archive.storage import FolderStorage
from tests.bench.archive import WORKERS, make_pages
from tests.bench.archive_growth import LOOK_SECONDS, memory
from tests.flows.archive.hosts import host_environment, kill_host, prefect_server, start_worker
from tests.postgres import own_postgres

POOL = "arsip-baca"
UP_SECONDS = 10.0
HZ = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, of CPU, and MB (median, most)."""

    wall: float
    cpu: float
    median: float
    most: float


def main() -> int:
    """Make the pages, read them both ways, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pool_reading")
    parser.add_argument("--pages", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="berkas-baca-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        pages = make_pages(folder, options.pages)
        postgres = stack.enter_context(own_postgres())
        port = stack.enter_context(prefect_server(folder, postgres.create("prefect")))
        print(f"{pages} pages, {WORKERS} at a time, load {os.getloadavg()[0]:.1f}\n")
        print("| way | s | CPU-s | MB, median | MB, most |\n| --- | --- | --- | --- | --- |", flush=True)
        costs = {"here": here(folder, port), "pool2": pooled(folder, port)}
        for name, cost in costs.items():
            print(f"| {name} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.median:.0f} | {cost.most:.0f} |")
        one, other = costs["here"], costs["pool2"]
        print(f"\npool2 beyond here: {other.wall / one.wall - 1:.1%}, CPU {other.cpu / one.cpu - 1:.1%}")
    return 0


def here(folder: Path, port: int) -> Cost:
    """The job on this host without Prefect."""
    return measured(folder, "here", host_environment(folder / "here", port, PREFECT_API_URL=""))


def pooled(folder: Path, port: int) -> Cost:
    """The job by a worker that is up already."""
    worker = start_worker(folder, "host", POOL, port, limit="2", BERKAS_WORKERS=str(WORKERS),
                          PREFECT_WORKER_QUERY_SECONDS="2")  # fmt: skip
    try:
        time.sleep(UP_SECONDS)
        return measured(
            folder, "pool", host_environment(folder / "job", port), "--pool", POOL, workers=[worker]
        )
    finally:
        kill_host(worker)


def measured(
    folder: Path,
    name: str,
    env: dict[str, str],
    *options: str,
    workers: Sequence[subprocess.Popen[bytes]] = (),
) -> Cost:
    """Run the command; CPU and memory are those of the command and of the workers, with all below them."""
    command = [sys.executable, "-m", "flows.cli", "archive", str(folder / "sumber"), "--to",
               str(folder / name), "--workers", str(WORKERS), *options]  # fmt: skip
    looks: list[float] = []
    begin = time.monotonic()
    before = os.times().children_user + os.times().children_system
    used = -sum(cpu_of(worker.pid) for worker in workers)
    with (folder / f"{name}.txt").open("wb") as said:
        job = subprocess.Popen(command, env=env, stdout=said, stderr=said)

    def look() -> None:
        looks.append(sum(memory(process.pid) for process in (job, *workers)))

    with repeating(look, LOOK_SECONDS, "memori"):
        assert job.wait() == 0, (folder / f"{name}.txt").read_text()[-2000:]
    took = time.monotonic() - begin
    if workers:
        time.sleep(2 * LOOK_SECONDS)  # the last run's process has ended and been waited for
        used += sum(cpu_of(worker.pid) for worker in workers)
    used += os.times().children_user + os.times().children_system - before
    state = stored_state(FolderStorage(folder / name))
    assert state is not None
    assert state.done == state.total
    return Cost(took, used, statistics.median(looks), max(looks))


def cpu_of(pid: int) -> float:
    """CPU seconds of a process and of all that it has waited for."""
    facts = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return sum(map(int, facts[11:15])) / HZ


if __name__ == "__main__":
    raise SystemExit(main())
