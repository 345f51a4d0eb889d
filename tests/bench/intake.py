"""`python -m tests.bench.intake [--cases N]`: what a case costs beyond its reading.

A real Prefect server, the real intake, and a reader that sleeps for a known time. For each case:
(time its reading was stored) - (time its drop was claimed) - (the reader's sleep). Copy, digest, fsync,
commit, the run's creation at Prefect, checking and storing are all in it. Goal: median <= 0.2 s,
p95 <= 2.5 s. Two loads: one drop at a time (a counter), and all at once (a batch scan).
"""

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

import httpx

from flows.ports import free_port
from flows.prefect_env import api_url, environment, prepare_home, server_command
from models.paths import DataFolder
from models.settings import Settings
from tests.flows.files import PDF
from tests.flows.processes import QUICK, kill, start, wait_until

READING_SECONDS = 0.5
GAP_SECONDS = 1.2
MEDIAN_GOAL = 0.2
P95_GOAL = 2.5
WORKERS = 2


def main() -> int:
    """Run both loads and print the table; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.intake")
    parser.add_argument("--cases", type=int, default=30)
    count = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as scratch:
        data = DataFolder(Path(scratch))
        prepare_home(data)
        port = free_port(0)
        env = environment(data, Settings(), port) | QUICK | {"BERKAS_LEASE_SECONDS": "60"}
        env["BERKAS_WORKERS"] = str(WORKERS)
        server = start(server_command(), data.root / "prefect.txt", env)
        command = [sys.executable, "-m", "tests.flows.stub_intake", scratch, str(READING_SECONDS)]
        intake = start(command, data.root / "intake.txt", env)
        try:
            wait_until(lambda: answers(api_url(port)), 60, "Prefect")
            wait_until((data.masuk / "loket").is_dir, 60, "the intake")
            drop(data, "warm", 2, GAP_SECONDS)
            wait_until(lambda: len(overheads(data, READING_SECONDS)) == 2, 60, "the first cases")
            one = measure(data, "one", count, GAP_SECONDS)
            batch = measure(data, "batch", count, 0.0)
        finally:
            kill(intake)
            kill(server)
    print("| load | cases | median s | p95 s | most s |\n| --- | --- | --- | --- | --- |")
    print(row("one at a time", one))
    print(row("all at once, share of each case", batch))
    return int(statistics.median(one) > MEDIAN_GOAL or p95(one) > P95_GOAL)


def answers(url: str) -> bool:
    """Whether the server is up."""
    try:
        return httpx.get(f"{url}/health", timeout=1).is_success
    except httpx.HTTPError:
        return False


def drop(data: DataFolder, name: str, count: int, gap: float) -> None:
    """`count` different drops, `gap` seconds apart."""
    for number in range(count):
        path = data.masuk / "loket" / f"{name}-{number}.part"
        path.write_bytes(PDF + os.urandom(16).hex().encode())
        path.rename(path.with_suffix(".pdf"))
        time.sleep(gap)


def measure(data: DataFolder, name: str, count: int, gap: float) -> list[float]:
    """The overheads of `count` cases. In a batch: of each case, its share of what the whole took longer
    than the readers needed."""
    before = len(overheads(data, 0))
    drop(data, name, count, gap)
    wait_until(lambda: len(overheads(data, 0)) == before + count, 120, "all cases")
    if gap:
        return overheads(data, READING_SECONDS)[before:]
    found = times(data)[before:]
    whole = max(end for _begin, end in found) - found[0][0]
    return [(whole - READING_SECONDS * count / WORKERS) / count] * count


def times(data: DataFolder) -> list[tuple[float, float]]:
    """(claimed, stored) of each case that is read, in order of claim, as seconds."""
    query = "select received_at, read_at from desk_caserow where read_at is not null order by received_at"
    with closing(sqlite3.connect(f"file:{data.database}?mode=ro", uri=True, timeout=30)) as database:
        found = database.execute(query).fetchall()
    return [tuple(datetime.fromisoformat(at).timestamp() for at in pair) for pair in found]  # type: ignore[misc]


def overheads(data: DataFolder, reading: float) -> list[float]:
    """Time from claim to stored reading, less the reading."""
    return [end - begin - reading for begin, end in times(data)]


def p95(values: list[float]) -> float:
    """The 95th percentile (nearest rank)."""
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


def row(name: str, values: list[float]) -> str:
    """A line of the table."""
    figures = (statistics.median(values), p95(values), max(values))
    return f"| {name} | {len(values)} | {' | '.join(f'{figure:.2f}' for figure in figures)} |"


if __name__ == "__main__":
    raise SystemExit(main())
