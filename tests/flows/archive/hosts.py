"""Hosts of a pool, each a process group of its own on this machine: Prefect's server, its workers."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

import tests
from flows.ports import free_port
from flows.prefect_env import api_url, database_url, environment, server_command
from models.paths import DataFolder
from models.settings import Settings
from tests.flows.processes import kill, start, wait_until

REPOSITORY = str(Path(tests.__file__).parents[1])
PASSWORD = "berkas:uji"
START_SECONDS = 120.0
"""Prefect's server makes some 150 migrations on a new database: 10 s here, longer on a busy machine."""


def host_environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """A host's environment: a folder of its own, the address of the one server."""
    folder.mkdir(parents=True, exist_ok=True)
    quick = {"PREFECT_WORKER_QUERY_SECONDS": "1", "PYTHONPATH": REPOSITORY, "BERKAS_DATA": str(folder),
             "PREFECT_API_AUTH_STRING": PASSWORD}  # fmt: skip
    return environment(DataFolder(folder), Settings(), port) | quick | more


@contextmanager
def prefect_server(folder: Path, address: str) -> Iterator[int]:
    """Prefect's server on that PostgreSQL database; gives its port."""
    port = free_port(0)
    own = {
        "PREFECT_SERVER_API_AUTH_STRING": PASSWORD,
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": database_url(DataFolder(folder), address),
    }
    server = start(server_command(), folder / "server.txt", host_environment(folder / "server", port, **own))
    try:
        wait_until(lambda: answers(port, server), START_SECONDS, "Prefect's server")
        yield port
    finally:
        kill(server)


def answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    """Whether the server is up; fails at once when it ended."""
    assert server.poll() is None, "Prefect's server ended"
    with suppress(httpx.HTTPError):
        return httpx.get(f"{api_url(port)}/health", timeout=1.0, trust_env=False).is_success
    return False


def start_worker(
    folder: Path, name: str, pool: str, port: int, *, limit: str = "1", **more: str
) -> subprocess.Popen[bytes]:
    """`prefect worker start` as a host's unit starts it; `limit`: batches at a time."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", pool, "--type", "process",
               "--limit", limit, "--name", name]  # fmt: skip
    return start(command, folder / f"{name}.txt", host_environment(folder / name, port, **more))


def kill_host(worker: subprocess.Popen[bytes]) -> None:
    """The worker and everything it started die with -9 at once, as when a host loses power."""
    doomed = [worker.pid, *descendants(worker.pid)]
    for pid in doomed:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
    for pid in {*doomed, *descendants(worker.pid)}:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    worker.wait(20)


def descendants(pid: int) -> list[int]:
    """All processes below that one."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            facts = (folder / "stat").read_text().rpartition(") ")[2].split()
            parents.setdefault(int(facts[1]), []).append(int(folder.name))
    found = list(parents.get(pid, []))
    for child in found:
        found += parents.get(child, [])
    return found
