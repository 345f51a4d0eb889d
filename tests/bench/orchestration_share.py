"""`python -m tests.bench.orchestration_share [--letters 200] [--what here,visible,pool]`: what Prefect costs.

Stub OCR of a second a page, four pages at a time, two pages a letter, a letter a file; all else is the
product's own: plan, batches, storage, splitting, PDF/A, results, index, report, Prefect's server on
PostgreSQL, its worker and the process the worker starts for each batch, on one host of four cores. The share
is what a job takes beyond the reading alone, and beyond the same job without Prefect. `pool2` is the set-up
of docs/systemd: while one batch is read, the process of the next is loaded. Needs Debian's postgresql.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.bench.orchestration import make_source
from tests.flows.archive.hosts import host_environment, kill_host, prefect_server, start_worker
from tests.flows.archive.stub import WORKERS
from tests.postgres import own_postgres

POOL = "arsip-bagian"
PAGE_SECONDS = 1.0
GOAL = 0.03
LIMITS = {"pool": "1", "pool2": "2"}


def main() -> int:
    """Run the job in each way and print what it took beyond reading."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.orchestration_share")
    parser.add_argument("--letters", type=int, default=200)
    parser.add_argument("--what", default="here,visible,pool,pool2")
    options = parser.parse_args()
    reading = options.letters * 2 * PAGE_SECONDS / WORKERS
    with tempfile.TemporaryDirectory(prefix="berkas-bagian-") as scratch, ExitStack() as stack:
        folder = Path(scratch)
        make_source(folder / "sumber", options.letters)
        postgres = stack.enter_context(own_postgres())
        port = stack.enter_context(prefect_server(folder, postgres.create("prefect")))
        print(f"{options.letters} letters, reading alone {reading:.0f} s, load {os.getloadavg()[0]:.1f}\n")
        print("| way | s | beyond reading | beyond the job without Prefect |\n| --- | --- | --- | --- |")
        alone = None
        for what in options.what.split(","):
            took = one(folder, what, port)
            alone = took if what == "here" else alone
            beyond = f"{took / alone - 1:.1%} (goal <= {GOAL:.0%})" if alone and what != "here" else ""
            print(f"| {what} | {took:.1f} | {took / reading - 1:.1%} | {beyond} |", flush=True)
    return 0


def one(folder: Path, what: str, port: int) -> float:
    """Seconds of the job in one of the ways; the pool's worker is up before it begins."""
    env = host_environment(folder / what, port)
    source, target = str(folder / "sumber"), str(folder / f"arsip-{what}")
    if what not in LIMITS:
        shown = ["--visible"] if what == "visible" else []
        return timed([sys.executable, "-m", "tests.flows.archive.stub", source, target, "1.0", *shown], env)
    job = [sys.executable, "-m", "tests.flows.archive.pool_job", source, target, f"{POOL}-{what}", "60"]
    more = {"STUB_SECONDS": str(PAGE_SECONDS), "PREFECT_WORKER_QUERY_SECONDS": "2",
            "BERKAS_WORKERS": str(WORKERS)}  # fmt: skip
    worker = start_worker(folder, f"host-{what}", f"{POOL}-{what}", port, limit=LIMITS[what], **more)
    try:
        time.sleep(10.0)
        return timed(job, env)
    finally:
        kill_host(worker)


def timed(command: list[str], env: dict[str, str]) -> float:
    """Seconds of a command that must succeed."""
    begin = time.monotonic()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - begin


if __name__ == "__main__":
    raise SystemExit(main())
